package slack

import (
	"bytes"
	"encoding/json"
	"strconv"
	"unicode/utf8"

	"github.com/slack-go/slack"
)

// A written block carries how it is sent: to write one takes longer than to draw
// it, and it is weighed and then sent.
type written struct {
	slack.Block
	body json.RawMessage
}

func (w written) MarshalJSON() ([]byte, error) { return w.body, nil }

// write puts the written blocks in the place of blocks, and weighs them.
func write(blocks []slack.Block) (weighs int) {
	for i, b := range blocks {
		q := make(quill, 0, 512)
		if q.block(b) != nil {
			return maxWeight // cannot be sent in any case
		}
		blocks[i] = written{b, json.RawMessage(q)}
		weighs += weight(q)
	}
	return weighs
}

// A quill writes JSON. What nearly every answer consists of it writes by itself:
// encoding/json looks at the fields of everything anew each time, and reads what
// elements write of themselves once more. The rest it leaves to encoding/json.
type quill []byte

func (q *quill) raw(s string) { *q = append(*q, s...) }

// name begins a field that follows another.
func (q *quill) name(s string) {
	q.raw(`,"`)
	q.raw(s)
	q.raw(`":`)
}

// text writes a string in quotes.
func (q *quill) text(s string) {
	if !plainJSON(s) {
		_ = q.any(s) // a string always can be written
		return
	}
	*q = append(*q, '"')
	*q = append(*q, s...)
	*q = append(*q, '"')
}

// plainJSON reports whether a string stands in JSON as it is.
func plainJSON(s string) bool {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c < ' ' || c == '"' || c == '\\' {
				return false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError || r == '\u2028' || r == '\u2029' { // these end a line of JavaScript
			return false
		}
		i += n
	}
	return true
}

// any writes what encoding/json makes of v.
func (q *quill) any(v any) error {
	to := bytes.NewBuffer(*q)
	enc := json.NewEncoder(to)
	enc.SetEscapeHTML(false) // whoever sends it decides that
	if err := enc.Encode(v); err != nil {
		return err
	}
	*q = bytes.TrimSuffix(to.Bytes(), []byte("\n"))
	return nil
}

// begin begins an object of a type.
func (q *quill) begin(kind string) {
	q.raw(`{"type":`)
	q.text(kind)
}

// field writes a field, unless it is empty.
func (q *quill) field(name, value string) {
	if value != "" {
		q.name(name)
		q.text(value)
	}
}

// number writes a field, unless it is zero.
func (q *quill) number(name string, n int) {
	if n != 0 {
		q.name(name)
		*q = strconv.AppendInt(*q, int64(n), 10)
	}
}

// block writes a block.
func (q *quill) block(b slack.Block) error {
	switch b := b.(type) {
	case *slack.RichTextBlock:
		return elements(q, string(b.Type), b.BlockID, b.Elements, q.paragraph)
	case *slack.ContextBlock:
		return elements(q, string(b.Type), b.BlockID, b.ContextElements.Elements, func(e slack.MixedElement) error { return q.mixed(e) })
	case *slack.ActionBlock:
		return elements(q, string(b.Type), b.BlockID, b.Elements.ElementSet, q.button)
	case *slack.ContextActionsBlock:
		return elements(q, string(b.Type), b.BlockID, b.Elements.ElementSet, q.button)
	}
	return q.any(b)
}

// elements writes a block, or a part of one, that consists of elements.
func elements[E any](q *quill, kind, id string, all []E, one func(E) error) error {
	q.begin(kind)
	q.field("block_id", id)
	return q.list(len(all), func(i int) error { return one(all[i]) })
}

// list writes the elements that an object ends with.
func (q *quill) list(n int, one func(i int) error) error {
	q.raw(`,"elements":[`)
	for i := range n {
		if i > 0 {
			q.raw(",")
		}
		if err := one(i); err != nil {
			return err
		}
	}
	q.raw(`]}`)
	return nil
}

