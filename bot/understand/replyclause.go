package understand

import "strings"

// A role is what a number of a reply says.
type role int

const (
	noRole    role = iota
	levelRole      // what the metric is
	weakRole       // perhaps what the metric is: words around it are not understood
	earlierRole
	targetRole
	deltaRole
	boundRole
	rangeRole
	deniedRole
	nounRole // it counts something else: "3 depots"
	sameRole
	zeroRole
	unsureRole
	ratioRole
)

// A saying is one thing a clause says.
type saying struct {
	role   role
	amount *amount
	bound  hint // of a boundRole
	up     int  // of a deltaRole: 1 or -1
	approx bool
	past   bool // "last week" stands beside it
	was    bool // "was" stands before it
	still  bool
	clause int
	start  int
	whole  *amount // of a ratioRole: what it is out of
}

// A clause is what stands between two stops.
type clause struct {
	ps         []piece
	start, end int
	after      string // the stop that ends it
	reason     bool   // it begins with "because"
	sorry      bool
	said       []saying
}

// clauses cuts pieces at stops and before words of reason.
func clauses(ps []piece) []clause {
	orThat(ps)
	var all []clause
	cur := clause{}
	flush := func(after string) {
		cur.after = after
		if len(cur.ps) > 0 {
			cur.start, cur.end = cur.ps[0].start, cur.ps[len(cur.ps)-1].end
			all = append(all, cur)
		} else if len(all) > 0 && all[len(all)-1].after != "(" {
			all[len(all)-1].after += after
		} else if after == "(" {
			all = append(all, clause{after: "(", start: -1})
		}
		cur = clause{}
	}
	for i, p := range ps {
		switch {
		case p.kind == stopPiece && p.low == ":" && labels(cur.ps):
			continue
		case p.kind == stopPiece:
			flush(p.low)
			continue
		case countsAside(cur.ps, p, ps[i+1:]), p.hint == leaving && hasAmount(cur.ps) && tellsWhy(p, ps[i+1:]):
			flush("")
		case concludes[p.low] && len(cur.ps) > 0 && (!hasAmount(cur.ps) || puzzled(cur.ps)) && valueNext(ps[i+1:]):
			flush("")
		case p.hint == reason && len(cur.ps) > 0:
			flush("")
			cur.reason = true
		case p.hint == reason:
			cur.reason = true
		case p.hint == sorry:
			if hasAmount(cur.ps) && amends(ps[i+1:]) {
				flush("")
			}
			cur.sorry = true // also behind it: "95 actually"
		}
		cur.ps = append(cur.ps, p)
	}
	flush("")
	return takenBack(all)
}

// amends reports whether a new value stands behind a word of correction, and not
// only more about the old: "95 actually, 2 people off sick".
func amends(ps []piece) bool {
	if hasAmount(untilStop(ps)) {
		return true
	}
	for i, p := range ps {
		if p.kind == stopPiece && strings.Contains("(\"", p.low) {
			return false
		}
		if p.kind == amountPiece {
			return i+1 == len(ps) || ps[i+1].kind != wordPiece || ps[i+1].hint != noCue
		}
	}
	return false
}

// takenBack marks what follows a lone "no" between two numbers as a correction
// of what stands before it: "94. No, 95."
func takenBack(all []clause) []clause {
	for i := 1; i+1 < len(all); i++ {
		if ps := all[i].ps; len(ps) == 1 && ps[0].hint != sorry && loneNo[ps[0].low] && hasAmount(all[i-1].ps) && hasAmount(all[i+1].ps) {
			all[i].sorry, ps[0].hint = true, sorry
			for _, p := range all[i+1].ps {
				if p.kind == amountPiece {
					p.amount.doubt = "correction: does it replace the number before?"
				}
			}
		}
	}
	return all
}

// orThat settles "8 no 7", where the second number may be what is denied or what
// it should be: neither is taken without asking.
func orThat(ps []piece) {
	for i := 1; i+1 < len(ps); i++ {
		if loneNo[ps[i].low] && ps[i-1].kind == amountPiece && ps[i+1].kind == amountPiece {
			ps[i].hint = negation
		}
	}
}

var loneNo = map[string]bool{"no": true, "nope": true, "nah": true, "nein": true, "nee": true, "ne": true, "non": true}

// concludes are the words between a comment and the value it led to: "the road
// was closed so only 64".
var concludes = map[string]bool{"so": true, "hence": true, "therefore": true, "thus": true, "meaning": true, "deshalb": true, "daher": true, "also": true, "donc": true, "así que": true, "entonces": true}

// valueNext reports whether an amount comes next, small words aside.
func valueNext(ps []piece) bool {
	for _, p := range ps {
		if p.kind == amountPiece {
			return true
		}
		if p.hint != filler && p.hint != roughly && p.hint != reaching && p.hint != yet {
			return false
		}
	}
	return false
}

