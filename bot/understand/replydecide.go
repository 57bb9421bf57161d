package understand

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// level settles a number that was given as the value.
func (h *hearing) level(s saying) (doubtful, *saying) {
	n := s.amount
	if n.whole.Valid || n.fraction && h.asked.Metric.Measure.Kind() != scorecard.DurationMeasure {
		return h.ratio(s)
	}
	vs, why, doubt := converted(h.asked, n)
	if why != "" {
		return askAgain(why), &s
	}
	v, unclear := choose(h.asked, vs)
	if n.minus {
		return h.negative(s, v)
	}
	exact := n.scaled || n.unit.kind == percentUnit || n.unit.kind == timeUnit && n.unit.factor.IsPositive()
	d := settle(h.asked, v, exact)
	if d.act == AskBack || d.act == Confirm && len(d.options) > 0 {
		return d, &s
	}
	if unclear && len(vs) > 1 {
		return confirming(scorecard.Low, "separator: a decimal mark, or thousands?", v, vs...), &s
	}
	if (n.unit.kind == centUnit || n.unit.kind == sizeUnit || n.compound) && h.likeBefore(v) {
		doubt = "" // "495 pence", "28.1 litres", "1 day 4 hours": no other way to count it comes near the value before
	}
	if doubt == "" {
		doubt = n.doubt
	}
	if doubt == "" && h.nameFollows(n) {
		doubt = "count: a number of them, or " + unitName(h.asked.Metric) + "?"
	}
	if doubt != "" {
		return confirming(scorecard.Medium, doubt, v), &s
	}
	if d.act == Record {
		d = h.contradicted(d, s, v)
	}
	return d, &s
}

// downFrom says which way a value went from the number behind it.
var downFrom = regexp.MustCompile(`(?i)\b(?:down|up) from\b`)

// likeBefore reports whether a value lies within a tenth of the one before.
func (h *hearing) likeBefore(v decimal.Decimal) bool {
	prev := h.asked.Previous
	return prev.Valid && v.Sub(prev.Decimal).Abs().Mul(dec(10)).LessThanOrEqual(prev.Decimal.Abs())
}

// contradicted doubts a value that something else in the reply speaks against.
func (h *hearing) contradicted(d doubtful, s saying, v decimal.Decimal) doubtful {
	prev := h.asked.Previous
	if other, ok := h.another(s, v); ok {
		return confirming(scorecard.Low, "several_values: which of them is it?", v, v, other)
	}
	for _, e := range h.with(earlierRole) {
		vs, _, _ := converted(h.asked, e.amount)
		if prev.Valid && h.sorry < 0 && len(vs) > 0 && !vs[0].Equal(prev.Decimal) && !(len(vs) > 1 && vs[1].Equal(prev.Decimal)) && !(s.amount.scaled && !e.amount.scaled && scalesTo(vs[0], prev.Decimal)) {
			return confirming(scorecard.Medium, "previous_differs: the value before is recorded as "+prev.Decimal.String(), v)
		}
	}
	if downFrom.MatchString(h.text) {
		for _, e := range h.with(earlierRole) {
			if vs, _, _ := converted(h.asked, e.amount); len(vs) == 1 && downFrom.FindString(h.text) != "" && (strings.Contains(strings.ToLower(downFrom.FindString(h.text)), "down") == v.GreaterThan(vs[0])) && !v.Equal(vs[0]) {
				return confirming(scorecard.Medium, "change_differs: that is the other way", v)
			}
		}
	}
	switch {
	case s.past && h.lastIsOther():
		return confirming(scorecard.Low, "earlier_period: is that the value of the period before?", v)
	case (s.still || len(h.with(sameRole)) > 0) && prev.Valid && !v.Equal(prev.Decimal):
		return confirming(scorecard.Low, "not_the_same: the value before was "+prev.Decimal.String(), v)
	case h.rivalled(s, v):
		return confirming(scorecard.Medium, "several_values: other numbers stand beside it", v)
	}
	for _, k := range h.with(deltaRole) {
		vs, _, _ := converted(h.asked, k.amount)
		if prev.Valid && (len(vs) != 1 || !near(prev.Decimal.Add(vs[0].Mul(dec(int64(k.up)))), v)) {
			return confirming(scorecard.Medium, "change_differs: the value before was "+prev.Decimal.String(), v)
		}
	}
	for i := range h.clauses {
		if c := &h.clauses[i]; i != s.clause && c.start >= 0 && len(c.ps) > 0 && h.against(c, v) {
			return confirming(scorecard.Medium, "change_differs: the value before was "+prev.Decimal.String(), v)
		}
	}
	if h.conditional(s) {
		return confirming(scorecard.Medium, "condition: it may hold only there", v)
	}
	if h.otherMoney() {
		return confirming(scorecard.Medium, "currency: another one is spoken of than "+unitName(h.asked.Metric), v)
	}
	if h.doubtWords(s) || h.takenOff(s) {
		return confirming(scorecard.Medium, "unsure: it was said with a doubt", v)
	}
	return d
}

