package teams

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"throughline/bot/chat"
)

// The requests of the Bot Connector that are used, one method each.

// sent is the Connector's answer to a new message or conversation.
type sent struct {
	ID       string `json:"id"`
	Activity string `json:"activityId"`
}

// send posts an activity in a conversation or a thread, and returns its id.
func (c *connector) send(ctx context.Context, r reference, root string, act any) (string, error) {
	var out sent
	err := c.call(ctx, http.MethodPost, r.Service, "v3/conversations/"+escapePath(r.address(root))+"/activities", act, &out)
	return out.ID, err
}

// begin posts an activity in a channel as the start of a thread, and returns its id.
func (c *connector) begin(ctx context.Context, r reference, act any) (string, error) {
	var out sent
	err := c.call(ctx, http.MethodPost, r.Service, "v3/conversations", map[string]any{
		"isGroup": true, "activity": act, "tenantId": r.Tenant,
		"channelData": map[string]any{"channel": map[string]any{"id": r.ID}, "tenant": map[string]any{"id": r.Tenant}},
	}, &out)
	if err == nil && out.Activity == "" {
		_, out.Activity = splitThread(out.ID)
	}
	return out.Activity, err
}

// replace puts another activity in the place of one.
func (c *connector) replace(ctx context.Context, r reference, root, id string, act any) error {
	return c.call(ctx, http.MethodPut, r.Service, "v3/conversations/"+escapePath(r.address(root))+"/activities/"+escapePath(id), act, nil)
}

// remove deletes an activity.
func (c *connector) remove(ctx context.Context, r reference, root, id string) error {
	return c.call(ctx, http.MethodDelete, r.Service, "v3/conversations/"+escapePath(r.address(root))+"/activities/"+escapePath(id), nil, nil)
}

// open returns the id of the direct conversation with an account, which is begun
// if there was none.
func (c *connector) open(ctx context.Context, service, bot, tenant, account string) (string, error) {
	var out sent
	err := c.call(ctx, http.MethodPost, service, "v3/conversations", map[string]any{
		"bot": map[string]any{"id": bot}, "members": []any{map[string]any{"id": account}}, "isGroup": false,
		"tenantId": tenant, "channelData": map[string]any{"tenant": map[string]any{"id": tenant}},
	}, &out)
	return out.ID, err
}

// A member is a person in a roster.
type member struct {
	account
	Email     string
	Principal string // the user principal name
}

func readMember(n node) member {
	return member{account: readAccount(n), Email: n.at("email").str(), Principal: n.at("userPrincipalName").str()}
}

// member returns what the roster of a conversation tells of one account.
func (c *connector) member(ctx context.Context, r reference, account string) (member, error) {
	var out json.RawMessage
	if err := c.call(ctx, http.MethodGet, r.Service, "v3/conversations/"+escapePath(r.ID)+"/members/"+escapePath(account), nil, &out); err != nil {
		return member{}, err
	}
	n, _ := readNode(out)
	return readMember(n), nil
}

const (
	rosterPage  = 200
	rosterPages = 250 // what more is not read: it would be the 50,001st person
)

// members returns the roster of a conversation.
func (c *connector) members(ctx context.Context, r reference) (out []member, err error) {
	next := ""
	for range rosterPages {
		var page json.RawMessage
		query := url.Values{"pageSize": {strconv.Itoa(rosterPage)}}
		if next != "" {
			query.Set("continuationToken", next)
		}
		if err := c.call(ctx, http.MethodGet, r.Service, "v3/conversations/"+escapePath(r.ID)+"/pagedMembers?"+query.Encode(), nil, &page); err != nil {
			return out, err
		}
		n, _ := readNode(page)
		for _, m := range n.at("members").list() {
			out = append(out, readMember(m))
		}
		if next = n.at("continuationToken").str(); next == "" {
			return out, nil
		}
	}
	return out, nil
}

// team returns the name of a team and its channels.
func (c *connector) team(ctx context.Context, r reference) (name string, channels []conversation, err error) {
	var about, list json.RawMessage
	if err := c.call(ctx, http.MethodGet, r.Service, "v3/teams/"+escapePath(r.Team), nil, &about); err != nil {
		return "", nil, err
	}
	if err := c.call(ctx, http.MethodGet, r.Service, "v3/teams/"+escapePath(r.Team)+"/conversations", nil, &list); err != nil {
		return "", nil, err
	}
	n, _ := readNode(about)
	name = n.at("name").str()
	n, _ = readNode(list)
	for _, ch := range n.at("conversations").list() {
		found := conversation{ID: ch.at("id").str(), Name: ch.at("name").str(), Kind: channel, Team: r.Team, TeamName: name, Tenant: r.Tenant}
		found.Shared, found.Private = ch.at("type").str() == "shared", ch.at("type").str() == "private"
		if found.Name == "" && found.ID == r.Team {
			found.Name = "General" // Teams leaves it to the reader's language
		}
		if found.ID != "" {
			channels = append(channels, found)
		}
	}
	return name, channels, nil
}

// lost reports whether a refusal says that the conversation cannot be reached
// any more, not just one message in it.
func (r refusal) lost() bool {
	switch r.Status {
	case http.StatusForbidden:
		return true
	case http.StatusNotFound:
		return r.Code != "ActivityNotFoundInConversation" && r.Code != "MessageNotFound"
	}
	return false
}

// failure returns err with what we were doing, as what the outbox is to make of
// it: chat.RetryAfter, chat.Permanent, or else something that may pass.
func failure(doing string, err error) error {
	if err == nil {
		return nil
	}
	said := fmt.Errorf("teams: %s: %w", doing, err)
	var refused refusal
	if !errors.As(err, &refused) {
		return said
	}
	switch s := refused.Status; {
	case s == http.StatusTooManyRequests:
		return chat.RetryAfter{Wait: max(refused.Wait, quietWait), Err: said}
	case s == http.StatusPreconditionFailed || s >= 500:
		if refused.Wait > 0 {
			return chat.RetryAfter{Wait: refused.Wait, Err: said}
		}
		return said // tried again, with growing patience
	case s == http.StatusUnauthorized || s == http.StatusRequestTimeout || s == http.StatusConflict:
		return said // until somebody has mended the app's credentials
	case s == http.StatusForbidden:
		return chat.Permanent{Err: fmt.Errorf("%w (install the app there, or let it write)", said)}
	case s == http.StatusNotFound:
		return chat.Permanent{Err: fmt.Errorf("%w (it was deleted, or the app was removed)", said)}
	}
	return chat.Permanent{Err: said}
}
