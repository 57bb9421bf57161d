package slack

import (
	"bytes"
	"encoding/json"
	goflag "flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"throughline/bot/chat"
	"throughline/bot/chat/chattest"
	"throughline/bot/chat/slack/slacktest"
)

// methodOf says which methods of the Web API a function of slack-go calls.
var methodOf = map[string]string{
	"AuthTestContext": "auth.test", "StartSocketModeContext": "apps.connections.open",
	"PostMessageContext": "chat.postMessage", "SendMessageContext": "chat.postMessage", "UpdateMessageContext": "chat.update",
	"say":                  "chat.postMessage chat.update", // ours
	"PostEphemeralContext": "chat.postEphemeral", "GetPermalinkContext": "chat.getPermalink",
	"OpenConversationContext": "conversations.open", "GetConversationInfoContext": "conversations.info",
	"GetConversationsContext": "conversations.list", "GetConversationsForUserContext": "users.conversations",
	"GetConversationHistoryContext": "conversations.history", "GetConversationRepliesContext": "conversations.replies",
	"GetUserInfoContext": "users.info", "GetUserByEmailContext": "users.lookupByEmail", "GetUserGroupsContext": "usergroups.list", "GetUserProfileContext": "users.profile.get",
	"GetTeamProfileContext": "team.profile.get", "GetTeamInfoContext": "team.info", "GetUsersContext": "users.list",
	"OpenViewContext": "views.open", "PushViewContext": "views.push", "UpdateViewContext": "views.update", "PublishViewContext": "views.publish",
	"GetUploadURLExternalContext": "files.getUploadURLExternal", "UploadToURL": "", "CompleteUploadExternalContext": "files.completeUploadExternal",
	"UploadFileContext": "files.getUploadURLExternal files.completeUploadExternal", "GetFileInfoContext": "files.info",
	"SetAssistantThreadsSuggestedPromptsContext": "assistant.threads.setSuggestedPrompts", "SetAssistantThreadsStatusContext": "assistant.threads.setStatus",
	"GetOAuthV2ResponseContext": "oauth.v2.access", "RefreshOAuthV2TokenContext": "oauth.v2.access",
}

// source returns the files of this package that are no tests.
func source(t *testing.T) []*ast.File {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var out []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, f)
	}
	return out
}

// used returns the methods that this package calls.
func used(t *testing.T) []string {
	t.Helper()
	client := reflect.TypeFor[*slack.Client]()
	var out []string
	for _, f := range source(t) {
		ast.Inspect(f, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			_, isCall := client.MethodByName(s.Sel.Name)
			method, known := methodOf[s.Sel.Name]
			if isCall && !known && strings.HasSuffix(s.Sel.Name, "Context") {
				t.Errorf("%s is called, and methodOf does not know which method that is", s.Sel.Name)
			}
			if known {
				out = append(out, strings.Fields(method)...)
			}
			return true
		})
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// TestScopesAreTheLeast holds the permissions to what the code does: every
// method it calls has a scope, and every scope is for something.
func TestScopesAreTheLeast(t *testing.T) {
	calls := used(t)
	listed := slices.Clone(free.methods)
	for _, s := range scopes {
		listed = append(listed, s.methods...)
		for _, m := range s.methods {
			if !slices.Contains(calls, m) {
				t.Errorf("%s is asked for because of %s, which nobody calls", s.name, m)
			}
		}
		for _, e := range s.events {
			if need := slacktest.EventScopes[e]; need != s.name {
				t.Errorf("the event %s needs %q, not %q", e, need, s.name)
			}
		}
		if s.why == "" || s.without == "" {
			t.Errorf("%s: say what it is for, and what is lost without", s.name)
		}
	}
	for _, m := range calls {
		if !slices.Contains(listed, m) {
			t.Errorf("%s is called, and no scope is asked for because of it", m)
		}
	}
	for _, m := range free.methods {
		if !slices.Contains(calls, m) {
			t.Errorf("%s is listed as free, and nobody calls it", m)
		}
	}
	for _, s := range BotScopes() {
		if !slices.Contains(slacktest.Scopes, s) {
			t.Errorf("the fake knows no scope %s", s)
		}
	}
}

// TestEventsAreHandled holds the events that are subscribed to to those that
// the code names.
func TestEventsAreHandled(t *testing.T) {
	named := map[string]bool{}
	for _, f := range source(t) {
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				named[strings.Trim(lit.Value, `"`)] = true
			}
			_, isScopes := n.(*ast.File)
			return isScopes || !isTable(n)
		})
	}
	for _, e := range botEvents() {
		kind, _, _ := strings.Cut(e, ".")
		if !named[kind] {
			t.Errorf("the app subscribes to %s, and no code names it", e)
		}
	}
	for kind := range slacktest.EventScopes {
		if named[kind] && !slices.Contains(botEvents(), kind) {
			t.Errorf("the code names the event %s, and the app does not subscribe to it", kind)
		}
	}
}

// isTable reports whether n declares the table of scopes itself.
func isTable(n ast.Node) bool {
	d, ok := n.(*ast.GenDecl)
	if !ok || d.Tok != token.VAR {
		return false
	}
	v, ok := d.Specs[0].(*ast.ValueSpec)
	return ok && (v.Names[0].Name == "scopes" || v.Names[0].Name == "free")
}

