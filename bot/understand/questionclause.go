package understand

import (
	"regexp"
	"slices"
	"strings"
)

// leadIn returns how many tokens at the beginning only lead up to the question: a
// sentence that names nothing and asks nothing, before one that does. "Hi, I'm new
// here. How many members do we have?"
func (q *question) leadIn(found []Match, text string) int {
	cut := 0
	for i := 1; i < len(q.ts); i++ {
		from, to := q.ts[i-1].end, q.ts[i].start
		if from >= to || !strings.ContainsAny(text[from:to], ".!\n") || strings.Contains(text[from:to], "?") {
			continue
		}
		if i > 12 || auxiliary[q.ts[cut].low] || slices.ContainsFunc(q.ts[cut:i], func(t token) bool { return asksWord[t.low] || t.number }) {
			break
		}
		if slices.ContainsFunc(found, func(m Match) bool { return m.from < i }) || q.pointsBack(i) {
			break
		}
		if !slices.ContainsFunc(found, func(m Match) bool { return m.from >= i && !m.weak }) {
			break
		}
		cut = i
	}
	return cut
}

// asksWord are words that may make a sentence a question or part of one.
var asksWord = wordSet("what who whom whose why how when where which if suppose imagine assume say tell show give list compare explain our team ? red green amber")

// auxiliary are the words that begin a question to be answered by yes or no.
var auxiliary = wordSet("is are was were do does did can could will would should has have had")

// pointsBack reports whether what comes from token i on speaks of what was said
// before it.
func (q *question) pointsBack(i int) bool {
	for k := i; k < len(q.ts); k++ {
		w := q.ts[k].low
		if (english.thing[w] || english.person[w]) && !q.demonstrates(k) && w != "there" {
			return true
		}
	}
	return false
}

// corrected leaves out what was said in passing before a question says what it
// means: "how long do people wait at the desk, I mean the queue time".
func (q *question) corrected(all []Match) []Match {
	n := len(all) - 1
	if n > 0 && all[n].to == len(q.ts) && slices.Equal(all[n].Refs, all[n-1].Refs) && strings.Contains(q.text[all[n-1].End:all[n].Start], ",") {
		for i := all[n].from; i < all[n].to; i++ {
			q.echoes[i] = true // "how long should a pothole take, pothole repair time"
		}
		return all[:n]
	}
	if n < 1 || all[n].to != len(q.ts) || !q.meantSo && !q.before(all[n].from, "mean", "meant") {
		return all
	}
	return slices.DeleteFunc(all, func(m Match) bool {
		if m.from >= all[n].from || !m.weak && m.part == 0 {
			return false
		}
		for i := m.from; i < m.to; i++ {
			q.echoes[i] = true
		}
		return true
	})
}

// isDone reports whether a word of a name is what people do: "we spend all day".
func (q *question) isDone(m Match) bool {
	return m.part == 1 && m.from > 0 && english.everyday(q.ts[m.from].low) && acts[q.ts[m.from-1].low]
}

// acts are those who do what the next word says.
var acts = wordSet("we i they you who")

// pointBack binds "it" and "they" to the one number or aim of the sentence before,
// where the question is what it has to do with another: "Scoops matter, they say.
// Do they help sign-ups?"
func (q *question) pointBack() {
	if q.bound {
		return
	}
	at := q.sentence()
	if at == 0 || slices.ContainsFunc(q.ts[:at], func(t token) bool { return asksWord[t.low] }) {
		return
	}
	var before, behind []Match
	for _, m := range q.ms {
		if !q.isKindOf(m, "mo") {
			continue
		}
		if m.from < at {
			before = append(before, m)
		} else {
			behind = append(behind, m)
		}
	}
	if len(before) != 1 || len(before[0].Refs) != 1 || len(behind) == 0 {
		return
	}
	for i := at; i < behind[0].from; i++ {
		if english.thing[q.ts[i].low] && !q.demonstrates(i) && !q.inName(i) {
			m := before[0]
			m.from, m.to = i, i+1
			q.ms, q.bound = append(q.ms, m), true
			return
		}
	}
}

// sentence returns the token with which the last sentence begins; 0 for the only one.
func (q *question) sentence() int {
	for i := len(q.ts) - 1; i > 0; i-- {
		from, to := q.ts[i-1].end, min(q.ts[i].start, len(q.text))
		if from < to && strings.ContainsAny(q.text[from:to], ".!;\n") {
			return i
		}
	}
	return 0
}

