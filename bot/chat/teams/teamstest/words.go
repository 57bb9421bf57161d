package teamstest

import (
	"fmt"
	"html"
	"regexp"
	"strings"
)

var (
	mention = regexp.MustCompile(`<at>[^<]*</at>`)
	link    = regexp.MustCompile(`\[((?:\\.|[^\]\\])*)\]\(([^)]*)\)`)
	marks   = regexp.MustCompile(`\\([\\!-/:-@\[-` + "`" + `{-~])|(\*\*|__)|[*_]`)
)

// Words returns all that a person reads of a message: the text of its cards with
// their markdown drawn, pictures by their alternative text.
func (m *Message) Words() string {
	var out []string
	if text, _ := m.Activity["text"].(string); text != "" {
		out = append(out, text)
	}
	list, _ := m.Activity["attachments"].([]any)
	for _, x := range list {
		if a, ok := x.(map[string]any); ok {
			out = append(out, CardWords(a["content"]))
		}
	}
	return strings.Join(out, "\n")
}

// CardWords returns all that a person reads of a card.
func CardWords(card any) string {
	var lines []string
	read(card, &lines)
	return strings.Join(lines, "\n")
}

// read follows the elements of a card in the order in which they are drawn.
func read(v any, lines *[]string) {
	if list, ok := v.([]any); ok {
		for _, x := range list {
			read(x, lines)
		}
		return
	}
	m, ok := v.(map[string]any)
	if !ok {
		return
	}
	kind, _ := m["type"].(string)
	switch {
	case kind == "TextBlock":
		*lines = append(*lines, Markdown(fmt.Sprint(m["text"])))
	case kind == "RichTextBlock":
		var b strings.Builder
		runs, _ := m["inlines"].([]any)
		for _, r := range runs {
			if run, ok := r.(map[string]any); ok {
				fmt.Fprint(&b, run["text"])
			}
		}
		*lines = append(*lines, b.String())
	case kind == "FactSet":
		facts, _ := m["facts"].([]any)
		for _, x := range facts {
			if f, ok := x.(map[string]any); ok {
				*lines = append(*lines, Markdown(fmt.Sprint(f["title"]))+" "+Markdown(fmt.Sprint(f["value"])))
			}
		}
	case kind == "Image":
		*lines = append(*lines, fmt.Sprint(m["altText"]))
	case strings.HasPrefix(kind, "Chart."):
		*lines = append(*lines, fmt.Sprint(m["title"]))
		series, _ := m["data"].([]any)
		for _, x := range series {
			if s, ok := x.(map[string]any); ok {
				*lines = append(*lines, fmt.Sprint(s["legend"]))
			}
		}
	case strings.HasPrefix(kind, "Action.") && m["title"] != nil:
		*lines = append(*lines, fmt.Sprint(m["title"]))
	case strings.HasPrefix(kind, "Input."):
		*lines = append(*lines, fmt.Sprint(m["label"]))
		if v := m["value"]; v != nil {
			*lines = append(*lines, fmt.Sprint(v))
		}
	}
	for _, part := range []string{"body", "items", "rows", "cells", "actions"} {
		read(m[part], lines)
	}
}

// Markdown draws the markdown that Teams understands in cards.
func Markdown(s string) string {
	s = mention.ReplaceAllStringFunc(s, func(m string) string { return m[len("<at>") : len(m)-len("</at>")] })
	s = link.ReplaceAllString(s, "$1")
	var b strings.Builder
	last := 0
	for _, at := range marks.FindAllStringSubmatchIndex(s, -1) {
		b.WriteString(html.UnescapeString(s[last:at[0]]))
		if at[2] >= 0 {
			b.WriteString(s[at[2]:at[3]]) // what stands after a backslash stands as it is
		}
		last = at[1]
	}
	b.WriteString(html.UnescapeString(s[last:]))
	return strings.ReplaceAll(b.String(), "\u200b", "")
}