// scalesTo reports whether v in thousands, or more of them, is the other: "4.6 ->
// 4.9m".
func scalesTo(v, other decimal.Decimal) bool {
	for _, by := range []int64{1e3, 1e6, 1e9} {
		if v.Mul(dec(by)).Equal(other) {
			return true
		}
	}
	return false
}

// conditional reports whether "at" and another number stand behind the value:
// "2.28 at 3,000 copies".
func (h *hearing) conditional(at saying) bool {
	return slices.ContainsFunc(h.said, func(s saying) bool {
		return s.amount != nil && s.clause == at.clause && s.start > at.start && s.role == nounRole && strings.HasSuffix(strings.ToLower(h.text[:s.amount.start]), " at ")
	})
}

// otherMoney reports whether words without a number say that the value is in
// another currency: "but that's EUR", "in dollars, not francs".
func (h *hearing) otherMoney() bool {
	if h.asked.Metric.Measure.Kind() != scorecard.CurrencyMeasure {
		return false
	}
	for i := range h.clauses {
		c := &h.clauses[i]
		if hasAmount(c.ps) && !c.puzzles() {
			continue
		}
		foreign, unknown := false, 0
		for _, p := range c.ps {
			codes := currencyWords[p.low]
			switch {
			case p.kind != wordPiece:
			case len(codes) > 0 && len([]rune(p.low)) > 2 && !slices.Contains(codes, string(h.asked.Metric.Measure)):
				foreign = true
			case p.hint == noCue && len(codes) == 0:
				unknown++
			}
		}
		if foreign && (unknown <= 1 || hasHint(c.ps, negation)) {
			return true
		}
	}
	return false
}

func hasHint(ps []piece, want hint) bool {
	return slices.ContainsFunc(ps, func(p piece) bool { return p.hint == want })
}

// takenOff reports whether a dash and a bare number stand behind the value, so
// that it may be a sum: "40900 - 1200 for the crane".
func (h *hearing) takenOff(s saying) bool {
	i := s.clause + 1
	if i >= len(h.clauses) || !strings.HasPrefix(h.clauses[s.clause].after, "-") || len(h.clauses[i].ps) == 0 {
		return false
	}
	ps := h.clauses[i].ps
	if len(ps) > 1 && strings.HasPrefix(ps[1].low, "of ") || len(ps) > 2 && ps[1].low == "of" && theirs[ps[2].low] {
		return false // "94 - 12 of them new"
	}
	return ps[0].kind == amountPiece && ps[0].amount.unit.kind == noUnit && !ps[0].amount.word && (len(ps) == 1 || ps[1].kind != wordPiece || ps[1].hint != noCue)
}

// theirs stand behind "of" for what was just counted.
var theirs = map[string]bool{"them": true, "these": true, "those": true, "which": true, "whom": true}

// rivalled reports whether another number of the reply could be the value too.
func (h *hearing) rivalled(at saying, v decimal.Decimal) bool {
	for _, s := range h.said {
		switch {
		case s.amount == nil || s.amount == at.amount || s.role == noRole:
		case s.role == rangeRole || s.role == boundRole || s.role == ratioRole || s.role == unsureRole:
			if !h.elsewhere(s, at, v) {
				return true
			}
		case s.clause != at.clause && h.clauses[s.clause].objects() && closeTo(s.amount, v, 2):
			return true
		}
	}
	return false
}

