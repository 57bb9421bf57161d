package teams

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
)

// A Cloud is one of Microsoft's clouds: who signs what comes in, who gives the
// token for what goes out, and where that token may be sent.
type Cloud struct {
	Login    string   // of tokens: "https://login.microsoftonline.com"
	Scope    string   // of the token for the Connector
	Metadata string   // where the keys that sign activities are announced
	Issuer   string   // of the tokens of activities
	Hosts    []string // the token goes to these alone; "*.x" is every host under x
	Service  string   // the Connector for conversations that nothing has come from yet; empty: none is known
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
