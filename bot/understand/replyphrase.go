package understand

import (
	"regexp"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

var (
	noDataPhrase = seek(`(?i)(?:\b(?:we |i |there |there's |there is |have |has |got |is |are |currently |sorry,? )*)?(?:\bno (?:\S+ )?(?:data|numbers?|figures?|readings?|measurements?|values?)\b(?: available| (?:for )?this (?:week|month|quarter|time|period))?|\bn/a\b|\bn\.a\.|\bnot available\b|\bnot measured\b|\bnothing to report\b|\bskip(?:ping)?\b(?: it| this| this (?:week|month|one|time))?|\bunavailable\b|\b(?:can't|cannot|can not|couldn't|unable to|not able to) (?:tell|give|report|pull|see|access|read|provide|send|get at)\b(?: you| it| this| that| any| the| numbers?| a| number| figures?| data)*|\bdata (?:is |are |was )?missing\b|\b(?:couldn't|could not|can't|cannot|didn't|did not) (?:measure|collect|get)\b(?: it| this| that| the data| the numbers?)?|\b(?:don't|do not|didn't) have (?:it|any|the|a|data|that|this|numbers?)(?: data| numbers?| figures?| value| number)?\b|\bkeine (?:daten|zahlen|werte|angaben|messung)\b|\bk\.\s?a\.|\bnicht (?:verfügbar|gemessen|erhoben)\b|\bentfällt\b|\büberspringen\b|\bpas de (?:données|chiffres?|valeurs?)\b|\baucune? (?:donnée|chiffre|valeur)s?\b|\b(?:non|pas) disponibles?\b|\bn\.d\.|\bsin (?:datos|cifras|valor)\b|\bno (?:hay|tenemos|tengo) (?:datos|cifras)\b|\bno disponible\b)`)
	questionWord = regexp.MustCompile(`(?i)^(?:(?:hi|hey|hello|hallo|bonjour|hola|sorry|um|so|ok|and|but)[,!. ]+)*(?:what|which|why|who|whose|when|where|how|is|are|do|does|did|can|could|should|would|shall|may|was ist|welche[rsn]?|warum|wer|wann|wo|wie|ist das|soll|quel|quelle|quels|pourquoi|qui|quand|où|comment|est-ce|combien|qué|cuál|por qué|quién|cuándo|dónde|cómo|cuánto)(?:[^\p{L}'’]|$)`)
	handingOn    = seek(`(?i)\b(?:(?:please |better |you should |you'd better |best )?(?:ask|check with|talk to|speak to|contact|ping|try|forward (?:it |this )?to|pass (?:it |this )?(?:on )?to|over to|frag(?:t|en sie)?(?: bitte)?|(?:that|this|it)(?:'s| is) for|one for|das (?:weiß|weiss|macht|hat|liegt bei)|pregúnt(?:ale|ele|enle|a) a|c'est pour|(?:eso )?lo (?:sabe|tiene|lleva)|demande[rz]?(?: à)?|vois avec|voir avec|voyez avec|pregunt(?:a|ar|en|ale)(?: a)?))\s+(<@[^>]+>|@?\p{L}[\p{L}'-]*(?: \p{Lu}[\p{L}'-]*)?)`)
	knowsIt      = seek(`(?i)(<@[^>]+>|@?\p{L}[\p{L}'-]*(?: \p{Lu}[\p{L}'-]*)?)\s+(?:(?:has|got|has got) (?:that|it|the (?:number|data|figure|sheet|list|file|report|spreadsheet|stat|info|answer)s?|this)|will (?:answer|know|report|send|fill|do|update|reply|provide|have|give|take)|knows?\b|can (?:answer|tell|help|report|you)|(?:is|'s) (?:responsible|the owner|on it|doing|handling|reporting|in charge|now)|took over|took (?:this|that|it) over|takes (?:this|that|it) over|has taken (?:this|that|it) over|picked (?:this|that|it) up|takes over|has taken over|übernimmt|fragen|sabe|owns|handles|does (?:that|this|it)|reports|takes (?:care|over|this|that)|please\b|hat (?:das|die)|weiß|wird|macht das|kümmert|a (?:les|le|ça)|sait|va répondre|répondra|s'en occupe|tiene|sabe|responderá|lo tiene|lo sabe|se encarga)`)
	hasGot       = seek(`(?i)(\p{L}[\p{L}-]*)['’]s got (?:that|it|this|the|those|them)\b`)
	thatIs       = seek(`(?i)\bthat(?:'s| is) (\p{L}[\p{L}-]*)'s\b`)
	laterPhrase  = seek(`(?i)übermorgen|\b(?:later|will do|in a (?:bit|sec|moment|while)|after (?:lunch|stand-?up|the (?:meeting|call))|tomorrow|tmrw|tmr|tmw|(?:in|dans|en) (?:\d+|zwei|drei|einer|deux|trois|une|dos|tres|una) (?:tage?n?|stunden?|wochen?|jours?|semaines?|heures?|d[ií]as?|semanas?|horas?)|can(?:'t|not) say|(?:don't|do not|dunno) know yet|(?:todavía|aún) no lo sé|no lo sé (?:todavía|aún)|remind|ask (?:me )?again|ask me|snooze|not yet|not (?:\w+ )?(?:done|ready|in|closed|counted|finished|out|there|through|available|complete) yet|still (?:counting|waiting|collecting|chasing)|waiting (?:for|on)|(?:haven't|have not|hasn't|has not) (?:got|had|done|come|arrived|counted|closed)|not now|get back to you|come back to|won't have (?:it|that|this|the)|will have (?:it|that|the)|need more time|give me|next (?:week|month|monday|tuesday|wednesday|thursday|friday)|in (?:a|an|\d+|two|three|four|five) (?:minutes?|hours?|days?|weeks?)|this afternoon|tonight|end of (?:the )?(?:day|week)|eod|eow|busy|morgen|später|nachher|übermorgen|nächste woche|erinner|noch nicht|demain|plus tard|tout à l'heure|la semaine prochaine|rappelle|pas encore|mañana|más tarde|luego|la próxima semana|recuérdame|todavía no|aún no|(?:on |by |am |until |bis )?(?:monday|tuesday|wednesday|thursday|friday|montag|dienstag|mittwoch|donnerstag|freitag|lundi|mardi|mercredi|jeudi|vendredi|lunes|martes|miércoles|jueves|viernes))\b`)
	vague        = seek(`(?i)\b(?:better|worse|good|bad|up|down|improv\w*|higher|lower|great|fine|terrible|awful|excellent|okay-ish|besser|schlechter|gut|schlecht|mieux|bien|mal|pire|mejor|peor|bueno|a bit|slightly|a lot|many|some|few|several|half|better than)\b`)
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
	if at := noDataPhrase.FindStringIndex(h.text); at != nil && !asking {
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
	if m := laterPhrase.FindString(low); m != "" && !h.dayOf(m) && len(h.with(sameRole))+len(h.with(zeroRole)) == 0 && (h.asked.Metric.Measure.Kind() != scorecard.YesNoMeasure || !isNo(low) && !isYes(low) && !h.settled()) {
		return Heard{Action: Snooze, Confidence: scorecard.High, Until: untilWhen(low, h.to.Today), Why: "later: to be asked again"}, true
	}
	return Heard{}, false
}

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
	if pre := tidy(h.text[:at[0]]); !h.onlyPolite(pre) {
		return pre
	}
	return ""
}

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
	for _, re := range []sought{hasGot, handingOn, knowsIt, thatIs} {
		m := re.FindStringSubmatch(h.text)
		if m == nil {
			continue
		}
		name := strings.TrimSpace(strings.TrimPrefix(m[1], "@"))
		if nobody[strings.ToLower(strings.Fields(name + " ")[0])] {
			continue
		}
		id := l.personCalled(name)
		if first := strings.Fields(name + " "); id == "" && len(first) > 1 {
			id = l.personCalled(first[0]) // "ask tom please"
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

var weekdays = map[string]time.Weekday{"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "montag": 1, "dienstag": 2, "mittwoch": 3, "donnerstag": 4, "freitag": 5,
	"lundi": 1, "mardi": 2, "mercredi": 3, "jeudi": 4, "vendredi": 5, "lunes": 1, "martes": 2, "miércoles": 3, "jueves": 4, "viernes": 5}

var inDays = regexp.MustCompile(`\b(?:in|dans|en) (a|an|\d{1,2}|two|three|four|five|zwei|drei|einer|deux|trois|une|dos|tres|una) (minute|hour|day|week|tag|woche|jour|semaine|d[ií]a|semana)s?`)

// untilWhen returns the day "tomorrow" or "on Friday" means; tomorrow when
// nothing more is said, and today when it is only a matter of hours.
func untilWhen(low string, today scorecard.Date) scorecard.Date {
	if !today.Valid() {
		return ""
	}
	if m := inDays.FindStringSubmatch(low); m != nil {
		n := map[string]int{"a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "zwei": 2, "drei": 3, "einer": 1, "deux": 2, "trois": 3, "une": 1, "dos": 2, "tres": 3, "una": 1}[m[1]]
		if d := decimals(m[1]); n == 0 && len(d) > 0 {
			n = int(d[0].IntPart())
		}
		return today.Add(n * map[string]int{"day": 1, "week": 7, "tag": 1, "woche": 7, "jour": 1, "semaine": 7, "día": 1, "dia": 1, "semana": 7}[m[2]])
	}
	words := strings.FieldsFunc(low, func(r rune) bool { return strings.ContainsRune(" ,.!?\n", r) })
	for _, w := range words {
		if day, ok := weekdays[w]; ok {
			n := (int(day)-int(today.Time().Weekday())+6)%7 + 1
			return today.Add(n)
		}
	}
	has := func(parts ...string) bool {
		for _, p := range parts {
			if strings.Contains(low, p) {
				return true
			}
		}
		return false
	}
	switch {
	case has("next week", "nächste woche", "semaine prochaine", "próxima semana"):
		return today.Add((8-int(today.Time().Weekday())-1)%7 + 1)
	case has("next month"):
		return scorecard.PeriodOf(scorecard.Monthly, today).Next().Start()
	case has("übermorgen"):
		return today.Add(2)
	case has("afternoon", "tonight", "later today", "end of day", "end of the day", "eod", "tout à l'heure", "nachher"):
		return today
	}
	return today.Add(1)
}

// wordsOnly settles a reply that has neither a number nor any other meaning
// known: vague words are asked about, chatter is left alone.
func (h *hearing) wordsOnly(out Heard) Heard {
	out.Unit, out.Comment = "", ""
	if (vague.MatchString(h.text) || h.moves()) && !h.onlyPolite(h.text) || hasAmount(h.pieces()) || hasDigit(h.text) && !h.onlyPolite(h.text) {
		out.Action, out.Confidence, out.Why = AskBack, scorecard.Low, "no_value: no number that could be the value"
		return out
	}
	out.Action, out.Confidence, out.Why = NotUpdate, scorecard.High, "chatter: nothing to record"
	return out
}

var multiplied = seek(`(?i)\b(?:doubl\w*|twice|tripl\w*|treble\w*|halv\w*|quadrupl\w*|different|verdoppel\w*|doppelt|halbier\w*|verdreifach\w*|anders|différent\w*|diferente\w*|duplic\w*|el doble|la mitad|divis\w*)`)

// noneOfThem is "no exams this month": nothing to count, or a count of nothing.
var noneOfThem = seek(`(?i)\b(?:no|keine?|pas de|pas d['’]|aucune?|ning[uú]n[ao]?|no hubo|sin) ?\S+(?: \S+)? (?:this|in|for|ce|cette|este|esta|diese\w*|im|hubo)\b|\b(?:diese\w*|ce|cette|este|esta) \S+ (?:keine?|pas|no hubo|no hay|sin) \S+`)

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
	yesWords = phraseSet("yes|y|yep|yup|yeah|aye|yessir|sure|yes we passed|yes we did|yes it did|yes it has|yes it was|yes they did|done|it's done|it is done|completed|complete|finished|true|all done|yes it is|yes done|we did|it happened|ja|erledigt|fertig|jawohl|ja erledigt|oui|fait|c'est fait|terminé|sí|si|hecho|listo|terminado|completado|passed|we passed|passed it|we passed it|bestanden|ja bestanden|réussi|oui réussi|validé|aprobado|superado|achieved|delivered|shipped|launched|released|went live|rolled out|gestartet|lancé|lanzado|live|signed off|yes, done|ok done|confirmed|in place")
	noWords  = phraseSet("no|n|nope|nah|no we didn't|no we did not|no we failed|no it isn't|no it wasn't|no it hasn't|not yet|not done|no not yet|false|not finished|not completed|not done yet|still no|noch nicht|nein|nein noch nicht|nicht erledigt|non|pas encore|toujours pas|non pas encore|pas fait|todavía no|aún no|no todavía|no hecho|failed|we failed|failed it|didn't pass|we didn't pass|did not pass|we did not pass|we didn't|nicht bestanden|durchgefallen|pas réussi|échoué|no aprobado|suspendido|not achieved|incomplete|still not|still not done|not this week|not this month|not in place")
)

func phraseSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, p := range strings.Split(s, "|") {
		set[p] = true
	}
	return set
}

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

var withLimits = regexp.MustCompile(`(?i)^(?:with|but|except|apart from|save for|bar|mostly|almost|nearly|partly|partially|largely|sort of|kind of|kinda|more or less|for the most part|in part|half|mit|aber|ausser|außer|größtenteils|teilweise|fast|beinahe|zum teil|avec|mais|sauf|presque|en partie|partiellement|à moitié|con|pero|excepto|casi|parcialmente|en parte|a medias)(?:\P{L}|$)`)

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