// elsewhere reports whether a number in words of their own is no rival of the
// value v: a share that comes to it, another unit, another size.
func (h *hearing) elsewhere(s, at saying, v decimal.Decimal) bool {
	if s.role == ratioRole {
		if d, _ := h.ratio(s); d.value.Valid && near(d.value.Decimal, v) {
			return true
		}
	}
	if s.role == boundRole && s.clause != at.clause && h.extreme(s, v) {
		return true
	}
	if s.role == boundRole || !h.clauses[s.clause].puzzles() || s.clause == at.clause {
		return s.role == unsureRole && h.clauses[s.clause].puzzles() && !closeTo(s.amount, v, 3)
	}
	_, why, _ := converted(h.asked, s.amount)
	return s.amount.unit.kind != noUnit && why != "" || !closeTo(s.amount, v, 3)
}

// extreme reports whether s is the highest or lowest of what v is the mean of:
// "16 days, max 41".
func (h *hearing) extreme(s saying, v decimal.Decimal) bool {
	ps := h.clauses[s.clause].ps
	if len(ps) != 2 || len(s.amount.readings) != 1 {
		return false
	}
	switch n := s.amount.readings[0]; strings.TrimSuffix(ps[0].low, ".") {
	case "max", "maximum":
		return n.GreaterThan(v)
	case "min", "minimum":
		return n.LessThan(v)
	}
	return false
}

// objects reports whether a clause begins with "but".
func (c *clause) objects() bool {
	switch c.ps[0].low {
	case "but", "though", "although", "aber", "obwohl", "mais", "pero", "aunque":
		return true
	}
	return false
}

func closeTo(n *amount, v decimal.Decimal, times int64) bool {
	return len(n.readings) == 0 || within(n.readings[0], v, times)
}

func near(a, b decimal.Decimal) bool {
	return a.Sub(b).Abs().LessThanOrEqual(b.Abs().Mul(decimal.RequireFromString("0.01")))
}

// lastIsOther reports whether "last week" is not simply the period asked for.
func (h *hearing) lastIsOther() bool {
	p := h.asked.Period
	return p == "" || !h.to.Today.Valid() || p.Next() != scorecard.PeriodOf(p.Cadence(), h.to.Today)
}

// doubtWords reports whether another clause takes the value back or a question
// mark stands behind it.
func (h *hearing) doubtWords(s saying) bool {
	for i := range h.clauses {
		c := &h.clauses[i]
		if i == s.clause && strings.Contains(c.after, "?") || i+1 == s.clause && c.labelsOther() || i == s.clause+1 && c.limits() && !h.follows(c, s) {
			return true
		}
		if i == s.clause || hasAmount(c.ps) {
			continue
		}
		if i > s.clause && recovering.MatchString(h.text[c.ps[0].start:]) {
			continue
		}
		for k, p := range c.ps {
			if k == 0 && (p.hint == unsure || p.hint == negation && !c.lacks()) || len(c.ps) <= 2 && p.hint == unsure {
				return true
			}
		}
	}
	return false
}

// recovering tells what is to come, which puts no doubt on what is: "should be fine
// again next week".
var recovering = regexp.MustCompile(`(?i)^(?:it |we |that |this )?(?:should|will|might|may|could|sollte|wird|devrait|debería)\b.*\b(?:again|next|soon|back|recover|better|fine|wieder|nächste|bald|besser|prochaine?|bientôt|mieux|próxim[ao]|pronto|mejor)\b`)

// lacks reports whether a clause says that there was none of something: "no
// boats all week". That takes nothing back.
func (c *clause) lacks() bool {
	switch c.ps[0].low {
	case "no", "kein", "keine", "pas", "aucun", "aucune", "sin", "never", "hardly":
		return len(c.ps) > 1 && c.ps[1].kind == wordPiece && c.ps[1].hint == noCue
	}
	return false
}

