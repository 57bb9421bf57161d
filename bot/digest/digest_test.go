package digest_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"throughline/bot/chain"
	"throughline/bot/chat"
	"throughline/bot/digest"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
	"throughline/store"
)

var update = flag.Bool("update", false, "write the golden files anew")

const org = scorecard.OrgID("mill")

// A room is a review's channel with a real database behind it.
type room struct {
	t   *testing.T
	db  *store.DB
	now time.Time
	f   *digest.Feature
	n   int

	hear func(chat.Queued) // is shown what is delivered; nil: nobody
}

func num(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func target(value, amber string) []scorecard.Target {
	return []scorecard.Target{{Value: decimal.NewNullDecimal(num(value)), Amber: decimal.NewNullDecimal(num(amber))}}
}

// mill is a small organisation: trained staff, quick repairs, loyal customers.
func mill() *scorecard.Strategy {
	return &scorecard.Strategy{
		Organisation: scorecard.Organisation{ID: org, Name: "The Mill", Zone: "Europe/Berlin", Locale: "en-GB", Channel: "#mill"},
		Perspectives: []scorecard.Perspective{
			{ID: "customer", Name: "Customer", Question: "How do customers see us?"},
			{ID: "process", Name: "Internal process", Question: "What must we excel at?"},
			{ID: "learning", Name: "Learning & growth", Question: "Can we continue to improve?"},
		},
		Units:  []scorecard.Unit{{ID: "mill", Name: "The Mill", Head: "ida"}},
		People: []scorecard.Person{{ID: "ida", Name: "Ida Holm", Units: []scorecard.UnitID{"mill"}}, {ID: "tom", Name: "Tom Reed", Units: []scorecard.UnitID{"mill"}}},
		Objectives: []scorecard.Objective{
			{ID: "loyal", Name: "Keep customers", Perspective: "customer", Unit: "mill", Owner: "ida"},
			{ID: "repair", Name: "Repair quickly", Perspective: "process", Unit: "mill", Owner: "tom"},
			{ID: "train", Name: "Train the crew", Perspective: "learning", Unit: "mill", Owner: "ida"},
		},
		Links: []scorecard.Link{
			{ID: "l1", Cause: "train", Effect: "repair", LagWeeks: 6, Evidence: scorecard.Confirmed},
			{ID: "l2", Cause: "repair", Effect: "loyal", LagWeeks: 4},
		},
		Metrics: []scorecard.Metric{
			{ID: "churn", Name: "Lost customers", Objective: "loyal", Measure: "%", Direction: scorecard.Lower, Cadence: scorecard.Monthly, Owner: "ida", Targets: target("2", "2.5"), SoWhat: "Winning one back costs six times as much."},
			{ID: "pay", Name: "Pay gap", Objective: "loyal", Measure: "%", Direction: scorecard.Lower, Cadence: scorecard.Monthly, Owner: "ida", Targets: target("2", "3"), VisibleTo: []string{"ida"}},
			{ID: "hours", Name: "Repair time", Objective: "repair", Measure: "hours", Direction: scorecard.Lower, Cadence: scorecard.Weekly, Owner: "tom", Targets: target("24", "28")},
			{ID: "training", Name: "Training hours", Objective: "train", Measure: "hours", Cadence: scorecard.Weekly, Owner: "ida", Targets: target("6", "5"), SoWhat: "It is our speed in six weeks."},
			{ID: "survey", Name: "Crew survey", Objective: "train", Measure: "points", Cadence: scorecard.Quarterly, Owner: "ida", Targets: target("8", "7"), SoWhat: "It says who stays."},
		},
		Actions: []scorecard.Action{{ID: "a1", Name: "Spare parts on site", Objective: "repair", Owner: "tom", Due: "2026-11-14", Progress: scorecard.InProgress}},
		Reviews: []scorecard.Review{{ID: "monthly", Name: "Monthly review", Unit: "mill", Channel: "#review", Chair: "ida", When: "last Thursday of the month 10:00"}},
	}
}

func newRoom(t *testing.T) *room {
	t.Helper()
	r := &room{t: t, now: time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)}
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "mill.db"), func() time.Time { return r.now })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	r.db, r.f = db, &digest.Feature{Chain: chain.New, Lexicon: understand.NewLexicon}
	r.do(func(ctx context.Context, tx *store.Tx) error {
		if err := tx.Apply(ctx, mill()); err != nil {
			return err
		}
		_, err := tx.Import(ctx, []scorecard.Reading{
			at("churn", "2026-08", "2.1"), at("churn", "2026-09", "2.7"), at("churn", "2026-10", "3.1", "exit calls name slow repairs"),
			at("pay", "2026-10", "9"),
			at("hours", "2026-W44", "27"), at("hours", "2026-W45", "29"), at("hours", "2026-W46", "30"), at("hours", "2026-W47", "31.5", "two cranes down <b>all</b> week"),
			at("training", "2026-W45", "4.5"), at("training", "2026-W46", "5"), at("training", "2026-W47", "6.2"),
		}, nil)
		return err
	})
	return r
}

