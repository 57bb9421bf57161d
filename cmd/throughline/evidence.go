package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"text/tabwriter"

	"throughline/bot/evidence"
	"throughline/bot/evidence/trial"
	"throughline/bot/scorecard"
)

type judgeCmd struct {
	worldFlag
	jsonFlag
	Simulate  bool `help:"Put the verdicts on trial instead, in companies of which the truth is known."`
	Companies int  `help:"With --simulate: how many companies of each kind." default:"100"`
}

// Help teaches by example.
func (c *judgeCmd) Help() string {
	return `Each arrow of the map is judged by the history of its metrics. A verdict is shown as supported or
contradicted when this review and one four weeks ago agree. For example:
  throughline evidence --db company.db
  throughline evidence --strategy strategy.yaml --json
  throughline evidence --simulate`
}

// Run lists the arrows with their verdicts, or repeats the simulation.
func (c *judgeCmd) Run(ctx context.Context, p *program) error {
	if c.Simulate {
		if c.Companies < 1 {
			return usage("--companies %d: at least one is needed", c.Companies)
		}
		return c.simulate(ctx, p.Out)
	}
	w, err := c.worldFlag.open(ctx, p)
	if err != nil {
		return err
	}
	list := judge(w.Snapshot)
	if c.JSON {
		return json.NewEncoder(p.Out).Encode(list)
	}
	return list.print(p.Out, w.Index)
}

// betweenReviews is how many days before today the review before this one is
// taken to have been.
const betweenReviews = 28

// An arrowList is what the evidence command prints.
type arrowList struct {
	Today    scorecard.Date `json:"today"`
	Arrows   []arrowRow     `json:"arrows"`
	Tested   int            `json:"tested"`
	ByChance float64        `json:"by_chance"` // supported or contradicted, if no arrow held
}

type arrowRow struct {
	Link     scorecard.LinkID      `json:"link"`
	Cause    scorecard.ObjectiveID `json:"cause"`
	Effect   scorecard.ObjectiveID `json:"effect"`
	From     scorecard.MetricID    `json:"from,omitempty"`
	To       scorecard.MetricID    `json:"to,omitempty"`
	Verdict  evidence.Verdict      `json:"verdict"`          // to show
	Judged   evidence.Verdict      `json:"judged"`           // by this review alone
	Before   evidence.Verdict      `json:"before,omitempty"` // by the review before
	Cadence  scorecard.Cadence     `json:"cadence"`
	Periods  int                   `json:"periods"`
	Needed   int                   `json:"needed,omitempty"`
	LagWeeks int                   `json:"lag_weeks"`
	PerOne   float64               `json:"per_one,omitempty"` // change of To for one more of From
	Low      float64               `json:"low,omitempty"`
	High     float64               `json:"high,omitempty"`
	Q        float64               `json:"q,omitempty"`
	RestsOn  scorecard.Period      `json:"rests_on,omitempty"`
	Suffixes []evidence.Suffix     `json:"suffixes,omitempty"`
	Common   scorecard.ObjectiveID `json:"common_driver,omitempty"`
	Warnings []evidence.Warning    `json:"warnings,omitempty"`
}

// judge holds this review and the one before.
func judge(s *scorecard.Snapshot) arrowList {
	before := map[scorecard.LinkID]evidence.Verdict{}
	for _, j := range evidence.Judge(evidence.ClaimsOn(s, s.Today.Add(-betweenReviews))).Judgements {
		before[j.Link] = j.Verdict
	}
	review := evidence.Judge(evidence.Claims(s))
	out := arrowList{Today: s.Today, Tested: review.Tested, ByChance: review.ByChance, Arrows: []arrowRow{}}
	for _, j := range review.Judgements {
		l := s.Link(j.Link)
		row := arrowRow{
			Link: j.Link, Cause: l.Cause, Effect: l.Effect, From: j.Cause, To: j.Effect,
			Verdict: evidence.Agree(before[j.Link], j.Verdict), Judged: j.Verdict, Before: before[j.Link],
			Cadence: j.Cadence, Periods: j.Periods, Needed: j.Needed, LagWeeks: l.LagWeeks,
			RestsOn: j.RestsOn, Suffixes: j.Suffixes, Common: j.CommonDriver, Warnings: j.Warnings,
		}
		if j.Tested {
			row.LagWeeks, row.Q = j.Weeks, j.Q
			row.PerOne, row.Low, row.High = j.PerOne()
		}
		out.Arrows = append(out.Arrows, row)
	}
	return out
}

func (l arrowList) print(out io.Writer, x *scorecard.Index) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "ARROW\tFROM\tTO\tVERDICT\tRESTS ON\tLAG\tFOR ONE MORE")
	for _, a := range l.Arrows {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", a.Link, name(x, a.Cause), name(x, a.Effect), a.words(x), a.basis(), weeks(a.LagWeeks), a.size(x))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "\n%d arrows, %d of them with enough values for a test. Were there nothing in any of them, about %s would be shown as supported or contradicted all the same.\n"+
		"Supported means that the cause leads and predicts the effect. It does not prove that it makes it.\n", len(l.Arrows), l.Tested, figures(l.ByChance))
	return err
}

