package teams

import (
	"crypto/rand"
	"crypto/rsa"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"throughline/bot/chat/teams/teamstest"
)

func TestOnlyMicrosoftIsHeard(t *testing.T) {
	stranger, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	claim := func(name string, value any) func(*teamstest.Token) {
		return func(k *teamstest.Token) {
			if value == nil {
				delete(k.Claims, name)
				return
			}
			k.Claims[name] = value
		}
	}
	for name, c := range map[string]struct {
		spoil func(*teamstest.Token)
		raw   func(string) string
		want  int
	}{
		"a good token":                 {want: 200},
		"the audience as a list":       {spoil: claim("aud", []string{"other", teamstest.AppID}), want: 200},
		"the audience with its scheme": {spoil: claim("aud", "api://botid-"+teamstest.AppID), want: 200},
		"four minutes after its end":   {spoil: claim("exp", start.Add(-4*time.Minute).Unix()), want: 200},
		"the service with another slash": {spoil: func(k *teamstest.Token) {
			k.Claims["serviceurl"] = strings.TrimSuffix(k.Claims["serviceurl"].(string), "/")
		}, want: 200},
		"no token":                          {raw: func(string) string { return "" }, want: 401},
		"no scheme":                         {raw: func(s string) string { return strings.TrimPrefix(s, "Bearer ") }, want: 401},
		"a password":                        {raw: func(string) string { return "Basic YTpi" }, want: 401},
		"half a token":                      {raw: func(s string) string { return s[:len(s)/2] }, want: 401},
		"a signature of another token":      {raw: func(s string) string { return s[:len(s)-12] + "AAAAAAAAAAAA" }, want: 401},
		"another body under the signature":  {raw: swapBody, want: 401},
		"another issuer":                    {spoil: claim("iss", "https://evil.example"), want: 401},
		"no issuer":                         {spoil: claim("iss", nil), want: 401},
		"another app":                       {spoil: claim("aud", "2f6f3b2c-0000-0000-0000-000000000000"), want: 401},
		"no audience":                       {spoil: claim("aud", nil), want: 401},
		"six minutes after its end":         {spoil: claim("exp", start.Add(-6*time.Minute).Unix()), want: 401},
		"no end":                            {spoil: claim("exp", nil), want: 401},
		"not yet":                           {spoil: claim("nbf", start.Add(10*time.Minute).Unix()), want: 401},
		"a key of somebody else":            {spoil: func(k *teamstest.Token) { k.Key = stranger }, want: 401},
		"a key nobody announced":            {spoil: func(k *teamstest.Token) { k.Header["kid"] = "unheard-of" }, want: 401},
		"no key":                            {spoil: func(k *teamstest.Token) { delete(k.Header, "kid") }, want: 401},
		"no signature":                      {spoil: func(k *teamstest.Token) { k.Header["alg"] = "none" }, want: 401},
		"signed with the key as a password": {spoil: func(k *teamstest.Token) { k.Header["alg"] = "HS256" }, want: 401},
		"no service":                        {spoil: claim("serviceurl", nil), want: 403},
		"another service":                   {spoil: claim("serviceurl", "https://smba.trafficmanager.net/apac/"), want: 403},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			token := w.teams.Token()
			if c.spoil != nil {
				c.spoil(token)
			}
			header := "Bearer " + token.Sign()
			if c.raw != nil {
				header = c.raw(header)
			}
			status, _ := teamstest.Send(w.Handler(), w.teams.Says(teamstest.Ana, teamstest.Direct, "", "hello"), header)
			if status != c.want {
				t.Errorf("answered %d, want %d", status, c.want)
			}
			if got := len(w.host.got); (got == 1) != (c.want == 200) {
				t.Errorf("%d things were handed over", got)
			}
		})
	}
}

// swapBody keeps the signature and changes what is signed.
func swapBody(header string) string {
	parts := strings.Split(header, ".")
	other := strings.Replace(parts[1], parts[1][10:20], parts[1][20:30], 1)
	return parts[0] + "." + other + "." + parts[2]
}

