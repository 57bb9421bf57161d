package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"sync"

	sqlite3 "github.com/mattn/go-sqlite3"
)

// ErrUnknown is wrapped by errors that come of naming something that is not
// there, such as an organisation whose strategy was never applied.
var ErrUnknown = errors.New("not in the database")

// querier is what *sql.DB and *sql.Tx have in common.
type querier interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	PrepareContext(context.Context, string) (*sql.Stmt, error)
}

// A conn runs queries whose text is good SQLite and good PostgreSQL. It looks
// at the context between statements and between rows, and not within: to have
// each small statement watched would cost more than the statement.
type conn struct{ q querier }

var (
	placeholder = regexp.MustCompile(`\$(\d+)`)
	rewritten   sync.Map // query → the same for SQLite
)

// sqlite rewrites $1 to ?1: SQLite numbers $n by where it first stands, not by n,
// and would silently swap values.
func sqlite(query string) string {
	if s, ok := rewritten.Load(query); ok {
		return s.(string)
	}
	s := placeholder.ReplaceAllString(query, "?$1")
	rewritten.Store(query, s)
	return s
}

// exec runs a statement and returns how many rows it touched.
func (c conn) exec(ctx context.Context, query string, args ...any) (int64, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	res, err := c.q.ExecContext(context.WithoutCancel(ctx), sqlite(query), args...)
	if err != nil {
		return 0, classify(err)
	}
	return res.RowsAffected()
}

// prepare returns a statement to be run many times within the transaction.
func (c conn) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	return c.q.PrepareContext(ctx, sqlite(query))
}

// A row is what a scan function reads one result from.
type row interface{ Scan(...any) error }

// list returns every row of a query, read by scan.
func list[T any](ctx context.Context, c conn, scan func(row) (T, error), query string, args ...any) ([]T, error) {
	var out []T
	err := each(ctx, c, func(r row) error {
		v, err := scan(r)
		out = append(out, v)
		return err
	}, query, args...)
	return out, err
}

// one returns the first row of a query, or false when there is none.
func one[T any](ctx context.Context, c conn, scan func(row) (T, error), query string, args ...any) (T, bool, error) {
	all, err := list(ctx, c, scan, query, args...)
	if err != nil || len(all) == 0 {
		var none T
		return none, false, err
	}
	return all[0], true, nil
}

// each hands every row of a query to f, and stops at its first error.
func each(ctx context.Context, c conn, f func(row) error, query string, args ...any) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	rows, err := c.q.QueryContext(context.WithoutCancel(ctx), sqlite(query), args...)
	if err != nil {
		return classify(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := f(rows); err != nil {
			return err
		}
	}
	return classify(rows.Err())
}

func scanInt(r row) (n int64, err error)   { return n, r.Scan(&n) }
func scanText(r row) (s string, err error) { return s, r.Scan(&s) }
func scanBytes(r row) (b []byte, err error) {
	return b, r.Scan(&b)
}

func scanJSON[T any](r row) (v T, err error) {
	s, err := scanText(r)
	if err != nil {
		return v, err
	}
	return v, json.Unmarshal([]byte(s), &v)
}

// toJSON returns v as it is stored. The types of the domain always marshal.
func toJSON(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}

// classify says in our words what a database means by a broken reference.
func classify(err error) error {
	var e sqlite3.Error
	if errors.As(err, &e) && e.ExtendedCode == sqlite3.ErrConstraintForeignKey {
		return fmt.Errorf("the organisation is %w: %w", ErrUnknown, err)
	}
	return err
}
