package chat

import "context"

// First is the error of a feature that has something slow to do before it can
// handle what came in, such as asking somebody over the network. Nothing of the
// transaction is kept; Do is called once, outside of any, while other
// conversations go on, and then the same thing is offered again.
type First struct{ Do func(ctx context.Context) }

func (First) Error() string { return "something slow comes first" }
