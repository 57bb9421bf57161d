package teams

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// A Finding is what the doctor says of one thing that has to be right.
type Finding struct {
	What  string `json:"name"` // "the app's credentials"
	Fine  bool   `json:"ok"`
	Words string `json:"says"` // what was seen or, when it is not fine, what is wrong and what to do
}

// Doctor looks at everything that has to be right before Teams and the app can
// talk: the credentials, the keys that activities are signed with, the address
// that Teams calls, the clock, and the conversations that are known.
func (a *App) Doctor(ctx context.Context) []Finding {
	if a.cfg.Developer {
		return []Finding{{"developer mode", true, "nothing is signed and only this machine is heard; Teams itself cannot reach the app like this"}, a.checkPlaces(ctx)}
	}
	return []Finding{a.checkToken(ctx), a.checkKeys(ctx), a.checkClock(ctx), a.checkEndpoint(ctx), a.checkPlaces(ctx)}
}

// advice says what is to be done about an answer of Microsoft's login.
var advice = map[string]string{
	"AADSTS7000215": "the client secret is wrong: give its value, not its id",
	"AADSTS7000222": "the client secret has expired: make another under “Certificates & secrets” of the app",
	"AADSTS700016":  "the app is not in this tenant: compare the client id and the tenant id with what Microsoft Entra shows",
	"AADSTS90002":   "there is no such tenant: compare the tenant id with what Microsoft Entra shows",
	"AADSTS53003":   "a conditional access policy forbids it: exclude the app",
}

func (a *App) checkToken(ctx context.Context) Finding {
	f := Finding{What: "the app's credentials"}
	_, err := a.wire.purse.get(ctx)
	if err == nil {
		f.Fine, f.Words = true, "the app can sign in to its tenant "+a.cfg.Tenant
		return f
	}
	f.Words = err.Error()
	for code, words := range advice {
		if strings.Contains(f.Words, code) {
			f.Words = code + ": " + words
		}
	}
	return f
}

func (a *App) checkKeys(ctx context.Context) Finding {
	f := Finding{What: "the keys that Teams signs with"}
	if err := a.verify.keys.refresh(ctx); err != nil {
		f.Words = err.Error() + "; let the machine reach " + a.cfg.Cloud.Metadata
		return f
	}
	n := len(a.verify.keys.keys)
	f.Fine, f.Words = true, fmt.Sprintf("%d keys were read from %s", n, a.cfg.Cloud.Metadata)
	return f
}

// checkClock compares our clock with Microsoft's. Tokens are only good at their time.
func (a *App) checkClock(ctx context.Context) Finding {
	f := Finding{What: "the clock"}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, a.cfg.Cloud.Metadata, nil)
	if err != nil {
		f.Words = err.Error()
		return f
	}
	resp, err := a.cfg.HTTP.Do(req)
	if err != nil {
		f.Words = err.Error()
		return f
	}
	resp.Body.Close()
	theirs, err := http.ParseTime(resp.Header.Get("Date"))
	if err != nil {
		f.Fine, f.Words = true, "Microsoft did not say what time it is"
		return f
	}
	off := a.cfg.Now().Sub(theirs).Round(time.Second)
	f.Fine = off.Abs() < leeway
	f.Words = fmt.Sprintf("it is %v off Microsoft's", off.Abs())
	if !f.Fine {
		f.Words += "; set it by NTP, or every token is refused"
	}
	return f
}

// checkEndpoint calls the address that Teams calls, as somebody without a token:
// it has to be refused, by us.
func (a *App) checkEndpoint(ctx context.Context) Finding {
	f := Finding{What: "the address that Teams calls"}
	if !strings.HasPrefix(a.cfg.PublicURL, "https://") {
		f.Words = "it is not set, or not https; Teams calls https addresses only"
		return f
	}
	address := a.cfg.PublicURL + "/api/messages"
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader("{}"))
	if err != nil {
		f.Words = err.Error()
		return f
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := a.cfg.HTTP.Do(req)
	if err != nil {
		f.Words = fmt.Sprintf("nobody answers: %v; run “throughline serve” and let the proxy or tunnel pass %s on to it", err, address)
		return f
	}
	resp.Body.Close()
	if f.Fine = resp.StatusCode == http.StatusUnauthorized; f.Fine {
		f.Words = address + " answers, and refuses whoever has no token"
		return f
	}
	f.Words = fmt.Sprintf("%s answers %s instead of 401; something else is there, or a proxy signs people in before it", address, resp.Status)
	return f
}

func (a *App) checkPlaces(ctx context.Context) Finding {
	f := Finding{What: "the conversations"}
	all, err := a.book.references(ctx)
	if err != nil {
		f.Words = err.Error()
		return f
	}
	count := map[string]int{}
	for _, r := range all {
		if r.Gone != "" {
			count["gone"]++
			continue
		}
		count[r.Kind]++
	}
	f.Fine = count[personal]+count[groupChat]+count[channel] > 0
	f.Words = fmt.Sprintf("%d people, %d channels and %d group chats can be written to", count[personal], count[channel], count[groupChat])
	if count["gone"] > 0 {
		f.Words += fmt.Sprintf("; %d no longer", count["gone"])
	}
	if !f.Fine {
		f.Words = "nothing has come from Teams yet: upload the app package, add the app to a team and mention it there"
	}
	return f
}
