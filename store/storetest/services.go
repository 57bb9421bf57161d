package storetest

import (
	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/store"
)

// keysAtIDs: what was sent to a channel by name stands at the service under an id.
func keysAtIDs(b *bench) {
	b.send(say("k1", "#fleet", "one"))
	q := b.claimOne()
	q.Place.Service, q.Place.Workspace, q.Place.Channel = "slack", "T1", "C1"
	b.sent(q, "1.1")
	b.read(func(tx *store.Tx) error {
		key, ok, err := tx.KeyAt(b.ctx(), chat.Place{Service: "slack", Workspace: "T1", Channel: "C1"}, "1.1")
		if key != "k1" || !ok {
			b.Errorf("at C1 stands %q %v, want k1", key, ok)
		}
		if key, ok, _ := tx.KeyAt(b.ctx(), chat.Place{Service: "slack", Workspace: "T1", Channel: "C2"}, "1.1"); ok {
			b.Errorf("at C2 stands %q, want nothing", key)
		}
		return err
	})
	b.send(say("k1", "#fleet", "one, corrected"))
	b.read(func(tx *store.Tx) error {
		m, ok, err := tx.MessageAt(b.ctx(), chat.Place{Service: "slack", Workspace: "T1", Channel: "C1"}, "1.1")
		if got := m.Plain(nil); got != "one, corrected" || !ok {
			b.Errorf("at C1 is said %q %v, want the newest", got, ok)
		}
		if _, ok, _ := tx.MessageAt(b.ctx(), chat.Place{Service: "slack", Workspace: "T1", Channel: "C1"}, "9.9"); ok {
			b.Errorf("a message of somebody else's is taken for ours")
		}
		return err
	})
	if q := b.claimOne(); q.Place.Channel != "C1" || q.Ref != "1.1" {
		b.Errorf("the edit goes to %+v as %q, want to C1 as 1.1", q.Place, q.Ref)
	}
}

func profiles(b *bench) {
	ana := chat.Profile{Service: "slack", Workspace: "T1", User: "U1", Name: "Ana", Zone: "Europe/Berlin"}
	b.must(b.db.Meet(b.ctx(), org, ana))
	ana.Zone, ana.Groups = "Europe/Madrid", []string{"@fleet"}
	b.must(b.db.Meet(b.ctx(), org, ana))
	b.must(b.db.Meet(b.ctx(), org, chat.Profile{Service: "slack", Workspace: "T2", User: "U1", Name: "Another"}))
	b.must(b.db.Meet(b.ctx(), "elsewhere", chat.Profile{Service: "slack", Workspace: "T1", User: "U2"}))
	b.read(func(tx *store.Tx) error {
		got, ok, err := tx.Profile(b.ctx(), "slack", "T1", "U1")
		b.must(err)
		if !ok || got.Zone != "Europe/Madrid" || len(got.Groups) != 1 {
			b.Errorf("the profile is %+v %v", got, ok)
		}
		if _, ok, _ := tx.Profile(b.ctx(), "slack", "T1", "U2"); ok {
			b.Error("somebody of another organisation is known")
		}
		all, err := tx.Profiles(b.ctx(), "slack")
		if len(all) != 2 || all[0].Name != "Ana" || all[1].Name != "Another" {
			b.Errorf("everybody is %+v", all)
		}
		return err
	})
}

// zones: who has none in the strategy lives in the zone of their profile.
func zones(b *bench) {
	b.apply()
	s := b.snapshot(b.db)
	who := ""
	for _, p := range s.People {
		if p.Zone == "" {
			who = string(p.ID)
		}
	}
	if who == "" {
		b.Fatal("everybody has a zone")
	}
	b.write(func(tx *store.Tx) error {
		s, err := tx.Strategy(b.ctx())
		if err != nil {
			return err
		}
		for i := range s.People {
			if string(s.People[i].ID) == who {
				s.People[i].Identities = map[string]string{"slack": "T1/U1"}
			}
		}
		return tx.Apply(b.ctx(), s)
	})
	for _, zone := range []string{"Asia/Tokyo", "Europe/Madrid"} {
		b.must(b.db.Meet(b.ctx(), org, chat.Profile{Service: "slack", Workspace: "T1", User: "U1", Zone: zone, Locale: "es-ES"}))
		s := b.snapshot(b.db)
		if p := s.Person(scorecard.PersonID(who)); p.Zone != zone || p.Locale == "" {
			b.Errorf("%s lives in %q with %q, want %s", who, p.Zone, p.Locale, zone)
		}
	}
	b.read(func(tx *store.Tx) error {
		s, err := tx.Strategy(b.ctx())
		for _, p := range s.People {
			if string(p.ID) == who && p.Zone != "" {
				b.Errorf("the strategy itself says %q", p.Zone)
			}
		}
		return err
	})
}

func drawers(b *bench) {
	slack, teams := b.db.Drawer("slack"), b.db.Drawer("teams")
	b.must(slack.Put(b.ctx(), "installation", "T1", []byte("one")))
	b.must(slack.Put(b.ctx(), "installation", "T1", []byte("two")))
	b.must(slack.Put(b.ctx(), "installation", "T2", []byte("three")))
	b.must(teams.Put(b.ctx(), "installation", "T1", []byte("four")))
	b.must(slack.Drop(b.ctx(), "installation", "T2"))
	body, ok, err := b.db.Drawer("slack").Get(b.ctx(), "installation", "T1")
	b.must(err)
	if string(body) != "two" || !ok {
		b.Errorf("kept is %q %v, want two", body, ok)
	}
	all, err := slack.List(b.ctx(), "installation")
	b.must(err)
	if len(all) != 1 || string(all["T1"]) != "two" {
		b.Errorf("all is %q", all)
	}
	if _, ok, _ := slack.Get(b.ctx(), "installation", "T2"); ok {
		b.Error("what was dropped is still there")
	}
}
