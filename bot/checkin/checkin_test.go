package checkin_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/bot/chat"
	"throughline/bot/checkin"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/store"
)

// Whatever is due and however silent everybody is, nobody is called more than
// three times a week beyond the rounds of their own metrics, and never at night,
// at weekends or on leave.
func TestNobodyIsPestered(t *testing.T) {
	k := newTalk(t)
	k.change(func(s *scorecard.Strategy) {
		for i, unit := range []scorecard.UnitID{"fleet", "support", "all"} {
			for j := range 3 {
				s.Metrics = append(s.Metrics, scorecard.Metric{
					ID: scorecard.MetricID(fmt.Sprintf("x%d%d", i, j)), Name: fmt.Sprintf("Extra %d%d", i, j), Objective: "ontime", Unit: unit,
					Measure: "count", Cadence: []scorecard.Cadence{scorecard.Weekly, scorecard.Monthly, scorecard.Weekly}[j],
					Owner: "ana", Updater: []scorecard.PersonID{"ana", "ana", "tom"}[j], Backup: "ben",
				})
			}
		}
		for i := range s.People {
			if s.People[i].ID == "ben" {
				s.People[i].DaysOff = []scorecard.Span{{From: "2026-11-30", To: "2026-12-02"}}
			}
		}
	})
	calls, rounds := map[string]int{}, map[string]int{}
	seen := map[string]bool{}
	for at := k.now; at.Before(time.Date(2026, 12, 21, 0, 0, 0, 0, time.UTC)); at = at.Add(time.Hour) {
		k.until(at)
		s := k.snapshot()
		for _, ref := range k.refs {
			for _, who := range []string{"ana", "ben", "tom", "kim", "sofia"} {
				id := ref + who
				if seen[id] || !strings.Contains(k.posted[ref].Plain(nil), "@"+who) || k.edited[ref] {
					continue
				}
				seen[id] = true
				if free := schedule.Free(s.Index, scorecard.PersonID(who), k.when[ref]); !free.Equal(k.when[ref]) {
					t.Errorf("%s is called at %v, and is free at %v", who, k.when[ref], free)
				}
				week := who + " " + string(scorecard.PeriodOf(scorecard.Weekly, scorecard.DateOf(k.when[ref].In(berlin))))
				calls[week]++
				if k.places[ref].Thread == "" || strings.Contains(k.posted[ref].Plain(nil), "top of this thread") {
					rounds[week]++
				}
			}
		}
	}
	for week, n := range calls {
		if n > max(3, rounds[week]) {
			t.Errorf("%s: %d messages, %d of them rounds", week, n, rounds[week])
		}
	}
	if calls["ana 2026-W48"] != 3 || calls["ben 2026-W48"] == 0 || calls["sofia 2026-W48"] == 0 {
		t.Errorf("the ladder was not climbed: %v", calls)
	}
}

func (k *talk) snapshot() (s *scorecard.Snapshot) {
	k.check(k.db.Read(context.Background(), org, func(tx *store.Tx) (err error) {
		s, err = tx.Snapshot(context.Background(), scorecard.DateOf(k.now))
		return err
	}))
	return s
}

// What is redelivered, or run again after a crash, says and asks nothing twice.
func TestRunTwice(t *testing.T) {
	k := newTalk(t)
	k.until(time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC))
	before := k.out.String()
	dues := schedule.Between(k.snapshot().Index, k.now.AddDate(0, 0, -2), k.now)
	if len(dues) == 0 {
		t.Fatal("nothing was due")
	}
	for _, due := range dues {
		k.write(func(tx *store.Tx) error { return k.feature.Run(context.Background(), tx, due) })
	}
	k.drain()
	if got := k.out.String(); got != before {
		t.Errorf("a round run twice said more:\n%s", got[len(before):])
	}
}

func TestPreview(t *testing.T) {
	k := newTalk(t)
	k.do("restrict acc")
	s := k.snapshot()
	from := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	var got []string
	for _, due := range schedule.Between(s.Index, from, from.AddDate(0, 0, 1)) {
		for _, out := range k.feature.Preview(s, due) {
			got = append(got, out.Key, out.Place.Channel+out.Place.Person, out.Message.Plain(nil))
		}
	}
	text := strings.Join(got, "\n")
	for _, want := range []string{"round/#fleet/2026-11-23\n#fleet", "round/@ana/2026-11-23\nana", "@ana, one number from you", "@kim, one number from you"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in the preview:\n%s", want, text)
		}
	}
	k.drain()
	if k.out.Len() > 0 {
		t.Errorf("a preview was sent:\n%s", &k.out)
	}
}

