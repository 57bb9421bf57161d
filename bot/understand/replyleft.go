package understand

import (
	"regexp"
	"slices"

	"throughline/bot/scorecard"
)

// besideName finds a number right before or right behind a name.
var (
	numberBefore = regexp.MustCompile(`\d(?:[\d.,'’]*\d)?\s?[%€$£]?\s+$`)
	numberBehind = regexp.MustCompile(`^\s*(?:is|was|at|to|of|:|=|-|–)?\s*[€$£]?\s?\d`)
)

// nothingLeft takes care that no number is passed over in silence: where another
// metric is named with a number of its own, which no reading took up, what was
// understood is said back first, and the other is asked for.
func (l *Lexicon) nothingLeft(bare string, all []Heard, to Listener) []Heard {
	if !hasDigit(bare) {
		return all
	}
	out := slices.Clone(all)
	for _, m := range l.mentions(bare, l.Find(bare), to) {
		for i, h := range out {
			if len(to.Asked) != 1 && h.Action == Skip && slices.Contains(m.metrics, h.Metric) && m.End <= len(bare) && numberBehind.MatchString(bare[m.End:]) {
				out[i] = Heard{Metric: h.Metric, Action: AskBack, Confidence: scorecard.Low, Why: "which_metric: it has a number, and something has none"}
			}
		}
	}
	left := l.leftOut(bare, all, to)
	if len(left) == 0 {
		return out
	}
	for i, h := range out {
		switch {
		case h.Action == Record:
			out[i].Action, out[i].Confidence, out[i].Why = Confirm, scorecard.Medium, "which_metric: other numbers stand beside it"
		case h.Action == Skip || h.Action == Snooze:
			out[i] = Heard{Metric: h.Metric, Action: AskBack, Confidence: scorecard.Low, Why: "which_metric: numbers stand beside it"}
		}
	}
	for _, id := range left {
		out = append(out, Heard{Metric: id, Action: AskBack, Confidence: scorecard.Low, Why: "which_metric: is that number for this one?"})
	}
	return out
}

// leftOut lists the metrics that are named beside a number and have no reading,
// unless they stand among reasons.
func (l *Lexicon) leftOut(bare string, all []Heard, to Listener) []scorecard.MetricID {
	var out []scorecard.MetricID
	ps := markCues(scan(bare, nil), cueTables[replyLanguage(to.Locale)])
	for _, m := range l.mentions(bare, l.Find(bare), to) {
		if len(m.metrics) != 1 || m.weak || m.End > len(bare) {
			continue
		}
		id := m.metrics[0]
		if slices.Contains(out, id) || slices.ContainsFunc(all, func(h Heard) bool { return h.Metric == id }) {
			continue
		}
		if !numberBefore.MatchString(bare[:m.Start]) && !numberBehind.MatchString(bare[m.End:]) {
			continue
		}
		if slices.ContainsFunc(ps, func(p piece) bool { return p.start < m.Start && p.hint == reason }) {
			continue
		}
		out = append(out, id)
	}
	return out
}