// invests are the verbs behind which "my effort" is no team.
var invests = wordSet("put focus spend invest direct")

// listed are the questions that may be asked of several things in one breath.
var listed = map[Intent]bool{Value: true, Target: true, Trend: true, Owner: true, Gap: true, Define: true}

var listLine = regexp.MustCompile(`@\d+[a-z]*[mo][a-z]*(?: (?:and |or |plus |& )?@\d+[a-z]*[mo][a-z]*)+`)

// listOf returns the mentions of the list that a number or aim is one of: "NPS,
// churn and the return rate".
func (q *question) listOf(i int) []int {
	for _, run := range listLine.FindAllString(q.line, -1) {
		if all := marks(run); slices.Contains(all, i) {
			return all
		}
	}
	return []int{i}
}

// comparesMore finds something beside what is compared that is not on the map.
var comparesMore = regexp.MustCompile(` (?:versus|vs) [a-z]+ $`)

var leftUnknown = regexp.MustCompile(` (?:except|excluding|excepting|other than|apart from|besides|without|leaving out|ignoring|not counting) (?:for |our |my )?[a-z]+ $`)

// leavesUnknown reports whether something is to be left out that is not on the map:
// to answer with it in would be wrong.
func (q *question) leavesUnknown(in Interpretation) bool {
	return (in.Filters == nil || len(in.Filters.Exclude) == 0) && leftUnknown.MatchString(q.line)
}

// wayFrom returns which way the words from token from on go first; empty for none.
func (q *question) wayFrom(from int) string {
	for i := from; i < len(q.ts); i++ {
		w := q.ts[i].low
		if q.inName(i) {
			continue
		}
		if w == "south" && i > 0 && goes[q.ts[i-1].low] {
			return "worse"
		}
		if way, ok := english.ways[w]; ok && !(w == "up" && i+1 < len(q.ts) && q.ts[i+1].low == "with") {
			return way
		}
	}
	return ""
}

// goes are the forms of "go" before "south".
var goes = wordSet("go goes going went gone head heading headed heads")

// supposedAt returns where a supposition begins that stands behind what is asked:
// "would NPS go up if …"; 0 when there is none.
func (q *question) supposedAt() int {
	return max(0, slices.IndexFunc(q.ts, func(t token) bool { return t.low == "if" || t.low == "when" }))
}

// signBehind returns which way an amount goes by the word behind it: "10 fewer
// claims", "two more days"; 0 when none says so.
func (q *question) signBehind(i int) int {
	for k := i; k < len(q.ts) && k < i+3 && !q.inName(k); k++ {
		switch q.ts[k].low {
		case "fewer", "less", "lower", "down":
			return -1
		case "more", "extra", "additional", "higher", "up":
			return 1
		}
	}
	return 0
}

var leavesOut = regexp.MustCompile(` (?:leav(?:e|ing) (?:out )?|not (?:count(?:ing)? |includ(?:e|ing) |show (?:me )?|list |consider(?:ing)? |look(?:ing)? at )|ignor(?:e|ing) |forget(?:ting)?(?: about)? |skip(?:ping)? |omit(?:ting)? |disregard(?:ing)? |never mind )$`)

// isLeftOut reports whether what begins at token i is said to be left out: "do not
// show me X", "leaving out X", "X aside".
func (q *question) isLeftOut(i int) bool {
	if i == 0 {
		return false
	}
	said := " "
	for k := max(0, i-4); k < i; k++ {
		if w := q.meant(k); !english.fillers[w] {
			said += w + " "
		}
	}
	return leavesOut.MatchString(said)
}

// foretold are what a reading about now may not say: how many there will be.
var foretold = regexp.MustCompile(` (?:how (?:much|many) (?:.* )?|what (?:@\d+[a-z]+ )?)will (?:we|it|they|there|company) | (?:are|is) (?:we|it|they|@\d+[a-z]+) (?:going to|gonna) (?:sell|earn|make|be|have|get|see) .* (?:next (?:week|month|quarter|year|spring|summer|autumn|winter)|in 20\d\d) `)

// foretells reports whether a reading of a number is one of what will be, which
// nobody has recorded.
func (q *question) foretells(in Interpretation) bool {
	return in.Outcome == Answer && (in.Intent == Value || in.Span != nil) && foretold.MatchString(q.line) || q.isToCome(in)
}
