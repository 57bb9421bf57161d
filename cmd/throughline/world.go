package main

import (
	"context"
	"errors"
	"os"
	"time"

	"throughline/bot/outline"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
	"throughline/store"
)

// worldFlag names what a question is asked of: a strategy file, or a database.
type worldFlag struct {
	Strategy string `help:"Strategy file to ask, instead of a database; readings in it count." type:"path"`
	DB       string `name:"db" help:"Database file." default:"throughline.db" env:"THROUGHLINE_DB" type:"path"`
	Org      string `help:"Organisation, where the database holds several." env:"THROUGHLINE_ORG"`
	Today    string `help:"The day to answer as of (2026-11-20). Default: the file's as_of, or today."`
}

// A world is what an answer is made from outside of chat.
type world struct {
	*scorecard.Snapshot
	asks  []scorecard.Ask
	minds minds
}

// open loads the strategy and its readings.
func (f worldFlag) open(ctx context.Context, p *program) (*world, error) {
	today := scorecard.Date(f.Today)
	if today != "" && !today.Valid() {
		return nil, usage("--today %s is not a day; write 2026-11-20", today)
	}
	if f.Strategy != "" {
		return fileWorld(f.Strategy, today, p.Now())
	}
	if today == "" {
		today = scorecard.DateOf(p.Now())
	}
	return dbWorld(ctx, dbFlag{DB: f.DB, Org: f.Org}, today)
}

func fileWorld(path string, today scorecard.Date, now time.Time) (*world, error) {
	file, err := readStrategy(path)
	if err != nil {
		return nil, err
	}
	if today == "" {
		today = file.AsOf
	}
	if today == "" {
		today = scorecard.DateOf(now)
	}
	byMetric := map[scorecard.MetricID][]scorecard.Reading{}
	for _, r := range file.Readings {
		byMetric[r.Metric] = append(byMetric[r.Metric], r)
	}
	histories := map[scorecard.MetricID]scorecard.History{}
	for id, rs := range byMetric {
		histories[id] = scorecard.NewHistory(rs)
	}
	return &world{Snapshot: &scorecard.Snapshot{Index: scorecard.NewIndex(&file.Strategy), Today: today, Histories: histories}}, nil
}

func dbWorld(ctx context.Context, f dbFlag, today scorecard.Date) (*world, error) {
	db, org, err := f.open(ctx, time.Now)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	w := &world{}
	err = db.Read(ctx, org, func(tx *store.Tx) error {
		var err error
		if w.Snapshot, err = tx.Snapshot(ctx, today); err != nil {
			return err
		}
		w.asks, err = tx.LiveAsks(ctx)
		return err
	})
	return w, err
}

// open opens an existing database and picks its organisation.
func (f dbFlag) open(ctx context.Context, now func() time.Time) (*store.DB, scorecard.OrgID, error) {
	db, err := f.file(ctx, now)
	if err != nil {
		return nil, "", err
	}
	org, err := f.pick(ctx, db)
	if err != nil {
		return nil, "", errors.Join(err, db.Close())
	}
	return db, org, nil
}

// file opens an existing database, whatever it holds.
func (f dbFlag) file(ctx context.Context, now func() time.Time) (*store.DB, error) {
	if _, err := os.Stat(f.DB); errors.Is(err, os.ErrNotExist) {
		return nil, missing("there is no database %s; make one with: throughline apply strategy.yaml --db %s", f.DB, f.DB)
	}
	return store.Open(ctx, f.DB, now)
}

// readOutline reads a strategy, its times of day and reviews included.
func readOutline(name string, data []byte) (*outline.File, error) {
	return outline.ReadWith(name, data, outline.Options{CheckWhen: func(s string) error {
		_, err := schedule.ParseWhen(s)
		return err
	}})
}

// readStrategy reads and checks a strategy file.
func readStrategy(path string) (*outline.File, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, missing("%w", err)
	}
	file, err := readOutline(path, data)
	if err != nil {
		return nil, codedError{exitInvalid, err}
	}
	return file, nil
}
