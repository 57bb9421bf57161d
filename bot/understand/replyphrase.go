package understand

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// somebody is a mention, or a name of one or two words.
const somebody = `(<@[^>]+>|@?\p{L}[\p{L}'-]*(?: \p{Lu}[\p{L}'-]*)?)`

var (
	noDataPhrase = seek(`(?i)(?:\b(?:` + spoken("lead to nothing") + ` )*)?` + spoken("no data"))
	questionWord = regexp.MustCompile(`(?i)^(?:` + spoken("before asking") + `[,!. ]+)*` + spoken("asking") + `(?:[^\p{L}'’]|$)`)
	handingOn    = seek(`(?i)\b` + spoken("hand on to") + `\s+` + somebody)
	knowsIt      = seek(`(?i)` + somebody + `\s+` + spoken("knows it"))
	mayThey      = seek(`(?i)(?:^|[\s,;¿])` + spoken("may somebody") + `\s+` + somebody + `\s+` + spoken("do it instead"))
	hasGot       = seek(`(?i)(\p{L}[\p{L}-]*)['’]s got (?:that|it|this|the|those|them)\b`)
	hasThings    = seek(`(?i)` + somebody + `\s+has (?:the|our|all the) ([\p{L}-]+)`)
	thatIs       = seek(`(?i)\bthat(?:'s| is) (\p{L}[\p{L}-]*)'s\b`)
	laterPhrase  = seek(`(?i)` + spoken("later anywhere") + `|\b` + spoken("later") + `\b`)
	vague        = seek(`(?i)\b` + spoken("vague") + `\b`)
)

// phrase reads replies that give no value: skipping, putting off, handing on,
// asking back.
func (h *hearing) phrase(l *Lexicon) (Heard, bool) {
	asks := strings.HasSuffix(strings.TrimSpace(h.text), "?") && !hasDigit(h.text) && questionWord.MatchString(strings.TrimSpace(h.text))
	for _, r := range []role{levelRole, deltaRole, ratioRole, rangeRole, boundRole, weakRole} {
		if len(h.with(r)) > 0 && (r != weakRole || onlyWeekday.MatchString(h.text)) && !asks && !h.putOff() {
			return Heard{}, false
		}
	}
	low := strings.ToLower(strings.TrimSpace(h.text))
	asking := strings.HasSuffix(strings.TrimRight(low, " \"')"), "?")
	if at := noDataPhrase.FindStringIndex(h.text); at != nil && !asking && !inSpite.MatchString(h.text[at[1]:]) {
		if rest := strings.ToLower(h.text[at[1]:]); notYet.MatchString(rest) || laterPhrase.MatchString(rest) || untilDay(rest, h.to.Today) != "" {
			return Heard{Action: Snooze, Confidence: scorecard.High, Until: untilWhen(low, h.to.Today), Why: "later: it is not there yet"}, true
		}
		return Heard{Action: Skip, Confidence: scorecard.High, Comment: h.beside(at), Why: "no_data: nothing to record this time"}, true
	}
	if strings.Trim(low, " .!-") == "na" || strings.Trim(low, " .!") == "pass" {
		return Heard{Action: Skip, Confidence: scorecard.High, Why: "no_data: nothing to record this time"}, true
	}
	if out, ok := h.handedOn(l); ok {
		return out, true
	}
	if asking || questionWord.MatchString(low) && !hasAmount(h.pieces()) && len(h.said) == 0 {
		return Heard{Action: AnswerQuestion, Confidence: scorecard.High, Why: "question: it asks something"}, true
	}
	day := untilDay(low, h.to.Today)
	if m := laterPhrase.FindString(low); !(foreseen.MatchString(low) && hasDigit(low)) && (day != "" || m != "" && !h.dayOf(m)) && len(h.with(sameRole))+len(h.with(zeroRole)) == 0 && (h.asked.Metric.Measure.Kind() != scorecard.YesNoMeasure || !isNo(low) && !isYes(low) && !h.settled()) {
		return Heard{Action: Snooze, Confidence: scorecard.High, Until: untilWhen(low, h.to.Today), Why: "later: to be asked again"}, true
	}
	return Heard{}, false
}

