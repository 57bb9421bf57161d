package teams

import (
	"html"
	"regexp"
	"strings"
)

var tags = regexp.MustCompile(`<[^<>]*>`)

// words returns what was said as plain text, and whether the bot was named. The
// bot's own name is taken out; other people's stay.
func (a activity) words(app string) (text string, named bool) {
	text = a.Text
	for _, m := range a.Mentions {
		bot := a.isBot(m.ID, app)
		named = named || bot
		if m.Text == "" {
			continue
		}
		instead := tags.ReplaceAllString(m.Text, "")
		if bot {
			instead = " "
		}
		text = strings.Replace(text, m.Text, instead, 1)
	}
	text = strings.NewReplacer("<at>", "", "</at>", "").Replace(text)
	text = html.UnescapeString(text)
	text = strings.NewReplacer("\u00a0", " ", "\r\n", "\n", "\r", "\n").Replace(text)
	return strings.TrimSpace(strings.ToValidUTF8(text, "\uFFFD")), named
}
