package chat

import (
	"fmt"
	"strings"
)

// Names tells the plain name of a person who is mentioned; nil shows ids.
type Names func(person string) string

// PlainText draws marked text without marks.
func PlainText(marked string, names Names) string {
	var b strings.Builder
	for _, s := range Spans(marked) {
		switch {
		case s.Person != "" && names != nil:
			b.WriteString("@" + names(s.Person))
		case s.Person != "":
			b.WriteString("@" + s.Person)
		default:
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

// Plain draws the message as plain text: what a terminal, a notification or a
// screen reader gets.
func (m Message) Plain(names Names) string {
	var parts []string
	for _, b := range m.Blocks {
		if s := plainBlock(b, names); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "\n")
}

func plainBlock(b Block, names Names) string {
	switch b := b.(type) {
	case Heading:
		return b.Text
	case Text:
		return PlainText(b.Marked, names)
	case Note:
		return PlainText(b.Marked, names)
	case Quote:
		return plainQuote(b)
	case List:
		return plainList(b, names)
	case Facts:
		var lines []string
		for _, p := range b.Pairs {
			lines = append(lines, p.Label+": "+PlainText(p.Marked, names))
		}
		return strings.Join(lines, "\n")
	case Table:
		return plainTable(b, names)
	case Progress:
		return b.Label
	case Buttons:
		var labels []string
		for _, x := range b.Buttons {
			labels = append(labels, "["+x.Label+"]")
		}
		return strings.Join(labels, " ")
	case Feedback:
		return "" // nothing is said by asking
	case Picture:
		return b.Alt
	}
	return ""
}

func plainQuote(q Quote) string {
	if q.By == "" {
		return "“" + q.Text + "”"
	}
	return "“" + q.Text + "” (" + q.By + ")"
}

func plainList(l List, names Names) string {
	var lines []string
	for i, it := range l.Items {
		mark := "- "
		if l.Ordered {
			mark = fmt.Sprintf("%d. ", i+1)
		}
		if it.Status != "" {
			mark += "(" + it.Status + ") "
		}
		lines = append(lines, strings.Repeat("  ", max(it.Depth, 0))+mark+PlainText(it.Marked, names))
	}
	return strings.Join(lines, "\n")
}

func plainTable(t Table, names Names) string {
	var lines []string
	if t.Caption != "" {
		lines = append(lines, t.Caption)
	}
	for _, row := range t.Rows {
		var cells []string
		for i, c := range row {
			cell := PlainText(c, names)
			if i > 0 && i < len(t.Columns) && t.Columns[i].Title != "" {
				cell = strings.ToLower(t.Columns[i].Title) + " " + cell
			}
			cells = append(cells, cell)
		}
		lines = append(lines, "- "+strings.Join(cells, ", "))
	}
	return strings.Join(lines, "\n")
}
