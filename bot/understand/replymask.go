package understand

import (
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"

	"throughline/bot/scorecard"
)

var (
	slackLink   = regexp.MustCompile(`<(https?://|mailto:|#|!)[^>\s]*(\|[^>]*)?>`)
	emojiName   = regexp.MustCompile(`:[a-z_+][a-z0-9_+-]*:`)
	emojiSkin   = regexp.MustCompile(`:skin-tone-\d:`)
	struckOut   = regexp.MustCompile(`~(\S(?:[^~\n]*\S)?)~`)
	boldText    = regexp.MustCompile("(^|[\\s(\"'_~])[*]+([^*\\n]+)[*]+")
	slantText   = regexp.MustCompile("(^|[\\s(\"'*~])_+([^_\\n]+)_+")
	listMark    = regexp.MustCompile(`(?m)^\s*(?:[-–—*]\s+|[•◦▪·]\s*)`)
	listNumber  = regexp.MustCompile(`(?m)^\s*\(?\d\)[ \t]+(\S)`)
	greeted     = regexp.MustCompile(`(?i)^(?:\s*(?:<@[^>\s]+>:?|` + spoken("greeting") + `(?: ` + spoken("everybody") + `)?\s*[,!.:–-])\s+)+`)
	quotedLine  = regexp.MustCompile(`(?m)^\s*>(?:\s|[^\s\d=.+-]).*$`)
	atMention   = regexp.MustCompile(`<at>[^<]*</at>`)
	htmlTag     = regexp.MustCompile(`(?i)</?(?:p|div|br|b|i|em|strong|span|li|ul|ol|blockquote)\s?/?>`)
	emoticon    = regexp.MustCompile(`(?i)(?:^|\s)(?:xd|<3|\^\^)(?:[\s,*"]|$)`)
	pictographs = regexp.MustCompile(`[\x{1F000}-\x{1FAFF}\x{2600}-\x{27BF}\x{2B00}-\x{2BFF}\x{FE0F}\x{200D}\x{20E3}\x{1F1E6}-\x{1F1FF}]+`)
	arrows      = regexp.MustCompile(`\s*(?:-+>|=+>|[→➔➜➡⇒⟶])\s*`)
	joinedText  = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ", "`", "", "“", "\"", "”", "\"", "„", "\"", "«", "\"", "»", "\"", "\u200b", "", "\u2060", "", "\ufeff", "", "\u2212", "−", "…", "...", "⅓", " 1/3", "％", "%")
)

// bareText strips what chat programs put around words: markup, links, emoji,
// bullets and quoting. Words struck out were taken back, and go.
func bareText(text string) string {
	s := html.UnescapeString(strings.ToValidUTF8(text, " "))
	s = latinDigits(joinedText.Replace(s))
	s = swap(s, "<", atMention, " ")
	s = swap(s, "<", htmlTag, " ")
	s = swap(s, ">→➔➜➡⇒⟶", arrows, " → ")
	s = swap(s, "<", slackLink, " ")
	s = swap(s, ":", emojiSkin, "")
	s = swap(namedTicks.Replace(s), ":", emojiName, " ")
	s = thumbs(s)
	s = maskArrowless(s)
	if kept := swap(s, "xX<^", emoticon, " "); strings.TrimSpace(kept) != "" {
		s = kept // "<3" alone may be a bound
	}
	s = undressed(s)
	if kept := swap(s, ">", quotedLine, ""); strings.TrimSpace(kept) != "" {
		s = kept
	}
	s = swap(s, "~", struckOut, " ")
	s = swap(s, "*", boldText, "$1$2")
	s = swap(s, "_", slantText, "$1$2")
	s = unlisted(strings.TrimSpace(listMark.ReplaceAllString(s, "")))
	return undressed(s)
}

// spokenPoint and spokenComma are decimal marks that were dictated: "92 point 3".
var (
	spokenPoint = regexp.MustCompile(`(?i)\b(\d{1,4}) point (\d{1,3})\b`)
	spokenComma = regexp.MustCompile(`(?i)\b(\d{1,4}) (?:komma|virgule|coma) (\d{1,3})\b`)
)

// undressed drops greetings and mentions in front, and quotes around all of it.
func undressed(s string) string {
	s = strings.TrimSpace(s)
	if m := greeted.FindStringIndex(s); m != nil && m[1] < len(s) && !asksThem(s) {
		s = s[m[1]:]
	}
	s = spokenPoint.ReplaceAllString(spokenComma.ReplaceAllString(s, "$1,$2"), "$1.$2")
	if len(s) > 2 && s[0] == '"' && s[len(s)-1] == '"' && strings.Count(s, "\"") == 2 {
		s = strings.TrimSpace(s[1 : len(s)-1])
	}
	return s
}

// asksThem reports whether a mention in front is of whoever is to answer instead:
// "@Kim can you take this one?"
func asksThem(s string) bool {
	at := knowsIt.FindStringIndex(s)
	return at != nil && at[0] == 0 && strings.HasPrefix(s, "<@")
}

// unlisted drops the numbers of a list; "(3)" alone may be a value.
func unlisted(s string) string {
	if !strings.Contains(s, ")") {
		return s
	}
	if all := listNumber.FindAllString(s, 2); len(all) > 1 || len(all) == 1 && strings.HasPrefix(all[0], "1)") {
		return listNumber.ReplaceAllString(s, "$1")
	}
	return s
}

// swap replaces matches of re in s, of which each holds one of the marks.
func swap(s, marks string, re *regexp.Regexp, by string) string {
	if !strings.ContainsAny(s, marks) {
		return s
	}
	return re.ReplaceAllString(s, by)
}

// betweenWords is a pictograph that parts a number from the words behind it.
var betweenWords = regexp.MustCompile(`(\d%?)\s+[\x{1F000}-\x{1FAFF}]+\s+(\p{L})`)

// maskArrowless removes pictographs; arrows were made plain before, ticks and
// crosses are words of their own for yes/no metrics.
func maskArrowless(s string) string {
	s = betweenWords.ReplaceAllString(ticked.Replace(s), "$1, $2")
	return strings.ReplaceAll(pictographs.ReplaceAllString(s, " "), "\x00", " → ")
}

// thumbs takes a thumb that opens a reply without numbers for yes or no; behind
// words it is applause.
func thumbs(s string) string {
	if hasDigit(s) {
		return s
	}
	for thumb, word := range map[string]string{"👍": "yes", "👎": "no"} {
		if rest, ok := strings.CutPrefix(strings.TrimLeft(undressed(s), " *•-\""), thumb); ok {
			return word + strings.TrimLeftFunc(rest, func(r rune) bool { return r >= 0x1F3FB && r <= 0x1F3FF })
		}
	}
	return s
}

var namedTicks = strings.NewReplacer(":white_check_mark:", "✅", ":heavy_check_mark:", "✅", ":ballot_box_with_check:", "✅", ":x:", "❌", ":+1:", "👍", ":thumbsup:", "👍", ":-1:", "👎", ":thumbsdown:", "👎")

var ticked = strings.NewReplacer("✅", " yes ", "✔️", " yes ", "☑️", " yes ", "☑", " yes ", "✔", " yes ", "❌", " no ", " → ", "\x00")

// A mask hides a stretch of a reply that can never be a value.
type mask struct {
	start, end int
	period     scorecard.Period // the period it names, if it names one
	label      int              // where the words begin that make it one: "ticket" in "ticket 22"
}

var monthNumbers = monthTable("january jan janvier enero januar jänner", "february feb février fevrier febrero februar", "march mar mars marzo märz maerz", "april apr avril abril",
	"mai mayo", "june jun juin junio juni", "july jul juillet julio juli", "august aug août aout agosto", "september sep sept septembre septiembre",
	"october oct octobre octubre oktober okt", "november nov novembre noviembre", "december dec décembre decembre diciembre dezember dez")

func monthTable(rows ...string) map[string]int {
	m := map[string]int{}
	for i, row := range rows {
		for _, w := range strings.Fields(row) {
			m[w] = i + 1
		}
	}
	return m
}

var monthNames = spoken("month")

// dayAndMonth is a date written with a dot, in either order.
const dayAndMonth = `(?:(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])\.(?:1[3-9]|2\d|3[01]))`

// neverValues are patterns of text with digits that are no value. A pattern's
// first group, where it has one, is what is hidden.
var neverValues = []sought{
	seek(`<@[^>\s]+>`),
	seek(`https?://\S+|www\.\S+|\S+@\S+\.[a-z]{2,}`),
	seek(`\+\d{2}[\s-]?\d[\d\s/-]{6,}\d`),
	seek(`\b\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})\b|\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b`),
	seek(`\b\d{4}-\d{2}-\d{2}\b`),
	seek(`\b(?:am|vom|dem|zum|ab|bis|seit)\s+((?:0?[1-9]|[12]\d|3[01])\.)(?:\s|$|[,;)])`),
	seek(`\b(?:on|since|by|until|am|seit|vom|bis|le|el|depuis|desde|dated|per)\s+(\d{1,2}/\d{1,2}|` + dayAndMonth + `\.)(?:\s|$|,)`),
	seek(`\b(?:since|until|am|seit|vom|bis|le|el|depuis|desde|dated)\s+(` + dayAndMonth + `)(?:\s|$|,)`),
	seek(`\b(?:as of|as at|stand|au|al|ending|ended|w/e|we|zum|dated?|bis zum|by the)\s+((?:0?[1-9]|[12]\d|3[01])(?:\.(?:0?[1-9]|1[0-2])\.|/(?:0?[1-9]|[12]\d|3[01])))(?:\s|$|,|:)`),
	seek(`^\s*((?:1[3-9]|2\d|3[01])[./](?:0?[1-9]|1[0-2])\.?|(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])|(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.)\s*:\s`),
	seek(`^\s*@[\p{L}][\p{L}\d._-]*`),
	seek(`\b(?:the|this|that)\s+\p{L}+\s+(one)\b`),
	seek(`\b(?:24/7|24x7|7/7|9/11|24/5|365/7)\b`),
	seek(`\b(?:(?:at|as of|um|by|until|till|before|after|gegen|à|a las|since)\s+)\d{1,2}(?::\d{2}|h\d{2})\s*(?:am|pm|uhr|h|a\.m\.|p\.m\.)?\b`),
	seek(`\b\d{1,2}(?::\d{2})?\s*(?:am|pm|uhr|a\.m\.|p\.m\.|o'clock)\b`),
	seek(`\b(?:` + monthNames + `)\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+(?:19|20)\d\d)?\b`),
	seek(`\b\d{1,2}(?:\.|st|nd|rd|th|er)?\s+(?:of\s+|de\s+)?(?:` + monthNames + `)\b(?:,?\s+(?:de\s+)?(?:19|20)\d\d\b)?`),
	seek(`\b(?:in|since|of|from|during|fy|en|seit|depuis|desde|year|end|early|late|mid)[\s-]+((?:19|20)\d\d)\b`),
	seek(`\b` + spoken("numbered thing") + `\s+(?:no\.?\s*|nr\.?\s*)?(\d+(?:[.-]\d+)*)\b`),
	seek(`\b` + spoken("absent") + `\b[^\d\n.;]{0,25}?\b` + spoken("until the clock") + `\s+(1?\d|2[0-4])(?:\s*(?:$|[\n(,;:!)])|\.(?:\s|$))`),
	seek(`\b(\d{1,3}(?:[.,]\d)?\s*%)\s*` + spoken("convinced") + `\b|\b` + spoken("convinced") + `\s+(?:à|zu|al)\s+(\d{1,3}\s*%)`),
	seek(`#\d+\b|\b(?:no|nr)\.\s*\d+\b`),
	seek(`\b\d+(?:st|nd|rd|th|ème|ère|º|ª)\b`),
}

