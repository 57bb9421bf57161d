package understand

import (
	"slices"
	"strings"
)

// said writes the few fields of a reading that tests here look at: intent,
// subject and object, and of filters status and unit.
func said(in Interpretation) string {
	join := func(refs []Ref) string {
		var s []string
		for _, r := range refs {
			s = append(s, string(r))
		}
		return strings.Join(s, ",")
	}
	if in.Outcome == Clarify {
		options := slices.Clone(in.Options)
		slices.Sort(options)
		return string(in.Intent) + " outcome=clarify options=" + join(options)
	}
	if in.Outcome == Refusal {
		return "refuse reason=" + in.Reason
	}
	out := string(in.Intent)
	add := func(k, v string) {
		if v != "" {
			out += " " + k + "=" + v
		}
	}
	add("s", join(in.Subject))
	add("o", join(in.Object))
	if f := in.Filters; f != nil {
		add("status", strings.Join(f.Status, ","))
		add("unit", string(f.Unit))
	}
	return out
}

type example struct{ text, want string }
