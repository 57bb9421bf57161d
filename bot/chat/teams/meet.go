package teams

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"throughline/bot/chat"
)

const (
	knownFor   = 24 * time.Hour  // a person, until they are looked up again
	roomFor    = time.Hour       // who is in a group chat
	teamAgain  = 5 * time.Minute // the least time between two listings of a team
	rosterTime = 2 * time.Minute // for reading the roster of a large team
)

// A person is somebody as Teams tells of them.
type person struct {
	Account string      // "29:…", by which this bot names them; empty: nobody vouches for them
	User    chat.UserID // their object id
	Name    string
	Outside bool // a guest, or of another tenant
}

// meet returns who sent something, from memory or from the roster of the
// conversation, and lets their host know them. Whose a direct conversation is, its
// own roster has to say: what is for them alone will go there.
func (a *App) meet(ctx context.Context, r reference, x arrival) (person, error) {
	key := x.In.Place.Workspace + "/" + string(x.In.From)
	if r.Kind == personal {
		key = inDirect(key, r.ID)
	}
	if p, ok := a.people.fresh(key, a.cfg.Now()); ok && p.Account == x.Account.ID {
		return p, nil
	}
	m, err := a.wire.member(ctx, r, x.Account.ID)
	if refused := (refusal{}); errors.As(err, &refused) && refused.Status == 404 {
		return stranger(x), nil
	}
	if err != nil {
		return person{}, failure("ask who somebody is", err)
	}
	if m.Object != "" && !strings.EqualFold(m.Object, string(x.In.From)) {
		return stranger(x), nil // the roster knows the account as somebody else
	}
	m.ID, m.Object = x.Account.ID, string(x.In.From)
	p, err := a.introduce(ctx, r, m, chat.Profile{Locale: x.Locale, Zone: x.Zone})
	if err == nil {
		a.people.put(key, p, a.cfg.Now().Add(knownFor))
	}
	return p, err
}

// inDirect is the key of somebody in a direct conversation.
func inDirect(key, conversation string) string { return key + " in " + conversation }

// stranger is somebody for whom the roster does not vouch.
func stranger(x arrival) person {
	return person{User: x.In.From, Name: x.Account.Name, Outside: true}
}

// introduce tells the host of the tenant who a member is, and remembers it.
func (a *App) introduce(ctx context.Context, r reference, m member, also chat.Profile) (person, error) {
	p := person{Account: m.ID, User: chat.UserID(m.Object), Name: m.Name, Outside: m.outside(r.Tenant)}
	host, ok := a.cfg.Host(ctx, r.Tenant)
	if !ok || p.User == "" {
		return p, nil
	}
	id := r.Tenant + "/" + m.Object
	var k kept
	if _, err := a.book.get(ctx, accountKind, id, &k); err != nil {
		return p, err
	}
	k.tell(m, also, r.Team)
	k.Email, k.Outside = m.address(), p.Outside
	if err := host.Meet(ctx, k.profile(r.Tenant, p.User)); err != nil {
		return p, err
	}
	if err := a.book.put(ctx, accountKind, id, k); err != nil {
		return p, err
	}
	a.people.put(id, p, a.cfg.Now().Add(knownFor))
	return p, nil
}

// left tells the host that somebody is in a team no more.
func (a *App) left(ctx context.Context, c conversation, who account) error {
	host, ok := a.cfg.Host(ctx, c.Tenant)
	k, known, err := a.book.account(ctx, c.Tenant, chat.UserID(who.Object))
	if err != nil || !ok || !known || k.Teams[c.Team] == nil {
		return err
	}
	delete(k.Teams, c.Team)
	if err := host.Meet(ctx, k.profile(c.Tenant, chat.UserID(who.Object))); err != nil {
		return err
	}
	return a.book.put(ctx, accountKind, c.Tenant+"/"+who.Object, k)
}

// outside reports whether a member is a guest, anonymous, or of another tenant.
func (m member) outside(tenant string) bool {
	return m.Role != "" && !strings.EqualFold(m.Role, "user") || m.Tenant != "" && !strings.EqualFold(m.Tenant, tenant) ||
		strings.Contains(strings.ToUpper(m.Principal), "#EXT#")
}

// address returns the e-mail address that the directory vouches for.
func (m member) address() string {
	if m.Email != "" {
		return m.Email
	}
	return m.Principal
}

// outsiders reports whether people of other organisations read a conversation: a
// channel that is shared, or a group chat with one of them in it.
func (a *App) outsiders(ctx context.Context, r reference) (bool, error) {
	if r.Kind != groupChat {
		return r.Shared, nil
	}
	if outside, ok := a.rooms.fresh(r.ID, a.cfg.Now()); ok {
		return outside, nil
	}
	all, err := a.wire.members(ctx, r)
	if err != nil {
		return false, failure("ask who is in a chat", err)
	}
	outside := false
	for _, m := range all {
		outside = outside || m.outside(r.Tenant)
	}
	a.rooms.put(r.ID, outside, a.cfg.Now().Add(roomFor))
	return outside, nil
}

// nameOf returns what a channel is called; empty when nobody tells.
func (a *App) nameOf(ctx context.Context, r reference) string {
	if r.Name != "" || r.Kind != channel || r.Team == "" {
		return r.Name
	}
	if err := a.list(ctx, r); err != nil {
		a.cfg.Log.Warn("teams: the channels of a team are not known", "team", r.Team, "err", err)
		return ""
	}
	again, _, err := a.book.reference(ctx, r.ID)
	if err != nil {
		return ""
	}
	return again.Name
}

