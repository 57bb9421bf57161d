package slack

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/bot/chat"
	"throughline/bot/chat/chattest"
)

// fillable is a form with a field of each kind, and what is hard for Slack.
func fillable() chat.Form {
	many := []chat.Option{{Label: "", Value: "nameless"}, {Label: "worthless"}}
	for i := range 250 {
		many = append(many, chat.Option{Label: fmt.Sprintf("Objective %d %s", i, strings.Repeat("x", 100)), Value: fmt.Sprint("o", i)})
	}
	return chat.Form{
		Action: "checkin/numbers", Value: "7", Title: "Your numbers for week 47 & after", Submit: "Send all of them to the team now", Intro: "For **week 47**.",
		Fields: []chat.Field{
			{Name: "value.0", Label: "Churn (%)", Hint: "Last week: 3.1%", Value: "4.2"},
			{Name: "note", Label: "", Kind: chat.ParaField, Value: strings.Repeat("é", 4000), Optional: true},
			{Name: "owner", Label: "Owner", Kind: chat.ChoiceField, Value: "ben", Options: []chat.Option{{Label: "Ana", Value: "ana"}, {Label: "Ben", Value: "ben"}}},
			{Name: "objective", Label: "Objective", Kind: chat.ChoiceField, Value: "o249", Options: many, Optional: true},
			{Name: "due", Label: "Due", Kind: chat.DateField, Value: "2026-12-21"},
			{Name: "odd", Label: "A date that is none", Kind: chat.DateField, Value: "soon", Optional: true},
			{Name: "empty", Label: "Nothing to choose", Kind: chat.ChoiceField, Optional: true},
		},
	}
}

func TestFormsComeBackAsTheyWereFilledIn(t *testing.T) {
	s := byRequests(t, nil)
	s.desk.set(func(d *desk) { d.form = fillable() })
	ana := s.Human("ana")
	form, err := ana.Press("fleet", s.put(t, round()), "Report")
	if err != nil || form == nil {
		t.Fatalf("no form: %v, refused %v", err, s.Refused()[0].Messages)
	}
	if words := s.HomeWords(form); !strings.Contains(words, "week 47") {
		t.Errorf("the form says %q", words)
	}
	if chosen := s.Fields(form)["Objective"]; !strings.Contains(chosen, "249") {
		t.Errorf("%q is chosen, want what was chosen before", chosen)
	}
	faults, _, err := ana.FillForm(form, map[string]string{"Churn (%)": " 4.3 ", "Objective": "o9", "…": "line\nline", "Nothing to choose": "typed"})
	if err != nil || len(faults) > 0 {
		t.Fatalf("%v, %v", faults, err)
	}
	all := s.desk.all()
	want := map[string]string{
		"value.0": "4.3", "note": "line\nline", "owner": "ben", "objective": "o9", "due": "2026-12-21", "odd": "", "empty": "typed",
	}
	if d := cmp.Diff(want, all[len(all)-1].Fields); d != "" {
		t.Error(d)
	}
}

func TestOtherBlocksAreNoFields(t *testing.T) {
	got, err := values(json.RawMessage(`{"values":{"x":{"y":{"value":"1"}},"field:a":{"field:a":{"value":"2"}},"field:b":7}}`))
	if err != nil || len(got) > 2 || got["a"] != "2" || got["b"] != "" {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := values(nil); err != nil || len(got) != 0 {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := values(json.RawMessage(`{`)); err == nil {
		t.Error("half a form is read")
	}
}

func TestGoldenForm(t *testing.T) {
	chattest.Drawn(t, "form", testPen().modal(fillable(), meta{Action: "checkin/numbers", Value: "7"}.String()), *update)
}
