package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

const groupsAge = time.Hour // user groups are looked up again after this, though changes are told

// memberships are the names of the user groups that people of a team are in.
type memberships map[string][]string

// groupsOf returns the handles of somebody's user groups, such as "@fleet"; none
// where the plan or the scopes do not have them, or Slack does not say in time.
func (a *App) groupsOf(ctx context.Context, s self, u slackUser) []string {
	team := s.groupTeam(string(u.Team))
	all, err := a.groups.get(ctx, s.workspace+"/"+team, a.cfg.Now(), func(ctx context.Context) (memberships, time.Duration, error) {
		return a.askGroups(ctx, s.workspace, team)
	})
	if err != nil {
		a.cfg.Log.Warn("user groups are not known", "workspace", s.workspace, "err", err)
	}
	return all[string(u.ID)]
}

// groupTeam returns the team whose user groups count for somebody of a team: an
// organisation that installed the app as a whole must say which it means.
func (s self) groupTeam(team string) string {
	if s.workspace == s.enterprise {
		return team
	}
	return ""
}

// askGroups lists the user groups of a team; "" is that of the token.
func (a *App) askGroups(ctx context.Context, workspace, team string) (memberships, time.Duration, error) {
	c, err := a.client(ctx, workspace)
	if err != nil {
		return nil, 0, err
	}
	options := []slack.GetUserGroupsOption{slack.GetUserGroupsOptionIncludeUsers(true)}
	if team != "" {
		options = append(options, slack.GetUserGroupsOptionTeamID(team))
	}
	list, err := c.GetUserGroupsContext(ctx, options...)
	var last chat.Permanent
	if err = failure("list user groups", err); errors.As(err, &last) {
		return nil, groupsAge, nil // the plan or the scopes do not have them
	}
	if err != nil {
		return nil, 0, err
	}
	out := memberships{}
	for _, g := range list {
		for _, u := range g.Users {
			out[u] = append(out[u], "@"+strings.TrimPrefix(g.Handle, "@"))
		}
	}
	for _, names := range out {
		slices.Sort(names)
	}
	return out, groupsAge, nil
}

// regroup looks the user groups of a team up anew, and introduces those whose
// groups have changed once more.
func (a *App) regroup(ctx context.Context, workspace, team string) error {
	s, err := a.self(ctx, workspace)
	if err != nil {
		return err
	}
	team = s.groupTeam(team)
	all, lasts, err := a.askGroups(ctx, workspace, team)
	if err != nil {
		return err
	}
	a.groups.put(workspace+"/"+team, all, a.cfg.Now().Add(lasts))
	kept, err := a.cfg.Drawer.List(ctx, personKind)
	if err != nil {
		return err
	}
	for key, body := range kept {
		user, here := strings.CutPrefix(key, workspace+"/")
		var p person
		if !here || json.Unmarshal(body, &p) != nil || team != "" && p.Team != team || slices.Equal(p.Groups, all[user]) {
			continue
		}
		p.Groups = all[user]
		if err := a.reintroduce(ctx, key, p); err != nil {
			return err
		}
	}
	return nil
}

func (a *App) reintroduce(ctx context.Context, key string, p person) error {
	body, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("slack: profile of %s: %w", p.User, err)
	}
	if err := a.meet(ctx, p.Profile); err != nil {
		return err
	}
	a.people.put(key, p, p.Seen.Add(profileAge))
	return a.cfg.Drawer.Put(ctx, personKind, key, body)
}
