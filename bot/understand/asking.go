package understand

// An asking is one way of asking for something.
type asking struct {
	intent Intent
}
