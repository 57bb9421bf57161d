package slack

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"throughline/bot/chat/chattest"
)

// Slack's own types of blocks and views, in their published version, take all
// that is drawn. Charts are newer than the types; their limits are held by the
// rules of this package.
func TestSlacksTypesTakeEveryDrawing(t *testing.T) {
	files, err := filepath.Glob("testdata/golden/*.json")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d golden drawings (%v)", len(files), err)
	}
	modules := chattest.NodeModules(t, "testdata/npm")
	if modules == "" {
		return
	}
	dir := t.TempDir()
	if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	var names []string
	write := func(name, source string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for i, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("%02d-%s.ts", i, strings.TrimSuffix(filepath.Base(file), ".json"))
		write(name, asTypeScript(t, body))
		names = append(names, name)
	}
	write("bad.ts", "import type {KnownBlock} from '@slack/types';\nexport const c: KnownBlock[] = [{type: 'section', txt: 'x'}];\n")
	if out, err := chattest.TypeCheck(t, dir, "bad.ts"); err == nil {
		t.Errorf("a block that is none was taken: %s", out)
	}
	if out, err := chattest.TypeCheck(t, dir, names...); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// asTypeScript writes a golden drawing as TypeScript: the messages of a page, or a view.
func asTypeScript(t *testing.T, body []byte) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("import type {KnownBlock, View} from '@slack/types';\n")
	var pages []struct {
		Blocks []json.RawMessage `json:"blocks"`
	}
	if json.Unmarshal(body, &pages) != nil {
		fmt.Fprintf(&b, "export const view: View = %s;\n", without(t, body))
		return b.String()
	}
	for i, p := range pages {
		blocks, err := json.Marshal(p.Blocks)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "export const page%d: KnownBlock[] = %s;\n", i, without(t, blocks))
	}
	return b.String()
}

// without leaves the charts out of a view or a list of blocks.
func without(t *testing.T, body []byte) []byte {
	t.Helper()
	var blocks []json.RawMessage
	if json.Unmarshal(body, &blocks) != nil {
		var view map[string]json.RawMessage
		if err := json.Unmarshal(body, &view); err != nil {
			t.Fatal(err)
		}
		view["blocks"] = without(t, view["blocks"])
		out, err := json.Marshal(view)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	kept := []json.RawMessage{}
	for _, b := range blocks {
		var kind struct {
			Type string `json:"type"`
		}
		if err := json.Unmarshal(b, &kind); err != nil {
			t.Fatal(err)
		}
		if kind.Type != "data_visualization" {
			kept = append(kept, b)
		}
	}
	out, err := json.Marshal(kept)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
