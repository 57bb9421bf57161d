package web

import (
	"bytes"
	"context"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"throughline/bot/chat"
)

// pageSize is how many messages a room shows at once; older ones are a click away.
const pageSize = 60

// A frame is what every page has around its content.
type frame struct {
	Title    string
	Org      string
	Speaker  Person
	Channels []roomLink
	Directs  []roomLink
	Links    []viewLink
	Theme    string
	Clock    *clockView
	Here     string // this page, to come back to
	Version  string // of the style and the script
	Room     string
	Change   int64 // number of the newest change on the page
	Token    string
	Names    []Person // who can be mentioned
	Painter  *painter
}

// A roomLink is a room in the sidebar.
type roomLink struct {
	Name   string
	Path   string
	Unread int
	Here   bool
	With   Person
}

type viewLink struct {
	Link
	Here bool
}

// frame gathers what stands around a page; what fails is answered here.
func (s *Workspace) frame(w http.ResponseWriter, r *http.Request, title string) (frame, bool) {
	dir, ok := s.directory(w, r)
	if !ok {
		return frame{}, false
	}
	who := speakerOf(r, dir)
	f := frame{
		Title: title, Org: dir.Organisation, Speaker: who, Theme: themeOf(r), Here: r.URL.RequestURI(),
		Version: version, Token: newToken(), Names: append([]Person{dir.person(Bot)}, dir.People...),
		Painter: &painter{dir: dir, speaker: who.ID},
	}
	if r.Method != http.MethodGet {
		f.Here = "/"
	}
	f.Clock = s.clockNow(dir.Zone, f.Here)
	for _, l := range s.links {
		f.Links = append(f.Links, viewLink{l, r.URL.Path == l.Path})
	}
	if err := s.sidebar(r.Context(), &f, dir, r.URL.Path); err != nil {
		s.fault(w, r, "sidebar", err)
		return frame{}, false
	}
	return f, true
}

// sidebar lists the rooms of the one who is looking: every channel, and the
// conversations that have begun.
func (s *Workspace) sidebar(ctx context.Context, f *frame, dir Directory, path string) error {
	unread, err := s.Memory.Rooms(ctx, f.Speaker.ID)
	if err != nil {
		return err
	}
	add := func(list *[]roomLink, room, name string, with Person) {
		p := roomPath(room, f.Speaker.ID)
		if slices.ContainsFunc(*list, func(l roomLink) bool { return l.Path == p }) {
			return
		}
		here := p == path || strings.HasPrefix(path, p+"/")
		if decoded, ok := strings.CutPrefix(room, "#"); ok && path == "/c/"+decoded {
			here = true
		}
		*list = append(*list, roomLink{Name: name, Path: p, Unread: unread[room], Here: here, With: with})
	}
	for _, c := range dir.Channels {
		add(&f.Channels, channelRoom(c.Name), strings.TrimPrefix(c.Name, "#"), Person{})
	}
	add(&f.Directs, botRoom(f.Speaker.ID), BotName, dir.person(Bot))
	for _, room := range slices.Sorted(maps.Keys(unread)) {
		switch {
		case isChannel(room):
			add(&f.Channels, room, strings.TrimPrefix(room, "#"), Person{})
		case mayRead(room, f.Speaker.ID) && partner(room, f.Speaker.ID) != Bot:
			with := dir.person(partner(room, f.Speaker.ID))
			add(&f.Directs, room, with.Name, with)
		}
	}
	return nil
}

// A roomPage is a room on show, with a thread beside it if one is open.
type roomPage struct {
	frame
	Name    string
	Purpose string
	Private bool
	With    Person
	Entries []entryView
	Earlier string // the page before this one, if there is more
	Later   string // back to the newest, when this is an older page
	Thread  *threadView
	Draft   string
	WithBot bool
	Welcome *Welcome
}

// A threadView is the panel of one thread.
type threadView struct {
	Root    entryView
	Entries []entryView
	Room    string
	Name    string
	Close   string
	Token   string
	Here    string
	WithBot bool
}

