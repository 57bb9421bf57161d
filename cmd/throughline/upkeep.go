package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime/debug"

	"github.com/schollz/progressbar/v3"

	"throughline/store"
)

type backupCmd struct {
	dbFlag
	To string `arg:"" help:"File to write." type:"path"`
}

// Run copies the database page by page while others use it.
func (c *backupCmd) Run(ctx context.Context, p *program) error {
	db, err := c.file(ctx, p.Now)
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := os.Lstat(c.To); err == nil {
		return usage("%s is there already; name a new file", c.To)
	}
	if err := db.Backup(ctx, c.To, newBar(p.Err, "pages")); err != nil {
		return err
	}
	fmt.Fprintf(p.Out, "Backed up %s to %s.\n", c.DB, c.To)
	return nil
}

type restoreCmd struct {
	DB   string `name:"db" help:"Database file to replace." default:"throughline.db" env:"THROUGHLINE_DB" type:"path"`
	From string `arg:"" help:"Backup to restore." type:"path"`
}

// Run checks the backup and puts it in place.
func (c *restoreCmd) Run(ctx context.Context, p *program) error {
	kept, err := store.Restore(ctx, c.DB, c.From, p.Now(), newBar(p.Err, "pages"))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return codedError{exitMissing, err}
	case errors.Is(err, store.ErrUnsound):
		return codedError{exitInvalid, err}
	case err != nil:
		return err
	}
	fmt.Fprintf(p.Out, "Restored %s from %s.\n", c.DB, c.From)
	if kept != "" {
		fmt.Fprintf(p.Out, "The file that was there is kept as %s.\n", kept)
	}
	return nil
}

// version is set by the build; without it the module's own is shown.
var version = ""

type versionCmd struct{}

// Run prints the version.
func (versionCmd) Run(p *program) error {
	v := version
	if info, ok := debug.ReadBuildInfo(); v == "" && ok {
		v = info.Main.Version
	}
	_, err := fmt.Fprintln(p.Out, "throughline", v)
	return err
}

// newBar returns a progress function that draws a bar on a terminal and says
// nothing elsewhere.
func newBar(w io.Writer, what string) func(done, total int) {
	if !terminal(w) {
		return func(int, int) {}
	}
	var bar *progressbar.ProgressBar
	return func(done, total int) {
		if bar == nil {
			bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(w), progressbar.OptionSetDescription(what), progressbar.OptionClearOnFinish())
		}
		_ = bar.Set(done) // a bar that cannot be drawn is no reason to stop
	}
}

func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
