package members

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// value names a proposal in its buttons: the unit, and which of its proposals.
func (p proposal) value() string { return fmt.Sprintf("%d/%s", p.Round, p.Unit) }

// key is that of the message which asks, and later says what was decided.
func (p proposal) key() string { return "members/" + p.value() }

// say puts m in the place of whatever was said of the proposal, for the eyes of
// whoever was asked.
func (p proposal) say(ctx context.Context, tx Store, m chat.Message) error {
	return tx.Send(ctx, chat.Outgoing{Key: p.key(), Place: chat.Place{Person: string(p.To)}, Message: m})
}

// Take handles the answer to a proposal. What a button says is looked up: only
// who was proposed is added, and only by somebody who may say so.
func (f *Feature) Take(ctx context.Context, tx Store, in chat.Incoming, who scorecard.PersonID) (bool, error) {
	if in.What != chat.Pressed || in.Action != addAction && in.Action != leaveAction {
		return false, nil
	}
	s, err := tx.Snapshot(ctx, scorecard.DateOf(tx.Now()))
	if err != nil {
		return false, err
	}
	voice := prompts.Voice{Locale: s.LocaleOf(who), Today: s.Today}
	_, unit, _ := strings.Cut(in.Value, "/")
	u := s.Unit(scorecard.UnitID(unit))
	if u == nil {
		return true, here(ctx, tx, in, voice.MembersGone())
	}
	p, err := recall(ctx, tx, u.ID)
	switch {
	case err != nil:
		return false, err
	case len(p.Users) == 0 || p.value() != in.Value:
		return true, here(ctx, tx, in, voice.MembersGone())
	case !mayDecide(s.Index, u, who):
		return true, here(ctx, tx, in, voice.MembersNotYours(u.Name))
	}
	said := voice.MembersLeft(u.Name, len(p.Users))
	if in.Action == addAction {
		if said, err = f.add(ctx, tx, s, u, p, voice); err != nil {
			return false, err
		}
	}
	p.Past, p.Users = append(p.Past, p.Users...), nil
	if err := p.remember(ctx, tx); err != nil {
		return false, err
	}
	return true, p.say(ctx, tx, chat.Paragraph(said))
}

func here(ctx context.Context, tx Store, in chat.Incoming, words string) error {
	return tx.Send(ctx, chat.Outgoing{Key: "members/" + in.Place.Service + "/" + in.ID, Place: in.Answer(), Message: chat.Paragraph(words)})
}

// add puts those who were proposed, and still may be, into the strategy as
// members of a unit.
func (f *Feature) add(ctx context.Context, tx Store, s *scorecard.Snapshot, u *scorecard.Unit, p proposal, v prompts.Voice) (string, error) {
	all, err := f.unknown(ctx, tx, s.Index)
	if err != nil {
		return "", err
	}
	next, err := tx.Strategy(ctx)
	if err != nil {
		return "", err
	}
	var names []string
	for _, who := range all {
		if slices.Contains(p.Users, userOf(who)) {
			next.People = append(next.People, person(next, u.ID, who))
			names = append(names, who.Name)
		}
	}
	if len(names) == 0 {
		return v.MembersGone(), nil
	}
	return v.MembersAdded(u.Name, names), tx.Apply(ctx, next)
}

// person is how a user stands in the strategy: by the identity that the service
// vouches for, under an id that nobody has.
func person(s *scorecard.Strategy, unit scorecard.UnitID, who chat.Profile) scorecard.Person {
	id := who.Workspace + "/" + string(who.User)
	if who.Workspace == "" {
		id = string(who.User)
	}
	return scorecard.Person{
		ID: freeID(s, who.Name), Name: who.Name, Email: who.Email, Units: []scorecard.UnitID{unit}, Identities: map[string]string{who.Service: id},
	}
}

// freeID makes an id of a name: "ana-ruiz", or "ana-ruiz-2" when that is taken.
func freeID(s *scorecard.Strategy, name string) scorecard.PersonID {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	base := strings.Join(words, "-")
	if base == "" {
		base = "person"
	}
	for n := 1; ; n++ {
		id := scorecard.PersonID(base)
		if n > 1 {
			id = scorecard.PersonID(fmt.Sprintf("%s-%d", base, n))
		}
		if !slices.ContainsFunc(s.People, func(p scorecard.Person) bool { return p.ID == id }) {
			return id
		}
	}
}
