package storetest

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"throughline/bot/chat"
)

func workspaceKeeps(b *bench) {
	w := b.db.Workspace(org)
	add := func(key, room string, thread int64, from chat.UserID, text string) chat.Entry {
		b.Helper()
		e, first, err := w.Add(b.ctx(), chat.Entry{Key: key, Room: room, Thread: thread, From: from, At: b.clock.Now(), Body: chat.Paragraph(text)})
		b.must(err)
		if !first {
			b.Errorf("%s is not new", key)
		}
		b.clock.Move(time.Second)
		return e
	}
	one := add("k1", "#fleet", 0, "", "who has the numbers?")
	two := add("k2", "#fleet", one.ID, "ana", "92")
	three := add("k3", "@ana", 0, "ana", "what do I owe?")
	if one.ID != 1 || two.ID != 2 || three.Change != 3 {
		b.Errorf("numbers are %d, %d, %d", one.ID, two.ID, three.Change)
	}
	again, first, err := w.Add(b.ctx(), chat.Entry{Key: "k1", Room: "#other"})
	if err != nil || first || again.Room != "#fleet" || again.Replies != 1 || !again.LastReply.Equal(two.At) {
		b.Errorf("adding a known key gave %+v %v %v", again, first, err)
	}
	edited, err := w.Replace(b.ctx(), 1, chat.Paragraph("1 of 2 in"), b.clock.Now())
	if err != nil || edited.Change != 4 || edited.ID != 1 || !edited.Edited.Equal(b.clock.Now()) {
		b.Errorf("replaced: %+v %v", edited, err)
	}
	add("k4", "#fleet", 0, "", "next")
	b.entries("timeline", "1 5")(w.Timeline(b.ctx(), "#fleet", 0, 10))
	b.entries("newest", "5")(w.Timeline(b.ctx(), "#fleet", 0, 1))
	b.entries("before", "1")(w.Timeline(b.ctx(), "#fleet", 5, 10))
	b.entries("thread", "2")(w.Thread(b.ctx(), 1))
	b.entries("since", "3 1 5")(w.Since(b.ctx(), 2, 10))
	b.entries("since, two", "3 1")(w.Since(b.ctx(), 2, 2))
	if last, err := w.Last(b.ctx()); last != 5 || err != nil {
		b.Errorf("last is %d %v", last, err)
	}
	b.must(w.MarkSeen(b.ctx(), "ana", "#fleet", 2))
	b.must(w.MarkSeen(b.ctx(), "ana", "#fleet", 1))
	seen, err := w.Seen(b.ctx(), "ana", "#fleet")
	b.must(err)
	rooms, err := w.Rooms(b.ctx(), "ana")
	b.must(err)
	if got := fmt.Sprint(seen, rooms); got != "2 map[#fleet:1 @ana:0]" {
		b.Errorf("seen and unseen: %s", got)
	}
	if _, err := w.Entry(b.ctx(), 99); !errors.Is(err, chat.ErrNoEntry) {
		b.Errorf("an entry that is not there: %v", err)
	}
	if _, err := w.Replace(b.ctx(), 99, chat.Message{}, Start); !errors.Is(err, chat.ErrNoEntry) {
		b.Errorf("replacing what is not there: %v", err)
	}
}

func (b *bench) entries(what, want string) func([]chat.Entry, error) {
	return func(all []chat.Entry, err error) {
		b.Helper()
		var got []string
		for _, e := range all {
			got = append(got, e.Ref())
		}
		if s := strings.Join(got, " "); s != want || err != nil {
			b.Errorf("%s is %q %v, want %q", what, s, err, want)
		}
	}
}