// afterWords begin a comment when no number follows them.
var afterWords = map[string]bool{"after": true, "nach": true}

func untilStop(ps []piece) []piece {
	for i, p := range ps {
		if p.kind == stopPiece {
			return ps[:i]
		}
	}
	return ps
}

// tellsWhy reports whether a word such as "after" or "from" begins a comment
// and no earlier value: "after the strike", "from 318 reviews".
func tellsWhy(p piece, rest []piece) bool {
	rest = untilStop(rest)
	if !hasAmount(rest) || afterWords[p.low] && tellsFirst(rest) {
		return afterWords[p.low]
	}
	if p.low == "from" && len(rest) == 1 && rest[0].kind == amountPiece {
		return rest[0].amount.unit.kind == ownUnit
	}
	if p.low != "from" || len(rest) < 2 || rest[0].kind != amountPiece || rest[1].kind != wordPiece {
		return false
	}
	own := rest[1].hint == filler && cueTables["en"][rest[1].low] != filler // a word of the metric's name
	return rest[0].amount.unit.kind == noUnit && rest[1].hint == noCue || own || rest[0].amount.unit.kind == ownUnit
}

// tellsFirst reports whether words nothing is known of come before any number.
func tellsFirst(ps []piece) bool {
	for _, p := range ps {
		if p.kind == amountPiece {
			return false
		}
		if p.kind == wordPiece && p.hint == noCue {
			return true
		}
	}
	return false
}

// countsAside reports whether p, right behind an amount, counts something else:
// "88.1 two tanks in the workshop".
func countsAside(before []piece, p piece, after []piece) bool {
	if p.kind != amountPiece || len(before) == 0 || before[len(before)-1].kind != amountPiece || len(after) == 0 {
		return false
	}
	a, b, next := before[len(before)-1].amount, p.amount, after[0]
	if next.kind != wordPiece || next.hint != noCue || b.unit.kind != noUnit || b.minus || b.plus || b.scaled || b.whole.Valid {
		return false
	}
	exact := len(a.readings) == 1 && (a.unit.kind != noUnit || !a.readings[0].IsInteger())
	return exact && len(b.readings) == 1 && b.readings[0].IsInteger() && (b.word || b.readings[0].LessThan(dec(100)))
}

// labels reports whether a colon after ps does not part them from what follows:
// "target: 96", "last week: 93".
func labels(ps []piece) bool {
	if hasAmount(ps) {
		return false
	}
	for _, p := range ps {
		switch p.hint {
		case aim, before, leaving, earlier, unsure, negation, unmoved, sorry, roughly, moreThan, lessThan, atLeast, atMost:
			return true
		}
	}
	return false
}

func hasAmount(ps []piece) bool {
	for _, p := range ps {
		if p.kind == amountPiece {
			return true
		}
	}
	return false
}

