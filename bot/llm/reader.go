package llm

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"strconv"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts/model"
)

// A Reader asks a model how to read questions. It may be shared.
type Reader struct {
	cfg     Config
	client  *openai.Client
	breaker breaker
	slots   chan struct{} // one for each question under way
}

// atOnce is how many questions may be under way.
const atOnce = 4

// New returns a Reader of an endpoint. It does not call it.
func New(c Config) (*Reader, error) {
	u, err := c.endpoint()
	if err != nil {
		return nil, err
	}
	if c.Budget == 0 {
		c.Budget = Budget
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	conf := openai.DefaultConfig(string(c.Key))
	conf.BaseURL = u.String()
	conf.HTTPClient = newClient(door{cold: !reasons(c.Model), key: c.Key})
	return &Reader{cfg: c, client: openai.NewClientWithConfig(conf), slots: make(chan struct{}, atOnce)}, nil
}

// Read returns how the model reads text, asked by a. It chooses among what is in
// x, which is to hold only what a may see where the answer goes. It returns
// within the budget; a *Fault or ErrNothing when there is no reading.
func (r *Reader) Read(ctx context.Context, x *scorecard.Index, text string, a understand.Asker) (understand.Interpretation, error) {
	in, err := r.read(ctx, x, text, a)
	if f := new(Fault); errors.As(err, &f) && r.cfg.Log != nil && !gaveUp(ctx) {
		r.cfg.Log.Warn("no reading by the model", "stage", f.Stage, "code", f.Code, "why", f.Why)
	}
	return in, err
}

func (r *Reader) read(ctx context.Context, x *scorecard.Index, text string, a understand.Asker) (understand.Interpretation, error) {
	var none understand.Interpretation
	q, values := questionOf(x, text, a)
	if len(q.Things) == 0 {
		return none, fault(Unasked, "there is nothing to choose from")
	}
	content, err := r.ask(ctx, q)
	if err != nil {
		return none, err
	}
	chosen, err := parse(content)
	if err != nil {
		r.breaker.failed(r.cfg.Now(), 0)
		return none, fault(Shape, err.Error())
	}
	r.breaker.worked()
	return meaning(chosen, q, values)
}

// ask gets an answer within the budget, with a second try where that can help.
func (r *Reader) ask(ctx context.Context, q model.Question) (string, error) {
	if r.breaker.open(r.cfg.Now()) {
		return "", fault(Unasked, "it failed too often; it is left alone for a while")
	}
	select {
	case r.slots <- struct{}{}:
		defer func() { <-r.slots }()
	default:
		return "", fault(Unasked, "too many questions are under way")
	}
	patience, cancel := context.WithTimeout(ctx, r.cfg.Budget)
	defer cancel()
	content, wait, err := r.call(patience, q)
	if err != nil && r.worthAnother(patience, err, wait) {
		content, wait, err = r.call(patience, q)
	}
	if err != nil && !gaveUp(ctx) {
		r.breaker.failed(r.cfg.Now(), wait)
	}
	return content, err
}

// worthAnother waits as long as the endpoint asks for, and reports whether there
// is time for another try and any hope in it.
func (r *Reader) worthAnother(ctx context.Context, err error, wait time.Duration) bool {
	f := new(Fault)
	if !errors.As(err, &f) || f.Stage == Shape || f.Stage == Status && f.Code != http.StatusTooManyRequests && f.Code < 500 {
		return false
	}
	end, _ := ctx.Deadline()
	if time.Until(end)-wait < r.cfg.Budget*3/8 {
		return false
	}
	pause := time.NewTimer(wait)
	defer pause.Stop()
	select {
	case <-pause.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// call makes one call and returns the content of the answer, or a fault and how
// long the endpoint wants to be left alone.
func (r *Reader) call(ctx context.Context, q model.Question) (string, time.Duration, error) {
	resp, err := r.client.CreateChatCompletion(ctx, r.request(q))
	if err != nil {
		return "", after(resp.Header().Get("Retry-After")), faultOf(err)
	}
	content, err := contentOf(resp)
	return content, 0, err
}

// after reads a Retry-After in seconds; dates are rare and count as none.
func after(header string) time.Duration {
	n, err := strconv.Atoi(header)
	if err != nil || n < 0 {
		return 0
	}
	return time.Duration(min(n, int(longRest/time.Second))) * time.Second
}

// request is everything that is sent; docs/model.md lists it.
func (r *Reader) request(q model.Question) openai.ChatCompletionRequest {
	req := openai.ChatCompletionRequest{
		Model: r.cfg.Model,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: model.System()},
			{Role: openai.ChatMessageRoleUser, Content: q.User()},
		},
		ResponseFormat: &openai.ChatCompletionResponseFormat{
			Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: "reading", Strict: true, Schema: schema(q)},
		},
	}
	req.MaxCompletionTokens = 300
	if reasons(r.cfg.Model) {
		req.MaxCompletionTokens = 2000 // what it thinks counts
	}
	return req
}

func contentOf(resp openai.ChatCompletionResponse) (string, error) {
	if len(resp.Choices) != 1 {
		return "", fault(Shape, "there is no answer in it")
	}
	c := resp.Choices[0]
	switch {
	case c.Message.Refusal != "":
		return "", fault(Shape, "the model declined")
	case c.FinishReason != openai.FinishReasonStop:
		return "", fault(Shape, "the answer was not finished")
	case c.Message.Content == "":
		return "", fault(Shape, "the answer is empty")
	}
	return c.Message.Content, nil
}

// faultOf says what went wrong in words of ours: what the other side says may
// hold what it was sent.
func faultOf(err error) error {
	var api *openai.APIError
	var req *openai.RequestError
	code := 0
	switch {
	case errors.As(err, &req):
		code = req.HTTPStatusCode
	case errors.As(err, &api):
		code = api.HTTPStatusCode
	}
	switch {
	case code >= 400:
		return &Fault{Status, code, meansOf(code)}
	case errors.Is(err, errRedirected):
		return fault(Transport, errRedirected.Error())
	case errors.Is(err, context.DeadlineExceeded):
		return fault(Transport, "it took too long")
	case errors.As(err, new(*tls.CertificateVerificationError)):
		return fault(Transport, "nobody vouches for its certificate")
	}
	if dial := new(net.OpError); errors.As(err, &dial) && dial.Op == "dial" {
		return fault(Transport, "it cannot be reached")
	}
	return fault(Transport, "no whole answer came back")
}

func meansOf(code int) string {
	switch {
	case code == http.StatusUnauthorized, code == http.StatusForbidden:
		return "the key is not accepted"
	case code == http.StatusNotFound:
		return "there is no such model, or the address is wrong"
	case code == http.StatusTooManyRequests:
		return "it has had enough of us for now"
	case code >= 500:
		return "it is out of order"
	}
	return "it does not take the request; it may not know JSON schemas"
}
