package answer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// An oracle proves of a rendered answer that every number, status word,
// evidence word and name in it stands on a Fact. It formats Facts by itself and
// knows nothing of how the answer was put together.
type oracle struct {
	x     *scorecard.Index
	today scorecard.Date
	voice prompts.Voice
	facts []scorecard.Fact
	about map[scorecard.MetricID]bool // the metrics last named
}

// nameMark is in every name the generator makes, and in nothing else.
var nameMark = regexp.MustCompile(`qz[a-z]{4}`)

// digit finds what says a number or a month; "May" is left out for "I may".
var digit = regexp.MustCompile(`[0-9]|January|February|March|April|June|July|August|September|October|November|December`)

var guarded = []string{"green", "amber", "red", "stale", "no data", "consistent with the readings so far", "still a hypothesis", "the readings moved the other way",
	"supported by the readings", "an early sign in the readings", "weaker in the readings than claimed", "not seen in the readings"}

// forbidden are words that would claim more than anybody knows.
var forbidden = regexp.MustCompile(`(?i)\b(proves?|proven|proof|guarantees?|certainly|because of)\b`)

// check returns what is wrong with a result; nothing when all of it is founded.
func (o *oracle) check(r Result) []string {
	var wrong []string
	for _, b := range r.Message.Blocks {
		if q, ok := b.(chat.Quote); ok {
			if !o.said(q.Text) {
				wrong = append(wrong, fmt.Sprintf("nobody said %q", q.Text))
			}
			b = chat.Text{Marked: chat.Escape(q.By)}
		}
		for _, line := range linesOf(b) {
			wrong = append(wrong, o.line(line)...)
		}
		if list, ok := b.(chat.List); ok {
			wrong = append(wrong, o.dots(list)...)
		}
	}
	return wrong
}

// dots returns the lines whose dot is no status of what they name, nor of a whole.
func (o *oracle) dots(list chat.List) []string {
	var wrong []string
	for _, it := range list.Items {
		o.look(chat.PlainText(it.Marked, nil))
		if it.Status != "" && !slices.ContainsFunc(o.facts, func(f scorecard.Fact) bool {
			return f.Kind == scorecard.StatusFact && string(f.Status) == it.Status && (o.about[f.Metric] || f.Text == "of the whole")
		}) {
			wrong = append(wrong, fmt.Sprintf("the dot %q stands on no fact before %q", it.Status, it.Marked))
		}
	}
	return wrong
}

func (o *oracle) said(words string) bool {
	return slices.ContainsFunc(o.facts, func(f scorecard.Fact) bool {
		return f.Kind == scorecard.CommentFact && shown(f.Text, maxWords) == words
	})
}

// linesOf draws each piece of a block on its own, the status of an item before it.
func linesOf(b chat.Block) []string {
	switch b := b.(type) {
	case chat.List:
		var out []string
		for _, it := range b.Items {
			out = append(out, it.Status+" "+chat.PlainText(it.Marked, nil))
		}
		return out
	case chat.Buttons:
		var out []string
		for _, x := range b.Buttons {
			out = append(out, x.Label)
		}
		return out
	}
	return []string{chat.Say(b).Plain(nil)}
}

func (o *oracle) line(line string) []string {
	var wrong []string
	o.look(line)
	rest := o.cutOff(line)
	for _, p := range o.licences() {
		rest = mask(rest, p)
	}
	if m := nameMark.FindString(rest); m != "" {
		wrong = append(wrong, fmt.Sprintf("the name %s stands on no fact in %q (left: %q)", m, line, rest))
	}
	if digit.MatchString(rest) {
		wrong = append(wrong, fmt.Sprintf("a number stands on no fact in %q (left: %q)", line, rest))
	}
	for _, w := range guarded {
		if standsAlone(rest, w) && !o.licensed(w) {
			wrong = append(wrong, fmt.Sprintf("%q stands on no fact in %q", w, line))
		}
	}
	if m := forbidden.FindString(rest); m != "" {
		wrong = append(wrong, fmt.Sprintf("%q claims too much in %q", m, line))
	}
	return append(wrong, o.directions(rest, line)...)
}

