package teams

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"throughline/bot/chat"
	"throughline/bot/chat/chattest"
	"throughline/bot/chat/teams/teamstest"
)

func TestWhatTheOutboxIsToldOfARefusal(t *testing.T) {
	later := func(d time.Duration) func(error) bool {
		return func(err error) bool {
			var r chat.RetryAfter
			return errors.As(err, &r) && r.Wait == d
		}
	}
	never := func(err error) bool {
		var p chat.Permanent
		return errors.As(err, &p)
	}
	again := func(err error) bool {
		var r chat.RetryAfter
		return err != nil && !never(err) && !errors.As(err, &r)
	}
	after := func(s string) map[string]string { return map[string]string{"Retry-After": s} }
	for name, c := range map[string]struct {
		fault teamstest.Fault
		want  func(error) bool
		gone  bool
	}{
		"429 with a time":           {teamstest.Fault{Status: 429, Header: after("7")}, later(7 * time.Second), false},
		"429 without":               {teamstest.Fault{Status: 429}, later(time.Second), false},
		"429 with a date":           {teamstest.Fault{Status: 429, Header: after(start.Add(time.Minute).Format("Mon, 02 Jan 2006 15:04:05 GMT"))}, later(time.Minute), false},
		"412":                       {teamstest.Fault{Status: 412}, again, false},
		"500":                       {teamstest.Fault{Status: 500}, again, false},
		"502":                       {teamstest.Fault{Status: 502}, again, false},
		"503 with a time":           {teamstest.Fault{Status: 503, Header: after("30")}, later(30 * time.Second), false},
		"504":                       {teamstest.Fault{Status: 504}, again, false},
		"400":                       {teamstest.Fault{Status: 400, Code: "BadArgument"}, never, false},
		"403 not in the roster":     {teamstest.Fault{Status: 403, Code: "BotNotInConversationRoster"}, never, true},
		"403 writes are blocked":    {teamstest.Fault{Status: 403, Code: "MessageWritesBlocked"}, never, true},
		"404 no such conversation":  {teamstest.Fault{Status: 404, Code: "ConversationNotFound"}, never, true},
		"404 no such message":       {teamstest.Fault{Status: 404, Code: "ActivityNotFoundInConversation"}, never, false},
		"the line breaks before it": {teamstest.Fault{Broken: true}, again, false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t).installed(t)
			if name == "404 no such message" {
				if err := w.Update(t.Context(), fleet, "123", chat.Paragraph("hello")); !never(err) {
					t.Errorf("update of nothing: %v", err)
				}
			} else {
				c.fault.Method = "POST"
				w.teams.Fail(c.fault)
				if _, err := w.Post(t.Context(), fleet, "k", chat.Paragraph("hello")); !c.want(err) {
					t.Errorf("the outbox is told %v", err)
				}
			}
			_, err := w.Post(t.Context(), fleet, "k2", chat.Paragraph("hello"))
			if gone := err != nil; gone != c.gone {
				t.Errorf("afterwards: %v, want gone: %v", err, c.gone)
			}
			w.hear(t, w.teams.Says(teamstest.Ana, teamstest.Fleet, "", "are you there?"))
			if _, err := w.Post(t.Context(), fleet, "k3", chat.Paragraph("yes")); err != nil {
				t.Errorf("after something came from there again: %v", err)
			}
		})
	}
}

// What is said is said once, whenever the line breaks or the program is killed.
func TestNothingIsSaidTwice(t *testing.T) {
	m := chat.Paragraph("Once")
	for name, c := range map[string]struct {
		fault teamstest.Fault
		stand int  // how often it stands there
		lost  bool // whether it is given up, and people told
	}{
		"the answer is lost":             {teamstest.Fault{Lost: true}, 1, true},
		"the line breaks on the way":     {teamstest.Fault{Broken: true}, 0, true},
		"it is refused for now":          {teamstest.Fault{Status: 503}, 1, false},
		"the token was refused":          {teamstest.Fault{Status: 401}, 1, false},
		"nothing at all goes wrong":      {teamstest.Fault{Method: "NONE"}, 1, false},
		"a limit is hit":                 {teamstest.Fault{Status: 429}, 1, false},
		"the gateway waits for too long": {teamstest.Fault{Status: 504}, 1, false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t).installed(t)
			if c.fault.Method == "" {
				c.fault.Method = "POST"
			}
			w.teams.Fail(c.fault)
			app, lost := w.App, false
			for range 4 { // each time as after a restart, the way the outbox does
				ref, found, err := app.Find(t.Context(), fleet, "k")
				if err == nil && !found {
					ref, err = app.Post(t.Context(), fleet, "k", m)
				}
				var never chat.Permanent
				if lost = errors.As(err, &never); lost || err == nil && ref != "" {
					break
				}
				app = w.app(t, nil)
			}
			if got := len(w.teams.Said(teamstest.Fleet)); got != c.stand || lost != c.lost {
				t.Errorf("it stands there %d times, given up: %v; want %d, %v", got, lost, c.stand, c.lost)
			}
		})
	}
}

