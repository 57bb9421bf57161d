package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

// What Slack accepts in a modal: https://docs.slack.dev/reference/views
const (
	maxTitle      = 24 // and of its buttons
	maxInput      = 3000
	maxOptions    = 100 // of a select
	maxFieldLabel = 2000
)

// fieldMark begins the block_id of a field, so that no other block is taken for one.
const fieldMark = "field:"

// blockOf names the block of a field.
func blockOf(field string) string { return fieldMark + field }

// pen draws for a workspace.
func (a *App) pen(ctx context.Context, workspace string) pen {
	return pen{pages: a.cfg.PublicURL, user: func(person string) chat.UserID {
		u, ok := a.cfg.People(ctx, workspace, person)
		if !ok {
			return ""
		}
		return u
	}}
}

// modal draws a form. The meta comes back with its submission.
func (p pen) modal(f chat.Form, meta string) slack.ModalViewRequest {
	v := slack.ModalViewRequest{
		Type: slack.VTModal, Title: words(clip(oneLine(f.Title), maxTitle)), Close: words("Cancel"), PrivateMetadata: meta,
	}
	if f.Intro != "" {
		for _, d := range p.drawings(chat.Paragraph(f.Intro)) {
			v.Blocks.BlockSet = append(v.Blocks.BlockSet, d.blocks...)
		}
	}
	for _, field := range f.Fields {
		if len(v.Blocks.BlockSet) == maxViewBlocks {
			break
		}
		v.Blocks.BlockSet = append(v.Blocks.BlockSet, input(field))
		v.Submit = words(clip(oneLine(f.Submit), maxTitle))
	}
	return v
}

// input draws a field.
func input(f chat.Field) *slack.InputBlock {
	label := clip(oneLine(f.Label), maxFieldLabel)
	if label == "" {
		label = "…"
	}
	b := slack.NewInputBlock(blockOf(f.Name), words(label), nil, control(f))
	b.Optional = f.Optional
	if hint := clip(oneLine(f.Hint), maxFieldLabel); hint != "" {
		b.Hint = words(hint)
	}
	return b
}

// control draws what a field is filled in with.
func control(f chat.Field) slack.BlockElement {
	switch f.Kind {
	case chat.DateField:
		e := slack.NewDatePickerBlockElement(blockOf(f.Name))
		if _, err := time.Parse(time.DateOnly, f.Value); err == nil {
			e.InitialDate = f.Value
		}
		return e
	case chat.ChoiceField:
		if e := choice(f); e != nil {
			return e
		}
	}
	e := slack.NewPlainTextInputBlockElement(nil, blockOf(f.Name))
	e.Multiline = f.Kind == chat.ParaField
	e.InitialValue = clip(clean(f.Value), maxInput)
	return e
}

// choice draws options to choose from, the one that is chosen among them; nil
// when there is none that Slack could carry.
func choice(f chat.Field) *slack.SelectBlockElement {
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, blockOf(f.Name))
	var options []*slack.OptionBlockObject
	for _, o := range f.Options {
		label := clip(oneLine(o.Label), maxLabel)
		if label == "" || o.Value == "" || size(o.Value) > maxLabel {
			continue
		}
		drawn := slack.NewOptionBlockObject(o.Value, words(label), nil)
		if o.Value == f.Value {
			e.InitialOption = drawn
		}
		options = append(options, drawn)
	}
	if len(options) == 0 {
		return nil
	}
	e.Options = options
	if len(options) > maxOptions {
		e.Options = options[:maxOptions]
		if e.InitialOption != nil && !slices.Contains(e.Options, e.InitialOption) {
			e.Options[maxOptions-1] = e.InitialOption
		}
	}
	return e
}

// values reads what was filled in, by the names of the fields.
func values(state json.RawMessage) (map[string]string, error) {
	var s struct {
		Values map[string]map[string]struct {
			Value    string `json:"value"`
			Date     string `json:"selected_date"`
			Selected struct {
				Value string `json:"value"`
			} `json:"selected_option"`
		} `json:"values"`
	}
	if err := lenient(orNull(state), &s); err != nil {
		return nil, fmt.Errorf("slack: what was filled in: %w", err)
	}
	out := map[string]string{}
	for block, inputs := range s.Values {
		name, ours := strings.CutPrefix(block, fieldMark)
		if !ours {
			continue
		}
		for _, in := range inputs {
			out[name] = strings.TrimSpace(in.Value + in.Date + in.Selected.Value)
		}
	}
	return out, nil
}
