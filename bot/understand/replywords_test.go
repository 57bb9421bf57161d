package understand

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWordsOfReplies(t *testing.T) {
	if !slices.Equal(replyLanguages, []string{"en", "de", "es", "fr"}) {
		t.Errorf("replies are read in %v", replyLanguages)
	}
	got, err := readWording("# said\n[up]\nrose\n{,had }{gone,come} up\n\n[~again]\nask (?:me )?again\n")
	want := wording{"up": {"rose", "gone up", "come up", "had gone up", "had come up"}, "~again": {"ask (?:me )?again"}}
	if err != nil || !cmp.Equal(got, want) {
		t.Errorf("%v, -want +got:\n%s", err, cmp.Diff(want, got))
	}
	for _, wrong := range []string{"rose\n[up]\n", "[~again]\nask (me\n"} {
		if _, err := readWording(wrong); err == nil {
			t.Errorf("%q was taken", wrong)
		}
	}
}

// Every heading of a language is one of English: a slip of the pen teaches nothing.
func TestHeadingsAreKnown(t *testing.T) {
	also := []string{"in two days", "~later anywhere"} // English needs none
	for _, lang := range replyLanguages {
		for heading := range replyWords[lang] {
			if _, ok := replyWords["en"][heading]; !ok && !slices.Contains(also, heading) {
				t.Errorf("%s has a heading %q that English has not", lang, heading)
			}
		}
	}
	for _, h := range hintOrder {
		if len(replyWords["en"][string(h)]) == 0 {
			t.Errorf("no English phrase is a cue for %q", h)
		}
	}
}