func TestAKeyMaySignOnlyForTheChannelsItIsEndorsedFor(t *testing.T) {
	w := newWorld(t)
	w.teams.Endorse("webchat")
	if status, _ := w.teams.Deliver(w.Handler(), w.teams.Says(teamstest.Ana, teamstest.Direct, "", "hello")); status != http.StatusForbidden {
		t.Errorf("a key for another channel: %d", status)
	}
	act := newWorld(t)
	a := act.teams.Says(teamstest.Ana, teamstest.Direct, "", "hello")
	a["channelId"] = "slack"
	if status, _ := act.teams.Deliver(act.Handler(), a); status != http.StatusForbidden {
		t.Errorf("an activity of another channel: %d", status)
	}
}

// fetches counts how often the keys were fetched.
func fetches(w *world) (n int) {
	for _, r := range w.teams.Requests() {
		if strings.HasSuffix(r.Path, "/keys") {
			n++
		}
	}
	return n
}

func TestKeysAreFetchedWhenTheyChangeAndNotForEveryForgery(t *testing.T) {
	w := newWorld(t)
	say := func(header string) int {
		status, _ := teamstest.Send(w.Handler(), w.teams.Says(teamstest.Ana, teamstest.Direct, "", "hello"), header)
		return status
	}
	good := func() string { return "Bearer " + w.teams.Token().Sign() }
	for range 3 {
		if got := say(good()); got != 200 {
			t.Fatalf("a good token: %d", got)
		}
	}
	forged := w.teams.Token()
	forged.Header["kid"] = "no-such-key"
	for range 50 {
		if got := say("Bearer " + forged.Sign()); got != 401 {
			t.Fatalf("a forged token: %d", got)
		}
	}
	if n := fetches(w); n != 1 {
		t.Errorf("the keys were fetched %d times, want once", n)
	}
	w.ahead(10 * time.Minute)
	old := good()
	w.teams.Rotate()
	if got := say(good()); got != 200 {
		t.Errorf("after the keys were changed: %d", got)
	}
	if got := say(old); got != 401 {
		t.Errorf("a key that was withdrawn still signs: %d", got)
	}
	w.ahead(25 * time.Hour)
	w.teams.Fail(teamstest.Fault{Path: "/openidconfiguration", Status: 503}, teamstest.Fault{Path: "/openidconfiguration", Status: 503})
	if got := say(good()); got != 200 {
		t.Errorf("a known key while its issuer is down: %d", got)
	}
}

func TestTheSameThingSentAgainIsHandedOverOnce(t *testing.T) {
	w := newWorld(t)
	a := w.teams.Says(teamstest.Ana, teamstest.Direct, "", "4.2%")
	header := "Bearer " + w.teams.Token().Sign()
	for range 3 {
		if status, _ := teamstest.Send(w.Handler(), a, header); status != 200 {
			t.Fatalf("sent again: %d", status)
		}
	}
	if len(w.host.got) != 1 {
		t.Errorf("handed over %d times", len(w.host.got))
	}
	w.ahead(2 * time.Hour)
	if status, _ := teamstest.Send(w.Handler(), a, header); status != 401 {
		t.Errorf("replayed after its token has ended: %d", status)
	}
}

func TestTheTokenOfTheAppGoesOnlyWhereItMay(t *testing.T) {
	for address, want := range map[string]bool{
		"https://smba.trafficmanager.net/emea/":          true,
		"https://SMBA.trafficmanager.net/teams":          true,
		"https://webchat.botframework.com/":              true,
		"https://botframework.com.evil.example/":         false,
		"https://smba.trafficmanager.net.evil.example/":  false,
		"https://evilbotframework.com/":                  false,
		"https://.botframework.com/":                     false,
		"http://smba.trafficmanager.net/":                false,
		"https://evil.example/?smba.trafficmanager.net":  false,
		"https://smba.trafficmanager.net@evil.example/":  false,
		"https://a:b@smba.trafficmanager.net/":           false,
		"https://evil.example#smba.trafficmanager.net":   false,
		"//smba.trafficmanager.net":                      false,
		"":                                               false,
		"https://smba.trafficmanager.net\\.evil.example": false,
	} {
		if got := clouds["public"].trusts(address); got != want {
			t.Errorf("trusts(%q) = %v, want %v", address, got, want)
		}
	}
	w := newWorld(t)
	token := w.teams.Token()
	token.Claims["serviceurl"] = "https://evil.example/"
	a := w.teams.Says(teamstest.Ana, teamstest.Direct, "", "hello")
	a["serviceUrl"] = "https://evil.example/"
	if status, _ := teamstest.Send(w.Handler(), a, "Bearer "+token.Sign()); status != http.StatusForbidden {
		t.Errorf("a Connector anywhere: %d", status)
	}
}