// notYet says that a number is still to come.
var notYet = regexp.MustCompile(`(?i)^\W*(?:yet|so far|noch|encore|todavía|aún)\b`)

// inSpite is a number in spite of there being none: "no final figure yet, but
// it looks like 92".
var inSpite = regexp.MustCompile(`(?i)\b(?:but|though|aber|doch|mais|pero)\b\D*\d`)

// dayOf reports whether a day alone was found beside numbers, whose day it may
// be: "with 12 from Friday we are at 94".
func (h *hearing) dayOf(found string) bool {
	words := strings.Fields(found)
	_, day := weekdays[words[len(words)-1]]
	return day && len(h.with(weakRole))+len(h.with(nounRole)) > 0
}

// settled reports whether a clause says yes or no.
func (h *hearing) settled() bool {
	for i := range h.clauses {
		if yes, no, _ := h.reached(h.clauses[i].ps); yes || no {
			return true
		}
	}
	return false
}

var inWhile = seek(`(?i)\b(?:ask|remind|snooze|give me|get back)\b|^(?:in|dans|en) \d+ \p{L}+[.!]?$`)

// onlyWeekday is a number of a day, which puts nothing off: "95.1 as of Thursday".
var onlyWeekday = regexp.MustCompile(`(?i)^\S*\d\S*%? (?:as of|as at|on|per|stand|vom|le|del) `)

// putOff reports whether the only numbers belong to "ask me in 2 days".
func (h *hearing) putOff() bool {
	return inWhile.MatchString(h.text) && laterPhrase.MatchString(h.text) && !mayRead(h)
}

func mayRead(h *hearing) bool {
	for _, s := range h.with(levelRole) {
		if s.amount.unit.kind != timeUnit {
			return true
		}
	}
	return h.asked.Metric.Measure.Kind() == scorecard.DurationMeasure
}

func (h *hearing) pieces() []piece {
	var all []piece
	for _, c := range h.clauses {
		all = append(all, c.ps...)
	}
	return all
}

// beside returns what is said besides a phrase: what follows it, or else what
// stands before.
func (h *hearing) beside(at []int) string {
	tidy := func(s string) string { return strings.Trim(s, " -–—,;:.|\"\n()!") }
	if after := tidy(h.text[at[1]:]); after != "" && !h.onlyPolite(after) {
		return after
	}
	if pre := tidy(trailingSo.ReplaceAllString(h.text[:at[0]], "")); !h.onlyPolite(pre) {
		return pre
	}
	return ""
}

// trailingSo are the words between a reason and that there is nothing for it.
var trailingSo = regexp.MustCompile(`(?i)[\s,;]+(?:so|and|hence|und|deshalb|daher|et|donc|y|así que)\s*$`)

// onlyPolite reports whether text is greetings, thanks and small words alone.
func (h *hearing) onlyPolite(text string) bool {
	low := strings.ToLower(text)
	hide := masks(low, h.to.Today)
	for _, p := range markCues(scan(low, hide), cueTables[replyLanguage(h.to.Locale)]) {
		if p.kind == numberPiece || p.kind == wordPiece && p.hint != filler && p.hint != polite {
			return false
		}
	}
	return true
}

var nobody = map[string]bool{"me": true, "again": true, "it": true, "that": true, "this": true, "i": true, "we": true, "he": true, "she": true, "they": true, "you": true, "us": true, "mich": true, "nobody": true, "noone": true, "who": true, "the": true, "them": true, "later": true, "tomorrow": true, "moi": true, "system": true, "data": true, "team": true, "everyone": true, "there": true, "what": true, "and": true, "god": true, "on": true, "next": true, "in": true}

