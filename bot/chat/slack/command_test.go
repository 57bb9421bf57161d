package slack

import (
	"encoding/json"
	"strings"
	"testing"

	"throughline/bot/chat"
)

// whisperOf reads what only the person sees.
func whisperOf(t *testing.T, answer string) string {
	t.Helper()
	var w whispered
	if err := json.Unmarshal([]byte(answer), &w); err != nil || w.Type != "ephemeral" {
		t.Fatalf("%q is not said to one person alone: %v", answer, err)
	}
	return w.Text
}

func TestHelp(t *testing.T) {
	overBoth(t, func(t *testing.T, start func(func(*Config)) *stage) {
		s := start(nil)
		for _, line := range []string{"/throughline", "/throughline help", "/throughline  HELP "} {
			answer, _, err := s.Human("ana").Command("fleet", line)
			if err != nil {
				t.Fatal(err)
			}
			help := whisperOf(t, answer)
			if !strings.Contains(help, "`/throughline update`  Report your numbers") || !strings.Contains(help, "/throughline mine") {
				t.Errorf("%s: %q", line, help)
			}
			if n := strings.Count(help, "\n"); n > 20 {
				t.Errorf("help of %d lines does not fit on a screen", n)
			}
		}
		if n := len(s.desk.all()); n != 0 {
			t.Errorf("%d things were said by asking for help", n)
		}
	})
}

func TestCommandsAreSaid(t *testing.T) {
	s := byRequests(t, nil)
	for line, want := range map[string]string{
		"/throughline mine":                      "what do I owe?",
		"/throughline Mine this week":            "what do I owe? this week",
		"/throughline why is churn &gt; 4% red?": "why is churn > 4% red?",
	} {
		before := len(s.desk.all())
		answer, _, err := s.Human("ana").Command("fleet", line)
		if err != nil {
			t.Fatal(err)
		}
		all := s.desk.all()
		if len(all) != before+1 {
			t.Fatalf("%s: %d things were said", line, len(all)-before)
		}
		in := all[before]
		if in.Text != want || in.What != chat.Said || !in.Place.Private() || in.Place.Channel == s.fleet.ID || in.Outside {
			t.Errorf("%s is %+v, want %q in their own conversation", line, in, want)
		}
		if w := whisperOf(t, answer); !strings.Contains(w, answeredElsewhere) {
			t.Errorf("%s is answered with %q", line, w)
		}
	}
}

func TestWhispersNameNobody(t *testing.T) {
	s := newStage(t, nil)
	body := `{"team_id":"` + s.Team().ID + `","user_id":"` + s.ana.ID + `","channel_id":"` + s.fleet.ID + `","text":"<!channel> who?","trigger_id":"t","command":"/throughline"}`
	answer, err := s.app.command(t.Context(), []byte(body))
	if err != nil {
		t.Fatal(err)
	}
	if text := answer.(whispered).Text; strings.Contains(text, "<!") {
		t.Errorf("%q calls everybody", text)
	}
}
