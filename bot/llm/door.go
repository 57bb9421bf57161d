package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
)

// maxBody is how much of an answer is read. A reading is a few hundred bytes.
const maxBody = 64 << 10

var errRedirected = errors.New("it sends its callers elsewhere")

// A door is the way out to the endpoint: what leaves and comes in passes here.
type door struct {
	base http.RoundTripper
	cold bool   // say temperature 0, which the client library leaves out
	key  Secret // for hosts that want it in a header of their own
}

// newClient returns a client that follows no redirect: the key would go along.
func newClient(d door) *http.Client {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxResponseHeaderBytes = maxBody
	d.base = t
	return &http.Client{
		Transport:     d,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// RoundTrip lets a request out and at most maxBody of the answer in.
func (d door) RoundTrip(q *http.Request) (*http.Response, error) {
	q = q.Clone(q.Context())
	if d.key != "" && strings.HasSuffix(q.URL.Hostname(), ".azure.com") {
		q.Header.Set("api-key", string(d.key))
	}
	if err := d.cool(q); err != nil {
		return nil, err
	}
	resp, err := d.base.RoundTrip(q)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 300 && resp.StatusCode < 400 { // the client library takes it for success
		resp.Body.Close()
		return nil, errRedirected
	}
	resp.Body = capped{io.LimitReader(resp.Body, maxBody), resp.Body}
	return resp, nil
}

type capped struct {
	io.Reader
	io.Closer
}

// cool adds temperature 0 to the body of a request.
func (d door) cool(q *http.Request) error {
	if !d.cold || q.Body == nil {
		return nil
	}
	defer q.Body.Close()
	body, err := io.ReadAll(q.Body)
	if err != nil {
		return err
	}
	if body, err = cooled(body); err != nil {
		return err
	}
	q.Body, q.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	q.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	return nil
}

// cooled is a request with temperature 0.
func cooled(body []byte) ([]byte, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil {
		return nil, err
	}
	fields["temperature"] = json.RawMessage("0")
	return json.Marshal(fields)
}

// gaveUp reports whether it was the caller who had no patience.
func gaveUp(ctx context.Context) bool { return errors.Is(ctx.Err(), context.Canceled) }
