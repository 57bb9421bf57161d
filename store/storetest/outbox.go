package storetest

import (
	"strings"
	"time"

	"throughline/bot/chat"
	"throughline/store"
)

func say(key, channel, text string) chat.Outgoing {
	return chat.Outgoing{Key: key, Place: chat.Place{Channel: channel}, Message: chat.Paragraph(text)}
}

func (b *bench) send(outs ...chat.Outgoing) {
	b.Helper()
	b.write(func(tx *store.Tx) error {
		for _, out := range outs {
			if err := tx.Send(b.ctx(), out); err != nil {
				return err
			}
		}
		return nil
	})
}

func (b *bench) claim() []chat.Queued {
	b.Helper()
	all, err := b.db.ClaimOutgoing(b.ctx(), time.Minute, 100)
	b.must(err)
	return all
}

// claimOne claims exactly one message.
func (b *bench) claimOne() chat.Queued {
	b.Helper()
	all := b.claim()
	if len(all) != 1 {
		b.Fatalf("claimed %q, want one message", b.texts(all))
	}
	return all[0]
}

func (b *bench) texts(all []chat.Queued) (out []string) {
	for _, q := range all {
		out = append(out, strings.TrimSpace(q.Message.Plain(nil)))
	}
	return out
}

func (b *bench) sent(q chat.Queued, ref string) {
	b.Helper()
	b.must(b.db.Sent(b.ctx(), q, ref))
}

func outgoingInOrder(b *bench) {
	b.send(say("k1", "#fleet", "one"), say("k2", "#fleet", "two"), say("k3", "#sales", "three"))
	got := b.claim()
	b.want("first of each lane", b.texts(got), "one", "three")
	b.want("while they are under way", b.texts(b.claim()))
	b.sent(got[1], "r3")
	b.want("the other lane is still under way", b.texts(b.claim()))
	b.sent(got[0], "r1")
	b.want("then the next", b.texts(b.claim()), "two")
	if got[0].Attempts != 1 || got[0].Key != "k1" || got[0].Place.Channel != "#fleet" || got[0].Ref != "" {
		b.Errorf("claimed %+v", got[0])
	}
}

func outgoingNamesBecomeIDs(b *bench) {
	b.send(say("k1", "#fleet", "one"), say("k2", "#fleet", "two"), say("k3", "C1", "three"))
	got := b.claim()
	b.want("nobody knows yet that both are one channel", b.texts(got), "one", "three")
	fleet := chat.Place{Service: "slack", Workspace: "T1", Channel: "C1"}
	for i := range got {
		got[i].Place = fleet
		b.sent(got[i], "r"+got[i].Key)
	}
	b.send(say("k4", "C1", "four"), say("k5", "#fleet", "five"))
	for _, want := range []string{"two", "four", "five"} {
		q := b.claimOne()
		b.want("in the order in which it was said", b.texts([]chat.Queued{q}), want)
		b.send(chat.Outgoing{Key: "a/" + want, Place: fleet, Message: chat.Paragraph("answer beside " + want)})
		a := b.claimOne()
		b.want("an answer waits for no announcement", b.texts([]chat.Queued{a}), "answer beside "+want)
		b.sent(a, "r"+a.Key)
		q.Place = fleet
		b.sent(q, "r"+q.Key)
	}
}

func outgoingEdits(b *bench) {
	b.send(say("round", "#fleet", "0 of 3 in"))
	b.send(say("round", "#fleet", "1 of 3 in"))
	q := b.claimOne()
	b.want("an unsent message is replaced", b.texts([]chat.Queued{q}), "1 of 3 in")
	b.send(say("round", "#fleet", "2 of 3 in"))
	b.send(say("round", "#fleet", "3 of 3 in"))
	b.sent(q, "r1")
	q = b.claimOne()
	if q.Ref != "r1" {
		b.Errorf("the edit goes to %q, want r1", q.Ref)
	}
	b.want("waiting edits are replaced", b.texts([]chat.Queued{q}), "3 of 3 in")
	b.sent(q, "r1")
	b.send(say("round", "#fleet", "3 of 3 in"))
	b.want("the same again is nothing new", b.texts(b.claim()))
	b.send(say("round", "#other", "all in"))
	if q = b.claimOne(); q.Place.Channel != "#fleet" || q.Ref != "r1" {
		b.Errorf("an edit goes to %+v %q; a message stays where it stands", q.Place, q.Ref)
	}
}

