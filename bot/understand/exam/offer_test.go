package exam

import (
	"slices"
	"testing"

	"throughline/bot/understand"
)

// Whoever is asked back gets something to choose from, and whoever is refused
// for a word is told which.
func TestWhatIsOffered(t *testing.T) {
	t.Parallel()
	asked, refused, n := 0, 0, 0
	for _, p := range papers(t) {
		r := reader(t, p.Organisation)
		for _, q := range p.Questions {
			if n++; n%2 == 0 {
				continue // half of them say as much
			}
			text := []string{q.Text, "hmm so " + q.Text + " thingamajig", q.Text + " blorp"}[n%3]
			again := q
			again.Text = text
			in := r.Question(again)
			switch {
			case in.Outcome == understand.Clarify:
				asked++
				if len(in.Options) == 0 && len(in.Readings) < 2 || len(in.Readings) == 1 || len(in.Readings) > 3 {
					t.Errorf("%q offers %v and %d readings", text, in.Options, len(in.Readings))
				}
				if i := slices.IndexFunc(in.Readings, func(o understand.Interpretation) bool {
					return o.Outcome != understand.Answer || len(o.Others)+len(o.Readings) > 0
				}); i >= 0 {
					t.Errorf("%q offers %+v", text, in.Readings[i])
				}
			case in.Reason == "unknown_entity":
				refused++
				if len(in.Unknown) == 0 {
					t.Errorf("%q is refused for a word that is not said", text)
				}
			}
		}
	}
	if asked < 10 || refused < 100 {
		t.Errorf("only %d asked back and %d refused for a word", asked, refused)
	}
}