// namedPeriods are patterns that name a period; see periodNamed.
var namedPeriods = []sought{
	seek(`\b(\d{4})[- ]?(w|q|h)(\d{1,2})\b`),
	seek(`\b\d{4}-(?:0[1-9]|1[0-2])\b`),
	seek(`\b(w|kw|wk|cw|week|woche|semaine|semana|s|q|h|t|quarter|quartal|trimestre)[ .-]?(\d{1,2})(?:[ /-]+((?:19|20)\d\d)|[ /]*'(\d\d))?\b`),
	seek(`\b(fy)[ ']?(\d{2,4})\b`),
	seek(`\b(` + monthNames + `)\b\.?(?:\s+((?:19|20)\d\d))?`),
	seek(`^\s*(may)\b\s*(?::|$)|\b(?:in|for|of)\s+(may)\b`),
	seek(`^\s*()((?:19|20)\d\d)\s*:`),
}

// daysAside are days of the month in a comment: only behind another number, since
// "el 9" alone may be the value.
var daysAside = seek(`\b(?:(?:du|del)\s+\d{1,2}\s+(?:au|al)|le|du|depuis le|d[ií]a|el|del|desde el)\s+(?:0?[1-9]|[12]\d|3[01])(?:\s*$|[,;)]|\s+(?:y|et|on|por|à|a|con|avec|car)\s)`)

