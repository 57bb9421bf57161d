package llm

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"throughline/bot/llm/llmtest"
)

// Whatever a model writes, what is taken of it is one whole object.
func FuzzParse(f *testing.F) {
	good := llmtest.Choice{Kind: "owner", Subject: []string{"m"}}.JSON()
	for _, s := range []string{good, good + good, "[" + good + "]", "{}", "null", strings.Replace(good, "kind", "KIND", 1), "```json\n" + good + "\n```", `{"kind":"a","kind":"b"}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := parse(s)
		if err != nil {
			return
		}
		body, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := parse(string(body)); err != nil || *again.Kind != *r.Kind || len(*again.Subject) != len(*r.Subject) {
			t.Errorf("%q was taken as %s, which is not taken again: %v", s, body, err)
		}
	})
}

var (
	someMark    = regexp.MustCompile(`#[0-9]+`)
	someAddress = regexp.MustCompile(`[A-Za-z]://\S`)
)

// Whatever a question holds, no digit and no address of it is sent.
func FuzzMask(f *testing.F) {
	for _, s := range []string{"4.2% of 1'234", "Q3 2026", "#7 and #8", "see https://a.example/1?x=2 now", "mail a@b.example", "1e9", "<@U024BE7LH>", "½ of 10²", "www.a.example/9", "a\x00b9", "١٢٣"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		masked, values := mask(s)
		rest := someMark.ReplaceAllString(masked, " ")
		if strings.ContainsFunc(rest, unicode.IsNumber) || someAddress.MatchString(rest) {
			t.Errorf("%q is sent as %q", s, masked)
		}
		for mark := range values {
			if !strings.Contains(masked, mark) {
				t.Errorf("%q stands for a number and is not in %q", mark, masked)
			}
		}
		if len([]rune(masked)) > 4*maxText {
			t.Errorf("%d characters are sent", len([]rune(masked)))
		}
	})
}
