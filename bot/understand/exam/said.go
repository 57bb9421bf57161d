package exam

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// Said writes a reading in one line: the intent, "s=" and "o=" for subject and
// object, and every other field that is set. Two readings are the same when it
// writes them the same.
func Said(in understand.Interpretation) string {
	switch in.Outcome {
	case understand.Clarify:
		options := slices.Clone(in.Options)
		slices.Sort(options)
		return fmt.Sprintf("%s outcome=clarify options=%s", in.Intent, refs(options))
	case understand.Refusal:
		return "refuse reason=" + in.Reason
	}
	out := []string{string(in.Intent)}
	add := func(k, v string) {
		if v != "" {
			out = append(out, k+"="+v)
		}
	}
	add("s", refs(in.Subject))
	add("o", refs(in.Object))
	if c := in.Change; c != nil {
		add("change", fmt.Sprintf("%s:%s:%s", c.Type, c.Value, c.Unit))
	}
	add("direction", in.Direction)
	if f := in.Filters; f != nil {
		add("status", strings.ReplaceAll(strings.Join(f.Status, ","), " ", "_"))
		add("state", strings.ReplaceAll(f.State, " ", "_"))
		add("evidence", strings.Join(f.Evidence, ","))
		add("kind", f.Kind)
		add("unit", string(f.Unit))
		add("person", string(f.Person))
		add("perspective", string(f.Perspective))
		add("also", refs(f.Also))
		add("cadence", string(f.Cadence))
		add("exclude", refs(f.Exclude))
		add("via", refs(f.Via))
		add("period", string(f.Period))
		add("until", string(f.Until))
	}
	if w := in.Window; w != nil {
		add("window", fmt.Sprintf("%d:%s", w.N, w.Unit))
	}
	return strings.Join(out, " ")
}

func refs(all []understand.Ref) string {
	var s []string
	for _, r := range all {
		s = append(s, string(r))
	}
	return strings.Join(s, ",")
}

// told writes what was heard in one line: "yield record 88.1 approx=yes; margin
// ask".
func (in Reply) told(hs []understand.Heard) string {
	var all []string
	for _, h := range hs {
		w, _ := in.wanted(h, len(hs))
		all = append(all, inOneLine(h.Metric, string(h.Action), h.Value, besideOf(h, w.Beside), h.Comment))
	}
	return strings.Join(all, "; ")
}

// told writes what should have been heard, in the same form.
func told(ws []Wanted) string {
	var all []string
	for _, w := range ws {
		var either []string
		for _, a := range w.Acts {
			either = append(either, string(a))
		}
		all = append(all, inOneLine(w.Metric, strings.Join(either, " or "), w.Value, w.Beside, w.Comment))
	}
	return strings.Join(all, "; ")
}

func inOneLine(m scorecard.MetricID, action string, v decimal.NullDecimal, beside Beside, comment string) string {
	words := []string{string(m), action}
	if v.Valid {
		words = append(words, v.Decimal.String())
	}
	words = append(words, beside.String())
	if comment != "" {
		words = append(words, "("+comment+")")
	}
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " ")
}