func TestKilledAfterAPostItIsFound(t *testing.T) {
	w := newWorld(t).installed(t)
	ref, err := w.Post(t.Context(), fleet, "k", chat.Paragraph("Once"))
	if err != nil {
		t.Fatal(err)
	}
	again := w.app(t, nil) // the outbox never heard of it
	if got, ok, err := again.Find(t.Context(), fleet, "k"); got != ref || !ok || err != nil {
		t.Errorf("found %q %v %v, want %q", got, ok, err, ref)
	}
	if _, ok, err := again.Find(t.Context(), fleet, "other"); ok || err != nil {
		t.Errorf("another key was found: %v %v", ok, err)
	}
}

func TestATokenThatIsRefusedIsReplacedOnce(t *testing.T) {
	w := newWorld(t).installed(t)
	w.teams.Expire()
	if _, err := w.Post(t.Context(), fleet, "k", chat.Paragraph("hello")); err != nil {
		t.Fatal(err)
	}
	w.teams.Fail(teamstest.Fault{Path: "/activities", Status: 401}, teamstest.Fault{Path: "/conversations", Status: 401}, teamstest.Fault{Path: "/conversations", Status: 401})
	before := len(w.teams.Requests())
	_, err := w.Post(t.Context(), fleet, "k2", chat.Paragraph("hello"))
	if err == nil || strings.Contains(err.Error(), teamstest.Secret) {
		t.Errorf("refused twice: %v", err)
	}
	if n := len(w.teams.Requests()) - before; n > 3 {
		t.Errorf("%d requests for one message that is refused", n)
	}
	w.App = w.app(t, func(c *Config) { c.Secret = "wrong" })
	if _, err := w.Post(t.Context(), fleet, "k3", chat.Paragraph("hello")); err == nil || !strings.Contains(err.Error(), "AADSTS7000215") || strings.Contains(err.Error(), "wrong") {
		t.Errorf("a wrong secret is told as %v", err)
	}
}

func TestALongDigestGoesOnInMoreCardsAndShrinksAgain(t *testing.T) {
	w := newWorld(t).installed(t)
	long := huge(400)
	ref, err := patient{w}.Post(t.Context(), fleet, "k", long)
	if err != nil {
		t.Fatal(err)
	}
	said := w.teams.Said(teamstest.Fleet)
	if len(said) < 2 || said[0].ID != ref || said[1].Root != ref {
		t.Fatalf("it stands in %d messages, the second in the thread %q of %q", len(said), said[1].Root, ref)
	}
	var words strings.Builder
	for _, m := range said {
		words.WriteString(m.Words())
	}
	for i := range 400 {
		if !strings.Contains(words.String(), fmt.Sprintf("Metric number %d ", i)) {
			t.Fatalf("metric %d is nowhere", i)
		}
	}
	if err := (patient{w}).Update(t.Context(), fleet, ref, chat.Paragraph("Short now")); err != nil {
		t.Fatal(err)
	}
	if said = w.teams.Said(teamstest.Fleet); len(said) != 1 || said[0].Words() != "Short now" {
		t.Errorf("after the update %d messages stand there, the first %q", len(said), said[0].Words())
	}
}

func TestWhatIsTooLargeForTeamsIsSplit(t *testing.T) {
	w := newWorld(t).installed(t)
	w.teams.Fail(teamstest.Fault{Method: "POST", Status: 413, Code: "MessageSizeTooBig"}, teamstest.Fault{Method: "POST", Status: 413, Code: "MessageSizeTooBig"})
	if _, err := (patient{w}).Post(t.Context(), fleet, "k", huge(120)); err != nil {
		t.Fatal(err)
	}
	for _, m := range w.teams.Said(teamstest.Fleet) {
		if n := sizeOf(m.Activity); n > 14<<10 {
			t.Errorf("after two refusals a message still has %d bytes", n)
		}
	}
}

