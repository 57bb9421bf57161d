package slack

import (
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

// A press is what an action_id of ours says: what a button does, and who takes it.
type press struct {
	Kind   string // pressKind, formKind, voteKind or openKind
	Action string // "feature/verb"
}

const (
	pressKind = "press" // something is done at once
	formKind  = "form"  // a form opens
	voteKind  = "vote"  // the message was of use, or not
	openKind  = "open"  // a page opens in the browser; nothing is to be done but to acknowledge
)

// actionID names a button in its message, where no two may have the same name.
func actionID(kind, action string, n int) string {
	return kind + ":" + action + ":" + strconv.Itoa(n)
}

// pressed reads what actionID wrote; false for anything else.
func pressed(actionID string) (press, bool) {
	kind, rest, ok := strings.Cut(actionID, ":")
	end := strings.LastIndex(rest, ":")
	switch {
	case !ok || end < 0:
		return press{}, false
	case kind != pressKind && kind != formKind && kind != voteKind && kind != openKind:
		return press{}, false
	}
	return press{kind, rest[:end]}, true
}

// cutButtons sorts buttons into rows.
func cutButtons(b chat.Buttons) []piece {
	var out []piece
	var row []chat.Button
	room := maxTable
	for _, x := range b.Buttons {
		need := size(x.Label) + size(x.Value) + size(x.URL) + size(x.Action)
		if len(row) > 0 && (len(row) == maxRow || need > room) {
			out = append(out, piece{block: chat.Buttons{Buttons: row}})
			row, room = nil, maxTable
		}
		row = append(row, x)
		room -= need
	}
	return append(out, piece{block: chat.Buttons{Buttons: row}})
}

// buttons draws a row. A button that leads to a page is left out as long as
// nobody has said where our pages are, and so is one that Slack could not carry.
func (p pen) buttons(b chat.Buttons, n *int) []slack.Block {
	var out []slack.BlockElement
	for _, x := range b.Buttons {
		if e := p.button(x, *n); e != nil {
			out = append(out, e)
			*n++
		}
	}
	if len(out) == 0 {
		return nil
	}
	return []slack.Block{slack.NewActionBlock("", out...)}
}

func (p pen) button(x chat.Button, n int) *slack.ButtonBlockElement {
	label := clip(oneLine(x.Label), maxLabel)
	if label == "" {
		label = "…"
	}
	kind, url := pressKind, ""
	switch {
	case x.URL != "":
		kind, url = openKind, p.url(x.URL)
	case x.Form:
		kind = formKind
	}
	id := actionID(kind, x.Action, n)
	if kind == openKind && url == "" || kind != openKind && x.Action == "" || !carried(x.Value, maxValue) || !carried(id, maxActionID) {
		return nil
	}
	e := slack.NewButtonBlockElement(id, x.Value, words(label))
	e.URL = url
	switch x.Style {
	case chat.Primary:
		e.Style = slack.StylePrimary
	case chat.Danger:
		e.Style = slack.StyleDanger
	}
	return e
}

// carried reports whether Slack gives a text back as it is.
func carried(s string, most int) bool { return size(s) <= most && clean(s) == s }

// feedback asks whether the message was of use.
func (p pen) feedback(f chat.Feedback, n *int) []slack.Block {
	const good, bad = "Useful", "Not useful"
	if p.home {
		return p.buttons(chat.Buttons{Buttons: []chat.Button{
			{Label: good, Action: f.Action, Value: f.Good()}, {Label: bad, Action: f.Action, Value: f.Bad()},
		}}, n)
	}
	id := actionID(voteKind, f.Action, *n)
	if !carried(id, maxActionID) || !carried(f.Good(), maxValue) || f.Action == "" {
		return nil
	}
	*n++
	return []slack.Block{slack.NewContextActionsBlock("", slack.NewFeedbackButtonsBlockElement(id,
		slack.NewFeedbackButton(words(good), f.Good()).WithAccessibilityLabel("This answer was useful"),
		slack.NewFeedbackButton(words(bad), f.Bad()).WithAccessibilityLabel("This answer was not useful"),
	))}
}
