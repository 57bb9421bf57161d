package outline

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"

	"throughline/bot/scorecard"
)

// A File is what a strategy file holds.
type File struct {
	Name     string
	Strategy scorecard.Strategy
	Readings []scorecard.Reading // those written beside their metrics
	AsOf     scorecard.Date      // the day the file speaks of, if it names one
	places   map[string]place    // where each thing stands, by kind and id
}

// maxFile is the largest file that is read, in bytes. A strategy of ten thousand
// metrics is a few megabytes.
const maxFile = 32 << 20

// Options let a caller check what this package knows nothing of. The zero
// Options check nothing more.
type Options struct {
	CheckWhen func(string) error // of a review's “when” and a metric's “ask”
}

// Read reads a strategy file: YAML, or JSON, which is YAML too. The error is
// Problems, in the order of the file; the File then holds what could be read.
// What Read returns without an error is valid (see scorecard.Validate).
func Read(name string, data []byte) (*File, error) { return ReadWith(name, data, Options{}) }

// ReadWith reads as Read does, and checks what the options say.
func ReadWith(name string, data []byte, o Options) (*File, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // some editors begin UTF-8 with it
	r := &reader{
		scan:      scan{file: name, anchors: map[string]ast.Node{}},
		out:       &File{Name: name, places: map[string]place{}},
		nodes:     map[string]ast.Node{},
		checkWhen: o.CheckWhen,
	}
	if len(data) > maxFile {
		r.fault(nil, "", "too-large", "split it, or import the values from CSV", "the file is larger than %d MiB", maxFile>>20)
		return r.out, r.problems
	}
	if at := notUTF8(data); at >= 0 {
		line := bytes.Count(data[:at], []byte("\n")) + 1
		column := utf8.RuneCount(data[bytes.LastIndexByte(data[:at], '\n')+1:at]) + 1
		r.problems = append(r.problems, Problem{File: name, Line: line, Column: column, Code: "not-text", Message: "this is not UTF-8 text", Fix: "save the file as UTF-8"})
		return r.out, r.problems
	}
	root := r.parse(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))) // the library counts such line ends twice
	if len(r.problems) == 0 {
		r.document(root)
		r.resolve()
		r.validateRest()
	}
	if len(r.problems) > 0 {
		return r.out, r.problems.sorted(name)
	}
	return r.out, nil
}

// notUTF8 returns where data stops being text in UTF-8; -1 when all of it is.
func notUTF8(data []byte) int {
	for i := 0; i < len(data); {
		c, n := utf8.DecodeRune(data[i:])
		if c == utf8.RuneError && n == 1 || c == 0 {
			return i
		}
		i += n
	}
	return -1
}

type reader struct {
	scan
	out       *File
	nodes     map[string]ast.Node // where each thing stands, by kind and id
	unnamed   []ast.Node          // links without an id, in order
	checkWhen func(string) error
}

// parse returns the root of the document. The YAML library is not trusted with
// hostile input: a panic of its is a fault of the file.
func (r *reader) parse(data []byte) (root ast.Node) {
	defer func() {
		if p := recover(); p != nil {
			r.fault(nil, "", "not-yaml", "look for unbalanced quotes or brackets", "this is not YAML: %v", p)
		}
	}()
	tokens := lexer.Tokenize(string(data))
	if at, deep := tooDeep(tokens); deep {
		r.problems = append(r.problems, Problem{File: r.file, Line: at.line, Column: at.column, Code: "too-deep", Message: fmt.Sprintf("more than %d levels inside one another", maxDepth), Fix: "look for brackets that are not closed"})
		return nil
	}
	f, err := parser.Parse(tokens, 0)
	if err != nil {
		r.syntax(err)
		return nil
	}
	for _, d := range f.Docs {
		if d.Body == nil {
			continue
		}
		if root != nil {
			r.fault(d.Body, "", "second-document", "keep one document in the file", "a second document begins here")
			return nil
		}
		root = d.Body
	}
	if root == nil {
		r.fault(nil, "", "empty", "start from an example: throughline example logistics", "the file is empty")
	}
	return root
}

// syntax takes the position out of the library's error.
func (r *reader) syntax(err error) {
	p := Problem{File: r.file, Code: "not-yaml", Message: "this is not YAML: " + firstLine(err.Error()), Fix: "look at the indentation and the quotes here"}
	var line, column int
	if n, _ := fmt.Sscanf(err.Error(), "[%d:%d]", &line, &column); n == 2 {
		p.Line, p.Column = line, column
		_, after, _ := strings.Cut(firstLine(err.Error()), "] ")
		p.Message = "this is not YAML: " + after
	}
	if _, doubled, ok := strings.Cut(p.Message, "mapping key "); ok && strings.Contains(doubled, "already defined") {
		p.Message, p.Fix = doubled, "keep one of them"
	}
	r.problems = append(r.problems, p)
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// document reads the top of the file.
func (r *reader) document(root ast.Node) {
	entries, ok := r.entries(root, "")
	if !ok {
		return
	}
	for _, e := range entries {
		if k, ok := r.key(e, ""); ok && k == "company" {
			r.flat(root)
			return
		}
	}
	s := &r.out.Strategy
	lanes := false
	r.fields(root, "", map[string]func(ast.Node){
		"organisation": func(n ast.Node) { s.Organisation = r.organisation(n) },
		"vision":       func(n ast.Node) { s.Vision = r.vision(n) },
		"perspectives": func(n ast.Node) { s.Perspectives, lanes = each(r, n, r.perspective), true },
		"units":        func(n ast.Node) { s.Units = each(r, n, r.unit) },
		"people":       func(n ast.Node) { s.People = each(r, n, r.person) },
		"objectives":   func(n ast.Node) { s.Objectives = append(s.Objectives, each(r, n, r.objective)...) },
		"links":        func(n ast.Node) { s.Links = append(s.Links, each(r, n, r.link)...) },
		"metrics":      func(n ast.Node) { s.Metrics = append(s.Metrics, each(r, n, r.metricAnywhere)...) },
		"actions":      func(n ast.Node) { s.Actions = append(s.Actions, each(r, n, r.actionAnywhere)...) },
		"reviews":      func(n ast.Node) { s.Reviews = each(r, n, r.review) },
		"parked":       func(n ast.Node) { s.Parked = each(r, n, r.parked) },
		"as_of":        func(n ast.Node) { r.out.AsOf = r.date(n, "as_of") },
	})
	if !lanes {
		s.Perspectives = Standard()
	}
	if s.Organisation.ID == "" && s.Organisation.Name == "" {
		r.fault(root, "organisation", "no-organisation", "add “organisation: {id: …, name: …}”", "the file does not say whose strategy it is")
	}
}

func each[T any](r *reader, n ast.Node, read func(ast.Node) T) []T {
	var out []T
	for _, it := range r.items(n) {
		out = append(out, read(it))
	}
	return out
}

// Standard returns the four perspectives of a balanced scorecard, with their
// questions: what a file gets that names none.
func Standard() []scorecard.Perspective {
	return []scorecard.Perspective{
		{ID: "financial", Name: "Financial", Question: "How do we look to shareholders?"},
		{ID: "customer", Name: "Customer", Question: "How do customers see us?"},
		{ID: "process", Name: "Internal process", Question: "What must we excel at?"},
		{ID: "learning", Name: "Learning & growth", Question: "Can we continue to improve and create value?"},
	}
}
