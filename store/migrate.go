package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the tables up to date, and refuses files that are not ours or
// newer than this program.
func migrate(ctx context.Context, pool *sql.DB) error {
	if err := ours(ctx, conn{pool}); err != nil {
		return err
	}
	p, err := provider(pool)
	if err != nil {
		return err
	}
	if err := raise(ctx, p); err != nil {
		return err
	}
	for _, g := range guards {
		if _, err := pool.ExecContext(ctx, g); err != nil {
			return fmt.Errorf("guard the tables: %w", err)
		}
	}
	return nil
}

// raise brings the tables up to what p knows. Several processes may be at it in
// the same moment: then one does the work, and the others, who fail, find it
// done when they look again.
func raise(ctx context.Context, p *goose.Provider) error {
	for tries := 1; ; tries++ {
		have, err := p.GetDBVersion(ctx)
		if known := newest(p); err == nil && have > known {
			return newerError(have, known)
		}
		if err == nil {
			_, err = p.Up(ctx)
		}
		if err == nil {
			return nil
		}
		if tries == 3 {
			return fmt.Errorf("bring the tables up to date: %w", err)
		}
	}
}

func provider(pool *sql.DB) (*goose.Provider, error) {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectSQLite3, pool, dir)
}

func newest(p *goose.Provider) int64 {
	n := int64(0)
	for _, s := range p.ListSources() {
		n = max(n, s.Version)
	}
	return n
}

// knownSchema is the newest schema this program knows.
func knownSchema() (int64, error) {
	p, err := provider(&sql.DB{}) // the sources are listed without a database
	if err != nil {
		return 0, err
	}
	return newest(p), nil
}

func newerError(have, known int64) error {
	return fmt.Errorf("made by a newer Throughline (schema %d, this program knows %d): upgrade the program", have, known)
}

// ours refuses a database that belongs to another program. An empty one is ours
// to fill.
func ours(ctx context.Context, c conn) error {
	names, err := list(ctx, c, scanText, `SELECT name FROM sqlite_master WHERE type = 'table'`)
	if err != nil || len(names) == 0 {
		return err
	}
	for _, n := range names {
		if n == "goose_db_version" {
			return nil
		}
	}
	return errors.New("is a database of another program")
}

// guards keep what must never be overwritten from being overwritten, by us or
// by anybody with the file in hand. Triggers are written differently for each
// database, so they are not in the migrations.
var guards = []string{
	`CREATE TRIGGER IF NOT EXISTS reading_is_kept BEFORE UPDATE ON reading
	 BEGIN SELECT RAISE(ABORT, 'readings are only ever added'); END`,
	`CREATE TRIGGER IF NOT EXISTS reading_stays BEFORE DELETE ON reading
	 BEGIN SELECT RAISE(ABORT, 'readings are only ever added'); END`,
	`CREATE TRIGGER IF NOT EXISTS journal_is_kept BEFORE UPDATE ON journal
	 BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END`,
	`CREATE TRIGGER IF NOT EXISTS journal_stays BEFORE DELETE ON journal
	 BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END`,
	`CREATE TRIGGER IF NOT EXISTS part_is_kept BEFORE UPDATE OF org, kind, id, revision, body, valid_from ON part
	 BEGIN SELECT RAISE(ABORT, 'a part of the strategy is closed and replaced, never changed'); END`,
	`CREATE TRIGGER IF NOT EXISTS part_stays BEFORE DELETE ON part
	 BEGIN SELECT RAISE(ABORT, 'a part of the strategy is closed and replaced, never changed'); END`,
}
