package teams

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"throughline/bot/chat"
)

const (
	picturePath = "/teams/picture/"
	pictureAge  = 92 * 24 * time.Hour // then the address of a picture is dead
	pictureSize = 1 << 20             // bytes; Teams shows no larger ones
)

// A ticket is what the address of a picture says. Teams fetches pictures without
// saying who looks, so the address itself is the right to see: it cannot be
// guessed, and it ends.
type ticket struct {
	Tenant string `json:"t"`
	Path   string `json:"p"`
	Until  int64  `json:"u"`
}

// pictureURL returns an address where Teams finds the picture; empty when there
// is none.
func (a *App) pictureURL(tenant string, b chat.Picture) string {
	if a.cfg.Picture == nil || b.Path == "" || !strings.HasPrefix(a.cfg.PublicURL, "https://") || a.cfg.Secret == "" {
		return ""
	}
	day := a.cfg.Now().Truncate(24 * time.Hour) // the same message is drawn the same all day
	body, err := json.Marshal(ticket{tenant, b.Path, day.Add(pictureAge).Unix()})
	if err != nil {
		return ""
	}
	name := base64.RawURLEncoding.EncodeToString(append(a.seal(body), body...))
	return a.cfg.PublicURL + picturePath + name + ".png"
}

func (a *App) seal(body []byte) []byte {
	h := hmac.New(sha256.New, []byte("picture\x00"+a.cfg.Secret))
	h.Write(body)
	return h.Sum(nil)[:16]
}

// readTicket opens the name of a picture that we gave out and that has not ended.
func (a *App) readTicket(name string) (ticket, error) {
	var t ticket
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimSuffix(name, ".png"))
	if err != nil || len(raw) < 16 || !hmac.Equal(raw[:16], a.seal(raw[16:])) {
		return t, errors.New("teams: nobody was given this picture")
	}
	if err := json.Unmarshal(raw[16:], &t); err != nil {
		return t, err
	}
	if a.cfg.Now().Unix() > t.Until {
		return t, errors.New("teams: the picture is too old")
	}
	return t, nil
}

func (a *App) servePicture(w http.ResponseWriter, r *http.Request) {
	t, err := a.readTicket(r.PathValue("name"))
	if err != nil || a.cfg.Picture == nil || a.cfg.Secret == "" {
		http.NotFound(w, r)
		return
	}
	png, err := a.cfg.Picture(r.Context(), t.Tenant, t.Path)
	if err != nil || len(png) > pictureSize {
		a.cfg.Log.Warn("teams: a picture cannot be shown", "path", t.Path, "bytes", len(png), "err", err)
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cache-Control", "private, max-age=3600")
	if _, err := w.Write(png); err != nil {
		a.cfg.Log.Warn("teams: a picture was not taken", "err", err)
	}
}
