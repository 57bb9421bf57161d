package slack

import (
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

const noCell = "–" // Slack refuses an empty cell

// table draws a table that fits; its caption stands above it.
func (p pen) table(t chat.Table) []slack.Block {
	width := columns(t)
	if width == 0 {
		return p.caption(t)
	}
	out := slack.NewTableBlock("")
	var heads []slack.TableCell
	for i := range width {
		c := column(t, i)
		heads = append(heads, slack.NewTableRawTextCell(cellText(c.Title)))
		setting := slack.ColumnSetting{Align: slack.ColumnAlignmentLeft, IsWrapped: true}
		if c.Right {
			setting = slack.ColumnSetting{Align: slack.ColumnAlignmentRight}
		}
		out.ColumnSettings = append(out.ColumnSettings, setting)
	}
	out.AddRow(heads...)
	for _, row := range t.Rows {
		cells := make([]slack.TableCell, width)
		for i := range cells {
			cells[i] = p.cell(cellOf(row, i))
		}
		out.AddRow(cells...)
	}
	return append(p.caption(t), out)
}

func (p pen) caption(t chat.Table) []slack.Block {
	return paragraph(richText(clip(oneLine(t.Caption), maxHeader), bold))
}

// cell draws a cell as plain text, or as rich text where something is marked in it.
func (p pen) cell(marked string) slack.TableCell {
	spans := p.rich(marked)
	if !visible(spans) {
		return slack.NewTableRawTextCell(noCell)
	}
	if text, ok := spans[0].(*slack.RichTextSectionTextElement); ok && len(spans) == 1 && text.Style == nil {
		return slack.NewTableRawTextCell(cellText(text.Text))
	}
	return slack.NewTableRichTextCell(slack.NewRichTextSection(spans...))
}

func cellText(s string) string {
	if s = strings.TrimSpace(clean(s)); s == "" {
		return noCell
	}
	return clip(s, maxCell)
}

// columns returns how many columns t has, headed or not.
func columns(t chat.Table) int {
	n := len(t.Columns)
	for _, row := range t.Rows {
		n = max(n, len(row))
	}
	return n
}

func column(t chat.Table, i int) chat.Column {
	if i < len(t.Columns) {
		return t.Columns[i]
	}
	return chat.Column{}
}

func cellOf(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}

// cutTable splits a table into tables of as many rows as Slack takes, each with
// the headings. Columns that do not fit are said to be missing.
func cutTable(t chat.Table) []piece {
	missing := columns(t) - maxColumns
	heads := 0
	t.Columns = append([]chat.Column(nil), t.Columns[:min(len(t.Columns), maxColumns)]...)
	for i := range t.Columns {
		t.Columns[i].Title = clip(t.Columns[i].Title, maxCell)
		heads += size(t.Columns[i].Title) + perObject
	}
	var out []piece
	part, room := t, maxTable-heads
	part.Rows = nil
	for _, row := range t.Rows {
		row, need := narrow(row, min(columns(t), maxColumns))
		if len(part.Rows) > 0 && (need > room || len(part.Rows) == maxRows-1) {
			out = append(out, piece{block: part})
			part.Rows, part.Caption, room = nil, "", maxTable-heads
		}
		part.Rows = append(part.Rows, row)
		room -= need
	}
	out = append(out, piece{block: part})
	if missing > 0 {
		out = append(out, piece{block: chat.Note{Marked: more(missing, "column")}})
	}
	return out
}

// narrow cuts a row to what fits, and returns what it weighs in a table of so
// many columns.
func narrow(row []string, width int) ([]string, int) {
	out := make([]string, min(len(row), maxColumns))
	need := perObject * width
	for i := range out {
		out[i] = clipMarked(row[i], maxCell)
		need += size(out[i])
		if spans := chat.Spans(out[i]); len(spans) > 1 || len(spans) == 1 && spans[0] != (chat.Span{Text: spans[0].Text}) {
			need += perObject * (1 + 3*len(spans))
		}
	}
	return out, need
}

// asList turns a table into lines, for where there is no room for a table.
func asList(t chat.Table) chat.Message {
	var list chat.List
	for _, row := range t.Rows {
		var cells []string
		for i, cell := range row {
			title := chat.Escape(strings.ToLower(oneLine(column(t, i).Title)))
			if cell = clipMarked(cell, maxCell); i > 0 && title != "" {
				cell = title + " " + cell
			}
			cells = append(cells, cell)
		}
		list.Items = append(list.Items, chat.Item{Marked: strings.Join(cells, ", ")})
	}
	var m chat.Message
	if caption := clip(oneLine(t.Caption), maxHeader); caption != "" {
		m.Blocks = append(m.Blocks, chat.Text{Marked: mark(chat.Span{Bold: true}, caption)})
	}
	if len(list.Items) > 0 {
		m.Blocks = append(m.Blocks, list)
	}
	return m
}

// more is how we say that something is left out.
func more(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return "… and " + strconv.Itoa(n) + " more " + what
}
