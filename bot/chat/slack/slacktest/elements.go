package slacktest

import (
	"fmt"
	"slices"
)

var elementRules = map[string]rule{
	"button": {need: []string{"text"}, may: []string{"action_id", "value", "url", "style", "confirm", "accessibility_label"}, check: (*checker).button},
	"plain_text_input": {may: []string{"action_id", "initial_value", "multiline", "min_length", "max_length", "placeholder", "focus_on_load", "dispatch_action_config"},
		surfaces: []string{"modal", "home"}, check: (*checker).plainInput},
	"number_input": {need: []string{"is_decimal_allowed"}, may: []string{"action_id", "initial_value", "min_value", "max_value", "placeholder", "focus_on_load"},
		surfaces: []string{"modal", "home"}},
	"static_select": {need: []string{"options"}, may: []string{"action_id", "placeholder", "initial_option", "confirm", "focus_on_load"}, check: (*checker).choice},
	"radio_buttons": {need: []string{"options"}, may: []string{"action_id", "initial_option", "confirm", "focus_on_load"}, check: (*checker).choice},
	"overflow":      {need: []string{"options"}, may: []string{"action_id", "confirm"}, check: (*checker).choice},
	"datepicker":    {may: []string{"action_id", "initial_date", "placeholder", "confirm", "focus_on_load"}},
}

func (k *checker) element(at string, e object) {
	kind, _ := e["type"].(string)
	r, known := elementRules[kind]
	if !known {
		k.fail(at+"/type", "unsupported type: %v", e["type"])
		return
	}
	if r.surfaces != nil && !slices.Contains(r.surfaces, k.surface) {
		k.fail(at+"/type", "%s is not allowed in a %s", kind, k.surface)
	}
	k.fields(at, e, r)
	k.action(at, e)
	if r.check != nil {
		r.check(k, at, e)
	}
	if e["placeholder"] != nil {
		k.plain(at+"/placeholder", e["placeholder"], 150)
	}
}

// action checks an action_id, which no two elements share.
func (k *checker) action(at string, e object) {
	id, given := e["action_id"]
	if !given {
		return
	}
	k.length(at+"/action_id", id, 255)
	if k.actions[fmt.Sprint(id)] {
		k.fail(at+"/action_id", "action_id %v already exists", id)
	}
	k.actions[fmt.Sprint(id)] = true
}

func (k *checker) button(at string, e object) {
	k.plain(at+"/text", e["text"], 75)
	if e["value"] != nil {
		k.length(at+"/value", e["value"], 2000)
	}
	if e["url"] != nil {
		k.length(at+"/url", e["url"], 3000)
	}
	if style := e["style"]; style != nil && style != "primary" && style != "danger" {
		k.fail(at+"/style", "must be primary or danger")
	}
}

func (k *checker) plainInput(at string, e object) {
	most := 3000.0
	if m, ok := e["max_length"].(float64); ok {
		most = m
		if m < 1 || m > 3000 {
			k.fail(at+"/max_length", "must be between 1 and 3000")
		}
	}
	if v := e["initial_value"]; v != nil {
		k.length(at+"/initial_value", v, int(most))
	}
}

func (k *checker) choice(at string, e object) {
	most := map[any]int{"static_select": 100, "radio_buttons": 10, "overflow": 5}[e["type"]]
	var values []any
	for i, o := range k.list(at+"/options", e["options"], 1, most) {
		at := fmt.Sprintf("%s/options/%d", at, i)
		kinds := []string{"plain_text"}
		if e["type"] == "radio_buttons" {
			kinds = append(kinds, "mrkdwn")
		}
		k.text(at+"/text", o["text"], 75, kinds...)
		k.length(at+"/value", o["value"], 75)
		if slices.Contains(values, o["value"]) {
			k.fail(at+"/value", "two options share the value %v", o["value"])
		}
		values = append(values, o["value"])
	}
	if first, ok := e["initial_option"].(object); ok && !slices.Contains(values, first["value"]) {
		k.fail(at+"/initial_option", "must be one of the options")
	}
}

func (k *checker) input(at string, b object) {
	k.plain(at+"/label", b["label"], 2000)
	if b["hint"] != nil {
		k.plain(at+"/hint", b["hint"], 2000)
	}
	if e, ok := b["element"].(object); ok {
		if e["type"] == "button" || e["type"] == "overflow" {
			k.fail(at+"/element", "%v cannot be an input", e["type"])
		}
		k.element(at+"/element", e)
	}
}

func (k *checker) contextActions(at string, b object) {
	for i, e := range k.list(at+"/elements", b["elements"], 1, 5) {
		at := fmt.Sprintf("%s/elements/%d", at, i)
		k.action(at, e)
		switch e["type"] {
		case "feedback_buttons":
			k.fields(at, e, rule{need: []string{"positive_button", "negative_button"}, may: []string{"action_id"}})
			for _, which := range []string{"positive_button", "negative_button"} {
				o, _ := e[which].(object)
				k.plain(at+"/"+which+"/text", o["text"], 75)
				k.length(at+"/"+which+"/value", o["value"], 2000)
			}
		case "icon_button":
			k.fields(at, e, rule{need: []string{"icon", "text"}, may: []string{"action_id", "value", "confirm", "accessibility_label", "visible_to_user_ids"}})
		default:
			k.fail(at+"/type", "unsupported type: %v", e["type"])
		}
	}
}
