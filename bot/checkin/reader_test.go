package checkin_test

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// A plainReader reads the few forms that the talks of these tests use. How
// people really write is the matter of package understand.
type plainReader struct{ x *scorecard.Index }

var (
	namedPart  = regexp.MustCompile(`^(?:(W\d\d) )?(?:([A-Za-z][A-Za-z -]*):? )?(.*)$`)
	numberPart = regexp.MustCompile(`(-?\d+(?:\.\d+)?)%?(?:(?:,| because)? (.*))?$`)
)

func (r plainReader) Reply(text string, to understand.Listener) []understand.Heard {
	var out []understand.Heard
	for _, line := range strings.Split(text, "; ") {
		out = append(out, r.line(line, to))
	}
	return out
}

func (r plainReader) line(text string, to understand.Listener) understand.Heard {
	if h, ok := r.wordsOnly(text, to); ok {
		return h
	}
	text, sorry := strings.CutPrefix(text, "sorry, ")
	h := understand.Heard{Correction: sorry, Action: understand.NotUpdate}
	m := namedPart.FindStringSubmatch(text)
	if m[1] != "" {
		h.Period = scorecard.Period("2026-" + m[1])
	}
	rest := m[0]
	for i := range r.x.Metrics {
		metric := &r.x.Metrics[i]
		for _, name := range append([]string{metric.Name}, metric.Synonyms...) {
			if strings.EqualFold(name, strings.TrimSpace(m[2])) {
				h.Metric, rest = metric.ID, m[3]
			}
		}
	}
	n := numberPart.FindStringSubmatch(rest)
	if n == nil {
		return h
	}
	h.Action, h.Confidence, h.Comment = understand.Record, scorecard.High, n[2]
	h.Value = decimal.NewNullDecimal(decimal.RequireFromString(n[1]))
	r.doubt(&h, to)
	return h
}

func (r plainReader) wordsOnly(text string, to understand.Listener) (understand.Heard, bool) {
	if strings.HasSuffix(text, "?") {
		return understand.Heard{Action: understand.AnswerQuestion}, true
	}
	if why, ok := strings.CutPrefix(text, "no data because "); ok {
		return understand.Heard{Action: understand.Skip, Comment: why}, true
	}
	if bound, ok := strings.CutPrefix(text, "at least "); ok {
		return understand.Heard{Action: understand.AskBack, Bound: "at least " + bound}, true
	}
	if strings.HasPrefix(text, "roughly ") {
		return understand.Heard{Action: understand.AskBack, Why: "no_number: there is no number in it"}, true
	}
	if day, ok := strings.CutPrefix(text, "ask me on "); ok {
		return understand.Heard{Action: understand.Snooze, Until: scorecard.Date(day)}, true
	}
	if name, ok := strings.CutPrefix(text, "ask "); ok {
		h := understand.Heard{Action: understand.Delegate, ToName: name}
		for _, p := range r.x.People {
			if strings.HasPrefix(p.Name, name) {
				h.To = p.ID
			}
		}
		return h, true
	}
	return understand.Heard{}, false
}

// doubt turns a value a tenth or ten times the last into a question.
func (r plainReader) doubt(h *understand.Heard, to understand.Listener) {
	for _, a := range to.Asked {
		if len(to.Asked) > 1 && a.Metric.ID != h.Metric || !a.Previous.Valid || a.Previous.Decimal.IsZero() {
			continue
		}
		ratio := h.Value.Decimal.Div(a.Previous.Decimal)
		switch {
		case ratio.LessThan(decimal.RequireFromString("0.02")):
			h.Action, h.Options = understand.Confirm, []decimal.Decimal{h.Value.Decimal.Mul(decimal.NewFromInt(100)), h.Value.Decimal}
		case ratio.GreaterThan(decimal.NewFromInt(5)):
			h.Action = understand.Confirm
		}
	}
}
