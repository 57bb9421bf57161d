package chat

import "encoding/json"

// A Message is what the bot says: blocks for services that can draw them, in
// order, and from them the text for those that cannot (see Message.Plain).
type Message struct {
	Blocks []Block `json:"-"`
}

// Say returns a message of blocks.
func Say(blocks ...Block) Message { return Message{Blocks: blocks} }

// Paragraph returns a message of one paragraph of marked text.
func Paragraph(marked string) Message { return Say(Text{Marked: marked}) }

// A Block is one piece of a message: Heading, Text, Quote, Note, List, Facts,
// Table, Progress, Buttons, Picture, Feedback or Rule. Adapters draw every kind.
type Block interface{ kind() string }

type (
	// A Heading names what follows. At most 150 characters; plain text.
	Heading struct {
		Text string `json:"text"`
	}
	// Text is a paragraph of marked text.
	Text struct {
		Marked string `json:"marked"`
	}
	// A Quote is somebody's own words; plain text, never marked.
	Quote struct {
		Text string `json:"text"`
		By   string `json:"by,omitempty"` // a plain name, and when
	}
	// A Note is small print, in marked text: how a question was read, how old a number is.
	Note struct {
		Marked string `json:"marked"`
	}
	// A List is lines of marked text, with a status dot before those that have one.
	List struct {
		Items   []Item `json:"items"`
		Ordered bool   `json:"ordered,omitempty"`
	}
	// Facts are short pairs of a label and marked text, drawn in two columns where there is room.
	Facts struct {
		Pairs []Pair `json:"pairs"`
	}
	// A Table has plain headings and cells of marked text.
	Table struct {
		Caption string     `json:"caption,omitempty"`
		Columns []Column   `json:"columns"`
		Rows    [][]string `json:"rows"`
	}
	// Progress shows how many of a whole are done: "3 of 9 in".
	Progress struct {
		Done  int    `json:"done"`
		Of    int    `json:"of"`
		Label string `json:"label"` // plain
	}
	// Buttons are offered under what stands above them; at most five.
	Buttons struct {
		Buttons []Button `json:"buttons"`
	}
	// A Picture carries its own alternative text, which says all it shows.
	Picture struct {
		Title string `json:"title,omitempty"`
		Alt   string `json:"alt"`
		Path  string `json:"path,omitempty"`  // page of the local workspace that draws it, such as "/map.svg"
		PNG   []byte `json:"png,omitempty"`   // for services that need the bytes
		Link  string `json:"link,omitempty"`  // the page that shows it whole, such as "/map?links=l1"
		Chart *Chart `json:"chart,omitempty"` // what it shows, for services that draw charts themselves
	}
	// Feedback asks whether the message was of use. A press comes back with
	// Action, and with Good or Bad as its Value.
	Feedback struct {
		Action string `json:"action"`
		Value  string `json:"value"`
	}
	// A Rule separates.
	Rule struct{}
)

// A Chart is the numbers of a Picture that is a line over time.
type Chart struct {
	Unit   string    `json:"unit,omitempty"` // of the values: "%", "days"
	Labels []string  `json:"labels"`         // one for each point, short: "W47"
	Series []ChartOf `json:"series"`         // the first is what the picture is about, others such as "Target" lie behind it
}

// ChartOf is one line of a Chart.
type ChartOf struct {
	Name   string     `json:"name"`
	Points []*float64 `json:"points"` // as many as there are labels; nil: no value
}

// An Item is a line of a List.
type Item struct {
	Marked string `json:"marked"`
	Status string `json:"status,omitempty"` // a scorecard.Status: drawn as a coloured dot with its word for screen readers
	Depth  int    `json:"depth,omitempty"`  // 0 or 1
}

// A Pair is a line of Facts.
type Pair struct {
	Label  string `json:"label"` // plain
	Marked string `json:"marked"`
}

// A Column of a Table.
type Column struct {
	Title string `json:"title"`
	Right bool   `json:"right,omitempty"` // numbers
}

