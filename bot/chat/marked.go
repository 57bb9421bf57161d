package chat

import "strings"

// A Span is a run of marked text drawn in one way.
type Span struct {
	Text   string
	Bold   bool
	URL    string // a link
	Person string // a mention of this person (a scorecard.PersonID); Text is empty
}

const (
	special = `\*[]()<>`
	begins  = `\*[<` // what a mark can begin with
)

// Escape makes any text safe to stand inside marked text: it is shown as it is.
func Escape(s string) string {
	if !strings.ContainsAny(s, special) {
		return s
	}
	var b strings.Builder
	for i := range len(s) { // bytes: the marks are ASCII, and text that is not UTF-8 stays as it is
		if strings.IndexByte(special, s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// Mention returns marked text that names a person so that they are notified.
func Mention(person string) string { return "<@" + person + ">" }

// Called returns marked text for places where the bot hears only what names it:
// there it is shown, with the bot's name after each @, and nowhere else.
func Called(text string) string { return "<!" + Escape(text) + ">" }

// NameBot returns marked text in which what was marked by Called is shown.
func NameBot(marked, name string) string {
	var b strings.Builder
	for s := marked; s != ""; {
		if text, rest, ok := called(s); ok {
			b.WriteString(strings.ReplaceAll(text, "@", "@"+Escape(name)))
			s = rest
			continue
		}
		n := 1
		if s[0] == '\\' && len(s) > 1 { // what is escaped begins no mark
			n = 2
		}
		b.WriteString(s[:n])
		s = s[n:]
	}
	return b.String()
}

// called reads what Called wrote at the start of s; text is still escaped.
func called(s string) (text, rest string, ok bool) {
	if !strings.HasPrefix(s, "<!") {
		return "", "", false
	}
	for i := len("<!"); i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '>':
			return s[len("<!"):i], s[i+1:], true
		}
	}
	return "", "", false
}

// Spans reads marked text:
//
//	**bold**   [label](https://… or /page)   <@person-id>   <!called>   \* a plain star
//
// Everything else is plain. What is not well formed is shown as it stands; what
// was marked by Called is left out.
func Spans(marked string) []Span {
	var out []Span
	var whole string          // the text of a span, where it stands in marked as it is
	var parts strings.Builder // where it does not
	bold := false
	add := func(text string) {
		if whole == "" && parts.Len() == 0 {
			whole = text
			return
		}
		parts.WriteString(whole)
		parts.WriteString(text)
		whole = ""
	}
	flush := func() {
		if whole += parts.String(); whole != "" {
			if out == nil {
				out = make([]Span, 0, 1+strings.Count(marked, "**")+strings.Count(marked, "]("))
			}
			out = append(out, Span{Text: whole, Bold: bold})
		}
		whole = ""
		parts.Reset()
	}
	for s := marked; s != ""; {
		if _, rest, ok := called(s); ok {
			s = rest
			continue
		}
		switch {
		case s[0] == '\\' && len(s) > 1:
			n := 1
			if strings.IndexByte(special, s[1]) < 0 {
				add(`\`)
			} else {
				add(s[1:2])
				n = 2
			}
			s = s[n:]
		case strings.HasPrefix(s, "**"):
			flush()
			bold = !bold
			s = s[2:]
		case strings.HasPrefix(s, "<@") && strings.Contains(s, ">"):
			end := strings.IndexByte(s, '>')
			flush()
			out = append(out, Span{Person: s[2:end]})
			s = s[end+1:]
		case s[0] == '[':
			label, url, rest, ok := link(s)
			if !ok {
				add("[")
				s = s[1:]
				continue
			}
			flush()
			out = append(out, Span{Text: label, URL: url, Bold: bold})
			s = rest
		default:
			n := 1 + strings.IndexAny(s[1:], begins)
			if n == 0 {
				n = len(s)
			}
			add(s[:n])
			s = s[n:]
		}
	}
	flush()
	return out
}

// link reads "[label](url)" at the start of s. Only addresses of our own pages
// and http(s) are links.
func link(s string) (label, url, rest string, ok bool) {
	var b strings.Builder
	i := 1
	for ; i < len(s) && s[i] != ']'; i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte(special, s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	if i+1 >= len(s) || s[i+1] != '(' {
		return "", "", "", false
	}
	end := strings.IndexByte(s[i:], ')')
	if end < 0 {
		return "", "", "", false
	}
	url = s[i+2 : i+end]
	if !strings.HasPrefix(url, "/") && !strings.HasPrefix(url, "https://") && !strings.HasPrefix(url, "http://") {
		return "", "", "", false
	}
	return b.String(), url, s[i+end+1:], true
}
