package main

import (
	"context"
	"fmt"

	"throughline/bot/chat"
)

// An exchange sends each message through the service of its place. A place that
// names none is of the first service.
type exchange []chat.Service

var (
	_ chat.Service  = exchange(nil)
	_ chat.Finder   = exchange(nil)
	_ chat.Resolver = exchange(nil)
	_ chat.Paced    = exchange(nil)
)

// Name is that of the first service.
func (e exchange) Name() string { return e[0].Name() }

func (e exchange) service(p chat.Place) (chat.Service, error) {
	for _, s := range e {
		if p.Service == "" || p.Service == s.Name() {
			return s, nil
		}
	}
	return nil, chat.Permanent{Err: fmt.Errorf("this Throughline is not connected to %s", p.Service)}
}

// Post says m through the service of p.
func (e exchange) Post(ctx context.Context, p chat.Place, key string, m chat.Message) (string, error) {
	s, err := e.service(p)
	if err != nil {
		return "", err
	}
	return s.Post(ctx, p, key, m)
}

// Update replaces a message through the service of p.
func (e exchange) Update(ctx context.Context, p chat.Place, ref string, m chat.Message) error {
	s, err := e.service(p)
	if err != nil {
		return err
	}
	return s.Update(ctx, p, ref, m)
}

// Find looks for a message of a key, where the service can.
func (e exchange) Find(ctx context.Context, p chat.Place, key string) (string, bool, error) {
	s, err := e.service(p)
	if err != nil {
		return "", false, err
	}
	if f, ok := s.(chat.Finder); ok {
		return f.Find(ctx, p, key)
	}
	return "", false, nil
}

// Pace is that of the service of p.
func (e exchange) Pace(p chat.Place) chat.Pace {
	if s, err := e.service(p); err == nil {
		if s, ok := s.(chat.Paced); ok {
			return s.Pace(p)
		}
	}
	return chat.Pace{}
}

// Resolve finds the ids of a place: the service does, or it is of the local
// workspace.
func (e exchange) Resolve(ctx context.Context, q chat.Queued) (chat.Place, error) {
	s, err := e.service(q.Place)
	if err != nil {
		return q.Place, err
	}
	q.Place.Service = s.Name()
	if r, ok := s.(chat.Resolver); ok {
		return r.Resolve(ctx, q)
	}
	p, err := resolveLocal(q)
	if err != nil {
		return p, chat.Permanent{Err: err}
	}
	return p, nil
}
