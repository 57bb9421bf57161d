package llm_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"throughline/bot/llm"
	"throughline/bot/llm/llmtest"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

var ana = understand.Asker{Person: "ana", Locale: "en", Today: "2026-11-20"}

// A ferry line, made up for these tests.
func ferry() *scorecard.Index {
	return scorecard.NewIndex(&scorecard.Strategy{
		Organisation: scorecard.Organisation{ID: "ferry", Name: "Skerry Ferries"},
		Vision:       scorecard.Vision{Text: "Every islander sails with us."},
		Perspectives: []scorecard.Perspective{{ID: "customer", Name: "Customer"}},
		Units:        []scorecard.Unit{{ID: "deck", Name: "Deck"}, {ID: "office", Name: "Office"}},
		People:       []scorecard.Person{{ID: "ana", Name: "Ana Brook", Units: []scorecard.UnitID{"deck"}}, {ID: "olu", Name: "Olu Finch"}},
		Objectives:   []scorecard.Objective{{ID: "o_loyal", Name: "Keep passengers", Perspective: "customer", Unit: "office", Behaviour: "Answer letters the same day."}},
		Metrics: []scorecard.Metric{
			{ID: "m_lost", Name: "Passengers lost", Objective: "o_loyal", Synonyms: []string{"churn"}, Definition: "Season tickets that are not renewed."},
			{ID: "m_old", Name: "Retired thing", Objective: "o_loyal", Retired: &scorecard.Retirement{}},
		},
	})
}

func newReader(t *testing.T, s *llmtest.Server) *llm.Reader {
	t.Helper()
	return patient(t, s, llm.Budget)
}

// patient is a reader that waits so long.
func patient(t *testing.T, s *llmtest.Server, budget time.Duration) *llm.Reader {
	t.Helper()
	r, err := llm.New(llm.Config{Key: "sk-verysecret", BaseURL: s.Base(), Model: "test-model", Budget: budget})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestReads(t *testing.T) {
	ten := decimal.NewFromInt(10)
	for _, c := range []struct {
		text   string
		choice llmtest.Choice
		want   understand.Interpretation
	}{
		{"who keeps an eye on folks leaving", llmtest.Choice{Kind: "owner", Subject: []string{"m_lost"}},
			understand.Interpretation{Intent: understand.Owner, Outcome: understand.Answer, Subject: []understand.Ref{"m_lost"}, Confidence: 0.5}},
		{"suppose 10% fewer leave", llmtest.Choice{Kind: "what_if", Subject: []string{"m_lost"}, Object: []string{"vision"}, Change: "percent_down", Number: "#1"},
			understand.Interpretation{Intent: understand.WhatIf, Outcome: understand.Answer, Subject: []understand.Ref{"m_lost"}, Object: []understand.Ref{"vision"},
				Change: &understand.Change{Type: "relative", Unit: "%", Value: ten.Neg()}, Confidence: 0.5}},
		{"suppose it went better", llmtest.Choice{Kind: "what_if", Subject: []string{"m_lost"}, Change: "better"},
			understand.Interpretation{Intent: understand.WhatIf, Outcome: understand.Answer, Subject: []understand.Ref{"m_lost"}, Change: &understand.Change{Type: "direction", Unit: "better"}, Confidence: 0.5}},
		{"anything burning in the crew", llmtest.Choice{Kind: "list_status", Subject: []string{"deck"}, Status: []string{"red"}},
			understand.Interpretation{Intent: understand.ListStatus, Outcome: understand.Answer, Subject: []understand.Ref{"deck"}, Filters: &understand.Filters{Status: []string{"red"}}, Confidence: 0.5}},
	} {
		s := llmtest.New(t, llmtest.Reads(c.choice))
		got, err := newReader(t, s).Read(t.Context(), ferry(), c.text, ana)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s:\n%s", c.text, diff)
		}
	}
}

