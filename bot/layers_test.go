package bot_test

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// layers says what each package of ours may import of ours. A package that is
// not here may not exist.
var layers = map[string][]string{
	"bot/pages":                {"bot/scorecard", "bot/chat", "bot/chain", "bot/draw", "bot/evidence", "prompts"},
	"bot/scorecard":            {},
	"bot/chat":                 {"bot/scorecard"},
	"prompts":                  {"bot/scorecard", "bot/chat"},
	"bot/chain":                {"bot/scorecard"},
	"bot/understand":           {"bot/scorecard"},
	"bot/draw":                 {"bot/scorecard", "bot/evidence", "prompts"},
	"bot/outline":              {"bot/scorecard"},
	"bot/schedule":             {"bot/scorecard"},
	"bot/sample":               {"bot/scorecard", "bot/outline", "bot/schedule"},
	"bot/checkin":              {"bot/scorecard", "bot/chat", "bot/chain", "bot/schedule", "bot/understand", "prompts"},
	"bot/digest":               {"bot/scorecard", "bot/chat", "bot/chain", "bot/draw", "bot/evidence", "bot/schedule", "bot/understand", "prompts"},
	"bot/answer":               {"bot/scorecard", "bot/chat", "bot/chain", "bot/draw", "bot/evidence", "bot/schedule", "bot/understand", "prompts"},
	"bot":                      {"bot/scorecard", "bot/chat", "bot/chat/pacing", "bot/schedule", "prompts"},
	"bot/chat/web":             {"bot/chat"},
	"bot/chat/parking":         {},
	"bot/chat/pacing":          {},
	"bot/chat/slack":           {"bot/chat", "bot/chat/parking"},
	"bot/chat/teams":           {"bot/chat", "bot/chat/pacing", "bot/chat/parking"},
	"bot/chat/slack/slacktest": {},
	"bot/chat/teams/teamstest": {},
	"bot/llm":                  {"bot/scorecard", "bot/understand", "prompts/model"},
	"bot/llm/llmtest":          {},
	"prompts/model":            {"bot/scorecard"},
	"bot/ledger":               {"bot/scorecard", "bot/chat", "bot/evidence", "bot/schedule", "prompts"},
	"bot/members":              {"bot/scorecard", "bot/chat", "bot/schedule", "prompts"},
	"bot/evidence":             {"bot/scorecard"},
	"bot/chat/chattest":        {"bot/chat"},
	"store":                    {"bot/scorecard", "bot/chat"},
	"store/storetest":          {"bot/scorecard", "bot/chat", "store"},
	"cmd/throughline":          {"*"},

	"bot/understand/exam": {"bot/scorecard", "bot/outline", "bot/understand"},
	"bot/evidence/trial":  {"bot/scorecard", "bot/evidence"},
}

// pure packages take values and give values: no network, no database, no files.
var pure = []string{
	"bot/scorecard", "bot/chat", "prompts", "bot/chain", "bot/understand", "bot/draw", "bot/outline", "bot/schedule", "bot/sample",
	"bot/understand/exam", "bot/evidence", "bot/evidence/trial", "bot/chat/pacing",
}

var impure = []string{"net/http", "database/sql", "os", "os/exec", "net"}

// thirdParties says which module each outside import may be used by.
var thirdParties = map[string][]string{
	"github.com/shopspring/decimal":     {"*"},
	"github.com/robfig/cron/v3":         {"bot/schedule"},
	"github.com/teambition/rrule-go":    {"bot/schedule"},
	"github.com/goccy/go-yaml":          {"bot/outline"},
	"github.com/xuri/excelize/v2":       {"bot/outline"},
	"git.sr.ht/~sbinet/gg":              {"bot/draw"},
	"golang.org/x/image":                {"bot/draw"},
	"codeberg.org/go-fonts":             {"bot/draw"},
	"golang.org/x/text":                 {"bot/understand", "bot/outline", "bot/draw"},
	"github.com/mattn/go-sqlite3":       {"store"},
	"gonum.org/v1/gonum":                {"bot/evidence"},
	"github.com/slack-go/slack":         {"bot/chat/slack"},
	"github.com/gorilla/websocket":      {"bot/chat/slack", "bot/chat/slack/slacktest"},
	"github.com/golang-jwt/jwt/v5":      {"bot/chat/teams"},
	"golang.org/x/oauth2":               {"bot/chat/teams"},
	"github.com/sashabaranov/go-openai": {"bot/llm"},
	"github.com/pressly/goose/v3":       {"store"},
	"github.com/alecthomas/kong":        {"cmd/throughline"},
	"github.com/schollz/progressbar":    {"cmd/throughline"},
	"github.com/google/go-cmp":          {"bot/chat/chattest"},
}

type listed struct {
	ImportPath string
	Imports    []string
	Standard   bool
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports,Standard", "throughline/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		var p listed
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

func TestLayers(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, "throughline/")
		allowed, known := layers[name]
		if !known {
			t.Errorf("%s has no place in the structure; give it one in layers", name)
			continue
		}
		for _, imp := range p.Imports {
			ours, isOurs := strings.CutPrefix(imp, "throughline/")
			switch {
			case isOurs && !slices.Contains(allowed, ours) && !slices.Contains(allowed, "*"):
				t.Errorf("%s imports %s, which its layer may not", name, ours)
			case slices.Contains(pure, name) && slices.Contains(impure, imp):
				t.Errorf("%s imports %s; it takes values and gives values", name, imp)
			case !isOurs && strings.Contains(strings.SplitN(imp, "/", 2)[0], ".") && !mayUse(name, imp):
				t.Errorf("%s imports %s, which belongs elsewhere", name, imp)
			}
		}
	}
}

func mayUse(name, imp string) bool {
	for module, users := range thirdParties {
		if imp == module || strings.HasPrefix(imp, module+"/") {
			return slices.Contains(users, "*") || slices.Contains(users, name)
		}
	}
	return false
}
