package understand

import (
	"regexp"
	"slices"
	"strings"

	"throughline/bot/scorecard"
)

// fieldMarks part what is said of several metrics that are not named, the
// plainest way first.
var fieldMarks = []*regexp.Regexp{
	regexp.MustCompile(`,\s+|;\s*|\n+|\s+/\s+|\s\|\s`),
	regexp.MustCompile(`(?i),\s+|;\s*|\n+|\s+/\s+|\s\|\s|,?\s(?:&|` + spoken("and") + `)\s`),
	regexp.MustCompile(`\s+|/`),
}

// inOrder reads "41, 3.1, 99.7" for as many metrics as were asked about, in
// their order, and "first one 41, second same". It is never recorded without
// being said back.
func (l *Lexicon) inOrder(bare string, to Listener) []Heard {
	label := ""
	if m := labelled.FindStringIndex(bare); m != nil {
		label, bare = bare[:m[1]], bare[m[1]:]
	}
	aside := ""
	if m := lastBracket.FindStringSubmatchIndex(bare); m != nil {
		bare, aside = bare[:m[0]], bare[m[2]:m[3]]
	}
	for i, marks := range fieldMarks {
		var fields []string
		for _, f := range marks.Split(strings.Trim(bare, " \n\"'"), -1) {
			if f = strings.TrimSpace(f); f != "" && !(&hearing{to: to}).onlyPolite(f) {
				fields = append(fields, f)
			}
		}
		if i == len(fieldMarks)-1 && slices.ContainsFunc(fields, func(f string) bool { return !bareNumber.MatchString(f) }) {
			return nil
		}
		if all := l.fields(fields, to); all != nil {
			if last := &all[len(all)-1]; last.Comment == "" {
				last.Comment = aside
			}
			return l.within(label, all, to)
		}
	}
	return nil
}

// within notes the period that stands before all of them.
func (l *Lexicon) within(label string, all []Heard, to Listener) []Heard {
	for _, m := range masks(strings.ToLower(label), to.Today) {
		for i := range all {
			h := hearing{asked: l.askedFor(all[i].Metric, to), to: to}
			h.inPeriod(&all[i], m.period)
		}
	}
	return all
}

// labelled is a period in front of everything: "W47: 41, 3.1".
var labelled = regexp.MustCompile(`(?i)^\s*` + spoken("week") + `[ -]?\d{1,2}\s*:\s+`)

// lastBracket is an aside at the end, which belongs to the last value.
var lastBracket = regexp.MustCompile(`\s\(([^()]*\p{L}[^()]*)\)$`)

var bareNumber = regexp.MustCompile(`^[+-]?\d[\d.,'’]*%?$`)

// fields reads one field for each metric asked about, or those that say which
// of them they are for; none when one of them cannot be read.
func (l *Lexicon) fields(fields []string, to Listener) []Heard {
	var all []Heard
	seen := map[int]bool{}
	labelled := 0
	for i, f := range fields {
		at, rest := ordinal(f, len(to.Asked))
		if at >= 0 {
			i, f = at, rest
			labelled++
		}
		if i >= len(to.Asked) || seen[i] {
			return nil
		}
		seen[i] = true
		h, ok := l.field(f, to.Asked[i], to)
		if !ok {
			return nil
		}
		all = append(all, h)
	}
	if labelled != len(fields) && (labelled > 0 || len(fields) != len(to.Asked)) {
		return nil
	}
	return all
}

