package answer

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// A room keeps in memory what the feature says and remembers.
type room struct {
	now  time.Time
	sent []chat.Outgoing
	kept map[string]kept
	gaps []string

	profile chat.Profile        // of whoever speaks
	snap    *scorecard.Snapshot // nil: Millstone
}

type kept struct {
	body  []byte
	until time.Time
}

func newRoom() *room {
	return &room{now: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC), kept: map[string]kept{}}
}

func (r *room) Now() time.Time { return r.now }
func (r *room) Snapshot(_ context.Context, today scorecard.Date) (*scorecard.Snapshot, error) {
	s := *cmp.Or(r.snap, millstone)
	s.Today = today
	return &s, nil
}
func (r *room) Send(_ context.Context, out chat.Outgoing) error {
	r.sent = append(r.sent, out)
	return nil
}
func (r *room) Remember(_ context.Context, key string, body []byte, until time.Time) error {
	r.kept[key] = kept{body, until}
	return nil
}
func (r *room) RememberFirst(ctx context.Context, key string, until time.Time) (bool, error) {
	if _, ok, err := r.Recall(ctx, key); err != nil || ok {
		return false, err
	}
	return true, r.Remember(ctx, key, nil, until)
}
func (r *room) Recall(_ context.Context, key string) ([]byte, bool, error) {
	k, ok := r.kept[key]
	return k.body, ok && r.now.Before(k.until), nil
}
func (r *room) CountGap(_ context.Context, what string) error {
	r.gaps = append(r.gaps, what)
	return nil
}
func (r *room) GapsOf(_ context.Context, prefix string) (map[string]int, error) {
	out := map[string]int{}
	for _, g := range r.gaps {
		if strings.HasPrefix(g, prefix) {
			out[g]++
		}
	}
	return out, nil
}
func (r *room) DropGaps(_ context.Context, prefix string) error {
	r.gaps = slices.DeleteFunc(r.gaps, func(g string) bool { return strings.HasPrefix(g, prefix) })
	return nil
}
func (r *room) Strategy(context.Context) (*scorecard.Strategy, error) {
	s := *cmp.Or(r.snap, millstone).Strategy
	s.Metrics = slices.Clone(s.Metrics)
	return &s, nil
}
func (r *room) Apply(_ context.Context, s *scorecard.Strategy) error {
	snap := *cmp.Or(r.snap, millstone)
	snap.Index = scorecard.NewIndex(s)
	r.snap = &snap
	return nil
}
func (r *room) LiveAsks(context.Context) ([]scorecard.Ask, error) {
	return []scorecard.Ask{{Metric: "m_seven", Period: "2026-W47", Person: "cleo", State: scorecard.AskOpen}}, nil
}
func (r *room) Profile(context.Context, string, string, chat.UserID) (chat.Profile, bool, error) {
	return r.profile, r.profile.User != "", nil
}
func (r *room) Decisions(context.Context, scorecard.ReviewID, scorecard.Date) ([]scorecard.Decision, error) {
	return []scorecard.Decision{{On: "2026-10-29", Text: "Course hours come first.", By: "cleo"}}, nil
}

var millstone = bakery()

// A phrasebook reads the few questions of these tests.
type phrasebook map[string]understand.Interpretation

func (p phrasebook) Question(text string, _ understand.Asker, thread []understand.Turn) understand.Interpretation {
	if text == "and who owns it?" && len(thread) > 0 {
		last := thread[len(thread)-1].Read
		return read(understand.Owner, string(last.Subject[0]), "")
	}
	if in, ok := p[text]; ok {
		return in
	}
	return understand.Interpretation{Intent: understand.Refuse, Outcome: understand.Refusal, Reason: "unclear"}
}

func newFeature() *Feature {
	return &Feature{NewReader: func(*scorecard.Index) Reader {
		return phrasebook{
			"why are fewer people coming back?":    read(understand.Diagnose, "m_back", ""),
			"how many bakers leave?":               read(understand.Value, "m_leave", ""),
			"does finance help the share?":         read(understand.ImpactPath, "finance", "m_share"),
			"what is missing?":                     read(understand.UpdatesDue, "", ""),
			"what are we doing about course hours": read(understand.Actions, "m_course", ""),
		}
	}}
}

func said(id, text, thread string, mention bool) chat.Incoming {
	return chat.Incoming{ID: id, Ref: "ref-" + id, Text: text, Mention: mention, From: "u", Place: chat.Place{Service: "web", Channel: "#bakery", Thread: thread}}
}

func direct(id, text string) chat.Incoming {
	return chat.Incoming{ID: id, Ref: "ref-" + id, Text: text, From: "u", Place: chat.Place{Service: "web", User: "u"}}
}

