// Package prompts holds every sentence that Throughline says to people.
//
// The words of a language live in its own folder of templates (en/), each
// message behind a typed method of Voice, so that a language can be added
// without touching code and a misspelt name does not compile. Whatever a
// template inserts is escaped for marked text (see chat.Spans) unless it is
// already marked; nobody's words can pass for ours.
//
// The voice: kind, short, one question at a time, unit and period beside every
// number, and "cannot tell yet" when we cannot.
package prompts

import (
	"embed"
	"fmt"
	"strings"
	"sync"
	"text/template"
	"text/template/parse"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

//go:embed en/*.tmpl
var files embed.FS

// A Marked is text that is marked already and is inserted as it stands.
type Marked string

// A Voice says things in the language and the number style of a locale, on a day.
type Voice struct {
	Locale string         // BCP 47; decides separators, and the language where we have it
	Today  scorecard.Date // what "yesterday" and "this year" are measured from
}

var templates = mustParse("en")

// say renders the template called name. The names and data are fixed by the
// methods of Voice and every one is rendered by a test, so a failure is a
// mistake of ours and panics.
func (v Voice) say(name string, data any) string {
	return v.saidBefore(name, data, func() string {
		var b strings.Builder
		if err := v.spoken().ExecuteTemplate(&b, name, data); err != nil {
			panic(fmt.Sprintf("prompts: %s: %v", name, err))
		}
		return squeeze(b.String())
	})
}

// voices holds the templates of voices that have spoken: binding their functions
// takes longer than anything they say.
var voices = struct {
	sync.Mutex
	known map[Voice]*template.Template
}{known: map[Voice]*template.Template{}}

// maxVoices is how many are held: a few locales, on the days that it is
// somewhere.
const maxVoices = 32

// spoken returns the templates with the functions of v.
func (v Voice) spoken() *template.Template {
	voices.Lock()
	defer voices.Unlock()
	if t := voices.known[v]; t != nil {
		return t
	}
	if len(voices.known) >= maxVoices {
		clear(voices.known)
	}
	t := template.Must(templates.Clone()).Funcs(v.funcs())
	voices.known[v] = t
	return t
}

// A memo keeps the words for what is said again and again: of what was not said
// for long, it forgets half at a time. The zero memo is ready for use.
type memo[K comparable] struct {
	mu         sync.Mutex
	young, old map[K]string // what was said lately, and before that
}

// maxKept bounds each half of a memo.
const maxKept = 2048

func (m *memo[K]) get(k K, words func() string) string {
	if said, ok := m.recall(k); ok {
		return said
	}
	said := words()
	m.mu.Lock()
	defer m.mu.Unlock()
	m.keep(k, said)
	return said
}

func (m *memo[K]) recall(k K) (string, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	said, ok := m.young[k]
	if ok {
		return said, true
	}
	if said, ok = m.old[k]; ok {
		m.keep(k, said)
	}
	return said, ok
}

// keep is called with mu held.
func (m *memo[K]) keep(k K, said string) {
	if m.young == nil || len(m.young) >= maxKept {
		m.young, m.old = map[K]string{}, m.young
	}
	m.young[k] = said
}

// squeeze joins the lines of a template into one and drops doubled spaces, so
// that templates can be laid out to be read.
func squeeze(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' }), " ")
}

func mustParse(language string) *template.Template {
	t := template.New(language).Funcs(Voice{}.funcs())
	template.Must(t.ParseFS(files, language+"/*.tmpl"))
	for _, one := range t.Templates() {
		escapeActions(one.Tree.Root)
	}
	return t
}

// escapeActions ends every pipeline that prints something with "esc".
func escapeActions(n parse.Node) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for _, c := range n.Nodes {
			escapeActions(c)
		}
	case *parse.ActionNode:
		if len(n.Pipe.Decl) == 0 {
			n.Pipe.Cmds = append(n.Pipe.Cmds, &parse.CommandNode{
				NodeType: parse.NodeCommand,
				Args:     []parse.Node{parse.NewIdentifier("esc")},
			})
		}
	case *parse.IfNode:
		escapeActions(n.List)
		escapeActions(n.ElseList)
	case *parse.RangeNode:
		escapeActions(n.List)
		escapeActions(n.ElseList)
	case *parse.WithNode:
		escapeActions(n.List)
		escapeActions(n.ElseList)
	}
}

func esc(v any) Marked {
	if m, ok := v.(Marked); ok {
		return m
	}
	return Marked(chat.Escape(fmt.Sprint(v)))
}

// funcs are what templates may call besides the built-in ones.
func (v Voice) funcs() template.FuncMap {
	return template.FuncMap{
		"esc":      esc,
		"bold":     func(s any) Marked { return "**" + esc(s) + "**" },
		"evidence": Evidence,
		"called":   func(text string) Marked { return Marked(chat.Called(text)) },
		"mention":  func(p scorecard.PersonID) Marked { return Marked(chat.Mention(string(p))) },
		"link": func(label any, url string) Marked {
			return Marked("[" + string(esc(label)) + "](" + url + ")")
		},
		"value":  v.Value,
		"period": v.Period,
		"date":   v.Date,
		"age":    v.Age,
		"weeks":  v.Weeks,
		"count":  v.Count,
		"list":   And,
		"either": Or,
	}
}

// plain is say for what is drawn without marks, such as a heading.
func (v Voice) plain(name string, data any) string {
	return chat.PlainText(v.say(name, data), nil)
}
