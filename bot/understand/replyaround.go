package understand

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
	case a.plus || a.minus && e.has(before) || b.has(rising, falling) || changeAfter(e, more) && !(more && pointsOn(post)):
		s.role, s.up = deltaRole, 1
		if a.minus || b.has(falling) || (!b.has(rising) || justBy(pre)) && e.first() == falling {
			s.up = -1
		}
	case b.has(joining) && !b.has(before) && i > 0 && c.i0(i) && !itsNumber.MatchString(joined(pre)):
		s.role = rangeRole
	}
	s.role = doubted(s, b, e, more)
	return s
}

// justBy reports whether only "um" stands before a change, whose way the words
// behind it say: "um 0,8 gesunken".
func justBy(pre []piece) bool {
	return len(pre) > 0 && pre[len(pre)-1].low == "um" && !lookAround(pre[:len(pre)-1], false).has(rising, falling)
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
