package slack

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

const (
	callLimit = 10 * time.Second // for one call of the Web API
	quietWait = 15 * time.Second // after "ratelimited" without a Retry-After
)

// newWeb returns the HTTP client for all calls. It never tries again by itself:
// a post that was repeated blindly could be read twice.
func newWeb() *http.Client {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = 48
	return &http.Client{Transport: t, Timeout: callLimit}
}

// A client makes the calls of one workspace.
type client struct {
	*slack.Client
	calls *paced
	url   string
	token string
}

// client returns the Web API as the bot of a workspace.
func (a *App) client(ctx context.Context, workspace string) (*client, error) {
	token, err := a.vault.token(ctx, workspace)
	if err != nil {
		return nil, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if c := a.clients[token]; c != nil {
		return c, nil
	}
	if len(a.clients) > 1000 {
		clear(a.clients) // tokens that rotated away
	}
	c := &client{calls: newPaced(a.web, a.cfg.Now), url: a.cfg.APIURL, token: token}
	c.Client = slack.New(token, slack.OptionAPIURL(a.cfg.APIURL), slack.OptionHTTPClient(c.calls), slack.OptionAppLevelToken(a.cfg.AppToken))
	a.clients[token] = c
	return c, nil
}

// A self is the bot itself in a workspace.
type self struct {
	team, enterprise string
	user, bot        string // ids of the bot as a member, and of its messages
	url              string // of the workspace: "https://acme.slack.com/"
	workspace        string // the id it is known by in places
}

// self returns who the bot is in a workspace; "" is the only one there is.
func (a *App) self(ctx context.Context, workspace string) (self, error) {
	a.mu.Lock()
	s, known := a.selves[workspace]
	a.mu.Unlock()
	if known {
		return s, nil
	}
	c, err := a.client(ctx, workspace)
	if err != nil {
		return self{}, err
	}
	r, err := c.AuthTestContext(ctx)
	if err != nil {
		return self{}, failure("ask who we are", err)
	}
	s = self{
		team: r.TeamID, enterprise: r.EnterpriseID, user: r.UserID, bot: r.BotID, url: r.URL,
		workspace: cmp.Or(workspace, r.TeamID, r.EnterpriseID),
	}
	if strings.HasPrefix(workspace, "E") {
		s.enterprise = workspace // it installed the app as a whole
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.selves[workspace] = s
	return s, nil
}

// forget drops what is remembered of a workspace.
func (a *App) forget(workspace string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.selves, workspace)
	delete(a.selves, "") // it may have been this one
}

// link returns the permanent address of a message, without asking Slack for it.
func (s self) link(channel, ts, thread string) string {
	if s.url == "" || channel == "" || ts == "" {
		return ""
	}
	link := s.url + "archives/" + channel + "/p" + strings.ReplaceAll(ts, ".", "")
	if thread != "" && thread != ts {
		link += "?thread_ts=" + thread + "&cid=" + channel
	}
	return link
}

// code returns the word by which Slack refused, or "".
func code(err error) string {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) {
		return refused.Err
	}
	return ""
}

// lasting are refusals that trying again does not mend, with what does.
var lasting = map[string]string{
	"account_inactive":        "the account is closed, or the app was removed from the workspace",
	"cannot_dm_bot":           "a bot cannot be written to; give the strategy the person's own user id",
	"cant_update_message":     "somebody else wrote it",
	"channel_not_found":       "there is no such channel, or it is private and the bot is not in it: /invite @Throughline there",
	"edit_window_closed":      "the workspace does not allow edits any more",
	"ekm_access_denied":       "an administrator has suspended access to the channel",
	"free_team_not_allowed":   "the workspace's plan does not have this",
	"is_archived":             "the channel is archived; give the strategy another one",
	"message_not_found":       "it was deleted",
	"messages_tab_disabled":   "turn on the Messages tab of the app",
	"missing_scope":           "add the scope to the app and install it again",
	"not_allowed_token_type":  "the token is of another kind than the method needs",
	"not_in_channel":          "invite the bot there: /invite @Throughline",
	"paid_teams_only":         "the workspace's plan does not have this",
	"plan_upgrade_required":   "the workspace's plan does not have this",
	"restricted_action":       "the workspace restricts who may write there",
	"team_access_not_granted": "the organisation has not given the app access to this workspace",
	"thread_not_found":        "it was deleted",
	"token_revoked":           "install the app again",
	"user_disabled":           "the account is closed",
	"user_not_found":          "there is no such user; correct the person's identity in the strategy",
	"user_not_visible":        "the bot may not see this user",

	// Faults of ours, or of what was asked for.
	"cannot_reply_to_message": "", "invalid_arguments": "", "invalid_blocks": "", "invalid_metadata_format": "", "metadata_too_large": "",
	"method_not_supported": "", "msg_blocks_too_long": "", "msg_too_long": "", "no_permission": "", "no_text": "",
	"restricted_action_non_threadable_channel": "", "restricted_action_read_only_channel": "",
	"restricted_action_thread_locked": "", "restricted_action_thread_only_channel": "", "view_too_large": "",
}

// failure returns err with what we were doing, as what the outbox is to make of
// it: chat.RetryAfter, chat.Permanent, or else something that may pass.
func failure(doing string, err error) error {
	if err == nil {
		return nil
	}
	var limited *slack.RateLimitedError
	if errors.As(err, &limited) {
		return chat.RetryAfter{Wait: max(limited.RetryAfter, time.Second), Err: fmt.Errorf("slack: %s: %w", doing, err)}
	}
	word := code(err)
	said := fmt.Errorf("slack: %s: %w%s", doing, err, details(err))
	switch advice, last := lasting[word]; {
	case word == "ratelimited" || word == "rate_limited" || word == "message_limit_exceeded":
		return chat.RetryAfter{Wait: quietWait, Err: said}
	case !last: // of the token too: messages wait until somebody has mended it
		return said
	case advice != "":
		return chat.Permanent{Err: fmt.Errorf("%w (%s)", said, advice)}
	default:
		return chat.Permanent{Err: said}
	}
}

// details returns what Slack says beside the word: the block that is at fault,
// the scope that is missing.
func details(err error) string {
	var refused slack.SlackErrorResponse
	if !errors.As(err, &refused) {
		return ""
	}
	var out string
	if m := refused.ResponseMetadata.Messages; len(m) > 0 {
		out += ": " + strings.Join(m, "; ")
	}
	if refused.Needed != "" {
		out += ": it needs " + refused.Needed
	}
	return out
}
