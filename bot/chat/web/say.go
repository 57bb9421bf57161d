package web

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline/bot/chat"
)

// newToken makes the mark of one submission: it goes out with a form and comes
// back with it, so that the same form sent twice is one thing said once.
func newToken() string { return strings.ToLower(rand.Text()) }

var goodToken = regexp.MustCompile(`^[a-z0-9]{16,64}$`)

// tokenOf returns the submission's mark. What else was submitted is part of it:
// a page taken from the browser's history still carries its old mark, and the
// new words on it are not the old ones again.
func tokenOf(r *http.Request, parts ...string) (string, bool) {
	token := r.PostFormValue("token")
	if !goodToken.MatchString(token) {
		return "", false
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return token + "-" + hex.EncodeToString(sum[:6]), true
}

// A saying is a submission of the composer or of the editor that was found good.
type saying struct {
	dir     Directory
	speaker Person
	room    string
	text    string
	token   string
}

// heard reads a submission that says something in room; what is wrong with it
// is answered here.
func (s *Workspace) heard(w http.ResponseWriter, r *http.Request, room string) (saying, bool) {
	dir, ok := s.directory(w, r)
	if !ok {
		return saying{}, false
	}
	g := saying{dir: dir, speaker: speakerOf(r, dir), room: room, text: cleanText(r.PostFormValue("text"))}
	g.token, ok = tokenOf(r, string(g.speaker.ID), room, g.text)
	switch {
	case !ok:
		s.oops(w, r, http.StatusBadRequest, "This page is out of date. Please open it again and send your message from there.")
	case g.speaker.ID == "" || !mayRead(room, g.speaker.ID) || !s.known(r.Context(), dir, room):
		s.oops(w, r, http.StatusForbidden, "You take no part in this conversation.")
	case utf8.RuneCountInString(g.text) > maxText:
		s.oops(w, r, http.StatusRequestEntityTooLarge, "That is longer than one message can be (8,000 characters). Please send it in parts.")
	case g.text == "":
		done(w, r, backTo(r))
	default:
		return g, true
	}
	return saying{}, false
}

// known reports whether there is such a room: a channel that is listed or in
// which something was said, or a conversation of people who exist.
func (s *Workspace) known(ctx context.Context, dir Directory, room string) bool {
	if isChannel(room) {
		for _, c := range dir.Channels {
			if strings.EqualFold(c.Name, room) {
				return true
			}
		}
		said, err := s.Memory.Timeline(ctx, room, 0, 1)
		return err == nil && len(said) > 0
	}
	for id := range strings.SplitSeq(strings.TrimPrefix(room, "@"), "+") {
		if !dir.has(chat.UserID(id)) {
			return false
		}
	}
	return true
}

// cleanText takes what a browser sends for text as people mean it.
func cleanText(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s))
}

// say keeps what somebody says and hands it to the bot, where the bot listens.
func (s *Workspace) say(w http.ResponseWriter, r *http.Request) {
	g, ok := s.heard(w, r, r.PostFormValue("room"))
	if !ok {
		return
	}
	ctx := r.Context()
	thread, err := s.threadOf(ctx, g.room, r.PostFormValue("thread"))
	if err != nil {
		s.oops(w, r, http.StatusNotFound, "What you are replying to is no longer there.")
		return
	}
	e, _, err := s.Memory.Add(ctx, Entry{
		Key: "say/" + g.token, Room: g.room, Thread: thread, From: g.speaker.ID, At: s.Now(),
		Body: chat.Paragraph(marked(g.text, g.dir)),
	})
	if err == nil && withBot(g.room) {
		in := g.incoming(chat.Said, e)
		in.ID = "say/" + g.token
		err = s.Door.Receive(ctx, in)
	}
	s.waiting.wake()
	if err != nil {
		s.Log.Error("web: say", "room", g.room, "err", err)
		s.oops(w, r, http.StatusServiceUnavailable, "That could not be delivered just now. Please send it again; it will be said once.")
		return
	}
	s.sent(ctx, g, e)
	done(w, r, backTo(r))
}

