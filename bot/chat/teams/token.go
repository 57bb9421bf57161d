package teams

import (
	"context"
	"fmt"
	"net/http"
	"sync"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

// A purse holds the token that the app shows to the Connector, and gets another
// when it is about to end. It belongs to the app's own tenant: a token of the
// shared tenant "botframework.com" is refused for apps of one tenant.
type purse struct {
	config clientcredentials.Config
	http   *http.Client

	mu    sync.Mutex
	token *oauth2.Token
}

func newPurse(c Config) *purse {
	return &purse{http: c.HTTP, config: clientcredentials.Config{
		ClientID: c.AppID, ClientSecret: c.Secret, Scopes: []string{c.Cloud.Scope},
		TokenURL: c.Cloud.Login + "/" + c.Tenant + "/oauth2/v2.0/token", AuthStyle: oauth2.AuthStyleInParams,
	}}
}

// get returns a token that is good for a while yet. The answer of a login that
// fails says why, and holds no secret.
func (p *purse) get(ctx context.Context) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.token.Valid() {
		return p.token.AccessToken, nil
	}
	t, err := p.config.Token(context.WithValue(ctx, oauth2.HTTPClient, p.http))
	if err != nil {
		return "", fmt.Errorf("teams: sign in as the app at %s: %w", p.config.TokenURL, err)
	}
	p.token = t
	return t.AccessToken, nil
}

// spent throws a token away that the Connector refused.
func (p *purse) spent(token string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.token != nil && p.token.AccessToken == token {
		p.token = nil
	}
}
