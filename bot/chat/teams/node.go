package teams

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// A node is a piece of JSON of which nothing is known. Looking for what is not
// there, or is of another kind, finds an empty node.
type node struct{ v any }

// readNode reads JSON; false when it is none.
func readNode(data []byte) (node, bool) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return node{}, false
	}
	return node{v}, true
}

// at follows the names of fields.
func (n node) at(names ...string) node {
	for _, name := range names {
		m, _ := n.v.(map[string]any)
		n = node{m[name]}
	}
	return n
}

// str returns a string; a number or a truth value as it is written.
func (n node) str() string {
	switch v := n.v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

// list returns the elements of a list.
func (n node) list() []node {
	l, _ := n.v.([]any)
	out := make([]node, len(l))
	for i, v := range l {
		out[i] = node{v}
	}
	return out
}

// fields returns what an object holds by name, as far as it is words.
func (n node) fields() map[string]string {
	m, _ := n.v.(map[string]any)
	out := make(map[string]string, len(m))
	for name, v := range m {
		switch v.(type) {
		case string, json.Number, bool:
			out[name] = node{v}.str()
		}
	}
	return out
}

func (n node) isObject() bool {
	_, ok := n.v.(map[string]any)
	return ok
}
