package answer

import (
	"cmp"
	"math"
	"slices"

	"throughline/bot/chat"
	"throughline/bot/evidence"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

// moverWindow is how far back "what changed" looks when nobody says.
var moverWindow = understand.Window{N: 4, Unit: "week"}

// A mover is a metric that moved in the time asked about.
type mover struct {
	metric *scorecard.Metric
	before scorecard.Reading
	now    scorecard.Reading
	way    scorecard.Trend
	signal bool    // the move is more than the metric's usual ups and downs
	known  bool    // there are enough numbers to tell
	size   float64 // the move as a share of the usual range, or of the earlier value where that is not known
}

// movers lists the metrics that moved the way the question says, what is a
// signal first: the rest does what it always does.
func (t *talk) movers() {
	want := scorecard.Trend(t.in.Direction)
	all := t.scoped()
	var words []string
	if f := t.in.Filters; f != nil && len(f.Status) > 0 { // "which reds are getting better"
		words = f.Status
		all = slices.DeleteFunc(all, func(m *scorecard.Metric) bool { return !is(t.Standing(m.ID), words) })
		t.askedFor(words)
	}
	var found []mover
	for _, m := range all {
		if v, ok := t.mover(m); ok && (want == "changed" || v.way == want) {
			found = append(found, v)
		}
	}
	slices.SortStableFunc(found, func(a, b mover) int {
		if a.signal != b.signal {
			return map[bool]int{true: -1, false: 1}[a.signal]
		}
		return cmp.Compare(b.size, a.size)
	})
	signals, known := 0, 0
	for _, v := range found {
		if v.signal {
			signals++
		}
		if v.known {
			known++
		}
	}
	t.enter(scorecard.Fact{Kind: scorecard.DerivedFact, Text: "listed as " + t.in.Direction})
	head := prompts.MoversHead{N: t.count(len(found), "moved"), Of: t.count(len(all), "metrics looked at"), Way: t.in.Direction, Where: t.where(t.in), Words: words}
	head.Signals, head.Known = t.count(signals, "signals"), known > 0
	if p := t.period(); p != "" {
		t.enter(scorecard.Fact{Kind: scorecard.DefinitionFact, Period: p, Text: "period asked about"})
		head.Period = p
	} else {
		head.Window = t.window(t.span())
	}
	t.text(t.voice.MoversHead(head))
	var items []chat.Item
	for _, v := range found[:min(len(found), maxLines)] {
		items = append(items, t.moverItem(v, head.Known))
	}
	t.list(items)
	t.more(len(found) - len(items))
}

func (t *talk) moverItem(v mover, compared bool) chat.Item {
	s := t.stand(v.metric)
	line := prompts.Mover{Stand: s, Before: v.before, Now: v.now, Way: t.moved(v.metric, v.before, v.now), Signal: v.signal, Known: v.known, Compared: compared}
	switch {
	case v.signal:
		t.enter(scorecard.Fact{Kind: scorecard.DerivedFact, Metric: v.metric.ID, Text: "a signal"})
	case v.known:
		t.enter(scorecard.Fact{Kind: scorecard.DerivedFact, Metric: v.metric.ID, Text: "no signal"})
	}
	it := chat.Item{Marked: t.voice.MoverItem(line)}
	if v.now.Period == s.Reading.Period {
		it.Status = dot(&s)
	}
	return it
}

func (t *talk) span() understand.Window {
	if w := t.in.Window; w != nil {
		return *w
	}
	return moverWindow
}

// between are the days from and until which a move counts.
func (t *talk) between() (since, until scorecard.Date) {
	if p := t.period(); p != "" {
		return p.Start(), min(p.End(), t.Today)
	}
	w := t.span()
	return t.begins(w), t.Today
}

// mover compares the newest value of the time asked about with the last one from
// before it, or with the first in it.
func (t *talk) mover(m *scorecard.Metric) (mover, bool) {
	all := t.Histories[m.ID].Values()
	since, until := t.between()
	n := len(all)
	for n > 0 && all[n-1].Period.Start() > until {
		n--
	}
	if n < 2 || all[n-1].Period.End() < since {
		return mover{}, false
	}
	first := 0
	for first+1 < n-1 && all[first+1].Period.End() < since {
		first++
	}
	v := mover{metric: m, before: all[first], now: all[n-1]}
	if v.way = wayOf(m, v.before, v.now); v.before.Value.Equal(v.now.Value) || v.way == scorecard.Same {
		return mover{}, false
	}
	change := v.now.Value.Sub(v.before.Value).InexactFloat64()
	v.size = math.Abs(change / cmp.Or(v.before.Value.InexactFloat64(), 1))
	c := evidence.Recent(evidence.SeriesOf(m, t.Histories[m.ID], t.Today))
	if v.known = c.Known; !v.known {
		return v, true
	}
	if half := c.Limits.Upper - c.Limits.Mean; half > 0 {
		v.size = math.Abs(change) / half
	}
	v.signal = slices.ContainsFunc(c.Signals, func(s evidence.Signal) bool {
		return s.Loud() && s.Up == (change > 0) && s.Period.End() >= since && s.Period.Start() <= until
	})
	return v, true
}
