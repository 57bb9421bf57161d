package llm

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"throughline/prompts/model"
)

// A Check is one thing that was looked at.
type Check struct {
	Name string        `json:"name"`
	OK   bool          `json:"ok"`
	Says string        `json:"says"`
	Took time.Duration `json:"took,omitempty"`
}

// example is what an endpoint is tried with: nobody's question about nobody's
// organisation. It means the first thing.
var example = model.Question{
	Text: "who looks after how many guests come back?", Numbers: []string{},
	Things: []model.Thing{
		{ID: "m_return", Sort: "metric", Name: "Returning guests", Also: []string{"repeat visits"}},
		{ID: "m_towels", Sort: "metric", Name: "Towels used"},
		{ID: "u_desk", Sort: "team", Name: "Front desk"},
	},
}

// tries is how often the example is asked, for a sense of how long it takes.
const tries = 3

// Doctor says what the endpoint can do, in the order in which things go wrong;
// what follows from a failure is left out. Only made-up text is sent.
func (r *Reader) Doctor(ctx context.Context) []Check {
	u, _ := r.cfg.endpoint() // New has seen it
	content, took, err := r.try(ctx, r.request(example))
	found := []Check{reached(u.Host, err), accepted(r.cfg, err)}
	if err != nil && broken(err) != "" {
		return r.explain(ctx, cut(found), err)
	}
	found = append(found, Check{Name: "schema", OK: true, Says: "it keeps to a JSON schema"})
	chosen, err := parse(content)
	if err != nil {
		found[2] = Check{Name: "schema", Says: "it does not keep to the JSON schema: " + err.Error()}
		return found
	}
	in, err := meaning(chosen, example, nil)
	right := err == nil && in.Intent == "owner" && slices.Equal(*chosen.Subject, []string{"m_return"})
	says := "it reads the example as it should be read"
	if !right {
		says = "it reads the example wrongly; a larger model may do better"
	}
	return append(found, Check{Name: "example", OK: right, Says: says}, r.pace(ctx, took))
}

// cut ends a list of checks after the first that failed.
func cut(checks []Check) []Check {
	if i := slices.IndexFunc(checks, func(c Check) bool { return !c.OK }); i >= 0 {
		return checks[:i+1]
	}
	return checks
}

func (r *Reader) try(ctx context.Context, req openai.ChatCompletionRequest) (content string, took time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, 3*r.cfg.Budget)
	defer cancel()
	began := time.Now()
	resp, err := r.client.CreateChatCompletion(ctx, req)
	if err != nil {
		return "", time.Since(began), faultOf(err)
	}
	content, err = contentOf(resp)
	return content, time.Since(began), err
}

func reached(host string, err error) Check {
	f := new(Fault)
	if errors.As(err, &f) && f.Stage == Transport {
		return Check{Name: "address", Says: fmt.Sprintf("%s: %s", host, f.Why)}
	}
	return Check{Name: "address", OK: true, Says: host + " answers"}
}

func accepted(c Config, err error) Check {
	f := new(Fault)
	ours := errors.As(err, &f) && (f.Code == http.StatusUnauthorized || f.Code == http.StatusForbidden)
	switch {
	case ours && c.Key == "":
		return Check{Name: "key", Says: "it wants a key; set " + EnvKey}
	case ours:
		return Check{Name: "key", Says: "the key in " + EnvKey + " is not accepted"}
	case c.Key == "":
		return Check{Name: "key", OK: true, Says: "none is needed"}
	}
	return Check{Name: "key", OK: true, Says: "the key is accepted"}
}

// broken says in a word where a fault lies; empty when there was an answer.
func broken(err error) Stage {
	if f := new(Fault); errors.As(err, &f) {
		return f.Stage
	}
	return ""
}

// explain finds out what an endpoint dislikes about the request.
func (r *Reader) explain(ctx context.Context, found []Check, err error) []Check {
	if len(found) < 2 || !found[1].OK {
		return found
	}
	f := new(Fault)
	errors.As(err, &f)
	switch {
	case f.Code == http.StatusNotFound:
		return append(found, Check{Name: "model", Says: fmt.Sprintf("there is no model %q here, or the address lacks /v1", r.cfg.Model)})
	case f.Stage == Shape:
		return append(found, Check{Name: "schema", Says: "what it answers is not whole: " + f.Why})
	case f.Code != http.StatusBadRequest && f.Code != http.StatusUnprocessableEntity:
		return append(found, Check{Name: "answer", Says: fmt.Sprintf("status %d: %s", f.Code, f.Why)})
	}
	bare := r.request(example)
	bare.ResponseFormat = nil
	if _, _, err := r.try(ctx, bare); err == nil {
		return append(found, Check{Name: "schema", Says: "it answers, but not with a JSON schema; Throughline needs response_format json_schema"})
	}
	return append(found, Check{Name: "answer", Says: "it refuses the request, with and without a JSON schema"})
}

// pace asks the example again and compares the slowest answer with the budget.
func (r *Reader) pace(ctx context.Context, first time.Duration) Check {
	all := []time.Duration{first}
	for len(all) < tries {
		_, took, err := r.try(ctx, r.request(example))
		if err != nil {
			return Check{Name: "pace", Says: fmt.Sprintf("answer %d of %d failed: %v", len(all)+1, tries, err)}
		}
		all = append(all, took)
	}
	slices.Sort(all)
	middle, slowest := all[len(all)/2], all[len(all)-1]
	c := Check{Name: "pace", OK: slowest < r.cfg.Budget, Took: middle}
	c.Says = fmt.Sprintf("%d ms in the middle, %d ms at worst, of %d ms that an answer may wait", middle.Milliseconds(), slowest.Milliseconds(), r.cfg.Budget.Milliseconds())
	return c
}
