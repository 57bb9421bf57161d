package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// TellLost says that a message can never be said where it was to go, and why, to
// whoever answers for the scorecard there: the head of the unit that talks in
// the channel, else the head of the whole. The same trouble in the same place is
// told once. A message to that very person is only logged.
func (r *Router[T]) TellLost(ctx context.Context, q chat.Queued, cause error) error {
	return r.Store.Write(ctx, q.Org, scorecard.Actor{From: "bot"}, func(tx T) error {
		s, err := tx.Snapshot(ctx, scorecard.DateOf(tx.Now()))
		if err != nil {
			return err
		}
		to := answersFor(s.Index, q.Place)
		if to == "" || q.Place.Private() && (q.Place.Person == string(to) || isUser(s.Person(to), q.Place)) {
			return nil
		}
		sum := sha256.Sum256([]byte(q.Place.Lane() + "\n" + cause.Error()))
		key := "lost/" + hex.EncodeToString(sum[:8])
		if first, err := tx.Claim(ctx, key); err != nil || !first {
			return err
		}
		voice := prompts.Voice{Locale: s.LocaleOf(to), Today: s.Today}
		m := chat.Paragraph(voice.Undeliverable(whereTo(s.Index, q.Place), cause.Error()))
		if !q.Place.Private() { // what was for one person's eyes stays unsaid
			m.Blocks = append(m.Blocks, chat.Text{Marked: voice.UndeliverableWas()}, chat.Quote{Text: shortened(q.Message.Plain(nil))})
		}
		return tx.Send(ctx, chat.Outgoing{Key: key, Place: chat.Place{Person: string(to)}, Message: m})
	})
}

// answersFor returns the head of the unit whose channel p is, or of the whole.
func answersFor(x *scorecard.Index, p chat.Place) scorecard.PersonID {
	for i := range x.Strategy.Units {
		u := &x.Strategy.Units[i]
		if u.Channel != "" && (u.Channel == p.Channel || u.Channel == p.Name) && x.Person(u.Head) != nil {
			return u.Head
		}
	}
	if root := x.Root(); root != nil && x.Person(root.Head) != nil {
		return root.Head
	}
	return ""
}

func isUser(p *scorecard.Person, place chat.Place) bool {
	return place.User != "" && (string(place.User) == string(p.ID) || p.Identities[place.Service] == string(place.User))
}

// whereTo names a place the way people do.
func whereTo(x *scorecard.Index, p chat.Place) string {
	if who := x.Person(scorecard.PersonID(p.Person)); who != nil {
		return who.Name
	}
	for _, name := range []string{p.Name, p.Channel, string(p.User)} {
		if name != "" {
			return name
		}
	}
	return p.Service
}

// lostWords is how many letters of a lost message are repeated.
const lostWords = 600

func shortened(s string) string {
	if r := []rune(s); len(r) > lostWords {
		return string(r[:lostWords]) + " …"
	}
	return s
}