func name(x *scorecard.Index, id scorecard.ObjectiveID) string {
	if o := x.Objective(id); o != nil {
		return o.Name
	}
	return string(id)
}

// words is the verdict with what must be said behind it.
func (a arrowRow) words(x *scorecard.Index) string {
	say := []string{string(a.Verdict)}
	switch {
	case a.Needed > 0:
		say = append(say, fmt.Sprintf("about %d more %s needed", a.Needed, periods(a.Cadence)))
	case a.RestsOn != "":
		say = append(say, "rests on "+string(a.RestsOn))
	case a.Verdict != a.Judged:
		say = append(say, "for the first time "+string(a.Judged))
	}
	for _, s := range a.Suffixes {
		word := string(s)
		if s == evidence.CommonDriver {
			word += ": " + name(x, a.Common)
		}
		say = append(say, word)
	}
	return strings.Join(say, "; ")
}

func (a arrowRow) basis() string { return fmt.Sprintf("%d %s", a.Periods, periods(a.Cadence)) }

func weeks(n int) string {
	if n == 0 {
		return "none"
	}
	return fmt.Sprintf("%d weeks", n)
}

func periods(c scorecard.Cadence) string {
	if word := map[scorecard.Cadence]string{scorecard.Monthly: "months", scorecard.Quarterly: "quarters", scorecard.Annual: "years"}[c]; word != "" {
		return word
	}
	return "weeks"
}

// size is told where something was found: "+1 hours: −2.1 minutes (−2.4 to −1.8)".
func (a arrowRow) size(x *scorecard.Index) string {
	from, to := x.Metric(a.From), x.Metric(a.To)
	found := a.Judged.Decided() || a.Judged == evidence.EarlySign
	if !found || from == nil || to == nil || from.Direction == scorecard.InRange || to.Direction == scorecard.InRange {
		return "–"
	}
	return fmt.Sprintf("+1 %s: %s %s (%s to %s)", from.Measure, figures(a.PerOne), to.Measure, figures(a.Low), figures(a.High))
}

// figures writes two significant figures.
func figures(v float64) string {
	if v == 0 || math.IsNaN(v) || math.IsInf(v, 0) {
		return strconv.FormatFloat(v, 'g', 2, 64)
	}
	if v < 0 {
		return "−" + figures(-v)
	}
	unit := math.Pow(10, 1-math.Floor(math.Log10(v)))
	return strconv.FormatFloat(math.Round(v*unit)/unit, 'f', max(0, int(math.Ceil(math.Log10(unit)))), 64)
}

// simulate repeats the trial that the promises of the project rest on.
func (c *judgeCmd) simulate(ctx context.Context, out io.Writer) error {
	report, err := unlessInterrupted(ctx, func() (trial.Report, error) { return trial.Sit(trial.Standard(c.Companies)), nil })
	if err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(out).Encode(report)
	}
	fmt.Fprintf(out, "%d companies of each kind, %d arrows each, %d of them true (partial correlation %.1f), lag %s.\n"+
		"Shares of the arrows, shown when two reviews four weeks apart agree; in brackets by one review alone.\n\n",
		report.Plan.Companies, report.Plan.Arrows, report.Plan.True, report.Plan.Strength, weeks(report.Plan.Lag))
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "WEEKS\tIDLE: SUPPORTED\tCONTRADICTED\tEARLY SIGN\tTRUE: SUPPORTED\tTOO LITTLE DATA\t  WORLD\t")
	for _, r := range report.Rows {
		world := r.World
		if r.Blind {
			world += " *"
		}
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t%s\t  %s\t\n", r.Weeks, share(r.Idle, evidence.Supported), share(r.Idle, evidence.Contradicted),
			percent(r.Idle.Share(evidence.EarlySign)), share(r.True, evidence.Supported), percent(r.True.Share(evidence.TooLittle)), world)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(out, "\n* No method that sees two metrics only can tell this from a link. It counts for no promise.")
	for _, s := range report.Sums {
		fmt.Fprintf(out, "%d weeks: idle arrows shown as supported: %s in the mean of the worlds (promised: %s), %s in the worst (%s); true ones found: %s.\n",
			s.Weeks, percent(s.Mean), percent(trial.PromisedMean), percent(s.Worst), percent(trial.PromisedWorst), percent(s.Found))
	}
	if !report.Kept {
		return codedError{exitFailed, fmt.Errorf("the trial broke a promise: see above")}
	}
	return nil
}

func share(s trial.Score, v evidence.Verdict) string {
	return fmt.Sprintf("%s (%s)", percent(s.Share(v)), percent(s.First(v)))
}

func percent(v float64) string { return fmt.Sprintf("%.1f %%", 100*v) }
