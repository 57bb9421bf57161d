package slack

import (
	"context"
	"errors"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

// Find looks whether a message of a key stands at p already. A post of several
// messages that was cut short is not there yet: Post goes on with it.
func (a *App) Find(ctx context.Context, p chat.Place, key string) (ref string, ok bool, err error) {
	if p, err = a.Resolve(ctx, chat.Queued{Place: p}); err != nil {
		return "", false, err
	}
	h, begun, err := a.halfway(ctx, p, key)
	if err != nil || begun && h.Ref != "" {
		return "", false, err
	}
	ref, err = a.search(ctx, p, key)
	var last chat.Permanent
	switch {
	case errors.As(err, &last):
		a.cfg.Log.Warn("a message could stand twice: nobody may look", "key", key, "err", err)
		return "", false, nil
	case err != nil || ref == "":
		return "", false, err
	case begun:
		h.Ref = ref
		return "", false, a.note(ctx, p, key, h)
	}
	return ref, true, nil
}

const (
	findPages = 5   // of a channel or thread that are looked through, the newest of a channel
	findLimit = 200 // messages on each
)

// search returns the ref of the message with a key; "" when there is none.
func (a *App) search(ctx context.Context, p chat.Place, key string) (string, error) {
	c, err := a.client(ctx, p.Workspace)
	if err != nil {
		return "", err
	}
	cursor := ""
	for range findPages {
		var found []slack.Message
		if p.Thread != "" {
			found, _, cursor, err = c.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
				ChannelID: p.Channel, Timestamp: p.Thread, Cursor: cursor, Limit: findLimit, IncludeAllMetadata: true})
		} else {
			var r *slack.GetConversationHistoryResponse
			if r, err = c.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
				ChannelID: p.Channel, Cursor: cursor, Limit: findLimit, IncludeAllMetadata: true}); err == nil {
				found, cursor = r.Messages, r.ResponseMetaData.NextCursor
			}
		}
		if err != nil {
			return "", failure("look for a message in "+p.Channel, err)
		}
		for _, m := range found {
			if m.Metadata.EventType == metaType && m.Metadata.EventPayload["key"] == key {
				return m.Timestamp, nil
			}
		}
		if cursor == "" {
			break
		}
	}
	return "", nil
}