// handedOn reads "ask @tom", "Tom has that", "Kim will answer".
func (h *hearing) handedOn(l *Lexicon) (Heard, bool) {
	if at := asksSelf.FindStringIndex(h.text); at != nil {
		return Heard{Action: Snooze, Confidence: scorecard.High, Until: untilWhen(strings.ToLower(h.text), h.to.Today), Why: "later: to be found out first"}, true
	}
	for _, re := range []sought{hasGot, mayThey, handingOn, knowsIt, thatIs, hasThings} {
		m := re.FindStringSubmatch(h.text)
		if m == nil || len(m) > 2 && !h.own[strings.ToLower(m[2])] {
			continue // who "has the flu" knows no accidents
		}
		name := strings.TrimSpace(strings.TrimPrefix(m[1], "@"))
		if nobody[strings.ToLower(strings.Fields(name + " ")[0])] {
			continue
		}
		id := l.personCalled(name)
		if first := strings.Fields(name + " "); id == "" && len(first) > 1 {
			id = l.personCalled(first[0]) // "ask tom please"
			if id == "" {
				id = l.personCalled(first[len(first)-1]) // "bitte Lucie fragen"
			}
		}
		capital := name != strings.ToLower(name) && name != strings.ToUpper(name) || strings.HasPrefix(m[1], "@") || strings.HasPrefix(m[1], "<@")
		if id == "" && !capital {
			continue
		}
		out := Heard{Action: Delegate, Confidence: scorecard.High, To: id, Why: "handed_on: somebody else will know"}
		if id == "" {
			out.ToName, out.Confidence = name, scorecard.Medium
		}
		return out, true
	}
	return Heard{}, false
}

// asksSelf is somebody who goes to ask for the number: "let me check with Ana".
var asksSelf = regexp.MustCompile(`(?i)\b(?:let me|lemme|i'll|i’ll|i will|i need to|i have to|i must|i'm going to|gotta|i should|ich frage?|ich muss|ich werde|je vais|je dois|voy a|tengo que)\s+(?:just |quickly |first |mal |erst )?(?:ask|check with|talk to|speak to|contact|ping|check|find out|verify|(?:\p{L}+ )?(?:fragen|nachfragen)|demander|voir avec|vérifier|preguntar|consultar)\b`)

// personCalled finds the one person of a name, mention or chat identity.
func (l *Lexicon) personCalled(name string) scorecard.PersonID {
	id := strings.TrimSuffix(strings.TrimPrefix(name, "<@"), ">")
	if p := l.index.Person(scorecard.PersonID(strings.ToLower(id))); p != nil {
		return p.ID
	}
	if p := l.index.Person(scorecard.PersonID(id)); p != nil {
		return p.ID
	}
	var found scorecard.PersonID
	for i := range l.index.People {
		p := l.index.People[i]
		if !answersTo(p.Name, p.Aliases, p.Identities, id) {
			continue
		}
		if found != "" {
			return ""
		}
		found = p.ID
	}
	return found
}

func answersTo(name string, aliases []string, identities map[string]string, called string) bool {
	first, _, _ := strings.Cut(name, " ")
	word, _, _ := strings.Cut(called, " ")
	if strings.EqualFold(name, called) || strings.EqualFold(first, called) || strings.EqualFold(first, word) && !strings.Contains(called, " ") {
		return true
	}
	for _, a := range aliases {
		if strings.EqualFold(a, called) {
			return true
		}
	}
	for _, a := range identities {
		if a == called {
			return true
		}
	}
	return false
}

var (
	weekdays = numbersOf("weekday") // 1 for Monday
	counts   = numbersOf("count")
	daysLong = numbersOf("days long")
)

var inDays = regexp.MustCompile(`\b` + spoken("days hence") + ` (\d{1,2}|` + wordOf(counts) + `) (` + wordOf(daysLong) + `)s?`)

// untilWhen returns the day "tomorrow" or "on Friday" means; tomorrow when
// nothing more is said, and today when it is only a matter of hours.
func untilWhen(low string, today scorecard.Date) scorecard.Date {
	if !today.Valid() {
		return ""
	}
	if m := inDays.FindStringSubmatch(low); m != nil {
		n := counts[m[1]]
		if d := decimals(m[1]); n == 0 && len(d) > 0 {
			n = int(d[0].IntPart())
		}
		return today.Add(n * daysLong[m[2]])
	}
	if day := untilDay(low, today); day != "" {
		return day
	}
	if m := onThe.FindStringSubmatch(low); m != nil {
		if day := nextOn(m[1], today); day != "" {
			return day
		}
	}
	words := strings.FieldsFunc(low, func(r rune) bool { return strings.ContainsRune(" ,.!?\n", r) })
	for _, w := range words {
		if day, ok := weekdays[w]; ok {
			n := (day-int(today.Time().Weekday())+6)%7 + 1
			return today.Add(n)
		}
	}
	has := func(heading string) bool {
		return slices.ContainsFunc(inAny(heading), func(p string) bool { return strings.Contains(low, p) })
	}
	switch {
	case has("next week"):
		return today.Add((8-int(today.Time().Weekday())-1)%7 + 1)
	case has("next month"):
		return scorecard.PeriodOf(scorecard.Monthly, today).Next().Start()
	case has("in two days"):
		return today.Add(2)
	case has("still today"):
		return today
	}
	return today.Add(1)
}