func at(m scorecard.MetricID, p scorecard.Period, v string, note ...string) scorecard.Reading {
	return scorecard.Reading{Metric: m, Period: p, Value: num(v), Note: strings.Join(note, ""), At: p.End().Time()}
}

func (r *room) do(f func(context.Context, *store.Tx) error) {
	r.t.Helper()
	if err := r.db.Write(r.t.Context(), org, scorecard.Actor{From: "test"}, func(tx *store.Tx) error { return f(r.t.Context(), tx) }); err != nil {
		r.t.Fatal(err)
	}
}

// post runs what is due and delivers what was said, in order.
func (r *room) post(due schedule.Due) []string {
	r.t.Helper()
	r.do(func(ctx context.Context, tx *store.Tx) error { return r.f.Run(ctx, tx, due) })
	return r.deliver()
}

func (r *room) deliver() []string {
	r.t.Helper()
	var said []string
	for {
		queued, err := r.db.ClaimOutgoing(r.t.Context(), time.Minute, 10)
		if err != nil {
			r.t.Fatal(err)
		}
		if len(queued) == 0 {
			return said
		}
		for _, q := range queued {
			r.n++
			if r.hear != nil {
				r.hear(q)
			}
			said = append(said, q.Place.Channel+" "+thread(q.Place.Thread)+q.Message.Plain(func(id string) string { return id }))
			if err := r.db.Sent(r.t.Context(), q, "ref"+string(rune('a'+r.n))); err != nil {
				r.t.Fatal(err)
			}
		}
	}
}

func thread(ref string) string {
	if ref == "" {
		return ""
	}
	return "> "
}

// press presses a button and returns the answers.
func (r *room) press(who scorecard.PersonID, b chat.Button) []string {
	r.t.Helper()
	r.n++
	in := chat.Incoming{ID: "press" + string(rune('a'+r.n)), What: chat.Pressed, Place: chat.Place{Service: "web", Channel: "#review", Thread: "refb"}, From: chat.UserID(who), Action: b.Action, Value: b.Value, At: r.now}
	r.do(func(ctx context.Context, tx *store.Tx) error {
		_, err := r.f.Take(ctx, tx, in, who)
		return err
	})
	return r.deliver()
}

// say puts words into the thread of the digest and returns the answers.
func (r *room) say(who scorecard.PersonID, text string) (answers []string, mine bool) {
	r.t.Helper()
	r.n++
	in := chat.Incoming{ID: "say" + string(rune('a'+r.n)), Place: chat.Place{Service: "web", Channel: "#review", Thread: "refb"}, From: chat.UserID(who), Ref: "m" + string(rune('a'+r.n)), Text: text, At: r.now}
	r.do(func(ctx context.Context, tx *store.Tx) (err error) {
		mine, err = r.f.Take(ctx, tx, in, who)
		return err
	})
	return r.deliver(), mine
}

func meeting(day string) time.Time {
	loc, _ := time.LoadLocation("Europe/Berlin")
	t, _ := time.ParseInLocation("2006-01-02 15:04", day+" 10:00", loc)
	return t
}

func dueDigest(day string) schedule.Due {
	return schedule.Due{Key: "digest/monthly/" + day, Kind: schedule.Digest, Review: "monthly", Meeting: meeting(day), Channel: "#review"}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update and look at the change. Got:\n%s", name, got)
	}
}

