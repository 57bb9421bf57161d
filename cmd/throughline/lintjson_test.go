package main

import (
	"encoding/json"
	"testing"

	"throughline/bot/outline"
)

// TestLintJSONNames holds what programs read of a finding: names in small
// letters, how grave it is, and its code.
func TestLintJSONNames(t *testing.T) {
	data, err := json.Marshal(findingJSON{"warning", outline.Finding{Problem: outline.Problem{File: "a.yaml", Line: 3, Code: "no-action"}, Cause: outline.Resources}})
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"severity", "file", "line", "column", "where", "message", "fix", "cause", "code"} {
		if _, ok := got[name]; !ok {
			t.Errorf("no %q in %s", name, data)
		}
	}
	if len(got) != 9 {
		t.Errorf("other names than those nine in %s", data)
	}
}