// fractional is a number with a fraction, which no chatter has.
var fractional = regexp.MustCompile(`\d[.,]\d`)

// wordsOnly settles a reply that has neither a number nor any other meaning
// known: vague words are asked about, chatter is left alone.
func (h *hearing) wordsOnly(out Heard) Heard {
	out.Unit, out.Comment = "", ""
	if h.hasUnit() || (vague.MatchString(h.text) || h.moves()) && !h.onlyPolite(h.text) || hasAmount(h.pieces()) || hasDigit(h.text) && !h.onlyPolite(h.text) || fractional.MatchString(h.text) {
		out.Action, out.Confidence, out.Why = AskBack, scorecard.Low, "no_value: no number that could be the value"
		return out
	}
	out.Action, out.Confidence, out.Why = NotUpdate, scorecard.High, "chatter: nothing to record"
	return out
}

// hasUnit reports whether words of a short reply are a unit, so that the one
// before it may be a number misspelt: "sixten days".
func (h *hearing) hasUnit() bool {
	ps := h.pieces()
	for i, p := range ps {
		if _, unit := unitOf(p.low); unit && i > 0 && i < 3 && len([]rune(p.low)) > 2 && ps[i-1].kind == wordPiece && ps[i-1].hint == noCue {
			return len(ps) <= 3
		}
	}
	return false
}

var multiplied = seek(`(?i)\b` + spoken("multiplied"))

// noneOfThem is "no exams this month": nothing to count, or a count of nothing.
var noneOfThem = seek(`(?i)` + spoken("none of them"))

// moves reports whether words speak of a change without saying to what: "halved",
// "not the same".
func (h *hearing) moves() bool {
	if multiplied.MatchString(h.text) || noneOfThem.MatchString(h.text) {
		return true
	}
	for _, p := range h.pieces() {
		if p.hint == unmoved || p.hint == rising || p.hint == falling {
			return true
		}
	}
	return false
}

var (
	yesWords = phraseSet("yes")
	noWords  = phraseSet("no")
)

func isNo(low string) bool { return noWords[opening(low)] || strings.Contains(low, "not yet") }

func isYes(low string) bool { return yesWords[opening(low)] }

// opening is what a reply says before its first stop.
func opening(low string) string {
	return strings.Trim(strings.SplitN(firstStop.ReplaceAllString(low, ","), ",", 2)[0], " .!-")
}

var firstStop = regexp.MustCompile(`[;:(!\n]| [-–—] |\. `)

// reached reports what a clause says of a thing that is done or not.
func (h *hearing) reached(ps []piece) (yes, no bool, words string) {
	words = h.plainWords(ps)
	if yes, no = yesWords[words], noWords[words]; yes || no {
		return yes, no, words
	}
	if said := strings.Fields(words); len(said) > 1 && !slices.ContainsFunc(said, func(w string) bool { return !yesWords[w] }) {
		return true, false, words // "oui ✅"
	}
	var bare []piece
	for _, p := range ps {
		if p.hint != before && p.hint != yet && (p.hint != filler || deniers[p.low] || yesWords[p.low]) && p.low != "yet" && p.low != "already" {
			bare = append(bare, p)
		}
	}
	short := h.plainWords(bare)
	if first, rest, ok := strings.Cut(short, " "); ok && deniers[first] {
		return false, yesWords[rest], words
	}
	return yesWords[short], noWords[short], words
}

var deniers = map[string]bool{"not": true, "isn't": true, "wasn't": true, "hasn't": true, "nicht": true, "pas": true, "no": true}