// A channel's board of what is missing keeps quiet about restricted numbers.
func TestMissing(t *testing.T) {
	k := newTalk(t)
	k.do("restrict acc")
	k.until(time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC))
	tests := []struct {
		to   scorecard.Audience
		want string
	}{
		{scorecard.Audience{Person: "tom"}, "2 numbers are missing:\n- Ana Ruiz: On-time delivery for week 47\n- Kim Sato: Fuel use for week 47"},
		{scorecard.Audience{Person: "ana", Private: true}, "3 numbers are missing:\n- Ana Ruiz: On-time delivery for week 47 and Accident rate for week 47\n- Kim Sato: Fuel use for week 47"},
		{scorecard.Audience{}, "Everything that was asked for is in."},
	}
	for _, tt := range tests {
		var m chat.Message
		k.check(k.db.Read(context.Background(), org, func(tx *store.Tx) (err error) {
			m, err = k.feature.Missing(context.Background(), tx, tt.to)
			return err
		}))
		if got := m.Plain(nil); got != tt.want {
			t.Errorf("%v sees\n%s\nwant\n%s", tt.to, got, tt.want)
		}
	}
}

// What was recorded carries who, when, where, the words and the raw text, and a
// correction supersedes.
func TestReadingsKeepTheirOrigin(t *testing.T) {
	k := newTalk(t)
	k.do("clock 2026-11-23 09:00")
	k.do("ana #fleet: otd 91.4, two drivers out")
	k.do("ana #fleet: sorry, otd 91.8")
	var all []scorecard.Reading
	k.check(k.db.Read(context.Background(), org, func(tx *store.Tx) (err error) {
		all, err = tx.Readings(context.Background(), "otd")
		return err
	}))
	var w47 []scorecard.Reading
	for _, r := range all {
		if r.Period == "2026-W47" {
			w47 = append(w47, r)
		}
	}
	if len(w47) != 2 {
		t.Fatalf("%d readings for week 47, want the first and its correction", len(w47))
	}
	first, second := w47[0], w47[1]
	if first.Value.String() != "91.4" || first.Note != "two drivers out" || first.By != "ana" || first.Said != "/said/ana" ||
		first.Raw != "otd 91.4, two drivers out" || first.Source != "web" || !first.At.Equal(k.now) {
		t.Errorf("the first lost something: %+v", first)
	}
	if second.Value.String() != "91.8" || second.Supersedes != first.ID {
		t.Errorf("the second does not correct the first: %+v", second)
	}
}

// A form for an action keeps it, and puts fact and cause with the number.
func TestActionIsKept(t *testing.T) {
	k := newTalk(t)
	for _, line := range []string{
		"clock 2026-11-23 09:00", "ana #fleet: otd 91.4", "ana opens Add an action",
		"ana sends action=Route-planning pilot / due=2026-12-18 / fact=late depots / cause=two drivers out / with=one planner / owner=ben",
	} {
		k.do(line)
	}
	s := k.snapshot()
	actions := s.ActionsOf("ontime")
	if len(actions) != 1 {
		t.Fatalf("%d actions", len(actions))
	}
	a := actions[0]
	if a.Name != "Route-planning pilot" || a.Owner != "ben" || a.Due != "2026-12-18" || a.Resources != "one planner" || a.Progress != scorecard.Planned {
		t.Errorf("kept %+v", a)
	}
	if r, _ := s.Histories["otd"].Latest(); r.Note != "late depots; two drivers out" || r.Value.String() != "91.4" {
		t.Errorf("the number says %q", r.Note)
	}
}

// A metric that is retired or reported elsewhere is no longer asked for.
func TestNoLongerNeeded(t *testing.T) {
	k := newTalk(t)
	k.do("clock 2026-11-23 09:00")
	k.change(func(s *scorecard.Strategy) {
		s.Metrics[1].Retired = &scorecard.Retirement{On: "2026-11-23", Why: "doubled"}
	})
	k.write(func(tx *store.Tx) error {
		_, err := tx.Record(context.Background(), scorecard.Reading{Metric: "otd", Period: "2026-W47", Value: num("95").Decimal, By: "ben", At: k.now})
		return err
	})
	k.do("clock 2026-11-25 12:00")
	if strings.Contains(k.out.String(), "@ana, a reminder") {
		t.Errorf("ana was reminded of what is not needed:\n%s", &k.out)
	}
	k.write(func(tx *store.Tx) error {
		a, _, err := tx.Ask(context.Background(), scorecard.AskKey("otd", "2026-W47"))
		if a.State != scorecard.AskCancelled {
			t.Errorf("the ask is %s", a.State)
		}
		return err
	})
}