func TestTheFirstDigest(t *testing.T) {
	r := newRoom(t)
	said := r.post(dueDigest("2026-11-26"))
	golden(t, "first.txt", strings.Join(said, "\n\n")+"\n")
	for _, s := range said {
		if strings.Contains(s, "Pay gap") {
			t.Errorf("a restricted metric was told in a channel:\n%s", s)
		}
	}
	if again := r.post(dueDigest("2026-11-26")); len(again) != 0 {
		t.Errorf("posted twice: %q", again)
	}
}

func TestDecisionsAndActionsComeBack(t *testing.T) {
	r := newRoom(t)
	r.post(dueDigest("2026-11-26"))
	r.now = meeting("2026-11-26")
	opened := r.post(schedule.Due{Kind: schedule.Meeting, Review: "monthly", Meeting: meeting("2026-11-26")})
	if len(opened) != 1 || !strings.Contains(opened[0], "begins") {
		t.Errorf("the meeting was opened with %q", opened)
	}
	for _, c := range []struct{ text, want string }{
		{"decided: a second crane crew until Easter", "comes back in the next summary"},
		{"action: order two winches for Keep customers by 5 December, owner Tom", "Kept: “order two winches for Keep customers”, Tom Reed, by Sat 5 Dec"},
		{"Action - survey the crew on training hours by end of the month, owner Ida Holm.", "Kept: “survey the crew on training hours”, Ida Holm, by Mon 30 Nov"},
		{"action: buy a boat by Friday", "Who does it?"},
		{"action: buy a boat, owner Tom", "Until when?"},
		{"action: buy a boat by 1 November 2026, owner Tom", "has passed already"},
		{"action: buy a boat by Friday, owner Zebedee", "nobody called “Zebedee”"},
		{"decided:", "What was decided?"},
	} {
		if got, mine := r.say("ida", c.text); !mine || len(got) != 1 || !strings.Contains(got[0], c.want) {
			t.Errorf("%q was answered with %q, want … %s …", c.text, got, c.want)
		}
	}
	if got, mine := r.say("ida", "I wonder why the cranes failed"); mine || len(got) != 0 {
		t.Errorf("people talking to each other were answered: %q", got)
	}
	r.do(func(ctx context.Context, tx *store.Tx) error {
		_, err := tx.Record(ctx, at("hours", "2026-W51", "23"))
		return err
	})
	r.now = time.Date(2026, 12, 30, 9, 0, 0, 0, time.UTC)
	said := r.post(dueDigest("2026-12-31"))
	golden(t, "second.txt", strings.Join(said, "\n\n")+"\n")
}

// An action that names no objective is kept under none by guess.
func TestAnActionOfNoObjectiveIsAskedAbout(t *testing.T) {
	r := newRoom(t)
	r.post(dueDigest("2026-11-26"))
	r.now = meeting("2026-11-26")
	var offered []chat.Button
	r.hear = func(q chat.Queued) {
		for _, b := range q.Message.Blocks {
			if list, ok := b.(chat.Buttons); ok {
				offered = list.Buttons
			}
		}
	}
	got, _ := r.say("ida", "action: buy a boat by Friday, owner me")
	if len(got) != 1 || !strings.Contains(got[0], "Which objective is it for?") || len(offered) < 2 {
		t.Fatalf("asked %q with %d buttons", got, len(offered))
	}
	choice := offered[1]
	if got = r.press("tom", choice); len(got) != 1 || !strings.Contains(got[0], "Kept: “buy a boat”, Ida Holm") || !strings.Contains(got[0], choice.Label) {
		t.Errorf("after the choice of %q: %q", choice.Label, got)
	}
	if again := r.press("tom", choice); len(again) != 0 {
		t.Errorf("a second press said %q", again)
	}
	r.do(func(ctx context.Context, tx *store.Tx) error {
		s, err := tx.Snapshot(ctx, "2026-11-27")
		n := 0
		for _, a := range s.Actions {
			if a.Name == "buy a boat" {
				n++
			}
		}
		if n != 1 {
			t.Errorf("kept %d times, want once", n)
		}
		return err
	})
}

