package slack

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"throughline/bot/chat"
)

// address looks whether Slack's requests arrive: it sends one such as Slack
// sends to prove an address, to the public one, and wants its own word back.
func (a *App) address(ctx context.Context) chat.Check {
	c := chat.Check{Name: "address"}
	if a.cfg.PublicURL == "" {
		c.Says = "There is neither an app token for Socket Mode nor a public address for requests. Set one of them."
		return c
	}
	at := a.cfg.PublicURL + "/slack/events"
	status, body, err := a.knock(ctx, at)
	switch {
	case err != nil:
		c.Says = at + " cannot be reached: " + err.Error() + ". Is “throughline serve” running, and does the proxy pass /slack/ on to its --slack-listen?"
	case status == http.StatusUnauthorized:
		c.Says = at + " answers, and refuses the signature: it runs with another signing secret, or its clock is off."
	case status != http.StatusOK:
		c.Says = at + " answers with status " + strconv.Itoa(status) + "; something else than Throughline may be there."
	case !strings.Contains(body, "challenge-of-the-doctor"):
		c.Says = at + " answers, but not as Throughline does; something else may be there."
	default:
		c.OK, c.Says = true, at+" answers as Slack expects."
	}
	return c
}

// knock posts a signed url_verification.
func (a *App) knock(ctx context.Context, address string) (status int, answer string, err error) {
	nonce := make([]byte, 8)
	rand.Read(nonce)
	word := "challenge-of-the-doctor-" + hex.EncodeToString(nonce)
	body, err := json.Marshal(map[string]string{"type": "url_verification", "challenge": word})
	if err != nil {
		return 0, "", err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return 0, "", err
	}
	stamp := strconv.FormatInt(time.Now().Unix(), 10) // the world's time, whatever the workspace lives in
	mac := hmac.New(sha256.New, []byte(a.cfg.SigningSecret))
	mac.Write([]byte("v0:" + stamp + ":" + string(body)))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-Slack-Request-Timestamp", stamp)
	req.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	resp, err := a.web.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(io.LimitReader(resp.Body, 1<<16))
	return resp.StatusCode, string(text), err
}