// field reads what is said of one metric that is not named.
func (l *Lexicon) field(text string, a Asked, to Listener) (Heard, bool) {
	h := &hearing{asked: a, to: to, text: text, own: l.ownOf(a.Metric)}
	h.listen()
	out := Heard{Action: Confirm, Metric: a.Metric.ID, Unit: a.Metric.Measure, Confidence: scorecard.Low, Why: "in_order: read in the order the questions were asked"}
	for _, s := range h.said {
		if s.role != levelRole && s.role != sameRole && s.role != nounRole {
			return out, false
		}
	}
	levels, same := h.with(levelRole), h.with(sameRole)
	switch {
	case len(levels) == 1 && len(same) == 0:
		d, _ := h.level(levels[0])
		out.Value, out.Options, out.Comment = d.value, d.options, h.comment(&levels[0])
		if !d.value.Valid {
			out.Action, out.Why = AskBack, d.why
		}
	case len(levels) == 0 && len(same) == 1 && len(h.said) == 1:
		return unchanged([]Asked{a})[0], true
	case len(h.said) == 0 && noDataPhrase.MatchString(text):
		return Heard{Action: Skip, Metric: a.Metric.ID, Confidence: scorecard.High, Why: "no_data: nothing to record this time"}, true
	default:
		return out, false
	}
	return out, true
}

const ordinalWord = `(first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|former|latter|last one|erste[rns]?|zweite[rns]?|dritte[rns]?|vierte[rns]?|premi[eè]re?|deuxième|seconde?|troisième|quatrième|primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa])(?: one| metric| question| number| kpi| figure| value| frage| zahl| kennzahl| chiffre| question| pregunta| dato)?`

var (
	ordinalFirst = regexp.MustCompile(`(?i)^(?:for |on |bei |für |pour |para )?(?:the |my |der |die |das |den |dem |la |le |el )?` + ordinalWord + `(?:\s*[:=–-]|\s+(?:is|are|was|at|ist|est|es|liegt bei))*\s+`)
	ordinalLast  = regexp.MustCompile(`(?i)\s+(?:for|on|in|bei|für|pour|para)\s+(?:the |die |den |das |la |le |el )?` + ordinalWord + `$`)
	numbered     = regexp.MustCompile(`^#?(\d)\s*(?:[.):=]|-)\s+`)
)

// ordinal returns which of n metrics a field says it is for, counted from 0,
// and what it says of it; -1 when it does not say.
func ordinal(field string, n int) (int, string) {
	if m := numbered.FindStringSubmatchIndex(field); m != nil {
		if at := int(field[m[2]] - '1'); at >= 0 && at < n {
			return at, field[m[1]:]
		}
	}
	for _, re := range []*regexp.Regexp{ordinalFirst, ordinalLast} {
		m := re.FindStringSubmatchIndex(field)
		if m == nil {
			continue
		}
		at := whichOrdinal(strings.ToLower(field[m[2]:m[3]]), n)
		if at >= 0 && at < n {
			return at, field[:m[0]] + field[m[1]:]
		}
	}
	return -1, field
}

func whichOrdinal(w string, n int) int {
	if w == "latter" || w == "last one" {
		return n - 1
	}
	for i, starts := range []string{"first 1st former erst premi prime", "second 2nd zweit deuxi segund", "third 3rd dritt troisi tercer", "fourth 4th viert quatri cuart", "fifth 5th"} {
		for _, s := range strings.Fields(starts) {
			if strings.HasPrefix(w, s) {
				return i
			}
		}
	}
	return -1
}

var (
	othersSame = regexp.MustCompile(`(?i)[\s,;.]*(?:\b(?:` + spoken("and") + `|` + spoken("between metrics") + `)\s+)?\b` + spoken("the others") + `(?:\s+` + spoken("are") + `)*\s*[:=-]?\s*(?:the )?` + spoken("as before") + `(?:[\s,.;!]|$)`)
	sameBut    = regexp.MustCompile(`(?i)^\s*(?:all |everything |both )?(?:the )?(?:same|unchanged|no changes?)(?: as (?:last (?:week|month|time)|before))?,?\s+(?:except|but|apart from|besides|other than|bar)\s+(?:for )?`)
)

