package understand

import "testing"

// "The first one" is of the list that was shown before.
func TestNthOfList(t *testing.T) {
	l := clinicLexicon(t)
	before := l.Question("what is red?", nora, nil)
	thread := []Turn{{Text: "what is red?", Read: before, Answered: []Ref{"mei", "m_rev", "m_wait"}}}
	for text, want := range map[string]struct {
		intent Intent
		about  Ref
	}{
		"the first one: why?": {Diagnose, "m_rev"}, "and the second?": {Value, "m_wait"}, "who owns the last one": {Owner, "m_wait"},
	} {
		in := l.Question(text, nora, thread)
		if in.Intent != want.intent || len(in.Subject) != 1 || in.Subject[0] != want.about {
			t.Errorf("%q is %s of %v, want %s of %s", text, in.Intent, in.Subject, want.intent, want.about)
		}
	}
	if in := l.Question("what should we fix first?", nora, thread); len(in.Subject) > 0 && in.Subject[0] == "m_rev" {
		t.Errorf("“fix first” is taken for the first of the list: %+v", in)
	}
}