// sent notes that who speaks in a room has read it.
func (s *Workspace) sent(ctx context.Context, g saying, e Entry) {
	if err := s.Memory.MarkSeen(ctx, g.speaker.ID, g.room, e.ID); err != nil {
		s.Log.Warn("web: mark seen", "room", g.room, "err", err)
	}
}

func (g saying) incoming(what chat.What, e Entry) chat.Incoming {
	text, mention := withoutMention(g.text)
	return chat.Incoming{
		What: what, Place: placeOf(g.room, e.Thread, g.speaker.ID), From: g.speaker.ID,
		Ref: e.Ref(), Text: text, Mention: mention, At: e.At, Link: entryPath(e, g.speaker.ID),
	}
}

// edit changes somebody's own words.
func (s *Workspace) edit(w http.ResponseWriter, r *http.Request) {
	e, err := s.entry(r.Context(), r.PostFormValue("ref"))
	if err != nil {
		s.oops(w, r, http.StatusNotFound, "That message is no longer there.")
		return
	}
	g, ok := s.heard(w, r, e.Room)
	if !ok {
		return
	}
	if e.From != g.speaker.ID {
		s.oops(w, r, http.StatusForbidden, "Only "+g.dir.person(e.From).Name+" can change that message.")
		return
	}
	ctx := r.Context()
	e, err = s.Memory.Replace(ctx, e.ID, chat.Paragraph(marked(g.text, g.dir)), s.Now())
	if err == nil && withBot(g.room) {
		in := g.incoming(chat.Edited, e)
		in.ID, in.At = "edit/"+e.Ref()+"/"+g.token, e.Edited
		err = s.Door.Receive(ctx, in)
	}
	s.waiting.wake()
	if err != nil {
		s.Log.Error("web: edit", "ref", e.Ref(), "err", err)
		s.oops(w, r, http.StatusServiceUnavailable, "The change could not be delivered just now. Please save it again.")
		return
	}
	done(w, r, backTo(r))
}

var botMention = regexp.MustCompile(`(?i)(^|[^\pL\pN_@.])@` + BotName + `\b[,:]?`)

// withoutMention takes the bot's own name out of what was typed.
func withoutMention(text string) (rest string, mention bool) {
	if !botMention.MatchString(text) {
		return text, false
	}
	rest = botMention.ReplaceAllString(text, "$1")
	lines := strings.Split(rest, "\n")
	for i, l := range lines {
		lines[i] = strings.Join(strings.Fields(l), " ")
	}
	return strings.TrimSpace(strings.Join(lines, "\n")), true
}

// marked makes marked text of what was typed: everything is shown as it stands,
// but @ and the full name of the bot or of a person is a mention.
func marked(text string, dir Directory) string {
	var b strings.Builder
	plain := 0
	for i := 0; i < len(text); i++ {
		if text[i] != '@' {
			continue
		}
		if id, n := named(text[i+1:], dir); n > 0 {
			b.WriteString(chat.Escape(text[plain:i]) + chat.Mention(string(id)))
			i += n
			plain = i + 1
		}
	}
	return b.String() + chat.Escape(text[plain:])
}

// named returns whose name text begins with, and how many bytes of it: the
// longest that fits and ends where a word ends.
func named(text string, dir Directory) (who chat.UserID, length int) {
	try := func(id chat.UserID, name string) {
		if len(name) <= length || len(text) < len(name) || !strings.EqualFold(text[:len(name)], name) {
			return
		}
		if next, _ := utf8.DecodeRuneInString(text[len(name):]); len(text) > len(name) && (unicode.IsLetter(next) || unicode.IsDigit(next)) {
			return
		}
		who, length = id, len(name)
	}
	try(Bot, BotName)
	for _, p := range dir.People {
		try(p.ID, p.Name)
	}
	return who, length
}
