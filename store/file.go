package store

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	sqlite3 "github.com/mattn/go-sqlite3"
)

// readers is how many connections read at once; questions are answered from
// memory, so few are ever needed.
const readers = 4

const (
	// What a connection keeps of the file in memory, as SQLite wants it: KiB,
	// negative. The writer comes back to the same pages again and again.
	writerCache = "-4000"
	readerCache = "-2000"
	// What only the one connection that writes is told; a data source name has no
	// such options. The journal grows to 16 MB before it is copied into the file:
	// pages that change with every message are then copied once in many messages.
	// And what a change needs to be undone stays in memory, where SQLite would make
	// a file for each that is not quite small.
	forWriter = "PRAGMA wal_autocheckpoint=4000; PRAGMA temp_store=MEMORY"
)

// place returns the absolute path of a database file, or says why there can be none.
func place(path string) (string, error) {
	if strings.TrimSpace(path) == "" {
		return "", errors.New("store: no database file was named")
	}
	if strings.ContainsRune(path, 0) {
		return "", fmt.Errorf("store: %q is no file name", path)
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("store: %w", err)
	}
	if st, err := os.Stat(abs); err == nil && st.IsDir() {
		return "", fmt.Errorf("store: %s is a directory, not a database file", abs)
	}
	dir := filepath.Dir(abs)
	if st, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("store: the directory %s does not exist", dir)
	} else if err == nil && !st.IsDir() {
		return "", fmt.Errorf("store: %s is not a directory", dir)
	}
	return abs, nil
}

// create makes the file when there is none, readable by its owner alone. SQLite
// gives its side files the same permissions.
func create(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// source returns the data source name of a file. Everything is set here, and
// not by PRAGMA after opening, because that would reach one connection of the
// pool only. FULL, because a number once confirmed must survive a power cut.
func source(path, lock string, more ...string) string {
	q := url.Values{
		"_journal_mode": {"WAL"},
		"_busy_timeout": {"10000"},
		"_foreign_keys": {"on"},
		"_synchronous":  {"FULL"},
		"_txlock":       {lock},
		"_cache_size":   {writerCache},
		// Half of a small statement's time goes into reading its text.
		"_stmt_cache_size": {"128"},
	}
	if lock == "deferred" {
		q.Set("_query_only", "on")
		q.Set("_cache_size", readerCache)
	}
	for i := 0; i+1 < len(more); i += 2 {
		if q.Set(more[i], more[i+1]); more[i+1] == "" {
			q.Del(more[i])
		}
	}
	name := filepath.ToSlash(path)
	if !strings.HasPrefix(name, "/") {
		name = "/" + name
	}
	name = strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(name)
	return "file:" + name + "?" + q.Encode()
}

func connect(path, lock string, conns int, more ...string) *sql.DB {
	pool, err := sql.Open("sqlite3", source(path, lock, more...))
	if err != nil {
		panic(err) // only an unregistered driver, and it is registered by import
	}
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns)
	return pool
}

// Advice says what to do about an error that came of the file itself; it is empty
// for others, and for those that say it already.
func Advice(err error) string {
	var e sqlite3.Error
	if !errors.As(err, &e) || strings.Contains(err.Error(), "; ") {
		return ""
	}
	switch e.Code {
	case sqlite3.ErrCorrupt:
		return "the database is damaged: restore a backup"
	case sqlite3.ErrFull:
		return "nothing was changed; make room on the disk"
	case sqlite3.ErrIoErr:
		return "nothing was changed; look at the disk of the database: it may be full, or failing"
	case sqlite3.ErrReadonly, sqlite3.ErrPerm, sqlite3.ErrCantOpen, sqlite3.ErrAuth:
		return "the database cannot be written; check its permissions and those of its directory"
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return "another program holds the database; try again when it is done"
	}
	return ""
}

// explain puts what SQLite says of a file into words that say what to do.
func explain(path string, err error) error {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return fmt.Errorf("store: %s: %w", path, err)
	}
	switch e.Code {
	case sqlite3.ErrNotADB:
		return fmt.Errorf("store: %s is not a database: %w", path, err)
	case sqlite3.ErrCorrupt:
		return fmt.Errorf("store: %s is damaged; restore a backup: %w", path, err)
	case sqlite3.ErrReadonly, sqlite3.ErrPerm, sqlite3.ErrCantOpen, sqlite3.ErrAuth:
		return fmt.Errorf("store: %s cannot be written; check its permissions and those of its directory: %w", path, err)
	}
	return fmt.Errorf("store: %s: %w", path, err)
}
