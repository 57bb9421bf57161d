package outline

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"throughline/bot/scorecard"
)

// Op says what happens to a part of the strategy.
type Op string

const (
	Add    Op = "+"
	Remove Op = "-"
	Modify Op = "~"
	Move   Op = ">" // the same parts in another order
)

// A Change is one part of the strategy that differs.
type Change struct {
	Op     Op            `json:"op"`
	Kind   string        `json:"kind"`
	ID     string        `json:"id"`
	Name   string        `json:"name"`
	Fields []FieldChange `json:"fields,omitempty"`
	Note   string        `json:"note,omitempty"` // what follows from it that is not plain to see
}

// A FieldChange is one field, as text before and after.
type FieldChange struct {
	Field string `json:"field"`
	Old   string `json:"old,omitempty"`
	New   string `json:"new,omitempty"`
}

// Diff returns everything that differs between two strategies, kind by kind; old
// may be nil for none.
func Diff(old, next *scorecard.Strategy) []Change {
	if old == nil {
		old = &scorecard.Strategy{}
	}
	a, b := parts(old), parts(next)
	var out []Change
	for _, kind := range partKinds {
		out = append(out, diffKind(kind, a[kind], b[kind])...)
	}
	noteRegistrations(out, old, next)
	return out
}

var partKinds = []string{"organisation", "vision", "perspective", "unit", "person", "objective", "link", "metric", "action", "review", "parked"}

// part is a piece of a strategy with its fields laid flat.
type part struct {
	id, name string
	fields   map[string]string
}

func parts(s *scorecard.Strategy) map[string][]part {
	out, times := map[string][]part{}, map[string]int{}
	add := func(kind, id, name string, v any) {
		if n := times[kind+" "+id]; n > 0 {
			times[kind+" "+id]++
			id = fmt.Sprintf("%s (%d)", id, n+1) // two things may be parked under one name
		} else {
			times[kind+" "+id] = 1
		}
		out[kind] = append(out[kind], part{id, name, flatten(v)})
	}
	if s.Organisation.ID != "" {
		add("organisation", string(s.Organisation.ID), s.Organisation.Name, s.Organisation)
	}
	if !isZero(s.Vision) {
		add("vision", "vision", strings.Join(strings.Fields(s.Vision.Text), " "), s.Vision)
	}
	for _, p := range s.Perspectives {
		add("perspective", string(p.ID), p.Name, p)
	}
	for _, u := range s.Units {
		add("unit", string(u.ID), u.Name, u)
	}
	for _, p := range s.People {
		add("person", string(p.ID), p.Name, p)
	}
	for _, o := range s.Objectives {
		add("objective", string(o.ID), o.Name, o)
	}
	for _, l := range s.Links {
		add("link", string(l.ID), string(l.Cause)+" → "+string(l.Effect), l)
	}
	for _, m := range s.Metrics {
		add("metric", string(m.ID), m.Name, m)
	}
	for _, a := range s.Actions {
		add("action", string(a.ID), a.Name, a)
	}
	for _, r := range s.Reviews {
		add("review", string(r.ID), r.Name, r)
	}
	for _, p := range s.Parked {
		add("parked", p.Name, p.Name, p)
	}
	return out
}

func isZero(v scorecard.Vision) bool {
	return v.Text == "" && v.Metric == "" && !v.Target.Valid && v.By == "" && len(v.Objectives) == 0
}

// flatten lays the fields of v out by path, as the store would keep them.
func flatten(v any) map[string]string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // the domain's types always marshal
	}
	var tree any
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber() // 1000000, not 1e+06
	if err := dec.Decode(&tree); err != nil {
		panic(err)
	}
	out := map[string]string{}
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, x := range v {
				walk(strings.TrimPrefix(path+"."+k, "."), x)
			}
		case []any:
			for i, x := range v {
				walk(fmt.Sprintf("%s[%d]", path, i+1), x)
			}
		case nil:
		default:
			out[path] = fmt.Sprint(v)
		}
	}
	walk("", tree)
	return out
}

func diffKind(kind string, old, next []part) []Change {
	before := map[string]part{}
	for _, p := range old {
		before[p.id] = p
	}
	after := map[string]bool{}
	var out []Change
	for _, p := range next {
		after[p.id] = true
		was, ok := before[p.id]
		if !ok {
			out = append(out, Change{Op: Add, Kind: kind, ID: p.id, Name: p.name, Fields: fieldChanges(nil, p.fields)})
			continue
		}
		if fields := fieldChanges(was.fields, p.fields); len(fields) > 0 {
			out = append(out, Change{Op: Modify, Kind: kind, ID: p.id, Name: p.name, Fields: fields})
		}
	}
	for _, p := range old {
		if !after[p.id] {
			out = append(out, Change{Op: Remove, Kind: kind, ID: p.id, Name: p.name})
		}
	}
	stayed := func(p part) bool { _, was := before[p.id]; return was && after[p.id] }
	if !slices.Equal(idsOf(old, stayed), idsOf(next, stayed)) {
		out = append(out, Change{Op: Move, Kind: kind, Name: "another order"})
	}
	return out
}

func idsOf(all []part, keep func(part) bool) []string {
	var out []string
	for _, p := range all {
		if keep(p) {
			out = append(out, p.id)
		}
	}
	return out
}

func fieldChanges(old, next map[string]string) []FieldChange {
	names := map[string]bool{}
	for k := range old {
		names[k] = true
	}
	for k := range next {
		names[k] = true
	}
	var out []FieldChange
	for _, k := range slices.Sorted(maps.Keys(names)) {
		if old[k] != next[k] && k != "id" {
			out = append(out, FieldChange{Field: k, Old: old[k], New: next[k]})
		}
	}
	return out
}

// Plan writes changes as a person reads them, a line for each, with a summary
// at the end. New parts are shown by name; a changed part shows each field.
func Plan(changes []Change) string {
	if len(changes) == 0 {
		return "Nothing would change.\n"
	}
	var b strings.Builder
	n := map[Op]int{}
	for _, c := range changes {
		n[c.Op]++
		b.WriteString(strings.TrimSpace(fmt.Sprintf("%s %s %s", c.Op, c.Kind, c.Name)))
		if c.ID != "" && c.ID != c.Name && c.Kind != "vision" {
			fmt.Fprintf(&b, " (%s)", c.ID)
		}
		b.WriteByte('\n')
		if c.Op != Modify {
			continue
		}
		for _, f := range c.Fields {
			fmt.Fprintf(&b, "    %s: %s → %s\n", fieldName(f.Field), shown(f.Old), shown(f.New))
		}
		if c.Note != "" {
			fmt.Fprintf(&b, "    %s\n", c.Note)
		}
	}
	fmt.Fprintf(&b, "\n%d to add, %d to change, %d to remove", n[Add], n[Modify], n[Remove])
	if n[Move] > 0 {
		fmt.Fprintf(&b, ", %d in another order", n[Move])
	}
	b.WriteString(".\n")
	return b.String()
}

func fieldName(path string) string { return strings.ReplaceAll(path, "_", " ") }

func shown(s string) string {
	if s == "" {
		return "none"
	}
	if r := []rune(s); len(r) > 80 {
		return string(r[:79]) + "…"
	}
	return s
}
