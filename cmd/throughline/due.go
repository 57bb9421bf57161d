package main

import (
	"context"
	"encoding/json"
	"fmt"
	"text/tabwriter"
	"time"

	"throughline/bot/schedule"
	"throughline/bot/scorecard"
	"throughline/store"
)

type dueCmd struct {
	dbFlag
	jsonFlag
	Days int    `help:"How many days to look ahead." default:"7"`
	As   string `help:"Only what this person owes or will be asked."`
}

// due is one line: something owed now, or something to come.
type due struct {
	At     time.Time `json:"at"`
	What   string    `json:"what"` // owed, round, digest, meeting
	Person string    `json:"person,omitempty"`
	Place  string    `json:"channel,omitempty"`
	About  string    `json:"about"`
	Period string    `json:"period,omitempty"`
	Key    string    `json:"key"`
}

// Run lists what is owed and what is to come.
func (c *dueCmd) Run(ctx context.Context, p *program) error {
	if c.Days < 0 {
		return usage("--days %d: look ahead 0 days or more", c.Days)
	}
	db, org, err := c.open(ctx, p.Now)
	if err != nil {
		return err
	}
	defer db.Close()
	var all []due
	err = db.Read(ctx, org, func(tx *store.Tx) error {
		s, err := tx.Snapshot(ctx, scorecard.DateOf(tx.Now()))
		if err != nil {
			return err
		}
		if err := somebody(c.As, s.People); err != nil {
			return err
		}
		asks, err := tx.LiveAsks(ctx)
		all = append(owed(s, asks), toCome(s, tx.Now(), c.Days)...)
		return err
	})
	if err != nil {
		return err
	}
	return c.print(p, all)
}

func owed(s *scorecard.Snapshot, asks []scorecard.Ask) []due {
	var out []due
	for _, a := range asks {
		if m := s.Metric(a.Metric); m != nil && a.Live() {
			out = append(out, due{At: a.AskedAt, What: "owed", Person: string(a.Person), About: m.Name, Period: string(a.Period), Key: a.Key})
		}
	}
	return out
}

func toCome(s *scorecard.Snapshot, now time.Time, days int) []due {
	var out []due
	for _, d := range schedule.Between(s.Index, now, now.AddDate(0, 0, days)) {
		line := due{At: d.At, What: string(d.Kind), Person: string(d.Person), Place: d.Channel, Key: d.Key}
		if r := s.Review(d.Review); r != nil {
			line.About = r.Name
			out = append(out, line)
			continue
		}
		for _, a := range d.Asks {
			if m := s.Metric(a.Metric); m != nil {
				line.About, line.Period = m.Name, string(a.Period)
				out = append(out, line)
			}
		}
	}
	return out
}

func (c *dueCmd) print(p *program, all []due) error {
	var mine []due
	for _, d := range all {
		if c.As == "" || d.Person == c.As {
			mine = append(mine, d)
		}
	}
	if c.JSON {
		if mine == nil {
			mine = []due{}
		}
		return json.NewEncoder(p.Out).Encode(mine)
	}
	if len(mine) == 0 {
		fmt.Fprintf(p.Out, "Nothing is owed, and nothing will be asked in the next %d days.\n", c.Days)
		return nil
	}
	w := tabwriter.NewWriter(p.Out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "WHEN (UTC)\tWHAT\tWHO\tABOUT\tPERIOD\tWHERE")
	for _, d := range mine {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", d.At.UTC().Format("Mon 2006-01-02 15:04"), d.What, d.Person, d.About, d.Period, d.Place)
	}
	return w.Flush()
}
