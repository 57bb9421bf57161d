package exam

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// A Question is one to read, with every reading that counts as right.
type Question struct {
	ID     string
	Asker  scorecard.PersonID
	Text   string
	Thread []Earlier // the oldest first
	Want   []string  // see Said; never empty
}

// An Earlier is a turn before a question. One without a reading is read anew.
type Earlier struct {
	Text string                     `json:"text"`
	Read *understand.Interpretation `json:"interpretation"`
}

// UnmarshalJSON takes a bare string for a question.
func (e *Earlier) UnmarshalJSON(data []byte) error {
	if json.Unmarshal(data, &e.Text) == nil {
		return nil
	}
	type plain Earlier
	return json.Unmarshal(data, (*plain)(e))
}

// Outside reports whether a question is one that must not be answered at all.
func (q Question) Outside() bool {
	for _, w := range q.Want {
		if !strings.HasPrefix(w, "refuse") {
			return false
		}
	}
	return true
}

// ReadQuestions reads a paper of questions: one JSON object a line, or lines of
// “question => reading | other right reading” with “>>” between the turns of a
// thread. The error names the line.
func ReadQuestions(name string, data []byte) (Paper, error) {
	p := Paper{Name: name}
	asker := p.head(data)
	if isJSON(data) {
		return p, eachLine(name, data, func(n int, line string) error {
			q, err := questionOf([]byte(line))
			p.Questions = append(p.Questions, q)
			return err
		})
	}
	return p, eachLine(name, data, func(n int, line string) error {
		text, want, ok := strings.Cut(line, " => ")
		if !ok {
			return fmt.Errorf("write “question => reading”")
		}
		turns := strings.Split(text, " >> ")
		q := Question{ID: fmt.Sprint(n), Asker: scorecard.PersonID(asker), Text: turns[len(turns)-1], Want: strings.Split(want, " | ")}
		for _, t := range turns[:len(turns)-1] {
			q.Thread = append(q.Thread, Earlier{Text: t})
		}
		p.Questions = append(p.Questions, q)
		return nil
	})
}

// questionOf reads a line of JSON: the reading under “expect”, and in it under
// “accept” what else each field may be.
func questionOf(line []byte) (Question, error) {
	var in struct {
		ID, Asker, Text string
		Thread          []Earlier
		Expect          struct {
			understand.Interpretation
			Accept map[string][]json.RawMessage
		}
	}
	if err := json.Unmarshal(line, &in); err != nil {
		return Question{}, err
	}
	if in.Text == "" || in.Expect.Intent == "" {
		return Question{}, fmt.Errorf("a question needs “text”, and “expect” with an “intent”")
	}
	all, err := accepted(in.Expect.Interpretation, in.Expect.Accept)
	q := Question{ID: in.ID, Asker: scorecard.PersonID(in.Asker), Text: in.Text, Thread: in.Thread}
	for _, one := range all {
		q.Want = append(q.Want, Said(one))
	}
	return q, err
}

// accepted returns every reading that fields from accept make of want. A field
// takes the place of the whole one: filters accepted as {} are none.
func accepted(want understand.Interpretation, accept map[string][]json.RawMessage) ([]understand.Interpretation, error) {
	all := []understand.Interpretation{want}
	for field, values := range accept {
		for _, base := range slices.Clone(all) {
			whole, err := json.Marshal(base) // nothing of base is shared with what comes of it
			if err != nil {
				return nil, err
			}
			for _, v := range values {
				var other understand.Interpretation
				if err := errors.Join(json.Unmarshal(whole, &other), json.Unmarshal(fmt.Appendf(nil, `{%q: null}`, field), &other), json.Unmarshal(fmt.Appendf(nil, `{%q: %s}`, field, v), &other)); err != nil {
					return nil, fmt.Errorf("“accept”: %w", err)
				}
				all = append(all, other)
			}
		}
	}
	return all, nil
}

// head reads what the comments at the top of a paper say of it.
func (p *Paper) head(data []byte) (asker string) {
	for line := range strings.Lines(string(data)) {
		said, ok := strings.CutPrefix(strings.TrimSpace(line), "# ")
		if !ok {
			break
		}
		switch key, value, _ := strings.Cut(said, ": "); key {
		case "organisation":
			p.Organisation = value
		case "asker":
			asker = value
		case "written":
			p.Before = value == "before"
		case "first":
			p.First = value
		case "learned":
			p.Fresh = value == "nothing"
		}
	}
	return asker
}

// isJSON reports whether the first line that is no comment is an object.
func isJSON(data []byte) bool {
	for line := range bytes.Lines(data) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return line[0] == '{'
		}
	}
	return false
}

// eachLine calls do for every line that is neither empty nor a comment.
func eachLine(name string, data []byte, do func(n int, line string) error) error {
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		if err := do(n, line); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return nil
}
