package slack

import (
	"context"
	"errors"
	"fmt"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

// publish shows in.From the bot's home as it is now. The hash is that of the
// home they see; a home that has changed meanwhile is drawn once more.
func (a *App) publish(ctx context.Context, in chat.Incoming, hash string) error {
	in, host, err := a.visitor(ctx, in)
	if err != nil || host == nil {
		return err
	}
	err = a.publishAt(ctx, host, in, hash)
	if code(err) == "hash_conflict" {
		err = a.publishAt(ctx, host, in, "")
	}
	return err
}

func (a *App) publishAt(ctx context.Context, host chat.Host, in chat.Incoming, hash string) error {
	m, err := host.Home(ctx, in)
	if err != nil {
		return fmt.Errorf("slack: home of %s: %w", in.From, err)
	}
	c, err := a.client(ctx, in.Place.Workspace)
	if err != nil {
		return err
	}
	request := slack.PublishViewContextRequest{UserID: string(in.From), View: a.pen(ctx, in.Place.Workspace).homeView(m)}
	if hash != "" {
		request.Hash = &hash
	}
	_, err = c.PublishViewContext(ctx, request)
	return failure("publish the home of "+string(in.From), err)
}

// visitor completes who somebody is that opens a page of the bot's. The host is
// nil when there is nobody to show it to.
func (a *App) visitor(ctx context.Context, in chat.Incoming) (chat.Incoming, chat.Host, error) {
	host, ok := a.cfg.Host(ctx, in.Place.Workspace)
	if !ok {
		return in, nil, nil
	}
	in, wanted, err := a.complete(ctx, arrival{In: in})
	if err != nil || !wanted {
		return in, nil, err
	}
	return in, host, nil
}

// offer puts questions worth asking over the conversation with the bot.
func (a *App) offer(ctx context.Context, in chat.Incoming) error {
	in, host, err := a.visitor(ctx, in)
	if err != nil || host == nil {
		return err
	}
	prompts, err := host.Prompts(ctx, in)
	if err != nil || len(prompts) == 0 {
		return err
	}
	c, err := a.client(ctx, in.Place.Workspace)
	if err != nil {
		return err
	}
	request := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: in.Place.Channel}
	for _, p := range prompts[:min(len(prompts), maxPrompts)] {
		request.Prompts = append(request.Prompts, slack.AssistantThreadsPrompt{Title: p.Title, Message: p.Say})
	}
	err = failure("offer questions to "+string(in.From), c.SetAssistantThreadsSuggestedPromptsContext(ctx, request))
	var last chat.Permanent
	if errors.As(err, &last) {
		a.cfg.Log.Info("no questions are offered", "err", err) // the plan has no agents; the manifest's prompts stay
		return nil
	}
	return err
}

// maxPrompts is how many Slack shows.
const maxPrompts = 4
