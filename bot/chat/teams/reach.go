package teams

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"throughline/bot/chat"
)

// Resolve returns a place with the ids of its conversation: of the channel that
// is named, or of the direct conversation with a person, which is begun if there
// was none.
func (a *App) Resolve(ctx context.Context, q chat.Queued) (chat.Place, error) {
	p := q.Place
	p.Service = Service
	var err error
	if p.Workspace, err = a.tenantOf(ctx, p.Workspace); err != nil {
		return p, err
	}
	if p.Person != "" {
		user, ok := a.cfg.People(ctx, p.Workspace, p.Person)
		if !ok || user == "" {
			return p, never("the strategy does not say who %s is in Teams; give them the object id of their account as identity, or their e-mail address", p.Person)
		}
		p.User, p.Person = user, ""
	}
	r, err := a.reach(ctx, p)
	if err != nil {
		return p, err
	}
	p.Workspace, p.Channel = r.Tenant, r.ID
	return p, nil
}

// tenantOf returns a tenant as it is or, where none is named, the app's own; for
// an app without one, that which something came from.
func (a *App) tenantOf(ctx context.Context, tenant string) (string, error) {
	if tenant != "" || a.cfg.Tenant != "" {
		return cmp.Or(tenant, a.cfg.Tenant), nil
	}
	all, err := a.book.references(ctx)
	if err != nil || len(all) == 0 {
		return "", err
	}
	return all[0].Tenant, nil
}

func never(format string, args ...any) error {
	return chat.Permanent{Err: fmt.Errorf("teams: "+format, args...)}
}

// reach returns how the conversation of a place is reached.
func (a *App) reach(ctx context.Context, p chat.Place) (reference, error) {
	switch {
	case p.User != "" && p.Channel == "":
		return a.reachUser(ctx, p)
	case p.Channel == "":
		return reference{}, never("the message has neither a channel nor a person to go to")
	case strings.HasPrefix(p.Channel, "#"):
		return a.reachNamed(ctx, p)
	}
	r, ok, err := a.book.reference(ctx, p.Channel)
	switch {
	case err != nil:
		return r, err
	case !ok:
		return r, never("nothing has ever come from the conversation %s; add the app to the team, and mention it there once", p.Channel)
	case p.Workspace != "" && r.Tenant != p.Workspace:
		return r, never("the conversation %s is of another tenant", p.Channel)
	}
	return a.open(ctx, r)
}

// open refuses a conversation that cannot be reached any more, or that others
// read although the strategy does not allow it.
func (a *App) open(ctx context.Context, r reference) (reference, error) {
	if r.Gone != "" {
		return r, never("%s cannot be reached any more: %s; add the app there again", label(r), r.Gone)
	}
	if r.Shared && !a.cfg.Shared(ctx, r.Tenant, r.ID) && !a.cfg.Shared(ctx, r.Tenant, channelName(r.Name)) {
		return r, never("%s is a shared channel, which people of other organisations may read; the strategy does not list it under shared channels", label(r))
	}
	return r, nil
}

func label(r reference) string {
	switch {
	case r.Name != "" && r.TeamName != "":
		return r.TeamName + "/" + r.Name
	case r.Name != "":
		return r.Name
	}
	return "the conversation " + r.ID
}

// reachNamed finds the one channel that a name means. Teams whose channels were
// not looked at for a while are listed again before the name is given up.
func (a *App) reachNamed(ctx context.Context, p chat.Place) (reference, error) {
	for _, looked := range []bool{false, true} {
		found, err := a.book.named(ctx, p.Workspace, p.Channel)
		switch {
		case err != nil:
			return reference{}, err
		case len(found) == 1:
			return a.open(ctx, found[0])
		case len(found) > 1:
			var names []string
			for _, r := range found {
				names = append(names, "#"+label(r))
			}
			slices.Sort(names)
			return reference{}, never("several channels are called %s; write one of %s in the strategy", p.Channel, strings.Join(names, ", "))
		case looked:
			return reference{}, never("there is no channel %s in the teams that have the app; add the app to its team, or correct the name in the strategy", p.Channel)
		}
		if err := a.listAll(ctx, p.Workspace); err != nil {
			return reference{}, err
		}
	}
	return reference{}, errors.New("teams: not reached")
}

// listAll lists the channels of every team of a tenant.
func (a *App) listAll(ctx context.Context, tenant string) error {
	all, err := a.book.references(ctx)
	if err != nil {
		return err
	}
	for _, r := range all {
		if r.Team == "" || r.Gone != "" || r.Tenant != tenant {
			continue
		}
		if err := a.list(ctx, r); err != nil {
			if never := (chat.Permanent{}); errors.As(err, &never) {
				continue // out of this team
			}
			return err
		}
	}
	return nil
}

// reachUser finds the direct conversation with a user, or begins it.
func (a *App) reachUser(ctx context.Context, p chat.Place) (reference, error) {
	r, ok, err := a.book.direct(ctx, p.Workspace, p.User)
	if err != nil {
		return r, err
	}
	if ok {
		return a.open(ctx, r)
	}
	r = reference{conversation: conversation{Kind: personal, Tenant: p.Workspace}}
	if r.Service, r.Bot, err = a.anyone(ctx, p.Workspace); err != nil {
		return r, err
	}
	k, known, err := a.book.account(ctx, p.Workspace, p.User)
	if err != nil {
		return r, err
	}
	account := k.ID
	if !known {
		account = string(p.User)
	}
	if r.ID, err = a.wire.open(ctx, r.Service, r.Bot, r.Tenant, account); err != nil {
		return r, failure("begin a conversation with "+string(p.User), err)
	}
	if r.ID == "" {
		return r, errors.New("teams: the Connector gave no id for a conversation")
	}
	if err := a.book.keep(ctx, r); err != nil {
		return r, err
	}
	return r, a.book.pair(ctx, r, p.User)
}

// anyone returns the Connector of a tenant and the bot's account, as anything
// that came from there tells.
func (a *App) anyone(ctx context.Context, tenant string) (service, bot string, err error) {
	all, err := a.book.references(ctx)
	if err != nil {
		return "", "", err
	}
	for _, r := range all {
		if r.Tenant == tenant && r.Service != "" {
			return r.Service, r.Bot, nil
		}
	}
	if a.cfg.Cloud.Service == "" || a.cfg.Developer {
		return "", "", never("nothing has come from the tenant yet, so its Connector is not known; write to the bot once")
	}
	return a.cfg.Cloud.Service, "28:" + a.cfg.AppID, nil
}
