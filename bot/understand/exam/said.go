package exam

import (
	"fmt"
	"slices"
	"strings"

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
		add("state", f.State)
		add("evidence", strings.Join(f.Evidence, ","))
		add("kind", f.Kind)
		add("unit", string(f.Unit))
		add("person", string(f.Person))
		add("perspective", string(f.Perspective))
		add("exclude", refs(f.Exclude))
		add("via", refs(f.Via))
		add("period", string(f.Period))
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

// Told writes what was heard in one line: "yield record 88.1; margin ask (why)".
func Told(hs []understand.Heard) string {
	var all []string
	for _, h := range hs {
		s := strings.TrimSpace(fmt.Sprintf("%s %s", h.Metric, h.Action))
		if h.Value.Valid {
			s += " " + h.Value.Decimal.String()
		}
		if h.Comment != "" {
			s += " (" + h.Comment + ")"
		}
		all = append(all, s)
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
		s := strings.TrimSpace(fmt.Sprintf("%s %s", w.Metric, strings.Join(either, " or ")))
		if w.Value.Valid {
			s += " " + w.Value.Decimal.String()
		}
		if w.Comment != "" {
			s += " (" + w.Comment + ")"
		}
		all = append(all, s)
	}
	return strings.Join(all, "; ")
}
