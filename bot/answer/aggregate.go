package answer

import (
	"fmt"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

// aggregate says what some readings come to in one number, where that was asked:
// their sum, where they count things or money, or else their mean, each reading
// counting the same.
func (t *talk) aggregate(m *scorecard.Metric, points scorecard.History) {
	if p := t.period(); t.in.Window == nil && p.Valid() && len(points) > 0 && points[0].Period.End() < p.Start() {
		points = points[1:] // the first is the one before, to go by
	}
	kind := m.Measure.Kind()
	if t.in.Aggregate == "" || len(points) < 2 || kind == scorecard.YesNoMeasure {
		return
	}
	line := prompts.AggregateLine{Metric: m, Name: t.metric(m), First: points[0].Period, Last: points[len(points)-1].Period,
		Points: t.count(len(points), "readings added up")}
	line.Missing = t.count(missing(points), "periods between without a number")
	sum := decimal.Zero
	for _, r := range points {
		t.reading(m, r)
		sum = sum.Add(r.Value)
	}
	line.Adds = kind == scorecard.CountMeasure || kind == scorecard.CurrencyMeasure
	line.Sum = t.in.Aggregate == understand.Sum
	line.Value = sum
	how := "sum"
	if !line.Sum || !line.Adds {
		t.enter(scorecard.Fact{Kind: scorecard.DefinitionFact, Metric: m.ID, Text: string(m.Measure)})
		line.Value, how = sum.DivRound(decimal.NewFromInt(int64(len(points))), max(finest(points)+1, cents(kind))), "mean"
	}
	t.enter(scorecard.Fact{Kind: scorecard.DerivedFact, Metric: m.ID, Period: line.Last, Value: line.Value.String(), Text: fmt.Sprintf("%s of %d", how, line.Points)})
	t.text(t.voice.Aggregate(line))
}

// start says where a metric began, where that was asked: at its baseline, or at
// the first reading there is.
func (t *talk) start(m *scorecard.Metric) {
	if t.in.Aggregate != understand.First {
		return
	}
	all := t.Histories[m.ID].Values()
	line := prompts.StartLine{Metric: m, Name: t.metric(m)}
	if b := m.Baseline; b.Valid {
		line.Baseline = &b.Decimal
		t.enter(scorecard.Fact{Kind: scorecard.TargetFact, Metric: m.ID, Value: b.Decimal.String(), Text: "baseline"})
	}
	if len(all) > 0 {
		line.First = &all[0]
		t.reading(m, all[0])
	}
	t.text(t.voice.Start(line))
}

// missing counts the periods between the first and the last reading that have none.
func missing(points scorecard.History) int {
	n := 0
	for i := 1; i < len(points); i++ {
		for p := points[i-1].Period.Next(); p.End() < points[i].Period.Start(); p = p.Next() {
			n++
		}
	}
	return n
}

// cents is how many decimal places a mean of money has at the least.
func cents(kind scorecard.MeasureKind) int32 {
	if kind == scorecard.CurrencyMeasure {
		return 2
	}
	return 0
}

// finest is the most decimal places that any reading has.
func finest(points scorecard.History) int32 {
	places := int32(0)
	for _, r := range points {
		places = max(places, -r.Value.Exponent())
	}
	return places
}
