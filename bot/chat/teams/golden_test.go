package teams

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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

func golden(t *testing.T, name string, v any) {
	t.Helper()
	var got bytes.Buffer
	e := json.NewEncoder(&got)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", "golden", name+".json")
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (write it with -update)", err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("%s is drawn differently:\n%s", name, diff)
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
			golden(t, g.Name, messages[0].Attachments[0].Content)
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
	golden(t, "form", testPen().form(testForm(), opened, nil))
	faulty := testPen().form(testForm(), opened, chat.FieldErrors{"value": "Is that <4.2> or 42?", "": "Not clear yet."})
	golden(t, "form-faults", faulty)
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
	modules := installed(t)
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
	if out, err := tsc(t, dir, "bad.ts"); err == nil {
		t.Errorf("a card that is none was taken: %s", out)
	}
	if out, err := tsc(t, dir, names...); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func tsc(t *testing.T, dir string, files ...string) (string, error) {
	args := append([]string{"node_modules/typescript/bin/tsc", "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--moduleResolution", "nodenext", "--target", "es2022"}, files...)
	cmd := exec.CommandContext(t.Context(), "node", args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// installed returns the folder of the checking programs, which are installed when they
// are not there, each in the version that the lock file says. Without Node.js and
// npm it is empty, which only a machine that checks changes may not be.
func installed(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("testdata/npm")
	if err != nil {
		t.Fatal(err)
	}
	for _, program := range []string{"node", "npm"} {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatalf("%s is missing: Microsoft's own checks could not be run", program)
			}
			t.Logf("not checked: %s is not installed here", program)
			return ""
		}
	}
	modules := filepath.Join(dir, "node_modules")
	if _, err := os.Stat(filepath.Join(modules, ".package-lock.json")); err == nil {
		return modules
	}
	cmd := exec.CommandContext(t.Context(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("npm ci in %s: %v\n%s", dir, err, out)
	}
	return modules
}

func remarshal(v, into any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return json.Unmarshal(body, into)
}
