package schedule

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/bot/scorecard"
)

// strategy is a small organisation in Berlin; edit changes it before it is indexed.
func strategy(edit func(*scorecard.Strategy)) *scorecard.Index {
	s := &scorecard.Strategy{
		Organisation: scorecard.Organisation{ID: "lark", Zone: "Europe/Berlin", Channel: "#strategy"},
		Units: []scorecard.Unit{
			{ID: "all"},
			{ID: "fleet", Parent: "all", Channel: "#fleet"},
			{ID: "desk", Parent: "all", Channel: "#desk"},
		},
		People: []scorecard.Person{
			{ID: "ana", Units: []scorecard.UnitID{"fleet"}},
			{ID: "ben", Units: []scorecard.UnitID{"desk"}},
			{ID: "kim", Units: []scorecard.UnitID{"desk"}, Zone: "America/New_York"},
		},
		Objectives: []scorecard.Objective{{ID: "o1", Unit: "fleet"}, {ID: "o2", Unit: "desk"}},
		Metrics: []scorecard.Metric{
			{ID: "otd", Objective: "o1", Cadence: scorecard.Weekly, Owner: "ana", Backup: "ben"},
		},
	}
	if edit != nil {
		edit(s)
	}
	return scorecard.NewIndex(s)
}

// plan writes dues in a line each: time in the organisation's zone, key, asks.
func plan(x *scorecard.Index, from, to time.Time) string {
	berlin, _ := time.LoadLocation("Europe/Berlin")
	var lines []string
	for _, d := range Between(x, from, to) {
		line := d.At.In(berlin).Format("2006-01-02 15:04") + " " + d.Key
		for _, a := range d.Asks {
			line += fmt.Sprintf(" %s=%s", a.Metric, a.Period)
			if a.For != "" {
				line += fmt.Sprintf("(for %s)", a.For)
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestBetween(t *testing.T) {
	type edit = func(*scorecard.Strategy)
	leave := func(p int, from, to scorecard.Date) edit {
		return func(s *scorecard.Strategy) { s.People[p].DaysOff = []scorecard.Span{{From: from, To: to}} }
	}
	cadence := func(c scorecard.Cadence) edit { return func(s *scorecard.Strategy) { s.Metrics[0].Cadence = c } }
	both := func(all ...edit) edit {
		return func(s *scorecard.Strategy) {
			for _, e := range all {
				e(s)
			}
		}
	}
	tests := []struct {
		name, from, to string
		edit           edit
		want           string
	}{
		{"weekly, for the week that ended", "2026-11-20", "2026-11-28", nil,
			"2026-11-23 09:00 round/#fleet/ana/2026-11-23 otd=2026-W47"},
		{"monthly on the 3rd", "2026-11-28", "2026-12-10", cadence(scorecard.Monthly),
			"2026-12-03 09:00 round/#fleet/ana/2026-12-03 otd=2026-11"},
		{"quarterly on the 5th", "2027-01-01", "2027-01-31", cadence(scorecard.Quarterly),
			"2027-01-05 09:00 round/#fleet/ana/2027-01-05 otd=2026-Q4"},
		{"annual on 10 January, a Sunday: on Monday", "2027-01-01", "2027-01-31", cadence(scorecard.Annual),
			"2027-01-11 09:00 round/#fleet/ana/2027-01-11 otd=2026"},
		{"daily on workdays", "2026-11-20", "2026-11-24", cadence(scorecard.Daily),
			"2026-11-20 16:00 round/#fleet/ana/2026-11-20 otd=2026-11-20\n2026-11-23 16:00 round/#fleet/ana/2026-11-23 otd=2026-11-23"},
		{"daily in the morning asks for the working day before", "2026-11-22", "2026-11-24",
			both(cadence(scorecard.Daily), func(s *scorecard.Strategy) { s.Metrics[0].AskAt = "every day 09:00" }),
			"2026-11-23 09:00 round/#fleet/ana/2026-11-23 otd=2026-11-20"},
		{"irregular never", "2026-11-01", "2027-11-01", cadence(scorecard.Irregular), ""},
		{"retired never", "2026-11-01", "2027-11-01",
			func(s *scorecard.Strategy) { s.Metrics[0].Retired = &scorecard.Retirement{On: "2026-10-01"} }, ""},
		{"nothing to ask before there is a source", "2026-11-20", "2026-11-28",
			func(s *scorecard.Strategy) { s.Metrics[0].Source = scorecard.NoSource }, ""},
		{"not for periods before the metric began", "2026-11-20", "2026-12-01",
			func(s *scorecard.Strategy) { s.Metrics[0].From = "2026-11-23" },
			"2026-11-30 09:00 round/#fleet/ana/2026-11-30 otd=2026-W48"},
		{"a time of its own, for the week under way", "2026-11-22", "2026-11-28",
			func(s *scorecard.Strategy) {
				s.Metrics[0].AskAt, s.Metrics[0].AskFor = "every Friday 15:00", scorecard.CurrentPeriod
			},
			"2026-11-27 15:00 round/#fleet/ana/2026-11-27 otd=2026-W48"},
		{"a time nobody can read gives way to the usual", "2026-11-20", "2026-11-28",
			func(s *scorecard.Strategy) { s.Metrics[0].AskAt = "when the moon is full" },
			"2026-11-23 09:00 round/#fleet/ana/2026-11-23 otd=2026-W47"},
		{"at night it waits for the morning", "2026-11-22", "2026-11-26",
			func(s *scorecard.Strategy) { s.Metrics[0].AskAt = "every Monday 22:00" },
			"2026-11-24 08:00 round/#fleet/ana/2026-11-24 otd=2026-W47"},
		{"a holiday of the unit above", "2026-11-20", "2026-11-28",
			func(s *scorecard.Strategy) { s.Units[0].Holidays = []scorecard.Holiday{{On: "2026-11-23"}} },
			"2026-11-24 09:00 round/#fleet/ana/2026-11-24 otd=2026-W47"},
		{"a holiday of the organisation", "2026-11-20", "2026-11-28",
			func(s *scorecard.Strategy) { s.Organisation.Holidays = []scorecard.Holiday{{On: "2026-11-23"}} },
			"2026-11-24 09:00 round/#fleet/ana/2026-11-24 otd=2026-W47"},
		{"a holiday elsewhere changes nothing", "2026-11-20", "2026-11-28",
			func(s *scorecard.Strategy) { s.Units[2].Holidays = []scorecard.Holiday{{On: "2026-11-23"}} },
			"2026-11-23 09:00 round/#fleet/ana/2026-11-23 otd=2026-W47"},
		{"a short leave is waited for", "2026-11-20", "2026-11-28", leave(0, "2026-11-23", "2026-11-24"),
			"2026-11-25 09:00 round/#fleet/ana/2026-11-25 otd=2026-W47"},
		{"a long leave goes to the backup", "2026-11-20", "2026-11-28", leave(0, "2026-11-23", "2026-12-04"),
			"2026-11-23 09:00 round/#fleet/ben/2026-11-23 otd=2026-W47(for ana)"},
		{"both away: the first to be back", "2026-11-20", "2026-12-08",
			both(leave(0, "2026-11-23", "2026-12-04"), leave(1, "2026-11-23", "2026-11-25")),
			"2026-11-26 09:00 round/#fleet/ben/2026-11-26 otd=2026-W47(for ana)\n" +
				"2026-11-30 09:00 round/#fleet/ben/2026-11-30 otd=2026-W48(for ana)\n" +
				"2026-12-07 09:00 round/#fleet/ana/2026-12-07 otd=2026-W49"},
		{"back from a leave without a backup: only the newest week", "2026-11-20", "2026-12-12",
			both(leave(0, "2026-11-23", "2026-12-08"), func(s *scorecard.Strategy) { s.Metrics[0].Backup = "" }),
			"2026-12-09 09:00 round/#fleet/ana/2026-12-09 otd=2026-W49"},
		{"Sunday to Thursday", "2026-11-19", "2026-11-24",
			both(cadence(scorecard.Daily), func(s *scorecard.Strategy) { s.People[0].Workdays = "sun-thu" }),
			"2026-11-19 16:00 round/#fleet/ana/2026-11-19 otd=2026-11-19\n" +
				"2026-11-22 16:00 round/#fleet/ana/2026-11-22 otd=2026-11-22\n" +
				"2026-11-23 16:00 round/#fleet/ana/2026-11-23 otd=2026-11-23"},
		{"all of one person's numbers at once, a channel apart, in their own zone", "2026-11-22", "2026-11-24",
			func(s *scorecard.Strategy) {
				s.Metrics = []scorecard.Metric{
					{ID: "a", Objective: "o1", Cadence: scorecard.Weekly, Owner: "kim"},
					{ID: "b", Objective: "o2", Cadence: scorecard.Weekly, Owner: "kim"},
					{ID: "c", Objective: "o2", Cadence: scorecard.Weekly, Owner: "ana", Updater: "kim"},
					{ID: "d", Objective: "o2", Cadence: scorecard.Weekly, Owner: "ben"},
				}
			},
			"2026-11-23 09:00 round/#desk/ben/2026-11-23 d=2026-W47\n" +
				"2026-11-23 15:00 round/#desk/kim/2026-11-23 b=2026-W47 c=2026-W47\n" +
				"2026-11-23 15:00 round/#fleet/kim/2026-11-23 a=2026-W47"},
		{"one message a day, at the latest of its times", "2026-11-22", "2026-11-25",
			func(s *scorecard.Strategy) {
				s.Metrics = append(s.Metrics, scorecard.Metric{ID: "day", Objective: "o1", Cadence: scorecard.Daily, Owner: "ana"})
			},
			"2026-11-23 16:00 round/#fleet/ana/2026-11-23 otd=2026-W47 day=2026-11-23\n" +
				"2026-11-24 16:00 round/#fleet/ana/2026-11-24 day=2026-11-24"},
		{"summary and meeting", "2026-11-23", "2026-11-27",
			func(s *scorecard.Strategy) {
				s.Metrics = nil
				s.Reviews = []scorecard.Review{{ID: "m", When: "last Thursday of the month 10:00", Chair: "ana"}}
			},
			"2026-11-25 10:00 digest/m/2026-11-26T09:00\n2026-11-26 10:00 meeting/m/2026-11-26T09:00"},
		{"a summary for Monday comes on Friday", "2026-11-19", "2026-11-24",
			func(s *scorecard.Strategy) {
				s.Metrics = nil
				s.Reviews = []scorecard.Review{{ID: "m", On: []string{"2026-11-23 10:00", "never"}, Unit: "fleet"}}
			},
			"2026-11-20 17:00 digest/m/2026-11-23T09:00\n2026-11-23 10:00 meeting/m/2026-11-23T09:00"},
		{"a summary that falls into the night comes before it", "2026-11-19", "2026-11-28",
			func(s *scorecard.Strategy) {
				s.Metrics = nil
				s.Reviews = []scorecard.Review{{ID: "m", On: []string{"2026-11-26 09:00"}, LeadHours: 3, Zone: "America/New_York"}}
			},
			"2026-11-26 12:00 digest/m/2026-11-26T14:00\n2026-11-26 15:00 meeting/m/2026-11-26T14:00"},
		{"at six in the morning it is still night", "2026-11-19", "2026-11-28",
			func(s *scorecard.Strategy) {
				s.Metrics = nil
				s.Reviews = []scorecard.Review{{ID: "m", On: []string{"2026-11-26 09:00"}, LeadHours: 3}}
			},
			"2026-11-25 17:00 digest/m/2026-11-26T08:00\n2026-11-26 09:00 meeting/m/2026-11-26T08:00"},
	}
	berlin := zone(t, "Europe/Berlin")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := strategy(tt.edit)
			from, to := local(t, tt.from+" 00:00", berlin), local(t, tt.to+" 00:00", berlin)
			if got := plan(x, from, to); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// A timetable looks every few seconds, or after days of being down: the result
// must not depend on it.
func TestBetweenInParts(t *testing.T) {
	x := crowd(60)
	from := time.Date(2026, 10, 19, 0, 0, 0, 0, time.UTC)
	to := from.AddDate(0, 0, 21)
	whole := Between(x, from, to)
	if len(whole) < 100 {
		t.Fatalf("only %d dues: too few to say anything", len(whole))
	}
	var parts []Due
	for at := from; at.Before(to); at = at.Add(95 * time.Minute) {
		parts = append(parts, Between(x, at, minTime(at.Add(95*time.Minute), to))...)
	}
	same := func(a, b Due) bool { return a.Key == b.Key && a.At.Equal(b.At) && slices.Equal(a.Asks, b.Asks) }
	if !slices.EqualFunc(whole, parts, same) {
		t.Errorf("%d dues at once, %d in parts, or they differ", len(whole), len(parts))
	}
	seen := map[string]bool{}
	for _, d := range whole {
		if seen[d.Key] {
			t.Errorf("%s falls due twice", d.Key)
		}
		seen[d.Key] = true
		if d.Kind == Round && !Free(x, d.Person, d.At).Equal(d.At) {
			t.Errorf("%s writes to %s at %v, when they may not be written to", d.Key, d.Person, d.At)
		}
	}
}

func minTime(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func TestNext(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	x := strategy(nil)
	got, ok := Next(x, local(t, "2026-11-23 09:00", berlin))
	if want := local(t, "2026-11-30 09:00", berlin); !ok || !got.Equal(want) {
		t.Errorf("Next = %v, %v, want %v", got, ok, want)
	}
	if got, ok := Next(strategy(func(s *scorecard.Strategy) { s.Metrics = nil }), got); ok {
		t.Errorf("Next of an empty calendar = %v", got)
	}
}

func TestFree(t *testing.T) {
	x := strategy(func(s *scorecard.Strategy) {
		s.People[0].Quiet = scorecard.Quiet{From: "12:00", To: "13:00"}
		s.People[1].DaysOff = []scorecard.Span{{From: "2026-11-23"}}
		s.People[2].DaysOff = []scorecard.Span{{From: "2026-11-23", To: "2029-11-23"}}
	})
	tests := []struct {
		who      scorecard.PersonID
		at, want string
	}{
		{"ana", "2026-11-23 10:00", "2026-11-23 10:00"},
		{"ana", "2026-11-23 12:30", "2026-11-23 13:00"},
		{"ana", "2026-11-23 23:30", "2026-11-23 23:30"}, // asks for lunch, not for the night
		{"ana", "2026-11-21 10:00", "2026-11-23 00:00"},
		{"ben", "2026-11-20 17:59", "2026-11-20 17:59"},
		{"ben", "2026-11-20 18:00", "2026-11-24 08:00"},
		{"somebody", "2026-11-22 10:00", "2026-11-23 08:00"},
	}
	berlin := zone(t, "Europe/Berlin")
	for _, tt := range tests {
		if got := Free(x, tt.who, local(t, tt.at, berlin)); !got.Equal(local(t, tt.want, berlin)) {
			t.Errorf("Free(%s, %s) = %v, want %s", tt.who, tt.at, got.In(berlin), tt.want)
		}
	}
	if got := Free(x, "kim", local(t, "2026-11-24 10:00", berlin)); !got.IsZero() {
		t.Errorf("three years of leave end at %v", got)
	}
}

func TestWorkingMoment(t *testing.T) {
	x := strategy(func(s *scorecard.Strategy) { s.Organisation.Holidays = []scorecard.Holiday{{On: "2026-11-23"}} })
	berlin := zone(t, "Europe/Berlin")
	got := WorkingMoment(x, "ana", local(t, "2026-11-20 09:00", berlin), 2, 10*60)
	if want := local(t, "2026-11-25 10:00", berlin); !got.Equal(want) {
		t.Errorf("the second working day after Friday = %v, want %v", got, want)
	}
}

// crowd is an organisation of n owners in four zones.
func crowd(n int) *scorecard.Index {
	zones := []string{"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"}
	cadences := []scorecard.Cadence{scorecard.Weekly, scorecard.Weekly, scorecard.Monthly, scorecard.Daily}
	return strategy(func(s *scorecard.Strategy) {
		for i := range n {
			id := fmt.Sprintf("p%05d", i)
			p := scorecard.Person{ID: scorecard.PersonID(id), Units: []scorecard.UnitID{"desk"}, Zone: zones[i%4]}
			if i%10 == 0 {
				p.DaysOff = []scorecard.Span{{From: "2026-10-20", To: "2026-10-30"}}
			}
			s.People = append(s.People, p)
			s.Metrics = append(s.Metrics, scorecard.Metric{
				ID: scorecard.MetricID("m" + id), Objective: "o2", Cadence: cadences[i%len(cadences)], Owner: p.ID,
				Backup: scorecard.PersonID(fmt.Sprintf("p%05d", (i+1)%n)),
			})
		}
	})
}

func BenchmarkWeekOf10000Owners(b *testing.B) {
	x := crowd(10000)
	from := time.Date(2026, 10, 19, 0, 0, 0, 0, time.UTC)
	for b.Loop() {
		if n := len(Between(x, from, from.AddDate(0, 0, 7))); n < 10000 {
			b.Fatalf("%d dues", n)
		}
	}
}

func BenchmarkTickOf10000Owners(b *testing.B) {
	x := crowd(10000)
	from := time.Date(2026, 10, 19, 7, 0, 0, 0, time.UTC)
	for b.Loop() {
		Between(x, from, from.Add(5*time.Second))
	}
}
