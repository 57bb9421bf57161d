package scorecard

// An Actor is who changes something, and from where: the journal's two columns.
type Actor struct {
	Person PersonID // empty: the program itself
	From   string   // "web", "slack", "cli", "clock"
}
