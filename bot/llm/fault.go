package llm

import (
	"errors"
	"fmt"
)

// A Stage is where a reading went wrong.
type Stage string

const (
	Unasked   Stage = "unasked"   // the endpoint is busy with others, or left alone
	Transport Stage = "transport" // nothing whole came back
	Status    Stage = "status"    // the endpoint refused
	Shape     Stage = "shape"     // what came back is not what was asked for
	Meaning   Stage = "meaning"   // it is, and makes no sense
)

// A Fault says why a model gave no reading. It holds nothing that was sent,
// nothing that came back, and no secret.
type Fault struct {
	Stage Stage
	Code  int // the HTTP status, of a Status
	Why   string
}

func (f *Fault) Error() string {
	if f.Code > 0 {
		return fmt.Sprintf("llm: %s %d: %s", f.Stage, f.Code, f.Why)
	}
	return fmt.Sprintf("llm: %s: %s", f.Stage, f.Why)
}

// ErrNothing is returned when the model says that a question is about nothing
// on the list.
var ErrNothing = errors.New("llm: the model finds nothing that is meant")

func fault(s Stage, why string) error { return &Fault{Stage: s, Why: why} }