// huge is a digest of many metrics under a heading for each ten.
func huge(n int) (m chat.Message) {
	for i := range n {
		if i%10 == 0 {
			m.Blocks = append(m.Blocks, chat.Heading{Text: fmt.Sprintf("Perspective %d", i/10)})
		}
		m.Blocks = append(m.Blocks, chat.Text{Marked: fmt.Sprintf("Metric number %d **is** where it was %s", i, strings.Repeat("word ", 40))})
	}
	return m
}

func TestNoConversationIsFloodedAndNeitherIsTeams(t *testing.T) {
	w := newWorld(t).installed(t)
	w.teams.Limits = true
	for i := range 40 {
		if _, err := (patient{w}).Post(t.Context(), fleet, fmt.Sprint("k", i), chat.Paragraph("hello")); err != nil {
			t.Fatalf("message %d: %v", i, err)
		}
	}
	if took := w.now().Sub(start); took < 34*time.Second || took > 45*time.Second {
		t.Errorf("40 messages to one channel took %v, want one a second after the first five", took)
	}
}

// Each message that waits is told a moment of its own, and asks no more than twice.
func TestWhatWaitsForTeamsAsksOnce(t *testing.T) {
	now := start
	p := newPace(func() time.Time { return now })
	var waits []time.Duration
	room := func(i int) string { return fmt.Sprint("room", i) }
	for i := range 100 {
		var later chat.RetryAfter
		if errors.As(p.take(room(i), "k"), &later) {
			waits = append(waits, later.Wait)
		}
	}
	if len(waits) != 100-overall || waits[0] != time.Second/overall || waits[len(waits)-1] != time.Duration(len(waits))*time.Second/overall {
		t.Fatalf("of 100 messages %d wait: %v", len(waits), waits)
	}
	for i, wait := range waits {
		now = start.Add(wait)
		if err := p.take(room(overall+i), "k"); err != nil {
			t.Errorf("message %d at its moment: %v", overall+i, err)
		}
	}
}

func TestPlacesAreFound(t *testing.T) {
	w := newWorld(t).installed(t)
	for name, c := range map[string]struct {
		place   chat.Place
		channel string
		fault   string
	}{
		"a channel by its name":         {chat.Place{Channel: "#fleet"}, teamstest.Fleet, ""},
		"a channel with its team":       {chat.Place{Channel: "#Operations/Fleet"}, teamstest.Fleet, ""},
		"the General channel of a team": {chat.Place{Channel: "#operations"}, teamstest.General, ""},
		"a channel by its id":           {chat.Place{Channel: teamstest.Fleet}, teamstest.Fleet, ""},
		"somebody":                      {chat.Place{Person: chattest.Person}, teamstest.Direct, ""},
		"somebody never spoken to":      {chat.Place{User: chat.UserID(teamstest.Ben.Object)}, "a:1-with-" + teamstest.Ben.Account, ""},
		"nobody we know":                {chat.Place{Person: "zoe"}, "", "object id"},
		"a channel that is not there":   {chat.Place{Channel: "#moon"}, "", "no channel #moon"},
		"a shared channel":              {chat.Place{Channel: "#partner"}, "", "shared channel"},
		"nowhere":                       {chat.Place{}, "", "neither"},
		"another tenant":                {chat.Place{Workspace: "t2", Channel: teamstest.Fleet}, "", "another tenant"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := w.Resolve(t.Context(), chat.Queued{Place: c.place})
			if c.fault != "" {
				var never chat.Permanent
				if !errors.As(err, &never) || !strings.Contains(err.Error(), c.fault) {
					t.Fatalf("resolved to %+v, %v; want a permanent error with %q", got, err, c.fault)
				}
				return
			}
			if err != nil || got.Channel != c.channel || got.Workspace != teamstest.Tenant || got.Service != Service {
				t.Fatalf("resolved to %+v, %v", got, err)
			}
			again, err := w.Resolve(t.Context(), chat.Queued{Place: got})
			if err != nil || again != got {
				t.Errorf("resolved again to %+v, %v", again, err)
			}
		})
	}
}

