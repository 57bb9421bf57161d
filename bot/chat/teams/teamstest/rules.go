package teamstest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

const (
	cardBytes   = 24 << 10 // our own budget; Teams loses cards of more than 28 KB in some ways into it
	mostActions = 5
	mostCards   = 10
	cardType    = "application/vnd.microsoft.card.adaptive"
)

// known are the elements and actions that Teams draws, with the version of
// Adaptive Cards they came with, and the fields that have to be there.
var known = map[string][]string{
	"TextBlock": {"text"}, "RichTextBlock": {"inlines"}, "TextRun": {"text"}, "Container": {"items"}, "FactSet": {"facts"},
	"Table": {"columns", "rows"}, "TableRow": {"cells"}, "TableCell": {"items"}, "Image": {"url", "altText"}, "ActionSet": {"actions"},
	"Input.Text": {"id", "label"}, "Input.Date": {"id", "label"}, "Input.ChoiceSet": {"id", "label", "choices"},
	"Action.Execute": {"title", "verb"}, "Action.OpenUrl": {"url"}, "mention": {"text", "mentioned"},
	"Chart.Line": {"data", "fallback"}, "Chart.VerticalBar.Grouped": {"data", "fallback"},
	"AdaptiveCard": {"version", "body", "fallbackText"},
}

// CheckActivity returns what is wrong with a message as Teams would show it:
// a version or an element it does not draw, a newer element without a fallback, a
// card that is too large, inputs with the same id, too many buttons, a picture it
// cannot show, a mention that nobody is notified by.
func CheckActivity(act map[string]any) (faults []string) {
	list, _ := act["attachments"].([]any)
	if len(list) > mostCards {
		faults = append(faults, fmt.Sprintf("%d cards in a message", len(list)))
	}
	if text, _ := act["text"].(string); len(list) == 0 && text == "" {
		faults = append(faults, "there is neither text nor a card")
	}
	if summary, _ := act["summary"].(string); len(list) > 0 && summary == "" {
		faults = append(faults, "a notification of it would be empty: there is no summary")
	}
	for _, x := range list {
		a, _ := x.(map[string]any)
		card, _ := a["content"].(map[string]any)
		if a["contentType"] != cardType || card == nil {
			faults = append(faults, fmt.Sprintf("an attachment is of the type %v", a["contentType"]))
			continue
		}
		faults = append(faults, CheckCard(card)...)
	}
	return faults
}

// CheckCard returns what is wrong with a card.
func CheckCard(card map[string]any) []string {
	c := checker{ids: map[string]bool{}}
	if v, _ := card["version"].(string); v != "1.5" {
		c.fault("version %q; Teams shows fallbackText for what is over 1.5", v)
	}
	var size bytes.Buffer
	e := json.NewEncoder(&size)
	e.SetEscapeHTML(false)
	if err := e.Encode(card); err != nil || size.Len() > cardBytes {
		c.fault("%d bytes (%v)", size.Len(), err)
	}
	if words, _ := card["fallbackText"].(string); words == "" && len(c.faults) == 0 {
		if body, _ := card["body"].([]any); len(body) > 0 {
			c.fault("no fallbackText")
		}
	}
	c.mentions(card)
	c.walk(card)
	for at := range c.used {
		if !c.named[at] {
			c.fault("%s notifies nobody", at)
		}
	}
	return c.faults
}

type checker struct {
	faults      []string
	ids         map[string]bool
	named, used map[string]bool
}

func (c *checker) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

// mentions notes who is notified.
func (c *checker) mentions(card map[string]any) {
	c.named, c.used = map[string]bool{}, map[string]bool{}
	top, _ := card["msteams"].(map[string]any)
	entities, _ := top["entities"].([]any)
	for _, x := range entities {
		e, _ := x.(map[string]any)
		text, _ := e["text"].(string)
		who, _ := e["mentioned"].(map[string]any)
		if who["id"] == "" || who["name"] == "" || text != fmt.Sprintf("<at>%v</at>", who["name"]) {
			c.fault("the mention %v is not one", e)
		}
		c.named[text] = true
	}
}

func (c *checker) walk(v any) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			c.walk(x)
		}
	case map[string]any:
		c.element(v)
		for name, x := range v {
			if name != "data" && name != "fallback" || strings.HasPrefix(fmt.Sprint(v["type"]), "Chart.") && name == "fallback" {
				c.walk(x)
			}
		}
	}
}

func (c *checker) element(m map[string]any) {
	kind, typed := m["type"].(string)
	if !typed {
		return
	}
	needed, ok := known[kind]
	if !ok {
		c.fault("Teams draws no %q in a card of version 1.5", kind)
	}
	for _, field := range needed {
		if m[field] == nil {
			c.fault("%s without %s", kind, field)
		}
	}
	if id, _ := m["id"].(string); id != "" && strings.HasPrefix(kind, "Input.") {
		if c.ids[id] {
			c.fault("two inputs have the id %q", id)
		}
		c.ids[id] = true
	}
	if actions, _ := m["actions"].([]any); len(actions) > mostActions {
		c.fault("%d buttons in a row", len(actions))
	}
	if url, _ := m["url"].(string); m["url"] != nil && !strings.HasPrefix(url, "https://") && !strings.HasPrefix(url, "http://") && !strings.HasPrefix(url, "data:image/png;base64,") {
		c.fault("%s leads to %q", kind, url)
	}
	if url, _ := m["url"].(string); kind == "Image" && strings.Contains(strings.ToLower(url), "svg") {
		c.fault("Teams shows no SVG")
	}
	if items, isList := m["items"].([]any); isList && kind == "TableCell" && len(items) == 0 {
		c.fault("an empty cell")
	}
	if text, _ := m["text"].(string); kind == "TextBlock" {
		for _, at := range mention.FindAllString(text, -1) {
			c.used[at] = true
		}
	}
}
