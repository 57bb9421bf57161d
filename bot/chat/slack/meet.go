package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

const (
	profileAge = 24 * time.Hour // a profile is looked up again after this, though changes are told
	personKind = "person"       // in the drawer
)

// A person is what Slack tells about a user, and what we make of it.
type person struct {
	chat.Profile
	Team string    `json:"team,omitempty"` // the team they are a member of
	Bot  bool      `json:"bot,omitempty"`  // nobody who is answered
	Seen time.Time `json:"seen,omitempty"` // when it was looked up
}

// slackUser is what users.info returns and user_change brings.
type slackUser struct {
	ID         id     `json:"id"`
	Team       id     `json:"team_id"`
	Name       string `json:"name"`
	RealName   string `json:"real_name"`
	Deleted    truth  `json:"deleted"`
	Bot        truth  `json:"is_bot"`
	Workflow   truth  `json:"is_workflow_bot"`
	Guest      truth  `json:"is_restricted"`
	OneChannel truth  `json:"is_ultra_restricted"`
	Stranger   truth  `json:"is_stranger"`
	Zone       string `json:"tz"`
	Locale     string `json:"locale"`
	Profile    struct {
		Email    string `json:"email"`
		RealName string `json:"real_name"`
		Display  string `json:"display_name"`
	} `json:"profile"`
	Enterprise struct {
		ID    id   `json:"enterprise_id"`
		Teams []id `json:"teams"`
	} `json:"enterprise_user"`
}

// outside reports whether the user is a guest of the workspace or belongs to
// another organisation.
func (u slackUser) outside(s self) bool {
	switch {
	case bool(u.Guest || u.OneChannel || u.Stranger):
		return true
	case u.Team == "" || string(u.Team) == s.team || string(u.Team) == s.enterprise:
		return false
	case s.enterprise != "" && string(u.Enterprise.ID) == s.enterprise:
		return false
	}
	return !slices.Contains(u.Enterprise.Teams, id(s.team))
}

// profile is what we keep of a user.
func (u slackUser) profile(s self, groups []string) chat.Profile {
	p := chat.Profile{
		Service: Service, Workspace: s.workspace, User: chat.UserID(u.ID), Zone: u.Zone, Locale: u.Locale, Groups: groups,
		Outside: u.outside(s), Gone: bool(u.Deleted), Email: u.Profile.Email,
		Name: cmp.Or(u.RealName, u.Profile.RealName, u.Profile.Display, u.Name),
	}
	if p.Outside {
		p.Email = "" // what another organisation says of itself proves nothing here
	}
	return p
}

func asUser(u *slack.User) slackUser {
	var out slackUser
	out.ID, out.Team, out.Name, out.RealName = id(u.ID), id(u.TeamID), u.Name, u.RealName
	out.Deleted, out.Bot, out.Workflow = truth(u.Deleted), truth(u.IsBot), truth(u.IsWorkflowBot)
	out.Guest, out.OneChannel, out.Stranger = truth(u.IsRestricted), truth(u.IsUltraRestricted), truth(u.IsStranger)
	out.Zone, out.Locale = u.TZ, u.Locale
	out.Profile.Email, out.Profile.RealName, out.Profile.Display = u.Profile.Email, u.Profile.RealName, u.Profile.DisplayName
	out.Enterprise.ID = id(u.Enterprise.EnterpriseID)
	for _, t := range u.Enterprise.Teams {
		out.Enterprise.Teams = append(out.Enterprise.Teams, id(t))
	}
	return out
}

// who returns what is known of a user of a workspace, asking Slack when that is
// needed, and lets the host meet them.
func (a *App) who(ctx context.Context, workspace, user string) (person, error) {
	key := workspace + "/" + user
	return a.people.get(ctx, key, a.cfg.Now(), func(ctx context.Context) (person, time.Duration, error) {
		if p, ok := a.remembered(ctx, key); ok {
			return p, profileAge - a.cfg.Now().Sub(p.Seen), nil
		}
		p, err := a.ask(ctx, workspace, user)
		return p, profileAge, err
	})
}

// remembered returns a profile from the drawer that is not too old.
func (a *App) remembered(ctx context.Context, key string) (p person, ok bool) {
	body, ok, err := a.cfg.Drawer.Get(ctx, personKind, key)
	if err != nil || !ok || json.Unmarshal(body, &p) != nil {
		return p, false
	}
	return p, a.cfg.Now().Sub(p.Seen) < profileAge
}

// ask looks a user up and introduces them. Somebody the bot may not see belongs
// to somewhere else.
func (a *App) ask(ctx context.Context, workspace, user string) (person, error) {
	s, err := a.self(ctx, workspace)
	if err != nil {
		return person{}, err
	}
	c, err := a.client(ctx, workspace)
	if err != nil {
		return person{}, err
	}
	u, err := c.GetUserInfoContext(ctx, user)
	switch {
	case code(err) == "user_not_found" || code(err) == "user_not_visible":
		return person{Profile: chat.Profile{Service: Service, Workspace: s.workspace, User: chat.UserID(user), Outside: true}}, nil
	case err != nil:
		return person{}, failure("look up "+user, err)
	}
	known := asUser(u)
	return a.introduce(ctx, s, known, a.groupsOf(ctx, s, known))
}

// introduce keeps what is known of a user, here and at the host.
func (a *App) introduce(ctx context.Context, s self, u slackUser, groups []string) (person, error) {
	p := person{Profile: u.profile(s, groups), Team: string(u.Team), Bot: bool(u.Bot || u.Workflow), Seen: a.cfg.Now()}
	if p.Bot {
		return p, nil
	}
	if err := a.meet(ctx, p.Profile); err != nil {
		return p, err
	}
	body, err := json.Marshal(p)
	if err != nil {
		return p, fmt.Errorf("slack: profile of %s: %w", p.User, err)
	}
	return p, a.cfg.Drawer.Put(ctx, personKind, s.workspace+"/"+string(p.User), body)
}

func (a *App) meet(ctx context.Context, p chat.Profile) error {
	host, ok := a.cfg.Host(ctx, p.Workspace)
	if !ok {
		return nil
	}
	return host.Meet(ctx, p)
}

// changed takes what Slack says of its own accord about a user. Only those whom
// the bot has met are of interest: a large workspace has many more.
func (a *App) changed(ctx context.Context, workspace string, raw json.RawMessage) error {
	var e struct {
		User slackUser `json:"user"`
	}
	if err := lenient(raw, &e); err != nil || e.User.ID == "" {
		return nil // nothing that could be kept
	}
	key := workspace + "/" + string(e.User.ID)
	body, met, err := a.cfg.Drawer.Get(ctx, personKind, key)
	if err != nil || !met {
		return err
	}
	s, err := a.self(ctx, workspace)
	if err != nil {
		return err
	}
	var known person
	if err := json.Unmarshal(body, &known); err != nil {
		return fmt.Errorf("slack: profile of %s: %w", key, err)
	}
	e.User.Locale = cmp.Or(e.User.Locale, known.Locale) // the event does not tell it
	p, err := a.introduce(ctx, s, e.User, known.Groups)
	if err == nil {
		a.people.put(key, p, a.cfg.Now().Add(profileAge))
	}
	return err
}
