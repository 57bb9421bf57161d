package slack

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
	"throughline/bot/chat/slack/slacktest"
)

// put puts a message of the bot's into a channel of the fake.
func (s *stage) put(t *testing.T, m chat.Message) string {
	t.Helper()
	c, err := s.app.client(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	page := s.app.pen(t.Context(), "").message(m)[0]
	_, ts, err := c.PostMessageContext(t.Context(), s.fleet.ID, slack.MsgOptionText(page.Text, false), slack.MsgOptionBlocks(page.Blocks...))
	if err != nil {
		t.Fatal(err)
	}
	return ts
}

func round() chat.Message {
	return chat.Say(chat.Text{Marked: "Week 47"}, chat.Buttons{Buttons: []chat.Button{
		{Label: "Report", Action: "checkin/report", Value: "w47", Form: true}, {Label: "No data", Action: "checkin/none", Value: "7"},
		{Label: "Map", URL: "/map"},
	}}, chat.Feedback{Action: "answer/feedback", Value: "9"})
}

var numbers = chat.Form{
	Action: "checkin/numbers", Value: "ask-1", Title: "Week 47", Submit: "Send",
	Fields: []chat.Field{{Name: "churn", Label: "Churn (%)"}, {Name: "why", Label: "Why", Optional: true}},
}

func TestPress(t *testing.T) {
	overBoth(t, func(t *testing.T, start func(func(*Config)) *stage) {
		s := start(nil)
		ts := s.put(t, round())
		ana := s.Human("ana")
		for _, button := range []string{"No data", "Map", "Not useful", "No data"} {
			if _, err := ana.Press("fleet", ts, button); err != nil {
				t.Fatalf("%s: %v", button, err)
			}
		}
		all := s.desk.all()
		if len(all) != 3 {
			t.Fatalf("%d presses arrived, want 3: %+v", len(all), all)
		}
		if in := all[0]; in.What != chat.Pressed || in.Action != "checkin/none" || in.Value != "7" || in.Ref != ts || in.Place.Channel != s.fleet.ID ||
			in.Place.Name != "#fleet" || in.Place.Private() || in.From != chat.UserID(s.ana.ID) || in.At.IsZero() {
			t.Errorf("got %+v", in)
		}
		if in := all[1]; in.Action != "answer/feedback" || in.Value != (chat.Feedback{Value: "9"}).Bad() {
			t.Errorf("a vote is %+v", in)
		}
		if all[2].ID == all[0].ID {
			t.Error("pressing twice is once")
		}
	})
}

func TestPressOfAGuest(t *testing.T) {
	s := byRequests(t, nil)
	s.AddUser(slacktest.User{Name: "guest", Guest: true})
	ts := s.put(t, round())
	if _, err := s.Human("guest").Press("fleet", ts, "No data"); err != nil {
		t.Fatal(err)
	}
	if in := s.desk.only(t); !in.Outside {
		t.Errorf("got %+v", in)
	}
}

func TestAForm(t *testing.T) {
	overBoth(t, func(t *testing.T, start func(func(*Config)) *stage) {
		s := start(nil)
		s.desk.set(func(d *desk) { d.form = numbers; d.faults = chat.FieldErrors{"churn": "Write a number, such as 4.2."} })
		ts := s.put(t, round())
		ana := s.Human("ana")
		form, err := ana.Press("fleet", ts, "Report")
		if err != nil || form == nil {
			t.Fatalf("no form: %v", err)
		}
		if in := s.desk.asked[0]; in.Action != "checkin/report" || in.Value != "w47" || in.What != chat.Pressed || in.Ref != ts {
			t.Errorf("the form was asked for by %+v", in)
		}
		faults, _, err := ana.FillForm(form, map[string]string{"Churn (%)": "lots"})
		if err != nil || faults["Churn (%)"] != "Write a number, such as 4.2." {
			t.Fatalf("faults %v, %v", faults, err)
		}
		if n := len(s.desk.all()); n != 0 {
			t.Fatal("a form with faults was handed over")
		}
		s.desk.set(func(d *desk) { d.faults = nil })
		faults, next, err := ana.FillForm(form, map[string]string{"Churn (%)": "4.2", "Why": "the promo <ended>"})
		if err != nil || len(faults) > 0 || next != nil {
			t.Fatalf("faults %v, %+v, %v", faults, next, err)
		}
		in := s.desk.only(t)
		if in.What != chat.Submitted || in.Action != "checkin/numbers" || in.Value != "ask-1" || in.Fields["churn"] != "4.2" || in.Fields["why"] != "the promo <ended>" ||
			in.Ref != ts || in.Place.Channel != s.fleet.ID || in.Place.Name != "#fleet" {
			t.Errorf("got %+v", in)
		}
	})
}

// A fault of no field in particular is shown nevertheless.
func TestFaultsWithoutAField(t *testing.T) {
	s := byRequests(t, nil)
	s.desk.set(func(d *desk) {
		d.form = numbers
		d.faults = chat.FieldErrors{"": "Fill in one number at least.", "churn": "Not 4.2.4."}
	})
	ana := s.Human("ana")
	form, err := ana.Press("fleet", s.put(t, round()), "Report")
	if err != nil {
		t.Fatal(err)
	}
	faults, _, err := ana.FillForm(form, map[string]string{"Churn (%)": "4.2.4"})
	if got := faults["Churn (%)"]; err != nil || !strings.Contains(got, "at least") || !strings.Contains(got, "Not 4.2.4.") {
		t.Errorf("faults %v, %v", faults, err)
	}
}

// When what a form is for is gone by the time it is sent, the words are not.
func TestTypedWordsAreNotLost(t *testing.T) {
	overBoth(t, func(t *testing.T, start func(func(*Config)) *stage) {
		s := start(nil)
		s.desk.set(func(d *desk) { d.form = numbers; d.checkErr = errors.New("the round is over") })
		ana := s.Human("ana")
		form, err := ana.Press("fleet", s.put(t, round()), "Report")
		if err != nil {
			t.Fatal(err)
		}
		_, next, err := ana.FillForm(form, map[string]string{"Churn (%)": "4.2", "Why": strings.Repeat("ü<&>\n", 600)})
		if err != nil || next == nil {
			t.Fatalf("%+v, %v", next, err)
		}
		if words := s.HomeWords(next); !strings.Contains(words, "Churn (%): 4.2") || !strings.Contains(words, "Why: ü<&>") || !strings.Contains(words, "nothing was recorded") {
			t.Errorf("the modal says %q", words)
		}
	})
}

// What cannot be stored leaves the form open, as Slack itself says.
func TestASubmissionThatIsNotStored(t *testing.T) {
	s := byRequests(t, nil)
	s.desk.set(func(d *desk) { d.form = numbers; d.refuse = 1 })
	ana := s.Human("ana")
	form, err := ana.Press("fleet", s.put(t, round()), "Report")
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := ana.FillForm(form, map[string]string{"Churn (%)": "4.2"}); !errors.Is(err, slacktest.ErrNoAnswer) {
		t.Errorf("Slack heard that it was taken: %v", err)
	}
	if _, _, err := ana.FillForm(form, map[string]string{"Churn (%)": "4.2"}); err != nil {
		t.Error(err)
	}
	s.desk.only(t)
}

func TestAFormThatCannotBeOpened(t *testing.T) {
	s := byRequests(t, nil)
	s.desk.set(func(d *desk) { d.formErr = errors.New("nobody takes it") })
	form, err := s.Human("ana").Press("fleet", s.put(t, round()), "Report")
	if err != nil || !strings.Contains(s.HomeWords(form), noForm) {
		t.Errorf("%q, %v", s.HomeWords(form), err)
	}
}

// Opening a form that takes long does not keep Slack waiting.
func TestASlowFormIsAcknowledgedInTime(t *testing.T) {
	s := newStage(t, nil)
	gate := make(chan struct{})
	s.app.cfg.Host = func(context.Context, string) (chat.Host, bool) { return slowForms{s.desk, gate}, true }
	body := `{"type":"block_actions","team":{"id":"` + s.Team().ID + `"},"user":{"id":"` + s.ana.ID + `"},"trigger_id":"t","container":{"channel_id":"` + s.fleet.ID +
		`","message_ts":"1.000100"},"actions":[{"action_id":"` + actionID(formKind, "checkin/report", 0) + `"}]}`
	began := time.Now()
	if _, err := s.app.interact(t.Context(), []byte(body)); err != nil {
		t.Error(err)
	}
	if took := time.Since(began); took > ackLimit {
		t.Errorf("acknowledged after %v", took)
	}
	close(gate)
	s.app.tasks.wait()
}

type slowForms struct {
	*desk
	gate chan struct{}
}

func (d slowForms) Form(ctx context.Context, in chat.Incoming) (chat.Form, error) {
	<-d.gate
	return d.desk.Form(ctx, in)
}

func TestShortcut(t *testing.T) {
	s := byRequests(t, nil)
	s.desk.set(func(d *desk) { d.form = numbers })
	ana := s.Human("ana")
	ts := ana.Say("fleet", "churn was *4.2%* & rising")
	form, err := ana.Shortcut("checkin/quote", "fleet", ts)
	if err != nil || form == nil {
		t.Fatalf("no form: %v", err)
	}
	in := s.desk.asked[0]
	if in.Action != "checkin/quote" || in.Value != "churn was 4.2% & rising" || in.Ref != ts || in.What != chat.Pressed {
		t.Errorf("asked by %+v", in)
	}
	before := len(s.desk.all())
	if _, _, err := ana.FillForm(form, map[string]string{"Churn (%)": "4.2"}); err != nil {
		t.Fatal(err)
	}
	if all := s.desk.all(); len(all) != before+1 || all[before].Ref != ts {
		t.Errorf("got %+v", all)
	}
}

func TestACommandOpensAForm(t *testing.T) {
	overBoth(t, func(t *testing.T, start func(func(*Config)) *stage) {
		s := start(nil)
		s.desk.set(func(d *desk) { d.form = numbers })
		_, form, err := s.Human("ana").Command("fleet", "/throughline update churn")
		if err != nil || form == nil {
			t.Fatalf("no form: %v", err)
		}
		if in := s.desk.asked[0]; in.Action != "checkin/report" || in.Value != "churn" || in.Place.Name != "#fleet" {
			t.Errorf("asked by %+v", in)
		}
	})
}

func TestPressAtHome(t *testing.T) {
	s := byRequests(t, nil)
	s.desk.set(func(d *desk) { d.home, d.form = round(), numbers })
	ana := s.Human("ana")
	ana.OpenHome()
	s.app.tasks.wait()
	if _, err := ana.PressHome("No data"); err != nil {
		t.Fatal(err)
	}
	in := s.desk.only(t)
	if in.Action != "checkin/none" || !in.Place.Private() || in.Place.User != chat.UserID(s.ana.ID) {
		t.Errorf("got %+v", in)
	}
	s.desk.set(func(d *desk) { d.home = chat.Paragraph("Nothing is left.") })
	s.app.tasks.wait()
	if words := s.HomeWords(s.Human("ana").OpenHome()); !strings.Contains(words, "Nothing is left.") {
		t.Errorf("after a press the home says %q", words)
	}
	form, err := ana.Press("fleet", s.put(t, round()), "Report")
	if err != nil || form == nil {
		t.Fatal(err)
	}
}

// Slack gives a modal 3,000 characters to remember by.
func TestMetaHasRoom(t *testing.T) {
	m := meta{
		Action: "checkin/quote", Value: strings.Repeat(`"`, maxShortcut), Ref: "1790000000.000100",
		Place: chat.Place{Service: Service, Workspace: "T0ACME001", Channel: "C000001002", Name: "#" + strings.Repeat("x", 80), Thread: "1790000000.000100"},
	}
	if n := len(m.String()); n > 3000 {
		t.Errorf("%d characters", n)
	}
	if got := readMeta(m.String()); got != m {
		t.Errorf("got %+v", got)
	}
	if got := readMeta("{"); got != (meta{}) {
		t.Errorf("got %+v", got)
	}
}

func TestTheLargestAnswerFitsASocket(t *testing.T) {
	type field struct {
		Type  string         `json:"type"`
		Block string         `json:"block_id"`
		Label map[string]any `json:"label"`
	}
	var blocks []field
	values := map[string]any{}
	for i := range 20 {
		name := string(rune('a' + i))
		blocks = append(blocks, field{"input", name, map[string]any{"text": strings.Repeat("<", 2000)}})
		values[name] = map[string]any{"v": map[string]any{"value": strings.Repeat("界", 3000)}}
	}
	v := view{}
	v.Blocks, _ = json.Marshal(blocks)
	v.State, _ = json.Marshal(map[string]any{"values": values})
	body, err := json.Marshal(instead(keepTyped(v, notTaken)))
	if err != nil || len(body) > maxAck-200 || len(body) < maxAck/3 {
		t.Errorf("%d bytes, %v", len(body), err)
	}
}

func TestAFormOpenedAtHomeDrawsItAnew(t *testing.T) {
	s := byRequests(t, nil)
	s.desk.set(func(d *desk) { d.home, d.form = round(), numbers })
	ana := s.Human("ana")
	ana.OpenHome()
	s.app.tasks.wait()
	form, err := ana.PressHome("Report")
	if err != nil || form == nil {
		t.Fatalf("no form: %v", err)
	}
	before := len(s.Calls("views.publish"))
	if _, _, err := ana.FillForm(form, map[string]string{"Churn (%)": "4.2"}); err != nil {
		t.Fatal(err)
	}
	s.app.tasks.wait()
	if n := len(s.Calls("views.publish")) - before; n != 1 {
		t.Errorf("the home was drawn %d times after a form was sent from it", n)
	}
	if in := s.desk.only(t); !in.Place.Private() || in.Place.Channel != "" {
		t.Errorf("got %+v", in)
	}
}
