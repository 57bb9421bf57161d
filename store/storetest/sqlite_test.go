package storetest_test

import (
	"path/filepath"
	"testing"
	"time"

	"throughline/store"
	"throughline/store/storetest"
)

// openSQLite opens a new SQLite file, twice.
func openSQLite(t testing.TB, now func() time.Time) (db, other *store.DB) {
	path := filepath.Join(t.TempDir(), "throughline.db")
	open := func() *store.DB {
		db, err := store.Open(t.Context(), path, now)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
		return db
	}
	return open(), open()
}

func TestSQLite(t *testing.T) { storetest.Run(t, openSQLite) }
