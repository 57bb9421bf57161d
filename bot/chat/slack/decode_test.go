package slack

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

func TestDecodeIsLenient(t *testing.T) {
	for what, in := range map[string]string{
		"as it should be":       `{"team_id":"T1","event":{"type":"message","user":"U1","channel":"C1","text":"hello","ts":"1.000100"}}`,
		"an unknown block":      `{"team_id":"T1","event":{"type":"message","user":"U1","channel":"C1","text":"hello","ts":"1.000100","blocks":[{"type":"data_visualization","chart":{"type":"spiral"}}]}}`,
		"blocks of a kind":      `{"team_id":"T1","event":{"type":"message","user":"U1","channel":"C1","text":"hello","ts":"1.000100","blocks":"none"}}`,
		"objects for ids":       `{"team_id":"T1","event":{"type":"message","user":{"id":"U1"},"channel":{"id":"C1","name":"x"},"text":"hello","ts":"1.000100"}}`,
		"text for truths":       `{"team_id":"T1","is_ext_shared_channel":"false","event":{"type":"message","user":"U1","channel":"C1","text":"hello","ts":"1.000100","display_as_bot":"false"}}`,
		"a number for a stamp":  `{"team_id":"T1","event_time":1690000000,"event":{"type":"message","user":"U1","channel":"C1","text":"hello","ts":1.000100}}`,
		"wrong kinds elsewhere": `{"team_id":"T1","authorizations":7,"event":{"context":[],"view":"V1","message":[1],"edited":"yes","type":"message","user":"U1","channel":"C1","text":"hello","ts":"1.000100","tokens":[]}}`,
	} {
		d, e, err := readDelivery([]byte(in))
		if err != nil || d.workspace() != "T1" || e.User != "U1" || e.Channel != "C1" || e.Text != "hello" || e.TS != "1.000100" {
			t.Errorf("%s: %v %q %+v", what, err, d.workspace(), e)
		}
	}
	if _, _, err := readDelivery([]byte(`{"team_id":`)); err == nil {
		t.Error("half an event is read")
	}
}

// FuzzDecode holds the decoder to never failing on JSON, whatever stands in it.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"type":"event_callback","team_id":"T1","authorizations":[{"enterprise_id":"E1","team_id":null,"is_enterprise_install":true}],"event":{"type":"app_home_opened","tab":"home","user":"U1","channel":"D1","view":{"id":"V1","hash":"1.a"},"context":{"entities":[{"type":"slack#/types/channel_id","value":"C1"}]}}}`,
		`{"type":"block_actions","user":{"id":"U1","team_id":"T1"},"team":null,"enterprise":{"id":"E1"},"is_enterprise_install":"true","container":{"type":"message","message_ts":"1.1","channel_id":"C1"},"actions":[{"type":"button","action_id":"press:checkin/none:1","value":"x"}]}`,
		`{"type":"view_submission","team":{"id":"T1"},"user":{"id":"U1"},"view":{"id":"V1","hash":"h","private_metadata":"{\"a\":\"x/y\"}","state":{"values":{"b":{"a":{"value":"4.2"}}}},"blocks":[{"type":"input","block_id":"b","label":{"text":"Churn"}}]}}`,
		`{"team_id":"T1","event":{"type":"message","subtype":"message_changed","message":{"edited":{"ts":"1"},"text":"<@U1> <#C1|x> <!here> <http://a|b> *c*"}}}`,
		`[]`, `null`, `{"event":"x","user":[[]]}`, `{"ts":1e400,"event":{"ts":-1}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		d, e, err := readDelivery(body)
		if err != nil && json.Valid(body) {
			t.Errorf("%q: %v", body, err)
		}
		d.workspace()
		e.TS.time()
		for _, text := range []string{e.Text, string(body)} {
			stripped, _ := strip(text, "U1")
			got := plainText(stripped, naming{user: func(id string) string { return "Ana" }, channel: func(string) string { return "" }})
			if got != strings.TrimSpace(got) {
				t.Errorf("%q is not trimmed", got)
			}
		}
		var i interaction
		if err := lenient(body, &i); err != nil && json.Valid(body) {
			t.Errorf("%q: %v", body, err)
		}
		i.incoming("", time.Time{})
		i.View.inputs()
		var c commanded
		if err := lenient(body, &c); err != nil && json.Valid(body) {
			t.Errorf("%q: %v", body, err)
		}
		var fr frame
		if err := lenient(body, &fr); err != nil && json.Valid(body) {
			t.Errorf("%q: %v", body, err)
		}
	})
}

func TestPlainText(t *testing.T) {
	names := naming{
		user:    func(id string) string { return map[string]string{"U1": "Ana Ruiz"}[id] },
		channel: func(id string) string { return map[string]string{"C1": "#fleet"}[id] },
	}
	for in, want := range map[string]string{
		"churn 4.2":                       "churn 4.2",
		"a &amp; b":                       "a & b",
		"&amp;lt;b&amp;gt;":               "&lt;b&gt;", // somebody typed the escape itself
		"churn &lt; 4% &amp; NPS &gt; 41": "churn < 4% & NPS > 41",
		"ask <@U1>":                       "ask @Ana Ruiz",
		"ask <@U2|ben>":                   "ask @ben",
		"ask <@U2>":                       "ask @U2",
		"in <#C1>":                        "in #fleet",
		"in <#C2|depot>":                  "in #depot",
		"<!here> and <!subteam^S1|@fleet> and <!subteam^S2>": "@here and @fleet and @S2",
		"by <!date^1392734382^{date}|18 Feb>":                "by 18 Feb",
		"<http://acme.com|acme.com>":                         "acme.com",
		"<mailto:a@b.example|a@b.example>":                   "a@b.example",
		"see <https://a.example/x?a=1&amp;b=2|the report>":   "see the report (https://a.example/x?a=1&b=2)",
		"<https://a.example/x?a=1&amp;b=2>":                  "https://a.example/x?a=1&b=2",
		"churn *4.2%* because _the promo_ ended":             "churn 4.2% because the promo ended",
		"~41~ `42`, *a* *b*":                                 "41 42, a b",
		"2*3*4 and snake_case_name and ~5% or ~6%":           "2*3*4 and snake_case_name and ~5% or ~6%",
		"*\n*":                        "*\n*",
		"an open < and a closed &gt;": "an open < and a closed >",
		"  spaces  ":                  "spaces",
	} {
		if got := plainText(in, names); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestStripMention(t *testing.T) {
	for in, want := range map[string]string{
		"<@UBOT> why is churn red?": "why is churn red?",
		"<@UBOT>: why?":             "why?",
		"<@UBOT|throughline>, why?": "why?",
		"<@UBOT> - why?":            "why?",
		"<@UBOT> -4.2":              "-4.2",
		"why is it red, <@UBOT> ?":  "why is it red, ?",
		"<@UBOT> <@UBOT> ask <@U1>": "ask <@U1>",
		"<@UBOT>":                   "",
		"ask <@UBOT> to tell":       "ask to tell",
	} {
		if got, named := strip(in, "UBOT"); got != want || !named {
			t.Errorf("%q is %q (named %v), want %q", in, got, named, want)
		}
	}
	if got, named := strip("ask <@UBOTTLE> now", "UBOT"); got != "ask <@UBOTTLE> now" || named {
		t.Errorf("%q, %v", got, named)
	}
	if got, named := strip("ask <@U1>", "UBOT"); got != "ask <@U1>" || named {
		t.Errorf("%q, %v", got, named)
	}
}