// goesOn begins what stands behind digits that are only a part of a number.
var goesOn = regexp.MustCompile(`^[.,'’\x{a0}\x{202f}]\d`)

// masks finds everything in the lower-case text that is no value.
func masks(low string, today scorecard.Date) []mask {
	var all []mask
	for _, re := range neverValues {
		if !re.in(low) {
			continue
		}
		for _, m := range re.FindAllStringSubmatchIndex(low, -1) {
			label := m[0]
			if len(m) > 3 && m[2] >= 0 {
				m = m[2:]
			}
			if goesOn.MatchString(low[m[1]:]) && isDigit(low[m[1]-1]) {
				continue // "November 2,9 %" is no second of November
			}
			all = append(all, mask{start: m[0], end: m[1], label: label})
		}
	}
	if daysAside.in(low) {
		for _, m := range daysAside.FindAllStringIndex(low, -1) {
			if hasDigit(low[:m[0]]) {
				all = append(all, mask{start: m[0], end: m[1], label: m[0]})
			}
		}
	}
	for _, re := range namedPeriods {
		if !re.in(low) {
			continue
		}
		for _, m := range re.FindAllStringSubmatchIndex(low, -1) {
			if hidden(all, m[0]) || m[0] > 0 && (low[m[0]-1] == '\'' || strings.HasSuffix(low[:m[0]], "’")) {
				continue // "it's 12" is no week
			}
			if goesOn.MatchString(low[m[1]:]) && isDigit(low[m[1]-1]) {
				continue // "diese Woche 1'180'000"
			}
			p, ok := periodNamed(low, m, today)
			if ok {
				end := m[1]
				if low[end-1] == ':' {
					end--
				}
				if bounding.MatchString(low[:m[0]]) {
					p = "" // "broken since W44" is no value's period
				}
				all = append(all, mask{start: m[0], end: end, period: p})
			}
		}
	}
	return all
}