func take(t *testing.T, f *Feature, r *room, in chat.Incoming, who scorecard.PersonID) bool {
	t.Helper()
	mine, err := f.Take(t.Context(), r, in, who)
	if err != nil {
		t.Fatal(err)
	}
	return mine
}

func (r *room) last(t *testing.T) (chat.Outgoing, string) {
	t.Helper()
	if len(r.sent) == 0 {
		t.Fatal("nothing was said")
	}
	out := r.sent[len(r.sent)-1]
	return out, out.Message.Plain(nil)
}

func wants(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("%q is not in:\n%s", p, text)
		}
	}
}

func TestAnswersInTheThreadAndGoesOn(t *testing.T) {
	f, r := newFeature(), newRoom()
	if !take(t, f, r, said("1", "why are fewer people coming back?", "", true), "ida") {
		t.Fatal("a mention was not taken")
	}
	out, text := r.last(t)
	if out.Key != "answer/1" || out.Place.Thread != "ref-1" || out.Place.Channel != "#bakery" {
		t.Errorf("answered at %+v under %q", out.Place, out.Key)
	}
	wants(t, text, "Customers who return: red, 57%")

	if !take(t, f, r, said("2", "and who owns it?", "ref-1", false), "ida") {
		t.Fatal("a follow-up in the thread was not taken")
	}
	_, text = r.last(t)
	wants(t, text, "Cleo Marsh answers for Customers who return.")

	if take(t, f, r, said("3", "thanks, see you at lunch", "ref-1", false), "ben") {
		t.Error("people talking to each other were answered")
	}
	r.now = r.now.Add(31 * time.Minute)
	if take(t, f, r, said("4", "and who owns it?", "ref-1", false), "ida") {
		t.Error("a thread was gone on with after half an hour")
	}
}

func TestKeepsOutOfOthersTalk(t *testing.T) {
	f, r := newFeature(), newRoom()
	for _, in := range []chat.Incoming{
		said("1", "why are fewer people coming back?", "", false),
		said("2", "   ", "", true),
		{ID: "3", What: chat.Edited, Text: "why are fewer people coming back?", Mention: true, Place: chat.Place{Channel: "#bakery"}},
		{ID: "4", What: chat.Pressed, Action: "checkin/fix", Place: chat.Place{Channel: "#bakery"}},
	} {
		if take(t, f, r, in, "ida") {
			t.Errorf("%s was taken", in.ID)
		}
	}
	if len(r.sent) > 0 {
		t.Errorf("said %v", r.sent)
	}
}

func TestWhatItCannotReadGetsTwoQuestionsItCan(t *testing.T) {
	f, r := newFeature(), newRoom()
	take(t, f, r, direct("1", "blub"), "ida")
	out, text := r.last(t)
	wants(t, text, "I could not read that", "[How does Ovens affect Household share?]", "[Why is Batches thrown away red?]")
	if out.Place.Thread != "" || out.Place.User != "u" {
		t.Errorf("answered at %+v", out.Place)
	}
	for _, b := range buttonsOf(out.Message) {
		press := chat.Incoming{ID: "press " + b.Label, What: chat.Pressed, Action: b.Action, Value: b.Value, Ref: "x", Place: out.Place}
		if !take(t, f, r, press, "ida") {
			t.Errorf("the press of %q was not taken", b.Label)
		}
		if _, text := r.last(t); strings.Contains(text, "You could ask me") {
			t.Errorf("%q was offered and not answered:\n%s", b.Label, text)
		}
	}
}

func buttonsOf(m chat.Message) []chat.Button {
	var out []chat.Button
	for _, b := range m.Blocks {
		if bs, ok := b.(chat.Buttons); ok {
			out = append(out, bs.Buttons...)
		}
	}
	return out
}

func TestRestrictedIsAnsweredInPrivateOnly(t *testing.T) {
	f, r := newFeature(), newRoom()
	take(t, f, r, said("1", "how many bakers leave?", "", true), "rosa")
	out, text := r.last(t)
	wants(t, text, "only you can read", "[Answer me in private]")
	body, _ := json.Marshal(out)
	if strings.Contains(string(body), "m_leave") || strings.Contains(string(body), "leaving") {
		t.Errorf("the channel is given %s", body)
	}
	b := buttonsOf(out.Message)[0]
	press := chat.Incoming{ID: "2", What: chat.Pressed, Action: b.Action, Value: b.Value, Ref: "m1", Place: out.Place}

	take(t, f, r, press, "rosa")
	out, text = r.last(t)
	wants(t, text, "Bakers leaving: 13.1%")
	if out.Place.Person != "rosa" || out.Place.Channel != "" {
		t.Errorf("told at %+v", out.Place)
	}
	wants(t, r.sent[len(r.sent)-2].Message.Plain(nil), "@rosa, I have sent you the answer")

	press.ID = "3"
	take(t, f, r, press, "ida")
	out, text = r.last(t)
	if strings.Contains(text, "13.1") || out.Place.Person != "ida" {
		t.Errorf("somebody else who pressed was told %q at %+v", text, out.Place)
	}
	r.now = r.now.Add(25 * time.Hour)
	press.ID = "4"
	take(t, f, r, press, "rosa")
	if _, text = r.last(t); strings.Contains(text, "13.1") {
		t.Errorf("an offer of yesterday was kept: %s", text)
	}
}

