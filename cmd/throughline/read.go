package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

type readCmd struct {
	worldFlag
	jsonFlag
	Metric   string `help:"Id of the metric that was asked for; without one the reply names its metrics."`
	Locale   string `help:"Locale of who replies, for separators and dates." default:"en"`
	Previous string `help:"The value before, as a decimal. Default: the newest recorded."`
	As       string `help:"Id of the person who replies."`
	Batch    string `help:"Read replies from this file (- for standard input), one JSON object a line; see docs/contracts.md." type:"path"`
	Reply    string `arg:"" optional:"" help:"The reply, in words."`
}

// Help teaches by example.
func (c *readCmd) Help() string {
	return `For example:
  throughline read --strategy strategy.yaml --metric churn --previous 3.1 "4.2% because the promo ended"
  throughline read --strategy strategy.yaml --locale de --metric revenue "3,9 Mio"`
}

// Run reads one reply, or a batch.
func (c *readCmd) Run(ctx context.Context, p *program) error {
	if (c.Reply == "") == (c.Batch == "") {
		return usage("give a reply, or --batch with a file of them")
	}
	w, err := c.worldFlag.open(ctx, p)
	if err != nil {
		return err
	}
	if c.Batch != "" {
		return batch(ctx, c.Batch, p, w.readLine)
	}
	r := reply{Text: c.Reply, Locale: c.Locale, By: c.As}
	if c.Metric != "" {
		r.Metric = &c.Metric
	}
	if c.Previous != "" {
		r.Previous = (*json.Number)(&c.Previous)
	}
	heard, err := w.read(r)
	if err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(p.Out).Encode(w.readJSON(heard))
	}
	for _, h := range heard {
		fmt.Fprintln(p.Out, w.readText(h))
	}
	return nil
}

// reply is a line of a batch.
type reply struct {
	ID       string       `json:"id"`
	Metric   *string      `json:"metric"`
	Previous *json.Number `json:"previous"`
	Locale   string       `json:"locale"`
	Text     string       `json:"text"`
	By       string       `json:"by"`
}

func (w *world) read(r reply) ([]understand.Heard, error) {
	_, lexicon := w.minds.of(w.Index)
	to := understand.Listener{Person: scorecard.PersonID(r.By), Locale: r.Locale, Today: w.Today}
	if r.Metric != nil && *r.Metric != "" {
		m := w.Snapshot.Metric(scorecard.MetricID(*r.Metric))
		if m == nil {
			return nil, missing("there is no metric %q", *r.Metric)
		}
		a, err := w.asked(m, r.Previous)
		if err != nil {
			return nil, err
		}
		to.Asked = []understand.Asked{a}
	}
	heard := lexicon.Reply(r.Text, to)
	if len(to.Asked) > 0 {
		return heard, nil
	}
	return w.again(lexicon, r.Text, to, heard)
}

// again reads a reply that names its metrics itself once more, with what was
// recorded of them before, as the bot does: so "same" has a value, and what is
// implausible is noticed.
func (w *world) again(lexicon *understand.Lexicon, text string, to understand.Listener, heard []understand.Heard) ([]understand.Heard, error) {
	for _, h := range heard {
		m := w.Snapshot.Metric(h.Metric)
		if m == nil || slices.ContainsFunc(to.Asked, func(a understand.Asked) bool { return a.Metric == m }) {
			continue
		}
		a, err := w.asked(m, nil)
		if err != nil {
			return nil, err
		}
		to.Asked = append(to.Asked, a)
	}
	if len(to.Asked) == 0 {
		return heard, nil
	}
	return lexicon.Reply(text, to), nil
}

// asked is what a reply answers: the period a prompt would ask about, and the
// value before.
func (w *world) asked(m *scorecard.Metric, previous *json.Number) (understand.Asked, error) {
	a := understand.Asked{Metric: m, Period: scorecard.PeriodOf(m.Cadence, w.Today)}
	if previous == nil {
		if r, ok := w.Histories[m.ID].Latest(); ok {
			a.Previous = decimal.NewNullDecimal(r.Value)
			a.History = w.Histories[m.ID]
		}
		return a, nil
	}
	d, err := decimal.NewFromString(previous.String())
	if err != nil {
		return a, usage("the previous value %q is not a decimal number", previous.String())
	}
	a.Previous = decimal.NewNullDecimal(d)
	return a, nil
}

func (w *world) readLine(line []byte) (any, error) {
	var r reply
	if err := json.Unmarshal(line, &r); err != nil {
		return nil, badLine(err, `{"id": "1", "metric": "churn", "locale": "en", "text": "4.2%"}`)
	}
	heard, err := w.read(r)
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(w.readJSON(heard))
	return named{r.ID, body}, err
}

// heardJSON is one reply read, for programs: the single metric's reading at the
// top, and where several were named each by its id.
type heardJSON struct {
	understand.Heard
	Values   map[scorecard.MetricID]string `json:"values,omitempty"`
	Comments map[scorecard.MetricID]string `json:"comments,omitempty"`
	All      []understand.Heard            `json:"all,omitempty"`
}

func (w *world) readJSON(heard []understand.Heard) heardJSON {
	out := heardJSON{Heard: heard[0]}
	if len(heard) == 1 {
		return out
	}
	// What is not simply recorded speaks for the whole: nothing doubtful hides
	// behind its neighbours.
	doubt := slices.IndexFunc(heard, func(h understand.Heard) bool { return h.Action != understand.Record })
	out.Heard = understand.Heard{Action: understand.Record, Confidence: scorecard.High}
	if doubt >= 0 {
		out.Heard = understand.Heard{Action: heard[doubt].Action, Confidence: heard[doubt].Confidence, Why: heard[doubt].Why}
	}
	out.All, out.Values, out.Comments = heard, map[scorecard.MetricID]string{}, map[scorecard.MetricID]string{}
	for _, h := range heard {
		if h.Value.Valid {
			out.Values[h.Metric] = h.Value.Decimal.String()
		}
		if h.Comment != "" {
			out.Comments[h.Metric] = h.Comment
		}
	}
	return out
}

func (w *world) readText(h understand.Heard) string {
	s := string(h.Action)
	if h.Metric != "" {
		s += " " + string(h.Metric)
	}
	if h.Value.Valid {
		s += fmt.Sprintf(" = %s %s", h.Value.Decimal, h.Unit)
	}
	for _, add := range []struct{ name, text string }{
		{"period", string(h.Period)}, {"comment", h.Comment}, {"bound", h.Bound}, {"confidence", string(h.Confidence)}, {"why", h.Why},
	} {
		if add.text != "" {
			s += fmt.Sprintf("; %s: %s", add.name, add.text)
		}
	}
	return s
}
