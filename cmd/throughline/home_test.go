package main

import (
	"slices"
	"strings"
	"testing"

	"throughline/bot"
	"throughline/bot/chat"
	"throughline/bot/sample"
)

// Everybody in every example has a page of their own, and whatever is offered
// there to ask has an answer.
func TestEverybodyHasAHome(t *testing.T) {
	for _, example := range sample.Names() {
		t.Run(example, func(t *testing.T) {
			o := newDemo(t, example)
			s, err := o.snapshot(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			tied := 0
			for _, p := range s.People {
				user := chat.UserID(p.ID)
				in := chat.Incoming{What: chat.Opened, Place: chat.Place{Service: bot.LocalService, User: user}, From: user}
				home, err := o.bot.Router.Home(t.Context(), in)
				if err != nil {
					t.Fatal(err)
				}
				text := home.Plain(nil)
				if !strings.HasPrefix(text, "My numbers\n") || !strings.Contains(text, "My actions\n") {
					t.Errorf("home of %s:\n%s", p.Name, text)
				}
				if strings.Contains(text, "How my work ties to the strategy") {
					tied++
				}
				offered, err := o.bot.Router.Prompts(t.Context(), in)
				if err != nil {
					t.Fatal(err)
				}
				if len(offered) < 2 || slices.ContainsFunc(offered, func(q chat.Prompt) bool { return len(q.Title) > 75 }) {
					t.Errorf("%s is offered %q", p.Name, offered)
				}
			}
			if tied*2 < len(s.People) {
				t.Errorf("the work of %d of %d people is tied to the strategy", tied, len(s.People))
			}
		})
	}
}
