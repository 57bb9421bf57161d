package teams

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/bot/chat"
	"throughline/bot/chat/teams/teamstest"
)

func encoded(t *testing.T, v any) []byte {
	t.Helper()
	body, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// asking is a world with a message in the channel that has buttons.
func asking(t *testing.T) (*world, string) {
	w := newWorld(t).installed(t)
	w.host.got = nil
	m := chat.Say(chat.Text{Marked: "How was the week?"}, chat.Buttons{Buttons: []chat.Button{
		{Label: "Report", Action: "checkin/form", Value: "round", Form: true}, {Label: "No data", Action: "checkin/none", Value: "m7"},
	}})
	ref, err := w.Post(t.Context(), fleet, "k", m)
	if err != nil {
		t.Fatal(err)
	}
	w.host.said[ref] = m
	w.host.form = chat.Form{Action: "checkin/form", Value: "m7/2026-W47", Title: "Week 47", Submit: "Save", Intro: "For **Claims**", Fields: []chat.Field{
		{Name: "value", Label: "Value", Hint: "last: 0.7"}, {Name: "note", Label: "Note", Kind: chat.ParaField, Optional: true},
		{Name: "sure", Label: "How sure?", Kind: chat.ChoiceField, Options: []chat.Option{{Label: "Sure", Value: "high"}, {Label: "Not sure", Value: "low"}}},
		{Name: "day", Label: "As of", Kind: chat.DateField, Optional: true},
	}}
	return w, ref
}

func TestAButtonIsTakenAndTheMessageStays(t *testing.T) {
	w, ref := asking(t)
	answer := w.hear(t, w.teams.Presses(teamstest.Ben, teamstest.Fleet, ref, "No data", nil))
	if answer["type"] != cardType || !strings.Contains(teamstest.CardWords(answer["value"]), "How was the week?") {
		t.Errorf("answered %v", answer)
	}
	if len(w.host.got) != 1 {
		t.Fatalf("taken %d times", len(w.host.got))
	}
	got := w.host.got[0]
	want := chat.Place{Service: Service, Workspace: teamstest.Tenant, Channel: teamstest.Fleet, Name: "#Fleet"}
	if got.What != chat.Pressed || got.Action != "checkin/none" || got.Value != "m7" || got.Ref != ref || got.From != chat.UserID(teamstest.Ben.Object) || got.Place != want {
		t.Errorf("taken as %+v", got)
	}
}

func TestAFormIsFilledInWhereItStands(t *testing.T) {
	w, ref := asking(t)
	form := w.hear(t, w.teams.Presses(teamstest.Ana, teamstest.Fleet, ref, "Report", nil))
	if faults := teamstest.CheckCard(form["value"].(map[string]any)); len(faults) > 0 {
		t.Fatalf("the form: %v", faults)
	}
	for _, words := range []string{"Week 47", "Claims", "Value", "last: 0.7", "Note", "How sure?", "Save", "Cancel"} {
		if !strings.Contains(teamstest.CardWords(form["value"]), words) {
			t.Errorf("the form does not say %q", words)
		}
	}
	if len(w.host.got) != 0 {
		t.Fatalf("opening a form did something: %+v", w.host.got)
	}
	typed := map[string]string{"f.value": "4,2", "f.note": "two vans\r\n**off** the road", "f.sure": "low"}

	w.host.faults = chat.FieldErrors{"value": "Is that 4.2 or 42?", "": "One thing is not clear yet."}
	again := w.hear(t, w.teams.PressesOn(form["value"], teamstest.Ana, teamstest.Fleet, "", ref, "Save", typed))
	words := teamstest.CardWords(again["value"])
	for _, want := range []string{"Is that 4.2 or 42?", "One thing is not clear yet.", "4,2", "two vans\n**off** the road", "low"} {
		if !strings.Contains(words, want) {
			t.Errorf("after a fault %q cannot be read in\n%s", want, words)
		}
	}

	w.host.faults = nil
	done := w.hear(t, w.teams.PressesOn(again["value"], teamstest.Ana, teamstest.Fleet, "", ref, "Save", map[string]string{"f.value": "4.2", "f.note": "two vans", "f.sure": "low", "f.day": ""}))
	if !strings.Contains(teamstest.CardWords(done["value"]), "How was the week?") {
		t.Errorf("the message was not put back: %v", done)
	}
	if len(w.host.got) != 1 {
		t.Fatalf("taken %d times", len(w.host.got))
	}
	got := w.host.got[0]
	if diff := cmp.Diff(map[string]string{"value": "4.2", "note": "two vans", "sure": "low"}, got.Fields); diff != "" || got.What != chat.Submitted || got.Action != "checkin/form" || got.Value != "m7/2026-W47" || got.Ref != ref {
		t.Errorf("taken as %+v\n%s", got, diff)
	}
	back := w.hear(t, w.teams.PressesOn(form["value"], teamstest.Ana, teamstest.Fleet, "", ref, "Cancel", typed))
	if !strings.Contains(teamstest.CardWords(back["value"]), "How was the week?") || len(w.host.got) != 1 {
		t.Errorf("after Cancel: %v", back)
	}
}

func TestWhatWasTypedIsNotLostWhenTheFormIsGone(t *testing.T) {
	w, ref := asking(t)
	form := w.hear(t, w.teams.Presses(teamstest.Ana, teamstest.Fleet, ref, "Report", nil))
	w.host.form, w.host.faults = chat.Form{}, chat.FieldErrors{"": "It was answered by somebody else."}
	answer := w.hear(t, w.teams.PressesOn(form["value"], teamstest.Ana, teamstest.Fleet, "", ref, "Save", map[string]string{"f.note": "three pages of words"}))
	if words := teamstest.CardWords(answer["value"]); !strings.Contains(words, "three pages of words") || !strings.Contains(words, "somebody else") {
		t.Errorf("answered\n%s", words)
	}
	w.host.fails, w.host.faults = errors.New("disk full"), nil
	answer = w.hear(t, w.teams.PressesOn(form["value"], teamstest.Ana, teamstest.Fleet, "", ref, "Save", map[string]string{"f.note": "three pages of words"}))
	if words := teamstest.CardWords(answer["value"]); !strings.Contains(words, "three pages of words") || !strings.Contains(words, troubleWords) {
		t.Errorf("when it could not be kept, answered\n%s", words)
	}
}

func TestACardIsNotBelieved(t *testing.T) {
	w, ref := asking(t)
	for name, data := range map[string]any{
		"nothing": nil, "words": "press", "a list": []any{1}, "no kind": map[string]any{"a": "checkin/none"}, "an unknown kind": map[string]any{"tl": "root", "a": "x"},
		"no action": map[string]any{"tl": "press"},
	} {
		a := w.teams.Presses(teamstest.Ana, teamstest.Fleet, ref, "No data", nil)
		a["value"].(map[string]any)["action"].(map[string]any)["data"] = data
		if answer := w.hear(t, a); answer["type"] != messageAnswer {
			t.Errorf("%s: answered %v", name, answer)
		}
	}
	for _, who := range []teamstest.Person{teamstest.Gus, {Account: "29:1eve", Name: "Eve"}} {
		if answer := w.hear(t, w.teams.Presses(who, teamstest.Fleet, ref, "Report", nil)); answer["value"] != outsideWords {
			t.Errorf("%s from outside was answered %v", who.Name, answer)
		}
	}
	if len(w.host.got) != 0 {
		t.Errorf("taken: %+v", w.host.got)
	}
}

func TestThumbsComeBackAsWhatTheMessageAsked(t *testing.T) {
	w := newWorld(t).installed(t)
	w.host.got = nil
	m := chat.Say(chat.Text{Marked: "Your team moves the share."}, chat.Feedback{Action: "answer/feedback", Value: "7"})
	ref, err := w.Post(t.Context(), direct, "k", m)
	if err != nil {
		t.Fatal(err)
	}
	w.host.said[ref] = m
	if loop := string(encoded(t, w.teams.Message(ref).Activity["channelData"])); !strings.Contains(loop, "feedbackLoop") {
		t.Errorf("the message asks for nothing: %s", loop)
	}
	for _, good := range []bool{true, false} {
		w.hear(t, w.teams.Judges(teamstest.Ana, teamstest.Direct, ref, good))
	}
	var got []string
	for _, in := range w.host.got {
		got = append(got, fmt.Sprint(in.What, " ", in.Action, " ", in.Value, " ", in.Ref == ref))
	}
	if diff := cmp.Diff([]string{"pressed answer/feedback 7/good true", "pressed answer/feedback 7/bad true"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestASearchShowsTheStateAnywhere(t *testing.T) {
	w := newWorld(t).installed(t)
	w.host.found = []chat.Found{{Title: "On-time delivery", About: "91.4% for week 47, red", Message: chat.Paragraph("On-time delivery is **91.4%** for week 47.")}}
	answer := w.hear(t, w.teams.Searches(teamstest.Ana, teamstest.Chat, "deliv"))
	result := answer["composeExtension"].(map[string]any)
	list := result["attachments"].([]any)
	if result["type"] != "result" || len(list) != 1 {
		t.Fatalf("found %v", answer)
	}
	one := list[0].(map[string]any)
	if faults := teamstest.CheckCard(one["content"].(map[string]any)); len(faults) > 0 {
		t.Error(faults)
	}
	if preview := string(encoded(t, one["preview"])); !strings.Contains(preview, "91.4% for week 47, red") {
		t.Errorf("the preview says %s", preview)
	}
	for _, who := range []teamstest.Person{teamstest.Gus, teamstest.Olga} {
		answer := w.hear(t, w.teams.Searches(who, teamstest.Fleet, "deliv"))
		if list := answer["composeExtension"].(map[string]any)["attachments"].([]any); len(list) != 0 {
			t.Errorf("%s from outside found %v", who.Name, list)
		}
	}
}
