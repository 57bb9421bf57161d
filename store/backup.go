package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	sqlite3 "github.com/mattn/go-sqlite3"
)

// backupPages is how many pages are copied between two looks at the context:
// four megabytes with pages of the usual size.
const backupPages = 1024

// Backup writes a copy of the database, as it is at this moment, to a new file
// at path; work goes on meanwhile. It refuses to overwrite anything. Progress,
// which may be nil, is told how many pages are done; the file appears under its
// name only when it is whole.
func (db *DB) Backup(ctx context.Context, path string, progress func(done, total int)) error {
	to, err := place(path)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("store: backup: %s is there already; name a new file", to)
	}
	if err := copyDatabase(ctx, db.read, to+".part", progress); err != nil {
		return fmt.Errorf("store: backup: %w", errors.Join(err, discard(to+".part")))
	}
	if err := os.Rename(to+".part", to); err != nil {
		return fmt.Errorf("store: backup: %w", err)
	}
	return syncFile(filepath.Dir(to))
}

// Restore puts the backup at from in the place of the database at path, which
// no program may have open. The backup is looked through first: a damaged,
// foreign or newer one changes nothing. What was there before is kept, and aside
// is its name; empty when there was nothing.
func Restore(ctx context.Context, path, from string, now time.Time, progress func(done, total int)) (aside string, err error) {
	to, err := place(path)
	if err != nil {
		return "", err
	}
	if err := restoreBeside(ctx, to+".part", from, progress); err != nil {
		return "", restoring(errors.Join(err, discard(to+".part")))
	}
	if aside, err = setAside(ctx, to, now); err != nil {
		return "", restoring(errors.Join(err, discard(to+".part")))
	}
	if err := os.Rename(to+".part", to); err != nil {
		return aside, restoring(err)
	}
	return aside, syncFile(filepath.Dir(to))
}

// restoring says at what an error came, unless it names itself already.
func restoring(err error) error {
	if strings.HasPrefix(err.Error(), "store: ") {
		return err
	}
	return fmt.Errorf("store: restore: %w", err)
}

// restoreBeside copies a backup that is sound to the file at part.
func restoreBeside(ctx context.Context, part, from string, progress func(done, total int)) error {
	if _, err := os.Stat(from); err != nil {
		return err
	}
	abs, err := place(from)
	if err != nil {
		return err
	}
	// Opened without a journal mode, so that looking changes nothing.
	source := connect(abs, "deferred", 1, "mode", "ro", "_journal_mode", "")
	defer source.Close()
	if err := sound(ctx, source); err != nil {
		return unsound{explain(abs, err)}
	}
	return copyDatabase(ctx, source, part, progress)
}

// ErrUnsound is what errors are that say of a backup that it cannot be restored:
// it is damaged, foreign or newer.
var ErrUnsound = errors.New("not a sound backup")

type unsound struct{ error }

func (u unsound) Unwrap() []error { return []error{u.error, ErrUnsound} }

// sound refuses a database that is damaged, not ours, or newer than this program.
func sound(ctx context.Context, pool *sql.DB) error {
	c := conn{pool}
	if err := ours(ctx, c); err != nil {
		return err
	}
	schema, ok, err := one(ctx, c, scanInt, `SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version`)
	if err != nil || !ok {
		return errors.New("is not a database of Throughline, or an empty one")
	}
	known, err := knownSchema()
	if err != nil {
		return err
	}
	if schema > known {
		return newerError(schema, known)
	}
	faults, err := list(ctx, c, scanText, `PRAGMA integrity_check(3)`)
	if err == nil && (len(faults) != 1 || faults[0] != "ok") {
		err = fmt.Errorf("is damaged: %s", strings.ReplaceAll(strings.Join(faults, "; "), "\n", "; "))
	}
	return err
}

// setAside gives the database at path another name, whole and in one file.
func setAside(ctx context.Context, path string, now time.Time) (string, error) {
	if st, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) || err == nil && st.Size() == 0 {
		return "", nil
	}
	if err := foldJournal(ctx, path); err != nil {
		return "", err
	}
	stem := path + "." + now.UTC().Format("20060102-150405") + ".before-restore"
	aside := stem
	for n := 2; ; n++ {
		if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
			return aside, os.Rename(path, aside)
		}
		aside = fmt.Sprintf("%s-%d", stem, n)
	}
}

// foldJournal writes what still stands in the side files into the file itself.
// SQLite allows that only to whoever has the database alone, which is how a
// program still at work with it is noticed. What is no database has no side files.
func foldJournal(ctx context.Context, path string) error {
	pool := connect(path, "immediate", 1, "_busy_timeout", "200", "_journal_mode", "DELETE")
	defer pool.Close()
	err := pool.PingContext(ctx)
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code {
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return fmt.Errorf("%s is in use: stop Throughline first", path)
	case sqlite3.ErrNotADB, sqlite3.ErrCorrupt:
		return nil
	}
	return explain(path, err)
}

// copyDatabase copies the database that pool reads to a new file.
func copyDatabase(ctx context.Context, pool *sql.DB, to string, progress func(done, total int)) error {
	if err := discard(to); err != nil {
		return err
	}
	if err := create(to); err != nil {
		return err
	}
	target := connect(to, "immediate", 1, "_journal_mode", "DELETE")
	defer target.Close()
	err := rawPair(ctx, pool, target, func(from, into *sqlite3.SQLiteConn) error {
		// A transaction held open fixes what is copied: writers neither wait
		// nor make it start again. It begins with the first look, not before.
		if _, err := from.Exec("BEGIN; SELECT COUNT(*) FROM sqlite_master", nil); err != nil {
			return err
		}
		defer from.Exec("ROLLBACK", nil)
		return stepThrough(ctx, from, into, progress)
	})
	if err != nil {
		return err
	}
	return errors.Join(target.Close(), syncFile(to))
}

func stepThrough(ctx context.Context, from, into *sqlite3.SQLiteConn, progress func(done, total int)) error {
	b, err := into.Backup("main", from, "main")
	if err != nil {
		return err
	}
	for done := false; !done; {
		if done, err = b.Step(backupPages); err == nil {
			err = ctx.Err()
		}
		if err != nil {
			_ = b.Finish() // says the same once more
			return err
		}
		if progress != nil {
			progress(b.PageCount()-b.Remaining(), b.PageCount())
		}
	}
	return b.Finish()
}

// rawPair runs f with one connection of each pool.
func rawPair(ctx context.Context, a, b *sql.DB, f func(a, b *sqlite3.SQLiteConn) error) error {
	return raw(ctx, a, func(ca *sqlite3.SQLiteConn) error {
		return raw(ctx, b, func(cb *sqlite3.SQLiteConn) error { return f(ca, cb) })
	})
}

func raw(ctx context.Context, pool *sql.DB, f func(*sqlite3.SQLiteConn) error) error {
	c, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	return c.Raw(func(driver any) error { return f(driver.(*sqlite3.SQLiteConn)) })
}

// discard removes an unfinished file, if there is one.
func discard(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// syncFile makes sure that a file, or a directory's list of files, is on the disk.
func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
