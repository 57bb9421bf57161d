package teamstest

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// connector serves what bots ask of the Bot Connector.
func (f *Fake) connector(mux *http.ServeMux) {
	const base = "/emea/" + Tenant + "/v3"
	for pattern, serve := range map[string]func(http.ResponseWriter, *http.Request, []byte){
		"POST " + base + "/conversations":                      f.create,
		"POST " + base + "/conversations/{c}/activities":       f.send,
		"POST " + base + "/conversations/{c}/activities/{a}":   f.send,
		"PUT " + base + "/conversations/{c}/activities/{a}":    f.replace,
		"DELETE " + base + "/conversations/{c}/activities/{a}": f.remove,
		"GET " + base + "/conversations/{c}/pagedMembers":      f.roster,
		"GET " + base + "/conversations/{c}/members/{m}":       f.member,
		"GET " + base + "/teams/{t}":                           f.team,
		"GET " + base + "/teams/{t}/conversations":             f.channels,
	} {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				return
			}
			if f.meddle(w, r, string(body)) {
				return
			}
			if !f.signedIn(r) {
				refuse(w, http.StatusUnauthorized, "Unauthorized", "Authorization has been denied for this request.")
				return
			}
			rec := &lost{header: http.Header{}}
			if f.losing(r) {
				serve(rec, r, body)
				hangUp(w)
				return
			}
			serve(w, r, body)
		})
	}
}

func refuse(w http.ResponseWriter, status int, code, words string) {
	reply(w, status, map[string]any{"error": map[string]any{"code": code, "message": words}})
}

// meddle notes a request, and lets it fail if it was told to.
func (f *Fake) meddle(w http.ResponseWriter, r *http.Request, body string) bool {
	f.mu.Lock()
	f.requests = append(f.requests, Request{r.Method, r.URL.Path, body, r.Header.Get("Authorization")})
	i := f.fitting(r, false)
	var fault Fault
	if i >= 0 {
		fault = f.faults[i]
		f.faults = slices.Delete(f.faults, i, i+1)
	}
	f.mu.Unlock()
	switch {
	case i < 0:
		return false
	case fault.Broken:
		hangUp(w)
		return true
	}
	for k, v := range fault.Header {
		w.Header().Set(k, v)
	}
	refuse(w, fault.Status, fault.Code, "as the test wants it")
	return true
}

// fitting returns the first fault for a request, of those that lose the answer or
// of the others.
func (f *Fake) fitting(r *http.Request, losing bool) int {
	return slices.IndexFunc(f.faults, func(x Fault) bool {
		path := x.Path != "" && strings.Contains(r.URL.Path, x.Path) || x.Path == "" && strings.Contains(r.URL.Path, "/v3/")
		return x.Lost == losing && path && (x.Method == "" || x.Method == r.Method)
	})
}

func (f *Fake) losing(r *http.Request) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	i := f.fitting(r, true)
	if i < 0 {
		return false
	}
	f.faults = slices.Delete(f.faults, i, i+1)
	return true
}

// lost takes an answer that nobody will hear.
type lost struct{ header http.Header }

func (l *lost) Header() http.Header         { return l.header }
func (l *lost) WriteHeader(int)             {}
func (l *lost) Write(p []byte) (int, error) { return len(p), nil }

// hangUp breaks the line.
func hangUp(w http.ResponseWriter) {
	if conn, _, err := w.(http.Hijacker).Hijack(); err == nil {
		conn.Close()
	}
}

// messageLimit is the size of a message, in UTF-16 as Teams counts.
const messageLimit = 100 << 10

// heard reads an activity that the bot wants said, and refuses what Teams does.
func (f *Fake) heard(w http.ResponseWriter, body []byte) (map[string]any, bool) {
	var act map[string]any
	if err := json.Unmarshal(body, &act); err != nil || act["type"] != "message" {
		refuse(w, http.StatusBadRequest, "BadSyntax", "the activity cannot be read")
		return nil, false
	}
	if 2*len(utf16.Encode([]rune(string(body)))) > 2*messageLimit {
		refuse(w, http.StatusRequestEntityTooLarge, "MessageSizeTooBig", "")
		return nil, false
	}
	if faults := CheckActivity(act); len(faults) > 0 {
		f.problems = append(f.problems, faults...)
		refuse(w, http.StatusBadRequest, "BadArgument", strings.Join(faults, "; "))
		return nil, false
	}
	return act, true
}

