package chat

// A Check is one thing that an adapter's doctor looked at. Says tells in words how
// it is and, where it is not well, what to do.
type Check struct {
	Name string `json:"name"`
	OK   bool   `json:"ok"`
	Says string `json:"says"`
}
