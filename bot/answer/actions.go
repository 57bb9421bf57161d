package answer

import (
	"cmp"
	"slices"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

// actions answers what is being done, about something or at all.
func (t *talk) actions() {
	var words []string
	if f := t.in.Filters; f != nil && f.State == noAction {
		t.idle()
		return
	} else if f != nil {
		words = f.Status
	}
	found := t.actionsThat(words)
	if f := t.in.Filters; f != nil && f.State == noOwner {
		found = slices.DeleteFunc(found, func(a *scorecard.Action) bool { return a.Owner != "" })
		t.text(t.voice.UnownedHead(t.count(len(found), "without an owner"), "action", t.where(t.in)))
		t.actionList(found)
		return
	}
	about := t.where(t.in)
	t.tellActions(found, words, about)
	t.nobodyActs(found, about)
	t.decided(about)
}

// actionsThat returns the actions in scope that stand as one of the words says,
// by their due dates.
func (t *talk) actionsThat(words []string) []*scorecard.Action {
	p := t.dueIn(words)
	found := slices.DeleteFunc(t.actionsIn(scope(t.in)), func(a *scorecard.Action) bool {
		return !t.stands(a, words) || p != "" && !p.Holds(a.Due) || t.dueBy() != "" && (a.Due == "" || a.Due > t.dueBy())
	})
	slices.SortStableFunc(found, func(a, b *scorecard.Action) int { return cmp.Compare(dueOrNever(a), dueOrNever(b)) })
	return found
}

// dueIn is the time in which the actions asked about are due; empty for any. When
// one was finished is not recorded.
func (t *talk) dueIn(words []string) scorecard.Period {
	if slices.ContainsFunc(words, func(w string) bool { return w == string(scorecard.Done) || w == string(scorecard.Dropped) }) {
		return ""
	}
	return t.period()
}

// dueBy is the last day by which the actions asked about are due; empty for any.
func (t *talk) dueBy() scorecard.Date {
	if t.in.Filters == nil {
		return ""
	}
	return t.in.Filters.Until
}

// tellActions counts and lists some actions.
func (t *talk) tellActions(found []*scorecard.Action, words []string, about string) {
	late := 0
	for _, a := range found {
		if a.Overdue(t.Today) {
			late++
		}
	}
	t.text(t.voice.ActionsHead(prompts.ActionsHead{
		N: t.count(len(found), "actions"), About: about, Late: t.count(late, "overdue"),
		Overdue: slices.Equal(words, []string{"overdue"}), Due: t.dueIn(words), Words: words,
		By: t.date(t.dueBy(), scorecard.Fact{Kind: scorecard.ActionFact, Text: "due by"}),
	}))
	t.actionList(found)
}

// actionList lists some actions.

func (t *talk) actionList(found []*scorecard.Action) {
	var items []chat.Item
	for _, a := range found[:min(len(found), maxLines)] {
		items = append(items, chat.Item{Marked: t.voice.ActionItem(t.action(a))})
	}
	t.list(items)
	t.more(len(found) - len(items))
}

func dueOrNever(a *scorecard.Action) scorecard.Date {
	return cmp.Or(a.Due, "9999-12-31")
}

// nobodyActs says who could start something where nothing is being done.
func (t *talk) nobodyActs(found []*scorecard.Action, about string) {
	es := t.ends(scope(t.in))
	if len(found) == 0 && (t.in.Filters == nil || len(t.in.Filters.Status) == 0 && t.in.Filters.Period == "") && len(es) == 1 && (es[0].kind == aMetric || es[0].kind == anObjective) {
		t.text(t.voice.ActionsNone(about, t.ownerLine(es[0]).Owner))
	}
}

// actionsIn returns the actions that belong to all of refs; without any, all.
// Unless finished ones are asked for, only open ones count.
func (t *talk) actionsIn(refs []understand.Ref) []*scorecard.Action {
	es := t.ends(refs)
	var out []*scorecard.Action
	for i := range t.Strategy.Actions {
		a := &t.Strategy.Actions[i]
		if t.maySay(a.Name) && t.every(es, func(e end) bool { return t.serves(a, e) }) {
			out = append(out, a)
		}
	}
	return out
}

// serves reports whether an action is done for, or by, an end.
func (t *talk) serves(a *scorecard.Action, e end) bool {
	if e.kind == aPerson {
		return a.Owner == e.person.ID
	}
	return slices.Contains(t.objectives(e), a.Objective)
}

// stands reports whether an action stands as one of the words says; without
// words, whether it is open.
func (t *talk) stands(a *scorecard.Action, words []string) bool {
	if len(words) == 0 {
		return a.Open()
	}
	return slices.ContainsFunc(words, func(w string) bool {
		switch w = strings.ToLower(w); w {
		case "overdue", "late":
			return a.Overdue(t.Today)
		case "open":
			return a.Open()
		}
		return string(a.Progress) == w
	})
}

func (t *talk) action(a *scorecard.Action) prompts.ActionItem {
	name := cmp.Or(a.Name, string(a.ID))
	f := scorecard.Fact{Kind: scorecard.ActionFact, Action: a.ID, Objective: a.Objective, Person: a.Owner, Text: name}
	t.enter(f)
	item := prompts.ActionItem{
		Name: shown(name, maxName), Owner: t.person(a.Owner), Objective: t.objectiveID(a.Objective),
		Due: t.date(a.Due, f), Progress: a.Progress, Overdue: a.Overdue(t.Today),
	}
	f.Text, f.Value = string(a.Progress), ""
	t.enter(f)
	return item
}

// decided quotes the newest decisions that name what is asked about.
func (t *talk) decided(about string) {
	if about == "" {
		return
	}
	left := 2
	for _, d := range slices.Backward(t.extra.Decisions) {
		if left == 0 || !strings.Contains(strings.ToLower(d.Text), strings.ToLower(about)) {
			continue
		}
		f := scorecard.Fact{Kind: scorecard.CommentFact, Person: d.By, Period: scorecard.Period(d.On), Text: d.Text}
		if words := t.words(f); words != "" {
			t.say(chat.Quote{Text: words, By: t.voice.Source(t.person(d.By), "", scorecard.Period(d.On))})
			left--
		}
	}
}
