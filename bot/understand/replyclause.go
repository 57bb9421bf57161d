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
