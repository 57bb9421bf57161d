package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"throughline/bot"
	"throughline/bot/chat/web"
	"throughline/bot/ledger"
	"throughline/bot/outline"
	"throughline/bot/sample"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
	"throughline/store"
)

type demoCmd struct {
	listenFlag
	Strategy string `arg:"" optional:"" help:"Which example to bring to life." default:"logistics"`
	Keep     string `help:"Keep the demo in this file, to go on with it later. Without it, it is forgotten." type:"path"`
	Weeks    int    `help:"Weeks of history to make." default:"78"`
}

// demoSeed makes every demo of a day alike.
const demoSeed = 22

// Run opens the demo and serves it.
func (c *demoCmd) Run(ctx context.Context, p *program) error {
	if err := loopback(c.Listen); err != nil {
		return err
	}
	path := c.Keep
	if path == "" {
		dir, err := os.MkdirTemp("", "throughline-demo-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		path = filepath.Join(dir, "demo.db")
	}
	o, err := openDemo(ctx, c.Strategy, path, c.Weeks, p.Now(), logger(p.Err))
	if err != nil {
		return err
	}
	defer o.Close()
	s, err := o.snapshot(ctx)
	if err != nil {
		return err
	}
	return o.serve(ctx, p, c.Listen, s.Organisation.Name+" is alive.")
}

// openDemo makes the example's database, unless path holds it already, and
// wires an office with a clock that starts at now and can be moved, and a cast
// that answers.
func openDemo(ctx context.Context, example, path string, weeks int, now time.Time, log *slog.Logger) (*office, error) {
	file, err := exampleFile(example, scorecard.DateOf(now))
	if err != nil {
		return nil, err
	}
	org := file.Strategy.Organisation.ID
	if err := seed(ctx, path, file, weeks, now); err != nil {
		return nil, err
	}
	o, err := openOffice(ctx, path, org, bot.ClockAt(now), log)
	if err != nil {
		return nil, err
	}
	s, err := o.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	o.cast = newCast(o, s.Index, weeks, now)
	o.site.Clock = &movable{o}
	o.site.Welcome = welcome(s)
	return o, nil
}

func exampleFile(name string, today scorecard.Date) (*outline.File, error) {
	text, err := sample.Strategy(name, today)
	if err != nil {
		return nil, missing("%w", err)
	}
	return readOutline(name+".yaml", text)
}

// seed fills an empty database with the example and its history.
func seed(ctx context.Context, path string, file *outline.File, weeks int, now time.Time) error {
	db, err := store.Open(ctx, path, func() time.Time { return now })
	if err != nil {
		return err
	}
	defer db.Close()
	org := file.Strategy.Organisation.ID
	have, err := db.Organisations(ctx)
	if err != nil || len(have) > 0 {
		return err
	}
	world := newWorld(scorecard.NewIndex(&file.Strategy), weeks, now)
	return db.Write(ctx, org, scorecard.Actor{From: "example"}, func(tx *store.Tx) error {
		if err := tx.Apply(ctx, &file.Strategy); err != nil {
			return err
		}
		if _, err := tx.Import(ctx, world.History(now), nil); err != nil {
			return err
		}
		s, err := tx.Snapshot(ctx, scorecard.DateOf(now))
		if err != nil {
			return err
		}
		verdicts, _ := ledger.Judge(s) // the arrows have been watched for a while
		return tx.SaveVerdicts(ctx, verdicts)
	})
}

// newWorld makes the truth behind the demo: the past weeks, and a year to come.
func newWorld(x *scorecard.Index, weeks int, now time.Time) *sample.World {
	from := scorecard.DateOf(now).Add(-7 * weeks)
	return sample.NewWorld(x, from, weeks+60, demoSeed, sample.AtWork)
}

// welcome says what there is to try.
func welcome(s *scorecard.Snapshot) *web.Welcome {
	return &web.Welcome{
		Title: "Welcome to " + s.Organisation.Name,
		Text:  s.Vision.Text + " You can speak as anybody here, and move time forward. Three things to try:",
		Tries: []web.Try{
			{Title: "Ask how a team matters", Text: "Ask, as a picker in the warehouse, how your team affects market share.", As: "nils", Room: "@", Say: "how does my team affect market share?"},
			{Title: "Live through a Monday", Text: "Go to next Monday 09:00: owners are asked for their numbers and answer in a line.", Room: "#fleet", Step: stepMonday},
			{Title: "Prepare a review", Text: "Go to an hour before the next review and read its summary.", Room: "#scorecard-review", Step: stepReview},
		},
	}
}

// movable is the demo's clock as the workspace shows it.
type movable struct{ *office }

const (
	stepHour   = "An hour on"
	stepDay    = "Tomorrow 09:00"
	stepMonday = "Next Monday 09:00"
	stepReview = "An hour before the next review"
)

// Now returns the workspace's time.
func (m *movable) Now() time.Time { return m.clock.Now() }

// Options returns where the clock can go, in the organisation's zone.
func (m *movable) Options() []web.Step {
	s, err := m.snapshot(context.Background())
	if err != nil {
		return nil
	}
	loc := zone(s.Organisation.Zone)
	now := m.clock.Now().In(loc)
	nine := func(days int) time.Time { return time.Date(now.Year(), now.Month(), now.Day()+days, 9, 0, 0, 0, loc) }
	untilMonday := (8 - int(now.Weekday())) % 7
	if untilMonday == 0 && !nine(0).After(now) {
		untilMonday = 7
	}
	steps := []web.Step{{Label: stepHour, To: now.Add(time.Hour)}, {Label: stepDay, To: nine(1)}, {Label: stepMonday, To: nine(untilMonday)}}
	if meeting, ok := nextMeeting(s, now); ok {
		steps = append(steps, web.Step{Label: stepReview, To: meeting.Add(-time.Hour)})
	}
	return steps
}

// nextMeeting returns the first review that is more than an hour away.
func nextMeeting(s *scorecard.Snapshot, now time.Time) (time.Time, bool) {
	var first time.Time
	for i := range s.Reviews {
		if i > 0 && s.Reviews[0].Unit != s.Reviews[i].Unit && len(s.Reviews) > 1 {
			continue // the first review of the file is the one the demo tells of
		}
		all, err := schedule.Meetings(s.Index, &s.Reviews[i], now.Add(time.Hour+time.Minute), now.AddDate(0, 3, 0))
		if err == nil && len(all) > 0 && (first.IsZero() || all[0].Before(first)) {
			first = all[0]
		}
	}
	return first, !first.IsZero()
}

// Advance lives through the time until to.
func (m *movable) Advance(ctx context.Context, to time.Time) error {
	keep := func(t time.Time) {}
	if err := m.bot.Advance(ctx, m.clock, to, keep, m.cast); err != nil {
		return err
	}
	return m.db.SetWatermark(ctx, m.org, clockMark, m.clock.Now())
}
