package llm

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"strings"
	"time"
)

// A Config says which endpoint is asked, and how patiently.
type Config struct {
	Key     Secret        // empty: none is sent, as servers of one's own want it
	BaseURL string        // up to and with /v1; empty: OpenAI's
	Model   string        // as the endpoint calls it
	Budget  time.Duration // for one question, a second try included; 0: Budget
	Now     func() time.Time
	Log     *slog.Logger // nil: nothing is logged
}

// Budget is how long an answer may wait for a model.
const Budget = 8 * time.Second

// A Secret is never printed.
type Secret string

const hidden = "(secret)"

func (Secret) String() string               { return hidden }
func (Secret) GoString() string             { return hidden }
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// The variables of the environment that name an endpoint. Without a model there
// is none, whatever else is set.
const (
	EnvModel   = "THROUGHLINE_MODEL"
	EnvKey     = "OPENAI_API_KEY"
	EnvBaseURL = "OPENAI_BASE_URL"
)

const openAI = "https://api.openai.com/v1"

// FromEnv reads the configuration; false when no model is named.
func FromEnv(getenv func(string) string) (Config, bool, error) {
	c := Config{
		Key: Secret(strings.TrimSpace(getenv(EnvKey))), BaseURL: strings.TrimSpace(getenv(EnvBaseURL)), Model: strings.TrimSpace(getenv(EnvModel)),
	}
	if c.Model == "" {
		return Config{}, false, nil
	}
	_, err := c.endpoint()
	return c, err == nil, err
}

// endpoint returns the base URL, or why it cannot be used. What it was is not in
// the error: an address may hold a secret.
func (c Config) endpoint() (*url.URL, error) {
	if c.BaseURL == "" {
		c.BaseURL = openAI
	}
	u, err := url.Parse(c.BaseURL)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return nil, fmt.Errorf("llm: %s is no address; write it up to and with /v1, such as %s", EnvBaseURL, openAI)
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return nil, fmt.Errorf("llm: %s holds more than an address; the key belongs into %s", EnvBaseURL, EnvKey)
	case u.Scheme == "http" && c.Key != "" && !loopback(u.Hostname()):
		return nil, fmt.Errorf("llm: the key would go to %s readable for everybody on the way; use https, or leave %s empty", u.Host, EnvKey)
	case c.Model == "":
		return nil, errors.New("llm: no model is named; set " + EnvModel)
	}
	return u, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// reasons reports whether a model belongs to the families that take no
// temperature and count what they think as output.
func reasons(model string) bool {
	for _, family := range []string{"o1", "o3", "o4", "gpt-5", "gpt-6"} {
		if strings.HasPrefix(model, family) {
			return true
		}
	}
	return false
}
