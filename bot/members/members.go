package members

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"throughline/bot/chat"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// Store is what the feature needs of a transaction.
type Store interface {
	Now() time.Time
	Snapshot(ctx context.Context, today scorecard.Date) (*scorecard.Snapshot, error)
	Strategy(ctx context.Context) (*scorecard.Strategy, error)
	Apply(ctx context.Context, s *scorecard.Strategy) error
	Profiles(ctx context.Context, service string) ([]chat.Profile, error)
	Send(ctx context.Context, out chat.Outgoing) error
	Remember(ctx context.Context, key string, body []byte, until time.Time) error
	Recall(ctx context.Context, key string) ([]byte, bool, error)
}

// A Feature proposes people from the teams and groups of chat services.
type Feature struct {
	Services []string // whose users are looked at
}

const (
	lookEvery = 10 * time.Minute // people are looked for
	together  = 25               // people of one proposal; the others come after its answer
	between   = 7 * 24 * time.Hour
	lookedKey = "members/looked" // what is remembered of the last look

	addAction   = "members/add"
	leaveAction = "members/leave"
)

// A proposal is who was proposed to be added to a unit.
type proposal struct {
	Unit  scorecard.UnitID   `json:"unit"`
	To    scorecard.PersonID `json:"to"`    // who was asked
	Users []user             `json:"users"` // of the proposal that waits for an answer; none: none does
	Past  []user             `json:"past"`  // whose proposal is answered
	Round int                `json:"round"` // how many proposals there were
	At    time.Time          `json:"at"`    // of the last
}

// A user is an account at a service.
type user struct {
	Service   string      `json:"service"`
	Workspace string      `json:"workspace"`
	ID        chat.UserID `json:"id"`
}

func userOf(p chat.Profile) user { return user{p.Service, p.Workspace, p.User} }

// A look is when people were last looked for, and who was found.
type look struct {
	At    time.Time `json:"at"`
	Found []user    `json:"found"`
}

// Tick looks for people who may be added, every ten minutes, and proposes them
// when whoever heads their unit is at work: once a week for a unit at most, and
// not as long as a question is open. A service tells of a team one by one, so
// nobody is proposed before two looks have found the same.
func (f *Feature) Tick(ctx context.Context, tx Store) error {
	var last look
	body, _, err := tx.Recall(ctx, lookedKey)
	if err == nil && body != nil {
		err = json.Unmarshal(body, &last)
	}
	if err != nil || tx.Now().Sub(last.At) < lookEvery {
		return err
	}
	s, err := tx.Snapshot(ctx, scorecard.DateOf(tx.Now()))
	if err != nil {
		return err
	}
	all, err := f.unknown(ctx, tx, s.Index)
	if err != nil {
		return err
	}
	now := look{At: tx.Now()}
	for _, p := range all {
		now.Found = append(now.Found, userOf(p))
	}
	if body, err = json.Marshal(now); err == nil {
		err = tx.Remember(ctx, lookedKey, body, time.Time{})
	}
	if err != nil || len(all) == 0 || !slices.Equal(now.Found, last.Found) {
		return err
	}
	for i := range s.Units {
		if err := propose(ctx, tx, s, &s.Units[i], all); err != nil {
			return err
		}
	}
	return nil
}

// unknown returns the users of our own organisation that the strategy does not
// know.
func (f *Feature) unknown(ctx context.Context, tx Store, x *scorecard.Index) (out []chat.Profile, err error) {
	for _, service := range f.Services {
		all, err := tx.Profiles(ctx, service)
		if err != nil {
			return nil, err
		}
		for _, p := range all {
			if mayJoin(x, p) {
				out = append(out, p)
			}
		}
	}
	return out, nil
}

// mayJoin reports whether somebody could be added: no guest, nobody of another
// organisation, nobody who is there already.
func mayJoin(x *scorecard.Index, p chat.Profile) bool {
	return !p.Outside && !p.Gone && p.Name != "" && x.PersonBehind(p.Service, p.Workspace, string(p.User), p.Email) == nil
}

// belongs reports whether somebody is in the team that talks in a unit's channel,
// or in one of its user groups.
func belongs(u *scorecard.Unit, p chat.Profile) bool {
	return slices.ContainsFunc(p.Groups, func(g string) bool {
		return slices.ContainsFunc(u.Groups, func(own string) bool { return strings.EqualFold(own, g) }) ||
			u.Channel != "" && strings.EqualFold(u.Channel, g)
	})
}

