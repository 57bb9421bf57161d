package outline

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

// An emitter writes YAML in block style.
type emitter struct {
	b      bytes.Buffer
	indent int
	item   bool // the next line begins a list item
}

func (e *emitter) line(format string, args ...any) {
	pad := strings.Repeat("  ", e.indent)
	if e.item {
		pad = strings.Repeat("  ", e.indent-1) + "- "
		e.item = false
	}
	e.b.WriteString(pad)
	fmt.Fprintf(&e.b, format, args...)
	e.b.WriteByte('\n')
}

// section starts a top-level part with a comment above it.
func (e *emitter) section(comment string) {
	e.b.WriteByte('\n')
	for l := range strings.SplitSeq(comment, "\n") {
		e.b.WriteString("# " + l + "\n")
	}
}

// plainText needs no quotes wherever it stands in block style.
var plainText = regexp.MustCompile(`^[\pL][\pL\pN _.,'’/()%+&–-]*$`)

var reserved = regexp.MustCompile(`(?i)^(y|yes|n|no|true|false|on|off|null|nan|inf)$`)

func quote(s string) string {
	if plainText.MatchString(s) && !reserved.MatchString(s) && !strings.HasSuffix(s, " ") && !strings.Contains(s, " #") {
		return s
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.Encode(s) // a string always encodes
	return strings.TrimSpace(b.String())
}

// text writes a field unless it is empty.
func text[T ~string](e *emitter, name string, v T) {
	if v != "" {
		e.line("%s: %s", name, quote(string(v)))
	}
}

func (e *emitter) yes(name string, v bool) {
	if v {
		e.line("%s: true", name)
	}
}

func (e *emitter) number(name string, v decimal.NullDecimal) {
	if v.Valid {
		e.line("%s: %s", name, v.Decimal)
	}
}

// texts writes a list on one line.
func texts[T ~string](e *emitter, name string, all []T) {
	if len(all) == 0 {
		return
	}
	quoted := make([]string, len(all))
	for i, v := range all {
		quoted[i] = flow(string(v))
	}
	e.line("%s: [%s]", name, strings.Join(quoted, ", "))
}

// flow quotes a text inside brackets, where commas and brackets would end it.
func flow(s string) string {
	if q := quote(s); strings.HasPrefix(q, `"`) || !strings.ContainsAny(s, ",[]{}") {
		return q
	}
	b, _ := json.Marshal(s) // a string always marshals
	return string(b)
}

// items writes each element as an item of a list.
func items[T any](e *emitter, name string, all []T, write func(T)) {
	if len(all) == 0 {
		return
	}
	e.line("%s:", name)
	e.indent += 2
	for _, v := range all {
		e.item = true
		write(v)
		if e.item { // nothing was written: an empty element
			e.line("{}")
		}
	}
	e.indent -= 2
}

// group writes fields under a name.
func (e *emitter) group(name string, write func()) {
	e.line("%s:", name)
	e.indent++
	write()
	e.indent--
}
