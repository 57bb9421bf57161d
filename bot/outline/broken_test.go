package outline_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/bot/outline"
)

var update = flag.Bool("update", false, "write the golden files anew")

// checkWhen stands for the calendar, which this package does not know.
func checkWhen(s string) error {
	if strings.HasPrefix(s, "every ") {
		return nil
	}
	return fmt.Errorf("%q is not a time I can read", s)
}

func TestWhatIsWrongIsPointedAt(t *testing.T) {
	files, err := filepath.Glob("testdata/broken/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no broken files", err)
	}
	documented, err := os.ReadFile("../../docs/contracts.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			_, got := outline.ReadWith(filepath.Base(name), data, outline.Options{CheckWhen: checkWhen})
			var problems outline.Problems
			if !errors.As(got, &problems) {
				t.Fatalf("it is read without problems: %v", got)
			}
			for _, p := range problems {
				if !strings.Contains(string(documented), "`"+p.Code+"`") {
					t.Errorf("docs/contracts.md does not name the code %q of: %v", p.Code, p)
				}
			}
			golden := strings.TrimSuffix(name, ".yaml") + ".txt"
			if *update {
				if err := os.WriteFile(golden, []byte(problems.Error()+"\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), problems.Error()+"\n"); diff != "" {
				t.Errorf("other words (-want +got):\n%s", diff)
			}
		})
	}
}
