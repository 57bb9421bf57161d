package answer

import (
	"slices"
	"strings"
	"testing"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// An answer leads to the pages of what it names and to where its words were said.
func TestAnswersLeadToTheirSources(t *testing.T) {
	s := bakery()
	link := func(m scorecard.MetricID, url string) {
		h := slices.Clone(s.Histories[m])
		h[len(h)-1].Said = url
		s.Histories[m] = h
	}
	link("m_back", "/c/%23shops#m12")
	link("m_seven", "https://acme.slack.example/archives/C1/p2")
	link("m_waste", "/d/bot#m4") // in a direct conversation: everybody would be led to their own
	r := (&Answerer{}).Answer(s, read(understand.Diagnose, "m_back", ""), scorecard.Audience{Person: "ida"}, Extra{})
	links := linksIn(r.Message)
	for _, want := range []string{"/metric/m_back", "/metric/m_seven", "/c/%23shops#m12", "https://acme.slack.example/archives/C1/p2"} {
		if !slices.Contains(links, want) {
			t.Errorf("no link to %s in %q", want, links)
		}
	}
	if slices.Contains(links, "/d/bot#m4") {
		t.Errorf("a link into a direct conversation: %q", links)
	}
	wants(t, r.Text, "Where it was said: Ben Okoro on Shelves full by seven, week 47 · Cleo Marsh on Customers who return, October")
}

// A picture leads to the map with the same route on it.
func TestAPictureLeadsToItsRoute(t *testing.T) {
	r := (&Answerer{}).Answer(bakery(), read(understand.ImpactPath, "ovens", "m_share"), scorecard.Audience{Person: "ida"}, Extra{})
	i := slices.IndexFunc(r.Message.Blocks, func(b chat.Block) bool { _, ok := b.(chat.Picture); return ok })
	if i < 0 {
		t.Fatal("there is no picture")
	}
	p := r.Message.Blocks[i].(chat.Picture)
	var ids []string
	for _, id := range r.Routes[0] {
		ids = append(ids, string(id))
	}
	if want := "/map?links=" + strings.Join(ids, ","); p.Link != want {
		t.Errorf("it leads to %s, want %s", p.Link, want)
	}
}

// A trend whose newest step went the other way says so.
func TestATrendThatTurned(t *testing.T) {
	s := bakery()
	h := slices.Clone(s.Histories["m_seven"])
	h[len(h)-1].Value = *num("93")
	s.Histories["m_seven"] = h
	r := (&Answerer{}).Answer(s, read(understand.Trend, "m_seven", ""), scorecard.Audience{Person: "ida"}, Extra{})
	wants(t, r.Text, "Shelves full by seven got worse: from 94% in week 44 to 93%", "The newest step went the other way: better than 92% in week 46.")
}
