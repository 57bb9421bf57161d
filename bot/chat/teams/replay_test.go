package teams

import (
	"maps"
	"strings"
	"testing"
	"time"

	"throughline/bot/chat"
	"throughline/bot/chat/teams/teamstest"
)

// A token is good for its hour for whoever holds it, as Microsoft made it, and
// says nothing of the activity it came with. So whoever has got hold of one can
// make activities up until it ends, and reads what is answered in their bodies.
// They stay within what the token is for: this app, the service that it names,
// this tenant; and nobody is taken for somebody whom the roster of the
// conversation does not know.
func TestWhatAReplayedTokenCannotDo(t *testing.T) {
	const other = "99999999-9999-9999-9999-999999999999"
	tenant := func(a teamstest.Activity, data, conversation string) {
		a["channelData"].(map[string]any)["tenant"] = map[string]any{"id": data}
		a["conversation"].(map[string]any)["tenantId"] = conversation
	}
	for name, c := range map[string]struct {
		change func(w *world, a teamstest.Activity)
		after  time.Duration
		want   int
		taken  int
	}{
		"the same activity again":           {change: func(*world, teamstest.Activity) {}, want: 200},
		"a new one":                         {change: func(_ *world, a teamstest.Activity) { a["id"] = "made-up" }, want: 200, taken: 1},
		"a new one when the token is over":  {change: func(_ *world, a teamstest.Activity) { a["id"] = "made-up" }, after: 2 * time.Hour, want: 401},
		"from another service":              {change: func(_ *world, a teamstest.Activity) { a["serviceUrl"] = "https://smba.trafficmanager.net/apac/" }, want: 403},
		"from the service of another":       {change: func(w *world, a teamstest.Activity) { a["serviceUrl"] = w.teams.Server.URL + "/emea/" + other + "/" }, want: 403},
		"of another tenant":                 {change: func(_ *world, a teamstest.Activity) { tenant(a, other, other) }, want: 403},
		"of another tenant by half":         {change: func(_ *world, a teamstest.Activity) { tenant(a, teamstest.Tenant, other) }, want: 403},
		"of another tenant by another half": {change: func(_ *world, a teamstest.Activity) { tenant(a, other, teamstest.Tenant) }, want: 403},
		"of no tenant":                      {change: func(_ *world, a teamstest.Activity) { tenant(a, "", "") }, want: 403},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			header := "Bearer " + w.teams.Token().Sign()
			a := w.teams.Says(teamstest.Ana, teamstest.Direct, "", "4.2%")
			if status, _ := teamstest.Send(w.Handler(), a, header); status != 200 {
				t.Fatalf("the first is answered with %d", status)
			}
			kept := maps.Clone(w.drawer.kept)
			w.ahead(c.after)
			c.change(w, a)
			if status, _ := teamstest.Send(w.Handler(), a, header); status != c.want {
				t.Errorf("answered with %d, want %d", status, c.want)
			}
			if got := len(w.host.got) - 1; got != c.taken {
				t.Errorf("%d things were taken, want %d", got, c.taken)
			}
			if c.want != 200 && !maps.EqualFunc(kept, w.drawer.kept, func(a, b []byte) bool { return string(a) == string(b) }) {
				t.Error("something of it was kept")
			}
		})
	}
}

// Whoever makes up an activity with somebody else's object id is nobody, and
// what is for that person alone goes where it went before.
func TestNobodyIsTakenForSomebodyElse(t *testing.T) {
	ben := teamstest.Ben
	as := func(account string) teamstest.Person {
		return teamstest.Person{Account: account, Object: teamstest.Ana.Object, Name: teamstest.Ana.Name}
	}
	for name, from := range map[string]teamstest.Person{
		"with the other's account": as(teamstest.Ana.Account),
		"with an account of one's": as(ben.Account),
		"with no account":          as("29:1nobody"),
	} {
		for _, known := range []bool{true, false} {
			w := newWorld(t)
			if known {
				w.installed(t)
				w.hear(t, w.teams.Says(teamstest.Ana, teamstest.Direct, "", "hello"))
			}
			w.host.got = nil
			w.hear(t, w.teams.Says(from, w.teams.DirectWith(ben), "", "4.2%"))
			if got := w.host.got; len(got) != 1 || !got[0].Outside {
				t.Errorf("%s (known before: %v): handed over as %+v", name, known, got)
			}
			p, err := w.Resolve(t.Context(), chat.Queued{Place: chat.Place{User: chat.UserID(teamstest.Ana.Object)}})
			if err != nil || p.Channel != teamstest.Direct {
				t.Errorf("%s (known before: %v): what is for Ana goes to %+v, %v", name, known, p, err)
			}
		}
	}
	w := newWorld(t).installed(t)
	w.host.got = nil // Ana is known
	w.hear(t, w.teams.Says(as(ben.Account), teamstest.Chat, "", "4.2%"))
	if got := w.host.got; len(got) != 1 || !got[0].Outside {
		t.Errorf("with an account of one's own, in a chat of both: handed over as %+v", got)
	}
}

func TestAnAddressNamesItsTenantInAnyCase(t *testing.T) {
	const tenant = "ABCDEF00-1111-1111-1111-11111111ABCD"
	b := bearer{serviceURL: "https://smba.trafficmanager.net/emea/" + tenant + "/", endorsements: []string{"msteams"}}
	a := activity{ServiceURL: strings.ToLower(b.serviceURL), Channel: "msteams", Conversation: conversation{Tenant: strings.ToLower(tenant)}}
	if err := b.covers(a); err != nil {
		t.Error(err)
	}
}