func blueprint() Blueprint {
	return Blueprint{
		Commands:  []chat.Command{{Name: "update", About: "Report your metrics", Form: "checkin/report"}, {Name: "owe", About: "What you owe", Say: "what do I owe?"}},
		Shortcuts: []chat.Command{{Name: "report", About: "Report this as a metric", Form: "checkin/quote"}},
		Prompts:   []chat.Prompt{{Title: "What do I owe?", Say: "what do I owe?"}},
	}
}

var updateManifest = goflag.Bool("update-manifest", false, "write the golden manifests anew")

func TestManifest(t *testing.T) {
	overHTTP := blueprint()
	overHTTP.PublicURL, overHTTP.Rotate = "https://throughline.example.org/", true
	for name, b := range map[string]Blueprint{"socket": blueprint(), "http": overHTTP} {
		t.Run(name, func(t *testing.T) {
			got, err := b.Manifest()
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", "manifest", name+".json")
			if *updateManifest {
				os.MkdirAll(filepath.Dir(path), 0o755)
				os.WriteFile(path, got, 0o644)
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			for _, fault := range manifestFaults(t, got) {
				t.Error(fault)
			}
		})
	}
}

// validate checks manifests with a schema that Slack publishes.
const validate = `
const fs = require('fs');
const [schema, ...files] = process.argv.slice(2);
const Ajv = require('ajv').default;
const check = new Ajv({strict: false, allErrors: true, logger: false}).compile(JSON.parse(fs.readFileSync(schema)));
for (const file of files) {
  if (!check(JSON.parse(fs.readFileSync(file)))) { console.log(file, JSON.stringify(check.errors)); process.exitCode = 1; }
}
`

func TestTheManifestsAreValidForSlacksSchema(t *testing.T) {
	modules := chattest.NodeModules(t, "testdata/npm")
	if modules == "" {
		return
	}
	dir := t.TempDir()
	if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	script := filepath.Join(dir, "validate.cjs")
	if err := os.WriteFile(script, []byte(validate), 0o600); err != nil {
		t.Fatal(err)
	}
	check := func(schema string, files ...string) (string, error) {
		out, err := exec.CommandContext(t.Context(), "node", append([]string{script, schema}, files...)...).CombinedOutput()
		return string(out), err
	}
	schemas, err := filepath.Glob("testdata/schema/manifest.schema.*.json")
	if err != nil || len(schemas) != 2 {
		t.Fatalf("%d schemas (%v)", len(schemas), err)
	}
	body, err := os.ReadFile("testdata/manifest/socket.json")
	if err != nil {
		t.Fatal(err)
	}
	wrong := filepath.Join(dir, "wrong.json")
	if err := os.WriteFile(wrong, bytes.Replace(body, []byte(`"display_information"`), []byte(`"display"`), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, schema := range schemas {
		if out, err := check(schema, "testdata/manifest/socket.json", "testdata/manifest/http.json"); err != nil {
			t.Errorf("%s: %v\n%s", schema, err, out)
		}
		if out, err := check(schema, wrong); err == nil || !strings.Contains(out, "display_information") {
			t.Errorf("%s takes a manifest without display_information: %v\n%s", schema, err, out)
		}
	}
}

// manifestFaults applies the limits of the official schema that a manifest of
// ours could break, in words.
func manifestFaults(t *testing.T, body []byte) []string {
	t.Helper()
	var m manifest
	if err := json.Unmarshal(body, &m); err != nil {
		t.Fatal(err)
	}
	var out []string
	within := func(what, text string, least, most int) {
		if n := len([]rune(text)); n < least || n > most {
			out = append(out, what+" has the wrong length")
		}
	}
	within("name", m.Display.Name, 1, 35)
	within("description", m.Display.Short, 1, 140)
	within("long_description", m.Display.Long, 175, 4000)
	within("agent_description", m.Features.Agent.About, 1, 300)
	for _, s := range m.Features.Shortcuts {
		within("shortcut", s.Name, 1, 24)
		within("shortcut description", s.About, 1, 150)
	}
	for _, c := range m.Features.Slash {
		within("command", c.Command, 2, 32)
		within("usage_hint", c.Hint, 1, 1000)
		if (c.URL == "") != m.Settings.Socket {
			out = append(out, "a command has an address where there is no Socket Mode, and only there")
		}
	}
	if strings.Contains(string(body), "assistant_view") {
		out = append(out, "assistant_view is closed to new apps")
	}
	return out
}

func TestManifestRefuses(t *testing.T) {
	for name, change := range map[string]func(*Blueprint){
		"a long name":                 func(b *Blueprint) { b.Name = strings.Repeat("x", 36) },
		"an address without https":    func(b *Blueprint) { b.PublicURL = "http://throughline.example.org" },
		"rotation in Socket Mode":     func(b *Blueprint) { b.Rotate = true },
		"a shortcut longer than menu": func(b *Blueprint) { b.Shortcuts[0].About = "Report a metric from this message" },
	} {
		b := blueprint()
		change(&b)
		if _, err := b.Manifest(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestScopesAreExplained holds the table of the documentation to the code.
func TestScopesAreExplained(t *testing.T) {
	doc, err := os.ReadFile("../../../docs/slack.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scopes {
		name := "`" + s.name + "`"
		if s.optional {
			name += " (optional)"
		}
		if row := "| " + name + " | " + s.why + " | " + s.without + " |"; !strings.Contains(string(doc), row) {
			t.Errorf("docs/slack.md lacks the row\n%s", row)
		}
	}
}