// list notes the channels of the team that r is in, unless that was done just now.
func (a *App) list(ctx context.Context, r reference) error {
	if _, done := a.teams.fresh(r.Team, a.cfg.Now()); done {
		return nil
	}
	_, channels, err := a.wire.team(ctx, r)
	if err != nil {
		return failure("list the channels of a team", err)
	}
	for _, c := range channels {
		if err := a.book.keep(ctx, reference{conversation: c, Service: r.Service, Bot: r.Bot, BotName: r.BotName}); err != nil {
			return err
		}
	}
	a.teams.put(r.Team, true, a.cfg.Now().Add(teamAgain))
	return nil
}

// kept is what is remembered of an account for good. A roster does not tell all
// of it, and neither does an activity.
type kept struct {
	ID      string              `json:"id"`
	Name    string              `json:"name"`
	Email   string              `json:"email,omitempty"`
	Zone    string              `json:"zone,omitempty"`
	Locale  string              `json:"locale,omitempty"`
	Outside bool                `json:"outside,omitempty"`
	Teams   map[string][]string `json:"teams,omitempty"` // what they are in, by the id of the team
}

// profile is what the host is told of the account.
func (k kept) profile(tenant string, user chat.UserID) chat.Profile {
	var groups []string
	for _, names := range k.Teams {
		groups = append(groups, names...)
	}
	slices.Sort(groups)
	return chat.Profile{
		Service: Service, Workspace: tenant, User: user, Name: k.Name, Email: k.Email, Outside: k.Outside,
		Zone: k.Zone, Locale: k.Locale, Groups: slices.Compact(groups),
	}
}

// tell adds what is heard of the account now, in a team or elsewhere.
func (k *kept) tell(m member, also chat.Profile, team string) {
	k.ID, k.Name = cmp.Or(m.ID, k.ID), cmp.Or(m.Name, k.Name)
	k.Zone, k.Locale = cmp.Or(also.Zone, k.Zone), cmp.Or(also.Locale, k.Locale)
	if team == "" || also.Groups == nil {
		return
	}
	if k.Teams == nil {
		k.Teams = map[string][]string{}
	}
	k.Teams[team] = also.Groups
}

// changed follows what happens to the conversations: the bot comes and goes,
// people do, channels are made and renamed.
func (a *App) changed(ctx context.Context, act activity) error {
	c := act.Conversation
	switch {
	case act.Type == "installationUpdate" && act.Action == "remove", a.has(act, act.Removed):
		key := c.Tenant + "/" + act.From.Object
		a.people.forget(key)
		a.people.forget(inDirect(key, c.ID))
		return a.book.leave(ctx, c)
	case act.Type == "installationUpdate", a.has(act, act.Added):
		a.teams.forget(c.Team)
		a.chore(ctx, "get to know a conversation", rosterTime, func(ctx context.Context) error { return a.survey(ctx, c.ID) })
		return a.arrive(ctx, act, act.joined())
	}
	switch act.Event {
	case "channelCreated", "channelRenamed", "channelDeleted", "channelRestored", "teamRenamed":
		return a.rebuilt(ctx, act)
	}
	a.rooms.forget(c.ID)
	for _, m := range act.Removed {
		if err := a.left(ctx, c, m); err != nil {
			return err
		}
	}
	if len(act.Added) > 0 {
		a.chore(ctx, "get to know somebody new", rosterTime, func(ctx context.Context) error { return a.survey(ctx, c.ID) })
	}
	return nil
}

func (a *App) has(act activity, list []account) bool {
	for _, m := range list {
		if act.isBot(m.ID, a.cfg.AppID) {
			return true
		}
	}
	return false
}

// rebuilt follows what happens to the channels of a team.
func (a *App) rebuilt(ctx context.Context, act activity) error {
	id := act.Changed
	if act.Event == "channelDeleted" {
		return a.book.gone(ctx, id, "the channel was deleted")
	}
	a.teams.forget(act.Conversation.Team)
	if id == "" || act.Event == "teamRenamed" {
		return nil
	}
	c := act.Conversation
	c.ID, c.Root = id, ""
	return a.book.keep(ctx, reference{conversation: c, Service: act.ServiceURL, Bot: act.Bot.ID, BotName: act.Bot.Name})
}

// survey gets to know who and what is in a conversation the bot was brought
// into: the members, whose team is told to their host, and the channels.
func (a *App) survey(ctx context.Context, id string) error {
	r, ok, err := a.book.reference(ctx, id)
	if err != nil || !ok {
		return err
	}
	if r.Team != "" {
		if err := a.list(ctx, r); err != nil {
			return err
		}
		if r, _, err = a.book.reference(ctx, id); err != nil {
			return err
		}
	}
	all, err := a.wire.members(ctx, r)
	if err != nil {
		return failure("read who is in a conversation", err)
	}
	var also chat.Profile
	if also.Groups, err = a.book.groups(ctx, r); err != nil {
		return err
	}
	for _, m := range all {
		if m.Object == "" {
			continue // a bot
		}
		if _, err := a.introduce(ctx, r, m, also); err != nil {
			return err
		}
	}
	return nil
}
