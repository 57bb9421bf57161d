// Package teamstest is Microsoft Teams for tests: a Bot Connector and an identity
// provider that are as strict as the real ones are documented to be, and can be
// told to fail as they do. What a bot says there is drawn into the words that a
// person would read.
package teamstest

import (
	"crypto/rsa"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// The app and the tenant that the fake knows.
const (
	AppID   = "2f6f3b2c-6a0c-4c3e-9f7a-7f3f6b9d2a11"
	Secret  = "the-app's~secret"
	Tenant  = "11111111-1111-1111-1111-111111111111"
	BotID   = "28:" + AppID
	BotName = "Throughline"
)

// A Fake is Teams with one app in it. Its exported fields may be set before it is used.
type Fake struct {
	Server *httptest.Server // serves everything, by https
	Now    func() time.Time
	Limits bool // hold the bot to the published rate limits

	mu       sync.Mutex
	next     int64
	keys     []*signing
	tokens   map[string]time.Time // that were given out, and when they end
	requests []Request
	faults   []Fault
	rooms    map[string]*Room
	teams    map[string]*Team
	sends    map[string][]time.Time // by conversation
	problems []string
}

// A Request is one that the bot made.
type Request struct {
	Method, Path, Body, Authorization string
}

// A Fault is what becomes of the next request that it fits.
type Fault struct {
	Method string            // empty: any
	Path   string            // part of the path; empty: any but tokens and keys
	Status int               // answered instead; 0: see Lost
	Code   string            // Microsoft's word in the answer
	Header map[string]string // of the answer
	Lost   bool              // the request is carried out, and the line breaks before the answer
	Broken bool              // the line breaks before the request is carried out
}

// A Room is a conversation.
type Room struct {
	ID, Kind, Name string // Kind: "personal", "groupChat", "channel"
	Team           *Team
	Shared         bool
	Members        []Person
	Absent         bool // the bot is not in it (any more)
	Messages       []*Message
}

// A Team has channels.
type Team struct {
	ID, Name string
	Channels []*Room
}

// A Person is somebody in a roster.
type Person struct {
	Account string // "29:…"
	Object  string // object id in Microsoft Entra
	Name    string
	Email   string
	Tenant  string // empty: the fake's
	Role    string // empty: "user"
}

// A Message is what the bot said.
type Message struct {
	ID, Root string
	Activity map[string]any
	Edits    int
	Deleted  bool
}

// The people and places that every fake begins with.
var (
	Ana = Person{Account: "29:1ana", Object: "a0000000-0000-0000-0000-00000000000a", Name: "Ana Ruiz", Email: "ana@example.org"}
	Ben = Person{Account: "29:1ben", Object: "b0000000-0000-0000-0000-00000000000b", Name: "Ben Okri", Email: "ben@example.org"}
	// Gus is a guest, and Olga of another organisation.
	Gus  = Person{Account: "29:1gus", Object: "c0000000-0000-0000-0000-00000000000c", Name: "Gus Vogel", Email: "gus_example.net#EXT#@example.org", Role: "guest"}
	Olga = Person{Account: "29:1olga", Object: "d0000000-0000-0000-0000-00000000000d", Name: "Olga Berg", Email: "olga@example.net", Tenant: "22222222-2222-2222-2222-222222222222"}
)

// Ids of the places that every fake begins with.
const (
	Fleet   = "19:fleet@thread.tacv2" // the channel "Fleet" of the team "Operations"
	General = "19:operations@thread.tacv2"
	Partner = "19:partner@thread.tacv2" // a shared channel
	Chat    = "19:leads@thread.v2"
	Direct  = "a:1ana-and-the-bot"
)

// New returns a Fake with a team, a group chat and a direct conversation with
// Ana, all of which the app is in.
func New(t testing.TB) *Fake {
	t.Helper()
	f := &Fake{
		Now: time.Now, next: 1_700_000_000_000, tokens: map[string]time.Time{}, rooms: map[string]*Room{}, teams: map[string]*Team{},
		sends: map[string][]time.Time{},
	}
	f.keys = []*signing{f.newKey()}
	team := &Team{ID: General, Name: "Operations"}
	everybody := []Person{Ana, Ben, Gus}
	for _, r := range []*Room{
		{ID: General, Kind: "channel", Team: team, Members: everybody},
		{ID: Fleet, Kind: "channel", Name: "Fleet", Team: team, Members: everybody},
		{ID: Partner, Kind: "channel", Name: "Partner", Team: team, Shared: true, Members: append([]Person{Olga}, everybody...)},
		{ID: Chat, Kind: "groupChat", Name: "Leads", Members: []Person{Ana, Ben}},
		{ID: Direct, Kind: "personal", Members: []Person{Ana}},
	} {
		f.rooms[r.ID] = r
		if r.Team != nil {
			team.Channels = append(team.Channels, r)
		}
	}
	f.teams[team.ID] = team
	mux := http.NewServeMux()
	f.identity(mux)
	f.connector(mux)
	f.Server = httptest.NewUnstartedServer(mux)
	f.Server.Config.ErrorLog = log.New(io.Discard, "", 0) // lines that break are what a test wants
	f.Server.StartTLS()
	t.Cleanup(f.Server.Close)
	return f
}

// ServiceURL is the address of the fake's Connector.
func (f *Fake) ServiceURL() string { return f.Server.URL + "/emea/" + Tenant + "/" }

// Fail lets the next request that fits become of as the fault says. Several are
// used up one after the other.
func (f *Fake) Fail(faults ...Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.faults = append(f.faults, faults...)
}

// Room returns a conversation.
func (f *Fake) Room(id string) *Room {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.rooms[id]
}

// Remove takes the app out of a conversation.
func (f *Fake) Remove(id string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rooms[id].Absent = true
}

// AddChannel adds a channel to the team that every fake begins with, unless it is
// there, and returns its id.
func (f *Fake) AddChannel(name string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	team := f.teams[General]
	for _, r := range team.Channels {
		if strings.EqualFold(r.Name, name) {
			return r.ID
		}
	}
	r := &Room{ID: "19:" + strings.ToLower(name) + "@thread.tacv2", Kind: "channel", Name: name, Team: team, Members: f.rooms[General].Members}
	team.Channels, f.rooms[r.ID] = append(team.Channels, r), r
	return r.ID
}

// AddPerson brings somebody into the team and all its channels.
func (f *Fake) AddPerson(p Person) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, r := range f.teams[General].Channels {
		r.Members = append(r.Members, p)
	}
}

