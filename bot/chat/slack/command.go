package slack

import (
	"cmp"
	"context"
	"strings"
	"time"

	"throughline/bot/chat"
)

// command takes a slash command and returns what only the person sees.
func (a *App) command(ctx context.Context, body []byte) (answer any, err error) {
	var s commanded
	if err := lenient(body, &s); err != nil || s.User == "" {
		a.cfg.Log.Warn("Slack sent what cannot be read", "err", err, "bytes", len(body))
		return nil, nil
	}
	words := strings.TrimSpace(unescape(s.Text))
	first, rest, _ := strings.Cut(words, " ")
	rest = strings.TrimSpace(rest)
	if first == "" || strings.EqualFold(first, "help") && rest == "" {
		return whisper(a.help(s.Command)), nil
	}
	for _, c := range a.cfg.Commands {
		if !strings.EqualFold(c.Name, first) {
			continue
		}
		if c.Form != "" {
			in := s.incoming(chat.Pressed, a.cfg.Now())
			in.Action, in.Value = c.Form, rest
			a.openForm(ctx, s.Trigger, in, "")
			return nil, nil
		}
		return a.asked(ctx, s, strings.TrimSpace(c.Say+" "+rest))
	}
	return a.asked(ctx, s, words)
}

// incoming is what somebody did by a command, where they gave it.
func (s commanded) incoming(what chat.What, now time.Time) chat.Incoming {
	kind := ""
	if s.Name == "directmessage" {
		kind = "im"
	}
	return chat.Incoming{
		ID: s.workspace() + "/command/" + s.Trigger, What: what, From: chat.UserID(s.User), At: now.UTC(),
		Place: place(s.workspace(), s.Channel, kind, s.User),
	}
}

// asked takes words as a question in the person's direct conversation.
func (a *App) asked(ctx context.Context, s commanded, words string) (answer any, err error) {
	in := s.incoming(chat.Said, a.cfg.Now())
	in.Text = words
	if !in.Place.Private() {
		in.Place = place(s.workspace(), "", "im", s.User)
	}
	if err := a.take(ctx, arrival{In: in}); err != nil {
		return nil, err
	}
	return whisper("> " + escape(clip(words, maxWhisper)) + "\n" + answeredElsewhere), nil
}

// help lists what can follow the command; it fits on a screen.
func (a *App) help(command string) string {
	var b strings.Builder
	for _, c := range a.cfg.Commands {
		b.WriteString("`" + escape(cmp.Or(command, slashCommand)+" "+c.Name) + "`  " + escape(c.About) + "\n")
	}
	b.WriteString(orAsk)
	return b.String()
}

const maxWhisper = 300

// A whispered text is seen by the person alone.
type whispered struct {
	Type string `json:"response_type"`
	Text string `json:"text"`
}

func whisper(text string) whispered { return whispered{"ephemeral", text} }
