package slack

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

// A pen draws messages for one workspace.
type pen struct {
	user  func(person string) chat.UserID // who a person is there; "" when nobody knows
	pages string                          // base of our pages; "": no links to them
	file  func(chat.Picture) string       // the file a picture was uploaded as; nil or "": none
	home  bool                            // draws a home, where tables and charts are not allowed
}

var bold = &slack.RichTextSectionTextStyle{Bold: true}

// rich draws marked text as elements of rich text, in which no character means
// anything but itself.
func (p pen) rich(marked string) []slack.RichTextSectionElement {
	var out []slack.RichTextSectionElement
	for _, s := range chat.Spans(marked) {
		if e := p.span(s); e != nil {
			out = append(out, e)
		}
	}
	return out
}

func (p pen) span(s chat.Span) slack.RichTextSectionElement {
	var style *slack.RichTextSectionTextStyle
	if s.Bold {
		style = bold
	}
	text := clean(s.Text)
	switch {
	case s.Person != "":
		if u := p.userOf(s.Person); u != "" {
			return slack.NewRichTextSectionUserElement(string(u), nil)
		}
		return slack.NewRichTextSectionTextElement("@"+oneLine(s.Person), nil)
	case text == "":
		return nil
	case s.URL != "":
		if to := p.url(s.URL); to != "" {
			return slack.NewRichTextSectionLinkElement(to, text, style)
		}
	}
	return slack.NewRichTextSectionTextElement(text, style)
}

func (p pen) userOf(person string) chat.UserID {
	if p.user == nil {
		return ""
	}
	return p.user(person)
}

// url returns where a link leads from Slack: nowhere for a page of ours as long
// as nobody has said where our pages are.
func (p pen) url(to string) string {
	if strings.HasPrefix(to, "/") {
		if p.pages == "" || strings.HasPrefix(to, "//") || strings.HasPrefix(to, `/\`) {
			return ""
		}
		to = strings.TrimRight(p.pages, "/") + to
	}
	to = urlEscaper.Replace(clean(to))
	u, err := url.Parse(to)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || size(to) > maxURL {
		return ""
	}
	return to
}

// urlEscaper writes what ends an address in Slack's markup.
var urlEscaper = strings.NewReplacer(" ", "%20", "<", "%3C", ">", "%3E", "|", "%7C", `"`, "%22", "\n", "", "\t", "")

func richText(text string, style *slack.RichTextSectionTextStyle) []slack.RichTextSectionElement {
	if text == "" {
		return nil
	}
	return []slack.RichTextSectionElement{slack.NewRichTextSectionTextElement(text, style)}
}

// paragraph returns a block of one paragraph, or none when there is nothing to see in it.
func paragraph(elements []slack.RichTextSectionElement) []slack.Block {
	if !visible(elements) {
		return nil
	}
	return []slack.Block{slack.NewRichTextBlock("", slack.NewRichTextSection(elements...))}
}

func visible(elements []slack.RichTextSectionElement) bool {
	return slices.ContainsFunc(elements, func(e slack.RichTextSectionElement) bool {
		text, ok := e.(*slack.RichTextSectionTextElement)
		return !ok || strings.TrimSpace(text.Text) != ""
	})
}

// mrkdwn writes marked text in Slack's own markup. It refuses when a word in it
// would be read as markup: Slack knows no way to escape that, rich text needs none.
func (p pen) mrkdwn(marked string) (string, bool) {
	var b strings.Builder
	wasBold := false
	for _, s := range chat.Spans(marked) {
		text := clean(s.Text)
		if !plainly(text) || s.Bold && strings.TrimSpace(text) != text || // *bold * is no bold
			wasBold && startsWord(text) || s.Bold && endsWord(b.String()) { // nor is *bo*ld
			return "", false
		}
		b.WriteString(p.mrkdwnSpan(s, escape(text)))
		wasBold = s.Bold
	}
	return strings.TrimSpace(b.String()), true
}

func (p pen) mrkdwnSpan(s chat.Span, text string) string {
	switch u := p.url(s.URL); {
	case s.Person != "" && p.userOf(s.Person) != "":
		return "<@" + string(p.userOf(s.Person)) + ">"
	case s.Person != "":
		return "@" + escape(oneLine(s.Person))
	case s.URL != "" && u != "" && text != "" && !strings.Contains(text, "|"):
		return "<" + escape(u) + "|" + text + ">"
	case s.Bold && text != "":
		return "*" + text + "*"
	}
	return text
}

// plainly reports whether Slack finds nothing to format in s.
func plainly(s string) bool {
	if strings.ContainsAny(s, "*_~`") || hasEmoji(s) {
		return false
	}
	for line := range strings.Lines(s) {
		if strings.HasPrefix(strings.TrimSpace(line), ">") { // a quotation
			return false
		}
	}
	return true
}

func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func endsWord(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// escape writes the three characters that Slack reads as control sequences.
func escape(s string) string { return escaper.Replace(s) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// hasEmoji reports whether s holds something like ":smile:".
func hasEmoji(s string) bool {
	parts := strings.Split(s, ":")
	for _, name := range parts[1:max(1, len(parts)-1)] {
		if name != "" && strings.Trim(strings.ToLower(name), "abcdefghijklmnopqrstuvwxyz0123456789_+-'") == "" {
			return true
		}
	}
	return false
}

// words is text that Slack never reads marks in.
func words(text string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, text, false, false)
}

// markup is text in Slack's markup, in which it must not look for links of its own.
func markup(text string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.MarkdownType, text, false, true)
}
