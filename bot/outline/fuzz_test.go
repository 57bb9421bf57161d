package outline_test

import (
	"os"
	"testing"

	"throughline/bot/outline"
	"throughline/bot/scorecard"
)

// FuzzRead looks for a file that panics the reader, that is accepted though it
// is not valid, or that does not survive being written.
func FuzzRead(f *testing.F) {
	data, err := os.ReadFile("testdata/bakery.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(good))
	for _, s := range []string{"", "a: &a [*a]", "? [a]\n: b", "<<: {a: b}", "- - -", "!!binary aGk=", "%YAML 1.2\n---\n", "a: |\n  b\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := outline.Read("f.yaml", data)
		if err != nil {
			return
		}
		if faults := scorecard.Validate(&file.Strategy); len(faults) > 0 {
			t.Fatalf("accepted, but not valid: %v", faults)
		}
		outline.Lint(file, "2026-11-23")
		text := outline.Write(&file.Strategy, file.Readings)
		again, err := outline.Read("f.yaml", text)
		if err != nil {
			t.Fatalf("written, it does not read: %v\n%s", err, text)
		}
		if changes := outline.Diff(&file.Strategy, &again.Strategy); len(changes) > 0 {
			t.Fatalf("came back different:\n%s", outline.Plan(changes))
		}
	})
}
