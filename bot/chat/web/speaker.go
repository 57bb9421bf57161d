package web

import (
	"net/http"
	"strings"
	"time"
	"unicode"

	"throughline/bot/chat"
)

const (
	speakerCookie = "throughline_speaker"
	themeCookie   = "throughline_theme"
	welcomeCookie = "throughline_welcomed"
	schemeCookie  = "throughline_scheme" // what the system prefers; set by the script
)

// speakerOf returns who is looking: the person of the cookie if there is one
// with that id, otherwise the first of the directory.
func speakerOf(r *http.Request, dir Directory) Person {
	if c, err := r.Cookie(speakerCookie); err == nil && dir.has(chat.UserID(c.Value)) {
		return dir.person(chat.UserID(c.Value))
	}
	if len(dir.People) > 0 {
		return dir.People[0]
	}
	return Person{Name: "Nobody"}
}

func keep(w http.ResponseWriter, name, value string) {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: value, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode,
		MaxAge: int((365 * 24 * time.Hour).Seconds()),
	})
}

// speakAs changes who is speaking.
func (s *Workspace) speakAs(w http.ResponseWriter, r *http.Request) {
	dir, ok := s.directory(w, r)
	if !ok {
		return
	}
	id := chat.UserID(r.FormValue("person"))
	if !dir.has(id) {
		s.oops(w, r, http.StatusNotFound, "There is nobody of that name here.")
		return
	}
	keep(w, speakerCookie, string(id))
	// A direct conversation belongs to who had it: the new speaker gets their own with the bot.
	next := backTo(r)
	if strings.HasPrefix(next, "/d/") {
		next = roomPath(botRoom(id), id)
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
}

// chooseTheme keeps "light" or "dark"; anything else follows the system.
func (s *Workspace) chooseTheme(w http.ResponseWriter, r *http.Request) {
	theme := r.FormValue("theme")
	if theme != "light" && theme != "dark" {
		theme = "system"
	}
	keep(w, themeCookie, theme)
	done(w, r, backTo(r))
}

// themeOf returns "light", "dark" or "system".
func themeOf(r *http.Request) string {
	if c, err := r.Cookie(themeCookie); err == nil && (c.Value == "light" || c.Value == "dark") {
		return c.Value
	}
	return "system"
}

// Dark reports whether the page that asks is shown in dark colours, for
// pictures that cannot find out themselves.
func Dark(r *http.Request) bool {
	if theme := themeOf(r); theme != "system" {
		return theme == "dark"
	}
	c, err := r.Cookie(schemeCookie)
	return err == nil && c.Value == "dark"
}

// backTo is the page of ours that a form asks to return to; "/" otherwise.
func backTo(r *http.Request) string {
	back := r.FormValue("back")
	// Browsers leave out tabs and line ends, and take \ for /: "/\t/x" is "//x".
	elsewhere := strings.HasPrefix(back, "//") || strings.ContainsFunc(back, func(c rune) bool { return c == '\\' || unicode.IsControl(c) })
	if !strings.HasPrefix(back, "/") || elsewhere {
		return "/"
	}
	return back
}

// byScript reports whether our script asked, and will show the answer itself.
func byScript(r *http.Request) bool { return r.Header.Get("X-Part") != "" }

// done ends a submission: the script is told that all is well, a plain browser
// is sent back to the page.
func done(w http.ResponseWriter, r *http.Request, back string) {
	if byScript(r) {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	http.Redirect(w, r, back, http.StatusSeeOther)
}
