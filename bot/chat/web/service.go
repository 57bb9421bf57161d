package web

import (
	"context"
	"fmt"
	"strconv"

	"throughline/bot/chat"
)

var _ chat.Service = (*Workspace)(nil)

// Name returns "web".
func (s *Workspace) Name() string { return Name }

// Post says m at p as the bot. The same key is never posted twice: what stands
// there already keeps its ref and its words. A channel nobody has listed is
// made by speaking in it.
func (s *Workspace) Post(ctx context.Context, p chat.Place, key string, m chat.Message) (string, error) {
	room := roomOf(p)
	if room == "" || (p.Service != "" && p.Service != Name) {
		return "", fmt.Errorf("web: post %s: no place of this workspace: %+v", key, p)
	}
	thread, err := s.threadOf(ctx, room, p.Thread)
	if err != nil {
		return "", fmt.Errorf("web: post %s: %w", key, err)
	}
	e, _, err := s.Memory.Add(ctx, Entry{Key: "bot/" + key, Room: room, Thread: thread, At: s.Now(), Body: m})
	if err != nil {
		return "", fmt.Errorf("web: post %s in %s: %w", key, room, err)
	}
	s.waiting.wake()
	return e.Ref(), nil
}

// Update replaces what the bot said as ref.
func (s *Workspace) Update(ctx context.Context, p chat.Place, ref string, m chat.Message) error {
	e, err := s.entry(ctx, ref)
	if err != nil {
		return fmt.Errorf("web: update %q: %w", ref, err)
	}
	if e.From != "" {
		return fmt.Errorf("web: update %q: these are somebody else's words: %w", ref, ErrNoEntry)
	}
	if _, err := s.Memory.Replace(ctx, e.ID, m, s.Now()); err != nil {
		return fmt.Errorf("web: update %q: %w", ref, err)
	}
	s.waiting.wake()
	return nil
}

func (s *Workspace) entry(ctx context.Context, ref string) (Entry, error) {
	id, err := strconv.ParseInt(ref, 10, 64)
	if err != nil || id <= 0 {
		return Entry{}, ErrNoEntry
	}
	return s.Memory.Entry(ctx, id)
}

// threadOf returns the entry that a thread of room hangs from. Threads do not
// branch: to hang from a reply is to hang from what it replies to.
func (s *Workspace) threadOf(ctx context.Context, room, ref string) (int64, error) {
	if ref == "" {
		return 0, nil
	}
	e, err := s.entry(ctx, ref)
	switch {
	case err != nil:
		return 0, fmt.Errorf("thread %q: %w", ref, err)
	case e.Room != room:
		return 0, fmt.Errorf("thread %q is not in %s: %w", ref, room, ErrNoEntry)
	case e.Thread != 0:
		return e.Thread, nil
	}
	return e.ID, nil
}
