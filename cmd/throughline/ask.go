package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"throughline/bot/answer"
	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

type askCmd struct {
	worldFlag
	jsonFlag
	As       string `help:"Id of the person who asks."`
	Public   bool   `help:"Answer as in a channel, where others read along: restricted metrics are withheld."`
	Model    bool   `help:"Let the model that the environment names help where the rules are unsure; see docs/model.md."`
	Batch    string `help:"Read questions from this file (- for standard input), one JSON object a line; see docs/contracts.md." type:"path"`
	Question string `arg:"" optional:"" help:"The question, in words."`
}

// Help teaches by example.
func (c *askCmd) Help() string {
	return `For example:
  throughline ask --db company.db --as ana "how does my team affect market share?"
  throughline ask --strategy strategy.yaml --as ana --json "what is red?"
  throughline ask --strategy strategy.yaml --batch questions.jsonl > answers.jsonl`
}

// Run answers one question, or a batch.
func (c *askCmd) Run(ctx context.Context, p *program) error {
	if (c.Question == "") == (c.Batch == "") {
		return usage("give a question, or --batch with a file of them")
	}
	w, err := c.worldFlag.open(ctx, p)
	if err != nil {
		return err
	}
	a := asker{world: w, answerer: &answer.Answerer{}, private: !c.Public}
	if c.Model {
		if a.better, err = modelHelp(ctx, w, p.Err); err != nil {
			return err
		}
	}
	if c.Batch != "" {
		return batch(ctx, c.Batch, p, a.answer)
	}
	if who := scorecard.PersonID(c.As); who == "" || w.Person(who) == nil {
		return missing("--as %q: say who asks; people are %s", c.As, someIDs(w.People))
	}
	if answer.AsksForReviews(c.Question) && !c.JSON {
		next := answer.NextReviews(w.Snapshot, scorecard.PersonID(c.As), p.Now())
		fmt.Fprintln(p.Out, next.Plain(func(id string) string { return id }))
		return nil
	}
	res := a.ask(question{Asker: c.As, Text: c.Question})
	if c.JSON {
		return json.NewEncoder(p.Out).Encode(res)
	}
	fmt.Fprintln(p.Out, res.Text)
	return nil
}

// somebody complains of an --as that names nobody; it need not name anybody.
func somebody(as string, people []scorecard.Person) error {
	known := func(p scorecard.Person) bool { return string(p.ID) == as }
	if as == "" || slices.ContainsFunc(people, known) {
		return nil
	}
	return missing("--as %q is nobody; people are %s", as, someIDs(people))
}

func someIDs(all []scorecard.Person) string {
	var ids []string
	for _, p := range all[:min(len(all), 12)] {
		ids = append(ids, string(p.ID))
	}
	if len(all) > 12 {
		ids = append(ids, "…")
	}
	return strings.Join(ids, ", ")
}

// question is a line of a batch.
type question struct {
	ID     string `json:"id"`
	Asker  string `json:"asker"`
	Text   string `json:"text"`
	Public bool   `json:"public"`
	Thread []turn `json:"thread"`
}

// turn is an earlier question of the thread; without an interpretation it is
// read anew.
type turn struct {
	Text           string                     `json:"text"`
	Interpretation *understand.Interpretation `json:"interpretation"`
}

// UnmarshalJSON takes a bare string for a question.
func (t *turn) UnmarshalJSON(data []byte) error {
	if err := json.Unmarshal(data, &t.Text); err == nil {
		return nil
	}
	type plain turn
	return json.Unmarshal(data, (*plain)(t))
}

type asker struct {
	*world
	answerer *answer.Answerer
	private  bool
	better   betterReader // nil: the rules alone
}

func (a asker) ask(q question) answer.Result {
	_, lexicon := a.minds.of(a.Index)
	who := scorecard.PersonID(q.Asker)
	asks := understand.Asker{Person: who, Locale: a.LocaleOf(who), Today: a.Today}
	var thread []understand.Turn
	for _, t := range q.Thread {
		read := understand.Turn{Text: t.Text}
		if t.Interpretation != nil {
			read.Read = *t.Interpretation
		} else {
			read.Read = lexicon.Question(t.Text, asks, thread)
		}
		thread = append(thread, read)
	}
	in, helped := lexicon.Question(q.Text, asks, thread), false
	if a.better != nil {
		in, helped = a.better(q.Text, asks, in)
	}
	return a.answerer.Answer(a.Snapshot, in, scorecard.Audience{Person: who, Private: a.private && !q.Public}, answer.Extra{Asks: a.asks, Assisted: helped})
}

// answer is ask for a line of a batch.
func (a asker) answer(line []byte) (any, error) {
	var q question
	if err := json.Unmarshal(line, &q); err != nil {
		return nil, badLine(err, `{"id": "1", "asker": "ana", "text": "what drives churn?"}`)
	}
	res, err := json.Marshal(a.ask(q))
	if err != nil {
		return nil, err
	}
	return named{q.ID, res}, nil
}

// named puts an id before the fields of an object.
type named struct {
	id   string
	body json.RawMessage
}

// MarshalJSON writes {"id": …, …}.
func (n named) MarshalJSON() ([]byte, error) {
	id, err := json.Marshal(n.id)
	if err != nil {
		return nil, err
	}
	rest := strings.TrimPrefix(string(n.body), "{")
	sep := ","
	if rest == "}" {
		sep = ""
	}
	return []byte(`{"id":` + string(id) + sep + rest), nil
}

// batch answers each line of a file, in order. A line that cannot be read ends
// the batch with its number; what came before it was answered. Whoever sends one
// line and waits gets its answer.
func batch(ctx context.Context, path string, p *program, answer func([]byte) (any, error)) error {
	in := p.In
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return missing("%w", err)
		}
		defer f.Close()
		in = f
	}
	out := bufio.NewWriter(p.Out)
	defer out.Flush()
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	lines := bufio.NewReader(in)
	for n := 1; ; n++ {
		if lines.Buffered() == 0 {
			if err := out.Flush(); err != nil {
				return err
			}
		}
		line, err := unlessInterrupted(ctx, func() ([]byte, error) { return lines.ReadBytes('\n') })
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff")) // some editors mark UTF-8 so
		}
		if len(strings.TrimSpace(string(line))) > 0 {
			res, bad := answer(line)
			if bad != nil {
				return invalid("%s:%d: %v", path, n, bad)
			}
			if bad := enc.Encode(res); bad != nil {
				return bad
			}
		}
		if err == io.EOF {
			return out.Flush()
		}
		if err != nil {
			return err
		}
	}
}

// names shows people by name in plain text.
func (w *world) names() chat.Names {
	return func(id string) string {
		if p := w.Person(scorecard.PersonID(id)); p != nil {
			return p.Name
		}
		return id
	}
}
