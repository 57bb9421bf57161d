package teams

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"throughline/bot/chat"
	"throughline/bot/chat/chattest"
	"throughline/bot/chat/teams/teamstest"
)

// testPen knows Ana and our pages, and an address for every picture of a page.
func testPen() pen {
	return pen{
		pages: "https://score.example.org",
		person: func(id string) (string, chat.UserID, bool) {
			return "Ana Ruiz", chat.UserID(teamstest.Ana.Object), id == chattest.Person
		},
		image: func(b chat.Picture) string {
			if b.Path == "" {
				return ""
			}
			return "https://score.example.org/teams/picture/dGlja2V0.png"
		},
	}
}

// wire returns a value as Teams reads it.
func wire(t *testing.T, v any) map[string]any {
	t.Helper()
	var out map[string]any
	if err := json.Unmarshal(encoded(t, v), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestGoldenMessages(t *testing.T) {
	for _, g := range chattest.Messages() {
		t.Run(g.Name, func(t *testing.T) {
			messages := testPen().messages(g.Message, budgets[0])
			for _, m := range messages {
				if faults := teamstest.CheckActivity(wire(t, m)); len(faults) > 0 {
					t.Error(faults)
				}
			}
			if len(messages) != 1 || len(messages[0].Attachments) != 1 {
				t.Fatalf("drawn as %d messages", len(messages))
			}
			chattest.Drawn(t, g.Name, messages[0].Attachments[0].Content, *update)
		})
	}
}

func testForm() chat.Form {
	return chat.Form{Action: "checkin/form", Value: "m_otd/2026-W47", Title: "Week 47", Submit: "Save", Intro: "For **On-time delivery**, " + chat.Mention(chattest.Person), Fields: []chat.Field{
		{Name: "value", Label: "Value (%)", Hint: "last: 93%"},
		{Name: "note", Label: "What happened?", Kind: chat.ParaField, Value: "two *vans*", Optional: true},
		{Name: "sure", Label: "How sure?", Kind: chat.ChoiceField, Value: "high", Options: []chat.Option{{Label: "Sure", Value: "high"}, {Label: "A guess", Value: "low"}}},
		{Name: "many", Label: "Whose?", Kind: chat.ChoiceField, Optional: true, Options: []chat.Option{{Label: "A", Value: "a"}, {Label: "B", Value: "b"}, {Label: "C", Value: "c"}, {Label: "D", Value: "d"}, {Label: "E", Value: "e"}, {Label: "F", Value: "f"}}},
		{Name: "day", Label: "As of", Kind: chat.DateField, Value: "2026-11-20", Optional: true},
	}}
}

func TestGoldenForms(t *testing.T) {
	opened := press{Action: "checkin/form", Value: "round"}
	chattest.Drawn(t, "form", testPen().form(testForm(), opened, nil), *update)
	faulty := testPen().form(testForm(), opened, chat.FieldErrors{"value": "Is that <4.2> or 42?", "": "Not clear yet."})
	chattest.Drawn(t, "form-faults", faulty, *update)
	for _, c := range []card{testPen().form(testForm(), opened, nil), faulty} {
		if faults := teamstest.CheckCard(wire(t, c)); len(faults) > 0 {
			t.Error(faults)
		}
	}
}

// Microsoft's own types of cards, in their published version, take every card.
func TestMicrosoftsTypesTakeEveryCard(t *testing.T) {
	files, err := filepath.Glob("testdata/golden/*.json")
	if err != nil || len(files) < 15 {
		t.Fatalf("%d golden cards (%v)", len(files), err)
	}
	dir := t.TempDir()
	modules := chattest.NodeModules(t, "testdata/npm")
	if modules == "" {
		return
	}
	if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	var names []string
	for i, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, fmt.Sprintf("%02d-%s.ts", i, strings.TrimSuffix(filepath.Base(file), ".json")))
		source := "import type {IAdaptiveCard} from '@microsoft/teams.cards';\nexport const c: IAdaptiveCard = " + string(body) + ";\n"
		if err := os.WriteFile(filepath.Join(dir, names[i]), []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	bad := filepath.Join(dir, "bad.ts")
	if err := os.WriteFile(bad, []byte("import type {IAdaptiveCard} from '@microsoft/teams.cards';\nexport const c: IAdaptiveCard = {type: 'AdaptiveCard', version: '1.5', body: [{type: 'Tabel'}]};\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := chattest.TypeCheck(t, dir, "bad.ts"); err == nil {
		t.Errorf("a card that is none was taken: %s", out)
	}
	if out, err := chattest.TypeCheck(t, dir, names...); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func remarshal(v, into any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return json.Unmarshal(body, into)
}
