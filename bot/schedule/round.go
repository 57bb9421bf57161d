package schedule

import (
	"time"

	"throughline/bot/scorecard"
)

// patience is how much longer than a weekend or a holiday the leave of a person
// may hold up their numbers before the backup is asked instead.
const patience = 48 * time.Hour

// usual is when each cadence is asked for unless the metric says otherwise.
var usual = map[scorecard.Cadence]string{
	scorecard.Daily:     "0 16 * * *", // days on which the person does not work are left out
	scorecard.Weekly:    "0 9 * * 1",
	scorecard.Monthly:   "0 9 3 * *",
	scorecard.Quarterly: "0 9 5 1,4,7,10 *",
	scorecard.Annual:    "0 9 10 1 *",
}

// A roundKey is what makes one round: one person, one channel, one day.
type roundKey struct {
	channel string
	person  scorecard.PersonID
	day     scorecard.Date
}

// A planner collects rounds.
type planner struct {
	*calendars
	from, to time.Time // widened to whole days
	whens    map[string]When
	moments  map[momentKey][]time.Time
	rounds   map[roundKey]*Due
	at       map[askKey]int // where a metric stands in the asks of a round
}

type momentKey struct {
	spec, zone string
	since      time.Time
}

type askKey struct {
	roundKey
	metric scorecard.MetricID
}

// margin makes sure that every local day that touches a stretch is seen whole.
const margin = 36 * time.Hour

func rounds(c *calendars, from, to time.Time) []Due {
	p := &planner{
		calendars: c, from: from.Add(-margin), to: to.Add(margin),
		whens: map[string]When{}, moments: map[momentKey][]time.Time{},
		rounds: map[roundKey]*Due{}, at: map[askKey]int{},
	}
	for i := range c.x.Metrics {
		if m := &c.x.Metrics[i]; askedFor(m) && c.x.Person(m.ReportedBy()) != nil {
			p.plan(m)
		}
	}
	var out []Due
	for _, d := range p.rounds {
		if d.At.After(from) && !d.At.After(to) {
			out = append(out, *d)
		}
	}
	return out
}

// askedFor reports whether the calendar ever asks for m.
func askedFor(m *scorecard.Metric) bool {
	return m.Retired == nil && usual[m.Cadence] != "" && m.Source != scorecard.NoSource
}

// plan puts every ask for m that falls due in the stretch into its round.
func (p *planner) plan(m *scorecard.Metric) {
	who := p.of(m.ReportedBy())
	since := who.dayBefore(p.from)
	if b := m.Backup; b != "" && len(who.daysOff) > 0 {
		if s := p.of(b).dayBefore(p.from); s.Before(since) {
			since = s
		}
	}
	for _, base := range p.momentsOf(m, who, since) {
		day := scorecard.DateOf(base.In(who.loc))
		if m.Cadence == scorecard.Daily && !who.office(day) {
			continue
		}
		period := periodAsked(m, who, day)
		if m.From != "" && period.End() < m.From {
			continue
		}
		p.put(m, period, base)
	}
}

// momentsOf returns when m would be asked for if everybody worked always.
// Metrics of the same rhythm share the reckoning.
func (p *planner) momentsOf(m *scorecard.Metric, who *calendar, since time.Time) []time.Time {
	key := momentKey{m.AskAt, who.loc.String(), since}
	if m.AskAt == "" {
		key.spec = usual[m.Cadence]
	}
	if ts, ok := p.moments[key]; ok {
		return ts
	}
	ts := p.when(key.spec, m.Cadence).between(since.Add(-time.Second), p.to, who.loc)
	p.moments[key] = ts
	return ts
}

// when parses a spec once. One that cannot be read gives way to the usual.
func (p *planner) when(spec string, c scorecard.Cadence) When {
	if w, ok := p.whens[spec]; ok {
		return w
	}
	w, err := ParseWhen(spec)
	if err != nil {
		return p.when(usual[c], c)
	}
	p.whens[spec] = w
	return w
}

// periodAsked returns the period that m is asked for on a day.
func periodAsked(m *scorecard.Metric, who *calendar, day scorecard.Date) scorecard.Period {
	current := m.AskFor == scorecard.CurrentPeriod || m.Cadence == scorecard.Daily && m.AskAt == ""
	now := scorecard.PeriodOf(m.Cadence, day)
	if current {
		return now
	}
	if m.Cadence != scorecard.Daily {
		return now.Prev()
	}
	// "Yesterday", on a Monday, is Friday.
	for range reach {
		if day = day.Add(-1); who.office(day) {
			break
		}
	}
	return scorecard.Period(day)
}

// put adds an ask to the round it belongs to. Rounds of one day are one message,
// at the latest moment of its asks; of several periods of a metric that a leave
// has pushed onto one day, the newest is asked for.
func (p *planner) put(m *scorecard.Metric, period scorecard.Period, base time.Time) {
	who, at, standsIn := p.whoAndWhen(m, base)
	if at.IsZero() {
		return
	}
	ask := Asked{Metric: m.ID, Period: period}
	if standsIn {
		ask.For = m.ReportedBy()
	}
	key := roundKey{p.x.ChannelOf(p.x.UnitOf(m)), who, scorecard.DateOf(at.In(p.of(who).loc))}
	d := p.rounds[key]
	if d == nil {
		d = &Due{
			Key:  "round/" + key.channel + "/" + string(who) + "/" + string(key.day),
			Kind: Round, At: at, Person: who, Channel: key.channel,
		}
		p.rounds[key] = d
	}
	if at.After(d.At) {
		d.At = at
	}
	if i, asked := p.at[askKey{key, m.ID}]; asked {
		d.Asks[i] = ask
		return
	}
	p.at[askKey{key, m.ID}] = len(d.Asks)
	d.Asks = append(d.Asks, ask)
}

// whoAndWhen returns whom to ask for m and when: who reports it, as soon as they
// may be written to, or the backup when leave would hold that up for long.
func (p *planner) whoAndWhen(m *scorecard.Metric, base time.Time) (who scorecard.PersonID, at time.Time, standsIn bool) {
	first := p.of(m.ReportedBy())
	at = first.waits(base, first.present)
	if m.Backup == "" || m.Backup == m.ReportedBy() || len(first.daysOff) == 0 {
		return m.ReportedBy(), at, false
	}
	if !at.IsZero() && at.Sub(first.waits(base, first.office)) <= patience {
		return m.ReportedBy(), at, false
	}
	backup := p.of(m.Backup)
	if t := backup.waits(base, backup.present); !t.IsZero() && (at.IsZero() || t.Before(at)) {
		return m.Backup, t, true
	}
	return m.ReportedBy(), at, false
}
