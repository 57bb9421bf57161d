package store_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"throughline/store"
)

var start = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func now() time.Time { return start }

func open(t testing.TB, path string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), path, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func TestOpenMakesAPrivateFileWhateverItsName(t *testing.T) {
	for _, name := range []string{"plain.db", "with space.db", "50% off?.db", "a#b&c=d.db", "ünïcode ☂.db", "file:x.db", "-dash.db"} {
		path := filepath.Join(t.TempDir(), name)
		db := open(t, path)
		if _, err := db.Organisations(t.Context()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		st, err := os.Stat(path)
		if err != nil {
			t.Errorf("the file %q is not where it was asked for: %v", name, err)
			continue
		}
		if got, want := st.Mode().Perm(), os.FileMode(0o600); got != want {
			t.Errorf("%s: permissions %v, want %v", name, got, want)
		}
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(text, []byte(strings.Repeat("this is not a database\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ path, want string }{
		{"", "no database file was named"},
		{filepath.Join(dir, "missing", "x.db"), "missing does not exist"},
		{dir, "is a directory"},
		{text, "is not a database"},
		{filepath.Join(text, "x.db"), "is not a directory"},
	} {
		db, err := store.Open(t.Context(), c.path, now)
		if err == nil {
			db.Close()
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Open(%q) = %v, want %q", c.path, err, c.want)
		}
	}
}

func TestManyMayOpenANewFileAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new.db")
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			db, err := store.Open(t.Context(), path, now)
			if err != nil {
				t.Error(err)
				return
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
}
