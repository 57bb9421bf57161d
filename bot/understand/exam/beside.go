package exam

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/understand"
)

// Beside is what should be heard besides action, value and comment, by field;
// fields that are not there are not compared.
type Beside map[string]string

// fields are those that may stand in Beside, in the order they are written, and
// how each is written of what was heard.
var fields = []struct {
	name string
	of   func(understand.Heard) string
}{
	{"unit", func(h understand.Heard) string { return string(h.Unit) }},
	{"approx", func(h understand.Heard) string { return yesOrNo(h.Approx) }},
	{"bound", func(h understand.Heard) string { return h.Bound }},
	{"period", func(h understand.Heard) string { return string(h.Period) }},
	{"options", func(h understand.Heard) string { return inNumericOrder(h.Options) }},
	{"until", func(h understand.Heard) string { return string(h.Until) }},
	{"to", func(h understand.Heard) string { return string(h.To) }},
}

func yesOrNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func inNumericOrder(all []decimal.Decimal) string {
	all = slices.SortedFunc(slices.Values(all), decimal.Decimal.Compare)
	var out []string
	for _, d := range all {
		out = append(out, d.String())
	}
	return strings.Join(out, ",")
}

// besides reads "approx until=2026-11-23 to=luca"; a field alone is "yes".
func besides(s string) (Beside, error) {
	var all Beside
	for _, word := range strings.Fields(s) {
		name, value, ok := strings.Cut(word, "=")
		if !ok {
			value = "yes"
		}
		if all == nil {
			all = Beside{}
		}
		all[name] = value
	}
	return all, all.known()
}

// known returns an error for a field that nothing is heard of.
func (b Beside) known() error {
	left := len(b)
	for _, f := range fields {
		if _, ok := b[f.name]; ok {
			left--
		}
	}
	if left > 0 {
		return fmt.Errorf("besides value and comment there are %s", b.names())
	}
	return nil
}

func (Beside) names() string {
	var all []string
	for _, f := range fields {
		all = append(all, f.name)
	}
	return strings.Join(all, ", ")
}

// heard reports whether all of b was heard, and whether the period was: a value
// written down for another one is a wrong value.
func (b Beside) heard(h understand.Heard) (all, period bool) {
	all, period = true, true
	for _, f := range fields {
		want, ok := b[f.name]
		if !ok || f.of(h) == want {
			continue
		}
		all = false
		period = period && f.name != "period"
	}
	return all, period
}

// String writes b as it stands in a table.
func (b Beside) String() string {
	var all []string
	for _, f := range fields {
		if v, ok := b[f.name]; ok {
			all = append(all, f.name+"="+v)
		}
	}
	return strings.Join(all, " ")
}

// besideOf writes the fields of h that are set, and those that were wanted.
func besideOf(h understand.Heard, wanted Beside) Beside {
	b := Beside{}
	for _, f := range fields {
		v := f.of(h)
		if _, ok := wanted[f.name]; ok || v != "" && v != "no" && f.name != "unit" && f.name != "options" {
			b[f.name] = v
		}
	}
	return b
}
