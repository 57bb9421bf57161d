package slack

import (
	"strings"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

// A page is one message of Slack: blocks, and beside them the text that
// notifications show and screen readers read.
type page struct {
	Text   string        `json:"text"`
	Blocks []slack.Block `json:"blocks"`
}

// A piece is a part of a message that is drawn whole: a block of ours, or a part
// of one that is too long.
type piece struct {
	block  chat.Block
	first  int          // of an ordered list that continues: how many items came before
	native *nativeChart // of a picture: the chart Slack draws for it
}

// A drawing is a piece as Slack shows it.
type drawing struct {
	blocks []slack.Block
	text   string
	weight int
	tables int
	charts int
}

// message draws m as one message, or as several when Slack does not take it in
// one: the others belong into the thread of the first.
func (p pen) message(m chat.Message) []page {
	return p.messageIn(m, maxWeight)
}

// messageIn draws m as messages of no more than a weight.
func (p pen) messageIn(m chat.Message, most int) []page {
	return layOut(p.drawings(m), most)
}

func (p pen) drawings(m chat.Message) []drawing {
	var out []drawing
	buttons := 0
	for _, c := range p.pieces(m) {
		d := drawing{blocks: p.piece(c, &buttons), text: p.fallback(c)}
		if d.weight = write(d.blocks); d.weight > maxWeight-spareWeight {
			out = append(out, plain(c.block)...)
			continue
		}
		if len(d.blocks) == 0 {
			continue
		}
		for _, b := range d.blocks {
			switch b.BlockType() {
			case slack.MBTTable:
				d.tables++
			case slack.MBTDataVisualization:
				d.charts++
			}
		}
		out = append(out, d)
	}
	return out
}

// piece draws one piece. No two buttons of a message may have the same id, so
// they are numbered.
func (p pen) piece(c piece, buttons *int) []slack.Block {
	switch b := c.block.(type) {
	case chat.Heading:
		return heading(b)
	case chat.Text:
		return paragraph(p.rich(b.Marked))
	case chat.Note:
		return p.note(b.Marked)
	case chat.Quote:
		return quote(b)
	case chat.List:
		return p.list(b, c.first)
	case chat.Facts:
		return p.facts(b)
	case chat.Table:
		return p.table(b)
	case chat.Progress:
		return progress(b)
	case chat.Buttons:
		return p.buttons(b, buttons)
	case chat.Picture:
		return p.picture(b, c.native)
	case chat.Feedback:
		return p.feedback(b, buttons)
	case chat.Rule:
		return []slack.Block{slack.NewDividerBlock()}
	}
	return nil
}

// plain draws a piece without anything marked in it, when it has so many marks
// that Slack would not take it with them.
func plain(b chat.Block) []drawing {
	var out []drawing
	for rest := clean(chat.Say(b).Plain(nil)); rest != ""; {
		var part string
		part, rest = cutWords(rest, maxRich)
		blocks := paragraph(richText(part, nil))
		out = append(out, drawing{blocks: blocks, text: escape(part), weight: weigh(blocks...)})
	}
	return out
}

func heading(h chat.Heading) []slack.Block {
	text := oneLine(h.Text)
	if text == "" {
		return nil
	}
	return []slack.Block{slack.NewHeaderBlock(words(clip(text, maxHeader)))}
}

// note draws small print, if need be a little larger than its words are taken for marks.
func (p pen) note(marked string) []slack.Block {
	spans := chat.Spans(marked)
	if len(spans) == 1 && spans[0] == (chat.Span{Text: spans[0].Text}) {
		if text := strings.TrimSpace(clean(spans[0].Text)); text != "" && size(text) <= maxContext {
			return []slack.Block{slack.NewContextBlock("", words(text))}
		}
	}
	if text, ok := p.mrkdwn(marked); ok && text != "" && size(text) <= maxContext {
		return []slack.Block{slack.NewContextBlock("", markup(text))}
	}
	return paragraph(p.rich(marked))
}

func quote(q chat.Quote) []slack.Block {
	said := richText(clean(q.Text), nil)
	if !visible(said) {
		return nil
	}
	elements := []slack.RichTextElement{&slack.RichTextQuote{Type: slack.RTEQuote, Elements: said}}
	if by := clip(oneLine(q.By), maxHeader); by != "" {
		italic := &slack.RichTextSectionTextStyle{Italic: true}
		elements = append(elements, slack.NewRichTextSection(richText(by, italic)...))
	}
	return []slack.Block{slack.NewRichTextBlock("", elements...)}
}

// progress draws a bar beside its words.
func progress(g chat.Progress) []slack.Block {
	const cells = 10
	label := oneLine(g.Label)
	if g.Of > 0 {
		done := cells * min(max(g.Done, 0), g.Of) / g.Of
		label = strings.TrimSpace(strings.Repeat("▰", done) + strings.Repeat("▱", cells-done) + "  " + label)
	}
	if label == "" {
		return nil
	}
	return []slack.Block{slack.NewSectionBlock(words(clip(label, maxSection)), nil, nil)}
}

// facts draws pairs in two columns. Pairs that hold words which such a column
// would format are drawn as rich text, all of them, so that they look alike.
func (p pen) facts(f chat.Facts) []slack.Block {
	var fields []*slack.TextBlockObject
	for _, pair := range f.Pairs {
		label := oneLine(pair.Label)
		value, ok := p.mrkdwn(pair.Marked)
		if label != "" {
			value = "*" + escape(label) + "*\n" + value
		}
		if !ok || !plainly(label) || value == "" || size(value) > maxField {
			return p.factLines(f)
		}
		fields = append(fields, markup(value))
	}
	var out []slack.Block
	for len(fields) > 0 {
		n := min(len(fields), maxFields)
		out = append(out, slack.NewSectionBlock(nil, fields[:n], nil))
		fields = fields[n:]
	}
	return out
}

func (p pen) factLines(f chat.Facts) []slack.Block {
	var line []slack.RichTextSectionElement
	for _, pair := range f.Pairs {
		if len(line) > 0 {
			line = append(line, slack.NewRichTextSectionTextElement("\n", nil))
		}
		if label := oneLine(pair.Label); label != "" {
			line = append(line, slack.NewRichTextSectionTextElement(label+":", bold), slack.NewRichTextSectionTextElement(" ", nil))
		}
		line = append(line, p.rich(pair.Marked)...)
	}
	return paragraph(line)
}

// fallback returns a piece as the words that stand for its blocks where those
// are not shown, with mentions and no other control sequences of Slack.
func (p pen) fallback(c piece) string {
	m := chat.Say(c.block)
	if l, ok := c.block.(chat.List); ok && c.first > 0 {
		// A list that continues: numbered after items that are not there.
		m = chat.Say(chat.List{Ordered: l.Ordered, Items: append(make([]chat.Item, c.first), l.Items...)})
	}
	text := m.Plain(p.marker)
	if !strings.ContainsRune(text, mentionMark) { // nobody is mentioned
		text = escape(clean(text))
	} else if bare := m.Plain(nil); strings.ContainsRune(bare, mentionMark) {
		text = escape(clean(bare))
	} else {
		text = clean(p.mentions(escape(strings.ToValidUTF8(text, "\uFFFD"))))
	}
	for range c.first {
		_, text, _ = strings.Cut(text, "\n")
	}
	return text
}

// mentionMark stands around the number of a mentioned person while text is
// escaped; no text that holds one itself is marked so.
const mentionMark = '\x00'

func (p pen) marker(person string) string {
	return string(mentionMark) + person + string(mentionMark)
}

// mentions writes "@\x00ana\x00" as a mention of whoever that is here.
func (p pen) mentions(text string) string {
	parts := strings.Split(text, string(mentionMark))
	for i := 1; i < len(parts); i += 2 {
		parts[i] = unescape(parts[i])
		u := p.userOf(parts[i])
		if u == "" {
			parts[i] = escape(parts[i])
			continue
		}
		parts[i-1] = strings.TrimSuffix(parts[i-1], "@")
		parts[i] = "<@" + string(u) + ">"
	}
	return strings.Join(parts, "")
}

// unescape undoes escape.
func unescape(s string) string {
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(s)
}
