package understand

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// A stretch is the part of a reply that speaks of one metric.
type stretch struct {
	hearing
	doubt     string // why even a clear value is said back first
	inverse   bool   // named by what falls when it rises
	ambiguous []scorecard.MetricID
	from      int // where it begins in the reply
}

// A mention is a metric's name in a reply.
type mention struct {
	Match
	metrics []scorecard.MetricID
}

var betweenParts = regexp.MustCompile(`\n+|;|,\s|\s\(|\s/\s|\s(?:&|\||` + spoken("and") + `)\s|\s\|\s|\.\s`)

// stretches cuts a reply where it turns to another metric. A reply to one
// question that names no other metric is one stretch.
func (l *Lexicon) stretches(bare string, to Listener) []*stretch {
	found := l.Find(bare)
	named := l.mentions(bare, found, to)
	if len(to.Asked) == 1 {
		named = withoutReasons(bare, named, to)
	}
	parts := l.cut(bare, named, to)
	if len(to.Asked) != 1 {
		return parts
	}
	asked := to.Asked[0].Metric.ID
	for _, p := range parts {
		if len(p.ambiguous) > 0 || p.asked.Metric.ID != asked {
			return parts
		}
	}
	one := &stretch{hearing: hearing{asked: to.Asked[0], to: to, text: bare, own: l.ownOf(to.Asked[0].Metric), homed: true}}
	one.names = l.homes(found, bare, to.Asked[0].Metric)
	for _, m := range named {
		if slices.Contains(m.metrics, asked) {
			one.names = append(one.names, mask{start: m.Start, end: m.End})
			one.inverse = one.inverse || m.Inverse && len(parts) > 0
		}
	}
	return []*stretch{one}
}

// withoutReasons drops other metrics than the one asked about where they stand
// among the reasons for its value: "92.3 despite 14 stolen bikes".
func withoutReasons(bare string, named []mention, to Listener) []mention {
	if !slices.ContainsFunc(named, func(m mention) bool { return !slices.Contains(m.metrics, to.Asked[0].Metric.ID) }) {
		return named
	}
	ps := markCues(scan(bare, nil), cueTables[replyLanguage(to.Locale)])
	return slices.DeleteFunc(slices.Clone(named), func(m mention) bool {
		number, why := false, false
		for _, p := range ps {
			switch {
			case p.start >= m.Start:
			case p.kind == stopPiece:
				why = false
			case p.kind == numberPiece && !why:
				number = true
			case (p.hint == reason || afterwards[p.low]) && number:
				why = true
			}
		}
		return why && !slices.Contains(m.metrics, to.Asked[0].Metric.ID)
	})
}

// afterwards begin what came before a value: "6.72 after the fuel surcharge".
var afterwards = wordSet("after following despite nach trotz après malgré tras pese")

// mentions finds the metrics named, those asked about first where a name means several.
func (l *Lexicon) mentions(bare string, found []Match, to Listener) []mention {
	var all []mention
	for _, m := range found {
		if m.Typo && m.End-m.Start < 6 && replyLanguage(to.Locale) != "en" {
			continue // "sabe" is no misspelt "sale" in Spanish
		}
		out := mention{Match: m}
		var asked []scorecard.MetricID
		for _, r := range m.Refs {
			id := scorecard.MetricID(r)
			if l.index.Metric(id) == nil {
				continue
			}
			out.metrics = append(out.metrics, id)
			if slices.ContainsFunc(to.Asked, func(a Asked) bool { return a.Metric.ID == id }) {
				asked = append(asked, id)
			}
		}
		if len(asked) > 0 {
			out.metrics = asked
		}
		if len(out.metrics) > 0 && out.Start < out.End && out.End <= len(bare) {
			all = append(all, out)
		}
	}
	all = append(all, l.byPair(bare, all)...)
	return l.byID(bare, l.byOther(bare, byBeginning(bare, all, to), to), to)
}

// byPair finds metrics by two words of their names that are written as one:
// "on-time 96.8" for On-time delivery.
func (l *Lexicon) byPair(bare string, named []mention) []mention {
	var all []mention
	ts := tokens(bare)
	free := make([]bool, len(ts))
	for i, t := range ts {
		free[i] = !slices.ContainsFunc(named, func(m mention) bool { return t.start < m.End && m.Start < t.end })
	}
	for i := range ts {
		if ts[i].end >= len(bare) || bare[ts[i].end] != '-' {
			continue
		}
		if m, ok := l.pairAt(ts, i, free, bare); ok && len(m.Refs) == 1 && m.named[0].kind == metricKind {
			all = append(all, mention{Match: m, metrics: []scorecard.MetricID{scorecard.MetricID(m.Refs[0])}})
		}
	}
	return all
}

