package store

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// everyQuery reads the queries out of this package's own source: strings,
// constants filled in, that begin as queries do.
func everyQuery(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	consts := map[string]ast.Expr{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") || oneDatabaseOnly[name] {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
		ast.Inspect(f, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok && len(v.Names) == 1 && len(v.Values) == 1 {
				consts[v.Names[0].Name] = v.Values[0]
			}
			return true
		})
	}
	var out []string
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			e, ok := n.(ast.Expr)
			if !ok {
				return true
			}
			s, ok := text(e, consts)
			if !ok || !beginsAsQuery.MatchString(s) {
				return true
			}
			out = append(out, strings.Join(strings.Fields(s), " "))
			return false
		})
	}
	return out
}

// oneDatabaseOnly are the files that look after SQLite itself.
var oneDatabaseOnly = map[string]bool{"migrate.go": true, "backup.go": true, "file.go": true}

var beginsAsQuery = regexp.MustCompile(`^(SELECT|INSERT|UPDATE|DELETE|WITH|PRAGMA|REPLACE|CREATE|DROP|ALTER) `)

// text returns the value of a string expression that is known when compiling.
func text(e ast.Expr, consts map[string]ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, err == nil && e.Kind == token.STRING
	case *ast.Ident:
		if c := consts[e.Name]; c != nil {
			return text(c, nil)
		}
	case *ast.BinaryExpr:
		a, ok := text(e.X, consts)
		b, fine := text(e.Y, consts)
		return a + b, ok && fine && e.Op == token.ADD
	}
	return "", false
}

// foreign is what one of the two databases does not know, or takes otherwise.
var foreign = map[string]string{
	`\?`:                                  "placeholders are $1",
	`(?i)\bLIKE\b|\bILIKE\b|\bGLOB\b`:     "SQLite folds case in LIKE, PostgreSQL does not",
	`(?i)\blower\(|\bupper\(`:             "SQLite folds ASCII only: fold in Go",
	`(?i)\bIFNULL\b|\bNVL\b`:              "COALESCE",
	`(?i)INSERT OR|REPLACE INTO`:          "ON CONFLICT",
	`(?i)\browid\b|last_insert|AUTOINCR`:  "ids are ours",
	`(?i)json_|jsonb|->`:                  "JSON is read in Go",
	`(?i)datetime|strftime|now\(|CURRENT`: "times are unix milliseconds, and given",
	`(?i)\bANY\s*\(|unnest|ARRAY`:         "PostgreSQL only",
	`(?i)FOR UPDATE|SKIP LOCKED|LATERAL`:  "PostgreSQL only",
	`(?i)\bCOLLATE\b|\bINDEXED BY\b`:      "sort in Go",
	`::|"|==|\bISNULL\b`:                  "one database's way to write it",
	`\*( |,|$)`:                           "name the columns",
	`(?i)\bPRAGMA\b|sqlite_|pg_`:          "belongs into the files that look after one database",
}

func TestQueriesAreGoodSQLiteAndGoodPostgreSQL(t *testing.T) {
	all := everyQuery(t)
	if len(all) < 50 {
		t.Fatalf("only %d queries were found: the search is broken", len(all))
	}
	for _, q := range all {
		for pattern, why := range foreign {
			if regexp.MustCompile(pattern).MatchString(strings.ReplaceAll(q, "COUNT(*)", "COUNT(1)")) {
				t.Errorf("%s\n\tmay not hold %s: %s", q, pattern, why)
			}
		}
		checkPlaceholders(t, q)
	}
}

func checkPlaceholders(t *testing.T, q string) {
	t.Helper()
	used, most := map[int]bool{}, 0
	for _, m := range placeholder.FindAllStringSubmatch(q, -1) {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			t.Fatal(err)
		}
		used[n], most = true, max(most, n)
	}
	if len(used) != most {
		t.Errorf("%s\n\tleaves out a placeholder below $%d", q, most)
	}
}

// forAll are the queries that serve every organisation at once: the program's
// own work, which hands on each row with its organisation.
var forAll = []string{
	"SELECT body FROM part WHERE kind = 'organisation'",
	"SELECT i.seq FROM inbox", "SELECT i.org, i.id, i.body, i.attempts FROM inbox",
	"SELECT seq FROM outbox WHERE state = 'sending'",
	"UPDATE outbox SET state = 'waiting', why = 'the sender was lost'",
	"SELECT o.seq FROM outbox o", "SELECT o.org, o.seq",
	"UPDATE outbox SET state = 'sending'",
	"SELECT MIN(CASE WHEN o.state = 'sending'",
	// An adapter's drawer says itself which organisation is behind a workspace.
	"INSERT INTO kept", "SELECT id, body FROM kept", "DELETE FROM kept",
}

func TestEveryQueryNamesItsOrganisation(t *testing.T) {
	for _, q := range everyQuery(t) {
		named := regexp.MustCompile(`(\borg = \$1)|^INSERT INTO \w+ \(org, .* VALUES \(\$1,`).MatchString(q)
		if !named && !hasPrefix(q, forAll) {
			t.Errorf("%s\n\tis of no organisation", q)
		}
	}
}

func TestWhatIsKeptIsNeverRewritten(t *testing.T) {
	rewrites := regexp.MustCompile(`^(UPDATE|DELETE FROM) (reading|journal|part|frozen|claimed)\b`)
	for _, q := range everyQuery(t) {
		if rewrites.MatchString(q) && !strings.HasPrefix(q, "UPDATE part SET valid_to = $4 WHERE") {
			t.Errorf("%s\n\trewrites what is to be kept", q)
		}
	}
}

func hasPrefix(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

func TestEveryQueryFitsTheTables(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "x.db"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range everyQuery(t) {
		st, err := conn{db.write.conn}.prepare(context.Background(), q)
		if err != nil {
			t.Errorf("%s\n\t%v", q, err)
			continue
		}
		st.Close()
	}
}

func TestPlaceholdersKeepTheirNumbers(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "x.db"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	got, _, err := one(t.Context(), conn{db.read}, scanText, `SELECT $2 || '-' || $1 || '-' || $2`, "one", "two")
	if err != nil || got != "two-one-two" {
		t.Errorf("got %q %v, want two-one-two", got, err)
	}
}
