package slack

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

// What the adapter itself says, where there is nobody to ask for words.
const (
	noForm            = "This form cannot be opened just now. Please try again in a moment."
	notTaken          = "This form has been closed in the meantime, so nothing was recorded. This is what you typed, to be copied:"
	answeredElsewhere = "The answer is in your direct conversation with me."
	orAsk             = "Or ask in your own words."
)

// An answer is what an acknowledged submission does to its modal.
type formAnswer struct {
	Action string                  `json:"response_action"`
	Errors map[string]string       `json:"errors,omitempty"`
	View   *slack.ModalViewRequest `json:"view,omitempty"`
}

func instead(v slack.ModalViewRequest) formAnswer { return formAnswer{Action: "update", View: &v} }

// notice is a modal that only says something.
func notice(lines ...string) slack.ModalViewRequest {
	v := slack.ModalViewRequest{Type: slack.VTModal, Title: slack.NewTextBlockObject(slack.PlainTextType, "Throughline", false, false)}
	for _, l := range lines {
		text := slack.NewTextBlockObject(slack.PlainTextType, clip(clean(l), maxSection), false, false)
		v.Blocks.BlockSet = append(v.Blocks.BlockSet, slack.NewSectionBlock(text, nil, nil))
	}
	return v
}

// showFaults puts each fault at its field. What is wrong with no field in
// particular, or with one that is not there, stands at the first; and where there
// are no fields, in place of the form.
func showFaults(v view, faults chat.FieldErrors) formAnswer {
	inputs := v.inputs()
	if len(inputs) == 0 {
		return instead(notice(slices.Sorted(maps.Values(faults))...))
	}
	out := formAnswer{Action: "errors", Errors: map[string]string{}}
	for _, name := range slices.Sorted(maps.Keys(faults)) {
		block := inputs[0].Block
		if i := slices.IndexFunc(inputs, func(in typed) bool { return in.Block == blockOf(name) }); i >= 0 {
			block = inputs[i].Block
		}
		out.Errors[block] = strings.TrimSpace(out.Errors[block] + " " + faults[name])
	}
	return out
}

// keepTyped shows what somebody typed into a form that cannot be taken, whole
// unless it is too long for an answer over a socket.
func keepTyped(v view, why string) slack.ModalViewRequest {
	for room := maxViewBlocks * maxSection; ; room /= 2 {
		shown := notice(typedLines(v, why, room)...)
		body, err := json.Marshal(shown)
		if err != nil || len(body) < maxAck-spareAck || room < maxTyped {
			return shown
		}
	}
}

const (
	spareAck = 1 << 10 // for what an answer says beside its view
	maxTyped = 100
)

func typedLines(v view, why string, room int) []string {
	lines := []string{why}
	for _, in := range v.inputs() {
		if in.Value == "" || room <= 0 {
			continue
		}
		line := clip(in.Label+": "+in.Value, room)
		room -= size(line)
		lines = append(lines, line)
	}
	return lines
}

// A typed is a field of a submitted form.
type typed struct{ Block, Label, Value string }

// inputs returns the fields of a submitted view with what was typed, in order.
func (v view) inputs() []typed {
	var blocks []struct {
		Type  string `json:"type"`
		Block string `json:"block_id"`
		Label struct {
			Text string `json:"text"`
		} `json:"label"`
	}
	var state struct {
		Values map[string]map[string]struct {
			Value    string `json:"value"`
			Date     string `json:"selected_date"`
			Selected struct {
				Text struct {
					Text string `json:"text"`
				} `json:"text"`
			} `json:"selected_option"`
		} `json:"values"`
	}
	if lenient(orNull(v.Blocks), &blocks) != nil || lenient(orNull(v.State), &state) != nil {
		return nil
	}
	var out []typed
	for _, b := range blocks {
		if b.Type != "input" {
			continue
		}
		in := typed{Block: b.Block, Label: b.Label.Text}
		for _, x := range state.Values[b.Block] {
			in.Value = x.Value + x.Date + x.Selected.Text.Text
		}
		out = append(out, in)
	}
	return out
}

func orNull(raw json.RawMessage) json.RawMessage {
	if len(raw) == 0 {
		return json.RawMessage("null")
	}
	return raw
}