func outgoingThreads(b *bench) {
	reply := say("reply", "#fleet", "details")
	reply.Place.ThreadKey = "parent"
	elsewhere := reply
	elsewhere.Key, elsewhere.Place.Workspace = "elsewhere", "T2"
	b.send(say("parent", "#fleet", "verdict"), reply, elsewhere)
	parent := b.claimOne()
	b.want("the parent alone", b.texts([]chat.Queued{parent}), "verdict")
	b.sent(parent, "r7")
	for _, q := range b.claim() {
		if q.Place.Thread != "r7" || q.Place.ThreadKey != "" {
			b.Errorf("%s hangs from %+v, want r7", q.Key, q.Place)
		}
		b.sent(q, "r8")
	}
	orphan := say("orphan", "#fleet", "no parent")
	orphan.Place.ThreadKey = "never said"
	b.send(orphan)
	if q := b.claimOne(); q.Place.Thread != "" {
		b.Errorf("the orphan hangs from %+v", q.Place)
	}
	self := say("self", "#fleet", "x")
	self.Place.ThreadKey = "self"
	for _, wrong := range []chat.Outgoing{self, {Place: self.Place}} {
		if b.db.Write(b.ctx(), org, ana, func(tx *store.Tx) error { return tx.Send(b.ctx(), wrong) }) == nil {
			b.Errorf("%+v was queued", wrong)
		}
	}
}

func outgoingLeases(b *bench) {
	b.send(say("k1", "#fleet", "one"), say("k2", "#fleet", "two"))
	lost := b.claimOne()
	b.clock.Move(time.Minute)
	again := b.claimOne()
	b.want("after the lease", b.texts([]chat.Queued{again}), "one")
	if again.Attempts != 2 {
		b.Errorf("attempt %d, want 2", again.Attempts)
	}
	b.must(b.db.DeadOutgoing(b.ctx(), lost, "too late"))
	b.want("who lost it settles nothing", b.texts(b.claim()))
	b.sent(again, "r1")
	two := b.claimOne()
	b.want("and the lane goes on", b.texts([]chat.Queued{two}), "two")
	b.sent(two, "r2")
	b.send(reply("k3", "three"))
	b.want("the next, though it may have the number of the first", b.texts(b.claim()), "three")
	b.must(b.db.RetryOutgoing(b.ctx(), lost, b.clock.Now(), "far too late"))
	b.want("is not said again by who lost that", b.texts(b.claim()))
}

func reply(key, text string) chat.Outgoing {
	return chat.Outgoing{Key: key, Place: chat.Place{Service: "slack", Workspace: "T1", Channel: "C1"}, Message: chat.Paragraph(text)}
}

func (b *bench) claimFrom(db *store.DB) []string {
	b.Helper()
	all, err := db.ClaimOutgoing(b.ctx(), time.Minute, 100)
	b.must(err)
	return b.texts(all)
}

func answersAtOnce(b *bench) {
	b.claim() // there is somebody who sends
	b.send(reply("a", "fourty"), reply("a", "forty"), reply("b", "and fifty"))
	b.want("elsewhere it counts as under way", b.claimFrom(b.other))
	q := b.claimOne()
	b.want("as it was said last", b.texts([]chat.Queued{q}), "forty")
	if q.Attempts != 1 || q.Key != "a" || q.Org != org || q.Place.Channel != "C1" || q.Ref != "" {
		b.Errorf("claimed %+v", q)
	}
	b.want("one at a time", b.claimFrom(b.db))
	b.sent(q, "r1")
	b.sent(b.claimOne(), "r2")
	b.want("and no more than once", b.claimFrom(b.db))
	err := b.db.Write(b.ctx(), org, ana, func(tx *store.Tx) error {
		if err := tx.Send(b.ctx(), reply("c", "never said")); err != nil {
			return err
		}
		return tx.Send(b.ctx(), chat.Outgoing{})
	})
	if err == nil {
		b.Error("a message without a key was queued")
	}
	b.want("what failed says nothing", b.claimFrom(b.db))
}

func answersNotTaken(b *bench) {
	b.claim()
	b.send(reply("a", "forty"))
	b.clock.Move(40 * time.Second)
	b.want("too late to begin with it", b.claimFrom(b.db))
	b.clock.Move(20 * time.Second)
	q := b.claimOne()
	if q.Attempts != 2 {
		b.Errorf("attempt %d, want 2: it may have been said", q.Attempts)
	}
	b.sent(q, "r1")
	b.send(reply("b", "fifty"))
	b.want("it is being said", b.claimFrom(b.other))
	b.must(b.db.Close())
	b.clock.Move(time.Second)
	b.want("closed, it leaves to others what is left to say", b.claimFrom(b.other), "fifty")
}