// enter finds the conversation of a request that the bot may speak in.
func (f *Fake) enter(w http.ResponseWriter, id string) (*Room, string, bool) {
	base, root, _ := strings.Cut(id, ";messageid=")
	room := f.rooms[base]
	switch {
	case room == nil:
		refuse(w, http.StatusNotFound, "ConversationNotFound", "Conversation not found.")
	case room.Absent:
		refuse(w, http.StatusForbidden, "BotNotInConversationRoster", "The bot is not part of the conversation roster.")
	case root != "" && room.Kind != "channel":
		refuse(w, http.StatusBadRequest, "BadArgument", "only channels have threads")
	default:
		return room, root, true
	}
	return nil, "", false
}

// limited refuses what is over the published limits: 7 in a second, 8 in two, 60
// in thirty, 1800 in an hour, for each conversation.
func (f *Fake) limited(w http.ResponseWriter, id string) bool {
	now := f.Now()
	past := f.sends[id]
	if f.Limits {
		for _, l := range []struct {
			most   int
			within time.Duration
		}{{7, time.Second}, {8, 2 * time.Second}, {60, 30 * time.Second}, {1800, time.Hour}} {
			n := 0
			for _, t := range past {
				if now.Sub(t) < l.within {
					n++
				}
			}
			if n >= l.most {
				w.Header().Set("Retry-After", strconv.Itoa(int(l.within.Seconds())))
				refuse(w, http.StatusTooManyRequests, "TooManyRequests", "")
				return true
			}
		}
	}
	f.sends[id] = append(past, now)
	return false
}

func (f *Fake) send(w http.ResponseWriter, r *http.Request, body []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	room, root, ok := f.enter(w, r.PathValue("c"))
	if !ok || f.limited(w, room.ID) {
		return
	}
	act, ok := f.heard(w, body)
	if !ok {
		return
	}
	m := &Message{ID: f.id(), Root: root, Activity: act}
	room.Messages = append(room.Messages, m)
	reply(w, http.StatusCreated, map[string]any{"id": m.ID})
}

// create begins a thread in a channel, or a direct conversation.
func (f *Fake) create(w http.ResponseWriter, r *http.Request, body []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var in struct {
		Group   bool                  `json:"isGroup"`
		Tenant  string                `json:"tenantId"`
		Bot     struct{ ID string }   `json:"bot"`
		Members []struct{ ID string } `json:"members"`
		Act     json.RawMessage       `json:"activity"`
		Data    struct {
			Channel struct{ ID string } `json:"channel"`
			Tenant  struct{ ID string } `json:"tenant"`
		} `json:"channelData"`
	}
	if err := json.Unmarshal(body, &in); err != nil || in.Tenant != Tenant || in.Data.Tenant.ID != Tenant {
		refuse(w, http.StatusBadRequest, "BadArgument", "tenant is required")
		return
	}
	if in.Group {
		f.thread(w, in.Data.Channel.ID, in.Act)
		return
	}
	if len(in.Members) != 1 || in.Bot.ID != BotID {
		refuse(w, http.StatusBadRequest, "BadArgument", "a bot and one member are needed; group chats cannot be begun")
		return
	}
	f.direct(w, in.Members[0].ID)
}

func (f *Fake) thread(w http.ResponseWriter, id string, body []byte) {
	room, root, ok := f.enter(w, id)
	if !ok || f.limited(w, room.ID) {
		return
	}
	if room.Kind != "channel" || root != "" {
		refuse(w, http.StatusBadRequest, "BadArgument", "not a channel")
		return
	}
	act, ok := f.heard(w, body)
	if !ok {
		return
	}
	m := &Message{ID: f.id(), Activity: act}
	room.Messages = append(room.Messages, m)
	reply(w, http.StatusCreated, map[string]any{"id": room.ID + ";messageid=" + m.ID, "activityId": m.ID})
}

