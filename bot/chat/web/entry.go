package web

import (
	"fmt"
	"hash/fnv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"throughline/bot/chat"
)

// An entryView is a message as templates/entry.html draws it.
type entryView struct {
	Entry
	Who        Person
	IsBot      bool
	Mine       bool
	NewDay     bool // the first of its day on this page
	Follows    bool // said by the same person shortly after the one above
	FirstNew   bool // the first that has not been seen
	Copy       bool // stands a second time on the page, so it has no id
	CanThread  bool
	Day        string // "2026-11-20", in the workspace's zone
	DayName    string // "Friday 20 November 2026"
	Time       string // "09:00"
	ISO        string
	Path       string
	ThreadPath string // of the room with the thread under it opened
	Replied    string // "3 replies"
	LastTime   string // of the newest reply: "Fri 20 Nov, 09:00"
	Blocks     []blockView
}

// shortly is how soon after the last message a person's next is drawn as part
// of it. What the bot says always stands for itself.
const shortly = 5 * time.Minute

func zoneOf(d Directory) *time.Location {
	if d.Zone == nil {
		return time.UTC
	}
	return d.Zone
}

func (p *painter) entry(e Entry) entryView {
	at := e.At.In(zoneOf(p.dir))
	v := entryView{
		Entry: e, Who: p.dir.person(e.From), IsBot: e.From == "", Mine: e.From != "" && e.From == p.speaker,
		CanThread: e.Thread == 0 && (isChannel(e.Room) || e.Replies > 0),
		Day:       at.Format(time.DateOnly), DayName: at.Format("Monday 2 January 2006"),
		Time: at.Format("15:04"), ISO: at.Format(time.RFC3339), Path: entryPath(e, p.speaker),
		ThreadPath: roomPath(e.Room, p.speaker) + "?thread=" + e.Ref(), Blocks: p.blocks(e, newToken()),
	}
	if e.Replies > 0 {
		v.Replied = fmt.Sprintf("%d replies", e.Replies)
		if e.Replies == 1 {
			v.Replied = "1 reply"
		}
		v.LastTime = e.LastReply.In(zoneOf(p.dir)).Format("Mon 2 Jan, 15:04")
	}
	return v
}

// entries draws a run of messages in order; seen is how far the reader has read.
func (p *painter) entries(list []Entry, seen int64) []entryView {
	out := make([]entryView, len(list))
	marked := seen == 0
	for i, e := range list {
		v := p.entry(e)
		v.NewDay = i == 0 || out[i-1].Day != v.Day
		if i > 0 && !v.NewDay {
			v.Follows = !v.IsBot && out[i-1].From == v.From && e.At.Sub(list[i-1].At) < shortly
		}
		if !marked && e.ID > seen && !v.Mine {
			v.FirstNew, v.Follows, marked = true, false, true
		}
		out[i] = v
	}
	return out
}

// entryPath is the permanent page of an entry, for one who takes part in its room.
func entryPath(e Entry, user chat.UserID) string {
	path := roomPath(e.Room, user)
	if e.Thread != 0 {
		path += "?thread=" + Entry{ID: e.Thread}.Ref()
	}
	return path + "#m" + e.Ref()
}

// Text is what a person typed, as they typed it, for editing.
func (p *painter) Text(e Entry) string {
	return e.Body.Plain(func(id string) string { return p.dir.person(chat.UserID(id)).Name })
}

// Initials are what an avatar shows: "AR" for Ana Ruiz.
func (p Person) Initials() string {
	words := strings.FieldsFunc(p.Name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) == 0 {
		return "?"
	}
	first, _ := utf8.DecodeRuneInString(words[0])
	if len(words) == 1 {
		return string(unicode.ToUpper(first))
	}
	last, _ := utf8.DecodeRuneInString(words[len(words)-1])
	return string([]rune{unicode.ToUpper(first), unicode.ToUpper(last)})
}

// Tint is the colour of an avatar, 0 to 7: the same wherever the person appears.
func (p Person) Tint() int {
	h := fnv.New32a()
	h.Write([]byte(p.ID))
	return int(h.Sum32() % 8)
}

// IsBot reports whether this is the bot rather than somebody.
func (p Person) IsBot() bool { return p.ID == Bot }

// About is title and unit in one line.
func (p Person) About() string {
	switch {
	case p.Title == "":
		return p.Unit
	case p.Unit == "" || strings.Contains(p.Title, p.Unit):
		return p.Title
	}
	return p.Title + " · " + p.Unit
}
