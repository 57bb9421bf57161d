package teams

import (
	"bytes"
	"encoding/json"
)

// The parts of Adaptive Cards that are used. They are of version 1.5, which is
// what Teams shows; what is newer (Chart.*) carries a fallback.
const (
	cardVersion = "1.5"
	cardSchema  = "http://adaptivecards.io/schemas/adaptive-card.json"
	cardType    = "application/vnd.microsoft.card.adaptive"
)

type (
	card struct {
		Type     string    `json:"type"`
		Schema   string    `json:"$schema"`
		Version  string    `json:"version"`
		Fallback string    `json:"fallbackText"`
		Body     []any     `json:"body"`
		Teams    *teamsTop `json:"msteams,omitempty"`
	}
	teamsTop struct {
		Width    string   `json:"width,omitempty"`
		Entities []entity `json:"entities,omitempty"`
	}
	entity struct {
		Type      string    `json:"type"`
		Text      string    `json:"text"`
		Mentioned mentioned `json:"mentioned"`
	}
	mentioned struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	}
	textBlock struct {
		Type      string `json:"type"`
		Text      string `json:"text"`
		Wrap      bool   `json:"wrap"`
		Style     string `json:"style,omitempty"`
		Size      string `json:"size,omitempty"`
		Weight    string `json:"weight,omitempty"`
		Color     string `json:"color,omitempty"`
		Subtle    bool   `json:"isSubtle,omitempty"`
		Spacing   string `json:"spacing,omitempty"`
		Separator bool   `json:"separator,omitempty"`
	}
	richText struct {
		Type    string `json:"type"`
		Inlines []run  `json:"inlines"`
		Spacing string `json:"spacing,omitempty"`
	}
	run struct {
		Type      string  `json:"type"`
		Text      string  `json:"text"`
		Size      string  `json:"size,omitempty"`
		Weight    string  `json:"weight,omitempty"`
		Color     string  `json:"color,omitempty"`
		Subtle    bool    `json:"isSubtle,omitempty"`
		Italic    bool    `json:"italic,omitempty"`
		Underline bool    `json:"underline,omitempty"`
		Select    *action `json:"selectAction,omitempty"`
	}
	container struct {
		Type    string `json:"type"`
		Style   string `json:"style,omitempty"`
		Items   []any  `json:"items"`
		Spacing string `json:"spacing,omitempty"`
	}
	factSet struct {
		Type  string `json:"type"`
		Facts []fact `json:"facts"`
	}
	fact struct {
		Title string `json:"title"`
		Value string `json:"value"`
	}
	table struct {
		Type    string     `json:"type"`
		Columns []column   `json:"columns"`
		Rows    []tableRow `json:"rows"`
		Headers bool       `json:"firstRowAsHeaders"`
		Grid    bool       `json:"showGridLines"`
		Spacing string     `json:"spacing,omitempty"`
	}
	column struct {
		Width int    `json:"width"`
		Align string `json:"horizontalCellContentAlignment,omitempty"`
	}
	tableRow struct {
		Type  string      `json:"type"`
		Cells []tableCell `json:"cells"`
	}
	tableCell struct {
		Type  string `json:"type"`
		Items []any  `json:"items"`
	}
	imageBlock struct {
		Type   string  `json:"type"`
		URL    string  `json:"url"`
		Alt    string  `json:"altText"`
		Size   string  `json:"size,omitempty"`
		Select *action `json:"selectAction,omitempty"`
	}
	actionSet struct {
		Type    string   `json:"type"`
		Actions []action `json:"actions"`
	}
	action struct {
		Type   string            `json:"type"`
		Title  string            `json:"title,omitempty"`
		Verb   string            `json:"verb,omitempty"`
		URL    string            `json:"url,omitempty"`
		Style  string            `json:"style,omitempty"`
		Inputs string            `json:"associatedInputs,omitempty"`
		Data   map[string]string `json:"data,omitempty"`
	}
	input struct {
		Type      string   `json:"type"`
		ID        string   `json:"id"`
		Label     string   `json:"label"`
		Value     string   `json:"value,omitempty"`
		Hint      string   `json:"placeholder,omitempty"`
		Required  bool     `json:"isRequired,omitempty"`
		Error     string   `json:"errorMessage,omitempty"`
		Multiline bool     `json:"isMultiline,omitempty"`
		Longest   int      `json:"maxLength,omitempty"`
		Style     string   `json:"style,omitempty"`
		Choices   []choice `json:"choices,omitempty"`
		Wrap      bool     `json:"wrap,omitempty"`
	}
	choice struct {
		Title string `json:"title"`
		Value string `json:"value"`
	}
	chart struct {
		Type     string   `json:"type"`
		Title    string   `json:"title,omitempty"`
		Show     bool     `json:"showTitle,omitempty"`
		X        string   `json:"xAxisTitle,omitempty"`
		Y        string   `json:"yAxisTitle,omitempty"`
		ColorSet string   `json:"colorSet,omitempty"`
		Low      *float64 `json:"yMin,omitempty"`
		High     *float64 `json:"yMax,omitempty"`
		Data     []series `json:"data"`
		Fallback any      `json:"fallback"`
	}
	series struct {
		Legend string  `json:"legend"`
		Values []point `json:"values"`
	}
	point struct {
		X any     `json:"x"`
		Y float64 `json:"y"`
	}
)

// An outgoing is a message as the Connector takes it.
type outgoing struct {
	Type        string       `json:"type"`
	Summary     string       `json:"summary,omitempty"` // what a notification says
	Layout      string       `json:"attachmentLayout,omitempty"`
	Attachments []attachment `json:"attachments"`
	Data        *channelData `json:"channelData,omitempty"`
}

type attachment struct {
	Type    string `json:"contentType"`
	Content any    `json:"content"`
	Preview any    `json:"preview,omitempty"` // in a list of things found
}

type channelData struct {
	Feedback *feedbackLoop `json:"feedbackLoop,omitempty"`
}

type feedbackLoop struct {
	Type string `json:"type"`
}

func newCard(fallback string, body []any, top *teamsTop) card {
	return card{Type: "AdaptiveCard", Schema: cardSchema, Version: cardVersion, Fallback: fallback, Body: body, Teams: top}
}

// sizeOf returns how many bytes a value takes on its way to Teams.
func sizeOf(v any) int {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(v) != nil {
		return 0 // cards hold nothing that cannot be written
	}
	return b.Len()
}