// direct returns the one conversation with somebody who is in a place of the bot's.
func (f *Fake) direct(w http.ResponseWriter, account string) {
	for _, r := range f.rooms {
		for _, p := range r.Members {
			if p.Account != account && p.Object != account {
				continue
			}
			reply(w, http.StatusCreated, map[string]any{"id": f.begin(p)})
			return
		}
	}
	refuse(w, http.StatusForbidden, "BotNotInConversationRoster", "")
}

func (f *Fake) find(w http.ResponseWriter, r *http.Request) (*Message, bool) {
	room, _, ok := f.enter(w, r.PathValue("c"))
	if !ok || f.limited(w, room.ID) {
		return nil, false
	}
	for _, m := range room.Messages {
		if m.ID == r.PathValue("a") && !m.Deleted {
			return m, true
		}
	}
	refuse(w, http.StatusNotFound, "ActivityNotFoundInConversation", "")
	return nil, false
}

func (f *Fake) replace(w http.ResponseWriter, r *http.Request, body []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	m, ok := f.find(w, r)
	if !ok {
		return
	}
	if act, ok := f.heard(w, body); ok {
		m.Activity = act
		m.Edits++
		reply(w, http.StatusOK, map[string]any{"id": m.ID})
	}
}

func (f *Fake) remove(w http.ResponseWriter, r *http.Request, _ []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if m, ok := f.find(w, r); ok {
		m.Deleted = true
		w.WriteHeader(http.StatusOK)
	}
}

func (p Person) wire(object string) map[string]any {
	role, tenant := p.Role, p.Tenant
	if role == "" {
		role = "user"
	}
	if tenant == "" {
		tenant = Tenant
	}
	return map[string]any{
		"id": p.Account, "name": p.Name, object: p.Object, "email": p.Email, "userPrincipalName": p.Email, "tenantId": tenant, "userRole": role,
	}
}

// roster answers two at a time, as a large team would be.
func (f *Fake) roster(w http.ResponseWriter, r *http.Request, _ []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	room, _, ok := f.enter(w, r.PathValue("c"))
	if !ok {
		return
	}
	from, _ := strconv.Atoi(r.URL.Query().Get("continuationToken"))
	to := min(from+2, len(room.Members))
	out := map[string]any{}
	var members []any
	for _, p := range room.Members[min(from, to):to] {
		members = append(members, p.wire("aadObjectId"))
	}
	out["members"] = members
	if to < len(room.Members) {
		out["continuationToken"] = strconv.Itoa(to)
	}
	reply(w, http.StatusOK, out)
}

func (f *Fake) member(w http.ResponseWriter, r *http.Request, _ []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	room, _, ok := f.enter(w, r.PathValue("c"))
	if !ok {
		return
	}
	for _, p := range room.Members {
		if p.Account == r.PathValue("m") || p.Object == r.PathValue("m") {
			reply(w, http.StatusOK, p.wire("objectId"))
			return
		}
	}
	refuse(w, http.StatusNotFound, "MemberNotFoundInConversation", "")
}

func (f *Fake) team(w http.ResponseWriter, r *http.Request, _ []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if t := f.teams[r.PathValue("t")]; t != nil {
		reply(w, http.StatusOK, map[string]any{"id": t.ID, "name": t.Name, "aadGroupId": "44444444-4444-4444-4444-444444444444"})
		return
	}
	refuse(w, http.StatusNotFound, "NotFound", "")
}

func (f *Fake) channels(w http.ResponseWriter, r *http.Request, _ []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	t := f.teams[r.PathValue("t")]
	if t == nil {
		refuse(w, http.StatusNotFound, "NotFound", "")
		return
	}
	var out []any
	for _, c := range t.Channels {
		ch := map[string]any{"id": c.ID, "name": nil, "type": "standard"}
		if c.Name != "" {
			ch["name"] = c.Name
		}
		if c.Shared {
			ch["type"] = "shared"
		}
		out = append(out, ch)
	}
	reply(w, http.StatusOK, map[string]any{"conversations": out})
}
