package answer

import (
	"strings"
	"testing"

	"throughline/bot/chat"
)

func TestASearchShowsHowThingsStand(t *testing.T) {
	f, r := rulesFeature(), newRoom()
	names := map[string]bool{}
	for i := range millstone.Metrics {
		m := &millstone.Metrics[i]
		if !m.Open() {
			continue
		}
		found, err := f.Search(t.Context(), r, chat.Incoming{Text: " " + strings.ToUpper(m.Name)}, "finn")
		if err != nil || len(found) == 0 || found[0].Title != m.Name {
			t.Errorf("%q: found %v, %v", m.Name, found, err)
			continue
		}
		names[m.Name] = true
		if found[0].About == "" || len(found[0].Message.Blocks) == 0 {
			t.Errorf("%q is found without its state: %+v", m.Name, found[0])
		}
		for _, b := range found[0].Message.Blocks {
			switch b.(type) {
			case chat.Buttons, chat.Feedback:
				t.Errorf("%q comes with %T, which belongs to a conversation", m.Name, b)
			}
		}
	}
	if len(names) < 3 {
		t.Errorf("only %d metrics could be searched for", len(names))
	}
	for text, want := range map[string]int{"no such thing": 0} {
		if found, err := f.Search(t.Context(), r, chat.Incoming{Text: text}, "finn"); err != nil || len(found) != want {
			t.Errorf("%q: found %v, %v", text, found, err)
		}
	}
}

// What is found may be read by anybody, so nothing restricted is, not even by
// whoever may see it.
func TestASearchFindsNothingRestricted(t *testing.T) {
	f, r := rulesFeature(), newRoom()
	restricted := 0
	for i := range millstone.Metrics {
		m := &millstone.Metrics[i]
		if m.Open() {
			continue
		}
		restricted++
		found, err := f.Search(t.Context(), r, chat.Incoming{Text: m.Name}, m.Owner)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range found {
			if tr := tells(t, x.Message); tr != "" || x.Title == m.Name {
				t.Errorf("searching for %q finds %q, for all to read (%q)", m.Name, x.Title, tr)
			}
		}
	}
	if restricted == 0 {
		t.Error("nothing was restricted")
	}
}
