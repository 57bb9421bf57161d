package teams

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"throughline/bot/chat"
)

// Doctor looks at everything that has to be right before Teams and the app can
// talk: the credentials, the keys that activities are signed with, the address
// that Teams calls, the clock, and the conversations that are known.
func (a *App) Doctor(ctx context.Context) []chat.Check {
	if a.cfg.Developer {
		return []chat.Check{{Name: "developer mode", OK: true, Says: "nothing is signed and only this machine is heard; Teams itself cannot reach the app like this"}, a.checkPlaces(ctx)}
	}
	return []chat.Check{a.checkToken(ctx), a.checkKeys(ctx), a.checkClock(ctx), a.checkEndpoint(ctx), a.checkPlaces(ctx)}
}

// advice says what is to be done about an answer of Microsoft's login.
var advice = map[string]string{
	"AADSTS7000215": "the client secret is wrong: give its value, not its id",
	"AADSTS7000222": "the client secret has expired: make another under “Certificates & secrets” of the app",
	"AADSTS700016":  "the app is not in this tenant: compare the client id and the tenant id with what Microsoft Entra shows",
	"AADSTS90002":   "there is no such tenant: compare the tenant id with what Microsoft Entra shows",
	"AADSTS53003":   "a conditional access policy forbids it: exclude the app",
}

func (a *App) checkToken(ctx context.Context) chat.Check {
	c := chat.Check{Name: "the app's credentials"}
	_, err := a.wire.purse.get(ctx)
	if err == nil {
		c.OK, c.Says = true, "the app can sign in to its tenant "+a.cfg.Tenant
		return c
	}
	c.Says = err.Error()
	for code, words := range advice {
		if strings.Contains(c.Says, code) {
			c.Says = code + ": " + words
		}
	}
	return c
}

func (a *App) checkKeys(ctx context.Context) chat.Check {
	c := chat.Check{Name: "the keys that Teams signs with"}
	if err := a.verify.keys.refresh(ctx); err != nil {
		c.Says = err.Error() + "; let the machine reach " + a.cfg.Cloud.Metadata
		return c
	}
	n := len(a.verify.keys.keys)
	c.OK, c.Says = true, fmt.Sprintf("%d keys were read from %s", n, a.cfg.Cloud.Metadata)
	return c
}

// checkClock compares our clock with Microsoft's. Tokens are only good at their time.
func (a *App) checkClock(ctx context.Context) chat.Check {
	c := chat.Check{Name: "the clock"}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, a.cfg.Cloud.Metadata, nil)
	if err != nil {
		c.Says = err.Error()
		return c
	}
	resp, err := a.cfg.HTTP.Do(req)
	if err != nil {
		c.Says = err.Error()
		return c
	}
	resp.Body.Close()
	theirs, err := http.ParseTime(resp.Header.Get("Date"))
	if err != nil {
		c.OK, c.Says = true, "Microsoft did not say what time it is"
		return c
	}
	off := a.cfg.Now().Sub(theirs).Round(time.Second)
	c.OK = off.Abs() < leeway
	c.Says = fmt.Sprintf("it is %v off Microsoft's", off.Abs())
	if !c.OK {
		c.Says += "; set it by NTP, or every token is refused"
	}
	return c
}

// checkEndpoint calls the address that Teams calls, as somebody without a token:
// it has to be refused, by us.
func (a *App) checkEndpoint(ctx context.Context) chat.Check {
	c := chat.Check{Name: "the address that Teams calls"}
	if !strings.HasPrefix(a.cfg.PublicURL, "https://") {
		c.Says = "it is not set, or not https; Teams calls https addresses only"
		return c
	}
	address := a.cfg.PublicURL + "/api/messages"
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader("{}"))
	if err != nil {
		c.Says = err.Error()
		return c
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := a.cfg.HTTP.Do(req)
	if err != nil {
		c.Says = fmt.Sprintf("nobody answers: %v; run “throughline serve” and let the proxy or tunnel pass %s on to it", err, address)
		return c
	}
	resp.Body.Close()
	if c.OK = resp.StatusCode == http.StatusUnauthorized; c.OK {
		c.Says = address + " answers, and refuses whoever has no token"
		return c
	}
	c.Says = fmt.Sprintf("%s answers %s instead of 401; something else is there, or a proxy signs people in before it", address, resp.Status)
	return c
}

func (a *App) checkPlaces(ctx context.Context) chat.Check {
	c := chat.Check{Name: "the conversations"}
	all, err := a.book.references(ctx)
	if err != nil {
		c.Says = err.Error()
		return c
	}
	count := map[string]int{}
	for _, r := range all {
		if r.Gone != "" {
			count["gone"]++
			continue
		}
		count[r.Kind]++
	}
	c.OK = count[personal]+count[groupChat]+count[channel] > 0
	c.Says = fmt.Sprintf("%d people, %d channels and %d group chats can be written to", count[personal], count[channel], count[groupChat])
	if count["gone"] > 0 {
		c.Says += fmt.Sprintf("; %d no longer", count["gone"])
	}
	if !c.OK {
		c.Says = "nothing has come from Teams yet: upload the app package, add the app to a team and mention it there"
	}
	return c
}