// propose says to the head of a unit who could be added to it, unless they were
// told of them before.
func propose(ctx context.Context, tx Store, s *scorecard.Snapshot, u *scorecard.Unit, all []chat.Profile) error {
	head := decides(s.Index, u)
	if head == "" || !schedule.Free(s.Index, head, tx.Now()).Equal(tx.Now()) {
		return nil
	}
	p, err := recall(ctx, tx, u.ID)
	if err != nil || len(p.Users) > 0 || !p.At.IsZero() && tx.Now().Sub(p.At) < between {
		return err
	}
	var fresh []chat.Profile
	for _, who := range all {
		if lowest(s.Index, who) == u.ID && !slices.Contains(p.Past, userOf(who)) && len(fresh) < together {
			fresh = append(fresh, who)
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	p.To, p.At, p.Round = head, tx.Now(), p.Round+1
	for _, who := range fresh {
		p.Users = append(p.Users, userOf(who))
	}
	if err := p.remember(ctx, tx); err != nil {
		return err
	}
	voice := prompts.Voice{Locale: s.LocaleOf(head), Today: s.Today}
	return p.say(ctx, tx, asked(voice, u, p, fresh))
}

// lowest returns the unit that somebody is proposed for: of those they belong to
// the one that has the most above it.
func lowest(x *scorecard.Index, who chat.Profile) (best scorecard.UnitID) {
	deepest := -1
	for i := range x.Strategy.Units {
		u := &x.Strategy.Units[i]
		if n := len(x.UnitsAbove(u.ID)); n > deepest && belongs(u, who) {
			best, deepest = u.ID, n
		}
	}
	return best
}

// decides returns who may say who belongs to a unit: its head, else the nearest
// above, else the first who may edit the strategy.
func decides(x *scorecard.Index, u *scorecard.Unit) scorecard.PersonID {
	for at, steps := u, 0; at != nil && steps < len(x.Strategy.Units)+1; at, steps = x.Unit(at.Parent), steps+1 {
		if p := x.Person(at.Head); p != nil && p.Role != scorecard.Guest {
			return p.ID
		}
	}
	for _, p := range x.Strategy.People {
		if p.Role == scorecard.Editor {
			return p.ID
		}
	}
	return ""
}

// mayDecide reports whether somebody's word on a unit counts: that of its head,
// of a head above, or of an editor.
func mayDecide(x *scorecard.Index, u *scorecard.Unit, who scorecard.PersonID) bool {
	p := x.Person(who)
	if p == nil || p.Role == scorecard.Guest {
		return false
	}
	for at, steps := u, 0; at != nil && steps < len(x.Strategy.Units)+1; at, steps = x.Unit(at.Parent), steps+1 {
		if at.Head == who {
			return true
		}
	}
	return p.Role == scorecard.Editor
}

// asked is the question to the head of a unit.
func asked(v prompts.Voice, u *scorecard.Unit, p proposal, people []chat.Profile) chat.Message {
	var names []string
	for _, who := range people {
		names = append(names, who.Name)
	}
	return chat.Say(
		chat.Text{Marked: v.MembersFound(u.Name, whereOf(u, people[0]), len(people))},
		chat.Text{Marked: v.MembersNames(names)},
		chat.Note{Marked: v.MembersMeans()},
		chat.Buttons{Buttons: []chat.Button{
			{Label: v.MembersAdd(len(people)), Action: addAction, Value: p.value(), Style: chat.Primary},
			{Label: v.MembersLeave(), Action: leaveAction, Value: p.value()},
		}},
	)
}

// whereOf names where a person was found.
func whereOf(u *scorecard.Unit, who chat.Profile) string {
	for _, g := range who.Groups {
		if slices.ContainsFunc(u.Groups, func(own string) bool { return strings.EqualFold(own, g) }) {
			return g
		}
	}
	return u.Channel
}

func recall(ctx context.Context, tx Store, unit scorecard.UnitID) (p proposal, err error) {
	body, ok, err := tx.Recall(ctx, "members/of/"+string(unit))
	if err != nil || !ok {
		return proposal{Unit: unit}, err
	}
	return p, json.Unmarshal(body, &p)
}

func (p proposal) remember(ctx context.Context, tx Store) error {
	body, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return tx.Remember(ctx, "members/of/"+string(p.Unit), body, time.Time{})
}
