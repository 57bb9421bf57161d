package llm_test

import (
	"net/http"
	"strings"
	"testing"

	"throughline/bot/llm"
	"throughline/bot/llm/llmtest"
)

func TestDoctor(t *testing.T) {
	right := llmtest.Reads(llmtest.Choice{Kind: "owner", Subject: []string{"m_return"}})
	for name, c := range map[string]struct {
		turns []llmtest.Turn
		ok    bool
		last  string // of what it says
	}{
		"all is well":          {[]llmtest.Turn{right}, true, "that an answer may wait"},
		"it reads badly":       {[]llmtest.Turn{llmtest.Reads(llmtest.Choice{Kind: "value", Subject: []string{"m_towels"}})}, false, "that an answer may wait"},
		"a wrong key":          {[]llmtest.Turn{llmtest.Raw(http.StatusUnauthorized, `{"error":{"message":"sk-verysecret is wrong"}}`)}, false, "the key in OPENAI_API_KEY is not accepted"},
		"no such model":        {[]llmtest.Turn{llmtest.Raw(http.StatusNotFound, `{}`)}, false, `there is no model "test-model" here`},
		"no schemas":           {[]llmtest.Turn{llmtest.Raw(http.StatusBadRequest, `{}`), llmtest.Says("hello")}, false, "not with a JSON schema"},
		"no patience with us":  {[]llmtest.Turn{llmtest.Raw(http.StatusBadRequest, `{}`)}, false, "with and without a JSON schema"},
		"schemas, not kept to": {[]llmtest.Turn{llmtest.Says("Sure! It is the first one.")}, false, "does not keep to the JSON schema"},
		"out of order":         {[]llmtest.Turn{llmtest.Raw(http.StatusBadGateway, `<html>`)}, false, "status 502: it is out of order"},
		"it comes and goes":    {[]llmtest.Turn{right, llmtest.Raw(http.StatusBadGateway, `<html>`)}, false, "answer 2 of 3 failed"},
		"elsewhere":            {[]llmtest.Turn{llmtest.Raw(http.StatusFound, ``, "Location", "/elsewhere")}, false, "sends its callers elsewhere"},
		"an unfinished answer": {[]llmtest.Turn{llmtest.Message("length", `{"content":"{"}`)}, false, "what it answers is not whole"},
	} {
		s := llmtest.New(t, c.turns...)
		all, ok := newReader(t, s).Doctor(t.Context()), true
		for _, check := range all {
			ok = ok && check.OK
			if strings.Contains(check.Says, "verysecret") {
				t.Errorf("%s: a secret is in %q", name, check.Says)
			}
		}
		if last := all[len(all)-1]; ok != c.ok || !strings.Contains(last.Says, c.last) {
			t.Errorf("%s: ok %t, %+v", name, ok, all)
		}
	}
}

func TestDoctorWithoutAnEndpoint(t *testing.T) {
	s := llmtest.New(t, llmtest.Says("?"))
	r := newReader(t, s)
	s.Close()
	if all := r.Doctor(t.Context()); len(all) != 1 || all[0].OK || !strings.Contains(all[0].Says, "cannot be reached") {
		t.Errorf("found %+v", all)
	}
}

// What is shown is what is sent, byte for byte.
func TestShowsWhatIsSent(t *testing.T) {
	s := llmtest.New(t, llmtest.Reads(llmtest.Choice{Kind: "owner", Subject: []string{"m_lost"}}))
	c := llm.Config{Key: "sk-verysecret", BaseURL: s.Base(), Model: "test-model"}
	r, err := llm.New(c)
	if err != nil {
		t.Fatal(err)
	}
	const text = "suppose 10% fewer folks leave"
	if _, err := r.Read(t.Context(), ferry(), text, ana); err != nil {
		t.Fatal(err)
	}
	body, err := c.Show(ferry(), text, ana)
	if err != nil || string(body) != s.Sent()[0].Body {
		t.Errorf("shown, %v:\n%s\nsent:\n%s", err, body, s.Sent()[0].Body)
	}
}