// yesNo reads the reply for a metric that is either reached or not.
func (h *hearing) yesNo(out Heard) Heard {
	out.Action, out.Confidence, out.Why = AskBack, scorecard.Low, "yes_or_no: neither yes nor no"
	if same := h.with(sameRole); len(same) == 1 && len(h.said) == 1 && h.asked.Previous.Valid {
		out.Action, out.Confidence, out.Why, out.Value = Record, scorecard.High, "", h.asked.Previous
		out.Comment = h.comment(&same[0])
		return out
	}
	if d, ok := h.oneOrNone(); ok {
		out.Action, out.Confidence, out.Value, out.Why = Confirm, scorecard.Medium, decimal.NewNullDecimal(d), "yes_or_no: is that a yes?"
		return out
	}
	for i := range h.clauses {
		yes, no, words := h.reached(h.clauses[i].ps)
		if !yes && !no {
			if words == "" {
				continue
			}
			break
		}
		v := decimal.Zero
		if yes {
			v = dec(1)
		}
		if out.Value.Valid && !out.Value.Decimal.Equal(v) {
			return Heard{Action: AskBack, Metric: out.Metric, Confidence: scorecard.Low, Why: "yes_or_no: both yes and no"}
		}
		out.Action, out.Confidence, out.Why, out.Value = Record, scorecard.High, "", decimal.NewNullDecimal(v)
		out.Comment = h.comment(&saying{clause: i})
		if strings.Contains(h.clauses[i].after, "?") || !yes && !no {
			out.Action, out.Confidence, out.Why = Confirm, scorecard.Low, "unsure: it was said with a doubt"
		}
	}
	if out.Action == AskBack && !out.Value.Valid && h.opensAsNamed() {
		out.Action, out.Confidence, out.Value, out.Why = Confirm, scorecard.Medium, decimal.NewNullDecimal(dec(1)), "yes_or_no: is that a yes?"
	}
	if out.Action == Record && withLimits.MatchString(out.Comment) {
		out.Action, out.Confidence, out.Why = Confirm, scorecard.Medium, "limits: it was said with a reservation"
	}
	if out.Action == Record && h.doubtWords(saying{clause: -1}) && out.Value.Decimal.Equal(dec(1)) {
		out.Action, out.Confidence, out.Why = Confirm, scorecard.Low, "unsure: it was said with a doubt"
	}
	return out
}

// oneOrNone reads "1" or "0" alone, and the name of what is reached said again:
// "audit passed".
func (h *hearing) oneOrNone() (decimal.Decimal, bool) {
	if all := h.with(levelRole); len(all) == 1 && len(all[0].amount.readings) == 1 && all[0].amount.unit.kind == noUnit && !h.clauses[all[0].clause].puzzles() {
		if v := all[0].amount.readings[0]; v.IsZero() || v.Equal(dec(1)) {
			return v, true
		}
	}
	name := strings.ToLower(h.asked.Metric.Name)
	_, last, _ := strings.Cut(name, " ")
	for _, part := range strings.Split(firstStop.ReplaceAllString(strings.ToLower(h.text), ","), ",") {
		if said := strings.TrimPrefix(strings.Trim(part, " .!"), "the "); said == name && yesWords[last] {
			return dec(1), true
		}
	}
	return decimal.Zero, false
}

// opensAsNamed reports whether a reply opens with what the metric's name ends in:
// "signed off yesterday", of "Catalogue signed off".
func (h *hearing) opensAsNamed() bool {
	_, last, _ := strings.Cut(strings.ToLower(h.asked.Metric.Name), " ")
	rest, ok := strings.CutPrefix(strings.ToLower(h.text), last)
	return ok && len(last) > 3 && strings.IndexFunc(rest, unicode.IsLetter) != 0 && !strings.HasSuffix(strings.TrimSpace(rest), "?") && !h.doubtWords(saying{clause: -1})
}

var withLimits = regexp.MustCompile(`(?i)^` + spoken("with limits") + `(?:\P{L}|$)`)

// plainWords joins the words of a clause without greetings and thanks.
func (h *hearing) plainWords(ps []piece) string {
	var ws []string
	for _, p := range ps {
		if p.kind == maskPiece || p.hint == polite && p.low != "done" {
			continue
		}
		ws = append(ws, p.low)
	}
	return strings.Join(ws, " ")
}
