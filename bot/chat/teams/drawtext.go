package teams

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"throughline/bot/chat"
)

// lineLetters is how much of one line stands in one element; what is longer goes
// on in the next.
const lineLetters = 3000

// A look is how a run of text is drawn.
type look struct {
	size   string
	subtle bool
	italic bool
	weight string
}

// text draws marked text, one element for each line. Text in which nobody is
// mentioned is drawn as runs, in which nothing but our own marks means anything;
// a mention only works in a TextBlock, whose markdown is escaped.
func (p pen) text(lead, marked string, l look, spacing string) (out []piece) {
	first := true
	for _, line := range lines(p.spans(marked)) {
		if len(line) == 0 && lead == "" {
			continue // a blank line is drawn as room
		}
		x := p.line(lead, line, l)
		lead = ""
		switch e := x.element.(type) {
		case textBlock:
			e.Spacing = spacing
			x.element = e
		case richText:
			e.Spacing = spacing
			x.element = e
		}
		out = append(out, x)
		if first {
			spacing, first = "Small", false
		}
	}
	return out
}

// lines cuts spans at line breaks, and lines that are too long at a space.
func lines(spans []chat.Span) [][]chat.Span {
	out := [][]chat.Span{nil}
	letters := 0
	for _, s := range spans {
		if s.Person != "" {
			out[len(out)-1] = append(out[len(out)-1], s)
			continue
		}
		for i, part := range strings.Split(clean(s.Text), "\n") {
			if i > 0 {
				out, letters = append(out, nil), 0
			}
			for part != "" {
				room := lineLetters - letters
				if room <= 0 {
					out, letters, room = append(out, nil), 0, lineLetters
				}
				head, tail := cut(part, room)
				x := s
				x.Text = head
				out[len(out)-1] = append(out[len(out)-1], x)
				letters += utf8.RuneCountInString(head)
				part = tail
			}
		}
	}
	return out
}

// cut splits s after at most so many letters, at a space if there is one near.
func cut(s string, letters int) (head, tail string) {
	if utf8.RuneCountInString(s) <= letters {
		return s, ""
	}
	end := 0
	for range letters {
		_, n := utf8.DecodeRuneInString(s[end:])
		end += n
	}
	if space := strings.LastIndexByte(s[:end], ' '); space > end/2 {
		end = space + 1
	}
	return s[:end], s[end:]
}

// line draws the spans of one line.
func (p pen) line(lead string, spans []chat.Span, l look) piece {
	for _, s := range spans {
		if _, _, known := p.name(s.Person); s.Person != "" && known {
			return p.markdown(lead, spans, l)
		}
	}
	rich := richText{Type: "RichTextBlock"}
	add := func(r run) {
		r.Type, r.Size, r.Subtle, r.Italic = "TextRun", l.size, l.subtle, l.italic
		if r.Weight == "" {
			r.Weight = l.weight
		}
		rich.Inlines = append(rich.Inlines, r)
	}
	if lead != "" {
		add(run{Text: lead})
	}
	for _, s := range spans {
		r := run{Text: s.Text}
		if s.Person != "" {
			r.Text = "@" + p.plainName(s.Person)
		}
		if s.Bold {
			r.Weight = "Bolder"
		}
		if url := p.url(s.URL); url != "" {
			r.Underline, r.Select = true, &action{Type: "Action.OpenUrl", URL: url}
		}
		add(r)
	}
	return piece{element: rich}
}

// markdown draws the spans of a line in which somebody is mentioned.
func (p pen) markdown(lead string, spans []chat.Span, l look) piece {
	b := textBlock{Type: "TextBlock", Wrap: true, Size: l.size, Subtle: l.subtle, Weight: l.weight}
	x := piece{}
	b.Text, x.names = p.marks(spans)
	b.Text = escapeStart(escape(lead) + b.Text)
	x.element = b
	return x
}

// marks writes spans in the markdown of cards, with the names to be notified.
func (p pen) marks(spans []chat.Span) (text string, names []entity) {
	var b strings.Builder
	for _, s := range spans {
		name, user, known := p.name(s.Person)
		switch words := escape(strings.ReplaceAll(s.Text, "\n", " ")); {
		case s.Person != "" && known:
			at := "<at>" + mentionName(name) + "</at>"
			names = append(names, entity{Type: "mention", Text: at, Mentioned: mentioned{ID: string(user), Name: name}})
			b.WriteString(at)
		case s.Person != "":
			b.WriteString("@" + escape(p.plainName(s.Person)))
		case p.url(s.URL) != "":
			b.WriteString("[" + words + "](" + linkEscaper.Replace(p.url(s.URL)) + ")")
		case s.Bold && strings.TrimSpace(words) != "":
			b.WriteString(bold(words))
		default:
			b.WriteString(words)
		}
	}
	return b.String(), names
}

// bold puts the stars where markdown takes them for bold: beside letters.
func bold(s string) string {
	inner := strings.TrimSpace(s)
	at := strings.Index(s, inner)
	return s[:at] + "**" + inner + "**" + s[at+len(inner):]
}

var linkEscaper = strings.NewReplacer("(", "%28", ")", "%29", " ", "%20", "<", "%3C", ">", "%3E", "\\", "%5C")

// mentionName takes out of a name what would end the mention early.
func mentionName(name string) string {
	return strings.NewReplacer("<", "", ">", "", "*", "", "_", " ", "[", "", "]", "").Replace(name)
}

const markdownMarks = "\\`*_[]~#"

var (
	entityLike = regexp.MustCompile(`&(#?[0-9A-Za-z])`)
	atTag      = regexp.MustCompile(`(?i)<(/?at\b)`)
	listStart  = regexp.MustCompile(`^(\s*)([-+>]|\d+[.)])(\s|$)`)
)

// escape makes any text safe in the markdown of cards: it is shown as it is, and
// it notifies nobody.
func escape(s string) string {
	var b strings.Builder
	for i := range len(s) { // bytes: the marks are ASCII
		if strings.IndexByte(markdownMarks, s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	out := entityLike.ReplaceAllString(b.String(), `\&$1`)
	return atTag.ReplaceAllString(out, "<\u200b$1") // an invisible letter: no longer a mention
}

// escapeStart keeps the start of a line from becoming a list.
func escapeStart(s string) string {
	return listStart.ReplaceAllStringFunc(s, func(m string) string {
		trimmed := strings.TrimRight(m, " \t")
		last := len(trimmed) - 1
		return trimmed[:last] + `\` + m[last:]
	})
}

// clean takes out of a text what JSON or a screen cannot show.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), "\uFFFD"))
}
