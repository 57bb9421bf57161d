package teams

import (
	"context"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

const (
	keysLast   = 24 * time.Hour   // then the keys are fetched anew
	keysGap    = 5 * time.Minute  // the least time between two fetches, whatever tokens name
	keysSize   = 1 << 20          // bytes of a key list
	minModulus = 2048 / 8         // bytes of an RSA key that is still believed
	keysWait   = 10 * time.Second // for one fetch
)

// A signingKey is one of the keys that activities are signed with.
type signingKey struct {
	public       *rsa.PublicKey
	endorsements []string // the channels it may sign for, such as "msteams"
}

// keyring knows the keys that an issuer signs with. It fetches them when they
// are old or a token names one that is not known, but never more often than
// keysGap: a flood of forged tokens does not become a flood of fetches.
type keyring struct {
	metadata string
	http     *http.Client
	now      func() time.Time

	fetching sync.Mutex // held while the keys are fetched; the known ones serve meanwhile
	mu       sync.Mutex
	keys     map[string]signingKey
	fetched  time.Time // when the keys are from
	tried    time.Time // when they were last asked for
}

// find returns the key of an id. A key that is known outlives its day when its
// issuer cannot be reached.
func (k *keyring) find(ctx context.Context, id string) (signingKey, error) {
	key, known, due := k.look(id)
	if !due {
		return key, unknown(id, known)
	}
	k.fetching.Lock()
	defer k.fetching.Unlock()
	if key, known, due = k.look(id); !due { // somebody else has fetched them
		return key, unknown(id, known)
	}
	err := k.refresh(ctx)
	if key, known, _ = k.look(id); known {
		return key, nil
	}
	if err != nil {
		return key, err
	}
	return key, unknown(id, known)
}

func unknown(id string, known bool) error {
	if known {
		return nil
	}
	return fmt.Errorf("teams: no key %q signs activities", id)
}

// look returns what is known of a key, and whether the keys are to be fetched.
func (k *keyring) look(id string) (key signingKey, known, due bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	key, known = k.keys[id]
	now := k.now()
	due = (!known || now.Sub(k.fetched) > keysLast) && (k.tried.IsZero() || now.Sub(k.tried) > keysGap)
	return key, known, due
}

// refresh fetches the keys. What is not a key of ours to believe is left out.
func (k *keyring) refresh(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, keysWait)
	defer cancel()
	k.mu.Lock()
	k.tried = k.now()
	k.mu.Unlock()
	var announced struct {
		Keys string `json:"jwks_uri"`
	}
	if err := fetchJSON(ctx, k.http, k.metadata, &announced); err != nil {
		return fmt.Errorf("teams: signing keys: %w", err)
	}
	if !secure(announced.Keys) {
		return fmt.Errorf("teams: signing keys: %q is no https address", announced.Keys)
	}
	var set struct {
		Keys []wireKey `json:"keys"`
	}
	if err := fetchJSON(ctx, k.http, announced.Keys, &set); err != nil {
		return fmt.Errorf("teams: signing keys: %w", err)
	}
	fresh := map[string]signingKey{}
	for _, w := range set.Keys {
		if key, ok := w.read(); ok {
			fresh[w.ID] = key
		}
	}
	if len(fresh) == 0 {
		return fmt.Errorf("teams: signing keys: %s lists none", announced.Keys)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.keys, k.fetched = fresh, k.now()
	return nil
}

// A wireKey is a key as it is announced (RFC 7517), with Microsoft's endorsements.
type wireKey struct {
	ID           string   `json:"kid"`
	Kind         string   `json:"kty"`
	N            string   `json:"n"`
	E            string   `json:"e"`
	Endorsements []string `json:"endorsements"`
}

func (w wireKey) read() (signingKey, bool) {
	n, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(w.N, "="))
	e, bad := base64.RawURLEncoding.DecodeString(strings.TrimRight(w.E, "="))
	if w.Kind != "RSA" || w.ID == "" || err != nil || bad != nil || len(n) < minModulus || len(e) == 0 || len(e) > 4 {
		return signingKey{}, false
	}
	public := &rsa.PublicKey{N: new(big.Int).SetBytes(n), E: int(new(big.Int).SetBytes(e).Int64())}
	return signingKey{public: public, endorsements: w.Endorsements}, public.E > 2
}

func secure(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme == "https" && u.Host != ""
}

// fetchJSON reads a public document.
func fetchJSON(ctx context.Context, client *http.Client, address string, into any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", address, resp.Status)
	}
	return json.NewDecoder(io.LimitReader(resp.Body, keysSize)).Decode(into)
}
