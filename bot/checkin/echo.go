package checkin

import (
	"context"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

// echo adds to the reply what was recorded and what it means.
func (t *talk) echo(ctx context.Context) error {
	var open, closed []noted
	for _, n := range t.noted {
		if n.metric.Open() || t.in.Place.Private() {
			open = append(open, n)
		} else {
			closed = append(closed, n)
		}
	}
	here, err := t.echoOf(ctx, open)
	if err != nil {
		return err
	}
	apart, err := t.echoOf(ctx, closed)
	t.blocks = append(here, t.blocks...)
	t.private = append(apart, t.private...)
	return err
}

func (t *talk) echoOf(ctx context.Context, all []noted) ([]chat.Block, error) {
	if len(all) == 0 {
		return nil, nil
	}
	head := t.voice.CheckinThanks(len(all))
	if all[0].fixes {
		head = t.voice.CheckinCorrected()
	}
	blocks := []chat.Block{chat.Text{Marked: head}}
	var list chat.List
	for _, n := range all {
		shown := t.number(n.metric, n.ask.Period)
		shown.Approx = n.said.Approx
		if n.fixes {
			shown.Before = t.voice.Value(n.metric.Measure, n.before.Value)
		}
		list.Items = append(list.Items, chat.Item{Marked: t.voice.CheckinEcho(shown), Status: string(shown.Status)})
	}
	blocks = append(blocks, list)
	for _, n := range all {
		if n.said.Comment != "" {
			blocks = append(blocks, chat.Quote{Text: n.said.Comment, By: t.name(t.who)})
		}
	}
	if !all[0].fixes {
		more, err := t.meaning(ctx, all)
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, more...)
	}
	return append(blocks, t.afterwards(all)), nil
}

// meaning says what follows from what was recorded: who feels it next, whether a
// guardrail suffers, and, of what is red again and again, what will be done. It
// speaks of one number, the worst, and does not repeat itself every week.
func (t *talk) meaning(ctx context.Context, all []noted) ([]chat.Block, error) {
	worst := all[0]
	for _, n := range all[1:] {
		if t.severity(n) > t.severity(worst) {
			worst = n
		}
	}
	var blocks []chat.Block
	if words := t.feeds(worst.metric); words != "" {
		said, err := t.saidLately(ctx, "feeds/"+string(worst.metric.Objective))
		if err != nil {
			return nil, err
		}
		if !said {
			blocks = append(blocks, chat.Text{Marked: words})
		}
	}
	if g := t.s.Metric(worst.metric.Guardrail); g != nil && t.s.MaySee(t.audience(), g) && t.s.Standing(g.ID).Status.OffTrack() {
		p := t.s.Standing(g.ID).Reading.Period
		said, err := t.saidLately(ctx, "guardrail/"+string(worst.metric.ID)+"/"+string(p))
		if err != nil {
			return nil, err
		}
		if !said {
			blocks = append(blocks, chat.Note{Marked: t.voice.CheckinGuardrail(t.number(g, p))})
		}
	}
	if n := redRun(worst.metric, t.s.Histories[worst.metric.ID]); n >= 3 && !t.asking {
		blocks = append(blocks, chat.Text{Marked: t.stillRed(worst, n)})
	}
	return blocks, nil
}

// sayAgain is after how many days a place is told once more what it was told.
const sayAgain = 27

// saidLately reports whether a thing was said in this place within the month,
// and notes that it is being said now.
func (t *talk) saidLately(ctx context.Context, what string) (bool, error) {
	p := t.in.Answer()
	p.Thread = ""
	key := "checkin/lately/" + p.Lane() + "/" + what
	_, said, err := t.tx.Recall(ctx, key)
	if err != nil || said {
		return said, err
	}
	return false, t.tx.Remember(ctx, key, nil, t.now.AddDate(0, 0, sayAgain))
}

// stillRed says what is being done about a number that stays red, or asks.
func (t *talk) stillRed(n noted, times int) string {
	shown := t.number(n.metric, n.ask.Period)
	for _, a := range t.s.ActionsOf(n.metric.Objective) {
		if a.Open() && !a.Overdue(t.s.Today) {
			return t.voice.CheckinStillRed(shown, times, *a, t.name(a.Owner))
		}
	}
	t.asking = true
	return t.voice.CheckinThirdRed(shown, times)
}

func (t *talk) severity(n noted) int {
	r, _ := t.s.Histories[n.metric.ID].At(n.ask.Period)
	return t.statusOf(n.metric, r).Severity()
}

func (t *talk) audience() scorecard.Audience {
	return scorecard.Audience{Person: t.who, Private: t.in.Place.Private()}
}

// redRun counts the newest values in a row that were red when they came.
func redRun(m *scorecard.Metric, h scorecard.History) int {
	n := 0
	values := h.Values()
	for i := len(values) - 1; i >= 0; i-- {
		t, ok := m.TargetOn(values[i].Period.End())
		if !ok || m.StatusOf(values[i].Value, t) != scorecard.Red {
			break
		}
		n++
	}
	return n
}

// feeds says where the map leads from a metric's objective: to what, and to whom
// first. Objectives that are not for everybody here are left out.
func (t *talk) feeds(m *scorecard.Metric) string {
	o := t.s.Objective(m.Objective)
	if o == nil || !t.s.MaySeeObjective(t.audience(), o) {
		return ""
	}
	vision := map[scorecard.ObjectiveID]bool{}
	for _, v := range t.s.VisionObjectives() {
		vision[v] = true
	}
	var near, far []string
	next, lag := "", 0
	for _, r := range t.places().Effects([]scorecard.ObjectiveID{o.ID}) {
		to := t.s.Objective(r.Objective)
		if to == nil || !t.s.MaySeeObjective(t.audience(), to) {
			continue
		}
		if u := t.s.Unit(to.Unit); next == "" && u != nil && to.Unit != t.s.UnitOf(m) {
			next, lag = u.Name, r.LagWeeks
		}
		switch {
		case len(near) == 0:
			near = append(near, to.Name)
		case vision[to.ID] && len(far) == 0:
			far = append(far, to.Name)
		}
	}
	if len(near) == 0 {
		return ""
	}
	return t.voice.CheckinFeeds(o.Name, append(near, far...), next, lag)
}

// afterwards offers to fix, to take back and, where something was asked, to act.
func (t *talk) afterwards(all []noted) chat.Buttons {
	var keys []string
	for _, n := range all {
		keys = append(keys, n.ask.Key)
	}
	b := chat.Buttons{Buttons: []chat.Button{
		{Label: t.voice.CheckinFixButton(), Action: actFix, Value: strings.Join(keys, ","), Form: true},
		{Label: t.voice.CheckinUndoButton(), Action: actUndo, Value: takingBack(all)},
	}}
	for _, n := range all {
		if !n.fixes && redRun(n.metric, t.s.Histories[n.metric.ID]) >= 3 {
			act := chat.Button{Label: t.voice.CheckinActButton(), Action: actAct, Value: n.ask.Key, Form: true, Style: chat.Primary}
			b.Buttons = append([]chat.Button{act}, b.Buttons...)
			break
		}
	}
	return b
}
