package teams

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"throughline/bot/chat"
)

// Find returns the ref of the message of a key that was posted although nobody
// heard of it. When not even Microsoft's answer is known, the error is permanent.
func (a *App) Find(ctx context.Context, p chat.Place, key string) (string, bool, error) {
	r, err := a.reach(ctx, p)
	if err != nil {
		return "", false, err
	}
	s, err := a.slot(ctx, r.ID, key)
	if err != nil || !s.Done {
		return "", false, err
	}
	return s.Refs[0], true, nil
}

// Post says m at p.
func (a *App) Post(ctx context.Context, p chat.Place, key string, m chat.Message) (string, error) {
	r, err := a.reach(ctx, p)
	if err != nil {
		return "", err
	}
	s, err := a.slot(ctx, r.ID, key)
	for err == nil && !s.Done {
		s, err = a.further(ctx, r, p, s, m)
	}
	if err != nil {
		return "", err
	}
	if len(s.Refs) > 1 {
		if err := a.book.put(ctx, partsKind, r.ID+"/"+s.Refs[0], s.Refs[1:]); err != nil {
			return "", err
		}
	}
	return s.Refs[0], nil
}

// further sends the next part of a message, and notes in the slot what came of it.
func (a *App) further(ctx context.Context, r reference, p chat.Place, s slot, m chat.Message) (slot, error) {
	parts := a.pen(ctx, chatPlace(p, r)).messages(m, budgets[s.Budget])
	if len(s.Refs) >= len(parts) {
		s.Done = true
		return s, a.keepSlot(ctx, s)
	}
	if err := a.wire.pace.take(r.ID, s.id); err != nil {
		return s, err
	}
	s.Asked = true
	if err := a.keepSlot(ctx, s); err != nil {
		return s, err
	}
	ref, err := a.say(ctx, r, rootFor(p, s), parts[len(s.Refs)])
	if err != nil && errors.Is(err, errUnheard) {
		return s, failure("post", err) // the slot stays as it is
	}
	s.Asked = false
	if err == nil {
		s.Refs = append(s.Refs, ref)
		s.Done = len(s.Refs) == len(parts)
	} else if tooLarge(err) && len(s.Refs) == 0 && s.Budget+1 < len(budgets) {
		s.Budget, err = s.Budget+1, nil
	}
	// Whatever became of the caller, what is known is written down.
	if kept := a.keepSlot(context.WithoutCancel(ctx), s); kept != nil {
		return s, errors.Join(kept, err)
	}
	return s, a.afterwards(ctx, r, "post", err)
}

// rootFor returns the thread that the next part of a message goes to: what did
// not fit in a channel goes on in the thread of its first part.
func rootFor(p chat.Place, s slot) string {
	if p.Thread == "" && len(s.Refs) > 0 {
		return s.Refs[0]
	}
	return p.Thread
}

// say posts one activity where it belongs.
func (a *App) say(ctx context.Context, r reference, root string, act outgoing) (ref string, err error) {
	if r.Kind == channel && root == "" {
		ref, err = a.wire.begin(ctx, r, act)
	} else {
		ref, err = a.wire.send(ctx, r, root, act)
	}
	if err == nil && ref == "" {
		return "", fmt.Errorf("%w: the Connector gave no id", errUnheard)
	}
	return ref, err
}

func tooLarge(err error) bool {
	var refused refusal
	return errors.As(err, &refused) && refused.Status == http.StatusRequestEntityTooLarge
}

// afterwards notes a conversation that cannot be reached any more, and returns
// err as what the outbox is to make of it.
func (a *App) afterwards(ctx context.Context, r reference, doing string, err error) error {
	var refused refusal
	if errors.As(err, &refused) && refused.lost() {
		if kept := a.book.gone(context.WithoutCancel(ctx), r.ID, refused.Error()); kept != nil {
			return errors.Join(kept, err)
		}
	}
	return failure(doing, err)
}

// Update replaces the message ref at p. Parts that are no longer needed are
// deleted; what needs more than there are is cut short at the end.
func (a *App) Update(ctx context.Context, p chat.Place, ref string, m chat.Message) error {
	r, err := a.reach(ctx, p)
	if err != nil {
		return err
	}
	refs := []string{ref}
	var more []string
	if _, err := a.book.get(ctx, partsKind, r.ID+"/"+ref, &more); err != nil {
		return err
	}
	refs = append(refs, more...)
	if err := a.wire.pace.take(r.ID, ref); err != nil {
		return err
	}
	for n := range budgets {
		parts := a.pen(ctx, chatPlace(p, r)).messages(m, budgets[n])
		err = a.replace(ctx, r, p, refs, parts)
		if !tooLarge(err) {
			break
		}
	}
	return a.afterwards(ctx, r, "update", err)
}

func (a *App) replace(ctx context.Context, r reference, p chat.Place, refs []string, parts []outgoing) error {
	for i, ref := range refs {
		root := p.Thread
		if root == "" && r.Kind == channel {
			root = refs[0]
		}
		if i < len(parts) {
			if err := a.wire.replace(ctx, r, root, ref, parts[i]); err != nil {
				return err
			}
			continue
		}
		err := a.wire.remove(ctx, r, root, ref)
		if refused := (refusal{}); err != nil && !(errors.As(err, &refused) && refused.Status == http.StatusNotFound) {
			return err
		}
	}
	if len(refs) > len(parts) {
		return a.book.put(ctx, partsKind, r.ID+"/"+refs[0], refs[1:len(parts)])
	}
	return nil
}

// chatPlace is the place with the ids of the conversation it means.
func chatPlace(p chat.Place, r reference) chat.Place {
	p.Workspace, p.Channel = r.Tenant, r.ID
	return p
}