func TestAfterTheAppWasRemovedNothingIsSentThere(t *testing.T) {
	w := newWorld(t).installed(t)
	w.hear(t, w.teams.Uninstalls(teamstest.Ana, teamstest.General))
	before := len(w.teams.Requests())
	var never chat.Permanent
	if _, err := w.Post(t.Context(), fleet, "k", chat.Paragraph("hello")); !errors.As(err, &never) || !strings.Contains(err.Error(), "removed") {
		t.Errorf("posting in a channel of the team: %v", err)
	}
	if n := len(w.teams.Requests()); n != before {
		t.Errorf("Teams was asked %d times", n-before)
	}
	for _, a := range w.teams.Installs(teamstest.Ana, teamstest.General) {
		w.hear(t, a)
	}
	w.chores.Wait()
	if _, err := w.Post(t.Context(), fleet, "k2", chat.Paragraph("hello")); err != nil {
		t.Errorf("after it was added again: %v", err)
	}
}

func TestAMentionNotifies(t *testing.T) {
	w := newWorld(t).installed(t)
	ref, err := w.Post(t.Context(), fleet, "k", chat.Paragraph("Please, "+chat.Mention(chattest.Person)))
	if err != nil {
		t.Fatal(err)
	}
	body := string(encoded(t, w.teams.Message(ref).Activity))
	if !strings.Contains(body, teamstest.Ana.Object) || !strings.Contains(body, "\\u003cat\\u003eAna Ruiz") {
		t.Errorf("the card names nobody to be notified: %s", body)
	}
}

func TestInAChannelPeopleAreToldToNameTheBot(t *testing.T) {
	w := newWorld(t).installed(t)
	m := chat.Say(chat.Note{Marked: "Reply here in one line" + chat.Called(" that names me") + ", for example “" + chat.Called("@ ") + "92.6%”."}, chat.Text{Marked: chat.Mention(chattest.Person) + chat.Called(" and @")})
	for place, want := range map[chat.Place]string{
		fleet:  "Reply here in one line that names me, for example “@Throughline 92.6%”.\nAna Ruiz and @Throughline",
		direct: "Reply here in one line, for example “92.6%”.\nAna Ruiz",
		{Service: Service, Workspace: teamstest.Tenant, Channel: teamstest.Chat}: "Reply here in one line that names me, for example “@Throughline 92.6%”.\nAna Ruiz and @Throughline",
	} {
		ref, err := w.Post(t.Context(), place, "k", m)
		if err != nil {
			t.Fatal(err)
		}
		if got := w.teams.Message(ref).Words(); got != want {
			t.Errorf("at %+v stands %q, want %q", place, got, want)
		}
	}
}

// What people wait for and what they do not are posted beside each other, by
// whichever process takes them up. What each of them did is found all the same.
func TestWhatIsPostedBesideEachOtherIsFound(t *testing.T) {
	w := newWorld(t).installed(t)
	other := w.app(t, nil)
	posters := map[string]*App{"news": w.App, "answer": other, "more news": w.App, "another answer": other}
	refs := map[string]string{}
	for key, app := range posters {
		ref, err := app.Post(t.Context(), fleet, key, chat.Paragraph(key))
		if err != nil {
			t.Fatal(err)
		}
		refs[key] = ref
	}
	for key, ref := range refs {
		for i, app := range []*App{w.App, other, w.app(t, nil)} { // the outbox heard of none
			if got, ok, err := app.Find(t.Context(), fleet, key); got != ref || !ok || err != nil {
				t.Errorf("process %d finds %s as %q %v %v, want %q", i, key, got, ok, err, ref)
			}
		}
	}
}

func TestWhatWasPostedLongAgoIsNotKeptTrackOf(t *testing.T) {
	w := newWorld(t).installed(t)
	post := func(key string) {
		if _, err := w.Post(t.Context(), fleet, key, chat.Paragraph(key)); err != nil {
			t.Fatal(err)
		}
	}
	post("old")
	w.ahead(slotsKept - time.Hour)
	post("new")
	for _, c := range []struct {
		ahead time.Duration
		want  int
	}{{0, 2}, {2 * time.Hour, 1}, {slotsKept, 0}} {
		w.ahead(c.ahead)
		ctx, stop := context.WithCancel(t.Context())
		stop() // after its first look
		w.forgetSlots(ctx)
		if left, err := w.drawer.List(t.Context(), slotKind); len(left) != c.want || err != nil {
			t.Errorf("%d posts are kept track of, want %d (%v)", len(left), c.want, err)
		}
	}
}
