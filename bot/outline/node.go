package outline

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// A place is where something stands in the file.
type place struct{ line, column int }

// at returns where n begins; for lines of “name: value” that is the first name.
func at(n ast.Node) place {
	switch v := n.(type) {
	case *ast.MappingNode:
		if !v.IsFlowStyle && len(v.Values) > 0 {
			return at(v.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return at(v.Key)
	}
	if n == nil || n.GetToken() == nil || n.GetToken().Position == nil {
		return place{}
	}
	p := n.GetToken().Position
	return place{p.Line, p.Column}
}

// A scan walks one file and collects what is wrong with it.
type scan struct {
	file     string
	problems Problems
	anchors  map[string]ast.Node
	read     int // entries and items so far, those behind aliases each time
}

// maxRead bounds the entries and items of a file with its aliases written out. A
// file of the largest size has fewer; one whose aliases multiply has more.
const maxRead = 8 << 20

// within counts n more entries or items; false, with a fault the first time,
// when they are too many.
func (s *scan) within(n ast.Node, more int) bool {
	if s.read > maxRead {
		return false
	}
	if s.read += more; s.read > maxRead {
		s.fault(n, "", "alias-loop", "write out what the aliases stand for", "the aliases of this file (*name) multiply without end")
		return false
	}
	return true
}

func (s *scan) fault(n ast.Node, where, code, fix, format string, args ...any) {
	p := at(n)
	s.problems = append(s.problems, Problem{File: s.file, Line: p.line, Column: p.column, Where: where, Code: code, Message: fmt.Sprintf(format, args...), Fix: fix})
}

// plain follows anchors, aliases and tags to what they stand for.
func (s *scan) plain(n ast.Node) ast.Node {
	for range 16 {
		switch v := n.(type) {
		case *ast.AnchorNode:
			if v.Name != nil && v.Name.GetToken() != nil {
				s.anchors[v.Name.GetToken().Value] = v.Value
			}
			n = v.Value
		case *ast.AliasNode:
			if v.Value == nil || v.Value.GetToken() == nil {
				return n
			}
			to := s.anchors[v.Value.GetToken().Value]
			if to == nil {
				s.fault(n, "", "unknown-alias", "write the value out, or put &"+v.Value.GetToken().Value+" before the first one; a text that begins with * needs quotes", "nothing above is marked &%s", v.Value.GetToken().Value)
				return ast.Null(n.GetToken())
			}
			n = to
		case *ast.TagNode:
			n = v.Value
		default:
			return n
		}
	}
	return n
}

// entries returns the pairs of a mapping; false, with a fault, for anything else.
func (s *scan) entries(n ast.Node, where string) ([]*ast.MappingValueNode, bool) {
	switch v := s.plain(n).(type) {
	case *ast.MappingNode:
		return v.Values, s.within(n, len(v.Values))
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{v}, true
	case *ast.NullNode, nil:
		return nil, true
	}
	s.fault(n, where, "not-a-mapping", "write it as “name: value” lines", "this should be a mapping of names to values")
	return nil, false
}

// items returns the elements of a list; one that is no list counts as a list of
// itself, as people write it.
func (s *scan) items(n ast.Node) []ast.Node {
	switch v := s.plain(n).(type) {
	case *ast.SequenceNode:
		if !s.within(n, len(v.Values)) {
			return nil
		}
		return v.Values
	case *ast.NullNode, nil:
		return nil
	}
	return []ast.Node{n}
}

// fields reads a mapping: each key goes to its reader, unknown and doubled keys
// are faults.
func (s *scan) fields(n ast.Node, where string, read map[string]func(ast.Node)) {
	entries, _ := s.entries(n, where)
	seen := map[string]bool{}
	for _, e := range entries {
		key, ok := s.key(e, where)
		if !ok {
			continue
		}
		take := read[key]
		switch {
		case seen[key]:
			s.fault(e.Key, where, "doubled-field", "keep one of them", "%q stands here twice", key)
		case take == nil:
			s.fault(e.Key, where, "unknown-field", suggest(key, slices.Sorted(maps.Keys(read))), "unknown field %q", key)
		default:
			take(e.Value)
		}
		seen[key] = true
	}
}

func (s *scan) key(e *ast.MappingValueNode, where string) (string, bool) {
	if e == nil || e.Key == nil || e.Key.GetToken() == nil {
		return "", false
	}
	switch e.Key.(type) {
	case *ast.MergeKeyNode:
		s.fault(e.Key, where, "merge", "write the fields out", "merging (<<) is not read")
		return "", false
	}
	return strings.TrimSpace(e.Key.GetToken().Value), true
}

// text returns the text of a scalar.
func (s *scan) text(n ast.Node, where string) string {
	switch v := s.plain(n).(type) {
	case *ast.StringNode:
		return strings.TrimSpace(v.Value)
	case *ast.LiteralNode:
		if v.Value != nil {
			return strings.TrimSpace(v.Value.Value)
		}
		return ""
	case *ast.NullNode, nil:
		return ""
	case ast.ScalarNode:
		if v.GetToken() != nil {
			return strings.TrimSpace(v.GetToken().Value)
		}
	}
	switch s.plain(n).(type) {
	case *ast.SequenceNode:
		s.fault(n, where, "not-a-value", "write one value, without - or brackets", "this should be a single value, not a list")
	default:
		s.fault(n, where, "not-a-value", "write one value; if it holds “: ”, put it in quotes", "this should be a single value, not names and values")
	}
	return ""
}

// texts returns a list of texts; "a, b" is not split, because names hold commas.
func (s *scan) texts(n ast.Node, where string) []string {
	var out []string
	for _, it := range s.items(n) {
		if t := s.text(it, where); t != "" {
			out = append(out, t)
		}
	}
	return out
}

func list[T ~string](all []string) []T {
	var out []T
	for _, a := range all {
		out = append(out, T(a))
	}
	return out
}

// number reads a decimal as it is written: 1200, 4.2, -3, 1e6, "12.5".
func (s *scan) number(n ast.Node, where string) decimal.NullDecimal {
	text := strings.ReplaceAll(s.text(n, where), "_", "")
	if text == "" {
		return decimal.NullDecimal{}
	}
	d, ok := readDecimal(text)
	switch {
	case ok:
		return decimal.NewNullDecimal(d)
	case strings.HasSuffix(text, "%"):
		s.fault(n, where, "not-a-number", "leave the % out here, and write unit: \"%\"", "%q is more than a number", text)
	case strings.Contains(text, ","):
		s.fault(n, where, "not-a-number", "write 4.2 with a point, and 4200000 without marks between", "%q is not a plain number", text)
	default:
		s.fault(n, where, "not-a-number", "write a plain number such as 4.2; units go into the field “unit”", "%q is not a number", text)
	}
	return decimal.NullDecimal{}
}

// readDecimal reads a number of sane length: an exponent in the millions would
// be a number that nobody can print.
func readDecimal(text string) (decimal.Decimal, bool) {
	if len(text) > 60 {
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(text)
	return d, err == nil && d.Exponent() <= 30 && d.Exponent() >= -30
}

func (s *scan) yes(n ast.Node, where string) bool {
	switch strings.ToLower(s.text(n, where)) {
	case "true", "yes", "y", "on":
		return true
	case "false", "no", "n", "off", "":
		return false
	}
	s.fault(n, where, "not-yes-or-no", "write true or false", "%q is neither yes nor no", s.text(n, where))
	return false
}

func (s *scan) date(n ast.Node, where string) scorecard.Date {
	text := s.text(n, where)
	if len(text) > 10 && scorecard.Date(text[:10]).Valid() && (text[10] == 'T' || text[10] == ' ') {
		text = text[:10]
	}
	d := scorecard.Date(text)
	if text != "" && !d.Valid() {
		s.fault(n, where, "not-a-day", "write year-month-day, such as 2026-12-31", "%q is not a day of the calendar", text)
		return ""
	}
	return d
}

// oneOf reads a word of a fixed set; the map goes from what people write to what
// is meant.
func oneOf[T ~string](s *scan, n ast.Node, where string, words map[string]T) T {
	text := strings.ToLower(strings.ReplaceAll(s.text(n, where), "_", " "))
	if v, ok := words[text]; ok {
		return v
	}
	s.fault(n, where, "unknown-word", suggest(text, slices.Sorted(maps.Keys(words))), "%q is not one of the words for this", text)
	return ""
}