// paragraph writes a part of rich text.
func (q *quill) paragraph(e slack.RichTextElement) error {
	switch e := e.(type) {
	case *slack.RichTextSection:
		return elements(q, string(e.Type), "", e.Elements, q.span)
	case *richList:
		q.begin(string(e.Type))
		q.field("style", string(e.Style))
		q.number("indent", e.Indent)
		q.number("offset", e.Offset)
		return q.list(len(e.Elements), func(i int) error { return q.paragraph(e.Elements[i]) })
	}
	return q.any(e)
}

// span writes a piece of a line.
func (q *quill) span(e slack.RichTextSectionElement) error {
	switch e := e.(type) {
	case *slack.RichTextSectionTextElement:
		q.begin(string(e.Type))
		q.raw(`,"text":`)
		q.text(e.Text)
		return q.style(e.Style)
	case *slack.RichTextSectionEmojiElement:
		if e.SkinTone != 0 || e.Unicode+e.URL != "" {
			break
		}
		q.begin(string(e.Type))
		q.raw(`,"name":`)
		q.text(e.Name)
		return q.style(e.Style)
	case *slack.RichTextSectionLinkElement:
		if e.Unsafe != nil || e.FromLLM != nil || e.IsSlackURL != nil || e.Truncated != nil {
			break
		}
		q.begin(string(e.Type))
		q.raw(`,"url":`)
		q.text(e.URL)
		q.field("text", e.Text)
		return q.style(e.Style)
	}
	return q.any(e)
}

// style ends a piece of a line with its looks.
func (q *quill) style(s *slack.RichTextSectionTextStyle) error {
	switch {
	case s == nil:
	case *s == *bold:
		q.raw(`,"style":{"bold":true}`)
	default:
		q.raw(`,"style":`)
		if err := q.any(s); err != nil {
			return err
		}
	}
	q.raw("}")
	return nil
}

// mixed writes an element of small print.
func (q *quill) mixed(e slack.MixedElement) error {
	if t, ok := e.(*slack.TextBlockObject); ok {
		q.words(t)
		return nil
	}
	return q.any(e)
}

// words writes text that is not rich.
func (q *quill) words(t *slack.TextBlockObject) {
	q.begin(t.Type)
	q.raw(`,"text":`)
	q.text(t.Text)
	if t.Emoji != nil {
		q.name("emoji")
		*q = strconv.AppendBool(*q, *t.Emoji)
	}
	if t.Verbatim {
		q.raw(`,"verbatim":true`)
	}
	q.raw("}")
}

// button writes what is pressed.
func (q *quill) button(e slack.BlockElement) error {
	switch e := e.(type) {
	case *slack.ButtonBlockElement:
		if e.Text == nil || e.Confirm != nil || e.AccessibilityLabel+e.AgentPrompt+e.AgentPromptDisplay != "" || e.VisibleToUserIDs != nil {
			break
		}
		q.begin(string(e.Type))
		q.raw(`,"text":`)
		q.words(e.Text)
		q.field("action_id", e.ActionID)
		q.field("url", e.URL)
		q.field("value", e.Value)
		q.field("style", string(e.Style))
		q.raw("}")
		return nil
	case *slack.FeedbackButtonsBlockElement:
		q.begin(string(e.Type))
		q.field("action_id", e.ActionID)
		q.raw(`,"positive_button":`)
		q.vote(e.PositiveButton)
		q.raw(`,"negative_button":`)
		q.vote(e.NegativeButton)
		q.raw("}")
		return nil
	}
	return q.any(e)
}

// vote writes a button of feedback.
func (q *quill) vote(b *slack.FeedbackButton) {
	q.raw(`{"text":`)
	q.words(b.Text)
	q.raw(`,"value":`)
	q.text(b.Value)
	q.field("accessibility_label", b.AccessibilityLabel)
	q.raw("}")
}
