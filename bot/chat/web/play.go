package web

import (
	"context"
	"fmt"

	"throughline/bot/chat"
)

// Play lets somebody simulated speak as though they had typed it. The token is
// the caller's; what is played again under the same one is said once.
func (s *Workspace) Play(ctx context.Context, who chat.UserID, p chat.Place, token, text string) error {
	dir, err := s.Directory(ctx)
	if err != nil {
		return fmt.Errorf("web: play: %w", err)
	}
	g := saying{dir: dir, speaker: dir.person(who), room: roomOf(p), text: text, token: token}
	thread, err := s.threadOf(ctx, g.room, p.Thread)
	if err != nil {
		return fmt.Errorf("web: play: %w", err)
	}
	e, _, err := s.Memory.Add(ctx, Entry{
		Key: "play/" + token, Room: g.room, Thread: thread, From: who, At: s.Now(), Body: chat.Paragraph(marked(text, dir)),
	})
	if err != nil {
		return fmt.Errorf("web: play: %w", err)
	}
	s.waiting.wake()
	in := g.incoming(chat.Said, e)
	in.ID = "play/" + token
	return s.Door.Receive(ctx, in)
}
