package bot_test

import (
	"context"
	"testing"

	"throughline/bot"
	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/store"
)

func (h *house) strategy(t *testing.T, change func(*scorecard.Strategy)) {
	t.Helper()
	h.write(t, func(tx *store.Tx) error {
		s, err := tx.Strategy(t.Context())
		if err != nil {
			return err
		}
		change(s)
		return tx.Apply(t.Context(), s)
	})
}

func TestWhoSpeaks(t *testing.T) {
	const workspace = "T1"
	ana := func(s *scorecard.Strategy) *scorecard.Person { return &s.People[0] }
	for _, c := range []struct {
		name    string
		set     func(*scorecard.Strategy)
		profile chat.Profile
		outside bool
		channel string
		want    string
	}{
		{name: "by user id", set: func(s *scorecard.Strategy) { ana(s).Identities = map[string]string{"slack": "U1"} }, want: "ana"},
		{name: "by workspace and user id", set: func(s *scorecard.Strategy) { ana(s).Identities = map[string]string{"slack": "T1/U1"} }, want: "ana"},
		{name: "another workspace", set: func(s *scorecard.Strategy) { ana(s).Identities = map[string]string{"slack": "T2/U1"} }},
		{name: "by e-mail", set: func(s *scorecard.Strategy) { ana(s).Email = "Ana@acme.example" }, profile: chat.Profile{Email: "ana@acme.example"}, want: "ana"},
		{name: "e-mail of a guest", set: func(s *scorecard.Strategy) { ana(s).Email = "ana@acme.example" }, profile: chat.Profile{Email: "ana@acme.example", Outside: true}},
		{name: "e-mail of somebody who is known by id", set: func(s *scorecard.Strategy) {
			ana(s).Email, ana(s).Identities = "ana@acme.example", map[string]string{"slack": "U9"}
		}, profile: chat.Profile{Email: "ana@acme.example"}},
		{name: "in a shared channel", set: func(s *scorecard.Strategy) { ana(s).Identities = map[string]string{"slack": "U1"} }, outside: true, channel: "#partners"},
		{name: "in a shared channel that is allowed", set: func(s *scorecard.Strategy) {
			ana(s).Identities, s.Organisation.SharedChannels = map[string]string{"slack": "U1"}, []string{"#partners"}
		}, outside: true, channel: "#partners", want: "ana"},
	} {
		t.Run(c.name, func(t *testing.T) {
			heard := "nobody"
			h := newHouse(t, bot.Feature[*store.Tx]{Name: "f", Take: func(_ context.Context, _ *store.Tx, _ chat.Incoming, who scorecard.PersonID) (bool, error) {
				heard = string(who)
				return true, nil
			}})
			h.strategy(t, c.set)
			c.profile.Service, c.profile.Workspace, c.profile.User = "slack", workspace, "U1"
			if err := h.Router.Meet(t.Context(), c.profile); err != nil {
				t.Fatal(err)
			}
			in := chat.Incoming{ID: "1", Place: chat.Place{Service: "slack", Workspace: workspace, Channel: "C1", Name: c.channel},
				From: "U1", Text: "hello", Mention: true, Outside: c.outside}
			if err := h.Router.Receive(t.Context(), in); err != nil {
				t.Fatal(err)
			}
			h.settle(t)
			if c.want == "" {
				c.want = "nobody"
			}
			if heard != c.want {
				t.Errorf("taken for %q, want %q", heard, c.want)
			}
		})
	}
}

func TestAnOutsiderIsToldSoOnceAndOnlyWhenSpeakingToTheBot(t *testing.T) {
	h := newHouse(t, bot.Feature[*store.Tx]{Name: "f", Take: echo})
	for _, in := range []chat.Incoming{
		{ID: "1", Text: "secret?", Mention: true}, {ID: "2", Text: "among ourselves"}, {ID: "3", What: chat.Joined},
	} {
		in.Place, in.From, in.Outside = chat.Place{Service: "slack", Channel: "C1"}, "U7", true
		if err := h.Router.Receive(t.Context(), in); err != nil {
			t.Fatal(err)
		}
	}
	h.settle(t)
	if len(h.service.said) != 1 {
		t.Errorf("said %q, want one refusal", h.service.said)
	}
}

func TestAWelcomeIsSaidOnceInAPlace(t *testing.T) {
	h := newHouse(t, bot.Feature[*store.Tx]{Name: "f", Take: echo})
	for _, id := range []string{"1", "2"} {
		in := chat.Incoming{ID: id, What: chat.Joined, Place: chat.Place{Service: "slack", Channel: "C1"}, From: "U7"}
		if err := h.Router.Receive(t.Context(), in); err != nil {
			t.Fatal(err)
		}
		h.settle(t)
	}
	if len(h.service.said) != 1 {
		t.Errorf("said %q, want one welcome", h.service.said)
	}
}

func TestHomeAndPromptsComeFromTheFeatures(t *testing.T) {
	h := newHouse(t, bot.Feature[*store.Tx]{
		Name: "f",
		Home: func(_ context.Context, _ *store.Tx, _ chat.Incoming, who scorecard.PersonID) ([]chat.Block, error) {
			return []chat.Block{chat.Heading{Text: "For " + string(who)}}, nil
		},
		Prompts: func(context.Context, *store.Tx, chat.Incoming, scorecard.PersonID) ([]chat.Prompt, error) {
			return make([]chat.Prompt, 6), nil
		},
	})
	in := chat.Incoming{Place: chat.Place{Service: "web", User: "ana"}, From: "ana"}
	home, err := h.Router.Home(t.Context(), in)
	if err != nil || home.Plain(nil) != "For ana" {
		t.Errorf("home is %q (%v)", home.Plain(nil), err)
	}
	prompts, err := h.Router.Prompts(t.Context(), in)
	if err != nil || len(prompts) != 4 {
		t.Errorf("%d prompts (%v), want four", len(prompts), err)
	}
	in.From = "nobody"
	if home, err = h.Router.Home(t.Context(), in); err != nil || len(home.Blocks) != 1 {
		t.Errorf("home of a stranger is %q (%v)", home.Plain(nil), err)
	}
	if prompts, err = h.Router.Prompts(t.Context(), in); err != nil || len(prompts) != 0 {
		t.Errorf("prompts of a stranger: %v (%v)", prompts, err)
	}
}