var idWord = regexp.MustCompile(`\b[A-Za-z][A-Za-z0-9_]{2,}\b`)

// byID adds metrics called by their id, "m_" left out or not, and those asked
// about when a word of their name alone tells which is meant.
func (l *Lexicon) byID(bare string, all []mention, to Listener) []mention {
	words := wordsOfAsked(to)
	for _, at := range idWord.FindAllStringIndex(bare, -1) {
		w := strings.ToLower(bare[at[0]:at[1]])
		if _, whole := words[w]; !whole {
			if id := begins(words, w); id != "" {
				words[w] = id
			}
		}
		taken := slices.ContainsFunc(all, func(m mention) bool { return m.Start < at[1] && at[0] < m.End })
		if id, ok := words[w]; ok && !taken {
			all = append(all, mention{Match: Match{Start: at[0], End: at[1], Via: w}, metrics: []scorecard.MetricID{id}})
			continue
		}
		if i := slices.IndexFunc(all, func(m mention) bool { return m.Typo && m.Start == at[0] && m.End == at[1] }); i >= 0 && l.index.Metric(scorecard.MetricID("m_"+w)) != nil && slices.Contains(all[i].metrics, scorecard.MetricID("m_"+w)) {
			all[i].Typo = false // "util" is m_util, and no misspelling
		}
		if _, unit := unitOf(w); taken || unit || isOrdinary(w) {
			continue // "30 kWh" does not speak of a metric called kwh
		}
		for _, id := range []scorecard.MetricID{scorecard.MetricID(w), scorecard.MetricID("m_" + w)} {
			if l.index.Metric(id) != nil {
				all = append(all, mention{Match: Match{Start: at[0], End: at[1], Via: w}, metrics: []scorecard.MetricID{id}})
				break
			}
		}
	}
	slices.SortFunc(all, func(a, b mention) int { return a.Start - b.Start })
	return all
}

// wordsOfAsked are the words that stand in the name of just one of several
// metrics asked about.
func wordsOfAsked(to Listener) map[string]scorecard.MetricID {
	words, shared := map[string]scorecard.MetricID{}, map[string]bool{}
	if len(to.Asked) < 2 {
		return words
	}
	for _, a := range to.Asked {
		for _, w := range append(strings.Fields(strings.ToLower(a.Metric.Name)), strings.ToLower(string(a.Metric.ID))) {
			if id, ok := words[w]; ok && id != a.Metric.ID || len(w) < 4 || tooPlain[w] {
				shared[w] = true
			}
			words[w] = a.Metric.ID
		}
	}
	for w := range shared {
		delete(words, w)
	}
	return words
}

// begins returns the only metric with a word that w is the beginning of: "avail".
func begins(words map[string]scorecard.MetricID, w string) scorecard.MetricID {
	var found scorecard.MetricID
	for full, id := range words {
		if len(w) < 4 || len(full) < len(w)+2 || !strings.HasPrefix(full, w) || tooPlain[w] {
			continue
		}
		if found != "" && found != id {
			return ""
		}
		found = id
	}
	return found
}

// tooPlain are words of names that are said of everything.
var tooPlain = map[string]bool{"rate": true, "time": true, "cost": true, "costs": true, "open": true, "total": true, "number": true, "value": true, "score": true, "level": true, "share": true, "average": true, "monthly": true, "weekly": true, "with": true, "from": true, "this": true, "last": true, "week": true, "month": true, "change": true, "same": true, "both": true, "days": true, "hours": true, "still": true, "more": true, "less": true, "about": true, "over": true, "under": true}

// cut returns the stretches of a reply that name a metric and say something of it.
func (l *Lexicon) cut(bare string, named []mention, to Listener) []*stretch {
	var parts []*stretch
	var ends []int // where each stretch begins
	for _, c := range chunks(bare, named) {
		p := l.stretch(bare, c[0], c[1], named, to)
		if p == nil && len(named) > 0 {
			p = l.byUnit(bare[c[0]:c[1]], named, to)
		}
		if p != nil {
			parts, ends = append(parts, p), append(ends, c[0])
		}
	}
	for i, p := range parts {
		end := len(bare)
		if i+1 < len(parts) {
			end = ends[i+1]
		}
		p.from = ends[i]
		p.text = strings.TrimRight(bare[ends[i]:end], " ,;\n&|/(")
		p.text = strings.TrimRight(trailingAnd.ReplaceAllString(p.text, ""), " ,;\n")
		p.names = namesWithin(named, ends[i], ends[i]+len(p.text))
		p.clauses, p.said, p.periods = nil, nil, nil
	}
	return parts
}

