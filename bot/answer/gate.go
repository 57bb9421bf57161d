package answer

import (
	"encoding/json"
	"slices"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

// fit turns questions that are asked of the wrong sort of thing into the one
// that was surely meant: the value of a team is its scorecard.
func (t *talk) fit() {
	t.how = t.in.Intent
	es := t.ends(t.in.Subject)
	if len(es) == 0 {
		return
	}
	k := es[0].kind
	switch t.in.Intent {
	case understand.Value, understand.Target, understand.Trend, understand.Gap, understand.TeamScorecard, understand.PersonPortfolio:
	default:
		return
	}
	switch {
	case k == aUnit:
		t.how = understand.TeamScorecard
	case k == aPerson:
		t.how = understand.PersonPortfolio
	case k == aPerspective:
		t.how = understand.Summary
	case t.in.Intent == understand.TeamScorecard:
		t.how = understand.Value
	case t.in.Intent == understand.PersonPortfolio:
		t.how = understand.Owner
	case t.in.Intent == understand.Value && t.in.Window != nil:
		t.how = understand.Trend // the numbers of a stretch of time
	}
}

// permitted reports whether everything that is asked about may be shown, and
// says so when it may not.
func (t *talk) permitted() bool {
	offer := false
	for _, r := range named(t.in) {
		if _, ok := find(t.Index, r); ok {
			continue
		}
		e, exists := find(t.full.Index, r)
		if exists && !t.to.Private && t.cleared(e) {
			offer = true
			continue
		}
		t.withhold(exists)
		return false
	}
	if offer {
		t.res.Outcome = NotPermitted
		t.text(t.voice.BetterInPrivate())
		t.say(chat.Buttons{Buttons: []chat.Button{{Label: t.voice.PrivateLabel(), Action: privateAction}}})
	}
	return !offer
}

// named lists everything a reading refers to.
func named(in understand.Interpretation) []understand.Ref {
	out := slices.Concat(in.Subject, in.Object)
	if f := in.Filters; f != nil {
		out = slices.Concat(out, f.Via, f.Exclude, f.Also)
		for _, r := range []understand.Ref{understand.Ref(f.Unit), understand.Ref(f.Person), understand.Ref(f.Perspective)} {
			if r != "" {
				out = append(out, r)
			}
		}
	}
	return out
}

// cleared reports whether the asker may see e where nobody else reads.
func (t *talk) cleared(e end) bool {
	alone := scorecard.Audience{Person: t.to.Person, Private: true}
	switch e.kind {
	case aMetric:
		o := t.full.Objective(e.metric.Objective)
		return t.full.MaySee(alone, e.metric) && (o == nil || !e.metric.Open() || t.full.MaySeeObjective(alone, o))
	case anObjective:
		return t.full.MaySeeObjective(alone, e.objective)
	}
	return false
}

// withhold declines without telling what is hidden from what does not exist.
func (t *talk) withhold(exists bool) {
	t.refuse(prompts.RefuseUnknown)
	if exists {
		t.res.Outcome, t.res.Gaps = NotPermitted, nil
	}
}

// defaults fills in what people leave out: their own team, and the vision. It
// reports whether the question is complete.
func (t *talk) defaults() bool {
	vision := []understand.Ref{understand.VisionRef}
	need := true
	switch t.how {
	case understand.ImpactPath, understand.Contribution:
		if len(t.in.Object) == 0 {
			t.in.Object = vision
		}
		return t.ownTeam()
	case understand.TeamScorecard:
		return t.ownTeam()
	case understand.PersonPortfolio:
		if len(t.in.Subject) == 0 {
			t.in.Subject = []understand.Ref{understand.Ref(t.to.Person)}
		}
	case understand.Leverage, understand.MustBeTrue:
		if len(t.in.Subject) == 0 {
			t.in.Subject = vision
		}
	case understand.ListStatus, understand.Actions, understand.LinkEvidence, understand.UpdatesDue, understand.Summary:
		need = false
	case understand.Define:
		need = t.in.Term == ""
	}
	if need && len(t.ends(t.in.Subject)) == 0 {
		t.refuse("")
		return false
	}
	return true
}

func (t *talk) ownTeam() bool {
	if len(t.in.Subject) > 0 {
		return true
	}
	for _, u := range t.teams() {
		if t.Unit(u) != nil {
			t.in.Subject = append(t.in.Subject, understand.Ref(u))
		}
	}
	if len(t.in.Subject) == 0 {
		t.refuse(prompts.RefuseNoTeam)
	}
	return len(t.in.Subject) > 0
}

// clarify asks which of several was meant. When only one of them may be shown,
// that one was; it then reports true, and the question can be answered.
func (t *talk) clarify() bool {
	if len(t.in.Readings) > 0 {
		return t.whichReading()
	}
	var shown []end
	for _, e := range t.ends(t.in.Options) {
		if !slices.ContainsFunc(shown, func(o end) bool { return o.ref == e.ref }) {
			shown = append(shown, e)
		}
	}
	switch len(shown) {
	case 0:
		t.withhold(len(t.in.Options) > 0)
		return false
	case 1:
		t.in = choose(t.in, shown[0].ref)
		return true
	}
	t.res.Outcome = Clarify
	t.text(t.voice.WhichOne())
	var buttons []chat.Button
	for _, e := range shown[:min(len(shown), maxButtons)] {
		buttons = append(buttons, chat.Button{
			Label: prompts.Label(t.voice.Option(t.name(e), kindWord(e.kind))), Action: readAction, Value: pack(choose(t.in, e.ref)),
		})
	}
	t.say(chat.Buttons{Buttons: buttons})
	return false
}

// whichReading asks which of several readings was meant. When none of them may be
// shown it reports true, and the likeliest goes the way of what may not.
func (t *talk) whichReading() bool {
	buttons := t.readingButtons(t.in.Readings, maxButtons-1)
	if len(buttons) == 0 {
		t.in = t.in.Readings[0]
		return true
	}
	t.res.Outcome = Clarify
	if t.in.Reason != "" {
		t.decline(t.in.Reason) // what the rules say of it comes first
	}
	t.text(t.voice.WhichReading(len(buttons)))
	t.say(chat.Buttons{Buttons: buttons})
	if t.extra.Assisted {
		t.say(chat.Note{Marked: t.voice.Suggested()})
	}
	return false
}

// readingButtons offers readings, each once, as far as they may be shown.
func (t *talk) readingButtons(all []understand.Interpretation, most int) []chat.Button {
	var buttons []chat.Button
	for _, in := range all {
		in.Others = nil
		if !t.showable(in) || unsound(t.Index, in) != nil || len(buttons) == most {
			continue
		}
		b := chat.Button{Label: t.voice.ReadLabel(t.restate(in, in.Intent)), Action: readAction, Value: pack(in)}
		if b.Value != "" && !slices.ContainsFunc(buttons, func(o chat.Button) bool { return o.Label == b.Label }) {
			buttons = append(buttons, b)
		}
	}
	return buttons
}

// maxButtons is how many buttons stand under a message, see chat.Buttons.
const maxButtons = 5

func kindWord(k kind) string {
	if k == aUnit {
		return "team"
	}
	return string(k)
}

// choose settles which of the options of a reading was meant.
func choose(in understand.Interpretation, ref understand.Ref) understand.Interpretation {
	in.Outcome, in.Options, in.Others = understand.Answer, nil, nil
	if len(in.Subject) > 0 && len(in.Object) == 0 && slices.Contains([]understand.Intent{understand.ImpactPath, understand.WhatIf, understand.LinkEvidence}, in.Intent) {
		in.Object = []understand.Ref{ref}
		return in
	}
	if in.Intent == understand.Compare && len(in.Subject) > 0 {
		in.Subject = append(slices.Clone(in.Subject), ref)
		return in
	}
	in.Subject = []understand.Ref{ref}
	return in
}

// refuse declines in one line and offers two questions that can be answered.
func (t *talk) refuse(reason string) {
	t.res.Outcome = Refused
	t.decline(reason)
	if buttons := t.suggestions(); len(buttons) > 0 {
		t.text(t.voice.Try())
		t.say(chat.Buttons{Buttons: buttons})
	}
}

// decline says in one line why not.
func (t *talk) decline(reason string) {
	if words := t.unknown(); reason == prompts.RefuseUnknown && len(words) > 0 {
		t.res.Gaps = t.gapWords()
		t.text(t.voice.UnknownWords(words))
		return
	}
	if words := t.unknown(); reason == prompts.RefuseTime && len(words) > 0 {
		t.text(t.voice.NoSuchTime(words[0]))
		return
	}
	t.text(t.voice.Refuse(reason))
}

// suggestions are two questions that fit the organisation and the asker.
func (t *talk) suggestions() []chat.Button {
	ask := func(label string, in understand.Interpretation) chat.Button {
		in.Outcome, in.Confidence = understand.Answer, 1
		return chat.Button{Label: prompts.Label(label), Action: readAction, Value: pack(in)}
	}
	first := ask(t.voice.AskSummary(), understand.Interpretation{Intent: understand.Summary})
	for _, u := range t.teams() {
		if len(t.ofUnit(u)) > 0 && len(t.visionObjectives()) > 0 {
			goal, _ := find(t.Index, t.goal())
			first = ask(t.voice.AskImpact(t.unit(u), t.name(goal)), understand.Interpretation{
				Intent: understand.ImpactPath, Subject: []understand.Ref{understand.Ref(u)}, Object: []understand.Ref{goal.ref},
			})
			break
		}
	}
	second := ask(t.voice.AskOff(), understand.Interpretation{
		Intent: understand.ListStatus, Filters: &understand.Filters{Status: []string{string(scorecard.Amber), string(scorecard.Red)}},
	})
	if m := t.worst(); m != nil {
		s := t.stand(m)
		second = ask(t.voice.AskWhy(s.Name, s.Status), understand.Interpretation{
			Intent: understand.Diagnose, Subject: []understand.Ref{understand.Ref(m.ID)},
		})
	}
	return []chat.Button{first, second}
}

// worst returns the metric most off target, of the asker's teams first.
func (t *talk) worst() *scorecard.Metric {
	var best *scorecard.Metric
	rank := 0
	for i := range t.Strategy.Metrics {
		m := &t.Strategy.Metrics[i]
		st := t.Standing(m.ID).Status
		if m.Retired != nil || !st.OffTrack() {
			continue
		}
		r := st.Severity()
		if o := t.Objective(m.Objective); o != nil && t.mine(o) {
			r += 10
		}
		if r > rank {
			best, rank = m, r
		}
	}
	return best
}

const (
	readAction    = "answer/read"
	privateAction = "answer/private"
)

// pack writes a reading onto a button. Readings that would not fit lose their
// filters, which people can see in how the answer says it was read.
func pack(in understand.Interpretation) string {
	const most = 2000 // see chat.Button
	in.Others, in.Unknown, in.Options, in.Readings = nil, nil, nil, nil
	body, err := json.Marshal(in)
	if len(body) > most {
		in.Filters = nil
		body, err = json.Marshal(in)
	}
	if err != nil || len(body) > most {
		return ""
	}
	return string(body)
}

// unpack reads what pack wrote; false when it is nothing of ours.
func unpack(value string) (understand.Interpretation, bool) {
	var in understand.Interpretation
	err := json.Unmarshal([]byte(value), &in)
	return in, err == nil && in.Intent != ""
}
