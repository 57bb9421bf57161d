package teams

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// leeway is how far Microsoft's clocks and ours may be apart.
const leeway = 5 * time.Minute

// errRefused is what every request ends with that is not shown to be Microsoft's.
var errRefused = errors.New("teams: refused")

// A bearer is what a token that was found good says beyond being good.
type bearer struct {
	serviceURL   string   // where the activity is from
	endorsements []string // the channels its key may sign for
}

// A verifier tells the requests of Microsoft's service from all others.
type verifier struct {
	app    string // the only audience
	issuer string
	keys   *keyring
	now    func() time.Time
}

type claims struct {
	jwt.RegisteredClaims
	ServiceURL string `json:"serviceurl"`
}

// token reads the Authorization header of a request. A good one is signed with
// RS256 by a key of the issuer, is for this app, and is neither too old nor too new.
func (v verifier) token(ctx context.Context, header string) (bearer, error) {
	scheme, raw, ok := strings.Cut(header, " ")
	if !ok || !strings.EqualFold(scheme, "Bearer") {
		return bearer{}, fmt.Errorf("%w: there is no bearer token", errRefused)
	}
	var c claims
	var b bearer
	_, err := jwt.ParseWithClaims(raw, &c, func(t *jwt.Token) (any, error) {
		id, _ := t.Header["kid"].(string)
		key, err := v.keys.find(ctx, id)
		b.endorsements = key.endorsements
		return key.public, err
	},
		jwt.WithValidMethods([]string{jwt.SigningMethodRS256.Alg()}),
		jwt.WithIssuer(v.issuer), jwt.WithAudience(v.app, "api://"+v.app, "api://botid-"+v.app),
		jwt.WithExpirationRequired(), jwt.WithLeeway(leeway), jwt.WithTimeFunc(v.now),
	)
	if err != nil {
		return bearer{}, fmt.Errorf("%w: %w", errRefused, err)
	}
	b.serviceURL = c.ServiceURL
	return b, nil
}

// covers refuses an activity that the token was not given for. A token names no
// tenant, but the address of the service does in most of Microsoft's regions.
func (b bearer) covers(a activity) error {
	switch {
	case b.serviceURL == "" || trimURL(b.serviceURL) != trimURL(a.ServiceURL):
		return fmt.Errorf("%w: the token is for %q and the activity from %q", errRefused, b.serviceURL, a.ServiceURL)
	case !slices.Contains(b.endorsements, a.Channel):
		return fmt.Errorf("%w: its key may not sign for the channel %q", errRefused, a.Channel)
	case a.Disputed:
		return fmt.Errorf("%w: it is said to be of the tenant %q and of another", errRefused, a.Conversation.Tenant)
	}
	for part := range strings.SplitSeq(a.ServiceURL, "/") {
		if guid.MatchString(part) && !strings.EqualFold(part, a.Conversation.Tenant) {
			return fmt.Errorf("%w: it is of the tenant %q and comes from the service of %q", errRefused, a.Conversation.Tenant, part)
		}
	}
	return nil
}

func trimURL(s string) string { return strings.ToLower(strings.TrimRight(s, "/")) }

// local refuses whatever does not plainly come from a program on this machine:
// what a proxy or a tunnel passes on, and what a page in a browser sends.
func local(r *http.Request) error {
	from, _, err := net.SplitHostPort(r.RemoteAddr)
	host := r.Host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	passedOn := slices.ContainsFunc([]string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via", "Origin"}, func(name string) bool {
		return r.Header.Get(name) != ""
	})
	if err != nil || !isLocal(from) || !isLocal(host) || passedOn {
		return fmt.Errorf("%w: without an app id, only programs on this machine are heard", errRefused)
	}
	return nil
}

func isLocal(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