// A Button does something at once, opens a form, or leads to a page.
type Button struct {
	Label  string `json:"label"`            // plain, at most 75 characters
	Action string `json:"action,omitempty"` // "feature/verb": who takes the press
	Value  string `json:"value,omitempty"`  // at most 2,000 characters, given back with the press
	Form   bool   `json:"form,omitempty"`   // the press opens the form that Door.Form returns
	URL    string `json:"url,omitempty"`    // a page of ours instead of an action
	Style  Style  `json:"style,omitempty"`
}

// Style says how much a button calls for attention.
type Style string

const (
	Default Style = ""
	Primary Style = "primary"
	Danger  Style = "danger"
)

// A Form asks for several things at once.
type Form struct {
	Action string  `json:"action"` // "feature/verb": who takes the submission
	Value  string  `json:"value,omitempty"`
	Title  string  `json:"title"`           // plain, at most 24 characters where a service is strict
	Intro  string  `json:"intro,omitempty"` // marked
	Fields []Field `json:"fields"`
	Submit string  `json:"submit"` // label of the button
}

// FieldKind says how a field is filled in.
type FieldKind string

const (
	LineField   FieldKind = ""       // one line
	ParaField   FieldKind = "para"   // several lines
	ChoiceField FieldKind = "choice" // one of Options
	DateField   FieldKind = "date"   // YYYY-MM-DD
)

// A Field of a Form.
type Field struct {
	Name     string    `json:"name"`
	Label    string    `json:"label"`          // plain
	Hint     string    `json:"hint,omitempty"` // plain, under the field
	Kind     FieldKind `json:"kind,omitempty"`
	Value    string    `json:"value,omitempty"` // filled in already
	Options  []Option  `json:"options,omitempty"`
	Optional bool      `json:"optional,omitempty"`
}

// An Option of a ChoiceField.
type Option struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// An Outgoing is a message on its way to a place. Sent again under the same key
// it replaces what was said there before, so a message that lives, such as a
// round of check-ins, is simply put again.
type Outgoing struct {
	Key     string  `json:"key"` // unique: "round/#fleet/2026-W47"
	Place   Place   `json:"place"`
	Message Message `json:"message"`
}

// Good is the Value of a press that says the message was of use.
func (f Feedback) Good() string { return f.Value + "/good" }

// Bad is the Value of a press that says it was not.
func (f Feedback) Bad() string { return f.Value + "/bad" }

func (Heading) kind() string  { return "heading" }
func (Text) kind() string     { return "text" }
func (Quote) kind() string    { return "quote" }
func (Note) kind() string     { return "note" }
func (List) kind() string     { return "list" }
func (Facts) kind() string    { return "facts" }
func (Table) kind() string    { return "table" }
func (Progress) kind() string { return "progress" }
func (Buttons) kind() string  { return "buttons" }
func (Picture) kind() string  { return "picture" }
func (Feedback) kind() string { return "feedback" }
func (Rule) kind() string     { return "rule" }

var newBlock = map[string]func() Block{
	"heading": func() Block { return &Heading{} }, "text": func() Block { return &Text{} },
	"quote": func() Block { return &Quote{} }, "note": func() Block { return &Note{} },
	"list": func() Block { return &List{} }, "facts": func() Block { return &Facts{} },
	"table": func() Block { return &Table{} }, "progress": func() Block { return &Progress{} },
	"buttons": func() Block { return &Buttons{} }, "picture": func() Block { return &Picture{} },
	"feedback": func() Block { return &Feedback{} }, "rule": func() Block { return &Rule{} },
}

type wireBlock struct {
	Kind string          `json:"kind"`
	Body json.RawMessage `json:"body"`
}

// MarshalJSON writes the message so that it can be stored and sent later.
func (m Message) MarshalJSON() ([]byte, error) {
	out := append(make([]byte, 0, 256*len(m.Blocks)+2), '[')
	for i, b := range m.Blocks {
		if i > 0 {
			out = append(out, ',')
		}
		body, err := json.Marshal(b)
		if err != nil {
			return nil, err
		}
		out = append(append(out, `{"kind":"`...), b.kind()...)
		out = append(append(out, `","body":`...), body...)
		out = append(out, '}')
	}
	return append(out, ']'), nil
}
