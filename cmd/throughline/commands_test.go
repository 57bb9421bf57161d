package main

import (
	"testing"

	"throughline/bot"
	"throughline/bot/chat"
	"throughline/prompts"
)

// Every form that a command or a shortcut names can be opened.
func TestCommandsOpenTheirForms(t *testing.T) {
	o := newDemo(t, "logistics")
	v := prompts.Voice{Locale: "en"}
	for _, c := range append(v.Commands(), v.Shortcuts()...) {
		if c.Form == "" {
			if c.Say == "" && c.Name != "ask" && c.Name != "help" {
				t.Errorf("%s does nothing", c.Name)
			}
			continue
		}
		in := chat.Incoming{What: chat.Pressed, Action: c.Form, Value: "On-time delivery 94%", Place: chat.Place{Service: bot.LocalService, User: "ana"}, From: "ana"}
		form, err := o.bot.Router.Form(t.Context(), in)
		if err != nil || len(form.Fields) == 0 || form.Action == "" {
			t.Errorf("%s opens %+v (%v)", c.Name, form, err)
		}
	}
}