// othersUnchanged takes "the rest unchanged" out of a reply about several
// metrics and reports whether it was there.
func othersUnchanged(bare string) (string, bool) {
	for _, re := range []*regexp.Regexp{sameBut, othersSame} {
		if at := re.FindStringIndex(bare); at != nil {
			if rest := strings.TrimSpace(bare[:at[0]] + "\n" + bare[at[1]:]); rest != "" {
				return rest, true
			}
		}
	}
	return bare, false
}

// unspoken are the metrics asked about that nothing was heard of.
func unspoken(heard []Heard, to Listener) []Asked {
	var left []Asked
	for _, a := range to.Asked {
		if !slices.ContainsFunc(heard, func(h Heard) bool { return h.Metric == a.Metric.ID }) {
			left = append(left, a)
		}
	}
	return left
}

// byUnit reads a chunk that names no metric but has a unit that only one of the
// metrics asked about, and not named, is counted in: "11 days".
func (l *Lexicon) byUnit(chunk string, named []mention, to Listener) *stretch {
	var only *stretch
	for _, a := range to.Asked {
		if slices.ContainsFunc(named, func(m mention) bool { return slices.Contains(m.metrics, a.Metric.ID) }) {
			continue
		}
		p := &stretch{doubt: "by_unit: it names no metric, and fits " + a.Metric.Name}
		p.asked, p.to, p.text = a, to, trailingAnd.ReplaceAllString(strings.TrimSpace(chunk), "")
		p.listen()
		if len(p.said) != 1 || p.said[0].role != levelRole || len(p.clauses) != 1 || p.clauses[0].puzzles() {
			return nil
		}
		switch p.said[0].amount.unit.kind {
		case percentUnit, currencyUnit, timeUnit, sizeUnit:
		default:
			return nil
		}
		if vs, why, _ := converted(a, p.said[0].amount); why != "" || len(vs) != 1 {
			continue
		}
		if only != nil {
			return nil
		}
		only = p
	}
	return only
}

// unnamed reads a reply that names no metric although none or several were asked about.
func (l *Lexicon) unnamed(bare string, to Listener) []Heard {
	some := Asked{Metric: &scorecard.Metric{Measure: "value"}}
	if len(to.Asked) > 0 {
		some = to.Asked[0]
	}
	h := &hearing{asked: some, to: to, text: bare}
	if len(to.Asked) > 1 {
		if all := l.inOrder(bare, to); all != nil {
			return all
		}
		h.listen()
		if same := h.with(sameRole); len(same) > 0 && len(h.said) == len(same) {
			return unchanged(to.Asked)
		}
		h.clauses, h.said, h.periods = nil, nil, nil
	}
	out := h.hear(l)
	out.Metric, out.Unit = "", ""
	if out.Action == AnswerQuestion {
		out.Metric = l.asksAbout(bare, to)
	}
	if out.Action == Record || out.Action == Confirm || out.Action == AskBack {
		out = Heard{Action: AskBack, Confidence: scorecard.Low, Why: "which_metric: it does not say which metric is meant"}
	}
	return []Heard{out}
}

// asksAbout returns the one metric asked about that a question names; empty when
// it names none of them, or more than one metric.
func (l *Lexicon) asksAbout(bare string, to Listener) scorecard.MetricID {
	named := l.mentions(bare, l.Find(bare), to)
	if len(named) != 1 || len(named[0].metrics) != 1 {
		return ""
	}
	id := named[0].metrics[0]
	if !slices.ContainsFunc(to.Asked, func(a Asked) bool { return a.Metric.ID == id }) {
		return ""
	}
	return id
}

// unchanged says back the value before for every metric asked about.
func unchanged(asked []Asked) []Heard {
	var all []Heard
	for _, a := range asked {
		h := Heard{Action: Confirm, Metric: a.Metric.ID, Unit: a.Metric.Measure, Value: a.Previous, Confidence: scorecard.Medium, Why: "same: all of them unchanged?"}
		if !a.Previous.Valid {
			h.Action, h.Confidence, h.Why = AskBack, scorecard.Low, "same: the value before is not known"
		}
		all = append(all, h)
	}
	return all
}