// ways are the phrases that say which way something went or would go, each with
// the fact it needs.
var ways = []struct {
	says  *regexp.Regexp
	needs string
}{
	{regexp.MustCompile(`(?i)\bbetter than\b|\bgot better\b`), "since then better"},
	{regexp.MustCompile(`(?i)\bworse than\b|\bgot worse\b`), "since then worse"},
	{regexp.MustCompile(`(?i)\bthe same as\b|\bstayed the same\b`), "since then same"},
	{regexp.MustCompile(`\ba signal ·`), "a signal"},
	{regexp.MustCompile(`\bis a signal:`), "a signal"},
	{regexp.MustCompile(`within its usual range`), "no signal"},
	{regexp.MustCompile(`two periods running`), "watched: gaming"},
	{regexp.MustCompile(`is reported well`), "watched: watermelon"},
	{regexp.MustCompile(`for the better`), "unusually better"},
	{regexp.MustCompile(`for the worse`), "unusually worse"},
	{regexp.MustCompile(`\bhigher(?:,| ·)`), "would be higher"},
	{regexp.MustCompile(`\blower(?:,| ·)`), "would be lower"},
	{regexp.MustCompile(`[:%¤] better(?:,| ·)`), "would be better"},
	{regexp.MustCompile(`[:%¤] worse(?:,| ·)`), "would be worse"},
}

// directions returns what a line says of a direction without a fact for it, of
// the metrics it speaks of.
func (o *oracle) directions(rest, line string) []string {
	var wrong []string
	for _, w := range ways {
		if !w.says.MatchString(rest) || strings.HasPrefix(line, "which metrics ") {
			continue // that is a question on a button
		}
		if !slices.ContainsFunc(o.facts, func(f scorecard.Fact) bool {
			return f.Text == w.needs && (f.Metric == "" || o.about[f.Metric]) || f.Text == strings.Replace(w.needs, "since then", "listed as", 1)
		}) {
			wrong = append(wrong, fmt.Sprintf("that it is %q stands on no fact in %q", w.needs, line))
		}
	}
	return wrong
}

// cutOff takes away a licensed phrase that a label had no room to finish.
func (o *oracle) cutOff(rest string) string {
	head, cut := strings.CutSuffix(rest, "…")
	if !cut {
		return rest
	}
	for i := range head {
		if slices.ContainsFunc(o.licences(), func(p string) bool { return strings.HasPrefix(p, head[i:]) }) {
			return head[:i]
		}
	}
	return rest
}

// look notes which metrics the line names; a line that names none goes on about
// those before.
func (o *oracle) look(line string) {
	named := map[scorecard.MetricID]bool{}
	for _, f := range o.facts {
		if f.Metric != "" && f.Kind == scorecard.DefinitionFact && strings.Contains(line, shown(o.x.Metric(f.Metric).Name, maxName)) {
			named[f.Metric] = true
		}
	}
	if len(named) > 0 {
		o.about = named
	}
}

func (o *oracle) licensed(word string) bool {
	return slices.ContainsFunc(o.facts, func(f scorecard.Fact) bool {
		if f.Metric != "" && f.Kind == scorecard.StatusFact && !o.about[f.Metric] {
			return false
		}
		return string(f.Status) == word || f.Text == word
	})
}

// licences are the phrases that the facts allow in a line, the longest first.
// A number of a metric is allowed only where that metric is spoken of.
func (o *oracle) licences() []string {
	var out []string
	for _, f := range o.facts {
		if of := o.spokenOf(f); of != "" && f.Kind != scorecard.DefinitionFact && !o.about[of] {
			continue
		}
		out = append(out, o.phrases(f)...)
	}
	slices.SortFunc(out, func(a, b string) int { return len(b) - len(a) })
	return slices.Compact(out)
}

