package slacktest

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Fields returns the labels of a modal's inputs with what stands in them, the
// label of the option that is chosen.
func (s *Slack) Fields(modal *View) map[string]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[string]string{}
	for _, in := range inputs(s.views[modal.ID]) {
		out[in.label] = in.shown()
	}
	return out
}

func (in input) shown() string {
	for _, o := range in.options {
		if o["value"] == in.value {
			return textOf(o["text"])
		}
	}
	return in.value
}

// ErrUnfilled is returned for a form that Slack does not submit, because a field
// that is not optional is empty.
var ErrUnfilled = errors.New("Slack itself asks to fill in")

// FillForm fills in the inputs of an open modal, by label, and submits it. What
// is not named stays as it is; a choice is made by the option's label or value.
// It returns what the app says is wrong, by label, and the modal that the app
// shows instead, nil when it closed.
func (h Human) FillForm(modal *View, values map[string]string) (faults map[string]string, next *View, err error) {
	h.s.mu.Lock()
	v := h.s.views[modal.ID]
	if v == nil || !v.open || v.User != h.user.ID {
		h.s.mu.Unlock()
		return nil, nil, fmt.Errorf("this person has no such modal open")
	}
	all := inputs(v)
	state, err := fillIn(all, values)
	if err != nil {
		h.s.mu.Unlock()
		return nil, nil, err
	}
	payload := h.payload("view_submission", v)
	view := viewJSON(v)
	view["state"] = object{"values": state}
	payload["view"], payload["response_urls"] = view, []any{}
	c := &parcel{ID: h.s.id("env-"), kind: "interactive", body: mustJSON(payload)}
	h.s.mu.Unlock()
	h.s.dispatch(c)
	if !c.acked {
		return nil, nil, ErrNoAnswer
	}
	return h.answered(v, all, c.answer)
}

// CloseForm closes a modal without submitting it.
func (h Human) CloseForm(modal *View) {
	h.s.mu.Lock()
	defer h.s.mu.Unlock()
	if v := h.s.views[modal.ID]; v != nil {
		v.open = false
	}
}

// answered does what the app says to a submission.
func (h Human) answered(v *View, all []input, answer []byte) (faults map[string]string, next *View, err error) {
	var r struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
		View   json.RawMessage   `json:"view"`
	}
	if len(answer) > 0 {
		if err := json.Unmarshal(answer, &r); err != nil {
			return nil, nil, fmt.Errorf("Slack cannot read the answer to a submission: %w", err)
		}
	}
	h.s.mu.Lock()
	defer h.s.mu.Unlock()
	switch r.Action {
	case "", "clear":
		v.open = false
		return nil, nil, nil
	case "errors":
		faults, err = placeErrors(all, r.Errors)
		return faults, v, err
	case "update", "push":
		b, err := h.s.checkView(string(r.View), "modal")
		if err != nil {
			return nil, nil, fmt.Errorf("Slack refuses the view: %w: %v", err, err.(apiError).messages)
		}
		if r.Action == "push" {
			v = &View{ID: h.s.id("V0"), Team: v.Team, User: v.User, Root: v.Root, open: true, stack: v.stack + 1}
			h.s.views[v.ID] = v
		}
		h.s.set(v, string(r.View), b)
		shown := *v
		return nil, &shown, nil
	}
	return nil, nil, fmt.Errorf("Slack knows no response_action %q", r.Action)
}

// placeErrors turns block_ids into labels; an error without its block is one.
func placeErrors(all []input, errors map[string]string) (map[string]string, error) {
	out := map[string]string{}
	for block, text := range errors {
		i := slices.IndexFunc(all, func(in input) bool { return in.block == block })
		if i < 0 {
			return nil, fmt.Errorf("there is no input block %q to show %q at", block, text)
		}
		out[all[i].label] = text
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("response_action errors without errors")
	}
	return out, nil
}

// An input is a field of a view.
type input struct {
	block, action, label, kind, value string
	optional                          bool
	options                           []object
}

func inputs(v *View) []input {
	var all []object
	if v == nil || json.Unmarshal(blocksOf(v), &all) != nil {
		return nil
	}
	var out []input
	for i, b := range all {
		if b["type"] != "input" {
			continue
		}
		e, _ := b["element"].(object)
		in := input{block: text(b["block_id"]), action: text(e["action_id"]), label: textOf(b["label"]), kind: text(e["type"])}
		if in.block == "" {
			in.block = fmt.Sprintf("auto%d", i)
		}
		in.optional, _ = b["optional"].(bool)
		first, _ := e["initial_option"].(object)
		in.value = text(e["initial_value"]) + text(e["initial_date"]) + text(first["value"])
		options, _ := e["options"].([]any)
		for _, o := range options {
			if o, ok := o.(object); ok {
				in.options = append(in.options, o)
			}
		}
		out = append(out, in)
	}
	return out
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

// fillIn returns the state of a view as a submission carries it.
func fillIn(all []input, values map[string]string) (object, error) {
	state, left := object{}, maps.Clone(values)
	for _, in := range all {
		if v, given := values[in.label]; given {
			in.value = v
			delete(left, in.label)
		}
		if in.value == "" && !in.optional {
			return nil, fmt.Errorf("%w: %q", ErrUnfilled, in.label)
		}
		v, err := in.state()
		if err != nil {
			return nil, err
		}
		state[in.block] = object{in.action: v}
	}
	if len(left) > 0 {
		return nil, fmt.Errorf("the modal has no fields %v", slices.Sorted(maps.Keys(left)))
	}
	return state, nil
}

func (in input) state() (object, error) {
	out := object{"type": in.kind}
	switch in.kind {
	case "static_select", "radio_buttons":
		out["selected_option"] = nil
		for _, o := range in.options {
			if o["value"] == in.value || strings.EqualFold(textOf(o["text"]), in.value) {
				out["selected_option"] = o
			}
		}
		if in.value != "" && out["selected_option"] == nil {
			return nil, fmt.Errorf("%q offers no option %q", in.label, in.value)
		}
	case "datepicker":
		out["selected_date"] = nil
		if in.value != "" {
			out["selected_date"] = in.value
		}
	default:
		out["value"] = nil
		if in.value != "" {
			out["value"] = in.value
		}
	}
	return out, nil
}
