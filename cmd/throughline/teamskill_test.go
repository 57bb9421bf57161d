package main

import (
	"context"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"throughline/bot/chat/teams"
	"throughline/bot/chat/teams/teamstest"
	"throughline/store"
)

// A teamsVictim is the real program in Teams, killed again and again.
type teamsVictim struct {
	victim
	fake     *teamstest.Fake
	listen   string
	ida, ola teamstest.Person
	rooms    []string // that Ida writes in: more than one, as Teams takes only so much in each
}

func newTeamsVictim(t *testing.T) *teamsVictim {
	t.Helper()
	v := &teamsVictim{
		victim: victim{t: t, db: filepath.Join(t.TempDir(), "plant.db"), addr: freeAddr(t)}, fake: teamstest.New(t), listen: freeAddr(t),
		ida: teamstest.Person{Account: "29:1ida", Object: "e0000000-0000-0000-0000-000000000001", Name: "Ida Holm", Email: "ida@example.org"},
		ola: teamstest.Person{Account: "29:1ola", Object: "e0000000-0000-0000-0000-000000000002", Name: "Ola Lind", Email: "ola@example.org"},
	}
	v.fake.AddPerson(v.ida)
	v.fake.AddPerson(v.ola)
	v.rooms = []string{v.fake.DirectWith(v.ida)}
	for i := range 6 {
		v.rooms = append(v.rooms, v.fake.AddChannel(fmt.Sprintf("Hall %d", i)))
	}
	v.env = append(asTeams(t, v.fake), "TEAMS_LISTEN="+v.listen)
	return v
}

// asTeams returns the settings by which the program takes a fake for Microsoft's cloud.
func asTeams(t testing.TB, fake *teamstest.Fake) []string {
	t.Helper()
	cloud, err := json.Marshal(teams.Cloud{
		Login: fake.Server.URL, Scope: teamstest.Scope, Metadata: fake.Server.URL + "/v1/.well-known/openidconfiguration",
		Issuer: teamstest.Issuer, Hosts: []string{"127.0.0.1"}, Service: fake.ServiceURL(),
	})
	if err != nil {
		t.Fatal(err)
	}
	described, certificate := filepath.Join(t.TempDir(), "cloud.json"), filepath.Join(t.TempDir(), "cloud.pem")
	proof := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: fake.Server.Certificate().Raw})
	for name, body := range map[string][]byte{described: cloud, certificate: proof} {
		if err := os.WriteFile(name, body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return []string{
		"TEAMS_APP_ID=" + teamstest.AppID, "TEAMS_SECRET=" + teamstest.Secret, "TEAMS_TENANT=" + teamstest.Tenant,
		"TEAMS_CLOUD=" + described, "SSL_CERT_FILE=" + certificate,
	}
}

// TestKilledInTeams kills the program over and over while values are reported in
// Teams, in a direct conversation and in channels, and then finds each recorded
// once and answered once. Where the killing fell between an answer and the
// Connector's word that it stands, it is not said again, and somebody is told.
func TestKilledInTeams(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), enough)
	defer cancel()
	v := newTeamsVictim(t)
	db := v.plant(ctx, func(text string) string {
		return strings.NewReplacer(
			"people: [{id: ida, name: Ida Holm,", "people: [{id: ola, name: Ola Lind, email: ola@example.org}, {id: ida, name: Ida Holm, email: ida@example.org,",
			"head: ida", "head: ola",
		).Replace(text)
	})
	deliver := func(a teamstest.Activity) error {
		return v.fake.Insist(ctx, quick, "http://"+v.listen+"/api/messages", a, 50*time.Millisecond)
	}
	v.outlive(ctx, db, func(i int, text string) error {
		if i == 0 { // so that everybody in the team is known
			for _, a := range v.fake.Installs(v.ida, teamstest.General) {
				if err := deliver(a); err != nil {
					return err
				}
			}
		}
		return deliver(v.fake.Says(v.ida, v.rooms[i%len(v.rooms)], "", text))
	}, func() string { return v.faults(ctx, db) })
	for _, p := range v.fake.Problems() {
		t.Error("Teams would trip over it:", p)
	}
}

// faults says what is missing or doubled, in the readings and in Teams.
func (v *teamsVictim) faults(ctx context.Context, db *store.DB) string {
	out := missingReadings(ctx, db)
	dead, err := db.DeadLetters(ctx, "plant")
	if err != nil {
		return err.Error()
	}
	unsure := map[string]bool{}
	for _, name := range alphabet {
		for _, d := range dead {
			if strings.Contains(d.Body, name+" pressure") {
				unsure[name] = true
			}
		}
		n := v.count(name + " pressure")
		if n > 1 || n == 0 && !unsure[name] {
			out = append(out, fmt.Sprintf("%s was answered %d times", name, n))
		}
	}
	if told := v.fake.Said(v.fake.DirectWith(v.ola)); len(unsure) > 0 && len(told) == 0 {
		out = append(out, fmt.Sprintf("nobody was told that %d answers may be missing", len(unsure)))
	}
	return strings.Join(out, "; ")
}

// count returns how many of the bot's messages to Ida hold some words.
func (v *teamsVictim) count(words string) (n int) {
	for _, room := range v.rooms {
		for _, m := range v.fake.Said(room) {
			if strings.Contains(m.Words(), words) {
				n++
			}
		}
	}
	return n
}