// against reports whether a clause only says which way the value went, and it
// did not.
func (h *hearing) against(c *clause, v decimal.Decimal) bool {
	prev := h.asked.Previous
	if !prev.Valid || hasAmount(c.ps) || c.reason || ofPace.MatchString(h.text[c.ps[0].start:]) && h.asked.Metric.Measure.Kind() != scorecard.DurationMeasure {
		return false
	}
	around := lookAround(c.ps, true)
	cues := around.cues
	if of := c.ps[0]; of.kind == wordPiece && of.hint == noCue && around.unknown == 1 && len(c.ps) > 2 && !h.own[of.low] {
		return false // "diesel got dearer again": that is of the diesel
	}
	if around.unknown > 1 || slices.ContainsFunc(c.ps, func(p piece) bool { return p.kind == maskPiece && h.text[p.start] != '<' }) {
		return false
	}
	return len(cues) == 1 && (cues[0] == rising && v.LessThan(prev.Decimal) || cues[0] == falling && v.GreaterThan(prev.Decimal)) && len(c.ps) <= 4 && !better[c.ps[len(c.ps)-1].low]
}

// ofPace are words of time: "faster invoicing" says nothing of a revenue.
var ofPace = regexp.MustCompile(`(?i)^(?:quicker|faster|slower|shorter|longer)\b`)

// better and worse are of the value, whichever way that is.
var better = map[string]bool{"better": true, "worse": true, "improved": true, "worsened": true, "besser": true, "schlechter": true}

// follows reports whether a clause only says which way the value went, and it did.
func (h *hearing) follows(c *clause, s saying) bool {
	prev := h.asked.Previous
	if !prev.Valid || s.amount == nil || len(s.amount.readings) == 0 {
		return false
	}
	vs, why, _ := converted(h.asked, s.amount)
	cues := lookAround(c.ps, true).cues
	if why != "" || len(cues) != 1 {
		return false
	}
	v, _ := choose(h.asked, vs)
	return cues[0] == rising && v.GreaterThan(prev.Decimal) || cues[0] == falling && v.LessThan(prev.Decimal)
}

// labelsOther reports whether a clause is a label of something else than the
// metric: "Albany: 95". A whole sentence before the colon is a comment.
func (c *clause) labelsOther() bool {
	if !strings.HasPrefix(c.after, ":") {
		return false
	}
	unknown := 0
	for _, p := range c.ps {
		if p.hint == filler && !articles[p.low] {
			return false
		}
		if p.kind == wordPiece && p.hint == noCue {
			unknown++
		}
	}
	return unknown > 0
}

var articles = map[string]bool{"the": true, "our": true, "in": true, "for": true, "at": true, "my": true, "der": true, "die": true, "das": true, "le": true, "la": true, "les": true, "el": true, "los": true, "las": true, "bei": true, "im": true, "à": true, "en": true}

// limits reports whether the clause behind a value changes what it is of: "if we
// ignore Friday", "(the target)", "last week".
func (c *clause) limits() bool {
	if len(c.ps) > 0 && c.reason && conditions[c.ps[0].low] && !(c.ps[0].low == "as" && hasAmount(c.ps) && c.puzzles()) {
		return true
	}
	if hasAmount(c.ps) {
		return false
	}
	b := lookAround(c.ps, true)
	return b.unknown == 0 && b.has(aim, before, leaving, unsure, negation, rising, falling) && !b.has(moreThan, lessThan)
}

var conditions = map[string]bool{"if": true, "unless": true, "excluding": true, "without": true, "except": true, "excl": true, "until": true, "ohne": true, "sans": true, "sin": true, "as": true, "que": true, "comme": true, "incl": true, "including": true}

// nameFollows reports whether the metric's name stands right behind a number, so
// that "3 accidents" may be a count of them and no rate.
func (h *hearing) nameFollows(n *amount) bool {
	m := h.asked.Metric
	rate := m.Measure.Kind() == scorecard.PercentMeasure || strings.ContainsAny(string(m.Measure), "/") || strings.Contains(string(m.Measure), "per ")
	if !rate || n.unit.kind != noUnit && n.unit.kind != ownUnit || !n.readings[0].IsInteger() {
		return false
	}
	if n.unit.kind == ownUnit {
		return true
	}
	for _, at := range h.names {
		if at.start >= n.end && strings.TrimSpace(h.text[n.end:at.start]) == "" {
			return true
		}
	}
	return false
}