var trailingAnd = regexp.MustCompile(`(?i)[\s,]+(?:&|` + spoken("and") + `|` + spoken("between metrics") + `)$`)

func namesWithin(named []mention, from, to int) []mask {
	var all []mask
	for _, m := range named {
		if m.Start >= from && m.End <= to {
			all = append(all, mask{start: m.Start - from, end: m.End - from})
		}
	}
	return all
}

// chunks cuts text where one thing may end and another begin, and before a
// second name with a number between the two.
func chunks(bare string, named []mention) [][2]int {
	cuts := []int{0}
	for _, m := range betweenParts.FindAllStringIndex(bare, -1) {
		if !slices.ContainsFunc(named, func(n mention) bool { return n.Start < m[1] && m[0] < n.End }) {
			cuts = append(cuts, m[1])
		}
	}
	for i := 1; i < len(named); i++ {
		if slices.ContainsFunc(cuts, func(at int) bool { return at > named[i-1].End && at <= named[i].Start }) {
			continue // something parts them already
		}
		between, first := bare[named[i-1].End:named[i].Start], hasDigit(dateless.ReplaceAllString(bare[:named[0].Start], ""))
		rest := bare[named[len(named)-1].End:]
		if stop := betweenParts.FindStringIndex(rest); stop != nil && strings.TrimSpace(rest[:stop[0]]) == "" {
			rest = ""
		}
		switch {
		case !says(between):
		case says(rest) && !first:
			cuts = append(cuts, named[i].Start)
		case first && !says(rest): // "94 tickets 1.7 scrap"
			cuts = append(cuts, named[i-1].End)
		}
	}
	slices.Sort(cuts)
	cuts = append(slices.Compact(cuts), len(bare))
	var all [][2]int
	for i := 0; i+1 < len(cuts); i++ {
		all = append(all, [2]int{cuts[i], cuts[i+1]})
	}
	return all
}

// dateless is what stands in front of names without being said of them.
var dateless = regexp.MustCompile(`(?i)<@[^>\s]+>|\b` + spoken("week") + `[ -]?\d{1,2}\b`)

// says reports whether a text may hold what is said of a metric.
func says(s string) bool { return hasDigit(s) || saidWithout.MatchString(s) }

var saidWithout = regexp.MustCompile(`(?i)\b` + spoken("unmoved") + `(?:\P{L}|$)`)

// stretch reads a chunk as the beginning of a stretch; nil when it names no
// metric, or says nothing of the one it names.
func (l *Lexicon) stretch(bare string, from, to int, named []mention, who Listener) *stretch {
	var first *mention
	var at []int // where its name stands, which may be again among the reasons
	for i := range named {
		if named[i].Start >= from && named[i].End <= to {
			if first != nil && !slices.Equal(first.metrics, named[i].metrics) {
				return l.crowded(first, who)
			}
			if first == nil {
				first = &named[i]
			}
			at = append(at, named[i].Start-from)
		}
	}
	if first == nil {
		return nil
	}
	p := &stretch{inverse: first.Inverse}
	p.asked, p.to = l.askedFor(first.metrics[0], who), who
	p.text = trailingAnd.ReplaceAllString(strings.TrimRight(bare[from:to], " ,;\n"), "")
	p.own = l.ownOf(p.asked.Metric)
	p.names = namesWithin(named, from, to)
	p.listen()
	opens := slices.ContainsFunc(at, p.besideName) || noDataPhrase.MatchString(p.text) || p.putsOff()
	if len(p.clauses) > 0 && p.clauses[0].reason || !opens {
		return nil
	}
	if len(first.metrics) > 1 {
		p.ambiguous = first.metrics
	}
	if first.Typo && !slices.ContainsFunc(who.Asked, func(a Asked) bool { return a.Metric.ID == first.metrics[0] }) {
		p.doubt = "misspelt: read as " + p.asked.Metric.Name
	}
	return p
}

