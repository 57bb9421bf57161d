package teams

import (
	"cmp"
	"fmt"
	"strings"

	"throughline/bot/chat"
)

// pieces draws every block of a message.
func (p pen) pieces(m chat.Message) (out []piece) {
	for _, b := range m.Blocks {
		out = append(out, p.block(b)...)
	}
	return out
}

func (p pen) block(b chat.Block) []piece {
	switch b := b.(type) {
	case chat.Heading:
		return []piece{{opens: true, element: textBlock{
			Type: "TextBlock", Text: escapeStart(escape(short(oneLine(clean(b.Text)), 200))), Wrap: true, Style: "heading", Size: "Medium", Weight: "Bolder", Spacing: "Large",
		}}}
	case chat.Text:
		return p.text("", b.Marked, look{}, "Default")
	case chat.Note:
		return p.text("", b.Marked, look{size: "Small", subtle: true}, "Default")
	case chat.Quote:
		return p.quote(b)
	case chat.List:
		return p.list(b)
	case chat.Facts:
		return p.facts(b)
	case chat.Table:
		return p.table(b)
	case chat.Progress:
		return progress(b)
	case chat.Buttons:
		return p.buttons(b)
	case chat.Picture:
		return p.picture(b)
	case chat.Rule:
		return []piece{{element: textBlock{Type: "TextBlock", Text: " ", Separator: true, Spacing: "Medium", Size: "Small"}}}
	}
	return nil // Feedback is asked for below the message (see pen.messages)
}

// quote draws somebody's own words, never as markdown.
func (p pen) quote(q chat.Quote) (out []piece) {
	box := container{Type: "Container", Style: "emphasis", Spacing: "Small"}
	for _, x := range p.text("", chat.Escape(clean(q.Text)), look{}, "Small") {
		if len(box.Items) > 0 && sizeOf(box)+sizeOf(x.element) > 8<<10 {
			out = append(out, piece{element: box})
			box.Items = nil
		}
		box.Items = append(box.Items, x.element)
	}
	if q.By != "" {
		for _, x := range p.text("", chat.Escape(short(oneLine(clean(q.By)), 300)), look{size: "Small", subtle: true}, "None") {
			box.Items = append(box.Items, x.element)
		}
	}
	if len(box.Items) == 0 {
		return out
	}
	return append(out, piece{element: box})
}

// dots are the colours of a status. Its word always stands beside them.
var dots = map[string]string{"green": "🟢", "amber": "🟡", "red": "🔴", "stale": "⚪", "no data": "⚪"}

func (p pen) list(l chat.List) (out []piece) {
	for i, it := range l.Items {
		lead := "• "
		if l.Ordered {
			lead = fmt.Sprintf("%d. ", i+1)
		}
		if it.Depth > 0 {
			lead = "\u2003◦ "
		}
		if it.Status != "" {
			dot := dots[it.Status]
			if dot == "" {
				dot = "⚪"
			}
			if !l.Ordered {
				lead = strings.TrimSuffix(strings.TrimSuffix(lead, "• "), "◦ ")
			}
			lead += dot + " " + it.Status + "\u2002"
		}
		out = append(out, p.text(lead, it.Marked, look{}, "Small")...)
	}
	return out
}

// manyFacts is how many pairs stand in one element.
const manyFacts = 12

// facts draws pairs. What is long goes on in another element.
func (p pen) facts(f chat.Facts) (out []piece) {
	set, size := factSet{Type: "FactSet"}, 0
	var names []entity
	flush := func() {
		if len(set.Facts) > 0 {
			out = append(out, piece{element: set, names: names})
			set, size, names = factSet{Type: "FactSet"}, 0, nil
		}
	}
	for _, pair := range f.Pairs {
		value, notified := p.marks(p.spans(clip(pair.Marked, cellLetters)))
		one := fact{Title: escapeStart(escape(short(oneLine(clean(pair.Label)), 200))), Value: escapeStart(clean(value))}
		n := sizeOf(one)
		if len(set.Facts) == manyFacts || size+n > tableBytes {
			flush()
		}
		set.Facts, names, size = append(set.Facts, one), append(names, notified...), size+n
	}
	flush()
	return out
}

// cellLetters is how much stands in a cell or a fact.
const cellLetters = 600

// clip shortens marked text that is too long for a cell, and with it loses the marks.
func clip(marked string, letters int) string {
	if len(marked) <= letters {
		return marked
	}
	if plain := chat.PlainText(marked, nil); len([]rune(plain)) > letters {
		return chat.Escape(short(plain, letters))
	}
	return marked
}

const squares = 10

// progress draws how many are in: a square for each, or ten when there are many.
func progress(b chat.Progress) []piece {
	rich := richText{Type: "RichTextBlock"}
	if b.Of > 0 {
		all := min(b.Of, squares)
		done := min(max(b.Done, 0)*all/b.Of, all)
		for _, r := range []run{
			{Type: "TextRun", Text: strings.Repeat("■", done), Color: "Accent"},
			{Type: "TextRun", Text: strings.Repeat("□", all-done), Subtle: true},
			{Type: "TextRun", Text: "\u2002"},
		} {
			if r.Text != "" {
				rich.Inlines = append(rich.Inlines, r)
			}
		}
	}
	rich.Inlines = append(rich.Inlines, run{Type: "TextRun", Text: short(oneLine(clean(b.Label)), 300)})
	return []piece{{element: rich}}
}

const (
	mostActions = 5 // in one set; Microsoft's own validator takes no more
	titleWords  = 75
)

// buttons draws a row of buttons, or several rows when there are many.
func (p pen) buttons(b chat.Buttons) (out []piece) {
	var set []action
	flush := func() {
		if len(set) > 0 {
			out, set = append(out, piece{element: actionSet{Type: "ActionSet", Actions: set}}), nil
		}
	}
	for _, x := range b.Buttons {
		a, ok := p.button(x)
		if !ok {
			continue
		}
		if len(set) == mostActions || sizeOf(set)+sizeOf(a) > tableBytes {
			flush()
		}
		set = append(set, a)
	}
	flush()
	return out
}

func (p pen) button(b chat.Button) (action, bool) {
	title := cmp.Or(short(oneLine(clean(b.Label)), titleWords), "…")
	if b.URL != "" {
		url := p.url(b.URL)
		return action{Type: "Action.OpenUrl", Title: title, URL: url}, url != ""
	}
	kind := pressKind
	if b.Form {
		kind = openKind
	}
	return execute(title, kind, b.Style, map[string]string{"a": b.Action, "v": b.Value}), b.Action != ""
}

// execute is a button whose press comes back to us. Its data says what is asked
// for and is believed no further than that.
func execute(title, kind string, style chat.Style, data map[string]string) action {
	data["tl"] = kind
	a := action{Type: "Action.Execute", Title: title, Verb: kind, Data: data}
	if kind != submitKind {
		a.Inputs = "none"
	}
	switch style {
	case chat.Primary:
		a.Style = "positive"
	case chat.Danger:
		a.Style = "destructive"
	}
	return a
}
