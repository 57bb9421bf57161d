package llm_test

import (
	"encoding/json"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"throughline/bot/llm"
)

// docs/model.md tells people what is sent. Every field of a request is on its
// list, and nothing is on the list that is never sent.
func TestThePublishedListIsWhatIsSent(t *testing.T) {
	page, err := os.ReadFile("../../docs/model.md")
	if err != nil {
		t.Fatal(err)
	}
	_, sent, _ := strings.Cut(string(page), "## What is sent")
	sent, _, _ = strings.Cut(sent, "**Never sent**")
	listed := map[string]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| (`.*?) \\|").FindAllStringSubmatch(sent, -1) {
		for _, name := range regexp.MustCompile("`([a-z_]+)`").FindAllStringSubmatch(row[1], -1) {
			listed[name[1]] = true
		}
	}
	used := map[string]bool{}
	for _, model := range []string{"test-model", "gpt-5-mini"} {
		body, err := llm.Config{Model: model}.Show(ferry(), "suppose Olu has 10% fewer", ana)
		if err != nil {
			t.Fatal(err)
		}
		var request map[string]json.RawMessage
		if err := json.Unmarshal(body, &request); err != nil {
			t.Fatal(err)
		}
		var messages []struct{ Role, Content string }
		if err := json.Unmarshal(request["messages"], &messages); err != nil || len(messages) != 2 {
			t.Fatalf("%d messages, %v", len(messages), err)
		}
		var object struct {
			Question json.RawMessage
			Numbers  json.RawMessage
			Things   []map[string]any
		}
		if err := json.Unmarshal([]byte(messages[1].Content), &object); err != nil {
			t.Fatal(err)
		}
		var outer map[string]any
		if err := json.Unmarshal([]byte(messages[1].Content), &outer); err != nil {
			t.Fatal(err)
		}
		note := func(names ...string) {
			for _, n := range names {
				used[n] = true
			}
		}
		note(slices.Collect(maps.Keys(request))...)
		note(slices.Collect(maps.Keys(outer))...)
		for _, thing := range object.Things {
			note(slices.Collect(maps.Keys(thing))...)
		}
	}
	for name := range used {
		if !listed[name] {
			t.Errorf("%q is sent and not on the list", name)
		}
	}
	for name := range listed {
		if !used[name] {
			t.Errorf("%q is on the list and never sent", name)
		}
	}
}
