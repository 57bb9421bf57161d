package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"throughline/bot/chat"
	"throughline/store"
)

func in(id, channel, text string) chat.Incoming {
	return chat.Incoming{ID: id, Place: chat.Place{Service: "web", Channel: channel}, From: "ana", Text: text, At: Start}
}

func (b *bench) receive(in chat.Incoming) bool {
	b.Helper()
	first, err := b.db.Receive(b.ctx(), org, in)
	b.must(err)
	return first
}

// waiting returns the texts of what waits.
func (b *bench) waiting() (texts []string) {
	b.Helper()
	all, err := b.db.Waiting(b.ctx(), 100)
	b.must(err)
	for _, e := range all {
		texts = append(texts, e.Incoming.Text)
	}
	return texts
}

func (b *bench) done(id string) {
	b.Helper()
	b.write(func(tx *store.Tx) error { return tx.DoneIncoming(b.ctx(), id) })
}

func (b *bench) want(what string, got []string, want ...string) {
	b.Helper()
	if !slices.Equal(got, want) {
		b.Errorf("%s: got %q, want %q", what, got, want)
	}
}

func incomingOnce(b *bench) {
	said := in("7", "#fleet", "4.2% because the promo ended")
	said.Mention, said.Fields = true, map[string]string{"m_otd": "4,2"}
	if !b.receive(said) || b.receive(said) {
		b.Error("the same thing delivered twice was not known the second time")
	}
	all, err := b.db.Waiting(b.ctx(), 10)
	b.must(err)
	if len(all) != 1 || all[0].ID != "web/7" || all[0].Org != org {
		b.Fatalf("waiting: %+v", all)
	}
	b.same(all[0].Incoming, said)
	b.done("web/7")
	if b.receive(said) {
		b.Error("what was handled was taken again")
	}
	b.want("after it was handled", b.waiting())
}

func incomingInOrder(b *bench) {
	for i := range 3 {
		b.receive(in(fmt.Sprint("f", i), "#fleet", fmt.Sprint("fleet ", i)))
		b.receive(in(fmt.Sprint("s", i), "#sales", fmt.Sprint("sales ", i)))
	}
	b.want("at first", b.waiting(), "fleet 0", "sales 0")
	b.done("web/f0")
	b.want("after one", b.waiting(), "sales 0", "fleet 1")
	one, err := b.db.Waiting(b.ctx(), 1)
	b.must(err)
	if len(one) != 1 {
		b.Errorf("asked for one, got %d", len(one))
	}
}

func incomingFails(b *bench) {
	b.receive(in("1", "#fleet", "first"))
	b.receive(in("2", "#fleet", "second"))
	b.must(b.db.FailIncoming(b.ctx(), "elsewhere", "web/1", "not ours", Start.Add(time.Hour), true))
	b.must(b.db.FailIncoming(b.ctx(), org, "web/1", "boom", Start.Add(time.Minute), false))
	b.want("while it waits to be tried again", b.waiting())
	b.clock.Move(time.Minute)
	b.want("when its time has come", b.waiting(), "first")
	all, err := b.db.Waiting(b.ctx(), 1)
	b.must(err)
	if all[0].Attempts != 1 {
		b.Errorf("%d attempts, want 1", all[0].Attempts)
	}
	b.must(b.db.FailIncoming(b.ctx(), org, "web/1", "boom again", b.clock.Now(), true))
	b.want("after the first was put aside", b.waiting(), "second")
	dead, err := b.db.DeadIncoming(b.ctx(), org)
	b.must(err)
	if len(dead) != 1 || dead[0].ID != "web/1" || dead[0].Why != "boom again" || dead[0].Attempts != 2 || !strings.Contains(dead[0].Body, "first") {
		b.Errorf("dead letters: %+v", dead)
	}
}

func incomingHandledOnce(b *bench) {
	b.receive(in("1", "#fleet", "4.2"))
	b.done("web/1")
	err := b.other.Write(b.ctx(), org, ana, func(tx *store.Tx) error {
		b.must(tx.Send(b.ctx(), say("echo", "#fleet", "twice")))
		return tx.DoneIncoming(b.ctx(), "web/1")
	})
	if !errors.Is(err, store.ErrHandled) {
		b.Errorf("handling it again: %v, want ErrHandled", err)
	}
	b.must(b.db.FailIncoming(b.ctx(), org, "web/1", "too late", b.clock.Now(), true))
	if dead, err := b.db.DeadIncoming(b.ctx(), org); err != nil || len(dead) != 0 {
		b.Errorf("what was handled died after: %v %v", dead, err)
	}
	b.want("said", b.texts(b.claim()))
}

func incomingTaken(b *bench) {
	take := func(want bool, m chat.Incoming) {
		b.Helper()
		b.write(func(tx *store.Tx) error {
			free, err := tx.TakeIncoming(b.ctx(), m)
			if free != want {
				b.Errorf("%s %q may be handled: %v, want %v", m.ID, m.Text, free, want)
			}
			return err
		})
	}
	take(true, in("1", "#fleet", "4.2"))
	take(false, in("1", "#fleet", "4.2"))
	b.want("handled", b.waiting())
	if first, err := b.db.Receive(b.ctx(), org, in("1", "#fleet", "4.2")); err != nil || first {
		b.Errorf("delivered again it is new: %v %v", first, err)
	}
	b.receive(in("2", "#fleet", "waits"))
	take(false, in("3", "#fleet", "comes after it"))
	take(true, in("4", "#sales", "elsewhere"))
	b.want("what waits", b.waiting(), "waits")
	b.done("web/2")
	take(true, in("3", "#fleet", "comes after it"))
}
