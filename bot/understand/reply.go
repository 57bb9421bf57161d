package understand

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// Reply reads what somebody answered: one Heard for each metric spoken of, never
// none. A value is only recorded when every word around it is understood and the
// value is one the metric could well have; every doubt is said back or asked.
func (l *Lexicon) Reply(text string, to Listener) []Heard {
	if len(text) > longestReply {
		return []Heard{{Action: AskBack, Confidence: scorecard.Low, Why: "too_long: more text than a reply has"}}
	}
	bare, others := bareText(text), false
	if len(to.Asked) > 1 {
		bare, others = othersUnchanged(bare)
	}
	all := l.hear(bare, to)
	if others && (len(all) > 1 || all[0].Metric != "") {
		all = append(all, unchanged(unspoken(all, to))...)
	}
	return l.nothingLeft(bare, all, to)
}

func (l *Lexicon) hear(bare string, to Listener) []Heard {
	parts := l.stretches(bare, to)
	if len(parts) == 0 {
		return l.unnamed(bare, to)
	}
	var all []Heard
	opening := bare[:min(parts[0].from, len(bare))]
	if first, ok := l.askedFirst(opening, parts, to); ok {
		all = append(all, first)
	}
	for _, p := range parts {
		all = append(all, p.hear(l))
	}
	if strays(opening, all, to) {
		all = append(all, Heard{Action: AskBack, Confidence: scorecard.Low, Why: "which_metric: it opens with a number of something else"})
	}
	return all
}

// longestReply is far beyond what anybody types about a few numbers.
const longestReply = 8000

func replyLanguage(locale string) string {
	lang := strings.ToLower(locale)
	if i := strings.IndexAny(lang, "-_"); i >= 0 {
		lang = lang[:i]
	}
	if cueTables[lang] == nil {
		return "en"
	}
	return lang
}

// A hearing reads one stretch of a reply as being about one metric.
type hearing struct {
	asked   Asked
	to      Listener
	text    string // bare
	names   []mask // where the metric is named
	clauses []clause
	said    []saying
	periods []mask // that name one
	sorry   int    // the clause from which a correction counts, or -1

	own   map[string]bool // the words of the metric's measure and names
	homed bool            // names holds those of the metric's unit already
}

func (h *hearing) listen() {
	low := strings.ToLower(h.text)
	hide := append([]mask(nil), h.names...)
	if len(low) == len(h.text) {
		for _, m := range masks(low, h.to.Today) {
			if low[m.start:m.end] == "sept" && replyLanguage(h.to.Locale) == "fr" {
				continue // seven
			}
			if m.period != "" {
				h.periods = append(h.periods, m)
			}
			if m.period != "" || !hidden(h.names, m.label) {
				hide = append(hide, m) // "ticket 22.1" is none where the name ends in ticket
			}
		}
		hide = append(hide, measureMask(low, h.asked.Metric)...)
		hide = append(hide, oneMask(low, h.asked.Metric)...)
	}
	if h.own == nil {
		h.own = ownWords(h.asked.Metric)
	}
	lang := replyLanguage(h.to.Locale)
	c := &scanner{ps: scan(h.text, hide), sep: separatorsOf(h.to.Locale), lang: lang, m: h.asked.Metric, own: h.own}
	if lang == "en" {
		spellOut(c.ps, c.own)
	}
	countOnes(c.ps)
	ps := markCues(c.amounts(), cueTables[lang])
	h.clauses = clauses(ownFiller(ps, c.own))
	h.sorry = -1
	defer h.olden()
	for i := range h.clauses {
		c := &h.clauses[i]
		c.listen(i)
		if c.sorry {
			h.sorry = i
		}
		h.said = append(h.said, c.said...)
	}
}

// olden takes numbers with "was" or "last week" for the earlier value, where
// another number says what is now.
func (h *hearing) olden() {
	now := 0
	for _, s := range h.said {
		if s.role == levelRole && !s.was && !s.past {
			now++
		}
	}
	for i := range h.said {
		if s := h.said[i]; now > 0 && s.role == earlierRole && s.amount != nil && s.amount.unit.kind == ownUnit && h.asked.Metric.Measure.Kind() != scorecard.CountMeasure && h.ofThem(s) {
			h.countsOther(s)
		}
		if s := &h.said[i]; now > 0 && s.role == levelRole && (s.was || s.past) {
			s.role = earlierRole
		}
	}
}

// measureMask hides a measure of several words, such as "per 100k km".
func measureMask(low string, m *scorecard.Metric) []mask {
	measure := strings.ToLower(string(m.Measure))
	if !strings.ContainsAny(measure, "0123456789 /") || measure == "yes/no" {
		return nil
	}
	if rest, ok := strings.CutPrefix(measure, "per "); ok && !strings.Contains(low, measure) {
		ways := []string{"/ " + rest, "/" + rest, measure[:strings.LastIndexByte(measure, ' ')]} // "per 100k" for "per 100k km"
		if i := slices.IndexFunc(ways, func(w string) bool { return strings.ContainsAny(w, "0123456789") && strings.Contains(low, w) }); i >= 0 {
			measure = ways[i]
		}
	}
	var all []mask
	for from := 0; ; {
		i := strings.Index(low[from:], measure)
		if i < 0 {
			return all
		}
		all = append(all, mask{start: from + i, end: from + i + len(measure)})
		from += i + len(measure)
	}
}

