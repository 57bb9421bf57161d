package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
	"throughline/store"
)

type reportCmd struct {
	dbFlag
	jsonFlag
	As     string     `help:"Id of the person who reports." required:""`
	Period string     `help:"Period of the value (2026-W47, 2026-11, …). Default: the last that has ended."`
	Note   string     `help:"Why it is what it is, in a few words."`
	Sure   bool       `help:"The value is right, although it is far from what is usual."`
	Metric string     `arg:"" help:"Id of the metric."`
	Value  plainValue `arg:"" help:"The value, as a plain decimal in the metric's unit."`
}

// A plainValue is a number of the command line.
type plainValue struct{ decimal.Decimal }

// UnmarshalText reads digits with a point at most; how people write in chat is
// for the chat.
func (v *plainValue) UnmarshalText(text []byte) (err error) {
	if v.Decimal, err = decimal.NewFromString(string(text)); err != nil {
		return fmt.Errorf("%q is no number; write plain digits with a decimal point, such as 1234.5", text)
	}
	return nil
}

// Run records the value if the person may report it.
func (c *reportCmd) Run(ctx context.Context, p *program) error {
	db, org, err := c.open(ctx, p.Now)
	if err != nil {
		return err
	}
	defer db.Close()
	var stored scorecard.Reading
	var m *scorecard.Metric
	err = db.Write(ctx, org, scorecard.Actor{Person: scorecard.PersonID(c.As), From: "cli"}, func(tx *store.Tx) error {
		s, err := tx.Snapshot(ctx, scorecard.DateOf(tx.Now()))
		if err != nil {
			return err
		}
		var r scorecard.Reading
		if m, r, err = c.reading(s, tx); err != nil {
			return err
		}
		stored, err = tx.Record(ctx, r)
		return err
	})
	if err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(p.Out).Encode(stored)
	}
	v := prompts.Voice{Locale: "en", Today: scorecard.DateOf(p.Now())}
	fmt.Fprintf(p.Out, "Recorded %s for %s, %s.\n", v.Value(m.Measure, stored.Value), m.Name, v.Period(stored.Period))
	return nil
}

// reading checks everything before anything is recorded.
func (c *reportCmd) reading(s *scorecard.Snapshot, tx *store.Tx) (*scorecard.Metric, scorecard.Reading, error) {
	m := s.Metric(scorecard.MetricID(c.Metric))
	who := scorecard.PersonID(c.As)
	switch {
	case m == nil || s.Person(who) != nil && !s.MaySee(scorecard.Audience{Person: who, Private: true}, m):
		return nil, scorecard.Reading{}, missing("there is no metric %q; see: throughline export", c.Metric)
	case m.Retired != nil:
		return nil, scorecard.Reading{}, invalid("%s was retired on %s: %s", m.Name, m.Retired.On, m.Retired.Why)
	case s.Person(who) == nil:
		return nil, scorecard.Reading{}, missing("--as %q is nobody; people are %s", c.As, someIDs(s.People))
	case !s.MayReport(who, m):
		return nil, scorecard.Reading{}, invalid("%s may not report %s; its owner is %s", who, m.Name, m.Owner)
	case !m.Possible(c.Value.Decimal):
		return nil, scorecard.Reading{}, invalid("%s cannot be %s: it lies outside of what is possible for it", m.Name, c.Value)
	}
	period := scorecard.PeriodOf(m.Cadence, s.Today)
	if m.AskFor == scorecard.LastPeriod && m.Cadence != scorecard.Irregular {
		period = period.Prev()
	}
	var err error
	if c.Period != "" {
		if period, err = c.period(m, s.Today); err != nil {
			return nil, scorecard.Reading{}, err
		}
	}
	if err := c.plausible(s, m, period); err != nil {
		return nil, scorecard.Reading{}, err
	}
	return m, scorecard.Reading{
		Metric: m.ID, Period: period, Value: c.Value.Decimal, Note: c.Note, Confidence: scorecard.High,
		By: who, At: tx.Now(), Raw: c.Value.String(), Source: "cli",
	}, nil
}

// period reads --period.
func (c *reportCmd) period(m *scorecard.Metric, today scorecard.Date) (scorecard.Period, error) {
	p, err := scorecard.ParsePeriod(c.Period)
	switch {
	case err != nil:
		return "", usage("--period: %v", err)
	case p != scorecard.PeriodOf(m.Cadence, p.Start()):
		return "", usage("--period %s: %s is reported %s", p, m.Name, m.Cadence)
	case p.Start() > today.Add(1): // tomorrow: it may be that day already elsewhere
		return "", usage("--period %s has not begun yet", p)
	}
	return p, nil
}

// plausible asks back what would be asked back in chat.
func (c *reportCmd) plausible(s *scorecard.Snapshot, m *scorecard.Metric, period scorecard.Period) error {
	if c.Sure {
		return nil
	}
	asked := understand.Asked{Metric: m, Period: period}
	for _, r := range s.Histories[m.ID] {
		if r.Period < period {
			asked.History = append(asked.History, r)
		}
	}
	if r, ok := asked.History.Latest(); ok {
		asked.Previous = decimal.NewNullDecimal(r.Value)
	}
	to := understand.Listener{Asked: []understand.Asked{asked}, Person: scorecard.PersonID(c.As), Locale: "en", Today: s.Today}
	heard := understand.NewLexicon(s.Index).Reply(c.Value.String(), to)[0]
	if heard.Action == understand.Record && heard.Value.Valid && heard.Value.Decimal.Equal(c.Value.Decimal) {
		return nil
	}
	_, why, _ := strings.Cut(heard.Why, ": ")
	return invalid("%s for %s would be asked back: %s; if it is right, say so with --sure", c.Value, m.Name, why)
}
