package web

import (
	"context"
	"slices"
	"sync"
	"time"

	"throughline/bot/chat"
)

var _ Memory = (*memory)(nil)

// A memory keeps entries for the tests only: the workspace proper is given one
// that is stored.
type memory struct {
	mu      sync.Mutex
	counter int64
	entries []Entry
	seen    map[string]int64
}

func (m *memory) next() int64 { m.counter++; return m.counter }

func (m *memory) filled(e Entry) Entry {
	for _, r := range m.entries {
		if r.Thread == e.ID {
			e.Replies++
			e.LastReply = r.At
		}
	}
	return e
}

func (m *memory) find(keep func(Entry) bool) []Entry {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []Entry
	for _, e := range m.entries {
		if keep(e) {
			out = append(out, m.filled(e))
		}
	}
	return out
}

func (m *memory) Add(_ context.Context, e Entry) (Entry, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, old := range m.entries {
		if old.Key == e.Key {
			return m.filled(old), false, nil
		}
	}
	e.ID = m.next()
	e.Change = e.ID
	m.entries = append(m.entries, e)
	return e, true, nil
}

func (m *memory) Replace(_ context.Context, id int64, body chat.Message, at time.Time) (Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := range m.entries {
		if e := &m.entries[i]; e.ID == id {
			e.Body, e.Edited, e.Change = body, at, m.next()
			return m.filled(*e), nil
		}
	}
	return Entry{}, ErrNoEntry
}

func (m *memory) Entry(_ context.Context, id int64) (Entry, error) {
	if found := m.find(func(e Entry) bool { return e.ID == id }); len(found) > 0 {
		return found[0], nil
	}
	return Entry{}, ErrNoEntry
}

func (m *memory) Timeline(_ context.Context, room string, before int64, n int) ([]Entry, error) {
	list := m.find(func(e Entry) bool { return e.Room == room && e.Thread == 0 && (before == 0 || e.ID < before) })
	return list[max(0, len(list)-n):], nil
}

func (m *memory) Thread(_ context.Context, id int64) ([]Entry, error) {
	return m.find(func(e Entry) bool { return e.Thread == id }), nil
}

func (m *memory) Since(_ context.Context, change int64, n int) ([]Entry, error) {
	list := m.find(func(e Entry) bool { return e.Change > change })
	slices.SortFunc(list, func(a, b Entry) int { return int(a.Change - b.Change) })
	return list[:min(n, len(list))], nil
}

func (m *memory) Last(context.Context) (int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.counter, nil
}

func (m *memory) Rooms(_ context.Context, user chat.UserID) (map[string]int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := map[string]int{}
	for _, e := range m.entries {
		out[e.Room] += 0
		if e.From != user && e.ID > m.seen[string(user)+e.Room] {
			out[e.Room]++
		}
	}
	return out, nil
}

func (m *memory) Seen(_ context.Context, user chat.UserID, room string) (int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.seen[string(user)+room], nil
}

func (m *memory) MarkSeen(_ context.Context, user chat.UserID, room string, id int64) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.seen == nil {
		m.seen = map[string]int64{}
	}
	m.seen[string(user)+room] = max(id, m.seen[string(user)+room])
	return nil
}
