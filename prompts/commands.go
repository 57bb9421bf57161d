package prompts

import "throughline/bot/chat"

// Commands returns what stands after the bot's slash command, with a line of
// help for each.
func (v Voice) Commands() []chat.Command {
	return []chat.Command{
		{Name: "update", About: v.say("commands/update", nil), Form: "checkin/report"},
		{Name: "owe", About: v.say("commands/owe", nil), Say: v.say("commands/owe-say", nil)},
		{Name: "actions", About: v.say("commands/actions", nil), Say: v.say("commands/actions-say", nil)},
		{Name: "map", About: v.say("commands/map", nil), Say: v.say("commands/map-say", nil)},
		{Name: "ask", About: v.say("commands/ask", nil)},
	}
}

// Shortcuts returns what stands in the menu of a message; at most 24 characters each.
func (v Voice) Shortcuts() []chat.Command {
	return []chat.Command{{Name: "report", About: v.say("commands/report", nil), Form: "checkin/quote"}}
}

// FirstPrompts returns the questions that are offered before anything is known
// of whoever asks.
func (v Voice) FirstPrompts() []chat.Prompt {
	var out []chat.Prompt
	for _, name := range []string{"commands/first-tie", "commands/owe-say", "commands/first-off", "commands/map-say"} {
		say := v.say(name, nil)
		out = append(out, chat.Prompt{Title: say, Say: say})
	}
	return out
}
