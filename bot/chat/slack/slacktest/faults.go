package slacktest

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// A fault is how the next call of a method goes wrong.
type fault struct {
	status int           // answered with this, and nothing is done
	code   string        // answered with this error, and nothing is done
	wait   time.Duration // too many requests, for this long
	quiet  bool          // too many requests, said with status 200
	lost   bool          // done, and the answer is lost
}

// Fail answers the next n calls of a method with an error, and does nothing.
// Code is an error of the API, or a status such as "503".
func (s *Slack) Fail(method string, n int, code string) {
	status, _ := strconv.Atoi(code)
	s.arrange(method, n, fault{status: status, code: code})
}

// Throttle answers the next n calls of a method with 429 and Retry-After.
func (s *Slack) Throttle(method string, n int, wait time.Duration) {
	s.arrange(method, n, fault{wait: wait})
}

// ThrottleQuietly answers the next n calls of a method with status 200 and the
// error "ratelimited", as some methods of Slack do.
func (s *Slack) ThrottleQuietly(method string, n int) {
	s.arrange(method, n, fault{wait: time.Second, quiet: true})
}

// Lose does the next n calls of a method and then cuts the connection, so that
// the caller cannot know.
func (s *Slack) Lose(method string, n int) { s.arrange(method, n, fault{lost: true}) }

// Tiers turns the limits of Slack's tiers on or off: a method's calls a minute,
// and one message a second for a channel, with a burst of five.
func (s *Slack) Tiers(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tiers = on
}

// SlowFiles makes a file ready only when it was looked at n times.
func (s *Slack) SlowFiles(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.slow = n
}

func (s *Slack) arrange(method string, n int, f fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for range n {
		s.faults[method] = append(s.faults[method], f)
	}
}

// fault takes what is to go wrong next with a method.
func (s *Slack) fault(method string) fault {
	all := s.faults[method]
	if len(all) == 0 {
		return fault{}
	}
	s.faults[method] = all[1:]
	return all[0]
}

// refuse answers in the way of the fault and reports whether it did.
func (f fault) refuse(w http.ResponseWriter) bool {
	switch {
	case f.quiet:
		fmt.Fprint(w, `{"ok":false,"error":"ratelimited"}`)
	case f.wait > 0:
		tooMany(w, f.wait)
	case f.status > 0:
		w.WriteHeader(f.status)
	case f.code != "":
		fmt.Fprintf(w, `{"ok":false,"error":%q}`, f.code)
	}
	return f.quiet || f.wait > 0 || f.status > 0 || f.code != ""
}

func tooMany(w http.ResponseWriter, wait time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(int((wait+time.Second-1)/time.Second)))
	w.WriteHeader(http.StatusTooManyRequests)
	fmt.Fprint(w, `{"ok":false,"error":"ratelimited"}`)
}

// burst is how many messages a channel takes at once.
const burst = 5

// overBudget uses up a call of a tier, or says how long to wait.
func (s *Slack) overBudget(c *call, m method) time.Duration {
	if !s.tiers || m.tier == 0 {
		return 0
	}
	team := ""
	if c.team != nil {
		team = c.team.ID
	}
	if c.name == "chat.postMessage" {
		return s.spend(team+"/"+c.args["channel"], burst, burst*time.Second)
	}
	return s.spend(team+"/"+c.name, m.tier, time.Minute)
}

// spend allows n calls within a span of time.
func (s *Slack) spend(budget string, n int, span time.Duration) time.Duration {
	var recent []time.Time
	for _, t := range s.budgets[budget] {
		if s.age(t) < span {
			recent = append(recent, t)
		}
	}
	s.budgets[budget] = recent
	if len(recent) >= n {
		return span - s.age(recent[0])
	}
	s.budgets[budget] = append(recent, s.now())
	return 0
}
