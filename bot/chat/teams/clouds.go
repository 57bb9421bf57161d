package teams

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// A Cloud is one of Microsoft's clouds: who signs what comes in, who gives the
// token for what goes out, and where that token may be sent.
type Cloud struct {
	Login    string   `json:"login"`    // of tokens: "https://login.microsoftonline.com"
	Scope    string   `json:"scope"`    // of the token for the Connector
	Metadata string   `json:"metadata"` // where the keys that sign activities are announced
	Issuer   string   `json:"issuer"`   // of the tokens of activities
	Hosts    []string `json:"hosts"`    // the token goes to these alone; "*.x" is every host under x
	Service  string   `json:"service"`  // the Connector for conversations that nothing has come from yet; empty: none is known
}

var clouds = map[string]Cloud{
	"public": {
		Login: "https://login.microsoftonline.com", Scope: "https://api.botframework.com/.default",
		Metadata: "https://login.botframework.com/v1/.well-known/openidconfiguration", Issuer: "https://api.botframework.com",
		Hosts:   []string{"smba.trafficmanager.net", "*.botframework.com", "smba.infra.gcc.teams.microsoft.com"},
		Service: "https://smba.trafficmanager.net/teams",
	},
	"usgov": {
		Login: "https://login.microsoftonline.us", Scope: "https://api.botframework.us/.default",
		Metadata: "https://login.botframework.azure.us/v1/.well-known/openidconfiguration", Issuer: "https://api.botframework.us",
		Hosts:   []string{"smba.infra.gov.teams.microsoft.us", "*.botframework.us", "*.botframework.azure.us"},
		Service: "https://smba.infra.gov.teams.microsoft.us/teams",
	},
	"usgovdod": {
		Login: "https://login.microsoftonline.us", Scope: "https://api.botframework.us/.default",
		Metadata: "https://login.botframework.azure.us/v1/.well-known/openidconfiguration", Issuer: "https://api.botframework.us",
		Hosts:   []string{"smba.infra.dod.teams.microsoft.us", "*.botframework.us", "*.botframework.azure.us"},
		Service: "https://smba.infra.dod.teams.microsoft.us/teams",
	},
	"china": {
		Login: "https://login.partner.microsoftonline.cn", Scope: "https://api.botframework.azure.cn/.default",
		Metadata: "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration", Issuer: "https://api.botframework.azure.cn",
		Hosts: []string{"*.botframework.azure.cn"},
	},
}

// CloudNamed returns one of Microsoft's clouds by its name: public (also when
// empty), usgov, usgovdod or china.
func CloudNamed(name string) (Cloud, error) {
	if name == "" {
		name = "public"
	}
	c, ok := clouds[strings.ToLower(name)]
	if !ok {
		return Cloud{}, fmt.Errorf("teams: there is no cloud %q; choose one of %s", name, strings.Join(slices.Sorted(maps.Keys(clouds)), ", "))
	}
	return c, nil
}

// ReadCloud reads a cloud that is not among those this program knows, as JSON. It
// refuses one to which a token could go in the open, or anywhere.
func ReadCloud(data []byte) (c Cloud, err error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil {
		return Cloud{}, fmt.Errorf("teams: a cloud is login, scope, metadata, issuer, hosts and service, in JSON: %w", err)
	}
	for name, address := range map[string]string{"login": c.Login, "metadata": c.Metadata, "service": c.Service} {
		if !secure(address) && (name != "service" || address != "") {
			return Cloud{}, fmt.Errorf("teams: the %s of the cloud is %q, which is no https address", name, address)
		}
	}
	if c.Scope == "" || c.Issuer == "" || len(c.Hosts) == 0 {
		return Cloud{}, errors.New("teams: a cloud needs a scope, an issuer and the hosts that the app's token may be sent to")
	}
	for _, host := range c.Hosts {
		if !plainHost.MatchString(host) {
			return Cloud{}, fmt.Errorf("teams: %q is no host; write smba.example.net, or *.example.net for every host under it", host)
		}
	}
	if c.Service != "" && !c.trusts(c.Service) {
		return Cloud{}, fmt.Errorf("teams: the service %s is on none of the hosts of the cloud", c.Service)
	}
	return c, nil
}

// plainHost is a host, or all that are under one of at least two names.
var plainHost = regexp.MustCompile(`^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$`)

// trusts reports whether the token of the app may be sent to an address: only by
// https, and only to the hosts that are listed.
func (c Cloud) trusts(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.User != nil {
		return false
	}
	host := strings.ToLower(u.Hostname())
	return slices.ContainsFunc(c.Hosts, func(h string) bool {
		under, wild := strings.CutPrefix(h, "*")
		return host == h || wild && strings.HasSuffix(host, under) && len(host) > len(under)
	})
}

// isLoopback reports whether an address is of this machine, by plain HTTP.
func isLoopback(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme == "http" && u.User == nil && isLocal(u.Hostname())
}
