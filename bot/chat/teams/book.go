package teams

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"throughline/bot/chat"
)

// A reference is how a conversation is reached: what Teams told with the last
// activity from there.
type reference struct {
	conversation
	Service string `json:"service"`       // the Connector that serves it
	Bot     string `json:"bot,omitempty"` // the bot's account there
	BotName string `json:"bot_name,omitempty"`
	Gone    string `json:"gone,omitempty"` // why it cannot be reached any more
}

// Kinds of things in the drawer.
const (
	conversationKind = "conversation" // a reference, by the id of the conversation
	directKind       = "direct"       // the id of the conversation with a user, by tenant and user
	accountKind      = "account"      // the user's account ("29:…") and name, by tenant and user
	slotKind         = "slot"         // how far a post came, by conversation and key
	partsKind        = "parts"        // the further messages of a long one, by conversation and ref
	arrivalKind      = "arrival"      // what came in and is not handed over yet
)

// A book remembers the references. What it is asked for again and again it
// knows by heart; what another process has written it looks up.
type book struct {
	drawer Drawer
	mu     sync.Mutex
	known  map[string]string // by kind and id
}

func newBook(d Drawer) *book { return &book{drawer: d, known: map[string]string{}} }

// put keeps v, unless that is what is known to be kept.
func (b *book) put(ctx context.Context, kind, id string, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	b.mu.Lock()
	same := b.known[kind+" "+id] == string(body)
	b.mu.Unlock()
	if same {
		return nil
	}
	if err := b.drawer.Put(ctx, kind, id, body); err != nil {
		return fmt.Errorf("teams: %w", err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.known[kind+" "+id] = string(body)
	return nil
}

// get reads what is kept into v; false when nothing is.
func (b *book) get(ctx context.Context, kind, id string, v any) (bool, error) {
	b.mu.Lock()
	body := b.known[kind+" "+id]
	b.mu.Unlock()
	if body == "" {
		kept, ok, err := b.drawer.Get(ctx, kind, id)
		if err != nil || !ok {
			return false, err
		}
		body = string(kept)
		b.mu.Lock()
		b.known[kind+" "+id] = body
		b.mu.Unlock()
	}
	if err := json.Unmarshal([]byte(body), v); err != nil {
		return false, fmt.Errorf("teams: %s %s: %w", kind, id, err)
	}
	return true, nil
}

// reference returns how a conversation is reached.
func (b *book) reference(ctx context.Context, id string) (r reference, ok bool, err error) {
	ok, err = b.get(ctx, conversationKind, id, &r)
	return r, ok, err
}

// references returns all of them, those that other processes wrote too.
func (b *book) references(ctx context.Context) ([]reference, error) {
	all, err := b.drawer.List(ctx, conversationKind)
	if err != nil {
		return nil, fmt.Errorf("teams: %w", err)
	}
	out := make([]reference, 0, len(all))
	for id, body := range all {
		var r reference
		if err := json.Unmarshal(body, &r); err != nil {
			return nil, fmt.Errorf("teams: conversation %s: %w", id, err)
		}
		out = append(out, r)
	}
	return out, nil
}

// keep remembers how a conversation is reached, which it is from now on. What an
// activity does not tell stays as it was.
func (b *book) keep(ctx context.Context, r reference) error {
	old, ok, err := b.reference(ctx, r.ID)
	if err != nil {
		return err
	}
	if ok {
		fill(&r.Team, old.Team)
		fill(&r.TeamName, old.TeamName)
		fill(&r.Name, old.Name)
		fill(&r.Bot, old.Bot)
		fill(&r.BotName, old.BotName)
		r.Shared, r.Private = r.Shared || old.Shared, r.Private || old.Private
	}
	r.Root = ""
	return b.put(ctx, conversationKind, r.ID, r)
}

func fill(s *string, with string) {
	if *s == "" {
		*s = with
	}
}

// gone notes that a conversation cannot be reached any more, until something
// comes from there again.
func (b *book) gone(ctx context.Context, id, why string) error {
	r, ok, err := b.reference(ctx, id)
	if err != nil || !ok {
		return err
	}
	r.Gone = why
	return b.put(ctx, conversationKind, id, r)
}

// leave notes that the bot was taken out of a conversation; out of a team, it is
// out of all its channels.
func (b *book) leave(ctx context.Context, c conversation) error {
	const why = "the app was removed"
	if err := b.gone(ctx, c.ID, why); err != nil || c.Team == "" {
		return err
	}
	all, err := b.references(ctx)
	for _, r := range all {
		if r.Team == c.Team && err == nil {
			err = b.gone(ctx, r.ID, why)
		}
	}
	return err
}

// pair notes that a conversation is the direct one with a user, as the Connector
// says: what is for them alone goes there from now on.
func (b *book) pair(ctx context.Context, r reference, user chat.UserID) error {
	return b.put(ctx, directKind, r.Tenant+"/"+string(user), r.ID)
}

// direct returns how the direct conversation with a user is reached.
func (b *book) direct(ctx context.Context, tenant string, user chat.UserID) (r reference, ok bool, err error) {
	var id string
	if ok, err = b.get(ctx, directKind, tenant+"/"+string(user), &id); err != nil || !ok {
		return r, false, err
	}
	return b.reference(ctx, id)
}

// account returns what is remembered of a user.
func (b *book) account(ctx context.Context, tenant string, user chat.UserID) (k kept, ok bool, err error) {
	ok, err = b.get(ctx, accountKind, tenant+"/"+string(user), &k)
	return k, ok, err
}

// named returns the channels of a tenant that a name of a strategy can mean:
// those called so, else the General channel of a team called so, and "team/channel".
func (b *book) named(ctx context.Context, tenant, name string) ([]reference, error) {
	all, err := b.references(ctx)
	if err != nil {
		return nil, err
	}
	var channels, generals []reference
	want := plainName(name)
	for _, r := range all {
		if r.Kind == personal || r.Tenant != tenant && tenant != "" || r.Gone != "" {
			continue
		}
		switch {
		case want == plainName(r.Name), r.TeamName != "" && want == plainName(r.TeamName+"/"+r.Name):
			channels = append(channels, r)
		case r.TeamName != "" && want == plainName(r.TeamName) && r.ID == r.Team:
			generals = append(generals, r)
		}
	}
	if len(channels) > 0 {
		return channels, nil
	}
	return generals, nil
}

// groups returns what somebody is in who is in a team: the team, and the channels
// that the whole team is in, by each name that a strategy can have for them.
func (b *book) groups(ctx context.Context, r reference) ([]string, error) {
	if r.Team == "" {
		return nil, nil
	}
	all, err := b.references(ctx)
	if err != nil {
		return nil, err
	}
	var out []string
	if r.TeamName != "" {
		out = append(out, "@"+r.TeamName)
	}
	for _, c := range all {
		if c.Team != r.Team || c.Name == "" || c.Shared || c.Private || c.Gone != "" {
			continue
		}
		out = append(out, "#"+plainName(c.Name), "#"+plainName(c.TeamName+"/"+c.Name))
		if c.ID == c.Team {
			out = append(out, "#"+plainName(c.TeamName))
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// plainName is what is compared of names: "#Fleet & Co" and "fleet-&-co" are one.
func plainName(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(strings.NewReplacer("#", "", "-", " ", "_", " ").Replace(s))), "-")
}
