package slack

import (
	"context"
	"errors"
	"time"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

const roomAge = 10 * time.Minute // of that a channel is shared with others we are not told

// A room is a channel.
type room struct {
	Name   string // "#fleet"
	Shared bool   // people of another organisation read it, or are invited to
}

// room returns what is known of a channel. One that the bot may not look up
// counts as shared.
func (a *App) room(ctx context.Context, workspace, channel string) (room, error) {
	return a.rooms.get(ctx, workspace+"/"+channel, a.cfg.Now(), func(ctx context.Context) (room, time.Duration, error) {
		c, err := a.client(ctx, workspace)
		if err != nil {
			return room{}, 0, err
		}
		ch, err := c.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: channel})
		var last chat.Permanent
		switch err = failure("look up the channel "+channel, err); {
		case errors.As(err, &last):
			a.cfg.Log.Info("a channel that cannot be looked up counts as shared with others", "channel", channel, "err", err)
			return room{Shared: true}, roomAge, nil
		case err != nil:
			return room{}, 0, err
		}
		r := room{Shared: ch.IsExtShared || ch.IsPendingExtShared || len(ch.PendingShared) > 0}
		if ch.Name != "" && !ch.IsMpIM && !ch.IsIM {
			r.Name = "#" + ch.Name
		}
		return r, roomAge, nil
	})
}
