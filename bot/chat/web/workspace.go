package web

import (
	"context"
	"html/template"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"throughline/bot/chat"
)

// Name is the Service of the workspace's places.
const Name = "web"

// A Config is what a workspace is made of. Door, Memory and Directory are needed.
type Config struct {
	Door      chat.Door
	Memory    Memory
	Directory func(context.Context) (Directory, error) // asked anew for every page
	Now       func() time.Time                         // nil: Clock's time, or the world's
	Clock     Clock                                    // nil: time goes by itself and cannot be moved
	Welcome   *Welcome                                 // nil: newcomers are shown nothing first
	Hosts     []string                                 // host names answered to beside those of this machine
	Log       *slog.Logger                             // nil: slog.Default()
}

// A Workspace is the chat service and the web site that shows it.
type Workspace struct {
	Config
	mux     *http.ServeMux
	handler http.Handler
	links   []Link
	waiting listeners
	moving  journey
	closed  context.Context
	close   context.CancelFunc
	work    sync.WaitGroup
}

// New returns the workspace that c describes. Close it when done.
func New(c Config) *Workspace {
	if c.Now == nil && c.Clock != nil {
		c.Now = c.Clock.Now
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	s := &Workspace{Config: c, mux: http.NewServeMux()}
	s.closed, s.close = context.WithCancel(context.Background())
	s.routes()
	s.handler = guard(c.Hosts, patience, http.NewCrossOriginProtection().Handler(s.mux))
	return s
}

// Close ends the streams to open browsers, without which an http.Server does
// not shut down, and waits until time has stopped moving.
func (s *Workspace) Close() error {
	s.close()
	s.work.Wait()
	return nil
}

func (s *Workspace) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

func (s *Workspace) routes() {
	s.mux.HandleFunc("GET /{$}", s.showHome)
	s.mux.HandleFunc("GET /c/{name}", s.showChannel)
	s.mux.HandleFunc("GET /d/{person}", s.showDirect)
	s.mux.HandleFunc("GET /events", s.stream)
	s.mux.HandleFunc("GET /form", s.showForm)
	s.mux.HandleFunc("GET /edit", s.showEdit)
	s.mux.HandleFunc("GET /people", s.showPeople)
	s.mux.HandleFunc("POST /say", s.say)
	s.mux.HandleFunc("POST /edit", s.edit)
	s.mux.HandleFunc("POST /press", s.press)
	s.mux.HandleFunc("POST /form", s.submit)
	s.mux.HandleFunc("POST /speak", s.speakAs)
	s.mux.HandleFunc("POST /theme", s.chooseTheme)
	s.mux.HandleFunc("POST /welcome", s.dismissWelcome)
	s.mux.HandleFunc("POST /try", s.try)
	s.mux.HandleFunc("POST /clock", s.moveClock)
	s.mux.HandleFunc("GET /static/{file}", serveStatic)
	s.mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/static/logo.svg", http.StatusMovedPermanently)
	})
	s.mux.HandleFunc("GET /", s.NotFound)
}

// A Link leads from the sidebar to a page that others draw.
type Link struct {
	Title string // empty: the page is not in the sidebar
	Path  string // a pattern of http.ServeMux without method, such as "/map" or "/metric/{id}"
	Icon  string // "map", "metrics" or "page"
}

// A View draws a page for the person who is looking. It may write to w itself,
// for a picture say, or hand its content to Page.
type View func(w http.ResponseWriter, r *http.Request, speaker chat.UserID)

// Add makes a page of the workspace. Call it before serving.
func (s *Workspace) Add(l Link, v View) {
	if l.Title != "" {
		s.links = append(s.links, l)
	}
	s.mux.HandleFunc("GET "+l.Path, func(w http.ResponseWriter, r *http.Request) {
		dir, ok := s.directory(w, r)
		if !ok {
			return
		}
		v(w, r, speakerOf(r, dir).ID)
	})
}

// Page answers with body inside the workspace's sidebar and header. The body
// must be safe HTML without scripts and without style attributes, which the
// workspace's content security policy forbids; the classes of static/*.css are
// there for it.
func (s *Workspace) Page(w http.ResponseWriter, r *http.Request, title string, body template.HTML) {
	f, ok := s.frame(w, r, title)
	if !ok {
		return
	}
	s.draw(w, r, http.StatusOK, "view.html", viewPage{frame: f, Body: body})
}

type viewPage struct {
	frame
	Body template.HTML
}

// NotFound answers that there is no such page, for a View that finds nothing.
func (s *Workspace) NotFound(w http.ResponseWriter, r *http.Request) {
	s.oops(w, r, http.StatusNotFound, "There is no such page here.")
}
