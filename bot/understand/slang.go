package understand

import (
	"regexp"
	"strings"
)

// weekWritten is the number of a week as it is often written: "W44".
var weekWritten = regexp.MustCompile(`^(?:w|wk|cw|kw)(\d{1,2})$`)

// respell writes out what people in a hurry shorten: "shd" is should, "lookin"
// looking, "sooo" so. What may be a name, or is typed in capitals, stays.
func (l *Lexicon) respell(ts []token) []token {
	var out []token
	for _, t := range ts {
		if m := weekWritten.FindStringSubmatch(t.low); m != nil && !l.words.has[t.stem] {
			out = append(out, token{start: t.start, end: t.end, raw: t.raw, low: "week", stem: "week"},
				token{start: t.start, end: t.end, raw: m[1], low: m[1], stem: m[1], number: true})
			continue
		}
		words := ""
		if !t.number && !l.words.has[t.stem] && (len(t.raw) < 2 || strings.ToUpper(t.raw) != t.raw) {
			words = english.spelledOut(t.low)
		}
		if words == "" {
			out = append(out, t)
			continue
		}
		for w := range strings.FieldsSeq(words) {
			if w == "~" {
				continue
			}
			add := t
			add.low, add.stem = w, stem(w)
			out = append(out, add)
		}
	}
	return out
}

// spellOut does so in a reply, one word for one: units and single letters keep
// their meaning.
func spellOut(ps []piece, own map[string]bool) {
	for i, p := range ps {
		if p.kind != wordPiece || len(p.low) < 3 && p.low != "wk" || p.glued || own[p.low] {
			continue
		}
		if full, ok := english.slang[p.low]; ok && !strings.Contains(full, " ") && full != "~" && full != "until" {
			ps[i].low = full
		}
	}
}

// spelledOut returns what a hurried word stands for; "" for one that is as it
// should be, or says nothing to us.
func (g *language) spelledOut(w string) string {
	if full, ok := g.slang[w]; ok {
		return full
	}
	if isOrdinary(w) {
		return ""
	}
	if strings.HasSuffix(w, "in") && len(w) > 4 && isOrdinary(w+"g") {
		return w + "g"
	}
	if short := unstretched(w, 1); short != w && isOrdinary(short) {
		return short
	}
	if short := unstretched(w, 2); short != w && isOrdinary(short) {
		return short
	}
	return ""
}

// unstretched shortens runs of three and more of one letter to keep.
func unstretched(w string, keep int) string {
	var out []rune
	rs := []rune(w)
	for i := 0; i < len(rs); {
		j := i
		for j < len(rs) && rs[j] == rs[i] {
			j++
		}
		n := j - i
		if n > 2 {
			n = keep
		}
		for range n {
			out = append(out, rs[i])
		}
		i = j
	}
	return string(out)
}