// with returns what was said in a role, from the last correction on.
func (h *hearing) with(r role) []saying {
	var all []saying
	for _, s := range h.said {
		if s.role == r {
			all = append(all, s)
		}
	}
	return all
}

// corrected drops what a correction took back.
func (h *hearing) corrected() bool {
	if h.sorry < 0 {
		return false
	}
	var after []saying
	for _, s := range h.said {
		if s.clause >= h.sorry {
			after = append(after, s)
		}
	}
	if len(after) > 0 {
		h.said = after
	}
	return true
}

// homes finds the names of the unit that a metric belongs to: beside the metric
// they add nothing.
func (l *Lexicon) homes(found []Match, text string, m *scorecard.Metric) []mask {
	if m.Objective == "" {
		return nil
	}
	unit := Ref(l.index.UnitOf(m))
	var out []mask
	for _, at := range found {
		counted := hasDigit(text[max(0, at.Start-2):at.Start]) // "14 people" are no team
		if slices.Contains(at.Refs, unit) && at.Start < at.End && at.End <= len(text) && !counted {
			out = append(out, mask{start: at.Start, end: at.End})
		}
	}
	return out
}

// hear reads the stretch and decides.
func (h *hearing) hear(l *Lexicon) Heard {
	if !h.homed {
		h.names = append(h.names, l.homes(l.Find(h.text), h.text, h.asked.Metric)...)
	}
	h.listen()
	out := Heard{Metric: h.asked.Metric.ID, Unit: h.asked.Metric.Measure}
	out.Correction = h.corrected()
	h.brackets()
	h.otherThings()
	h.dated()
	if k, ok := h.phrase(l); ok {
		k.Metric = out.Metric
		return k
	}
	if h.asked.Metric.Measure.Kind() == scorecard.YesNoMeasure {
		return h.yesNo(out)
	}
	if v, ok := h.besideTarget(); ok {
		out.Action, out.Confidence, out.Why = Confirm, scorecard.Medium, "of_target: counted from the target"
		out.Value = decimal.NewNullDecimal(v)
		return out
	}
	d, at := h.decide()
	out.Action, out.Confidence, out.Value, out.Options, out.Why = d.act, d.sure, d.value, d.options, d.why
	if at == nil {
		return h.wordsOnly(out)
	}
	out.Approx = at.approx || at.role == levelRole && h.roughlyBehind(at)
	if at.role == boundRole && out.Action == AskBack && at.amount != nil {
		out.Bound = h.boundText(at)
	}
	if out.Approx && out.Confidence == scorecard.High {
		out.Confidence = scorecard.Medium
	}
	out.Comment = h.comment(at)
	h.otherSide(&out)
	h.period(&out, at)
	if why := h.misgiving(l, at); why != "" && out.Action == Record {
		out.Action, out.Confidence, out.Why = Confirm, scorecard.Medium, why
	}
	if out.Action == Record || !out.Value.Valid {
		return out
	}
	if why := impossible(h.asked, out.Value.Decimal); why != "" {
		out.Action, out.Confidence, out.Why, out.Value = AskBack, scorecard.Low, why, decimal.NullDecimal{}
	}
	return out
}

// roughlyBehind reports whether "(roughly)" stands behind a value.
func (h *hearing) roughlyBehind(at *saying) bool {
	i := at.clause + 1
	return i < len(h.clauses) && h.clauses[i].onlyRoughly()
}

// decide picks the saying that counts and settles its value.
func (h *hearing) decide() (doubtful, *saying) {
	levels := h.clearest(distinct(h.with(levelRole)))
	switch {
	case len(levels) == 1:
		return h.level(levels[0])
	case len(levels) > 1:
		return askAgain("several_values: more than one number could be the value"), &levels[0]
	}
	for _, r := range []role{rangeRole, boundRole} {
		if s := h.with(r); len(s) == 1 && h.roseUpTo(s[0]) {
			return h.soft(s[0], "bound: up to there, or at most?")
		} else if len(s) > 0 {
			return askAgain(map[role]string{rangeRole: "range: a range, not a value", boundRole: "bound: a limit, not a value"}[r]), &s[0]
		}
	}
	if s := h.with(ratioRole); len(s) > 0 {
		return h.ratio(s[0])
	}
	if s := h.with(deltaRole); len(s) == 1 {
		return h.delta(s[0])
	} else if len(s) > 1 {
		return askAgain("several_values: more than one change"), &s[0]
	}
	if s := h.with(unsureRole); len(s) > 0 {
		return h.soft(s[0], "unsure: it was said with a doubt")
	}
	if s := h.with(sameRole); len(s) > 0 {
		return h.same(s[0])
	}
	if s := h.with(zeroRole); len(s) > 0 {
		return h.zero(s[0])
	}
	return h.leftover()
}

