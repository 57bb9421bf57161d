package slack

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"
)

// Everything Slack sends is read into small structs of what we need. A field of
// another kind than expected stays empty and spoils nothing else: Slack adds
// kinds of blocks and changes fields while programs run for years.

// lenient reads JSON into v. Only text that is no JSON at all is an error.
func lenient(data []byte, v any) error {
	err := json.Unmarshal(data, v)
	var other *json.UnmarshalTypeError
	if errors.As(err, &other) {
		return nil // the rest was read all the same
	}
	return err
}

// An id is written as a string in some places and as an object with an id in others.
type id string

func (i *id) UnmarshalJSON(data []byte) error {
	var s string
	if json.Unmarshal(data, &s) == nil {
		*i = id(s)
		return nil
	}
	var o struct {
		ID string `json:"id"`
	}
	if bytes.HasPrefix(data, []byte("{")) {
		_ = lenient(data, &o) // what is no id is none
	}
	*i = id(o.ID)
	return nil
}

// A truth is true, "true" or 1.
type truth bool

func (f *truth) UnmarshalJSON(data []byte) error {
	switch strings.Trim(string(data), `"`) {
	case "true", "1":
		*f = true
	}
	return nil
}

// A stamp is a number of seconds, written as a string in most places: "1690000000.000100".
type stamp string

func (s *stamp) UnmarshalJSON(data []byte) error {
	t := strings.Trim(string(data), `"`)
	if _, err := strconv.ParseFloat(t, 64); err == nil {
		*s = stamp(t)
	}
	return nil
}

// time returns when the stamp is; the zero time for none.
func (s stamp) time() time.Time {
	whole, part, _ := strings.Cut(string(s), ".")
	sec, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || sec <= 0 {
		return time.Time{}
	}
	micro, err := strconv.ParseInt((part + "000000")[:6], 10, 64)
	if err != nil {
		micro = 0
	}
	return time.Unix(sec, micro*1000).UTC()
}

// A delivery is an event in its wrapper.
type delivery struct {
	Type       string          `json:"type"`
	Challenge  string          `json:"challenge"`
	Team       id              `json:"team_id"`
	Enterprise id              `json:"enterprise_id"`
	EventID    string          `json:"event_id"`
	Time       stamp           `json:"event_time"`
	Shared     truth           `json:"is_ext_shared_channel"`
	For        []authorization `json:"authorizations"`
	Event      json.RawMessage `json:"event"`
}

// An authorization says through which installation an event reached us.
type authorization struct {
	Team       id    `json:"team_id"`
	Enterprise id    `json:"enterprise_id"`
	Whole      truth `json:"is_enterprise_install"`
}

// workspace returns the id of the installation: of the organisation when it
// installed the app as a whole, or else of the team.
func (d delivery) workspace() string {
	for _, f := range d.For {
		if f.Whole && f.Enterprise != "" {
			return string(f.Enterprise)
		}
		if f.Team != "" {
			return string(f.Team)
		}
	}
	return string(d.Team)
}

// An event is what happened. One struct serves all kinds.
type event struct {
	Type        string  `json:"type"`
	Subtype     string  `json:"subtype"`
	User        id      `json:"user"`
	Bot         string  `json:"bot_id"`
	Text        string  `json:"text"`
	TS          stamp   `json:"ts"`
	Thread      stamp   `json:"thread_ts"`
	At          stamp   `json:"event_ts"`
	Channel     id      `json:"channel"`
	ChannelType string  `json:"channel_type"`
	UserTeam    id      `json:"user_team"`
	Edited      *edited `json:"edited"`

	Message  *event `json:"message"`          // as it is now, of message_changed
	Previous *event `json:"previous_message"` // as it was

	Tab     string  `json:"tab"` // of app_home_opened
	View    viewRef `json:"view"`
	Context struct {
		Entities []struct {
			Type  string `json:"type"`
			Value string `json:"value"`
		} `json:"entities"`
	} `json:"context"` // of app_context_changed

	Inviter id `json:"inviter"` // of member_joined_channel
	Tokens  struct {
		Bot []string `json:"bot"`
	} `json:"tokens"` // of tokens_revoked
}

type edited struct {
	TS stamp `json:"ts"`
}

type viewRef struct {
	ID   string `json:"id"`
	Hash string `json:"hash"`
}

// direct reports whether a conversation is one person's with the bot.
func direct(channel, kind string) bool {
	return kind == "im" || kind == "app_home" || kind == "" && strings.HasPrefix(channel, "D")
}

// readDelivery reads the wrapper of an event and the event.
func readDelivery(body []byte) (d delivery, e event, err error) {
	if err := lenient(body, &d); err != nil {
		return d, e, err
	}
	if len(d.Event) == 0 {
		return d, e, nil
	}
	err = lenient(d.Event, &e)
	return d, e, err
}

// An interaction is a press, a submission or a shortcut.
type interaction struct {
	Type       string   `json:"type"`
	User       userRef  `json:"user"`
	Team       id       `json:"team"`
	Enterprise id       `json:"enterprise"`
	Whole      truth    `json:"is_enterprise_install"`
	Trigger    string   `json:"trigger_id"`
	Callback   string   `json:"callback_id"`
	ActionAt   stamp    `json:"action_ts"`
	MessageTS  stamp    `json:"message_ts"`
	Channel    id       `json:"channel"`
	Message    event    `json:"message"`
	Container  holder   `json:"container"`
	Actions    []action `json:"actions"`
	View       view     `json:"view"`
}

type userRef struct {
	ID   string `json:"id"`
	Team string `json:"team_id"`
}

// A holder is what a pressed button stands in.
type holder struct {
	Type    string `json:"type"`
	TS      stamp  `json:"message_ts"`
	Channel id     `json:"channel_id"`
	Thread  stamp  `json:"thread_ts"`
}

// An action is one press.
type action struct {
	Type  string `json:"type"`
	ID    string `json:"action_id"`
	Value string `json:"value"`
	At    stamp  `json:"action_ts"`
}

// A view is a modal or a home with what stands in its fields.
type view struct {
	ID       string `json:"id"`
	Type     string `json:"type"`
	Hash     string `json:"hash"`
	Callback string `json:"callback_id"`
	Private  string `json:"private_metadata"`
	Title    struct {
		Text string `json:"text"`
	} `json:"title"`
	State  json.RawMessage `json:"state"`
	Blocks json.RawMessage `json:"blocks"`
}

func (i interaction) workspace() string {
	if i.Whole && i.Enterprise != "" {
		return string(i.Enterprise)
	}
	return string(i.Team)
}

// A commanded is a slash command. Values are strings in forms and in JSON.
type commanded struct {
	Team       string `json:"team_id"`
	Enterprise string `json:"enterprise_id"`
	Whole      truth  `json:"is_enterprise_install"`
	Channel    string `json:"channel_id"`
	Name       string `json:"channel_name"`
	User       string `json:"user_id"`
	Command    string `json:"command"`
	Text       string `json:"text"`
	Trigger    string `json:"trigger_id"`
}

func (s commanded) workspace() string {
	if s.Whole && s.Enterprise != "" {
		return s.Enterprise
	}
	return s.Team
}
