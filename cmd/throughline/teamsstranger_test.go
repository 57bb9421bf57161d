package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"throughline/bot/chat/teams/teamstest"
)

// TestAnotherTenantLeavesNoTrace sends the real program activities of another
// organisation, with good tokens. Each is refused, and afterwards neither the
// database file nor anything that was asked of Microsoft knows of them.
func TestAnotherTenantLeavesNoTrace(t *testing.T) {
	t.Parallel()
	const mark, elsewhere = "zanzibar", "99999999-9999-9999-9999-999999999999"
	ctx, cancel := context.WithTimeout(t.Context(), enough)
	defer cancel()
	v := newTeamsVictim(t)
	if err := v.plant(ctx, func(text string) string {
		return strings.Replace(text, "name: Ida Holm,", "name: Ida Holm, email: ida@example.org,", 1)
	}).Close(); err != nil {
		t.Fatal(err)
	}
	v.start()
	address, direct := "http://"+v.listen+"/api/messages", v.fake.DirectWith(v.ida)
	hello := func() {
		t.Helper()
		before := len(v.fake.Said(direct))
		if err := v.fake.Insist(ctx, quick, address, v.fake.Says(v.ida, direct, "", "help"), 50*time.Millisecond); err != nil {
			t.Fatal(err)
		}
		for len(v.fake.Said(direct)) == before && ctx.Err() == nil {
			wait(ctx, 20*time.Millisecond)
		}
	}
	hello()
	mallory := teamstest.Person{Account: "29:1mallory-" + mark, Object: "f0000000-0000-0000-0000-00000000dead", Name: "Mallory " + mark}
	strange := append(v.fake.Installs(mallory, teamstest.General),
		v.fake.Says(mallory, direct, "", mark+" 4.2%"), v.fake.Says(v.ida, teamstest.Fleet, "", mark+" 4.2%"), v.fake.Searches(mallory, direct, mark))
	for i, a := range strange {
		conversation := a["conversation"].(map[string]any)
		conversation["id"], conversation["tenantId"] = mark+conversation["id"].(string), elsewhere
		a["channelData"].(map[string]any)["tenant"] = map[string]any{"id": elsewhere}
		if i%2 == 0 { // the half that the rest of an activity does not agree with
			conversation["tenantId"] = teamstest.Tenant
		}
		if got := status(t, v.fake, address, a); got != http.StatusForbidden {
			t.Errorf("%v %v is answered with %d", a["type"], a["name"], got)
		}
	}
	hello() // whatever the program would have done, it has done before this
	v.kill()
	for _, r := range v.fake.Requests() {
		if all := r.Path + r.Body; strings.Contains(all, mark) || strings.Contains(all, elsewhere) || strings.Contains(all, mallory.Object) {
			t.Errorf("Microsoft was asked: %s %s %s", r.Method, r.Path, r.Body)
		}
	}
	files, err := filepath.Glob(v.db + "*") // with what is not yet written back
	if err != nil {
		t.Fatal(err)
	}
	var all []byte
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, data...)
	}
	for trace, want := range map[string]bool{v.ida.Object: true, mark: false, elsewhere: false, mallory.Object: false} {
		if bytes.Contains(all, []byte(trace)) != want {
			t.Errorf("the database holds %q: %v, want %v", trace, !want, want)
		}
	}
}

// status sends an activity with a good token and returns how it is answered.
func status(t *testing.T, fake *teamstest.Fake, address string, a teamstest.Activity) int {
	t.Helper()
	body, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+fake.Token().Sign())
	resp, err := quick.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	return resp.StatusCode
}
