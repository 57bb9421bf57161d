package outline_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/bot/outline"
	"throughline/bot/sample"
	"throughline/bot/scorecard"
)

func TestExamplesSurviveWritingAndReading(t *testing.T) {
	for _, name := range sample.Names() {
		text, err := sample.Strategy(name, "2026-11-23")
		if err != nil {
			t.Fatal(err)
		}
		first, err := outline.Read(name, text)
		if err != nil {
			t.Fatal(err)
		}
		again, err := outline.Read(name, outline.Write(&first.Strategy, first.Readings))
		if err != nil {
			t.Fatalf("%s, written, does not read: %v", name, err)
		}
		if diff := cmp.Diff(asJSON(t, first.Strategy), asJSON(t, again.Strategy)); diff != "" {
			t.Errorf("%s came back different:\n%s", name, diff)
		}
	}
}

func asJSON(t *testing.T, s scorecard.Strategy) string {
	t.Helper()
	b, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestAByteOrderMarkIsNoPartOfTheFile(t *testing.T) {
	text, err := sample.Strategy("fourmetrics", "2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := outline.Read("bom.yaml", append([]byte("\ufeff"), text...)); err != nil {
		t.Error(err)
	}
}
