package store_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"throughline/bot/scorecard"
	"throughline/store"
	"throughline/store/storetest"
)

const org scorecard.OrgID = "larkfield"

var ana = scorecard.Actor{Person: "ana", From: "cli"}

// rename applies the example strategy under a name of the organisation.
func rename(t *testing.T, db *store.DB, name string) {
	t.Helper()
	s := storetest.Strategy(org)
	s.Organisation.Name = name
	if err := db.Write(t.Context(), org, ana, func(tx *store.Tx) error { return tx.Apply(t.Context(), s) }); err != nil {
		t.Fatal(err)
	}
}

func nameIn(t *testing.T, db *store.DB) string {
	t.Helper()
	all, err := db.Organisations(t.Context())
	if err != nil || len(all) != 1 {
		t.Fatalf("organisations: %v, %v", all, err)
	}
	return all[0].Name
}

func TestBackupAndRestore(t *testing.T) {
	dir := t.TempDir()
	path, copied := filepath.Join(dir, "live.db"), filepath.Join(dir, "a backup?.db")
	db := open(t, path)
	rename(t, db, "Before")
	var steps []int
	err := db.Backup(t.Context(), copied, func(done, total int) { steps = append(steps, done, total) })
	if err != nil {
		t.Fatal(err)
	}
	if n := len(steps); n == 0 || steps[n-2] != steps[n-1] {
		t.Errorf("progress was %v; it ends with everything done", steps)
	}
	if err := db.Backup(t.Context(), copied, nil); err == nil || !strings.Contains(err.Error(), "is there already") {
		t.Errorf("a second backup to the same file: %v", err)
	}
	rename(t, db, "After")
	if _, err := store.Restore(t.Context(), path, copied, start, nil); err == nil || !strings.Contains(err.Error(), "is in use") {
		t.Errorf("restoring under a running program: %v", err)
	}
	if got := nameIn(t, db); got != "After" {
		t.Errorf("the refused restore changed the database: %s", got)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	aside, err := store.Restore(t.Context(), path, copied, start, nil)
	if err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{path: "Before", aside: "After", copied: "Before"} {
		if got := nameIn(t, open(t, file)); got != want {
			t.Errorf("%s holds %q, want %q", filepath.Base(file), got, want)
		}
	}
}

func TestRestoreRefusesWhatIsNoBackupAndChangesNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "live.db")
	db := open(t, path)
	rename(t, db, "Kept")
	if err := db.Backup(t.Context(), filepath.Join(dir, "good.db"), nil); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(filepath.Join(dir, "good.db"))
	if err != nil {
		t.Fatal(err)
	}
	torn := slices.Clone(good)
	for i := 3 * 4096; i < 12*4096; i++ {
		torn[i] = 0xAA
	}
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("text.db", []byte(strings.Repeat("hello ", 999)))
	write("torn.db", torn)
	write("empty.db", nil)
	write("newer.db", good)
	write("foreign.db", nil)
	execute(t, filepath.Join(dir, "newer.db"), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (7, 1)`)
	execute(t, filepath.Join(dir, "foreign.db"), `CREATE TABLE recipes (name TEXT)`)
	for name, want := range map[string]string{
		"text.db": "not a database", "torn.db": "damaged", "empty.db": "not a database of Throughline", "missing.db": "no such file",
		"newer.db": "made by a newer Throughline (schema 7, this program knows 4): upgrade the program", "foreign.db": "of another program",
	} {
		aside, err := store.Restore(t.Context(), path, filepath.Join(dir, name), start, nil)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), ": store: ") || aside != "" {
			t.Errorf("restoring %s: %q %v, want %q", name, aside, err, want)
		}
	}
	if got := nameIn(t, open(t, path)); got != "Kept" {
		t.Errorf("the database now holds %q", got)
	}
}

// execute changes a database behind the program's back.
func execute(t *testing.T, path, query string) {
	t.Helper()
	raw, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	if _, err := raw.ExecContext(t.Context(), query); err != nil {
		t.Fatal(err)
	}
}

func TestOpenRefusesWhatIsNotOurs(t *testing.T) {
	dir := t.TempDir()
	newer, foreign := filepath.Join(dir, "newer.db"), filepath.Join(dir, "foreign.db")
	if err := open(t, newer).Close(); err != nil {
		t.Fatal(err)
	}
	execute(t, newer, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (7, 1)`)
	execute(t, foreign, `CREATE TABLE recipes (name TEXT)`)
	for path, want := range map[string]string{
		newer:   "made by a newer Throughline (schema 7, this program knows 4): upgrade the program",
		foreign: "is a database of another program",
	} {
		if _, err := store.Open(t.Context(), path, now); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Open(%s) = %v, want %q", filepath.Base(path), err, want)
		}
	}
}

func TestReadingsAndJournalCannotBeRewrittenFromOutside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	db := open(t, path)
	rename(t, db, "Larkfield")
	if err := db.Write(t.Context(), org, ana, func(tx *store.Tx) error {
		_, err := tx.Record(t.Context(), scorecard.Reading{Metric: "m_otd", Period: "2026-W47"})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	raw, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	for _, q := range []string{
		`UPDATE reading SET value = '1'`, `DELETE FROM reading`, `UPDATE journal SET person = 'x'`, `DELETE FROM journal`,
		`UPDATE part SET body = '{}'`, `DELETE FROM part`,
	} {
		if _, err := raw.ExecContext(t.Context(), q); err == nil {
			t.Errorf("%s was let through", q)
		}
	}
}

func TestBackupStopsWhenToldTo(t *testing.T) {
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "x.db"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := db.Backup(ctx, filepath.Join(dir, "b.db"), nil)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Backup = %v, want context canceled", err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "b.db*")); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestBackupIsOfOneMomentWhileWorkGoesOn(t *testing.T) {
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "x.db"))
	rename(t, db, "When it began")
	fat := make([]byte, 12<<20) // several steps long
	if err := db.Write(t.Context(), org, ana, func(tx *store.Tx) error {
		_, err := tx.Freeze(t.Context(), "fat", fat)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	last, steps := 0, 0
	err := db.Backup(t.Context(), filepath.Join(dir, "b.db"), func(done, total int) {
		if done < last {
			t.Errorf("the copy started again: %d pages after %d", done, last)
		}
		last, steps = done, steps+1
		rename(t, db, "Meanwhile")
	})
	if err != nil {
		t.Fatal(err)
	}
	if steps < 2 {
		t.Errorf("%d steps are too few to see anything", steps)
	}
	if got := nameIn(t, open(t, filepath.Join(dir, "b.db"))); got != "When it began" {
		t.Errorf("the backup holds %q", got)
	}
}
