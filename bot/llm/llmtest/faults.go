package llmtest

import (
	"compress/gzip"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// A Fault is one way in which an endpoint misbehaves.
type Fault struct {
	Name  string
	Turns []Turn
}

// Faults returns every way of misbehaving, around a choice that would be right.
// None of them may come of it.
func Faults(right Choice) []Fault {
	good := right.JSON()
	var out []Fault
	add := func(name string, turns ...Turn) { out = append(out, Fault{name, turns}) }
	transport(add, good)
	shapes(add, good)
	meanings(add, right)
	return out
}

func transport(add func(string, ...Turn), good string) {
	add("401", Raw(http.StatusUnauthorized, `{"error":{"message":"Incorrect API key provided: sk-verysecret","type":"invalid_request_error"}}`))
	add("404 no such model", Raw(http.StatusNotFound, `{"error":{"message":"no such model"}}`))
	add("400 no schemas", Raw(http.StatusBadRequest, `{"error":{"message":"response_format is not supported"}}`))
	add("429 for an hour", Raw(http.StatusTooManyRequests, `{"error":{"message":"slow down"}}`, "Retry-After", "3600"))
	add("429 again and again", Raw(http.StatusTooManyRequests, `{}`))
	add("502 in HTML", Raw(http.StatusBadGateway, `<html>bad gateway</html>`))
	add("200 in HTML", Raw(http.StatusOK, `<html>welcome</html>`))
	add("200 empty", Raw(http.StatusOK, ``))
	add("200 with an error", Raw(http.StatusOK, `{"error":{"message":"overloaded"}}`))
	add("200 with an error in words", Raw(http.StatusInternalServerError, `{"error":"out of memory"}`))
	add("200 without choices", Raw(http.StatusOK, `{"choices":[]}`))
	add("hangs", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	add("drips", drip)
	add("64 MiB", flood)
	add("64 MiB in gzip", gzipFlood)
	add("redirects elsewhere", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "/v1/elsewhere")
		Raw(http.StatusTemporaryRedirect, body(good))(w, r)
	})
	add("breaks off", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "5000")
		fmt.Fprint(w, `{"choices":[{"mess`)
		panic(http.ErrAbortHandler)
	})
}

func body(content string) string {
	return fmt.Sprintf(`{"choices":[{"finish_reason":"stop","message":{"role":"assistant","content":%q}}]}`, content)
}

// drip sends a byte now and then until the caller has had enough.
func drip(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusOK)
	drop := time.NewTicker(10 * time.Millisecond)
	defer drop.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-drop.C:
		}
		if _, err := fmt.Fprint(w, " "); err != nil {
			return
		}
		w.(http.Flusher).Flush()
	}
}

var megabyte = strings.Repeat("a", 1<<20)

func flood(w http.ResponseWriter, _ *http.Request) {
	fmt.Fprint(w, `{"choices":[{"finish_reason":"stop","message":{"content":"`)
	for range 64 {
		if _, err := fmt.Fprint(w, megabyte); err != nil {
			return
		}
	}
	fmt.Fprint(w, `"}}]}`)
}

func gzipFlood(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(w)
	fmt.Fprint(z, `{"choices":[{"finish_reason":"stop","message":{"content":"`)
	for range 64 {
		if _, err := fmt.Fprint(z, megabyte); err != nil {
			return
		}
	}
	fmt.Fprint(z, `"}}]}`)
	z.Close()
}

func shapes(add func(string, ...Turn), good string) {
	add("prose before", Says("Here you are: "+good))
	add("fenced", Says("```json\n"+good+"\n```"))
	add("trailing comma", Says(strings.TrimSuffix(good, "}")+",}"))
	add("cut off", Message("length", fmt.Sprintf(`{"content":%q}`, good[:len(good)/2])))
	add("whole, but said to be cut off", Message("length", fmt.Sprintf(`{"content":%q}`, good)))
	add("two objects", Says(good+good))
	add("null", Message("stop", `{"content":null}`))
	add("declined", Message("stop", fmt.Sprintf(`{"content":%q,"refusal":"I cannot help with that."}`, good)))
	add("only thoughts", Message("stop", fmt.Sprintf(`{"content":"","reasoning_content":%q}`, good)))
	add("thoughts before", Says("<think>churn, surely</think>"+good))
	add("a tool call", Message("tool_calls", fmt.Sprintf(`{"content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"reading","arguments":%q}}]}`, good)))
	add("arguments as an object", Message("tool_calls", fmt.Sprintf(`{"content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"reading","arguments":%s}}]}`, good)))
	add("content as an object", Message("stop", fmt.Sprintf(`{"content":%s}`, good)))
	add("an answer in a field of its own", Says(strings.TrimSuffix(good, "}")+`,"answer":"It is 4.2% and proven."}`))
	add("a field missing", Says(strings.Replace(good, `"number":"none",`, ``, 1)))
	add("a list where a word belongs", Says(strings.Replace(good, `"change":"none"`, `"change":["none"]`, 1)))
	add("1e999", Says(strings.Replace(good, `"number":"none"`, `"number":1e999`, 1)))
	add("a field twice", Says(strings.Replace(good, `"change":"none"`, `"change":"none","change":"up"`, 1)))
	add("the instructions back", Says("You sort questions that people ask about their organisation's balanced scorecard."))
	add("a list", Says("["+good+"]"))
	add("far too long", Says(strings.TrimSuffix(good, "}")+strings.Repeat(" ", 5000)+"}"))
}

func meanings(add func(string, ...Turn), right Choice) {
	with := func(name string, change func(*Choice)) {
		c := right
		change(&c)
		add(name, Reads(c))
	}
	with("an id nobody has", func(c *Choice) { c.Subject = []string{"m_invented"} })
	with("an id in capitals", func(c *Choice) { c.Subject = []string{strings.ToUpper(right.Subject[0])} })
	with("a kind that writes", func(c *Choice) { c.Kind = "write" })
	with("a kind of its own", func(c *Choice) { c.Kind = "refuse" })
	with("about nothing", func(c *Choice) { c.Subject = nil })
	with("nothing is meant", func(c *Choice) { c.Kind = "none" })
	with("a step nobody supposed", func(c *Choice) { c.Change = "percent_up"; c.Number = "#1" })
	with("a number that is not there", func(c *Choice) { c.Kind = "what_if"; c.Change = "percent_up"; c.Number = "#9" })
	with("a number of its own", func(c *Choice) { c.Kind = "what_if"; c.Change = "percent_up"; c.Number = "100" })
	with("a what-if without a step", func(c *Choice) { c.Kind = "what_if" })
	with("a status of its own", func(c *Choice) { c.Kind = "list_status"; c.Status = []string{"doomed"} })
	with("everything at once", func(c *Choice) { c.Subject = strings.Fields(strings.Repeat("m_invented ", 50)) })
}
