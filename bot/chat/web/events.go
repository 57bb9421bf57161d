package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"throughline/bot/chat"
)

// listeners are the open streams. They are told only that something is new, and
// look up themselves what: nothing is lost when one is slow or comes back late.
type listeners struct {
	mu  sync.Mutex
	all map[chan struct{}]bool
}

func (l *listeners) join() chan struct{} {
	c := make(chan struct{}, 1)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all == nil {
		l.all = map[chan struct{}]bool{}
	}
	l.all[c] = true
	return c
}

func (l *listeners) leave(c chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.all, c)
}

func (l *listeners) wake() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.all {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}

const (
	clockBeat = 400 * time.Millisecond // how often a stream looks at the clock bar
	lifeBeat  = 20 * time.Second       // how often a quiet stream says that it is alive
	batch     = 100                    // entries fetched at once
)

// A follower is one open browser: who looks, at which room, and how far it is told.
type follower struct {
	s       *Workspace
	w       http.ResponseWriter
	speaker chat.UserID
	room    string
	back    string
	told    int64  // number of the last change sent
	clock   string // state of the clock bar sent
	unread  string
}

// stream sends what changes to a browser until it goes away: server-sent events
// "entry", "unread" and "clock". Each entry carries its change number as the
// event's id; a browser that reconnects says the last it saw and gets the rest.
func (s *Workspace) stream(w http.ResponseWriter, r *http.Request) {
	dir, ok := s.directory(w, r)
	if !ok {
		return
	}
	f := &follower{s: s, w: w, speaker: speakerOf(r, dir).ID, room: r.FormValue("room"), back: backTo(r)}
	if f.room != "" && !mayRead(f.room, f.speaker) {
		http.Error(w, "You take no part in this conversation.", http.StatusForbidden)
		return
	}
	f.told = lastSeen(r)
	w.Header().Set("Content-Type", "text/event-stream")
	// A stream has no end to its patience; the browser going away ends it.
	_ = http.NewResponseController(w).SetReadDeadline(time.Time{})
	news := s.waiting.join()
	defer s.waiting.leave(news)
	clock, life := time.NewTicker(clockBeat), time.NewTicker(lifeBeat)
	defer clock.Stop()
	defer life.Stop()
	fmt.Fprint(w, "retry: 1000\n\n")
	for err := f.catchUp(r); err == nil; {
		select {
		case <-r.Context().Done():
			return
		case <-s.closed.Done():
			return
		case <-news:
			err = f.catchUp(r)
		case <-clock.C:
			err = f.tellClock(r)
		case <-life.C:
			err = f.send("", "", "alive")
		}
	}
}

// lastSeen is the number of the last change that a browser has.
func lastSeen(r *http.Request) int64 {
	last := r.Header.Get("Last-Event-ID")
	if last == "" {
		last = r.FormValue("after")
	}
	n, err := strconv.ParseInt(last, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// catchUp sends everything since the last change told.
func (f *follower) catchUp(r *http.Request) error {
	dir, err := f.s.Directory(r.Context())
	if err != nil {
		return f.send("", "", "directory unreadable")
	}
	for {
		news, err := f.s.Memory.Since(r.Context(), f.told, batch)
		if err != nil {
			return err
		}
		for _, e := range news {
			if err := f.tell(r, dir, e); err != nil {
				return err
			}
			f.told = e.Change
		}
		if len(news) < batch {
			break
		}
	}
	if err := f.tellUnread(r, dir); err != nil {
		return err
	}
	return f.tellClock(r)
}

// An entryEvent is what the script needs to put an entry in its place.
type entryEvent struct {
	Ref    string `json:"ref"`
	Thread string `json:"thread,omitempty"`
	HTML   string `json:"html"`
}

// tell sends e if it belongs to the room on show, and with a reply also what it
// hangs from, whose count of replies has changed.
func (f *follower) tell(r *http.Request, dir Directory, e Entry) error {
	if f.room == "" || e.Room != f.room {
		return nil
	}
	p := &painter{dir: dir, speaker: f.speaker}
	if e.Thread != 0 {
		root, err := f.s.Memory.Entry(r.Context(), e.Thread)
		if err != nil {
			return err
		}
		if err := f.tellEntry(p, root, 0); err != nil {
			return err
		}
	}
	if e.ID == e.Change {
		if err := f.s.Memory.MarkSeen(r.Context(), f.speaker, e.Room, e.ID); err != nil {
			return err
		}
	}
	return f.tellEntry(p, e, e.Change)
}

func (f *follower) tellEntry(p *painter, e Entry, id int64) error {
	var html bytes.Buffer
	if err := pages.ExecuteTemplate(&html, "entry", p.entry(e)); err != nil {
		return err
	}
	ev := entryEvent{Ref: e.Ref(), HTML: html.String()}
	if e.Thread != 0 {
		ev.Thread = Entry{ID: e.Thread}.Ref()
	}
	mark := ""
	if id != 0 {
		mark = strconv.FormatInt(id, 10)
	}
	return f.sendJSON(mark, "entry", ev)
}

// tellUnread sends how much is new in the rooms of the sidebar, if that changed.
func (f *follower) tellUnread(r *http.Request, dir Directory) error {
	rooms, err := f.s.Memory.Rooms(r.Context(), f.speaker)
	if err != nil {
		return err
	}
	unread := map[string]int{}
	for room, n := range rooms {
		if mayRead(room, f.speaker) {
			unread[roomPath(room, f.speaker)] = n
		}
	}
	body, err := json.Marshal(unread)
	if err != nil || string(body) == f.unread {
		return err
	}
	f.unread = string(body)
	return f.send("", "unread", f.unread)
}

// tellClock sends the clock bar when it has changed.
func (f *follower) tellClock(r *http.Request) error {
	if f.s.Clock == nil {
		return nil
	}
	dir, err := f.s.Directory(r.Context())
	if err != nil {
		return f.send("", "", "directory unreadable")
	}
	v := f.s.clockNow(zoneOf(dir), f.back)
	if v.state() == f.clock {
		return nil
	}
	f.clock = v.state()
	var html bytes.Buffer
	if err := pages.ExecuteTemplate(&html, "clock", v); err != nil {
		return err
	}
	return f.sendJSON("", "clock", map[string]any{"html": html.String(), "moving": v.Moving})
}

func (f *follower) sendJSON(id, event string, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return f.send(id, event, string(body))
}

// send writes one event; without a name it is a comment, which keeps a
// connection open and is not seen by anyone.
func (f *follower) send(id, event, data string) error {
	rc := http.NewResponseController(f.w)
	_ = rc.SetWriteDeadline(time.Now().Add(patience))
	var err error
	switch {
	case event == "":
		_, err = fmt.Fprintf(f.w, ": %s\n\n", data)
	case id == "":
		_, err = fmt.Fprintf(f.w, "event: %s\ndata: %s\n\n", event, data)
	default:
		_, err = fmt.Fprintf(f.w, "id: %s\nevent: %s\ndata: %s\n\n", id, event, data)
	}
	if err != nil {
		return err
	}
	return rc.Flush()
}
