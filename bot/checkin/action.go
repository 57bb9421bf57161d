package checkin

import (
	"context"
	"fmt"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

// The fields of the form for an action.
const (
	factField  = "fact"
	causeField = "cause"
	nameField  = "action"
	dueField   = "due"
	ownerField = "owner"
	withField  = "with"
)

// actionForm asks for fact, cause and action for a number that stays red.
func (t *talk) actionForm() (chat.Form, error) {
	id, period, ok := cutAskKey(t.in.Value)
	m := t.s.Metric(id)
	if !ok || m == nil || !t.s.Cleared(t.who, m) {
		return chat.Form{}, fmt.Errorf("checkin: no metric for an action at %q", t.in.Value)
	}
	n := t.number(m, period)
	note := ""
	if r, ok := t.s.Histories[m.ID].At(period); ok {
		note = r.Note
	}
	return chat.Form{
		Action: actAct, Value: t.in.Value, Title: t.voice.CheckinActTitle(), Intro: t.voice.CheckinActIntro(n), Submit: t.voice.CheckinSaveButton(),
		Fields: []chat.Field{
			{Name: factField, Label: t.voice.CheckinActFact(), Kind: chat.ParaField, Value: note, Optional: true},
			{Name: causeField, Label: t.voice.CheckinActCause(), Kind: chat.ParaField, Optional: true},
			{Name: nameField, Label: t.voice.CheckinActName()},
			{Name: dueField, Label: t.voice.CheckinActDue(), Kind: chat.DateField, Value: string(t.s.Today.Add(28))},
			{Name: ownerField, Label: t.voice.CheckinActOwner(), Kind: chat.ChoiceField, Value: string(t.who), Options: t.colleagues(m)},
			{Name: withField, Label: t.voice.CheckinActWith(), Optional: true},
		},
	}, nil
}

// colleagues are who an action can be given to: the person, and whoever has to
// do with the metric or works in its unit.
func (t *talk) colleagues(m *scorecard.Metric) []chat.Option {
	people := append([]scorecard.PersonID{t.who, m.Owner, m.Updater, m.Backup}, t.s.Members(t.s.UnitOf(m))...)
	if o := t.s.Objective(m.Objective); o != nil {
		people = append(people, t.s.OwnerOf(o))
	}
	var out []chat.Option
	seen := map[scorecard.PersonID]bool{}
	for _, p := range people {
		if t.s.Person(p) != nil && !seen[p] {
			seen[p] = true
			out = append(out, chat.Option{Label: t.name(p), Value: string(p)})
		}
	}
	return out
}

func (t *talk) checkAction() chat.FieldErrors {
	faults := chat.FieldErrors{}
	if strings.TrimSpace(t.in.Fields[nameField]) == "" {
		faults[nameField] = t.voice.CheckinActMissing()
	}
	if due := scorecard.Date(t.in.Fields[dueField]); !due.Valid() || due < t.s.Today {
		faults[dueField] = t.voice.CheckinActPast()
	}
	if t.s.Person(scorecard.PersonID(t.in.Fields[ownerField])) == nil {
		faults[ownerField] = t.voice.CheckinHandToWhom("")
	}
	return faults
}

// addAction keeps an action for the objective of the metric, once for the form.
func (t *talk) addAction(ctx context.Context) error {
	id, period, _ := cutAskKey(t.in.Value)
	m := t.s.Metric(id)
	if m == nil || !t.s.Cleared(t.who, m) || len(t.checkAction()) > 0 {
		t.blocks = append(t.blocks, chat.Text{Marked: t.voice.CheckinSettled()})
		return nil
	}
	a := scorecard.Action{
		ID:        t.actionID(m, period),
		Name:      oneLine(t.in.Fields[nameField]),
		Objective: m.Objective,
		Owner:     scorecard.PersonID(t.in.Fields[ownerField]),
		Start:     t.s.Today,
		Due:       scorecard.Date(t.in.Fields[dueField]),
		Resources: oneLine(t.in.Fields[withField]),
		Progress:  scorecard.Planned,
		Said:      said(t.in),
	}
	if err := t.tx.SaveAction(ctx, a); err != nil {
		return err
	}
	if err := t.explain(ctx, m, period); err != nil {
		return err
	}
	objective := string(m.Objective)
	if o := t.s.Objective(m.Objective); o != nil {
		objective = o.Name
	}
	t.say(m, chat.Text{Marked: t.voice.CheckinActKept(t.name(a.Owner), a.Name, a.Due, objective)})
	return nil
}

// actionID is an id that no action has: of the metric and the period it answers.
func (t *talk) actionID(m *scorecard.Metric, p scorecard.Period) scorecard.ActionID {
	base := "act_" + string(m.ID)[:min(len(m.ID), 40)] + "_" + string(p)
	id := scorecard.ActionID(base)
	for n := 2; t.s.Action(id) != nil; n++ {
		id = scorecard.ActionID(fmt.Sprintf("%s_%d", base, n))
	}
	return id
}

// explain adds fact and cause to the reading they are about, where digests and
// answers find the owner's own words.
func (t *talk) explain(ctx context.Context, m *scorecard.Metric, p scorecard.Period) error {
	var words []string
	for _, field := range []string{factField, causeField} {
		if s := oneLine(t.in.Fields[field]); s != "" {
			words = append(words, s)
		}
	}
	r, ok := t.s.Histories[m.ID].At(p)
	note := strings.Join(words, "; ")
	if !ok || r.NoData || note == "" || note == r.Note || !t.s.MayReport(t.who, m) {
		return nil
	}
	r.ID, r.Supersedes, r.Note, r.By, r.At = "", "", note, t.who, t.now
	_, err := t.tx.Record(ctx, r)
	return err
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// said is where an action was agreed: a link where the service has one.
func said(in chat.Incoming) string {
	if in.Link != "" {
		return in.Link
	}
	return in.Place.Service + "/" + in.ID
}