func TestDueDate(t *testing.T) {
	const today = scorecard.Date("2026-11-25") // a Wednesday
	for in, want := range map[string]scorecard.Date{
		"2026-12-05": "2026-12-05", "5 December": "2026-12-05", "the 5th of December": "2026-12-05", "Dec 5": "2026-12-05", "December 5, 2027": "2027-12-05",
		"1 March": "2027-03-01", "Friday": "2026-11-27", "fri": "2026-11-27", "next Friday": "2026-12-04", "Monday": "2026-11-30", "next Monday": "2026-11-30",
		"Wednesday": "2026-12-02", "tomorrow": "2026-11-26", "today": today, "next week": "2026-12-06", "end of the month": "2026-11-30", "end of Q": "",
		"end of March": "2027-03-31", "end of the quarter": "2026-12-31", "in 2 weeks": "2026-12-09", "in 3 months": "2027-02-25",
		"31 February": "", "the thaw": "", "": "", "sunshine": "", "may": "",
	} {
		got, ok := digest.DueDate(in, today)
		if got != want || ok != (want != "") {
			t.Errorf("DueDate(%q) = %q, %v; want %q", in, got, ok, want)
		}
	}
}

func FuzzDueDate(f *testing.F) {
	for _, s := range []string{"5 December", "next Friday", "end of March 2027", "in 2 weeks", "2026-12-05"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, ok := digest.DueDate(s, "2026-11-25"); ok && !d.Valid() {
			t.Errorf("DueDate(%q) = %q, which is no day", s, d)
		}
	})
}

func TestEveryMissIsToldWithoutBlame(t *testing.T) {
	r := newRoom(t)
	for _, s := range r.post(dueDigest("2026-11-26")) {
		for _, word := range []string{"fault", "blame", "failed to", "worst performer", "rank"} {
			if strings.Contains(strings.ToLower(s), word) {
				t.Errorf("%q is in:\n%s", word, s)
			}
		}
	}
}

// What is on target and stands upstream of a miss is named only if it got worse,
// and then with what it was: green alone explains nothing.
func TestWhatIsGreenButGotWorseSaysFromWhat(t *testing.T) {
	r := newRoom(t)
	r.do(func(ctx context.Context, tx *store.Tx) error {
		_, err := tx.Import(ctx, []scorecard.Reading{at("hours", "2026-W46", "22"), at("hours", "2026-W47", "23.5", "one crane down")}, nil)
		return err
	})
	said := strings.Join(r.post(dueDigest("2026-11-26")), "\n")
	want := "Upstream: Repair time 23.5 hours in week 47, green but worse than 22 hours in week 46, “one crane down” (about 4 weeks;"
	if !strings.Contains(said, want) {
		t.Errorf("%q is not in:\n%s", want, said)
	}
}

func TestPreviewChangesNothing(t *testing.T) {
	r := newRoom(t)
	err := r.db.Read(t.Context(), org, func(tx *store.Tx) error {
		b, s, err := r.f.Preview(t.Context(), tx, "monthly", meeting("2026-11-26"))
		if err != nil {
			return err
		}
		parent, sections := b.Messages(s.Index, prompts.Voice{Today: s.Today})
		if len(sections) != 3 || parent.Plain(nil) == "" {
			t.Errorf("previewed %d sections", len(sections))
		}
		_, _, err = r.f.Preview(t.Context(), tx, "nonesuch", meeting("2026-11-26"))
		if err == nil {
			t.Error("a review that does not exist was previewed")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if said := r.deliver(); len(said) != 0 {
		t.Errorf("a preview was sent: %q", said)
	}
}

// What a history says is told where a number is off, and only where there is
// enough of it.
func TestTheOutlookIsToldOfWhatIsOff(t *testing.T) {
	r := newRoom(t)
	r.do(func(ctx context.Context, tx *store.Tx) error {
		p := scorecard.Period("2026-W47").Prev()
		var past []scorecard.Reading
		for i := range 40 {
			p = p.Prev()
			if i >= 3 { // the newest are there already
				past = append(past, at("hours", p, []string{"29", "29.5", "29", "28.5", "29"}[i%5]))
			}
		}
		_, err := tx.Import(ctx, past, nil)
		return err
	})
	said := strings.Join(r.post(dueDigest("2026-11-26")), "\n")
	if n := strings.Count(said, "As it runs today it cannot reach 24 hours"); n != 1 {
		t.Errorf("told %d times that the target is out of reach:\n%s", n, said)
	}
}
