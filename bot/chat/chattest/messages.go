// Package chattest holds every adapter to what chat.Service promises, and keeps
// the messages that all of them draw: each kind of block, and the text that is
// hardest to draw safely.
package chattest

import (
	"bytes"
	"image"
	"image/color"
	"image/png"

	"throughline/bot/chat"
)

// A Golden is a message with the name of the file its drawing is kept in.
type Golden struct {
	Name    string
	Message chat.Message
}

// Person is mentioned by the golden messages. An adapter under test knows them as Ana Ruiz.
const Person = "ana"

// Messages returns the golden messages: one for each kind of block, then those
// that put several together the way Throughline does.
func Messages() []Golden {
	return []Golden{
		{"heading", chat.Say(chat.Heading{Text: "Week 47 at Fleet & Delivery <now>"})},
		{"text", chat.Say(chat.Text{Marked: "On-time delivery is **91.4%** for week 47, " + chat.Mention(Person) +
			": see [the metric](/metric/m_otd) and [the handbook](https://example.org/a?b=1&c=2). A plain \\* star.\nA second line."})},
		{"quote", chat.Say(chat.Quote{Text: "Two vans were off the road.\n\nBoth are back *today*.", By: "Ana Ruiz, Mon 23 Nov"}, chat.Quote{Text: "No name."})},
		{"note", chat.Say(chat.Note{Marked: "I read this as: what drives **Market share**?"})},
		{"list", chat.Say(list(), chat.List{Ordered: true, Items: []chat.Item{{Marked: "First"}, {Marked: "Second"}}})},
		{"facts", chat.Say(chat.Facts{Pairs: []chat.Pair{{Label: "Target", Marked: "**96%** by 31 Dec"}, {Label: "Owner", Marked: chat.Mention(Person)}}})},
		{"table", chat.Say(table())},
		{"progress", chat.Say(chat.Progress{Done: 3, Of: 9, Label: "3 of 9 in"}, chat.Progress{Done: 0, Of: 0, Label: "Nothing is due"})},
		{"buttons", chat.Say(buttons())},
		{"picture", chat.Say(chat.Picture{Title: "On-time delivery", Alt: "A line that falls from 93% to 91.4% over four weeks.", Path: "/chart.svg", PNG: Dot()})},
		{"picture-bytes", chat.Say(chat.Picture{Alt: "A blue dot.", PNG: Dot()})},
		{"chart", chat.Say(chat.Picture{Title: "On-time delivery", Alt: "A line that falls from 93% to 91.4% over three weeks; the target is 96%.", Path: "/chart.svg", Link: "/metric/m_otd", Chart: chart()})},
		{"feedback", chat.Say(chat.Text{Marked: "Your team moves **Market share**."}, chat.Feedback{Action: "answer/feedback", Value: "7"})},
		{"rule", chat.Say(chat.Text{Marked: "Above"}, chat.Rule{}, chat.Text{Marked: "Below"})},
		{"hostile", hostile()},
		{"round", round()},
		{"answer", answer()},
	}
}

func chart() *chat.Chart {
	point := func(v float64) *float64 { return &v }
	return &chat.Chart{Unit: "%", Labels: []string{"W45", "W46", "W47"}, Series: []chat.ChartOf{
		{Name: "On-time delivery", Points: []*float64{point(93), nil, point(91.4)}},
		{Name: "Target", Points: []*float64{point(96), point(96), point(96)}},
	}}
}

func list() chat.List {
	return chat.List{Items: []chat.Item{
		{Marked: "**On-time delivery** 91.4%", Status: "red"}, {Marked: "because of two vans", Depth: 1},
		{Marked: "**Claims** 0.7 per 100k km", Status: "amber"}, {Marked: "**Retention** 94%", Status: "green"},
		{Marked: "**Survey** 41", Status: "stale"}, {Marked: "**Training** nothing yet", Status: "no data"}, {Marked: "without a dot"},
	}}
}

func table() chat.Table {
	return chat.Table{
		Caption: "Customer, week 47",
		Columns: []chat.Column{{Title: "Metric"}, {Title: "Value", Right: true}, {Title: "Target", Right: true}, {Title: "Owner"}},
		Rows: [][]string{
			{"On-time delivery", "**91.4%**", "96%", chat.Mention(Person)},
			{"Retention", "94%", "93%", "Jo & Sons \\<Ltd\\>"},
			{"Short row"},
		},
	}
}

func buttons() chat.Buttons {
	return chat.Buttons{Buttons: []chat.Button{
		{Label: "Report", Action: "checkin/form", Value: "m_otd/2026-W47", Form: true, Style: chat.Primary},
		{Label: "No data", Action: "checkin/none", Value: `{"a":"<b>"}`},
		{Label: "Take back", Action: "checkin/undo", Value: "7", Style: chat.Danger},
		{Label: "Open the map", URL: "/map"},
	}}
}

// hostile is what must never be taken for anything but text.
func hostile() chat.Message {
	const script = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`
	return chat.Say(
		chat.Heading{Text: script},
		chat.Text{Marked: chat.Escape(script + " [x](javascript:alert(1)) <!channel> <@everyone>")},
		chat.Quote{Text: script + " **not bold** <@" + Person + ">", By: script},
		chat.Facts{Pairs: []chat.Pair{{Label: script, Marked: chat.Escape(script)}}},
		chat.Table{Caption: script, Columns: []chat.Column{{Title: script}}, Rows: [][]string{{chat.Escape(script)}}},
		chat.Progress{Done: 1, Of: 2, Label: script},
		chat.Picture{Title: script, Alt: script, PNG: Dot()},
		chat.Buttons{Buttons: []chat.Button{{Label: "Press <b>", Action: "x/y", Value: script}}},
	)
}

func round() chat.Message {
	return chat.Say(
		chat.Heading{Text: "Check-in for week 47"},
		chat.Progress{Done: 1, Of: 3, Label: "1 of 3 in"},
		chat.List{Items: []chat.Item{
			{Marked: chat.Mention(Person) + ": **On-time delivery** 91.4%", Status: "red"},
			{Marked: chat.Mention(Person) + ": **Claims**, not in yet"},
		}},
		chat.Buttons{Buttons: []chat.Button{{Label: "Report yours", Action: "checkin/form", Value: "round", Form: true, Style: chat.Primary}}},
		chat.Note{Marked: "Or answer in the thread: 91.4% because two vans were off the road."},
	)
}

func answer() chat.Message {
	return chat.Say(
		chat.Text{Marked: "Your team moves **Market share** on two routes."},
		chat.Heading{Text: "Through loyalty, about 14 weeks"},
		chat.List{Ordered: true, Items: []chat.Item{
			{Marked: "**Deliver on time** drives **Customer loyalty**, about 8 weeks", Status: "green"},
			{Marked: "**Customer loyalty** drives **Market share**, about 6 weeks", Status: "no data"},
		}},
		chat.Quote{Text: "Loyal customers reorder.", By: "Jo Lindqvist"},
		chat.Rule{},
		chat.Note{Marked: "The weakest hop is the second: it is registered, not yet supported by the numbers."},
	)
}

// Dot is the picture of a blue dot.
func Dot() []byte {
	img := image.NewPaletted(image.Rect(0, 0, 8, 8), color.Palette{color.White, color.RGBA{B: 200, A: 255}})
	img.SetColorIndex(4, 4, 1)
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		panic(err) // an eight-pixel picture in memory
	}
	return out.Bytes()
}
