package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"throughline/bot/outline"
	"throughline/bot/sample"
	"throughline/bot/scorecard"
	"throughline/store"
)

type exampleCmd struct {
	Name string `arg:"" optional:"" help:"logistics, europe, fourmetrics, university or agency." default:"logistics"`
}

// Run prints an example with its dates set from today.
func (c *exampleCmd) Run(p *program) error {
	text, err := sample.Strategy(c.Name, scorecard.DateOf(p.Now()))
	if err != nil {
		return missing("%w", err)
	}
	_, err = p.Out.Write(text)
	return err
}

type lintCmd struct {
	jsonFlag
	Strict bool   `help:"Let findings of good practice count as faults in the exit code."`
	File   string `arg:"" help:"Strategy file." type:"path"`
}

// lintJSON is what programs get of a lint.
type lintJSON struct {
	Errors    []errorJSON   `json:"errors"`
	Findings  []findingJSON `json:"findings"`
	Connected int           `json:"connected"`
	Metrics   int           `json:"metrics"`
}

type errorJSON struct {
	Severity string `json:"severity"` // always "error"
	outline.Problem
}

type findingJSON struct {
	Severity string `json:"severity"` // always "warning"
	outline.Finding
}

// Run prints errors, or else what good practice would change.
func (c *lintCmd) Run(p *program) error {
	data, err := os.ReadFile(c.File)
	if err != nil {
		return missing("%w", err)
	}
	file, err := readOutline(c.File, data)
	out := lintJSON{Errors: []errorJSON{}, Findings: []findingJSON{}}
	var faults outline.Problems
	if errors.As(err, &faults) {
		for _, e := range faults {
			out.Errors = append(out.Errors, errorJSON{"error", e})
		}
	} else {
		r := outline.Lint(file, scorecard.DateOf(p.Now()))
		out.Connected, out.Metrics = r.Connected, r.Metrics
		for _, f := range r.Findings {
			out.Findings = append(out.Findings, findingJSON{"warning", f})
		}
	}
	if c.JSON {
		err = json.NewEncoder(p.Out).Encode(out)
	} else {
		c.print(p, out)
	}
	if len(out.Errors) > 0 || c.Strict && len(out.Findings) > 0 {
		return codedError{exitInvalid, errors.New("")}
	}
	return err
}

func (c *lintCmd) print(p *program, out lintJSON) {
	for _, e := range out.Errors {
		fmt.Fprintln(p.Out, e.Error())
	}
	if n := len(out.Errors); n > 0 {
		fmt.Fprintf(p.Out, "\n%s to mend.\n", count(n, "error"))
		return
	}
	for _, cause := range []outline.Cause{outline.Communication, outline.Measurement, outline.Resources} {
		printed := false
		for _, f := range out.Findings {
			if f.Cause != cause {
				continue
			}
			if !printed {
				fmt.Fprintf(p.Out, "%s%s\n", strings.ToUpper(string(cause[:1])), cause[1:])
				printed = true
			}
			fmt.Fprintf(p.Out, "  %s [%s]\n", f.Error(), f.Code)
		}
	}
	fmt.Fprintf(p.Out, "No errors. %s of good practice. %d of %d metrics reach the vision.\n", count(len(out.Findings), "finding"), out.Connected, out.Metrics)
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

type planCmd struct {
	dbFlag
	jsonFlag
	File string `arg:"" help:"Strategy file." type:"path"`
}

// Run shows what apply would do. A database that does not exist is taken as
// empty and is not made.
func (c *planCmd) Run(ctx context.Context, p *program) error {
	file, err := readStrategy(c.File)
	if err != nil {
		return err
	}
	old, err := c.present(ctx, p, file.Strategy.Organisation.ID)
	if err != nil {
		return err
	}
	changes := outline.Diff(old, withSaid(old, &file.Strategy))
	if c.JSON {
		return printChanges(p, changes)
	}
	_, err = fmt.Fprint(p.Out, outline.Plan(changes))
	return err
}

// printChanges writes changes for programs: a list, empty when there are none.
func printChanges(p *program, changes []outline.Change) error {
	if changes == nil {
		changes = []outline.Change{}
	}
	return json.NewEncoder(p.Out).Encode(changes)
}

// present returns the strategy in force of an organisation; nil when there is none.
func (f dbFlag) present(ctx context.Context, p *program, org scorecard.OrgID) (*scorecard.Strategy, error) {
	if _, err := os.Stat(f.DB); errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	db, err := store.Open(ctx, f.DB, p.Now)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	return strategyOf(ctx, db, org)
}

func strategyOf(ctx context.Context, db *store.DB, org scorecard.OrgID) (s *scorecard.Strategy, err error) {
	all, err := db.Organisations(ctx)
	if err != nil || !slices.ContainsFunc(all, func(o scorecard.Organisation) bool { return o.ID == org }) {
		return nil, err
	}
	err = db.Read(ctx, org, func(tx *store.Tx) error {
		s, err = tx.Strategy(ctx)
		return err
	})
	return s, err
}

// withSaid adds to next the actions that were agreed in chat and that a file
// written before cannot know: applying a file must not undo a review.
func withSaid(old, next *scorecard.Strategy) *scorecard.Strategy {
	if old == nil {
		return next
	}
	merged := *next
	merged.Actions = slices.Clone(next.Actions)
	x := scorecard.NewIndex(next)
	for _, a := range old.Actions {
		if a.Said != "" && x.Action(a.ID) == nil && x.Objective(a.Objective) != nil {
			merged.Actions = append(merged.Actions, a)
		}
	}
	return &merged
}

type applyCmd struct {
	dbFlag
	jsonFlag
	File string `arg:"" help:"Strategy file." type:"path"`
	As   string `help:"Id of the person who applies it, for the journal."`
}

// Run applies the file, whole or not at all, and says what changed.
func (c *applyCmd) Run(ctx context.Context, p *program) error {
	file, err := readStrategy(c.File)
	if err != nil {
		return err
	}
	if err := somebody(c.As, file.Strategy.People); err != nil {
		return err
	}
	db, err := store.Open(ctx, c.DB, p.Now)
	if err != nil {
		return err
	}
	defer db.Close()
	var old, next *scorecard.Strategy
	read := 0
	actor := scorecard.Actor{Person: scorecard.PersonID(c.As), From: "cli"}
	err = db.Write(ctx, file.Strategy.Organisation.ID, actor, func(tx *store.Tx) error {
		// Within the transaction: what is agreed in chat meanwhile is not undone.
		if old, err = tx.Strategy(ctx); err != nil {
			return err
		}
		next = withSaid(old, &file.Strategy)
		if err := tx.Apply(ctx, next); err != nil {
			return err
		}
		read, err = tx.Import(ctx, file.Readings, newBar(p.Err, "values"))
		return err
	})
	if err != nil {
		return err
	}
	changes := outline.Diff(old, next)
	if c.JSON {
		return printChanges(p, changes)
	}
	fmt.Fprint(p.Out, outline.Plan(changes))
	fmt.Fprintf(p.Out, "Applied to %s: %s.", c.DB, next.Organisation.Name)
	if read > 0 {
		fmt.Fprintf(p.Out, " %s came with it.", count(read, "value"))
	}
	fmt.Fprintln(p.Out)
	return nil
}