// roseUpTo reports whether "up to 84" stands behind a lower value before, so
// that it says where it went.
func (h *hearing) roseUpTo(s saying) bool {
	if s.bound != atMost || s.amount == nil || !h.asked.Previous.Valid || !strings.HasSuffix(strings.ToLower(strings.TrimSpace(h.text[:s.amount.start])), "up to") {
		return false
	}
	return len(s.amount.readings) == 1 && s.amount.readings[0].GreaterThan(h.asked.Previous.Decimal) && within(s.amount.readings[0], h.asked.Previous.Decimal, 2)
}

// leftover settles numbers in words that were not understood, and numbers that
// seem to be something else.
func (h *hearing) leftover() (doubtful, *saying) {
	weak := h.with(weakRole)
	if len(weak) == 1 && len(h.with(nounRole)) == 0 {
		return h.soft(weak[0], "unclear: not every word around the number is understood")
	}
	for _, r := range []role{weakRole, nounRole, earlierRole, targetRole, deniedRole} {
		s := h.with(r)
		if len(s) == 1 && r == nounRole && len(weak) == 0 && (h.asked.Metric.Measure.Kind() == scorecard.CountMeasure || h.likely(s[0])) {
			return h.soft(s[0], "unclear: is that the number?")
		}
		if len(s) > 0 {
			return askAgain("unclear: which number is the value?"), &s[0]
		}
	}
	return doubtful{}, nil
}

// likely reports whether a number is near enough to the value before to be
// offered, though a word that is not understood stands behind it.
func (h *hearing) likely(s saying) bool {
	v := s.amount.readings
	return h.asked.Previous.Valid && len(v) == 1 && s.amount.unit.kind == noUnit && v[0].Sub(h.asked.Previous.Decimal).Abs().LessThanOrEqual(h.asked.Previous.Decimal.Abs().Mul(decimal.New(2, -1)))
}

// distinct drops levels that repeat another.
func distinct(all []saying) []saying {
	var out []saying
	for _, s := range all {
		if len(out) > 0 && sameAmount(out[0].amount, s.amount) {
			continue
		}
		out = append(out, s)
	}
	return out
}

// clearest drops later numbers without a unit in words that are not understood,
// where the first number has its unit: "80%, 4 of the 5 schools improved".
func (h *hearing) clearest(levels []saying) []saying {
	if len(levels) > 1 && !levels[0].was {
		levels = slices.DeleteFunc(levels, func(s saying) bool {
			aside := s.start != levels[0].start && (h.howMany(s, levels[0]) || h.clauses[s.clause].isPart() && s.amount.lessThan(levels[0].amount))
			if aside {
				h.countsOther(s)
			}
			return aside
		})
	}
	if len(levels) < 2 || levels[0].amount.unit.kind == noUnit && !h.bracketed(levels[1], levels[0]) {
		return levels
	}
	kept := levels[:1]
	for _, s := range levels[1:] {
		if s.amount.unit.kind != noUnit || s.clause == levels[0].clause || !h.clauses[s.clause].puzzles() && !h.bracketed(s, levels[0]) {
			kept = append(kept, s)
			continue
		}
		for i := range h.said {
			if h.said[i].clause == s.clause && h.said[i].role == levelRole {
				h.said[i].role = nounRole
			}
		}
		for i := range h.clauses[s.clause].said {
			h.clauses[s.clause].said[i].role = nounRole
		}
	}
	return kept
}

// puzzles reports whether a clause has words nothing is known of.
func (c *clause) puzzles() bool { return puzzled(c.ps) }

func puzzled(ps []piece) bool {
	for _, p := range ps {
		if p.kind == wordPiece && p.hint == noCue {
			return true
		}
	}
	return false
}

func sameAmount(a, b *amount) bool {
	return len(a.readings) == 1 && len(b.readings) == 1 && a.readings[0].Equal(b.readings[0]) && a.unit.kind == b.unit.kind && a.minus == b.minus && !a.whole.Valid && !b.whole.Valid
}

// brackets reads "(1.2)" alone as bookkeepers do, and a number in brackets
// behind a value as the one before.
func (h *hearing) brackets() {
	for i := range h.said {
		s := &h.said[i]
		if s.amount == nil || s.role != levelRole || !h.inBrackets(s.amount) {
			continue
		}
		if len(h.with(levelRole)) == 1 {
			s.amount.minus = true
			s.amount.open = false
			continue
		}
		if v := s.amount.readings; len(v) == 1 && h.asked.Previous.Valid && v[0].Equal(h.asked.Previous.Decimal) {
			s.role = earlierRole
		}
	}
}

func (h *hearing) inBrackets(a *amount) bool {
	before := strings.TrimRight(h.text[:a.start], " €$£")
	after := strings.TrimLeft(h.text[a.end:], " %€$£")
	return strings.HasSuffix(before, "(") && strings.HasPrefix(after, ")")
}