func TestDeveloperModeIsForThisMachineAlone(t *testing.T) {
	w := newWorld(t)
	if _, err := New(Config{Developer: true, AppID: teamstest.AppID, Host: w.cfg.Host, Drawer: w.drawer}); err == nil {
		t.Error("developer mode was taken together with an app id")
	}
	a := w.app(t, func(c *Config) { c.Developer, c.AppID, c.Secret = true, "", "" })
	body := `{"type":"message","id":"1","channelId":"msteams","serviceUrl":"http://localhost:56150/_connector","conversation":{"id":"a:1","conversationType":"personal","tenantId":"` + teamstest.Tenant + `"},"from":{}}`
	for name, c := range map[string]struct {
		change func(*http.Request)
		body   string
		want   int
	}{
		"a program here":         {want: 200},
		"another machine":        {change: func(r *http.Request) { r.RemoteAddr = "192.0.2.7:999" }, want: 401},
		"a proxy":                {change: func(r *http.Request) { r.Header.Set("X-Forwarded-For", "192.0.2.7") }, want: 401},
		"a tunnel":               {change: func(r *http.Request) { r.Host = "abc.devtunnels.example" }, want: 401},
		"a page in the browser":  {change: func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }, want: 401},
		"a form in the browser":  {change: func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, want: 415},
		"a Connector elsewhere":  {body: strings.Replace(body, "localhost:56150", "evil.example", 1), want: 403},
		"another tenant":         {body: strings.Replace(body, "11111111", "99999999", 1), want: 403},
		"what is no activity":    {body: "[]", want: 400},
		"what is much too large": {body: `{"type":"` + strings.Repeat("x", activitySize) + `"}`, want: 413},
	} {
		if c.body == "" {
			c.body = body
		}
		r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:8642/api/messages", strings.NewReader(c.body))
		r.RemoteAddr = "127.0.0.1:40000"
		r.Header.Set("Content-Type", "application/json")
		if c.change != nil {
			c.change(r)
		}
		rec := httptest.NewRecorder()
		a.Handler().ServeHTTP(rec, r)
		if rec.Code != c.want {
			t.Errorf("%s: %d, want %d", name, rec.Code, c.want)
		}
	}
}

func TestAConfigThatCannotWorkIsRefusedInWords(t *testing.T) {
	w := newWorld(t)
	for name, change := range map[string]func(*Config){
		"application (client) id": func(c *Config) { c.AppID = "throughline" },
		"client secret":           func(c *Config) { c.Secret = "" },
		"directory (tenant) id":   func(c *Config) { c.Tenant = "contoso.onmicrosoft.com" },
		"Host and Drawer":         func(c *Config) { c.Drawer = nil },
	} {
		cfg := w.cfg
		change(&cfg)
		if _, err := New(cfg); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without a good %s: %v", name, err)
		}
	}
	if _, err := CloudNamed("moon"); err == nil || !strings.Contains(err.Error(), "usgov") {
		t.Errorf("a cloud that does not exist: %v", err)
	}
}

func TestAnotherCloudIsDescribedInAFile(t *testing.T) {
	const good = `{"login":"https://login.example.net","scope":"s","issuer":"i","metadata":"https://keys.example.net/","hosts":["smba.example.net"],"service":"https://smba.example.net/teams"}`
	c, err := ReadCloud([]byte(good))
	if err != nil || !c.trusts("https://smba.example.net/emea/") || c.trusts("https://smba.trafficmanager.net/") {
		t.Fatalf("%+v, %v", c, err)
	}
	for name, change := range map[string][2]string{
		"https address":        {"https://login", "http://login"},
		"is no host":           {`["smba.example.net"]`, `["*"]`},
		"\"*.net\" is no host": {`["smba.example.net"]`, `["*.net"]`},
		"none of the hosts":    {`"https://smba.example.net/teams"`, `"https://smba.example.org/teams"`},
		"needs a scope":        {`"scope":"s",`, ``},
		"unknown field":        {`"scope"`, `"scopes"`},
	} {
		if _, err := ReadCloud([]byte(strings.Replace(good, change[0], change[1], 1))); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
