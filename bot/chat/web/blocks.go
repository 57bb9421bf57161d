package web

import (
	"encoding/base64"
	"html/template"
	"slices"
	"strings"

	"throughline/bot/chat"
)

// A blockView is one block of a message as templates/blocks.html draws it.
type blockView struct {
	Kind  string
	Block chat.Block
	Ref   string // of the message; buttons name it
	Token string
	Back  string
	P     *painter
}

// kindOf names a block for the template.
func kindOf(b chat.Block) string {
	switch b.(type) {
	case chat.Heading:
		return "heading"
	case chat.Text:
		return "text"
	case chat.Quote:
		return "quote"
	case chat.Note:
		return "note"
	case chat.List:
		return "list"
	case chat.Facts:
		return "facts"
	case chat.Table:
		return "table"
	case chat.Progress:
		return "progress"
	case chat.Buttons:
		return "buttons"
	case chat.Picture:
		return "picture"
	case chat.Feedback:
		return "feedback"
	}
	return "rule"
}

// A spanView is a run of marked text with the person it names looked up.
type spanView struct {
	chat.Span
	Name     string // of the person
	Me       bool   // the person is who is looking
	External bool   // the link leads out of the workspace
}

// A painter draws for one person.
type painter struct {
	dir     Directory
	speaker chat.UserID
}

// Spans reads marked text for the template.
func (p *painter) Spans(marked string) []spanView {
	var out []spanView
	for _, s := range chat.Spans(marked) {
		v := spanView{Span: s}
		if s.Person != "" {
			v.Name = p.dir.person(chat.UserID(s.Person)).Name
			v.Me = s.Person == string(p.speaker)
		}
		v.External = s.URL != "" && !local(s.URL)
		out = append(out, v)
	}
	return out
}

// local reports whether an address is a page of this workspace.
func local(url string) bool {
	return strings.HasPrefix(url, "/") && !strings.HasPrefix(url, "//") && !strings.HasPrefix(url, `/\`)
}

// Source is where a picture's image comes from; empty when only its words are left.
func (p *painter) Source(pic chat.Picture) template.URL {
	switch {
	case local(pic.Path):
		// A path of ours: the template still escapes it for its attribute.
		return template.URL(pic.Path)
	case len(pic.PNG) > 0:
		return template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(pic.PNG))
	}
	return ""
}

// Local returns an address if it is a page of this workspace.
func (p *painter) Local(url string) string {
	if local(url) {
		return url
	}
	return ""
}

// Feedback returns the two buttons that ask whether a message was of use.
func (p *painter) Feedback(f chat.Feedback) []chat.Button { return buttonsOf(f) }

// Right reports whether column i of t holds numbers.
func (p *painter) Right(t chat.Table, i int) bool { return i < len(t.Columns) && t.Columns[i].Right }

// Cells returns a row with a cell for every column.
func (p *painter) Cells(t chat.Table, row []string) []string {
	return append(slices.Clone(row), make([]string, max(0, len(t.Columns)-len(row)))...)
}

// Number is what stands before item i of an ordered list.
func (p *painter) Number(i int) int { return i + 1 }

// Depth is how far an item of a list stands in: 0 or 1.
func (p *painter) Depth(i chat.Item) int { return min(max(i.Depth, 0), 1) }

// Paragraphs splits a quote where its author began a new paragraph.
func (p *painter) Paragraphs(s string) []string { return strings.Split(strings.TrimSpace(s), "\n\n") }

func (p *painter) blocks(e Entry, token string) []blockView {
	out := make([]blockView, 0, len(e.Body.Blocks))
	for _, b := range e.Body.Blocks {
		out = append(out, blockView{
			Kind: kindOf(b), Block: b, Ref: e.Ref(), Token: token, Back: entryPath(e, p.speaker), P: p,
		})
	}
	return out
}
