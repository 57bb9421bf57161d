package outline_test

import (
	"errors"
	"strings"
	"testing"

	"throughline/bot/outline"
)

// TestAllErrorsAtOnce has a field that cannot be read and, elsewhere, an owner
// who is nobody: the person mending the file hears of both.
func TestAllErrorsAtOnce(t *testing.T) {
	text := strings.Replace(good, "due: 2027-01-31, resources: One stall", "due: someday, resources: One stall", 1)
	text = strings.Replace(text, "objective: share, owner: kim, kind", "objective: share, owner: nobody, kind", 1)
	_, err := outline.Read("mill.yaml", []byte(text))
	var all outline.Problems
	if !errors.As(err, &all) {
		t.Fatalf("read it without a problem: %v", err)
	}
	for _, want := range []string{"someday", "nobody"} {
		if n := strings.Count(err.Error(), want); n != 1 {
			t.Errorf("%q is told %d times, want once:\n%v", want, n, err)
		}
	}
}
