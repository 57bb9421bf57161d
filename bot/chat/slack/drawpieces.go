package slack

import (
	"strings"

	"throughline/bot/chat"
)

// pieces cuts a message into what can be drawn whole, and decides which pictures
// Slack draws as charts and which tables it draws as tables: the first.
func (p pen) pieces(m chat.Message) []piece {
	var out []piece
	charts, tables := 0, 0
	for _, b := range m.Blocks {
		switch b := b.(type) {
		case chat.Picture:
			b, rest := cutAlt(b)
			c := piece{block: b}
			if charts < maxCharts && !p.home {
				c.native = drawable(b.Chart)
			}
			if c.native != nil {
				charts++
			}
			out = append(out, c)
			out = append(out, rest...)
		case chat.Table:
			if tables++; tables > maxTables || p.home {
				out = append(out, p.pieces(asList(b))...)
				continue
			}
			out = append(out, cutTable(b)...)
		default:
			out = append(out, cut(b)...)
		}
	}
	return out
}

func cut(b chat.Block) []piece {
	switch b := b.(type) {
	case chat.Text:
		var out []piece
		for _, part := range cutMarked(b.Marked) {
			out = append(out, piece{block: chat.Text{Marked: part}})
		}
		return out
	case chat.Note:
		var out []piece
		for _, part := range cutMarked(b.Marked) {
			out = append(out, piece{block: chat.Note{Marked: part}})
		}
		return out
	case chat.Quote:
		return cutQuote(b)
	case chat.List:
		return cutList(b)
	case chat.Facts:
		return cutFacts(b)
	case chat.Buttons:
		return cutButtons(b)
	}
	return []piece{{block: b}}
}

// cutMarked splits marked text into parts of at most maxRich characters.
func cutMarked(marked string) []string {
	if size(marked) <= maxRich {
		return []string{marked}
	}
	var out []string
	var part strings.Builder
	room := maxRich
	for _, s := range chat.Spans(marked) {
		for {
			head, tail := s.Text, ""
			if s.Person == "" && size(s.Text) > room {
				head, tail = cutWords(s.Text, room)
			}
			part.WriteString(mark(s, head))
			if room -= max(1, size(head)); tail == "" && room > 0 {
				break
			}
			out = append(out, part.String())
			part.Reset()
			room = maxRich
			if s.Text = tail; tail == "" {
				break
			}
		}
	}
	if part.Len() > 0 {
		out = append(out, part.String())
	}
	return out
}

// mark writes a span, with other text, as marked text again.
func mark(s chat.Span, text string) string {
	switch {
	case s.Person != "":
		return chat.Mention(s.Person)
	case text == "":
		return ""
	}
	text = chat.Escape(text)
	if s.URL != "" {
		text = "[" + text + "](" + s.URL + ")"
	}
	if s.Bold {
		text = "**" + text + "**"
	}
	return text
}

// clipMarked shortens marked text to n characters.
func clipMarked(marked string, n int) string {
	if size(marked) <= n {
		return marked
	}
	var b strings.Builder
	for _, s := range chat.Spans(marked) {
		if n <= 1 {
			b.WriteString("…")
			break
		}
		b.WriteString(mark(s, clip(s.Text, n)))
		n -= max(1, size(s.Text))
	}
	return b.String()
}

func cutQuote(q chat.Quote) []piece {
	var out []piece
	for text := q.Text; ; {
		head, tail := cutWords(text, maxRich)
		if tail == "" {
			return append(out, piece{block: chat.Quote{Text: head, By: q.By}})
		}
		out = append(out, piece{block: chat.Quote{Text: head}})
		text = tail
	}
}

// cutAlt leaves as much of a picture's words with it as an image may have; the
// rest follows as text.
func cutAlt(b chat.Picture) (chat.Picture, []piece) {
	head, tail := cutWords(b.Alt, maxAlt-1)
	if tail == "" {
		return b, nil
	}
	b.Alt = head + "…"
	return b, cut(chat.Text{Marked: chat.Escape("…" + tail)})
}

const itemShare = 1000 // an item of a list is shortened to this

func cutList(l chat.List) []piece {
	var out []piece
	first, top, room := 0, 0, maxRich
	part := chat.List{Ordered: l.Ordered}
	for _, it := range l.Items {
		it.Marked = clipMarked(it.Marked, itemShare)
		need := size(it.Marked) + 20 // its dot and word
		if need > room && len(part.Items) > 0 {
			out = append(out, piece{block: part, first: first})
			first, room, part.Items = top, maxRich, nil
		}
		part.Items = append(part.Items, it)
		room -= need
		top++
	}
	return append(out, piece{block: part, first: first})
}

func cutFacts(f chat.Facts) []piece {
	var out []piece
	room := maxRich
	var part []chat.Pair
	for _, pair := range f.Pairs {
		pair.Label, pair.Marked = clip(pair.Label, itemShare), clipMarked(pair.Marked, itemShare)
		need := size(pair.Label) + size(pair.Marked) + 3
		if need > room && len(part) > 0 {
			out = append(out, piece{block: chat.Facts{Pairs: part}})
			room, part = maxRich, nil
		}
		part = append(part, pair)
		room -= need
	}
	return append(out, piece{block: chat.Facts{Pairs: part}})
}
