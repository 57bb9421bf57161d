package prompts

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/bot/chat"
)

func TestCommandWords(t *testing.T) {
	v := Voice{Locale: "en-GB"}
	want := []chat.Command{
		{Name: "update", About: "Report the metrics that are yours, in one form", Form: "checkin/report"},
		{Name: "owe", About: "What you still owe", Say: "What do I owe?"},
		{Name: "actions", About: "Your open actions", Say: "What are my actions?"},
		{Name: "map", About: "The strategy map, and how it stands", Say: "Show the strategy map"},
		{Name: "ask", About: "Ask anything: ask how does my team affect our vision?"},
	}
	if diff := cmp.Diff(want, v.Commands()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]chat.Command{{Name: "report", About: "Report this as a metric", Form: "checkin/quote"}}, v.Shortcuts()); diff != "" {
		t.Error(diff)
	}
	for _, c := range v.Shortcuts() {
		if len(c.About) > 24 {
			t.Errorf("%q is longer than a menu shows", c.About)
		}
	}
	var says []string
	for _, p := range v.FirstPrompts() {
		says = append(says, p.Say)
	}
	if diff := cmp.Diff([]string{"How does my work affect our vision?", "What do I owe?", "What is off track?", "Show the strategy map"}, says); diff != "" {
		t.Error(diff)
	}
}
