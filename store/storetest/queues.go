package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
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
	b.must(b.db.FailIncoming(b.ctx(), "web/1", "boom", Start.Add(time.Minute), false))
	b.want("while it waits to be tried again", b.waiting())
	b.clock.Move(time.Minute)
	b.want("when its time has come", b.waiting(), "first")
	all, err := b.db.Waiting(b.ctx(), 1)
	b.must(err)
	if all[0].Attempts != 1 {
		b.Errorf("%d attempts, want 1", all[0].Attempts)
	}
	b.must(b.db.FailIncoming(b.ctx(), "web/1", "boom again", b.clock.Now(), true))
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
	b.must(b.db.FailIncoming(b.ctx(), "web/1", "too late", b.clock.Now(), true))
	if dead, err := b.db.DeadIncoming(b.ctx(), org); err != nil || len(dead) != 0 {
		b.Errorf("what was handled died after: %v %v", dead, err)
	}
	b.want("said", b.texts(b.claim()))
}

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
	b.want("and the lane goes on", b.texts(b.claim()), "two")
}

func outgoingDies(b *bench) {
	b.send(say("k1", "#gone", "one"), say("k2", "#gone", "two"))
	b.must(b.db.DeadOutgoing(b.ctx(), b.claimOne(), "channel is archived"))
	dead, err := b.db.DeadLetters(b.ctx(), org)
	b.must(err)
	if len(dead) != 1 || dead[0].ID != "k1" || dead[0].Why != "channel is archived" {
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

func organisationsNeverMeet(b *bench) {
	b.apply()
	other := scorecard.OrgID("ashdown")
	write := func(org scorecard.OrgID, f func(*store.Tx) error) {
		b.Helper()
		b.must(b.db.Write(b.ctx(), org, ana, f))
	}
	fill := func(text string) func(*store.Tx) error {
		return func(tx *store.Tx) error {
			s := Strategy(tx.Org())
			s.Vision.Text = text
			b.must(tx.Apply(b.ctx(), s))
			r := reading("m_otd", "2026-W47", fmt.Sprint(len(text)))
			_, err := tx.Record(b.ctx(), r)
			b.must(err)
			for _, claimed := range []func() (bool, error){
				func() (bool, error) {
					return tx.OpenAsk(b.ctx(), scorecard.Ask{Key: "ask/m_otd/2026-W47", Person: "ana", Note: text})
				},
				func() (bool, error) { return tx.Freeze(b.ctx(), "digest/1", []byte(text)) },
				func() (bool, error) { return tx.Claim(b.ctx(), "round/1") },
			} {
				if first, err := claimed(); err != nil || !first {
					b.Errorf("%s: taken by the other organisation: %v", tx.Org(), err)
				}
			}
			b.must(tx.Remember(b.ctx(), "talk", []byte(text), time.Time{}))
			b.must(tx.CountGap(b.ctx(), text))
			b.must(tx.SaveDecision(b.ctx(), scorecard.Decision{ID: "d1", Review: "monthly", On: "2026-11-26", Text: text}))
			return tx.Send(b.ctx(), say("round", "#fleet", text))
		}
	}
	write(org, fill("ours"))
	write(other, fill("theirs"))
	for _, o := range []scorecard.OrgID{org, other} {
		first, err := b.db.Receive(b.ctx(), o, in("1", "#fleet", string(o)))
		if err != nil || !first {
			b.Errorf("%s: what came in was swallowed by the other: %v", o, err)
		}
		_, first, err = b.db.Workspace(o).Add(b.ctx(), chat.Entry{Key: "k", Room: "#fleet"})
		if err != nil || !first {
			b.Errorf("%s: the workspace is shared: %v", o, err)
		}
	}
	for o, want := range map[scorecard.OrgID]string{org: "ours", other: "theirs"} {
		b.must(b.db.Read(b.ctx(), o, func(tx *store.Tx) error {
			b.want(string(o), everything(b, tx), slices.Repeat([]string{want}, 8)...)
			return nil
		}))
	}
	b.want("what came in", b.waiting(), string(org), string(other))
	b.want("what goes out", b.texts(b.claim()), "ours", "theirs")
}

// everything reads back what the organisations have written, in every way.
func everything(b *bench, tx *store.Tx) (out []string) {
	s, err := tx.Snapshot(b.ctx(), "2026-11-23")
	b.must(err)
	h, _ := s.Histories["m_otd"].Latest()
	all, err := tx.Readings(b.ctx(), "m_otd")
	b.must(err)
	if len(all) != 1 || h.Value.String() != fmt.Sprint(len(s.Vision.Text)) {
		b.Errorf("%s: readings are %+v", tx.Org(), all)
	}
	out = append(out, s.Vision.Text)
	then, err := tx.StrategyAt(b.ctx(), tx.Now())
	b.must(err)
	out = append(out, then.Vision.Text)
	asks, err := tx.LiveAsks(b.ctx())
	b.must(err)
	for _, a := range asks {
		out = append(out, a.Note)
	}
	_, frozen, _, err := tx.LastFrozen(b.ctx(), "digest/")
	b.must(err)
	talk, _, err := tx.Recall(b.ctx(), "talk")
	b.must(err)
	out = append(out, string(frozen), string(talk))
	gaps, err := tx.Gaps(b.ctx())
	b.must(err)
	for _, g := range gaps {
		out = append(out, g.What)
	}
	decisions, err := tx.Decisions(b.ctx(), "monthly", "")
	b.must(err)
	for _, d := range decisions {
		out = append(out, d.Text)
	}
	entries, err := tx.JournalOf(b.ctx(), "decision/monthly")
	b.must(err)
	for _, e := range entries {
		out = append(out, e.After)
	}
	return out
}
