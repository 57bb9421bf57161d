package teams

import (
	"cmp"
	"strings"

	"throughline/bot/chat"
)

// Teams refuses messages of about 100 KB with 413 and advises 80 KB; other ways
// into it lose silently what is over 28 KB (learn.microsoft.com:
// format-your-bot-messages). We keep well below on our own.
var budgets = []budget{
	{card: 24 << 10, message: 64 << 10, cards: 10},
	{card: 20 << 10, message: 22 << 10, cards: 1},
	{card: 10 << 10, message: 12 << 10, cards: 1},
}

// A budget is how large a card may be, and how large and of how many cards a message.
type budget struct{ card, message, cards int }

// A pen draws messages for one conversation.
type pen struct {
	person func(person string) (name string, user chat.UserID, ok bool) // somebody who is mentioned
	called func(person string) string                                   // the plain name of somebody who has no account; nil: nobody knows
	pages  string                                                       // address of our pages; empty: there are none
	image  func(chat.Picture) string                                    // address of the picture; empty: it cannot be shown
	bot    string                                                       // what the bot is called where it hears only what names it; empty: it hears all
}

// spans reads marked text as it is for the people of the conversation.
func (p pen) spans(marked string) []chat.Span {
	if p.bot != "" {
		marked = chat.NameBot(marked, p.bot)
	}
	return chat.Spans(marked)
}

// A piece is one element of a card, and who is mentioned in it.
type piece struct {
	element any
	names   []entity
	opens   bool // a new section begins: a good place to go on in another card
	wide    bool
}

// cards draws a message as cards of at most b.card bytes. A heading begins a new
// card when what follows it would not fit.
func (p pen) cards(m chat.Message, b budget) (out []card) {
	words := short(m.Plain(p.plainName), fallbackWords)
	shell := cardShell + sizeOf(words)
	var full []piece
	size := shell
	flush := func() {
		if len(full) > 0 {
			out, full, size = append(out, assemble(words, full)), nil, shell
		}
	}
	for _, section := range sections(p.pieces(m)) {
		if size+measure(section...) > b.card {
			flush()
		}
		for _, x := range section {
			n := measure(x)
			if size+n > b.card {
				flush()
			}
			full, size = append(full, x), size+n
		}
	}
	if flush(); len(out) == 0 {
		return []card{assemble(words, nil)}
	}
	return out
}

// sections cuts pieces before each that opens one.
func sections(all []piece) (out [][]piece) {
	for i, x := range all {
		if i == 0 || x.opens {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], x)
	}
	return out
}

const (
	cardShell     = 400 // bytes of a card beside what stands in it
	fallbackWords = 400 // letters of the text for programs that cannot draw cards
	summaryWords  = 200 // letters of a notification
)

// measure returns how many bytes pieces take in a card.
func measure(pieces ...piece) (n int) {
	for _, x := range pieces {
		n += sizeOf(x.element) + 1
		for _, e := range x.names {
			n += sizeOf(e) + 1
		}
	}
	return n
}

func assemble(words string, pieces []piece) card {
	var top teamsTop
	body := []any{}
	seen := map[string]bool{}
	for _, x := range pieces {
		body = append(body, x.element)
		if x.wide {
			top.Width = "full"
		}
		for _, e := range x.names {
			if !seen[e.Text+e.Mentioned.ID] {
				seen[e.Text+e.Mentioned.ID] = true
				top.Entities = append(top.Entities, e)
			}
		}
	}
	if top.Width == "" && top.Entities == nil {
		return newCard(words, body, nil)
	}
	return newCard(words, body, &top)
}

// messages draws a message as what is sent: usually one, more when the budget
// asks for it.
func (p pen) messages(m chat.Message, b budget) []outgoing {
	summary := short(oneLine(m.Plain(p.plainName)), summaryWords)
	var out []outgoing
	size := 0
	for _, c := range p.cards(m, b) {
		n := sizeOf(c)
		if len(out) == 0 || size+n > b.message || len(out[len(out)-1].Attachments) >= b.cards {
			out = append(out, outgoing{Type: "message", Summary: summary, Layout: "list"})
			size = 0
		}
		last := &out[len(out)-1]
		last.Attachments = append(last.Attachments, attachment{Type: cardType, Content: c})
		size += n
	}
	if _, asks := feedbackOf(m); asks {
		out[len(out)-1].Data = &channelData{Feedback: &feedbackLoop{Type: "default"}}
	}
	return out
}

// feedbackOf returns what a message asks whether it was of use, if it does.
func feedbackOf(m chat.Message) (chat.Feedback, bool) {
	for _, b := range m.Blocks {
		if f, ok := b.(chat.Feedback); ok {
			return f, true
		}
	}
	return chat.Feedback{}, false
}

func (p pen) plainName(person string) string {
	if name, _, ok := p.name(person); ok {
		return name
	}
	if p.called != nil {
		return cmp.Or(p.called(person), person)
	}
	return person
}

func (p pen) name(person string) (string, chat.UserID, bool) {
	if p.person == nil {
		return "", "", false
	}
	return p.person(person)
}

// url returns the address of a link, or "" when it leads to a page nobody can reach.
func (p pen) url(link string) string {
	if strings.HasPrefix(link, "/") {
		if p.pages == "" {
			return ""
		}
		return p.pages + link
	}
	return link
}

// short cuts a text at a number of letters.
func short(s string, letters int) string {
	if r := []rune(s); len(r) > letters {
		return strings.TrimSpace(string(r[:letters-2])) + " …"
	}
	return s
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