// bounding stands before a time up to which, or from which on, something was.
var bounding = regexp.MustCompile(`(?:^|\s)(?:since|until|till|seit|bis|depuis|jusqu['’]à|jusque|desde|hasta) (?:the |der |dem |la |le |el )?$`)

func hidden(all []mask, at int) bool {
	for _, m := range all {
		if m.start <= at && at < m.end {
			return true
		}
	}
	return false
}

// periodNamed reads a match of namedPeriods. A period without a year is the
// latest one that has begun.
func periodNamed(low string, m []int, today scorecard.Date) (scorecard.Period, bool) {
	text := low[m[0]:m[1]]
	group := func(i int) string {
		if 2*i+1 < len(m) && m[2*i] >= 0 {
			return low[m[2*i]:m[2*i+1]]
		}
		return ""
	}
	if p, err := scorecard.ParsePeriod(text); err == nil {
		return p, true
	}
	if y, err := strconv.Atoi(group(1)); err == nil && y > 1000 {
		return counted(group(2), group(3), y, today)
	}
	year := 0
	if y, err := strconv.Atoi(group(3)); err == nil {
		year = y
	} else if y, err := strconv.Atoi(group(4)); err == nil {
		year = 2000 + y
	}
	if month, ok := monthNumbers[group(1)]; ok || group(1) == "may" || group(2) == "may" {
		if !ok {
			month = 5
		}
		y, _ := strconv.Atoi(group(2))
		return latest(func(y int) string { return fmt.Sprintf("%04d-%02d", y, month) }, y, today)
	}
	return counted(group(1), group(2), year, today)
}

func counted(kind, number string, year int, today scorecard.Date) (scorecard.Period, bool) {
	n, err := strconv.Atoi(number)
	if err != nil {
		return "", false
	}
	switch kind {
	case "q", "t", "quarter", "quartal", "trimestre":
		if n < 1 || n > 4 {
			return "", false
		}
		return latest(func(y int) string { return fmt.Sprintf("%04d-Q%d", y, n) }, year, today)
	case "h", "fy", "":
		return "", kind != "h" || n == 1 || n == 2
	}
	if n < 1 || n > 53 {
		return "", false
	}
	return latest(func(y int) string { return fmt.Sprintf("%04d-W%02d", y, n) }, year, today)
}

// latest returns the period of the given year, or of the latest year in which
// it has begun by today.
func latest(of func(year int) string, year int, today scorecard.Date) (scorecard.Period, bool) {
	if year == 0 {
		if !today.Valid() {
			return "", true
		}
		year = today.Time().Year()
		if p := scorecard.Period(of(year)); p.Start() > today || !p.Valid() {
			year--
		}
	}
	p := scorecard.Period(of(year))
	if !p.Valid() {
		return "", true
	}
	return p, true
}
