package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/mattn/go-sqlite3"

	"throughline/bot/scorecard"
)

// A DB is an open database. It may be used by any number of goroutines, and
// the file by several processes.
type DB struct {
	path  string
	now   func() time.Time
	write *writer // they queue here rather than at the file's lock
	read  *sql.DB // may not write
	cache cache

	drafts drafts
	tray   tray
	calm   calm
}

// Open opens the database file at path, makes it when there is none, and brings
// its tables up to date. A file that is not ours, or was made by a newer
// Throughline, is refused and left as it is. The clock now is asked whenever
// something is written.
func Open(ctx context.Context, path string, now func() time.Time) (*DB, error) {
	abs, err := place(path)
	if err != nil {
		return nil, err
	}
	if err := create(abs); err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	pool := connect(abs, "immediate", 1)
	if err := patiently(ctx, func() error { return migrate(ctx, pool) }); err != nil {
		return nil, errors.Join(explain(abs, err), pool.Close())
	}
	w, err := newWriter(ctx, pool)
	if err != nil {
		return nil, errors.Join(explain(abs, err), pool.Close())
	}
	return &DB{path: abs, now: now, write: w, read: connect(abs, "deferred", readers)}, nil
}

// How often, and after how long, an opening is tried again that met another.
const (
	openings    = 40
	openingWait = 50 * time.Millisecond
)

// patiently tries again what finds the file locked. While another process turns a
// new file into one with a log beside it, SQLite says so at once and does not wait.
func patiently(ctx context.Context, try func() error) error {
	for n := 1; ; n++ {
		err := try()
		var e sqlite3.Error
		if err == nil || n == openings || !errors.As(err, &e) || e.Code != sqlite3.ErrBusy && e.Code != sqlite3.ErrLocked {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(openingWait):
		}
	}
}

// Close closes the database. Transactions under way are waited for.
func (db *DB) Close() error {
	return errors.Join(db.clear(context.Background()), db.read.Close(), db.write.close())
}

// A Tx is one transaction of one organisation: it sees and touches no other's
// rows, and lives until the function it was given to returns.
type Tx struct {
	conn
	db     *DB
	org    scorecard.OrgID
	by     scorecard.Actor
	now    time.Time
	loaded *loaded // the newest snapshot this transaction has built, if any
	stale  bool    // it has changed something since
	handed []handed
	queued bool // it has put something into the outbox that waits
	met    *met // whom it asked about last
}

// Now returns the moment of the transaction: the same for all it writes.
func (tx *Tx) Now() time.Time { return tx.now }

// Org returns whose transaction it is.
func (tx *Tx) Org() scorecard.OrgID { return tx.org }

// Write runs f in a transaction that may change things. When f returns an error
// nothing is changed, and Write returns that error as it is. When it returns nil,
// what f did is safe on disk. Only one Write runs at a time, so f must not wait
// for anything slow, and must not call Write; those that wait for their turn are
// committed together.
func (db *DB) Write(ctx context.Context, org scorecard.OrgID, by scorecard.Actor, f func(*Tx) error) error {
	return db.WriteEach(ctx, org, by, f)[0]
}

// WriteEach is Write for several, in their order, and returns the error of each:
// each is done as a whole or not at all, whatever becomes of the others. It waits
// for the disk far less often than as many Writes would.
func (db *DB) WriteEach(ctx context.Context, org scorecard.OrgID, by scorecard.Actor, fs ...func(*Tx) error) []error {
	txs, todo := make([]*Tx, len(fs)), make([]func(conn) error, len(fs))
	for i, f := range fs {
		todo[i] = func(c conn) error {
			txs[i] = &Tx{conn: c, db: db, org: org, by: by, now: db.moment()}
			return f(txs[i])
		}
	}
	errs := db.write.doEach(ctx, todo)
	for i, tx := range txs {
		if errs[i] != nil {
			continue
		}
		db.tray.put(tx.handed)
		if tx.queued {
			db.calm.end()
		}
		if tx.loaded != nil {
			db.cache.of(org).offer(tx.loaded)
		}
	}
	return errs
}

// Read runs f in a transaction that sees one state of the database and may
// change nothing: a write in it fails.
func (db *DB) Read(ctx context.Context, org scorecard.OrgID, f func(*Tx) error) error {
	tx := &Tx{db: db, org: org, now: db.moment()}
	return transact(ctx, db.read, func(c conn) error {
		tx.conn = c
		return f(tx)
	})
}

// Organisations returns every organisation in the database, by id.
func (db *DB) Organisations(ctx context.Context) ([]scorecard.Organisation, error) {
	return list(ctx, conn{db.read}, scanJSON[scorecard.Organisation],
		`SELECT body FROM part WHERE kind = 'organisation' AND valid_to = 9223372036854775807 ORDER BY org`)
}

func (db *DB) moment() time.Time { return fromMilli(milli(db.now())) }

// change runs one statement that changes something, and returns when that is
// safe on disk.
func (db *DB) change(ctx context.Context, query string, args ...any) (n int64, err error) {
	err = db.write.do(ctx, func(c conn) error {
		n, err = c.exec(ctx, query, args...)
		return err
	})
	return n, err
}

// transact runs f in a transaction of pool, and rolls back when f fails or panics.
func transact(ctx context.Context, pool *sql.DB, f func(conn) error) error {
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("store: begin: %w", err)
	}
	defer tx.Rollback() // after a commit it does nothing
	if err := f(conn{tx}); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("store: commit: %w", err)
	}
	return nil
}

// milli is how a time is stored: unix milliseconds, 0 for the zero time.
func milli(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func fromMilli(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
