package outline

import (
	"slices"

	"github.com/goccy/go-yaml/ast"

	"throughline/bot/scorecard"
)

// validateRest validates what could be read, so that all that is wrong is told
// at once. What could not be read is not blamed again for what it then lacks.
func (r *reader) validateRest() {
	read := len(r.problems)
	lines, things := map[int]bool{}, map[string]bool{}
	for _, p := range r.problems {
		lines[p.Line], things[p.Where] = true, true
	}
	r.validate()
	rest := slices.DeleteFunc(slices.Clone(r.problems[read:]), func(p Problem) bool {
		return lines[p.Line] || p.Line == 0 && things[p.Where]
	})
	r.problems = append(r.problems[:read], rest...)
}

// validate turns the faults of the strategy into problems at the fields they are
// about.
func (r *reader) validate() {
	for _, f := range scorecard.Validate(&r.out.Strategy) {
		where := f.Kind
		if f.ID != "" {
			where += " " + f.ID
		}
		r.fault(r.field(f), where, f.Code, f.Fix, "%s", f.Message)
	}
	known := map[scorecard.PersonID]bool{"": true}
	for _, p := range r.out.Strategy.People {
		known[p.ID] = true
	}
	for _, x := range r.out.Readings {
		if !known[x.By] {
			id := string(x.Metric)
			n := r.field(scorecard.Fault{Kind: "metric", ID: id, Field: "by", Value: string(x.By)})
			r.fault(n, "metric "+id, "unknown-person", "name a person of this strategy", "its reading for %s is by %q, who is nobody", x.Period, x.By)
		}
	}
}

// alsoWritten lists other names under which the fields of faults stand in a file.
var alsoWritten = map[string][]string{
	"unit": {"team"}, "units": {"teams"}, "cause": {"from", "link"}, "effect": {"to", "link"}, "lag": {"lag_weeks"}, "target": {"targets"},
}

// field returns the node a fault is about: the value, the field, or the thing.
func (r *reader) field(f scorecard.Fault) ast.Node {
	thing := r.nodes[f.Kind+" "+f.ID]
	if f.Field == "" || thing == nil {
		return thing
	}
	fields := append([]string{f.Field}, alsoWritten[f.Field]...)
	if f.Value != "" {
		if n := r.search(thing, fields, f.Value, 4); n != nil {
			return n
		}
	}
	if n := r.search(thing, fields, "", 4); n != nil {
		return n
	}
	return thing
}

// search looks through a thing, its own fields before those further inside, for
// a field with the value, or any value when that is empty, at most so deep: aliases
// may lead in circles.
func (r *reader) search(thing ast.Node, fields []string, value string, deep int) ast.Node {
	if deep == 0 {
		return nil
	}
	for _, e := range pairs(r.plain(thing)) {
		for _, name := range fields {
			if keyOf(e) != name {
				continue
			}
			if value == "" {
				return e.Value
			}
			for _, it := range r.items(e.Value) {
				if holds(r.plain(it), value) {
					return it
				}
			}
		}
	}
	for _, e := range pairs(r.plain(thing)) {
		if own[keyOf(e)] {
			continue
		}
		for _, it := range r.items(e.Value) {
			if n := r.search(it, fields, value, deep-1); n != nil {
				return n
			}
		}
	}
	return nil
}

// own are the fields that hold things of their own, whose faults are theirs.
var own = map[string]bool{"drives": true, "metrics": true, "actions": true}

func holds(n ast.Node, value string) bool {
	v, ok := n.(ast.ScalarNode)
	return ok && v.GetToken() != nil && v.GetToken().Value == value
}
