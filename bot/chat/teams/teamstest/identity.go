package teamstest

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Issuer is whose tokens come with the fake's activities.
const Issuer = "https://api.botframework.com"

// Scope is what the app has to ask a token for.
const Scope = "https://api.botframework.com/.default"

// firstKey takes a while to make, so that every fake begins with the same.
var firstKey = sync.OnceValue(makeKey)

func makeKey() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err) // no randomness: no test can go on
	}
	return key
}

func (f *Fake) newKey() *signing {
	key := makeKey()
	if len(f.keys) == 0 {
		key = firstKey()
	}
	return &signing{id: "key-" + rand.Text()[:8], key: key, announced: true, endorses: []string{"msteams", "webchat"}}
}

// Rotate signs with a new key from now on, which is announced; the old one is not
// any more.
func (f *Fake) Rotate() {
	key := f.newKey()
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, k := range f.keys {
		k.announced = false
	}
	f.keys = append([]*signing{key}, f.keys...)
}

// Endorse says which channels the present key may sign for.
func (f *Fake) Endorse(channels ...string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.keys[0].endorses = channels
}

// A Token is one that is to be signed; each part can be made wrong.
type Token struct {
	Header, Claims map[string]any
	Key            *rsa.PrivateKey // nil: that of the header's key
}

// Token returns a good token for an activity, to be signed as it is or spoilt first.
func (f *Fake) Token() *Token {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.Now()
	return &Token{
		Key:    f.keys[0].key,
		Header: map[string]any{"alg": "RS256", "typ": "JWT", "kid": f.keys[0].id},
		Claims: map[string]any{
			"iss": Issuer, "aud": AppID, "nbf": now.Add(-time.Minute).Unix(), "exp": now.Add(time.Hour).Unix(), "serviceurl": f.ServiceURL(),
		},
	}
}

// Sign writes the token.
func (t *Token) Sign() string {
	head, body := part(t.Header), part(t.Claims)
	if t.Header["alg"] == "none" {
		return head + "." + body + "."
	}
	sum := sha256.Sum256([]byte(head + "." + body))
	sig, err := rsa.SignPKCS1v15(rand.Reader, t.Key, crypto.SHA256, sum[:])
	if err != nil {
		panic(err) // the key was made for this
	}
	return head + "." + body + "." + base64.RawURLEncoding.EncodeToString(sig)
}

func part(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // maps of words and numbers
	}
	return base64.RawURLEncoding.EncodeToString(data)
}

// identity serves the keys that activities are signed with, and tokens to the app.
func (f *Fake) identity(mux *http.ServeMux) {
	mux.HandleFunc("GET /v1/.well-known/openidconfiguration", func(w http.ResponseWriter, r *http.Request) {
		if f.meddle(w, r, "") {
			return
		}
		reply(w, http.StatusOK, map[string]any{"issuer": Issuer, "jwks_uri": f.Server.URL + "/v1/.well-known/keys"})
	})
	mux.HandleFunc("GET /v1/.well-known/keys", func(w http.ResponseWriter, r *http.Request) {
		if f.meddle(w, r, "") {
			return
		}
		f.mu.Lock()
		defer f.mu.Unlock()
		var keys []any
		for _, k := range f.keys {
			if k.announced {
				keys = append(keys, map[string]any{
					"kty": "RSA", "use": "sig", "kid": k.id, "endorsements": k.endorses,
					"n": base64.RawURLEncoding.EncodeToString(k.key.N.Bytes()), "e": base64.RawURLEncoding.EncodeToString(big.NewInt(int64(k.key.E)).Bytes()),
				})
			}
		}
		reply(w, http.StatusOK, map[string]any{"keys": keys})
	})
	mux.HandleFunc("POST /{tenant}/oauth2/v2.0/token", f.signIn)
}

// signIn gives the app a token, if everything about the request is right.
func (f *Fake) signIn(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		reply(w, http.StatusBadRequest, map[string]any{"error": "invalid_request"})
		return
	}
	if f.meddle(w, r, "") {
		return
	}
	refuse := func(code, words string) {
		reply(w, http.StatusUnauthorized, map[string]any{"error": code, "error_description": words})
	}
	switch {
	case r.PathValue("tenant") != Tenant:
		refuse("invalid_request", "AADSTS90002: Tenant not found")
	case r.PostForm.Get("grant_type") != "client_credentials":
		refuse("unsupported_grant_type", "")
	case r.PostForm.Get("client_id") != AppID:
		refuse("unauthorized_client", "AADSTS700016: Application was not found in the directory")
	case r.PostForm.Get("client_secret") != Secret:
		refuse("invalid_client", "AADSTS7000215: Invalid client secret provided")
	case r.PostForm.Get("scope") != Scope:
		refuse("invalid_scope", "AADSTS70011")
	default:
		token := rand.Text()
		f.mu.Lock()
		f.tokens[token] = f.Now().Add(time.Hour)
		f.mu.Unlock()
		reply(w, http.StatusOK, map[string]any{"token_type": "Bearer", "expires_in": 3599, "access_token": token})
	}
}

// Expire ends every token that was given out.
func (f *Fake) Expire() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.tokens = map[string]time.Time{}
}

// signedIn reports whether a request carries a token that was given out.
func (f *Fake) signedIn(r *http.Request) bool {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	f.mu.Lock()
	defer f.mu.Unlock()
	end, known := f.tokens[token]
	return ok && known && f.Now().Before(end)
}

func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if body != nil {
		if err := json.NewEncoder(w).Encode(body); err != nil {
			panic(fmt.Sprint(err)) // maps of words and numbers
		}
	}
}
