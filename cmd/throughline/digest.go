package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"throughline/bot/chat"
	"throughline/bot/digest"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
	"throughline/prompts"
	"throughline/store"
)

type digestCmd struct {
	dbFlag
	jsonFlag
	DryRun bool   `help:"Print the digest and send nothing. This is all the command does: sending is the running bot's." default:"true" negatable:""`
	Review string `arg:"" optional:"" help:"Id of the review. Default: the one that meets next."`
	At     string `help:"Meeting to prepare (2026-11-26T10:00). Default: the next."`
}

// Run prints the digest that would be posted now.
func (c *digestCmd) Run(ctx context.Context, p *program) error {
	if !c.DryRun {
		return usage("a digest is sent by the running bot (throughline serve) at the review's lead time; this command only shows it")
	}
	db, org, err := c.open(ctx, p.Now)
	if err != nil {
		return err
	}
	defer db.Close()
	m := &minds{}
	f := &digest.Feature{Chain: m.Chain, Lexicon: m.Lexicon}
	return db.Read(ctx, org, func(tx *store.Tx) error {
		s, err := tx.Snapshot(ctx, scorecard.DateOf(tx.Now()))
		if err != nil {
			return err
		}
		review, meeting, err := c.which(s, tx.Now())
		if err != nil {
			return err
		}
		brief, s, err := f.Preview(ctx, tx, review, meeting)
		if err != nil {
			return err
		}
		return c.print(p, brief, s)
	})
}

// which finds the review and its meeting.
func (c *digestCmd) which(s *scorecard.Snapshot, now time.Time) (id scorecard.ReviewID, at time.Time, err error) {
	for i := range s.Reviews {
		r := &s.Reviews[i]
		if c.Review != "" && r.ID != scorecard.ReviewID(c.Review) {
			continue
		}
		if c.At != "" {
			if at, err = time.ParseInLocation("2006-01-02T15:04", c.At, zone(r.Zone)); err != nil {
				return "", at, usage("--at %s is not a moment; write 2026-11-26T10:00", c.At)
			}
			return r.ID, at, nil
		}
		all, err := schedule.Meetings(s.Index, r, now, now.AddDate(1, 0, 0))
		if err == nil && len(all) > 0 && (at.IsZero() || all[0].Before(at)) {
			id, at = r.ID, all[0]
		}
	}
	if id == "" {
		return "", at, missing("no review %s meets within a year; the strategy names %d", c.Review, len(s.Reviews))
	}
	return id, at, nil
}

func (c *digestCmd) print(p *program, b *digest.Brief, s *scorecard.Snapshot) error {
	if c.JSON {
		enc := json.NewEncoder(p.Out)
		enc.SetIndent("", "  ")
		return enc.Encode(b)
	}
	names := (&world{Snapshot: s}).names()
	parent, sections := b.Messages(s.Index, prompts.Voice{Locale: s.Organisation.Locale, Today: s.Today})
	fmt.Fprintf(p.Out, "To %s:\n\n%s\n", b.Channel, parent.Plain(names))
	for _, m := range sections {
		fmt.Fprintf(p.Out, "\nIn the thread:\n\n%s\n", chat.Message.Plain(m, names))
	}
	return nil
}
