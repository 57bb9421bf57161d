package slack

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"
)

// A ruling holds what is sent to what Slack accepts. It reads the JSON, so that
// it shares nothing with the code that drew it.
type ruling struct {
	faults []string
	ids    map[string]bool
	chars  int
	count  map[string]int
}

func (r *ruling) fault(format string, args ...any) {
	r.faults = append(r.faults, fmt.Sprintf(format, args...))
}

// faultsOf says what Slack would refuse about messages.
func faultsOf(t *testing.T, pages []page) []string {
	t.Helper()
	var out []string
	for i, p := range pages {
		r := ruling{ids: map[string]bool{}, count: map[string]int{}}
		r.length("text", p.Text, 1, 4000)
		blocks := generic(t, p.Blocks)
		if len(blocks) == 0 || len(blocks) > 50 {
			r.fault("%d blocks", len(blocks))
		}
		for _, b := range blocks {
			r.block(b)
		}
		if r.chars > 13200 || r.count["table"] > 1 || r.count["data_visualization"] > 2 {
			r.fault("%d characters, %d tables, %d charts", r.chars, r.count["table"], r.count["data_visualization"])
		}
		for _, b := range p.Blocks {
			if w, ok := b.(written); ok {
				b = w.Block
			}
			if c, ok := b.(*slack.DataVisualizationBlock); ok {
				if err := c.Validate(); err != nil {
					r.fault("chart: %v", err)
				}
			}
		}
		for _, f := range r.faults {
			out = append(out, fmt.Sprintf("message %d: %s", i, f))
		}
	}
	return out
}

// viewFaults says what Slack would refuse about a home.
func viewFaults(t *testing.T, view slack.HomeTabViewRequest) []string {
	t.Helper()
	r := ruling{ids: map[string]bool{}, count: map[string]int{}}
	blocks := generic(t, view.Blocks.BlockSet)
	if len(blocks) > 100 {
		r.fault("%d blocks", len(blocks))
	}
	for _, b := range blocks {
		r.block(b)
	}
	if r.count["table"]+r.count["data_visualization"]+r.count["context_actions"] > 0 {
		r.fault("blocks that only messages may have: %v", r.count)
	}
	return r.faults
}

type object = map[string]any

