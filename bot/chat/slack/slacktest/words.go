package slacktest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// Words returns everything that a person reads at a message: all text in its
// blocks, in order, with the names of those who are mentioned; false when there
// is no such message.
func (s *Slack) Words(ts string) (string, bool) {
	m, ok := s.Message(ts)
	if !ok {
		return "", false
	}
	if len(m.Blocks) == 0 {
		return s.unmark(m.Text), true
	}
	return s.WordsOf(m.Blocks), true
}

// WordsOf returns everything that a person reads in blocks.
func (s *Slack) WordsOf(blocks json.RawMessage) string {
	var all []any
	if json.Unmarshal(blocks, &all) != nil {
		return ""
	}
	var out []string
	for _, b := range all {
		var line strings.Builder
		s.read(b, &line)
		out = append(out, strings.TrimRight(line.String(), " "))
	}
	return strings.Join(out, "\n")
}

// HomeWords returns everything on a home or modal.
func (s *Slack) HomeWords(v *View) string {
	if v == nil {
		return ""
	}
	return s.WordsOf(blocksOf(v))
}

// order is how the parts of an object are read.
var order = []string{"title", "label", "text", "hint", "alt_text", "fields", "elements", "element", "accessory", "rows", "chart",
	"series", "segments", "axis_config", "categories", "data", "name", "value", "initial_value", "options", "positive_button", "negative_button"}

func (s *Slack) read(v any, out *strings.Builder) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			s.read(x, out)
		}
	case string:
		out.WriteString(v + " ")
	case float64:
		out.Write(append(mustJSON(v), ' '))
	case object:
		s.readObject(v, out)
	}
}

func (s *Slack) readObject(o object, out *strings.Builder) {
	switch o["type"] {
	case "text", "link":
		if text(o["text"]) == "" {
			out.WriteString(text(o["url"]))
		}
		out.WriteString(text(o["text"])) // runs of one line stand close together
	case "user":
		out.WriteString("@" + s.name(text(o["user_id"])))
	case "plain_text", "raw_text":
		out.WriteString(text(o["text"]) + " ")
	case "mrkdwn":
		out.WriteString(s.unmark(text(o["text"])) + " ")
	case "rich_text_list":
		s.readList(o, out)
	default:
		for _, key := range order {
			if key == "value" && o["label"] == nil {
				continue // of a button: nobody reads it
			}
			s.read(o[key], out)
		}
		if kind := text(o["type"]); strings.HasPrefix(kind, "rich_text_") {
			out.WriteString("\n")
		}
	}
}

// readList reads the lines of a list, each on its own, with the numbers of one
// that is ordered.
func (s *Slack) readList(o object, out *strings.Builder) {
	lines, _ := o["elements"].([]any)
	offset, _ := o["offset"].(float64)
	for i, line := range lines {
		if o["style"] == "ordered" {
			fmt.Fprintf(out, "%d. ", int(offset)+i+1)
		}
		s.read(line, out)
	}
}

// bold is how mrkdwn writes what is bold.
var bold = regexp.MustCompile(`(^|[^\w*])\*([^*\s](?:[^*\n]*[^*\s])?)\*($|[^\w*])`)

var marks = regexp.MustCompile(`<([@#!]?)([^>|]*)(?:\|([^>]*))?>`)

// unmark reads mrkdwn as it is shown.
func (s *Slack) unmark(mrkdwn string) string {
	mrkdwn = bold.ReplaceAllString(mrkdwn, "$1$2$3")
	shown := marks.ReplaceAllStringFunc(mrkdwn, func(m string) string {
		part := marks.FindStringSubmatch(m)
		switch {
		case part[1] == "@":
			return "@" + s.name(part[2])
		case part[3] != "":
			return part[3]
		}
		return part[2]
	})
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(shown)
}

// name returns the name of a user.
func (s *Slack) name(id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range s.teams {
		if u := t.user(id); u != nil {
			return u.RealName
		}
	}
	return id
}