// listen finds what clause n says.
func (c *clause) listen(n int) {
	var at []int
	for i, p := range c.ps {
		if p.kind == amountPiece {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		c.said = c.wordless(n)
		return
	}
	from := 0
	for k, i := range at {
		to := len(c.ps)
		if k+1 < len(at) {
			to = at[k+1]
		}
		s := c.roleOf(i, c.ps[from:i], c.ps[i+1:to], k+1 < len(at))
		s.clause, s.start = n, c.ps[i].start
		c.said = append(c.said, s)
		from = i + 1
	}
	c.pair(at)
}

// wordless reads a clause without numbers: "no change", "none this week".
func (c *clause) wordless(n int) []saying {
	s := saying{clause: n, start: c.start}
	for i, p := range c.ps {
		switch p.hint {
		case unmoved:
			s.role = sameRole
		case nothing:
			s.role = zeroRole
		case halves:
			return nil
		case negation:
			if p.low != "no" || i+1 >= len(c.ps) || c.ps[i+1].kind != maskPiece {
				return nil
			}
			s.role = zeroRole // "no" before the metric's name
		case roughly:
			s.approx = true
		case filler, polite, yet, before, sorry:
		default:
			if p.kind != maskPiece {
				return nil
			}
		}
	}
	if s.role == noRole {
		return nil
	}
	return []saying{s}
}

// around is what the words on one side of a number come to.
type around struct {
	cues    []hint
	unknown int
	near    bool // an unknown word stands right beside the number
}

func lookAround(ps []piece, ahead bool) around {
	var a around
	for i, p := range ps {
		switch {
		case p.kind == maskPiece || p.hint == filler || p.hint == polite:
		case ahead && i == len(ps)-1 && p.low == "now": // "it is 11 days now"
		case p.hint != noCue:
			a.cues = append(a.cues, p.hint)
		default:
			a.unknown++
			if ahead && i == 0 || !ahead && i == len(ps)-1 {
				a.near = true
			}
		}
	}
	return a
}

func (a around) has(cs ...hint) bool {
	for _, c := range a.cues {
		for _, want := range cs {
			if c == want {
				return true
			}
		}
	}
	return false
}

func (a around) first() hint {
	if len(a.cues) == 0 {
		return noCue
	}
	return a.cues[0]
}

func (a around) last() hint {
	if len(a.cues) == 0 {
		return noCue
	}
	return a.cues[len(a.cues)-1]
}

// roleOf decides what the amount at i says from the words before and after it.
func (c *clause) roleOf(i int, pre, post []piece, more bool) saying {
	a := c.ps[i].amount
	b, e := lookAround(pre, false), lookAround(post, true)
	s := saying{role: levelRole, amount: a, approx: b.has(roughly) || e.first() == roughly, still: b.has(yet)}
	s.past = e.first() == before || b.has(before)
	s.was = b.has(earlier)
	switch {
	case b.has(unsure) || e.has(unsure):
		s.role = unsureRole
	case b.last() == negation:
		s.role = deniedRole
	case b.has(aim) || e.first() == aim:
		s.role = targetRole
	case b.last() == leaving && e.near && a.unit.kind == noUnit:
		s.role = nounRole // "4.2 from 318 reviews"
	case b.last() == leaving || b.has(leaving) && !b.has(reaching, arrow):
		s.role = earlierRole
	case b.has(span):
		s.role = rangeRole
	case e.has(before) && (e.first() == moreThan || e.first() == lessThan):
		s.role, s.up = deltaRole, 1 // "two fewer than last week"
		if e.first() == lessThan {
			s.up = -1
		}
	case e.has(aim) && (e.first() == moreThan || e.first() == lessThan) && a.unit.kind == noUnit:
		s.role = targetRole // "2 more than planned"
	case boundIn(b, e, a, &s):
		s.role = boundRole
	case b.has(reaching, arrow):
	case a.plus || b.has(rising, falling) || changeAfter(e, more) && !(more && pointsOn(post)):
		s.role, s.up = deltaRole, 1
		if a.minus || b.has(falling) || !b.has(rising) && e.first() == falling {
			s.up = -1
		}
	case b.has(joining) && !b.has(before) && i > 0 && c.i0(i):
		s.role = rangeRole
	}
	s.role = doubted(s, b, e, more)
	return s
}

// doubted returns the role of s, or a weaker one when words around the number
// are not understood or may change what it says.
func doubted(s saying, b, e around, more bool) role {
	if (s.role == levelRole || s.role == deltaRole || s.role == boundRole) && b.unknown+e.unknown > 0 {
		s.role = weaker(s, b, e)
	}
	if s.role == levelRole && b.has(negation, outOf, unmoved, nothing, halves) && !b.has(reaching, arrow) {
		s.role = weakRole
	}
	if s.role == levelRole && !more && unsettled(e) && !(b.has(reaching) && len(e.cues) == 1 && e.has(rising, falling)) {
		s.role = weakRole
	}
	return s.role
}

// i0 reports whether an amount stands before piece i.
func (c *clause) i0(i int) bool { return hasAmount(c.ps[:i]) }

// unsettled reports whether words after a number may change what it says.
func unsettled(e around) bool {
	for _, c := range e.cues {
		switch c {
		case roughly, before, unmoved, yet, reason, sorry, joining:
		case moreThan, lessThan, rising, falling, aim, leaving:
			// "91.4 below target", "91.4, down from last week" speak of the number
			if !e.has(aim, before) {
				return true
			}
		default:
			return true
		}
	}
	return e.has(joining) || e.has(reason)
}

// weaker says what is left of a role when words around it are not understood.
func weaker(s saying, b, e around) role {
	if e.near && s.amount.unit.kind == noUnit && s.role != deltaRole {
		return nounRole
	}
	return weakRole
}

// changeAfter reports whether "more", "fewer", "up" follows a number as its change.
func changeAfter(e around, more bool) bool {
	if e.first() != rising && e.first() != falling {
		return false
	}
	return !more || len(e.cues) == 1
}

// pointsOn reports whether a word of direction stands before the next number and
// so is said of that: "8.9 down 0.6".
func pointsOn(post []piece) bool {
	return len(post) == 1 && (post[0].low == "up" || post[0].low == "down")
}

func boundIn(b, e around, a *amount, s *saying) bool {
	for _, k := range []hint{atLeast, moreThan, atMost, lessThan} {
		if b.has(k) {
			s.bound = k
			return true
		}
	}
	if a.open || e.first() == atLeast {
		s.bound = atLeast
	} else if e.first() == atMost {
		s.bound = atMost
	}
	return s.bound != noCue
}
