package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"throughline/bot/scorecard"
	"throughline/bot/understand/exam"
)

type evalCmd struct {
	jsonFlag
	Questions string `help:"Paper of questions with their readings; see docs/contracts.md." type:"path"`
	Replies   string `help:"Paper of replies with what should be heard." type:"path"`
	Strategy  string `help:"Strategy file of the organisation that they are about." type:"path"`
	Today     string `help:"The day to read as of (2026-11-20). Default: the file's as_of, or today."`
	Brief     bool   `help:"Leave out the cases that differ."`
	Model     bool   `help:"Let the model that the environment names help where the rules are unsure. It is sent the papers' questions; see docs/model.md."`
}

// Help teaches by example.
func (c *evalCmd) Help() string {
	return `Without files it sits the papers that come with the program. For example:
  throughline eval
  throughline eval --strategy strategy.yaml --questions questions.jsonl --replies replies.jsonl --json`
}

// evaluation is what eval prints.
type evaluation struct {
	Papers    []paperMarks `json:"papers"`
	Questions exam.Tally   `json:"questions"`
	Replies   exam.Tally   `json:"replies"`
	Sureness  []exam.Band  `json:"sureness"` // of the likeliest reading of each question
}

type paperMarks struct {
	exam.Result
	Different []exam.Mark `json:"different,omitempty"`
}

// Run reads every question and reply, and prints how it went.
func (c *evalCmd) Run(ctx context.Context, p *program) error {
	help, err := c.help(ctx)
	if err != nil {
		return err
	}
	results, err := unlessInterrupted(ctx, func() ([]exam.Result, error) { return c.sit(p, help) })
	if err != nil {
		return err
	}
	help.tell(p.Err)
	var e evaluation
	var marks []exam.Mark
	for _, r := range results {
		e.Questions, e.Replies = e.Questions.Plus(r.Questions), e.Replies.Plus(r.Replies)
		m := paperMarks{Result: r}
		if !c.Brief {
			m.Different = r.Misses()
		}
		e.Papers = append(e.Papers, m)
		marks = append(marks, r.Marks...)
	}
	e.Sureness = exam.Bands(marks)
	if c.JSON {
		enc := json.NewEncoder(p.Out)
		enc.SetEscapeHTML(false)
		return enc.Encode(e)
	}
	return e.print(p.Out)
}

// help is the model's, where it is asked for; nil otherwise.
func (c *evalCmd) help(ctx context.Context) (*examHelp, error) {
	if !c.Model {
		return nil, nil
	}
	return newExamHelp(ctx)
}

func (c *evalCmd) sit(p *program, help *examHelp) ([]exam.Result, error) {
	if c.Questions == "" && c.Replies == "" {
		if c.Strategy != "" {
			return nil, usage("--strategy needs --questions or --replies about it")
		}
		return ownPapers(help)
	}
	if c.Strategy == "" {
		return nil, usage("say with --strategy whose questions and replies these are")
	}
	today := scorecard.Date(c.Today)
	if today != "" && !today.Valid() {
		return nil, usage("--today %s is not a day; write 2026-11-20", today)
	}
	w, err := fileWorld(c.Strategy, today, p.Now())
	if err != nil {
		return nil, err
	}
	if help != nil && !w.Organisation.Model {
		return nil, usage("%s does not say model: on in its strategy, so no question of it is sent to a model", w.Organisation.Name)
	}
	reader := help.reader(w.Index, w.Today)
	var out []exam.Result
	for _, f := range []struct {
		path string
		read func(string, []byte) (exam.Paper, error)
	}{{c.Questions, exam.ReadQuestions}, {c.Replies, exam.ReadReplies}} {
		if f.path == "" {
			continue
		}
		data, err := os.ReadFile(f.path)
		if err != nil {
			return nil, missing("%w", err)
		}
		paper, err := f.read(f.path, data)
		if err != nil {
			return nil, codedError{exitInvalid, err}
		}
		out = append(out, reader.Sit(paper))
	}
	return out, nil
}

func ownPapers(help *examHelp) ([]exam.Result, error) {
	papers, err := exam.Papers()
	if err != nil {
		return nil, err
	}
	var out []exam.Result
	for _, paper := range papers {
		x, err := exam.Strategy(paper.Organisation)
		if err != nil {
			return nil, err
		}
		out = append(out, help.reader(x, exam.Today).Sit(paper))
	}
	return out, nil
}

func (e evaluation) print(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "paper\tall\tright\twrong\tasked\trefused\tfalse answers\tfirst score, before anything was learned from it")
	for _, p := range e.Papers {
		printTally(w, p.Paper, p.Questions.Plus(p.Replies), p.First)
	}
	printTally(w, "all questions", e.Questions, "")
	printTally(w, "all replies", e.Replies, "")
	if e.Questions.All > 0 {
		fmt.Fprintln(w, "\nsureness\treadings\twrong")
	}
	for _, b := range e.Sureness {
		if b.Read > 0 {
			fmt.Fprintf(w, "%.1f and up\t%d\t%d (%s)\n", b.Least, b.Read, b.Wrong, exam.Tally{All: b.Read}.Percent(b.Wrong))
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, p := range e.Papers {
		for _, m := range p.Different {
			fmt.Fprintf(out, "\n%s %s, %s: %q\n  read   %s%s\n  meant  %s\n", p.Paper, m.ID, m.Verdict, m.Text, m.Got, because(m.Why), m.Want)
		}
	}
	return nil
}

func printTally(w io.Writer, name string, t exam.Tally, first string) {
	if t.All == 0 {
		return
	}
	outside := "–"
	if t.Outside > 0 {
		outside = fmt.Sprintf("%d of %d", t.False, t.Outside)
	}
	fmt.Fprintf(w, "%s\t%d\t%d (%s)\t%d (%s)\t%d\t%d\t%s\t%s\n", name, t.All, t.Right, t.Percent(t.Right), t.Wrong, t.Percent(t.Wrong), t.Asked, t.Refused, outside, first)
}

func because(why string) string {
	if why == "" {
		return ""
	}
	return " (" + why + ")"
}
