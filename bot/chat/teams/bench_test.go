package teams

import (
	"net/http"
	"testing"

	"throughline/bot/chat/teams/teamstest"
)

// BenchmarkToken is what it costs to know that a request is Microsoft's.
func BenchmarkToken(b *testing.B) {
	w := newWorld(b)
	header := "Bearer " + w.teams.Token().Sign()
	for b.Loop() {
		if _, err := w.verify.token(b.Context(), header); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkActivity is a signed activity from the request to the host.
func BenchmarkActivity(b *testing.B) {
	w := newWorld(b)
	header := "Bearer " + w.teams.Token().Sign()
	a := w.teams.Says(teamstest.Ana, teamstest.Direct, "", "why is churn red?")
	for b.Loop() {
		if status, _ := teamstest.Send(w.Handler(), a, header); status != http.StatusOK {
			b.Fatal(status)
		}
	}
}
