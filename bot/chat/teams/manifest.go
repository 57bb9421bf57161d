package teams

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// A Blueprint is what the app package is made from, beside the code.
type Blueprint struct {
	AppID     string // of the app in Microsoft Entra
	Name      string // of the app and its bot; empty: Throughline
	Version   string // higher for every package that replaces another; empty: 1.0.0
	PublicURL string // where people reach the pages and Teams the app
	Company   string // who runs the app; empty: the host of PublicURL
	Privacy   string // address of the privacy statement; empty: below PublicURL
	Terms     string // address of the terms of use; empty: below PublicURL
}

const (
	manifestVersion = "1.25"
	manifestSchema  = "https://developer.microsoft.com/json-schemas/teams/v1.25/MicrosoftTeams.schema.json"
)

// The manifest, in the order in which people read it.
type (
	manifest struct {
		Schema      string         `json:"$schema"`
		Manifest    string         `json:"manifestVersion"`
		Version     string         `json:"version"`
		ID          string         `json:"id"`
		Developer   developer      `json:"developer"`
		Icons       appIcons       `json:"icons"`
		Name        wording        `json:"name"`
		Description wording        `json:"description"`
		Accent      string         `json:"accentColor"`
		Bots        []appBot       `json:"bots"`
		Extensions  []appExtension `json:"composeExtensions"`
		Permissions []string       `json:"permissions"`
		Domains     []string       `json:"validDomains"`
		Channels    string         `json:"supportsChannelFeatures"`
	}
	developer struct {
		Name    string `json:"name"`
		Website string `json:"websiteUrl"`
		Privacy string `json:"privacyUrl"`
		Terms   string `json:"termsOfUseUrl"`
	}
	appIcons struct {
		Color   string `json:"color"`
		Outline string `json:"outline"`
	}
	wording struct {
		Short string `json:"short"`
		Full  string `json:"full"`
	}
	appBot struct {
		ID       string        `json:"botId"`
		Scopes   []string      `json:"scopes"`
		Files    bool          `json:"supportsFiles"`
		OnlyTell bool          `json:"isNotificationOnly"`
		Lists    []commandList `json:"commandLists"`
	}
	commandList struct {
		Scopes   []string     `json:"scopes"`
		Commands []botCommand `json:"commands"`
	}
	botCommand struct {
		Title string `json:"title"`
		About string `json:"description"`
	}
	appExtension struct {
		BotID    string             `json:"botId"`
		Commands []extensionCommand `json:"commands"`
	}
	extensionCommand struct {
		ID         string               `json:"id"`
		Kind       string               `json:"type"`
		Title      string               `json:"title"`
		About      string               `json:"description"`
		Initial    bool                 `json:"initialRun"`
		Contexts   []string             `json:"context"`
		Parameters []extensionParameter `json:"parameters"`
	}
	extensionParameter struct {
		Name  string `json:"name"`
		Title string `json:"title"`
		About string `json:"description"`
	}
)

var versionForm = regexp.MustCompile(`^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$`)

// ready returns the Blueprint with what was left out, or says what is wrong.
func (b Blueprint) ready() (Blueprint, string, error) {
	if b.Name == "" {
		b.Name = "Throughline"
	}
	if b.Version == "" {
		b.Version = "1.0.0"
	}
	b.PublicURL = strings.TrimSuffix(b.PublicURL, "/")
	u, err := url.Parse(b.PublicURL)
	switch {
	case !guid.MatchString(b.AppID):
		return b, "", fmt.Errorf("teams: the app id %q is not of the form 00000000-0000-0000-0000-000000000000", b.AppID)
	case err != nil || u.Scheme != "https" || u.Hostname() == "":
		return b, "", fmt.Errorf("teams: %q is no https address; Teams reaches the app there from the internet", b.PublicURL)
	case !versionForm.MatchString(b.Version):
		return b, "", fmt.Errorf("teams: the version %q is not of the form 1.0.0", b.Version)
	case len([]rune(b.Name)) > 30:
		return b, "", fmt.Errorf("teams: the name %q has more than 30 letters, which Teams does not take", b.Name)
	}
	for s, with := range map[*string]string{&b.Company: u.Hostname(), &b.Privacy: b.PublicURL + "/privacy", &b.Terms: b.PublicURL + "/terms"} {
		fill(s, with)
	}
	return b, u.Hostname(), nil
}

// everywhere are the kinds of conversations that the bot takes part in.
var everywhere = []string{"personal", "team", "groupChat"}

// Manifest returns the manifest of the app.
func (b Blueprint) Manifest() ([]byte, error) {
	b, host, err := b.ready()
	if err != nil {
		return nil, err
	}
	m := manifest{
		Schema: manifestSchema, Manifest: manifestVersion, Version: b.Version, ID: strings.ToLower(b.AppID),
		Developer: developer{short(b.Company, 32), b.PublicURL, b.Privacy, b.Terms},
		Icons:     appIcons{"color.png", "outline.png"},
		Name:      wording{b.Name, b.Name + ": balanced scorecards in chat"},
		Description: wording{
			"Keeps balanced scorecards and ties daily work to strategy.",
			"Asks the owner of each metric for the number at the right moment and reads a one-line answer. Prepares each review with a summary per perspective. " +
				"Answers how a team's work affects a goal by walking the strategy map, with the evidence for every arrow, and says so when nothing is recorded. " +
				"Mention the bot in a channel, or write to it directly.",
		},
		Accent: "#17405F",
		Bots: []appBot{{ID: b.AppID, Scopes: everywhere, Lists: []commandList{{Scopes: everywhere, Commands: []botCommand{
			{"what do I owe?", "The numbers that are waiting for you"},
			{"what is red?", "Metrics that are off their targets"},
			{"how does my work tie to the strategy?", "The routes from your team to the vision"},
			{"summary", "The scorecard in a minute, per perspective"},
			{"help", "What I can do"},
		}}}}},
		Extensions: []appExtension{{BotID: b.AppID, Commands: []extensionCommand{{
			ID: searchCommand, Kind: "query", Title: "Find a metric", About: "Put how a metric or an objective stands into the conversation",
			Initial: true, Contexts: []string{"compose", "commandBox"},
			Parameters: []extensionParameter{{searchParameter, "Name", "A part of the name of a metric or an objective"}},
		}}}},
		Permissions: []string{"identity", "messageTeamMembers"},
		Domains:     []string{host},
		Channels:    "tier1",
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err = e.Encode(m)
	return out.Bytes(), err
}

// Package returns the app package: what is uploaded to Teams.
func (b Blueprint) Package() ([]byte, error) {
	m, err := b.Manifest()
	if err != nil {
		return nil, err
	}
	color, outline, err := icons()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range []struct {
		name string
		body []byte
	}{{"manifest.json", m}, {"color.png", color}, {"outline.png", outline}} {
		w, err := z.Create(f.name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(f.body); err != nil {
			return nil, err
		}
	}
	err = z.Close()
	return out.Bytes(), err
}