func outgoingDies(b *bench) {
	b.send(say("k1", "#gone", "one"), say("k2", "#gone", "two"))
	b.must(b.db.DeadOutgoing(b.ctx(), b.claimOne(), "channel is archived"))
	dead, err := b.db.DeadLetters(b.ctx(), org)
	b.must(err)
	if len(dead) != 1 || dead[0].ID != "k1" || dead[0].Why != "channel is archived" || !strings.Contains(dead[0].Body, "one") {
		b.Errorf("dead letters: %+v", dead)
	}
	q := b.claimOne()
	b.want("the lane goes on", b.texts([]chat.Queued{q}), "two")
	b.sent(q, "r2")
	b.send(say("k1", "#here", "one"))
	if q = b.claimOne(); q.Place.Channel != "#here" || q.Ref != "" {
		b.Errorf("said again it goes to %+v %q", q.Place, q.Ref)
	}
	b.sent(q, "r1")
	if dead, err = b.db.DeadLetters(b.ctx(), org); err != nil || len(dead) != 0 {
		b.Errorf("it was said after all, but is still dead: %v %v", dead, err)
	}
}

func outgoingPatience(b *bench) {
	b.send(say("k1", "#fleet", "one"), say("k2", "#fleet", "two"))
	later := Start.Add(30 * time.Second)
	b.must(b.db.PostponeOutgoing(b.ctx(), b.claimOne(), later, "retry after 30s"))
	b.want("before its time", b.texts(b.claim()))
	b.clock.Move(30 * time.Second)
	q := b.claimOne()
	if q.Attempts != 1 {
		b.Errorf("attempt %d, want 1: being told to wait is no failure", q.Attempts)
	}
	b.must(b.db.RetryOutgoing(b.ctx(), q, b.clock.Now(), "connection reset"))
	if q = b.claimOne(); q.Attempts != 2 || q.Key != "k1" {
		b.Errorf("claimed %s, attempt %d, want k1, 2", q.Key, q.Attempts)
	}
}

func keysAt(b *bench) {
	b.send(say("round", "#fleet", "hello"), say("other", "#sales", "hello"),
		chat.Outgoing{Key: "dm", Place: chat.Place{Person: "ana"}, Message: chat.Paragraph("hi")})
	refs := map[string]string{"round": "r1", "other": "r1", "dm": "r2"}
	for _, q := range b.claim() {
		b.sent(q, refs[q.Key])
	}
	b.send(say("unsent", "#fleet", "later"))
	b.read(func(tx *store.Tx) error {
		for key, want := range map[string]string{"round": "#fleet r1", "dm": " r2", "unsent": "", "unknown": ""} {
			place, ref, ok, err := tx.PostedAt(b.ctx(), key)
			b.must(err)
			if got := place.Channel + " " + ref; ok != (want != "") || ok && got != want {
				b.Errorf("%s was posted at %q %v, want %q", key, got, ok, want)
			}
		}
		return nil
	})
	for _, c := range []struct {
		place chat.Place
		ref   string
		want  string
	}{
		{chat.Place{Service: "web", Channel: "#fleet"}, "r1", "round"},
		{chat.Place{Service: "web", Channel: "#sales"}, "r1", "other"},
		{chat.Place{Service: "web", Channel: "#ops"}, "r1", ""},
		{chat.Place{Service: "slack", User: "U123", Channel: "D1"}, "r2", "dm"},
		{chat.Place{Service: "slack", Channel: "C1"}, "r2", ""},
		{chat.Place{Channel: "#fleet"}, "r9", ""},
		{chat.Place{Channel: "#fleet"}, "", ""},
	} {
		b.read(func(tx *store.Tx) error {
			got, ok, err := tx.KeyAt(b.ctx(), c.place, c.ref)
			if got != c.want || ok != (c.want != "") {
				b.Errorf("KeyAt(%+v, %q) = %q, want %q", c.place, c.ref, got, c.want)
			}
			return err
		})
	}
}

func nextOutgoing(b *bench) {
	next := func(want time.Time) {
		b.Helper()
		got, ok, err := b.db.NextOutgoing(b.ctx())
		b.must(err)
		if ok == want.IsZero() || !got.Equal(want) {
			b.Errorf("next is %v %v, want %v", got, ok, want)
		}
	}
	next(time.Time{})
	b.send(say("k1", "#fleet", "one"), say("k2", "#fleet", "two"))
	if _, ok, err := b.db.NextOutgoing(b.ctx()); err != nil || !ok {
		b.Errorf("something is queued: %v %v", ok, err)
	}
	q := b.claimOne()
	next(Start.Add(time.Minute)) // when the lease ends
	b.must(b.db.RetryOutgoing(b.ctx(), q, Start.Add(time.Hour), "x"))
	next(Start.Add(time.Hour)) // what stands behind it does not count
}
