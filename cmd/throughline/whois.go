package main

import (
	"context"
	"slices"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/store"
)

// What an adapter asks about the strategy: who somebody is at its service, and
// where it may speak although others listen.

// person returns somebody of the strategy; nil when there is nobody.
func (o *office) person(ctx context.Context, id string) *scorecard.Person {
	s, err := o.snapshot(ctx)
	if err != nil {
		return nil
	}
	return s.Person(scorecard.PersonID(id))
}

// userIn returns who a person is at a service: as the strategy says, or by the
// e-mail address of somebody who was met there. A workspace is one of the
// service's, such as a tenant; empty: any.
func (o *office) userIn(ctx context.Context, service, workspace, who string) (chat.UserID, bool) {
	p := o.person(ctx, who)
	if p == nil {
		return "", false
	}
	id := p.Identities[service]
	if id == "" {
		return o.metByEmail(ctx, service, workspace, p.Email)
	}
	home, user, both := strings.Cut(id, "/")
	if !both {
		return chat.UserID(id), true
	}
	return chat.UserID(user), workspace == "" || strings.EqualFold(home, workspace)
}

// metByEmail looks among those who were met already.
func (o *office) metByEmail(ctx context.Context, service, workspace, email string) (user chat.UserID, ok bool) {
	if email == "" {
		return "", false
	}
	err := o.db.Read(ctx, o.org, func(tx *store.Tx) error {
		all, err := tx.Profiles(ctx, service)
		for _, p := range all {
			if strings.EqualFold(p.Email, email) && !p.Outside && !p.Gone && (workspace == "" || p.Workspace == workspace) {
				user, ok = p.User, true
			}
		}
		return err
	})
	return user, ok && err == nil
}

// sharedChannel reports whether the strategy allows to speak in a channel that
// another organisation reads.
func (o *office) sharedChannel(ctx context.Context, _, channel string) bool {
	s, err := o.snapshot(ctx)
	return err == nil && slices.ContainsFunc(s.Organisation.SharedChannels, func(c string) bool {
		return strings.EqualFold(strings.TrimPrefix(c, "#"), strings.TrimPrefix(channel, "#"))
	})
}