// Whatever is wrong with the answer, there is no reading, in time, and no word
// of the other side and no secret in the error.
func TestNoFaultBecomesAReading(t *testing.T) {
	for _, f := range llmtest.Faults(llmtest.Choice{Kind: "owner", Subject: []string{"m_lost"}}) {
		t.Run(f.Name, func(t *testing.T) {
			s := llmtest.New(t, f.Turns...)
			began := time.Now()
			in, err := patient(t, s, 400*time.Millisecond).Read(t.Context(), ferry(), "who keeps an eye on folks leaving", ana)
			if took := time.Since(began); took > 4*time.Second { // ten times the budget: other tests run too
				t.Errorf("it took %v", took)
			}
			bad := new(llm.Fault)
			switch {
			case f.Name == "about nothing":
				if err == nil && len(in.Subject) > 0 {
					t.Errorf("read as %+v", in)
				}
				return // whether a question needs a subject is for the answer to say
			case err == nil:
				t.Fatalf("read as %+v", in)
			case !errors.As(err, &bad) && !errors.Is(err, llm.ErrNothing):
				t.Errorf("an error of another kind: %v", err)
			}
			for _, leak := range []string{"sk-", "Incorrect", "overloaded", "127.0.0.1", "leaving", "memory"} {
				if strings.Contains(err.Error(), leak) {
					t.Errorf("%q is in the error: %v", leak, err)
				}
			}
		})
	}
}

func TestATryMore(t *testing.T) {
	right := llmtest.Reads(llmtest.Choice{Kind: "owner", Subject: []string{"m_lost"}})
	for name, c := range map[string]struct {
		first llmtest.Turn
		calls int
		ok    bool
	}{
		"500":         {llmtest.Raw(http.StatusInternalServerError, `{}`), 2, true},
		"429":         {llmtest.Raw(http.StatusTooManyRequests, `{}`, "Retry-After", "0"), 2, true},
		"breaks off":  {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, 2, true},
		"429 for 60s": {llmtest.Raw(http.StatusTooManyRequests, `{}`, "Retry-After", "60"), 1, false},
		"401":         {llmtest.Raw(http.StatusUnauthorized, `{}`), 1, false},
		"odd shape":   {llmtest.Says("yes"), 1, false},
	} {
		s := llmtest.New(t, c.first, right)
		_, err := newReader(t, s).Read(t.Context(), ferry(), "folks leaving", ana)
		if calls := len(s.Sent()); (err == nil) != c.ok || calls != c.calls {
			t.Errorf("%s: %d calls, %v", name, calls, err)
		}
	}
}

