package checkin

import (
	"context"
	"time"

	"github.com/shopspring/decimal"

	"throughline/bot/chain"
	"throughline/bot/chat"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

// Store is what check-ins keep. Everything happens in the transaction that is
// handed in.
type Store interface {
	Now() time.Time
	Snapshot(ctx context.Context, today scorecard.Date) (*scorecard.Snapshot, error)
	Record(ctx context.Context, r scorecard.Reading) (scorecard.Reading, error)
	OpenAsk(ctx context.Context, a scorecard.Ask) (bool, error)
	Ask(ctx context.Context, key string) (scorecard.Ask, bool, error)
	SaveAsk(ctx context.Context, a scorecard.Ask) error
	AsksOf(ctx context.Context, p scorecard.PersonID) ([]scorecard.Ask, error)
	AsksIn(ctx context.Context, round string) ([]scorecard.Ask, error)
	AsksDue(ctx context.Context, t time.Time) ([]scorecard.Ask, error)
	LiveAsks(ctx context.Context) ([]scorecard.Ask, error)
	SaveAction(ctx context.Context, a scorecard.Action) error
	Send(ctx context.Context, out chat.Outgoing) error
	KeyAt(ctx context.Context, place chat.Place, ref string) (string, bool, error)
	Claim(ctx context.Context, key string) (bool, error)
	Remember(ctx context.Context, key string, body []byte, until time.Time) error
	Forget(ctx context.Context, key string) error
	Recall(ctx context.Context, key string) ([]byte, bool, error)
}

// A Reader reads replies: understand.Lexicon.
type Reader interface {
	Reply(text string, to understand.Listener) []understand.Heard
}

// A Feature asks and reads.
type Feature struct {
	// Reader returns what reads replies to a strategy. It is called for every
	// reply, so it should keep what it makes.
	Reader func(*scorecard.Index) Reader
	// Map returns a strategy's map laid out; nil: it is laid out each time.
	Map func(*scorecard.Index) *chain.Map

	order order
}

// A desk is a feature at work for one person in one transaction.
type desk struct {
	*Feature
	tx    Store
	s     *scorecard.Snapshot
	who   scorecard.PersonID // empty: nobody in particular, such as the readers of a channel
	voice prompts.Voice
	now   time.Time
	// changed gathers the rounds to be shown in the end, where many asks change
	// at once; nil: each is shown at once.
	changed boards
}

// at opens the desk, with the calendar day and the locale of who.
func (f *Feature) at(ctx context.Context, tx Store, who scorecard.PersonID) (*desk, error) {
	now := tx.Now()
	s, err := tx.Snapshot(ctx, scorecard.DateOf(now.UTC()))
	if err != nil {
		return nil, err
	}
	d := f.over(s, who, now)
	d.tx = tx
	return d, nil
}

func (f *Feature) over(s *scorecard.Snapshot, who scorecard.PersonID, now time.Time) *desk {
	local := *s
	local.Today = schedule.DayOf(s.Index, who, now)
	return &desk{Feature: f, s: &local, who: who, now: now,
		voice: prompts.Voice{Locale: s.LocaleOf(who), Today: local.Today}}
}

// reload makes the desk see what its transaction has written.
func (d *desk) reload(ctx context.Context) error {
	s, err := d.tx.Snapshot(ctx, d.s.Today)
	if err == nil {
		d.s = s
	}
	return err
}

// heardBy returns a desk over the same snapshot that speaks to somebody else.
func (d *desk) heardBy(who scorecard.PersonID) *desk {
	other := d.over(d.s, who, d.now)
	other.tx, other.changed = d.tx, d.changed
	return other
}

func (d *desk) name(p scorecard.PersonID) string {
	if who := d.s.Person(p); who != nil {
		return who.Name
	}
	return string(p)
}

func (d *desk) places() *chain.Map {
	if d.Map != nil {
		return d.Map(d.s.Index)
	}
	return chain.New(d.s.Index)
}

// number gathers what is shown of a metric and a period: its value if there is
// one, and the value before.
func (d *desk) number(m *scorecard.Metric, p scorecard.Period) prompts.Number {
	n := prompts.Number{Name: m.Name, Measure: m.Measure, Period: p, Target: d.target(m, p)}
	h := d.s.Histories[m.ID]
	if last, ok := before(h, p); ok {
		n.Last, n.LastPeriod = d.voice.Value(m.Measure, last.Value), last.Period
		n.Age = d.voice.Age(d.s.Today.Sub(last.Period.End()))
	}
	if r, ok := h.At(p); ok && !r.NoData {
		n.Value = d.voice.Value(m.Measure, r.Value)
		n.Status = d.statusOf(m, r)
		n.Trend = d.trend(m, h, p)
	}
	return n
}

// before returns the newest value of a period before p.
func before(h scorecard.History, p scorecard.Period) (scorecard.Reading, bool) {
	return h.Until(p.Start().Add(-1)).Latest()
}

func (d *desk) target(m *scorecard.Metric, p scorecard.Period) string {
	t, ok := m.TargetOn(p.End())
	switch {
	case !ok || m.Direction == scorecard.YesNo:
		return ""
	case t.Value.Valid:
		return d.voice.Value(m.Measure, t.Value.Decimal)
	case t.Low.Valid && t.High.Valid:
		return d.voice.Number(t.Low.Decimal) + " to " + d.voice.Value(m.Measure, t.High.Decimal)
	}
	return ""
}

func (d *desk) statusOf(m *scorecard.Metric, r scorecard.Reading) scorecard.Status {
	t, ok := m.TargetOn(r.Period.End())
	if !ok {
		return scorecard.NoData
	}
	return m.StatusOf(r.Value, t)
}

func (d *desk) trend(m *scorecard.Metric, h scorecard.History, p scorecard.Period) string {
	s := scorecard.StandingOf(m, h.Until(p.Start()), d.s.Today)
	if !s.HasPrev || s.Reading.Period != p {
		return ""
	}
	word := map[scorecard.Trend]string{
		scorecard.Better: "better", scorecard.Worse: "worse", scorecard.Same: "unchanged",
	}[s.Trend]
	if word == "" {
		return ""
	}
	return d.voice.CheckinTrend(word, d.voice.Value(m.Measure, s.Prev.Value), s.Prev.Period)
}

// mayAnswer reports whether the desk's person may give the number that a asks
// for: because they may report it, or because it was handed to them.
func (d *desk) mayAnswer(a scorecard.Ask, m *scorecard.Metric) bool {
	return d.who != "" && a.Person == d.who || d.s.MayReport(d.who, m)
}

// asked is what a Reader is told of an ask.
func (d *desk) asked(m *scorecard.Metric, p scorecard.Period) understand.Asked {
	out := understand.Asked{Metric: m, Period: p, History: d.s.Histories[m.ID]}
	if last, ok := before(out.History, p); ok {
		out.Previous = decimal.NewNullDecimal(last.Value)
	}
	return out
}

// send says a message in a place, once for its key.
func (d *desk) send(ctx context.Context, key string, p chat.Place, m chat.Message) error {
	return d.tx.Send(ctx, chat.Outgoing{Key: key, Place: p, Message: m})
}