func (s *Workspace) showHome(w http.ResponseWriter, r *http.Request) {
	dir, ok := s.directory(w, r)
	if !ok {
		return
	}
	who := speakerOf(r, dir)
	next := roomPath(botRoom(who.ID), who.ID)
	if len(dir.Channels) > 0 {
		next = roomPath(channelRoom(dir.Channels[0].Name), who.ID)
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
}

func (s *Workspace) showChannel(w http.ResponseWriter, r *http.Request) {
	s.showRoom(w, r, func(Directory, chat.UserID) string { return channelRoom(r.PathValue("name")) })
}

func (s *Workspace) showDirect(w http.ResponseWriter, r *http.Request) {
	s.showRoom(w, r, func(dir Directory, who chat.UserID) string {
		with := chat.UserID(r.PathValue("person"))
		if strings.EqualFold(string(with), BotName) && !dir.has(with) || with == who {
			return botRoom(who)
		}
		return pairRoom(who, with)
	})
}

func (s *Workspace) showRoom(w http.ResponseWriter, r *http.Request, which func(Directory, chat.UserID) string) {
	dir, ok := s.directory(w, r)
	if !ok {
		return
	}
	who := speakerOf(r, dir).ID
	room := which(dir, who)
	if !mayRead(room, who) || !s.known(r.Context(), dir, room) {
		s.oops(w, r, http.StatusNotFound, "There is no such conversation here.")
		return
	}
	page := roomPage{Name: room, Purpose: dir.purpose(room), Private: !isChannel(room), WithBot: withBot(room), Draft: r.FormValue("say")}
	if page.Private {
		page.With = dir.person(partner(room, who))
		page.Name = page.With.Name
	}
	if err := s.fill(r, &page, &painter{dir: dir, speaker: who}, room); err != nil {
		s.fault(w, r, "room", err)
		return
	}
	change := page.Change
	if page.frame, ok = s.frame(w, r, page.Name); !ok {
		return
	}
	page.Change, page.Room = change, room
	page.Welcome = s.welcomeFor(r)
	if byScript(r) && page.Thread != nil {
		s.draw(w, r, http.StatusOK, "thread", page.Thread)
		return
	}
	s.draw(w, r, http.StatusOK, "room.html", page)
}

// fill reads what a room shows, and marks it as seen.
func (s *Workspace) fill(r *http.Request, page *roomPage, p *painter, room string) error {
	ctx := r.Context()
	// The number comes first: what changes while the rest is read is sent again
	// by the stream, which does no harm, rather than missed.
	var err error
	if page.Change, err = s.Memory.Last(ctx); err != nil {
		return err
	}
	seen, err := s.Memory.Seen(ctx, p.speaker, room)
	if err != nil {
		return err
	}
	before, _ := strconv.ParseInt(r.FormValue("before"), 10, 64)
	list, err := s.Memory.Timeline(ctx, room, max(before, 0), pageSize)
	if err != nil {
		return err
	}
	page.Entries = p.entries(list, seen)
	if len(list) == pageSize {
		page.Earlier = roomPath(room, p.speaker) + "?before=" + list[0].Ref()
	}
	if before > 0 {
		page.Later = roomPath(room, p.speaker)
	}
	if page.Thread, err = s.thread(ctx, p, room, r.FormValue("thread")); err != nil {
		return err
	}
	return s.Memory.MarkSeen(ctx, p.speaker, room, page.Change)
}

// thread reads the thread that hangs from ref; nil if there is none of that name
// in the room.
func (s *Workspace) thread(ctx context.Context, p *painter, room, ref string) (*threadView, error) {
	id, err := s.threadOf(ctx, room, ref)
	if err != nil || id == 0 {
		return nil, nil
	}
	root, err := s.Memory.Entry(ctx, id)
	if err != nil {
		return nil, err
	}
	replies, err := s.Memory.Thread(ctx, id)
	if err != nil {
		return nil, err
	}
	v := &threadView{
		Root: p.entry(root), Entries: p.entries(replies, 0), Room: room, Name: room, Close: roomPath(room, p.speaker),
		Token: newToken(), WithBot: withBot(room),
	}
	v.Root.Copy, v.Root.NewDay = true, true
	if len(v.Entries) > 0 {
		v.Entries[0].NewDay = v.Entries[0].Day != v.Root.Day
	}
	if !isChannel(room) {
		v.Name = p.dir.person(partner(room, p.speaker)).Name
	}
	v.Here = v.Close + "?thread=" + root.Ref()
	return v, nil
}

type editPage struct {
	frame
	Ref  string
	Text string
	Back string
}

// showEdit opens somebody's own words for editing.
func (s *Workspace) showEdit(w http.ResponseWriter, r *http.Request) {
	dir, ok := s.directory(w, r)
	if !ok {
		return
	}
	who := speakerOf(r, dir).ID
	e, err := s.entry(r.Context(), r.FormValue("ref"))
	if err != nil || e.From == "" || e.From != who {
		s.oops(w, r, http.StatusNotFound, "There is no message of yours to change here.")
		return
	}
	f, ok := s.frame(w, r, "Edit your message")
	if !ok {
		return
	}
	p := &painter{dir: dir, speaker: who}
	s.draw(w, r, http.StatusOK, "edit.html", editPage{f, e.Ref(), p.Text(e), entryPath(e, who)})
}

type peoplePage struct {
	frame
	People []Person
	Back   string
}

// showPeople lists everyone, to speak as or to write to.
func (s *Workspace) showPeople(w http.ResponseWriter, r *http.Request) {
	f, ok := s.frame(w, r, "People")
	if !ok {
		return
	}
	back := backTo(r)
	s.draw(w, r, http.StatusOK, "people.html", peoplePage{f, f.Names[1:], back})
}

// draw answers with a template; nothing is sent of one that fails.
func (s *Workspace) draw(w http.ResponseWriter, r *http.Request, status int, name string, data any) {
	if byScript(r) && pages.Lookup("part-"+name) != nil {
		name = "part-" + name
	}
	var out bytes.Buffer
	if err := pages.ExecuteTemplate(&out, name, data); err != nil {
		s.fault(w, r, name, err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = out.WriteTo(w) // a browser that is gone needs no page
}

// fault answers what went wrong on our side, and logs it.
func (s *Workspace) fault(w http.ResponseWriter, r *http.Request, what string, err error) {
	s.Log.Error("web: "+what, "path", r.URL.Path, "err", err)
	http.Error(w, "Something went wrong on our side. Please try again.", http.StatusInternalServerError)
}

type oopsPage struct {
	frame
	Words string
}

// oops says what did not work: a sentence for the script, a page for a browser.
func (s *Workspace) oops(w http.ResponseWriter, r *http.Request, status int, words string) {
	if byScript(r) {
		http.Error(w, words, status)
		return
	}
	f, ok := s.frame(w, r, "That did not work")
	if !ok {
		return
	}
	s.draw(w, r, status, "oops.html", oopsPage{f, words})
}
