package teams

import (
	"throughline/bot/chat"
)

const (
	lineLimit = 500
	paraLimit = 4000
	manyRadio = 5 // options; more are drawn as a menu
)

// form draws a form in the place of the card whose button opened it. Fields that
// are wrong say so; what was typed stays.
func (p pen) form(f chat.Form, opened press, faults chat.FieldErrors) card {
	body := []any{textBlock{Type: "TextBlock", Text: escapeStart(escape(short(oneLine(clean(f.Title)), 200))), Wrap: true, Style: "heading", Size: "Medium", Weight: "Bolder"}}
	var names []entity
	for _, x := range p.text("", f.Intro, look{}, "Default") {
		body, names = append(body, x.element), append(names, x.names...)
	}
	left := make(chat.FieldErrors, len(faults))
	for name, fault := range faults {
		left[name] = fault
	}
	var inputs []any
	for _, field := range f.Fields {
		inputs = append(inputs, fieldInput(field)...)
		if fault, wrong := left[field.Name]; wrong {
			inputs = append(inputs, faultLine(fault))
			delete(left, field.Name)
		}
	}
	for _, fault := range left { // of no field: above all of them
		body = append(body, faultLine(fault))
	}
	body = append(body, inputs...)
	data := map[string]string{"a": f.Action, "v": f.Value, "fa": opened.Action, "fv": opened.Value}
	body = append(body, actionSet{Type: "ActionSet", Actions: []action{
		execute(short(f.Submit, titleWords), submitKind, chat.Primary, data),
		execute("Cancel", closeKind, chat.Default, map[string]string{"a": opened.Action, "v": opened.Value}),
	}})
	var top *teamsTop
	if len(names) > 0 {
		top = &teamsTop{Entities: names}
	}
	return newCard(short(f.Title, fallbackWords), body, top)
}

func faultLine(fault string) textBlock {
	return textBlock{Type: "TextBlock", Text: escapeStart(escape(short(clean(fault), 500))), Wrap: true, Color: "Attention", Size: "Small", Weight: "Bolder", Spacing: "None"}
}

// fieldInput draws one field, and its hint below it.
func fieldInput(f chat.Field) (out []any) {
	in := input{
		Type: "Input.Text", ID: fieldMark + f.Name, Label: short(oneLine(clean(f.Label)), 300), Value: clean(f.Value),
		Required: !f.Optional, Longest: lineLimit,
	}
	if in.Required {
		in.Error = "Please fill this in."
	}
	switch f.Kind {
	case chat.ParaField:
		in.Multiline, in.Longest = true, paraLimit
	case chat.DateField:
		in.Type, in.Longest = "Input.Date", 0
	case chat.ChoiceField:
		in.Type, in.Longest, in.Wrap = "Input.ChoiceSet", 0, true
		in.Style = "expanded"
		if len(f.Options) > manyRadio {
			in.Style = "compact"
		}
		for _, o := range f.Options {
			in.Choices = append(in.Choices, choice{Title: short(oneLine(clean(o.Label)), 200), Value: o.Value})
		}
	}
	out = append(out, in)
	if f.Hint != "" {
		out = append(out, textBlock{Type: "TextBlock", Text: escapeStart(escape(short(oneLine(clean(f.Hint)), 300))), Wrap: true, Size: "Small", Subtle: true, Spacing: "None"})
	}
	return out
}
