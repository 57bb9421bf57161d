package answer

import (
	"throughline/bot/chain"
	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

// Outcome is what became of a question.
type Outcome string

const (
	Answered     Outcome = "answer"
	Clarify      Outcome = "clarify"       // asked back which of several was meant
	Refused      Outcome = "refuse"        // not ours to answer, or not understood
	NoPath       Outcome = "no_path"       // nothing recorded leads there
	NotPermitted Outcome = "not_permitted" // withheld from who would read it
	Redirected   Outcome = "redirect"      // answered with what can be answered instead
)

// Extra is what an answer may need beside the strategy and its readings.
type Extra struct {
	Asks      []scorecard.Ask // live ones
	Decisions []scorecard.Decision
	Assisted  bool // a second reader helped to read the question
}

// A Result is an answer with everything it stands on.
type Result struct {
	Outcome   Outcome
	Read      understand.Interpretation // as it was answered
	Routes    [][]scorecard.LinkID      // the best, at most maxRoutes
	Links     []scorecard.LinkID        // arrows an answer about surroundings rests on
	Count     chain.Count               // of all routes
	AsOf      scorecard.Date            // the day as of which it is answered, where that is not today
	Facts     []scorecard.Fact
	Message   chat.Message
	Estimates []Estimate
	Explained []Explanation
	// Simulation is of a what-if, where arrows have numbers.
	Simulation *Simulation
	Gaps       []Gap  // what the map lacks
	Text       string // Message drawn plain
}

// maxRoutes is how many routes a Result lists. People are shown three.
const maxRoutes = 20

// An Answerer answers. The zero Answerer is ready; it keeps what it worked out
// about a strategy for the next question and may be shared.
type Answerer struct{ sights sights }

// A talk is one question on its way to its answer.
type talk struct {
	*ledger
	extra  Extra
	in     understand.Interpretation
	how    understand.Intent // how it is answered: what was asked, fitted to what it was asked of
	res    Result
	blocks []chat.Block
	today  scorecard.Date          // where it is answered as of another day
	asOf   scorecard.Date          // the day as of which it is answered; empty: today
	taken  []scorecard.ObjectiveID // what metrics, units and people were taken for
}

// Answer answers the question read as in, for the audience to, from what they
// may see of s.
func (a *Answerer) Answer(s *scorecard.Snapshot, in understand.Interpretation, to scorecard.Audience, extra Extra) Result {
	t := a.talk(s, to)
	t.extra, t.in = extra, in
	t.res.Outcome = Answered
	t.answer()
	return t.result()
}

// talk begins to talk about s with an audience.
func (a *Answerer) talk(s *scorecard.Snapshot, to scorecard.Audience) *talk {
	voice := prompts.Voice{Locale: s.LocaleOf(to.Person), Today: s.Today}
	return &talk{ledger: &ledger{view: a.sights.view(s, to), voice: voice}}
}

// Sight returns the part of the strategy that an audience may see.
func (a *Answerer) Sight(s *scorecard.Snapshot, to scorecard.Audience) *scorecard.Index {
	return a.sights.view(s, to).Index
}

// Discreet takes the names of what an audience may not see out of a text of their
// own: somebody who may see it alone can write it where others would read it.
func (a *Answerer) Discreet(s *scorecard.Snapshot, to scorecard.Audience, text string) string {
	for _, name := range a.sights.view(s, to).sight.withheld {
		text = replaceFold(text, name, "(withheld)")
	}
	return text
}

// A Reader reads questions: an understand.Lexicon does.
type Reader interface {
	Question(text string, a understand.Asker, thread []understand.Turn) understand.Interpretation
}

var _ Reader = (*understand.Lexicon)(nil)

// Ask reads text as a question of asker and answers it for them alone.
func (a *Answerer) Ask(s *scorecard.Snapshot, reader Reader, asker understand.Asker, text string, thread []understand.Turn, extra Extra) Result {
	in := reader.Question(text, asker, thread)
	return a.Answer(s, in, scorecard.Audience{Person: asker.Person, Private: true}, extra)
}

func (t *talk) answer() {
	switch {
	case t.Person(t.to.Person) == nil && t.full.Person(t.to.Person) == nil:
		t.res.Outcome = Refused
		t.say(chat.Text{Marked: t.voice.UnknownPerson()})
		return
	case t.nothingToShow():
		t.res.Outcome = Refused
		t.text(t.voice.Refuse(prompts.RefuseNothing))
		return
	case t.in.Intent == understand.Refuse || t.in.Outcome == understand.Refusal || t.in.Intent == "":
		t.refuse(t.in.Reason)
		return
	case t.in.Outcome == understand.Clarify && !t.clarify():
		return
	}
	t.fit()
	t.lookBack(lookedBackTo(t.Today, t.in, t.how))
	if !t.permitted() {
		return
	}
	how := intents[t.how]
	if how == nil {
		t.refuse(t.in.Reason)
		return
	}
	if t.defaults() {
		if t.asOf != "" {
			t.text(t.present().AsOf(t.date(t.asOf, scorecard.Fact{Kind: scorecard.DefinitionFact, Period: t.period(), Text: "the end of the period asked about"})))
		}
		how(t)
		t.citations()
		t.readAs()
	}
}

// intents says how each intent is answered.
var intents = map[understand.Intent]func(*talk){
	understand.ImpactPath:      (*talk).impact,
	understand.Contribution:    (*talk).impact,
	understand.Drivers:         (*talk).drivers,
	understand.Effects:         (*talk).effects,
	understand.Diagnose:        (*talk).diagnose,
	understand.WhatIf:          (*talk).whatIf,
	understand.Owner:           (*talk).owner,
	understand.Value:           (*talk).value,
	understand.Target:          (*talk).targets,
	understand.Trend:           (*talk).trend,
	understand.Gap:             (*talk).gap,
	understand.ListStatus:      (*talk).listStatus,
	understand.TeamScorecard:   (*talk).teamScorecard,
	understand.Actions:         (*talk).actions,
	understand.LinkEvidence:    (*talk).linkEvidence,
	understand.Define:          (*talk).define,
	understand.Compare:         (*talk).compare,
	understand.PersonPortfolio: (*talk).portfolio,
	understand.UpdatesDue:      (*talk).updatesDue,
	understand.Summary:         (*talk).summary,
	understand.Leverage:        (*talk).leverage,
	understand.MustBeTrue:      (*talk).mustBeTrue,
}

func (t *talk) nothingToShow() bool {
	who := t.full.Person(t.to.Person)
	return who.Role == scorecard.Guest && len(t.Strategy.Objectives)+len(t.Strategy.Metrics) == 0
}

func (t *talk) say(blocks ...chat.Block) { t.blocks = append(t.blocks, blocks...) }

// text says a paragraph; an empty one is left out.
func (t *talk) text(marked string) {
	if marked != "" {
		t.say(chat.Text{Marked: marked})
	}
}

func (t *talk) list(items []chat.Item) {
	if len(items) > 0 {
		t.say(chat.List{Items: items})
	}
}

func (t *talk) result() Result {
	t.res.Read, t.res.AsOf = t.in, t.asOf
	t.res.Facts = t.facts
	t.res.Message = chat.Say(t.blocks...)
	t.res.Text = t.res.Message.Plain(func(p string) string { return t.person(scorecard.PersonID(p)) })
	t.res.Facts = t.facts
	return t.res
}
