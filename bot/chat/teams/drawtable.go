package teams

import (
	"throughline/bot/chat"
)

const (
	mostColumns = 12
	tableBytes  = 8 << 10 // then a table goes on in another, under the same headings
	shortCell   = 100     // letters; a cell that is shorter is not cut
)

// table draws a table; a long one as several.
func (p pen) table(t chat.Table) (out []piece) {
	if t.Caption != "" {
		out = append(out, p.text("", chat.Escape(short(oneLine(clean(t.Caption)), 200)), look{weight: "Bolder"}, "Medium")...)
	}
	width := len(t.Columns)
	for _, row := range t.Rows {
		width = max(width, len(row))
	}
	if width = min(width, mostColumns); width == 0 {
		return out
	}
	head := piece{wide: true, element: p.tableHead(t, width)}
	now := head
	size := sizeOf(now.element)
	for _, row := range t.Rows {
		cells, names := p.row(row, width)
		n := sizeOf(cells)
		if x := now.element.(table); size+n > tableBytes && len(x.Rows) > 1 {
			out = append(out, now)
			now, size = head, sizeOf(head.element)
		}
		x := now.element.(table)
		x.Rows = append(x.Rows[:len(x.Rows):len(x.Rows)], cells) // head is used again
		now.element, now.names = x, append(now.names, names...)
		size += n
	}
	return append(out, now)
}

// tableHead is a table of nothing but its headings.
func (p pen) tableHead(t chat.Table, width int) table {
	out := table{Type: "Table", Headers: true, Grid: true, Spacing: "Small"}
	head := tableRow{Type: "TableRow"}
	for i := range width {
		c, title := column{Width: 1}, ""
		if i == 0 {
			c.Width = 2
		}
		if i < len(t.Columns) {
			title = short(oneLine(clean(t.Columns[i].Title)), 80)
			if t.Columns[i].Right {
				c.Align = "Right"
			}
		}
		out.Columns = append(out.Columns, c)
		head.Cells = append(head.Cells, p.cell(chat.Escape(title), look{weight: "Bolder"}, nil))
	}
	out.Rows = []tableRow{head}
	return out
}

// row draws a row. It cannot be cut in two, so the longer its cells are together,
// the shorter each is shown.
func (p pen) row(cells []string, width int) (out tableRow, names []entity) {
	for letters := cellLetters; ; letters /= 2 {
		out, names = tableRow{Type: "TableRow"}, nil
		for i := range width {
			marked := ""
			if i < len(cells) {
				marked = clip(cells[i], letters)
			}
			out.Cells = append(out.Cells, p.cell(marked, look{}, &names))
		}
		if sizeOf(out) <= tableBytes || letters < shortCell {
			return out, names
		}
	}
}

// cell draws one cell. An empty one holds a space: Teams refuses cells of nothing.
func (p pen) cell(marked string, l look, names *[]entity) tableCell {
	c := tableCell{Type: "TableCell"}
	for _, x := range p.text("", marked, l, "None") {
		c.Items = append(c.Items, x.element)
		if names != nil {
			*names = append(*names, x.names...)
		}
	}
	if len(c.Items) == 0 {
		c.Items = []any{textBlock{Type: "TextBlock", Text: " ", Wrap: true}}
	}
	return c
}
