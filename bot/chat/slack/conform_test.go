package slack

import (
	"cmp"
	"context"
	"testing"

	"throughline/bot/chat"
	"throughline/bot/chat/chattest"
)

// TestService holds the adapter to what every chat service promises.
func TestService(t *testing.T) {
	chattest.Run(t, func(t *testing.T) chattest.Fixture {
		var s *stage
		s = newStage(t, func(c *Config) {
			c.People = func(_ context.Context, _, person string) (chat.UserID, bool) {
				return chat.UserID(s.ana.ID), person == chattest.Person
			}
		})
		return chattest.Fixture{
			Service: s.app,
			Channel: chat.Place{Service: Service, Channel: s.fleet.ID},
			Direct:  chat.Place{Service: Service, User: chat.UserID(s.ana.ID)},
			Read: func(ref string) (string, bool) {
				words, ok := s.Words(ref)
				return words + s.rest(ref), ok
			},
			Posted: func(p chat.Place) int {
				n := 0
				for _, m := range s.Messages(cmp.Or(string(p.User), p.Channel)) {
					if m.Only == "" {
						n++
					}
				}
				return n
			},
		}
	})
}

// rest returns the words that hang from a message: what Slack does not take in
// one is continued there.
func (s *stage) rest(ref string) string {
	words := ""
	for _, where := range []string{s.fleet.ID, s.ana.ID} {
		for _, m := range s.Messages(where) {
			if m.Thread == ref {
				part, _ := s.Words(m.TS)
				words += "\n" + part
			}
		}
	}
	return words
}
