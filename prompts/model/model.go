// Package model holds the words that are said to a language model, each behind a
// typed function. What can be sent is what these types can hold: the question
// with its numbers taken out, and the names of things. There is no field for a
// value, a target, a status or anybody's comment.
package model

import (
	"embed"
	"encoding/json"
	"strings"
	"text/template"
)

//go:embed *.tmpl
var files embed.FS

var templates = template.Must(template.ParseFS(files, "*.tmpl"))

// A Question is all that a model is sent when it is asked how to read one.
type Question struct {
	Text    string   `json:"question"` // numbers, links and addresses taken out
	Numbers []string `json:"numbers"`  // the marks that stand for numbers in Text, such as "#1"
	Things  []Thing  `json:"things"`   // what it may choose among
}

// A Thing is one thing that a question can be about.
type Thing struct {
	ID    string   `json:"id"`
	Sort  string   `json:"sort"` // metric, objective, team, person, perspective or vision
	Name  string   `json:"name"`
	Also  []string `json:"also,omitempty"` // other names
	Yours bool     `json:"of_the_asker,omitempty"`
}

// A Kind is one kind of question, with what it asks.
type Kind struct{ Name, Asks string }

// NoKind is what a model says of a question that is not about the things at all.
const NoKind = "none"

// Kinds are the kinds of question there are, NoKind last.
var Kinds = []Kind{
	{"impact_path", "how the subject affects the object"},
	{"drivers", "what drives the subject"},
	{"effects", "what the subject affects"},
	{"diagnose", "why the subject is off, up or down"},
	{"what_if", "what happens to the object if the subject changes"},
	{"owner", "who is responsible for the subject"},
	{"value", "what the subject is now, or how it stands"},
	{"target", "what the subject should be"},
	{"trend", "how the subject has been developing"},
	{"gap", "how far the subject is from its target"},
	{"list_status", "which metrics stand so; the subject, if any, is the team, person or perspective they belong to"},
	{"team_scorecard", "what a team is measured on and how that stands"},
	{"contribution", "how the work of the subject ties to the object or to the vision"},
	{"actions", "what is being done about the subject"},
	{"link_evidence", "how sure it is that the subject drives the object"},
	{"define", "what the subject means"},
	{"compare", "two or more subjects beside each other"},
	{"person_portfolio", "what a person is responsible for"},
	{"updates_due", "which numbers have not been reported; the subject, if any, is whose"},
	{"summary", "the scorecard in short; the subject, if any, is the part of it"},
	{"leverage", "what to work on first to improve the subject"},
	{"must_be_true", "what has to hold for the subject"},
	{NoKind, "anything else"},
}

// Changes are the steps that a what_if can suppose.
var Changes = []string{"none", "percent_up", "percent_down", "amount_up", "amount_down", "up", "down", "better", "worse"}

// Statuses are what a list_status can ask for.
var Statuses = []string{"green", "amber", "red", "stale", "overdue"}

// System tells the model what it is to do. It is the same for everybody.
func System() string {
	var b strings.Builder
	if err := templates.ExecuteTemplate(&b, "read.tmpl", map[string]any{"Kinds": Kinds, "None": NoKind}); err != nil {
		panic("prompts/model: " + err.Error()) // the data are fixed, and a test renders it
	}
	return b.String()
}

// User is the question as it is sent: JSON, so that no name can pass for an
// instruction by its layout.
func (q Question) User() string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(q); err != nil {
		panic("prompts/model: " + err.Error()) // strings and booleans always encode
	}
	return strings.TrimSpace(b.String())
}
