package slack

import (
	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

// emoji is the colour of a status; its word always stands beside it.
var emoji = map[string]string{
	"green": "large_green_circle", "amber": "large_orange_circle", "red": "red_circle",
	"stale": "white_circle", "no data": "black_circle",
}

// A richList is a list of rich text. The library's own always writes a border
// and an offset, which the official types do not know of.
type richList struct {
	Type     slack.RichTextElementType     `json:"type"`
	Style    slack.RichTextListElementType `json:"style"`
	Indent   int                           `json:"indent,omitempty"`
	Offset   int                           `json:"offset,omitempty"` // how many items an ordered list had before
	Elements []slack.RichTextElement       `json:"elements"`
}

// RichTextElementType returns the type that every list has.
func (l richList) RichTextElementType() slack.RichTextElementType { return l.Type }

// list draws a list whose first item is number first+1. In Slack, lines that
// stand further in are a list of their own.
func (p pen) list(l chat.List, first int) []slack.Block {
	style := slack.RTEListBullet
	if l.Ordered {
		style = slack.RTEListOrdered
	}
	var lists []slack.RichTextElement
	var now *richList
	for i, it := range l.Items {
		depth := min(max(it.Depth, 0), 1)
		if now == nil || now.Indent != depth {
			now = &richList{Type: slack.RTEList, Style: style, Indent: depth}
			lists = append(lists, now)
			if l.Ordered {
				now.Offset = first + i
			}
		}
		now.Elements = append(now.Elements, slack.NewRichTextSection(p.item(it)...))
	}
	if len(lists) == 0 {
		return nil
	}
	return []slack.Block{slack.NewRichTextBlock("", lists...)}
}

func (p pen) item(it chat.Item) []slack.RichTextSectionElement {
	said := p.rich(it.Marked)
	if !visible(said) {
		said = richText(noCell, nil)
	}
	if it.Status != "" {
		said = append(p.status(it.Status), said...)
	}
	return said
}

func (p pen) status(s string) []slack.RichTextSectionElement {
	word := clip(oneLine(s), maxLabel) + ": "
	if name := emoji[s]; name != "" {
		return append([]slack.RichTextSectionElement{slack.NewRichTextSectionEmojiElement(name, 0, nil)}, richText(" "+word, nil)...)
	}
	return richText(word, nil)
}