// putsOff reports whether hardly more is said beside the name than that it comes
// later, or that somebody else has it: "scrap tomorrow", "ask Kim for scrap".
func (p *stretch) putsOff() bool {
	if len(p.said) > 0 {
		return false
	}
	for _, re := range []sought{laterPhrase, handingOn} {
		at := re.FindStringIndex(p.text)
		if at == nil {
			continue
		}
		rest := p.text[:at[0]] + p.text[at[1]:]
		for _, m := range p.names {
			rest = strings.Replace(rest, p.text[m.start:m.end], "", 1)
		}
		if len(strings.Fields(rest)) <= 3 {
			return true
		}
	}
	return false
}

// besideName reports whether something is said in the clause that holds the
// name, or in the one after it when the name stands alone: "otd: 92.8".
func (p *stretch) besideName(at int) bool {
	for i := range p.clauses {
		c := &p.clauses[i]
		if at < c.start || at >= c.end {
			continue
		}
		if len(c.said) > 0 {
			return true
		}
		alone := !c.tells() && i+1 < len(p.clauses)
		return alone && (len(p.clauses[i+1].said) > 0)
	}
	return false
}

// crowded reads a chunk that names two metrics at once: nothing of it is sure.
func (l *Lexicon) crowded(first *mention, who Listener) *stretch {
	p := &stretch{doubt: "two_metrics: more than one metric is named beside the number"}
	p.asked, p.to = l.askedFor(first.metrics[0], who), who
	return p
}

func (l *Lexicon) askedFor(id scorecard.MetricID, to Listener) Asked {
	for _, a := range to.Asked {
		if a.Metric.ID == id {
			return a
		}
	}
	return Asked{Metric: l.index.Metric(id)}
}

// hear reads a stretch and says back what its name leaves in doubt.
func (p *stretch) hear(l *Lexicon) Heard {
	if len(p.ambiguous) > 0 {
		return Heard{Action: AskBack, Confidence: scorecard.Low, Why: "ambiguous_name: " + p.ambiguousNames(l)}
	}
	out := p.hearing.hear(l)
	if p.inverse && !p.onlyAside(out) && (out.Action == Record || out.Action == Confirm) && out.Value.Valid {
		return p.turned(out)
	}
	if out.Action == Record && p.doubt != "" {
		out.Action, out.Confidence, out.Why = Confirm, scorecard.Medium, p.doubt
	}
	if out.Action == Record && len(p.to.Asked) > 0 && !slices.ContainsFunc(p.to.Asked, func(a Asked) bool { return a.Metric.ID == out.Metric }) {
		out.Action, out.Confidence, out.Why = Confirm, scorecard.Medium, "not_asked: nobody asked for this metric here"
	}
	return out
}

// onlyAside reports whether what falls when the metric rises is named in the comment
// alone, and the value like the one before: "99.87, one outage on the 12th".
func (p *stretch) onlyAside(out Heard) bool {
	comment := strings.ToLower(out.Comment)
	return out.Value.Valid && p.likeBefore(out.Value.Decimal) && slices.ContainsFunc(p.names, func(m mask) bool {
		return m.end <= len(p.text) && strings.Contains(comment, strings.ToLower(p.text[m.start:m.end]))
	})
}

func (p *stretch) ambiguousNames(l *Lexicon) string {
	var names []string
	for _, id := range p.ambiguous {
		names = append(names, l.index.Metric(id).Name)
	}
	return strings.Join(names, " or ") + "?"
}

// turned reads a value given for what falls when the metric rises.
func (p *stretch) turned(out Heard) Heard {
	m := p.asked.Metric
	if less := out.Value.Decimal.Neg(); m.Measure.Kind() != scorecard.PercentMeasure && out.Value.Decimal.IsPositive() && mayBeNegative(p.asked) && impossible(p.asked, less) == "" {
		out.Action, out.Confidence, out.Options = Confirm, scorecard.Medium, nil
		out.Value, out.Why = decimal.NewNullDecimal(less), "inverse_name: below zero, by the name it was given"
		return out
	}
	v := dec(100).Sub(out.Value.Decimal)
	prev := p.asked.Previous
	if !m.Complement && !(prev.Valid && otherSideOf(out.Value.Decimal, prev.Decimal)) || m.Measure.Kind() != scorecard.PercentMeasure || impossible(p.asked, v) != "" {
		return Heard{Action: AskBack, Metric: m.ID, Unit: m.Measure, Confidence: scorecard.Low, Comment: out.Comment, Why: "inverse_name: the number is of what falls when " + strings.ToLower(m.Name) + " rises"}
	}
	out.Action, out.Confidence, out.Options = Confirm, scorecard.Medium, nil
	out.Value, out.Why = decimal.NewNullDecimal(v), "inverse_name: 100 less what was said?"
	return out
}
