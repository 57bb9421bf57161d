package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"throughline/bot/outline"
	"throughline/bot/scorecard"
	"throughline/store"
)

type exportCmd struct {
	dbFlag
	Values string `help:"Write the values instead of the strategy, as csv or xlsx." enum:",csv,xlsx" default:""`
	All    bool   `help:"With the strategy, its readings too, so that one file holds everything."`
	To     string `help:"File to write. Default: standard output." type:"path"`
}

// Run writes the strategy in force, or every value in force.
func (c *exportCmd) Run(ctx context.Context, p *program) error {
	db, org, err := c.open(ctx, p.Now)
	if err != nil {
		return err
	}
	defer db.Close()
	s, err := db.Snapshot(ctx, org, scorecard.DateOf(p.Now()))
	if err != nil {
		return err
	}
	if c.Values == "xlsx" && c.To == "" {
		return usage("a workbook is no text: name its file with --to values.xlsx")
	}
	// As it was written down: what the readings say of an arrow is no part of it.
	stated, err := strategyOf(ctx, db, org)
	if err != nil {
		return err
	}
	write := func(out io.Writer) error { return c.write(out, stated, s) }
	if c.To == "" {
		return write(p.Out)
	}
	return whole(c.To, write)
}

func (c *exportCmd) write(out io.Writer, stated *scorecard.Strategy, s *scorecard.Snapshot) error {
	switch c.Values {
	case "csv":
		return outline.WriteCSV(out, readingsOf(s))
	case "xlsx":
		return outline.WriteXLSX(out, readingsOf(s))
	}
	var readings []scorecard.Reading
	if c.All {
		readings = readingsOf(s)
	}
	_, err := out.Write(outline.Write(stated, readings))
	return err
}

// readingsOf returns the readings in force, in the order of the strategy.
func readingsOf(s *scorecard.Snapshot) []scorecard.Reading {
	var out []scorecard.Reading
	for i := range s.Metrics {
		out = append(out, s.Histories[s.Metrics[i].ID]...)
	}
	return out
}

// whole writes a file so that it is there whole or not at all. Where a link
// leads is written and the link left alone; a file keeps who may read it; and
// what is no file, such as a pipe, is written to as it is.
func whole(path string, write func(io.Writer) error) error {
	if to, err := filepath.EvalSymlinks(path); err == nil {
		path = to
	}
	mode := fs.FileMode(0o600)
	if st, err := os.Stat(path); err == nil {
		switch {
		case st.IsDir():
			return usage("%s is a directory; name a file", path)
		case !st.Mode().IsRegular():
			return through(path, write)
		}
		mode = st.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".throughline-*")
	if errors.Is(err, fs.ErrNotExist) {
		return missing("there is no directory %s", filepath.Dir(path))
	}
	if err != nil {
		return fmt.Errorf("cannot write to %s: %w", filepath.Dir(path), err)
	}
	defer os.Remove(f.Name())
	if err := errors.Join(write(f), f.Chmod(mode), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// through writes to a pipe or a device.
func through(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

type importCmd struct {
	dbFlag
	As   string `help:"Id of the person who imports, for the journal."`
	File string `arg:"" help:"CSV or XLSX file: metric, period, value, and if you like note, by, at, no_data; or metric and one column for each period." type:"path"`
}

// Run reads values, all or none.
func (c *importCmd) Run(ctx context.Context, p *program) error {
	db, org, err := c.open(ctx, p.Now)
	if err != nil {
		return err
	}
	defer db.Close()
	f, err := os.Open(c.File)
	if err != nil {
		return missing("%w", err)
	}
	defer f.Close()
	s, err := db.Snapshot(ctx, org, scorecard.DateOf(p.Now()))
	if err != nil {
		return err
	}
	if err := somebody(c.As, s.People); err != nil {
		return err
	}
	read := outline.ReadCSV
	if strings.EqualFold(filepath.Ext(c.File), ".xlsx") {
		read = outline.ReadXLSX
	}
	readings, err := unlessInterrupted(ctx, func() ([]scorecard.Reading, error) { return read(c.File, f, s.Index, s.Today) })
	if err != nil {
		return codedError{exitInvalid, err}
	}
	n := 0
	err = db.Write(ctx, org, scorecard.Actor{Person: scorecard.PersonID(c.As), From: "cli"}, func(tx *store.Tx) error {
		n, err = tx.Import(ctx, readings, newBar(p.Err, "values"))
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(p.Out, "Imported %s", count(n, "value"))
	if same := len(readings) - n; same > 0 {
		fmt.Fprintf(p.Out, "; %s already there", count(same, "value"))
	}
	fmt.Fprintln(p.Out, ".")
	return nil
}