// spokenOf returns the metric that a number is said of: what a cause adds is told
// with the cause.
func (o *oracle) spokenOf(f scorecard.Fact) scorecard.MetricID {
	if cause, ok := strings.CutPrefix(f.Text, "added by "); ok {
		return scorecard.MetricID(cause)
	}
	return f.Metric
}

func (o *oracle) phrases(f scorecard.Fact) []string {
	var out []string
	if f.Text != "" && slices.Contains([]scorecard.FactKind{scorecard.OwnerFact, scorecard.DefinitionFact, scorecard.ObjectiveFact, scorecard.ActionFact, scorecard.CommentFact, scorecard.GapFact}, f.Kind) {
		out = append(out, shown(f.Text, maxName), shown(f.Text, maxWords))
	}
	if f.Period != "" {
		out = append(out, o.voice.Period(f.Period), o.voice.Date(scorecard.Date(f.Period)))
		if f.Period.Valid() {
			out = append(out, o.voice.Age(max(0, o.today.Sub(f.Period.End()))))
		}
	}
	if d, err := decimal.NewFromString(f.Value); err == nil {
		out = append(out, o.numbers(f, d)...)
	}
	return out
}

func (o *oracle) numbers(f scorecard.Fact, d decimal.Decimal) []string {
	var measure scorecard.Measure
	if m := o.x.Metric(f.Metric); m != nil {
		measure = m.Measure
	}
	switch f.Kind {
	case scorecard.ValueFact, scorecard.TargetFact:
		return []string{o.voice.Value(measure, d), o.voice.Difference(measure, d)}
	case scorecard.LinkFact:
		return []string{o.voice.Weeks(int(d.IntPart()))}
	case scorecard.EstimateFact:
		if f.Text == "interval low" {
			return []string{o.voice.Number(d) + " to", "+" + o.voice.Number(d) + " to", o.voice.Difference(measure, d) + " to", "+" + o.voice.Difference(measure, d) + " to"}
		}
		return []string{"+" + o.voice.Difference(measure, d), o.voice.Number(d) + "%", o.voice.Value(measure, d), o.voice.Difference(measure, d)}
	case scorecard.DerivedFact:
		switch {
		case f.Text == "usual range":
			return []string{o.voice.Number(d) + " to", o.voice.Value(measure, d)}
		case f.Text == "share":
			return []string{o.voice.Number(d) + "%"}
		case aggregated.MatchString(f.Text), f.Text == "asked about", f.Text == "left to 100%":
			return []string{o.voice.Value(measure, d)}
		case f.Metric != "":
			return []string{o.voice.Difference(measure, d), "+" + o.voice.Difference(measure, d)}
		}
		return []string{"mean score " + o.voice.Number(d) + " of 10", o.voice.Weeks(int(d.IntPart()))}
	case scorecard.CountFact:
		return []string{o.voice.Number(d)}
	}
	return nil
}

// mask takes every occurrence of a phrase that stands alone out of a text.
func mask(text, phrase string) string {
	if phrase == "" {
		return text
	}
	var b strings.Builder
	for {
		i := strings.Index(text, phrase)
		if i < 0 {
			return b.String() + text
		}
		end := i + len(phrase)
		b.WriteString(text[:i])
		if alone(b.String(), text[end:]) {
			b.WriteString("¤")
		} else {
			b.WriteString(phrase)
		}
		text = text[end:]
	}
}

var (
	wordBefore = regexp.MustCompile(`([A-Za-z0-9]|[0-9][.,])$`)
	wordAfter  = regexp.MustCompile(`^([A-Za-z0-9]|[.,][0-9])`)
)

func alone(before, after string) bool {
	return !wordBefore.MatchString(before) && !wordAfter.MatchString(after)
}

func standsAlone(text, word string) bool { return mask(text, word) != text }