func TestGapsAreCountedWithoutNames(t *testing.T) {
	f, r := newFeature(), newRoom()
	take(t, f, r, direct("1", "does finance help the share?"), "finn")
	if len(r.gaps) != 1 || r.gaps[0] != `2026-W47 {"kind":"no_route","from":["finance"],"to":["m_share"]}` {
		t.Errorf("gaps = %q", r.gaps)
	}
	take(t, f, r, direct("2", "how many bakers leave?"), "ida")
	if len(r.gaps) != 1 {
		t.Errorf("a question about something restricted was counted: %q", r.gaps)
	}
}

func TestKnowsWhatIsAskedAndDecided(t *testing.T) {
	f, r := newFeature(), newRoom()
	take(t, f, r, direct("1", "what is missing?"), "finn")
	_, text := r.last(t)
	wants(t, text, "Shelves full by seven, week 47 · Ben Okoro (Cleo Marsh is asked)")
	take(t, f, r, direct("2", "what are we doing about course hours"), "finn")
	_, text = r.last(t)
	wants(t, text, "“Course hours come first.” (Cleo Marsh, Thu 29 Oct)")
}

func TestStrangersAreToldWhom(t *testing.T) {
	f, r := newFeature(), newRoom()
	take(t, f, r, direct("1", "what is missing?"), "")
	_, text := r.last(t)
	wants(t, text, "I do not know you here yet")
}

func TestForgedButtonsAreNothing(t *testing.T) {
	f, r := newFeature(), newRoom()
	for _, value := range []string{"", "{", `{"intent":"value","subject":["m_leave"]}`, `{"intent":"hack"}`, strings.Repeat("[", 5000)} {
		press := chat.Incoming{ID: "p", What: chat.Pressed, Action: "answer/read", Value: value, Place: chat.Place{Channel: "#bakery"}, Ref: "x"}
		if !take(t, f, r, press, "ida") {
			t.Errorf("%q was not taken", value)
		}
		if _, text := r.last(t); strings.Contains(text, "13.1") || strings.Contains(text, "leaving") {
			t.Errorf("%q told %s", value, text)
		}
	}
}

func TestSharedByMany(t *testing.T) {
	a, s := &Answerer{}, bakery()
	var wg sync.WaitGroup
	for i := range 40 {
		wg.Go(func() {
			who := []scorecard.PersonID{"rosa", "ida", "gil"}[i%3]
			r := a.Answer(s, read(understand.TeamScorecard, "people", ""), scorecard.Audience{Person: who, Private: i%2 == 0}, Extra{})
			if told := strings.Contains(r.Text, "Bakers leaving"); told != (who == "rosa" && i%2 == 0) {
				t.Errorf("%s, private %t, was told:\n%s", who, i%2 == 0, r.Text)
			}
		})
	}
	wg.Wait()
}

func TestResultForPrograms(t *testing.T) {
	a := &Answerer{}
	book := phrasebook{"what if": change(read(understand.WhatIf, "m_waste", "m_seven"), "absolute", "-1", "%")}
	r := a.Ask(bakery(), book, understand.Asker{Person: "ida", Today: "2026-11-20"}, "what if", nil, Extra{})
	body, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Intent, Outcome, Text string
		Subject, Object       []string
		Change                map[string]any
		Routes                [][]string
		Estimates             []map[string]any
		Facts                 []map[string]any
	}
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatal(err)
	}
	if got.Intent != "what_if" || got.Outcome != "answer" || got.Subject[0] != "m_waste" || got.Object[0] != "m_seven" || got.Change["value"] != -1.0 {
		t.Errorf("read as %s", body)
	}
	if len(got.Routes) != 1 || got.Routes[0][0] != "l2" {
		t.Errorf("routes = %v", got.Routes)
	}
	// 1 of 5.2 is 19.23 percent; times -0.2 that is 3.85 percent of 90.5.
	if e := got.Estimates; len(e) != 2 || e[0]["change_pct"] != -19.23 || e[1]["change_pct"] != 3.85 || e[1]["value"] != 93.981 || e[1]["via"] != "l2" {
		t.Errorf("estimates = %v", got.Estimates)
	}
	if len(got.Facts) == 0 || got.Facts[0]["id"] != "F1" || got.Text == "" {
		t.Errorf("facts = %v", got.Facts)
	}
}
