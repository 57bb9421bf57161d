package outline

import (
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/text/unicode/norm"
)

// name notes where a thing stands and returns its id: the one it has, or one
// made of its name.
func (r *reader) name(n ast.Node, kind string, id, name string) string {
	switch {
	case id != "":
	case name != "":
		if id = idFrom(name); id == "" {
			r.fault(n, kind, "bad-id", "add an id of letters a to z and digits", "no id can be made of the name %q", name)
		}
	case r.isMapping(n):
		r.fault(n, kind, "no-name", "give it a name", "this %s has neither id nor name", kind)
	}
	r.note(kind, id, n)
	return id
}

func (r *reader) note(kind, id string, n ast.Node) {
	r.out.places[kind+" "+id] = at(n)
	r.nodes[kind+" "+id] = n
}

func (r *reader) isMapping(n ast.Node) bool {
	switch r.plain(n).(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return true
	}
	return false
}

// called returns how to speak of a thing before it is read: by its id, or its
// name, or its kind alone.
func (r *reader) called(n ast.Node, kind string) string {
	found := ""
	for _, e := range pairs(r.plain(n)) {
		k := keyOf(e)
		if k != "id" && k != "name" {
			continue
		}
		v, ok := r.plain(e.Value).(ast.ScalarNode)
		if !ok || v.GetToken() == nil {
			continue
		}
		text := strings.TrimSpace(v.GetToken().Value)
		if k == "id" {
			return kind + " " + text
		}
		found = " " + text
	}
	return kind + found
}

func pairs(n ast.Node) []*ast.MappingValueNode {
	switch v := n.(type) {
	case *ast.MappingNode:
		return v.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{v}
	}
	return nil
}

func keyOf(e *ast.MappingValueNode) string {
	if e == nil || e.Key == nil || e.Key.GetToken() == nil {
		return ""
	}
	return strings.TrimSpace(e.Key.GetToken().Value)
}

// idFrom makes an id of a name: "Market share" is market_share, "Größe" grosse.
func idFrom(name string) string {
	var b strings.Builder
	for _, c := range norm.NFD.String(strings.ReplaceAll(strings.ToLower(name), "ß", "ss")) {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			b.WriteRune(c)
		case unicode.Is(unicode.Mn, c): // an accent
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "_"):
			b.WriteByte('_')
		}
		if b.Len() >= 60 {
			break
		}
	}
	return strings.Trim(b.String(), "_")
}