func generic(t *testing.T, blocks []slack.Block) []any {
	t.Helper()
	body, err := json.Marshal(blocks)
	if err != nil {
		t.Fatal(err)
	}
	var out []any
	if err := json.Unmarshal(body, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func (r *ruling) length(what, s string, least, most int) {
	if n := size(s); n < least || n > most || strings.TrimSpace(s) == "" && least > 0 {
		r.fault("%s: %d characters, not %d to %d: %.60q", what, n, least, most, s)
	}
	if strings.ContainsFunc(s, func(c rune) bool { return c < ' ' && c != '\n' && c != '\t' }) {
		r.fault("%s: a control character in %.60q", what, s)
	}
}

func (r *ruling) block(v any) {
	b := v.(object)
	kind, _ := b["type"].(string)
	r.count[kind]++
	switch kind {
	case "header":
		r.text("header", b["text"], 150, false)
	case "section":
		if b["text"] != nil {
			r.text("section", b["text"], 3000, true)
		}
		fields, _ := b["fields"].([]any)
		if len(fields) > 10 || b["text"] == nil && len(fields) == 0 {
			r.fault("section: %d fields", len(fields))
		}
		for _, f := range fields {
			r.text("field", f, 2000, true)
		}
	case "context":
		elements := r.elements(b, 1, 10)
		for _, e := range elements {
			r.text("context", e, 3000, true)
		}
	case "actions":
		for _, e := range r.elements(b, 1, 5) {
			r.button(e)
		}
	case "context_actions":
		for _, e := range r.elements(b, 1, 5) {
			r.vote(e)
		}
	case "image":
		r.length("alt_text", fmt.Sprint(b["alt_text"]), 1, 2000)
		if b["title"] != nil {
			r.text("image title", b["title"], 2000, false)
		}
		if id := fmt.Sprint(b["slack_file"].(object)["id"]); !strings.HasPrefix(id, "F") {
			r.fault("slack_file %q", id)
		}
	case "rich_text":
		for _, e := range r.elements(b, 1, 1000) {
			r.rich(e)
		}
	case "table":
		r.table(b)
	case "divider", "data_visualization":
	default:
		r.fault("a block of type %q", kind)
	}
}

func (r *ruling) elements(b object, least, most int) []any {
	out, _ := b["elements"].([]any)
	if len(out) < least || len(out) > most {
		r.fault("%v: %d elements", b["type"], len(out))
	}
	return out
}

func (r *ruling) text(what string, v any, most int, markup bool) {
	o := v.(object)
	s, _ := o["text"].(string)
	r.length(what, s, 1, most)
	r.chars += size(s)
	switch kind := o["type"]; {
	case kind == "plain_text" && o["emoji"] != false:
		r.fault("%s: names of emoji are drawn in %.60q", what, s)
	case kind == "mrkdwn" && !markup, kind != "mrkdwn" && kind != "plain_text":
		r.fault("%s: text of type %v", what, kind)
	case kind == "mrkdwn" && o["verbatim"] != true:
		r.fault("%s: Slack would look for links in %.60q", what, s)
	case kind == "mrkdwn" && strings.Contains(s, "<!"):
		r.fault("%s: calls everybody: %.60q", what, s)
	}
}

func (r *ruling) id(v any) {
	id, _ := v.(string)
	r.length("action_id", id, 1, 255)
	if r.ids[id] {
		r.fault("two elements are called %q", id)
	}
	r.ids[id] = true
}

func (r *ruling) button(v any) {
	o := v.(object)
	r.id(o["action_id"])
	r.text("button", o["text"], 75, false)
	if o["value"] != nil {
		r.length("value", o["value"].(string), 0, 2000)
	}
	if o["url"] != nil {
		r.length("url", o["url"].(string), 1, 3000)
	}
	if style, ok := o["style"]; ok && style != "primary" && style != "danger" {
		r.fault("button: style %v", style)
	}
}

func (r *ruling) vote(v any) {
	o := v.(object)
	r.id(o["action_id"])
	for _, side := range []string{"positive_button", "negative_button"} {
		b := o[side].(object)
		r.text(side, b["text"], 75, false)
		r.length(side, b["value"].(string), 1, 2000)
	}
}

var inRich = []string{"text", "link", "user", "emoji"}

func (r *ruling) rich(v any) {
	o := v.(object)
	switch o["type"] {
	case "rich_text_list":
		for _, e := range r.elements(o, 1, 1000) {
			r.rich(e)
		}
		return
	case "rich_text_section", "rich_text_quote":
	default:
		r.fault("rich text of type %v", o["type"])
	}
	for _, e := range r.elements(o, 1, 10000) {
		e := e.(object)
		if kind, _ := e["type"].(string); !slices.Contains(inRich, kind) {
			r.fault("in rich text: %v", e)
		}
		for _, key := range []string{"text", "url", "user_id", "name"} {
			if s, ok := e[key].(string); ok {
				r.chars += size(s)
				if s == "" {
					r.fault("in rich text: no %s: %v", key, e)
				}
			}
		}
	}
}

func (r *ruling) table(b object) {
	rows := b["rows"].([]any)
	before, width := r.chars, len(rows[0].([]any))
	if len(rows) > 100 || width > 20 || width == 0 || len(b["column_settings"].([]any)) != width {
		r.fault("a table of %d rows and %d columns", len(rows), width)
	}
	for _, row := range rows {
		if len(row.([]any)) != width {
			r.fault("a row of %d cells in a table of %d columns", len(row.([]any)), width)
		}
		for _, c := range row.([]any) {
			cell := c.(object)
			if cell["type"] == "raw_text" {
				s, _ := cell["text"].(string)
				r.length("cell", s, 1, 10000)
				r.chars += size(s)
				continue
			}
			for _, e := range r.elements(cell, 1, 1) {
				r.rich(e)
			}
		}
	}
	if r.chars-before > 10000 {
		r.fault("a table of %d characters", r.chars-before)
	}
}
