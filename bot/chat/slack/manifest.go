package slack

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"throughline/bot/chat"
)

// A Blueprint is what the manifest of the app is made from, beside the code.
type Blueprint struct {
	Name      string // of the app and its bot; empty: Throughline
	PublicURL string // where Slack reaches the app; empty: Socket Mode
	Rotate    bool   // tokens expire after twelve hours and are replaced; only with a PublicURL
	Commands  []chat.Command
	Shortcuts []chat.Command
	Prompts   []chat.Prompt // offered to those who open the conversation before anything is known of them
}

// Slack's limits on a manifest: https://github.com/slackapi/manifest-schema
const (
	shortcutName = 24
	appName      = 35
)

// slashCommand is the one command; what to do stands after it.
const slashCommand = "/throughline"

// The manifest, in the order in which people read it.
type (
	manifest struct {
		Metadata struct {
			Major int `json:"major_version"`
			Minor int `json:"minor_version"`
		} `json:"_metadata"`
		Display  appDisplay  `json:"display_information"`
		Features appFeatures `json:"features"`
		OAuth    appOauth    `json:"oauth_config"`
		Settings appSettings `json:"settings"`
	}
	appDisplay struct {
		Name  string `json:"name"`
		Short string `json:"description"`
		Long  string `json:"long_description"`
		Color string `json:"background_color"`
	}
	appFeatures struct {
		Home      appHome       `json:"app_home"`
		Bot       appBotUser    `json:"bot_user"`
		Shortcuts []appShortcut `json:"shortcuts,omitempty"`
		Slash     []appSlash    `json:"slash_commands"`
		Agent     appAgentView  `json:"agent_view"`
	}
	appHome struct {
		Home     bool `json:"home_tab_enabled"`
		Messages bool `json:"messages_tab_enabled"`
		ReadOnly bool `json:"messages_tab_read_only_enabled"`
	}
	appBotUser struct {
		Name   string `json:"display_name"`
		Online bool   `json:"always_online"`
	}
	appShortcut struct {
		Name     string `json:"name"`
		Type     string `json:"type"`
		Callback string `json:"callback_id"`
		About    string `json:"description"`
	}
	appSlash struct {
		Command string `json:"command"`
		URL     string `json:"url,omitempty"`
		About   string `json:"description"`
		Hint    string `json:"usage_hint"`
		Escape  bool   `json:"should_escape"`
	}
	appAgentView struct {
		About   string           `json:"agent_description"`
		Prompts []manifestPrompt `json:"suggested_prompts,omitempty"`
	}
	manifestPrompt struct {
		Title   string `json:"title"`
		Message string `json:"message"`
	}
	appOauth struct {
		Redirects []string `json:"redirect_urls,omitempty"`
		Scopes    struct {
			Bot      []string `json:"bot"`
			Optional []string `json:"bot_optional,omitempty"`
		} `json:"scopes"`
	}
	appSettings struct {
		Events struct {
			URL string   `json:"request_url,omitempty"`
			Bot []string `json:"bot_events"`
		} `json:"event_subscriptions"`
		Interactivity struct {
			Enabled bool   `json:"is_enabled"`
			URL     string `json:"request_url,omitempty"`
		} `json:"interactivity"`
		Org    bool `json:"org_deploy_enabled"`
		Socket bool `json:"socket_mode_enabled"`
		Rotate bool `json:"token_rotation_enabled"`
	}
)

const (
	aboutShort = "Keeps the balanced scorecard in chat and ties daily work to strategy."
	aboutLong  = "Throughline asks the owner of each metric for its number at the right moment and reads a one-line answer, prepares strategy " +
		"reviews, and answers how somebody's work affects the strategy by walking the strategy map, link by link, with the evidence for each. " +
		"What it says comes from the map and the numbers that people recorded. Where a language model is switched on, it may only choose between readings of a question."
	aboutAgent = "Asks for your metrics, prepares reviews, and answers how your work ties to the strategy, with the links and numbers it stands on."
)

// Manifest returns the manifest of the app as JSON, to be pasted at
// https://api.slack.com/apps. What it asks for follows from the code.
func (b Blueprint) Manifest() ([]byte, error) {
	m, err := b.manifest()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err = enc.Encode(m)
	return out.Bytes(), err
}

func (b Blueprint) manifest() (m manifest, err error) {
	if b.Name == "" {
		b.Name = "Throughline"
	}
	base := strings.TrimSuffix(b.PublicURL, "/")
	switch {
	case len([]rune(b.Name)) > appName:
		return m, fmt.Errorf("slack: the name of an app has at most %d characters", appName)
	case base != "" && !strings.HasPrefix(base, "https://"):
		return m, fmt.Errorf("slack: Slack only calls addresses that start with https://, not %s", base)
	case base == "" && b.Rotate:
		return m, fmt.Errorf("slack: tokens can rotate only where people install the app over HTTP; give a public URL")
	}
	m.Metadata.Major, m.Metadata.Minor = 1, 1
	m.Display = appDisplay{Name: b.Name, Short: aboutShort, Long: aboutLong, Color: "#1f4e5f"}
	if m.Features, err = b.features(base); err != nil {
		return m, err
	}
	m.OAuth.Scopes.Bot = namesOf(func(s scope) bool { return !s.optional })
	m.OAuth.Scopes.Optional = namesOf(func(s scope) bool { return s.optional })
	m.Settings.Events.Bot = botEvents()
	m.Settings.Interactivity.Enabled = true
	if m.Settings.Socket = base == ""; !m.Settings.Socket {
		m.OAuth.Redirects = []string{base + "/slack/oauth"}
		m.Settings.Events.URL, m.Settings.Interactivity.URL = base+"/slack/events", base+"/slack/interactions"
		m.Settings.Org, m.Settings.Rotate = true, b.Rotate
	}
	return m, nil
}

func (b Blueprint) features(base string) (f appFeatures, err error) {
	f.Home = appHome{Home: true, Messages: true}
	f.Bot = appBotUser{Name: b.Name, Online: true}
	for _, c := range b.Shortcuts {
		if len([]rune(c.About)) > shortcutName {
			return f, fmt.Errorf("slack: the shortcut %q is too long for Slack's menu, which shows %d characters", c.About, shortcutName)
		}
		f.Shortcuts = append(f.Shortcuts, appShortcut{Name: c.About, Type: "message", Callback: c.Name, About: c.About})
	}
	command := appSlash{Command: slashCommand, About: "Your metrics, what you owe, and how your work ties to the strategy", Hint: "help"}
	for _, c := range b.Commands {
		command.Hint += " | " + c.Name
	}
	if base != "" {
		command.URL = base + "/slack/commands"
	}
	f.Slash = []appSlash{command}
	f.Agent.About = aboutAgent
	for _, p := range b.Prompts[:min(len(b.Prompts), 4)] {
		f.Agent.Prompts = append(f.Agent.Prompts, manifestPrompt{Title: p.Title, Message: p.Say})
	}
	return f, nil
}
