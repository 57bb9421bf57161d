package scorecard

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// named is something that others may name.
type named struct{ id, name string }

// everybody are words that people write for an owner when they mean nobody in
// particular.
var everybody = []string{"everyone", "everybody", "all", "anyone", "anybody", "team", "the team", "we", "us", "all of us", "the company", "company", "management"}

// undecided are words that people write for an owner who is still to be found.
var undecided = []string{"tbd", "tba", "tbc", "?", "??", "???", "n/a", "na", "none", "nobody", "no one", "open", "-", "todo", "vacant"}

func (v *validator) person(role string, id PersonID) { v.personAs(role, role, id) }

// personAs checks one accountable person in a field; empty is for lint to judge.
func (v *validator) personAs(field, role string, id PersonID) {
	if id == "" || v.x.Person(id) != nil {
		return
	}
	word := strings.ToLower(strings.TrimSpace(string(id)))
	unit := v.x.Unit(UnitID(id))
	v.at(field, string(id))
	switch {
	case slices.Contains(everybody, word):
		v.fault("several-owners", "name the one person who answers for it", "its %s is %q: what everybody owns nobody owns", role, id)
	case slices.Contains(undecided, word):
		v.fault("no-owner-yet", "name one person, or leave the line out until you can", "its %s is %q, so there is none yet", role, id)
	case strings.ContainsAny(word, ",/&;+") || strings.Contains(word, " and "):
		v.fault("several-owners", "name the one person who answers for it; others can be updater or backup", "its %s %q is more than one person", role, id)
	case unit != nil && v.x.Person(unit.Head) != nil:
		v.fault("not-a-person", fmt.Sprintf("name one person, such as its head, %s", unit.Head), "its %s %q is a unit, and only a person can answer for something", role, id)
	case unit != nil:
		v.fault("not-a-person", "name one person of it", "its %s %q is a unit, and only a person can answer for something", role, id)
	default:
		v.fault("unknown-person", "add the person under people, or name one who is there: "+v.instead("person", string(id)), "its %s %q is nobody", role, id)
	}
}

func (v *validator) unit(field, label string, id UnitID) {
	v.reference(field, label, "unit", string(id), v.x.Unit(id) != nil)
}

func (v *validator) objective(field, label string, id ObjectiveID) {
	v.reference(field, label, "objective", string(id), v.x.Objective(id) != nil)
}

func (v *validator) metric(field, label string, id MetricID) {
	v.reference(field, label, "metric", string(id), v.x.Metric(id) != nil)
}

// reference faults a name of something that is not there.
func (v *validator) reference(field, label, kind, id string, exists bool) {
	switch {
	case exists:
	case id == "":
		v.fault("missing-field", fmt.Sprintf("add “%s: …”: %s", field, v.instead(kind, "")), "it has no %s", label)
	default:
		v.at(field, id).fault("unknown-reference", v.instead(kind, id), "its %s %q does not exist", label, id)
	}
}

// maxSuggested is after how many faults no more names are looked for: a file that
// is wrong so often wants another look first, and the search costs time.
const maxSuggested = 25

// instead says which things of a kind could have been meant.
func (v *validator) instead(kind, got string) string {
	if len(v.faults) >= maxSuggested {
		return "name one that is in this strategy"
	}
	known := v.known(kind)
	if near := nearest(got, known); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	if len(known) == 0 {
		return fmt.Sprintf("the strategy names no %s yet", kind)
	}
	ids := make([]string, 0, 9)
	for _, k := range known[:min(len(known), 8)] {
		ids = append(ids, k.id)
	}
	if len(known) > 8 {
		ids = append(ids, "…")
	}
	return "there are " + strings.Join(ids, ", ")
}

// known lists what may be named of a kind.
func (v *validator) known(kind string) []named {
	if all, ok := v.named[kind]; ok {
		return all
	}
	var all []named
	switch kind {
	case "person":
		all = names(v.s.People, func(p Person) named { return named{string(p.ID), p.Name} })
	case "unit":
		all = names(v.s.Units, func(u Unit) named { return named{string(u.ID), u.Name} })
	case "person or unit":
		all = append(slices.Clone(v.known("person")), v.known("unit")...)
	case "perspective":
		all = names(v.s.Perspectives, func(p Perspective) named { return named{string(p.ID), p.Name} })
	case "objective":
		all = names(v.s.Objectives, func(o Objective) named { return named{string(o.ID), o.Name} })
	case "metric":
		all = names(v.s.Metrics, func(m Metric) named { return named{string(m.ID), m.Name} })
	}
	if v.named == nil {
		v.named = map[string][]named{}
	}
	v.named[kind] = all
	return all
}

func names[T any](all []T, of func(T) named) []named {
	out := make([]named, len(all))
	for i, v := range all {
		out[i] = of(v)
	}
	return out
}

// nearest returns the id of what was probably meant: the one whose id, name or
// a word of whose name differs in the fewest letters; empty when none is near.
func nearest(got string, known []named) string {
	best, least := "", 1<<30
	for _, k := range known {
		forms := append([]string{k.id, k.name}, strings.Fields(k.name)...)
		for _, form := range forms {
			if d, near := Near(got, form); near && d < least {
				best, least = k.id, d
			}
		}
	}
	return best
}

// Near reports whether two words look like the same word mistyped, and in how
// many letters they differ; two letters swapped count once. Case does not count.
// A word that goes on where the other ends is near too, but not very.
func Near(got, word string) (letters int, near bool) {
	a, b := []rune(strings.ToLower(strings.TrimSpace(got))), []rune(strings.ToLower(word))
	if len(a) == 0 || len(b) == 0 || len(a) > 64 || len(b) > 200 {
		return 0, false
	}
	if len(a) > 2 && len(b) > 2 && (strings.HasPrefix(string(b), string(a)) || strings.HasPrefix(string(a), string(b))) {
		return 3 + max(len(a), len(b)) - min(len(a), len(b)), true
	}
	allowed := min(3, 1+max(len(a), len(b))/6)
	if max(len(a), len(b))-min(len(a), len(b)) > allowed || utf8.RuneCountInString(got) < 2 {
		return 0, false
	}
	d := edits(a, b)
	return d, d <= allowed
}

// edits counts the letters to add, drop, replace or swap with the next
// (Damerau and Levenshtein, each place touched once).
func edits(a, b []rune) int {
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		next := make([]int, len(b)+1)
		next[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next[j+1] = min(next[j]+1, row[j+1]+1, row[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row = row, next
	}
	return row[len(b)]
}
