package teamstest

import "strings"

// An Input is a field of a form in a card, as a person sees it.
type Input struct {
	ID, Label, Value string
	Required         bool
	Choices          map[string]string // of a choice: the values, by what people read
}

// Inputs returns the fields of the forms in a card, in the order in which they
// are drawn.
func Inputs(card any) (out []Input) {
	switch v := card.(type) {
	case []any:
		for _, x := range v {
			out = append(out, Inputs(x)...)
		}
	case map[string]any:
		if kind, _ := v["type"].(string); strings.HasPrefix(kind, "Input.") {
			return []Input{readInput(v)}
		}
		for _, part := range []string{"body", "items", "rows", "cells"} {
			out = append(out, Inputs(v[part])...)
		}
	}
	return out
}

func readInput(v map[string]any) Input {
	in := Input{}
	in.ID, _ = v["id"].(string)
	in.Label, _ = v["label"].(string)
	in.Value, _ = v["value"].(string)
	in.Required, _ = v["isRequired"].(bool)
	choices, _ := v["choices"].([]any)
	for _, x := range choices {
		c, _ := x.(map[string]any)
		title, _ := c["title"].(string)
		value, _ := c["value"].(string)
		if in.Choices == nil {
			in.Choices = map[string]string{}
		}
		in.Choices[title] = value
	}
	return in
}
