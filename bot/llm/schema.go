package llm

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"throughline/prompts/model"
)

// schema is the form of a reply to q, in which only listed things can be chosen.
func schema(q model.Question) json.RawMessage {
	var kinds, ids []string
	for _, k := range model.Kinds {
		kinds = append(kinds, k.Name)
	}
	for _, t := range q.Things {
		ids = append(ids, t.ID)
	}
	one := func(values []string) map[string]any { return map[string]any{"type": "string", "enum": values} }
	some := func(values []string) map[string]any { return map[string]any{"type": "array", "items": one(values)} }
	body, err := json.Marshal(map[string]any{
		"type": "object", "additionalProperties": false, "required": fields,
		"properties": map[string]any{
			"kind": one(kinds), "subject": some(ids), "object": some(ids), "change": one(model.Changes),
			"number": one(append([]string{"none"}, q.Numbers...)), "status": some(model.Statuses),
		},
	})
	if err != nil {
		panic("llm: " + err.Error()) // strings always encode
	}
	return body
}

var fields = []string{"kind", "subject", "object", "change", "number", "status"}

// A reply is what a model chose.
type reply struct {
	Kind    *string   `json:"kind"`
	Subject *[]string `json:"subject"`
	Object  *[]string `json:"object"`
	Change  *string   `json:"change"`
	Number  *string   `json:"number"`
	Status  *[]string `json:"status"`
}

// maxReply is how long a reply may be.
const maxReply = 4 << 10

// parse reads a reply that is one JSON object with every field once and nothing
// beside it. What is nearly so is refused: a model that cannot keep to the form
// is not to be guessed at.
func parse(content string) (reply, error) {
	var r reply
	if len(content) > maxReply {
		return r, errors.New("it is too long")
	}
	dec := json.NewDecoder(strings.NewReader(content))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&r); err != nil {
		return r, errors.New("it is not the JSON object asked for")
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return r, errors.New("something follows the object")
	}
	if r.Kind == nil || r.Subject == nil || r.Object == nil || r.Change == nil || r.Number == nil || r.Status == nil {
		return r, errors.New("a field is missing")
	}
	return r, once([]byte(content))
}

// once refuses an object that names a field twice: which one counts is anybody's
// guess.
func once(object []byte) error {
	dec := json.NewDecoder(bytes.NewReader(object))
	var seen []string
	if _, err := dec.Token(); err != nil {
		return err
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return err
		}
		name := strings.ToLower(key.(string))
		if slices.Contains(seen, name) {
			return errors.New("a field is there twice")
		}
		seen = append(seen, name)
		var skip json.RawMessage
		if err := dec.Decode(&skip); err != nil {
			return err
		}
	}
	return nil
}
