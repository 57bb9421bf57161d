package understand

import (
	"os"
	"testing"

	"throughline/bot/outline"
	"throughline/bot/scorecard"
)

// organisation reads one of those that the exam is about.
func organisation(tb testing.TB, name string) *scorecard.Index {
	tb.Helper()
	file := "exam/orgs/" + name + ".yaml"
	data, err := os.ReadFile(file)
	if err != nil {
		tb.Fatal(err)
	}
	f, err := outline.Read(file, data)
	if err != nil {
		tb.Fatal(err)
	}
	return scorecard.NewIndex(&f.Strategy)
}

var nora = Asker{Person: "nora", Locale: "en-GB", Today: "2026-11-20"}

func clinicLexicon(tb testing.TB) *Lexicon { return NewLexicon(organisation(tb, "clinic")) }
