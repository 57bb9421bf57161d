package web

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"
)

const (
	maxBody  = 256 << 10        // bytes of one submission; maxText letters of any script take up to 72,000
	maxText  = 8000             // characters of one message
	patience = 30 * time.Second // for one request; streams and the clock set their own
)

// policy lets a page use nothing but what this workspace serves: no script,
// style, picture or frame from elsewhere, and none written into the page.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard refuses requests for hosts that are not ours, which is how a page
// elsewhere would reach a server of this machine by renaming it (DNS
// rebinding), gives each request so much time, and says on every answer what a
// browser may do with it.
func guard(hosts []string, patience time.Duration, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		h.Set("Cache-Control", "no-store")
		if !ours(r.Host, hosts) {
			http.Error(w, "This workspace answers on this machine only.", http.StatusForbidden)
			return
		}
		if r.Method == http.MethodPost {
			r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		}
		limit := time.Now().Add(patience)
		rc := http.NewResponseController(w)
		// A recorder in a test has no deadlines; a server has.
		_ = rc.SetReadDeadline(limit)
		_ = rc.SetWriteDeadline(limit)
		if err := r.ParseForm(); err != nil {
			unreadable(w, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// unreadable answers a submission that is too large or no form at all.
func unreadable(w http.ResponseWriter, err error) {
	if large := new(http.MaxBytesError); errors.As(err, &large) {
		http.Error(w, "That is too much at once. Please send it in parts.", http.StatusRequestEntityTooLarge)
		return
	}
	http.Error(w, "That address or form cannot be read.", http.StatusBadRequest)
}

// ours reports whether a Host header names this machine or one of hosts.
func ours(host string, hosts []string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	name = strings.TrimSuffix(strings.ToLower(strings.Trim(name, "[]")), ".")
	if name == "localhost" || slices.Contains(hosts, name) {
		return true
	}
	addr, err := netip.ParseAddr(name)
	return err == nil && addr.IsLoopback()
}