// Owners who are asked in one channel at one moment are asked in one message,
// however their dues are handed in.
func TestAskedTogether(t *testing.T) {
	one, all := newTalk(t), newTalk(t)
	for _, k := range []*talk{one, all} {
		k.tick(time.Date(2026, 11, 27, 18, 0, 0, 0, time.UTC))
	}
	dues := schedule.Between(one.snapshot().Index, one.now.AddDate(0, 0, -7), one.now)
	if len(dues) < 2 {
		t.Fatalf("%d dues; this proves little", len(dues))
	}
	for _, due := range dues {
		one.write(func(tx *store.Tx) error { return one.feature.Run(context.Background(), tx, due) })
	}
	all.write(func(tx *store.Tx) error { return all.feature.Run(context.Background(), tx, dues...) })
	if want, got := one.waiting(), all.waiting(); !slices.Equal(got, want) || len(want) == 0 {
		t.Errorf("asked together\n%q\nwant, as one by one,\n%q", got, want)
	}
}

// waiting returns what is queued, as plain text.
func (k *talk) waiting() (said []string) {
	all, err := k.db.ClaimOutgoing(context.Background(), time.Minute, 100)
	if err != nil {
		k.t.Fatal(err)
	}
	for _, q := range all {
		said = append(said, q.Key+": "+q.Message.Plain(nil))
	}
	slices.Sort(said)
	return said
}

// The reader that is really used, on what people really write.
func TestRealReader(t *testing.T) {
	k := newTalk(t)
	k.feature.Reader = func(x *scorecard.Index) checkin.Reader { return understand.NewLexicon(x) }
	for _, line := range []string{
		"clock 2026-11-23 09:00",
		"ana #fleet: otd 91.4 because two drivers were out, accident rate 0.7",
		"ana #fleet: sorry, otd 91.8",
		"clock 2026-11-23 15:00",
		"tom #fleet: thanks, see you at lunch",
		"kim #fleet: 281",
		"kim #fleet: no",
		"kim #fleet: 28.1",
		"clock 2026-11-30 09:00",
		"ana #fleet: ask me tomorrow",
		"ana #fleet: otd no data because the depot system was down",
	} {
		k.do(line)
	}
	s := k.snapshot()
	for metric, want := range map[scorecard.MetricID]string{"otd": "91.8", "acc": "0.7", "fuel": "28.1"} {
		if r, ok := s.Histories[metric].At("2026-W47"); !ok || r.Value.String() != want {
			t.Errorf("%s is %v (%v), want %s", metric, r.Value, ok, want)
		}
	}
	if r, ok := s.Histories["otd"].At("2026-W48"); !ok || !r.NoData || !strings.Contains(r.Note, "depot system") {
		t.Errorf("no reason for week 48: %+v", r)
	}
	k.write(func(tx *store.Tx) error {
		a, _, err := tx.Ask(context.Background(), scorecard.AskKey("acc", "2026-W48"))
		if a.State != scorecard.AskSnoozed {
			t.Errorf("accident rate is %s, want snoozed", a.State)
		}
		return err
	})
}

// A question to the bot is a question, even with a number in it and while
// numbers are awaited: it is left to whoever answers questions.
func TestQuestionsAreLeftAlone(t *testing.T) {
	k := newTalk(t)
	k.feature.Reader = func(x *scorecard.Index) checkin.Reader { return understand.NewLexicon(x) }
	k.do("clock 2026-11-23 09:00")
	for _, text := range []string{
		"what would happen if on-time delivery rises 5%?", "why is on-time delivery down 5%?", "how does fleet affect market share",
		"is 91.4 good?", "show me the map", "who owns fuel use?", "what is the accident rate", "give me the scorecard in one minute",
	} {
		before := k.out.Len()
		k.do("ana @: " + text)
		if got := k.out.String()[before:]; got != "not for check-ins\n" {
			t.Errorf("%q is answered with\n%s", text, got)
		}
	}
}

// A number that comes after all, where it was skipped or handed on in a private
// conversation, is taken for what was spoken of last.
func TestLateNumbers(t *testing.T) {
	k := newTalk(t)
	k.feature.Reader = func(x *scorecard.Index) checkin.Reader { return understand.NewLexicon(x) }
	for _, line := range []string{
		"clock 2026-11-23 15:00",
		"kim @: fuel no data because the card reader broke",
		"kim @: 28.1",
		"clock 2026-11-30 15:00",
		"kim @: Ana has that",
		"kim @: 27.9",
	} {
		k.do(line)
	}
	for p, want := range map[scorecard.Period]string{"2026-W47": "28.1", "2026-W48": "27.9"} {
		if r, ok := k.snapshot().Histories["fuel"].At(p); !ok || r.NoData || r.Value.String() != want {
			t.Errorf("fuel of %s is %v (%v), want %s, after\n%s", p, r.Value, ok, want, k.out.String())
		}
	}
}