// DirectWith returns the id of the direct conversation with somebody, which is
// begun if there was none.
func (f *Fake) DirectWith(p Person) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.begin(p)
}

// begin returns the one conversation with somebody.
func (f *Fake) begin(p Person) string {
	id := Direct
	if p.Account != Ana.Account {
		id = "a:1-with-" + p.Account
	}
	if f.rooms[id] == nil {
		f.rooms[id] = &Room{ID: id, Kind: "personal", Members: []Person{p}}
	}
	return id
}

// Join brings a person into a conversation.
func (f *Fake) Join(id string, p Person) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rooms[id].Members = append(f.rooms[id].Members, p)
}

// Said returns what the bot has said in a conversation and its threads, what was
// deleted left out.
func (f *Fake) Said(id string) (out []*Message) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if r := f.rooms[id]; r != nil {
		for _, m := range r.Messages {
			if !m.Deleted {
				out = append(out, m)
			}
		}
	}
	return out
}

// Message returns a message by its id.
func (f *Fake) Message(id string) *Message {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, r := range f.rooms {
		for _, m := range r.Messages {
			if m.ID == id && !m.Deleted {
				return m
			}
		}
	}
	return nil
}

// Requests returns what the bot asked for, oldest first.
func (f *Fake) Requests() []Request {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]Request(nil), f.requests...)
}

// Problems returns everything that real clients of Teams would trip over.
func (f *Fake) Problems() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string(nil), f.problems...)
}

func (f *Fake) id() string {
	f.next++
	return fmt.Sprint(f.next)
}

type signing struct {
	id        string
	key       *rsa.PrivateKey
	announced bool
	endorses  []string
}
