package slacktest

import (
	"fmt"
	"unicode/utf8"
)

var richRules = map[string]rule{
	"rich_text_section":      {need: []string{"elements"}},
	"rich_text_list":         {need: []string{"style", "elements"}, may: []string{"indent", "offset", "border"}},
	"rich_text_quote":        {need: []string{"elements"}, may: []string{"border"}},
	"rich_text_preformatted": {need: []string{"elements"}, may: []string{"border", "language"}},
	"text":                   {need: []string{"text"}, may: []string{"style"}},
	"link":                   {need: []string{"url"}, may: []string{"text", "style", "unsafe"}},
	"user":                   {need: []string{"user_id"}, may: []string{"style"}},
	"usergroup":              {need: []string{"usergroup_id"}, may: []string{"style"}},
	"channel":                {need: []string{"channel_id"}, may: []string{"style"}},
	"emoji":                  {need: []string{"name"}, may: []string{"unicode", "style", "skin_tone"}},
	"date":                   {need: []string{"timestamp", "format"}, may: []string{"url", "fallback", "style"}},
}

func (k *checker) richText(at string, b object) {
	for i, e := range k.list(at+"/elements", b["elements"], 1, 200) {
		k.rich(fmt.Sprintf("%s/elements/%d", at, i), e)
	}
}

func (k *checker) rich(at string, e object) {
	kind, _ := e["type"].(string)
	r, known := richRules[kind]
	if !known {
		k.fail(at+"/type", "unsupported type: %v", e["type"])
		return
	}
	k.fields(at, e, r)
	if text, ok := e["text"].(string); ok {
		if text == "" {
			k.fail(at+"/text", "must be more than 0 characters")
		}
		k.chars += utf8.RuneCountInString(text)
	}
	if style := e["style"]; kind == "rich_text_list" && style != "bullet" && style != "ordered" {
		k.fail(at+"/style", "must be bullet or ordered")
	}
	if e["elements"] == nil {
		return
	}
	for i, inner := range k.list(at+"/elements", e["elements"], 0, 1000) {
		k.rich(fmt.Sprintf("%s/elements/%d", at, i), inner)
	}
}

// table checks rows of raw_text and rich_text cells; none may be empty.
func (k *checker) table(at string, b object) {
	k.tables++
	rows, _ := b["rows"].([]any)
	if len(rows) < 1 || len(rows) > 100 {
		k.fail(at+"/rows", "between 1 and 100 rows are allowed, not %d", len(rows))
	}
	before, columns := k.chars, 0
	for i, row := range rows {
		at := fmt.Sprintf("%s/rows/%d", at, i)
		cells, _ := row.([]any)
		if len(cells) < 1 || len(cells) > 20 || i > 0 && len(cells) != columns {
			k.fail(at, "between 1 and 20 cells, as many in each row, are allowed, not %d", len(cells))
		}
		columns = len(cells)
		for j, c := range cells {
			k.cell(fmt.Sprintf("%s/%d", at, j), c)
		}
	}
	if settings, given := b["column_settings"].([]any); given && len(settings) > 20 {
		k.fail(at+"/column_settings", "no more than 20 items allowed")
	}
	if k.chars-before > 10_000 {
		k.fail(at, "a table may hold 10000 characters")
	}
}

func (k *checker) cell(at string, v any) {
	c, _ := v.(object)
	switch c["type"] {
	case "raw_text":
		k.fields(at, c, rule{need: []string{"text"}})
		k.length(at+"/text", c["text"], 10_000)
	case "rich_text":
		k.richText(at, c)
	default:
		k.fail(at+"/type", "unsupported type: %v", c["type"])
	}
}

// chart checks a data_visualization: every series has one point for each category.
func (k *checker) chart(at string, b object) {
	k.charts++
	k.length(at+"/title", b["title"], 50)
	c, _ := b["chart"].(object)
	if c["type"] == "pie" {
		k.list(at+"/chart/segments", c["segments"], 1, 6)
		return
	}
	if c["type"] != "line" && c["type"] != "bar" && c["type"] != "area" {
		k.fail(at+"/chart/type", "unsupported type: %v", c["type"])
	}
	axis, _ := c["axis_config"].(object)
	categories, _ := axis["categories"].([]any)
	if len(categories) < 1 || len(categories) > 20 {
		k.fail(at+"/chart/axis_config/categories", "between 1 and 20 items are allowed, not %d", len(categories))
	}
	seen := map[any]bool{}
	for i, name := range categories {
		k.length(fmt.Sprintf("%s/chart/axis_config/categories/%d", at, i), name, 20)
		if seen[name] {
			k.fail(at+"/chart/axis_config/categories", "%v stands there twice", name)
		}
		seen[name] = true
	}
	for i, s := range k.list(at+"/chart/series", c["series"], 1, 6) {
		at := fmt.Sprintf("%s/chart/series/%d", at, i)
		k.length(at+"/name", s["name"], 20)
		points := k.list(at+"/data", s["data"], 1, 20)
		if len(points) != len(categories) {
			k.fail(at+"/data", "one point for each of the %d categories, not %d", len(categories), len(points))
		}
		for j, p := range points {
			if _, number := p["value"].(float64); !number || !seen[p["label"]] {
				k.fail(fmt.Sprintf("%s/data/%d", at, j), "a point needs a value and the label of a category")
			}
		}
	}
}