func TestIsLeftAloneAfterThreeFailures(t *testing.T) {
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	s := llmtest.New(t, llmtest.Says("?"), llmtest.Says("?"), llmtest.Says("?"), llmtest.Reads(llmtest.Choice{Kind: "owner", Subject: []string{"m_lost"}}))
	r, err := llm.New(llm.Config{BaseURL: s.Base(), Model: "m", Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	for range 6 {
		if _, err := r.Read(t.Context(), ferry(), "folks leaving", ana); err == nil {
			t.Error("a failing endpoint gave a reading")
		}
	}
	if n := len(s.Sent()); n != 3 {
		t.Errorf("it was called %d times, want 3", n)
	}
	now = now.Add(61 * time.Second)
	if _, err := r.Read(t.Context(), ferry(), "folks leaving", ana); err != nil {
		t.Errorf("after a minute's rest: %v", err)
	}
}

func TestNothingListens(t *testing.T) {
	s := llmtest.New(t, llmtest.Says("?"))
	r := newReader(t, s)
	s.Close()
	if _, err := r.Read(t.Context(), ferry(), "folks leaving", ana); err == nil {
		t.Error("a closed endpoint gave a reading")
	}
}

// A certificate that nobody vouches for is not talked to.
func TestACertificateNobodyVouchesFor(t *testing.T) {
	asked := false
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	defer s.Close()
	r, err := llm.New(llm.Config{Key: "sk-verysecret", BaseURL: s.URL + "/v1", Model: "m"})
	if err != nil {
		t.Fatal(err)
	}
	f := new(llm.Fault)
	if _, err = r.Read(t.Context(), ferry(), "folks leaving", ana); !errors.As(err, &f) || !strings.Contains(f.Why, "certificate") || asked {
		t.Errorf("asked %t, %v", asked, err)
	}
}

func TestGivesUpWhenTheCallerDoes(t *testing.T) {
	s := llmtest.New(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := newReader(t, s)
	for range 5 {
		if _, err := r.Read(ctx, ferry(), "folks leaving", ana); err == nil || strings.Contains(err.Error(), "left alone") {
			t.Errorf("cancelled: %v", err)
		}
	}
}

// What leaves the house: no number of the question, no link, nobody who was not
// named, nothing that is not in the list of docs/model.md.
func TestWhatIsSent(t *testing.T) {
	s := llmtest.New(t, llmtest.Reads(llmtest.Choice{Kind: "owner", Subject: []string{"m_lost"}}))
	text := "Olu said 4.2% and 1'234 left, see https://intra.example/x?y=1 or mail olu@skerry.example <@U024>"
	if _, err := newReader(t, s).Read(t.Context(), ferry(), text, ana); err != nil {
		t.Fatal(err)
	}
	sent := s.Sent()[0]
	if sent.Path != "/v1/chat/completions" || sent.Header.Get("Authorization") != "Bearer sk-verysecret" {
		t.Errorf("sent to %s with %v", sent.Path, sent.Header)
	}
	for _, never := range []string{"4.2", "1'234", "234", "intra.example", "olu@", "U024", "Ana Brook", "Season tickets", "Answer letters", "Retired thing", "islander", "sk-very", "temperature\":1"} {
		if strings.Contains(sent.Body, never) {
			t.Errorf("%q was sent", never)
		}
	}
	for _, always := range []string{"Olu said #1% and #2 left, see (link) or mail (link) (link)", "Passengers lost", "churn", "Olu Finch", `"temperature":0`, `json_schema`} {
		if !strings.Contains(strings.ReplaceAll(sent.Body, `\"`, `"`), always) {
			t.Errorf("%q was not sent in\n%s", always, sent.Body)
		}
	}
}

// Models that reason take no temperature, and are given room to.
func TestModelsThatReason(t *testing.T) {
	s := llmtest.New(t, llmtest.Reads(llmtest.Choice{Kind: "owner", Subject: []string{"m_lost"}}))
	r, err := llm.New(llm.Config{BaseURL: s.Base(), Model: "gpt-5-mini"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Read(t.Context(), ferry(), "folks leaving", ana); err != nil {
		t.Fatal(err)
	}
	var body map[string]any
	if err := json.Unmarshal([]byte(s.Sent()[0].Body), &body); err != nil {
		t.Fatal(err)
	}
	if body["temperature"] != nil || body["max_completion_tokens"] != 2000.0 {
		t.Errorf("sent %v", body)
	}
	if auth := s.Sent()[0].Header.Get("Authorization"); auth != "" {
		t.Errorf("without a key it sent %q", auth)
	}
}

// Forty things at most, and those the question speaks of among them.
func TestShortlist(t *testing.T) {
	strategy := *ferry().Strategy
	for i := range 300 {
		strategy.Metrics = append(strategy.Metrics, scorecard.Metric{ID: scorecard.MetricID(fmt.Sprintf("m%d", i)), Name: fmt.Sprintf("Filler %c%c", 'a'+i%26, 'a'+i/26), Objective: "o_loyal"})
	}
	strategy.Metrics = append(strategy.Metrics, scorecard.Metric{ID: "m_knots", Name: "Knots at sea", Objective: "o_loyal", Synonyms: []string{"travelling speed"}})
	s := llmtest.New(t, llmtest.Reads(llmtest.Choice{Kind: "value", Subject: []string{"m_knots"}}))
	in, err := newReader(t, s).Read(t.Context(), scorecard.NewIndex(&strategy), "are we any faster at travel", ana)
	if err != nil || in.Subject[0] != "m_knots" {
		t.Errorf("read as %+v, %v", in, err)
	}
	if n := strings.Count(s.Sent()[0].Body, `\"sort\"`); n != 40 {
		t.Errorf("%d things were listed", n)
	}
	if !strings.Contains(s.Sent()[0].Body, `\"id\":\"deck\"`) {
		t.Error("the asker's own team is not listed")
	}
}
