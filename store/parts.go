package store

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"throughline/bot/scorecard"
)

// A partKey names one part of a strategy.
type partKey struct{ kind, id string }

func (k partKey) compare(l partKey) int {
	return cmp.Or(cmp.Compare(k.kind, l.kind), cmp.Compare(k.id, l.id))
}

// subject is how the journal calls the part: "metric/m_churn", "vision".
func (k partKey) subject() string {
	if k.kind == k.id {
		return k.kind
	}
	return k.kind + "/" + k.id
}

// orderKind is the kind of the parts that hold the order of a list: its id is
// the kind of the list, its body the ids. The order stands by itself, so that
// a metric put in front of ten thousand others is two changes and not ten thousand.
const orderKind = "order"

// A plural reads and writes one list of a strategy.
type plural struct {
	kind  string
	split func(*scorecard.Strategy, map[partKey]string) error
	join  func(*scorecard.Strategy, map[partKey]string, []string) error
}

var plurals = []plural{
	many("perspective", func(s *scorecard.Strategy) *[]scorecard.Perspective { return &s.Perspectives },
		func(p scorecard.Perspective) scorecard.PerspectiveID { return p.ID }),
	many("unit", func(s *scorecard.Strategy) *[]scorecard.Unit { return &s.Units },
		func(u scorecard.Unit) scorecard.UnitID { return u.ID }),
	many("person", func(s *scorecard.Strategy) *[]scorecard.Person { return &s.People },
		func(p scorecard.Person) scorecard.PersonID { return p.ID }),
	many("objective", func(s *scorecard.Strategy) *[]scorecard.Objective { return &s.Objectives },
		func(o scorecard.Objective) scorecard.ObjectiveID { return o.ID }),
	many("link", func(s *scorecard.Strategy) *[]scorecard.Link { return &s.Links },
		func(l scorecard.Link) scorecard.LinkID { return l.ID }),
	many("metric", func(s *scorecard.Strategy) *[]scorecard.Metric { return &s.Metrics },
		func(m scorecard.Metric) scorecard.MetricID { return m.ID }),
	many("action", func(s *scorecard.Strategy) *[]scorecard.Action { return &s.Actions },
		func(a scorecard.Action) scorecard.ActionID { return a.ID }),
	many("review", func(s *scorecard.Strategy) *[]scorecard.Review { return &s.Reviews },
		func(r scorecard.Review) scorecard.ReviewID { return r.ID }),
}

func many[T any, ID ~string](kind string, of func(*scorecard.Strategy) *[]T, id func(T) ID) plural {
	return plural{
		kind: kind,
		split: func(s *scorecard.Strategy, parts map[partKey]string) error {
			return splitList(kind, *of(s), id, parts)
		},
		join: func(s *scorecard.Strategy, parts map[partKey]string, order []string) (err error) {
			*of(s), err = joinList[T](kind, parts, order)
			return err
		},
	}
}

func splitList[T any, ID ~string](kind string, all []T, id func(T) ID, parts map[partKey]string) error {
	if len(all) == 0 {
		return nil
	}
	order := make([]ID, len(all))
	for i, v := range all {
		k := partKey{kind, string(id(v))}
		if k.id == "" {
			return fmt.Errorf("%s %d has no id", kind, i+1)
		}
		if _, twice := parts[k]; twice {
			return fmt.Errorf("two things are called %s", k.subject())
		}
		body, err := toJSON(v)
		if err != nil {
			return fmt.Errorf("%s: %w", k.subject(), err)
		}
		parts[k], order[i] = body, ID(k.id)
	}
	body, err := toJSON(order)
	parts[partKey{orderKind, kind}] = body
	return err
}

func joinList[T any](kind string, parts map[partKey]string, order []string) ([]T, error) {
	if len(order) == 0 {
		return nil, nil
	}
	all := make([]T, len(order))
	for i, id := range order {
		k := partKey{kind, id}
		if err := json.Unmarshal([]byte(parts[k]), &all[i]); err != nil {
			return nil, fmt.Errorf("store: %s: %w", k.subject(), err)
		}
	}
	return all, nil
}

// splitParts takes a strategy apart.
func splitParts(s *scorecard.Strategy) (map[partKey]string, error) {
	parts := map[partKey]string{}
	for _, single := range []struct {
		kind string
		part any
	}{{"organisation", s.Organisation}, {"vision", s.Vision}} {
		body, err := toJSON(single.part)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", single.kind, err)
		}
		parts[partKey{single.kind, single.kind}] = body
	}
	if len(s.Parked) > 0 {
		body, err := toJSON(s.Parked)
		if err != nil {
			return nil, fmt.Errorf("parked: %w", err)
		}
		parts[partKey{"parked", "parked"}] = body
	}
	for _, p := range plurals {
		if err := p.split(s, parts); err != nil {
			return nil, err
		}
	}
	return parts, nil
}

// joinParts puts a strategy together again.
func joinParts(parts map[partKey]string) (*scorecard.Strategy, error) {
	s := &scorecard.Strategy{}
	for kind, to := range map[string]any{"organisation": &s.Organisation, "vision": &s.Vision, "parked": &s.Parked} {
		body, ok := parts[partKey{kind, kind}]
		if !ok {
			continue
		}
		if err := json.Unmarshal([]byte(body), to); err != nil {
			return nil, fmt.Errorf("store: %s: %w", kind, err)
		}
	}
	for _, p := range plurals {
		order, err := orderOf(parts[partKey{orderKind, p.kind}])
		if err != nil {
			return nil, fmt.Errorf("store: order of %s: %w", p.kind, err)
		}
		if err := p.join(s, parts, order); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func orderOf(body string) (ids []string, err error) {
	if body == "" {
		return nil, nil
	}
	return ids, json.Unmarshal([]byte(body), &ids)
}

// reordered reports whether things that stayed have changed places.
func reordered(before, after string) bool {
	a, _ := orderOf(before) // what we wrote ourselves is read when the strategy is
	b, _ := orderOf(after)
	return !slices.Equal(only(a, b), only(b, a))
}

// only returns the ids of a that are also in b, in the order of a.
func only(a, b []string) []string {
	in := make(map[string]bool, len(b))
	for _, id := range b {
		in[id] = true
	}
	return slices.DeleteFunc(slices.Clone(a), func(id string) bool { return !in[id] })
}
