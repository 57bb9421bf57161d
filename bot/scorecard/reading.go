package scorecard

import (
	"sort"
	"time"

	"github.com/shopspring/decimal"
)

// Confidence is how sure the person who reported a value was of it, or how sure
// a reader of text is of what was meant.
type Confidence string

const (
	High   Confidence = "high"
	Medium Confidence = "medium"
	Low    Confidence = "low"
)

// A Reading is a value for a metric in a period, in the owner's own words.
// Readings are only ever added: a correction is a new reading for the same
// period that names the one it supersedes.
type Reading struct {
	ID         string          `json:"id"`
	Metric     MetricID        `json:"metric"`
	Period     Period          `json:"period"`
	Value      decimal.Decimal `json:"value"`
	NoData     bool            `json:"no_data,omitempty"` // "no data because …": Value means nothing, Note says why
	Note       string          `json:"note,omitempty"`    // the owner's words; untrusted text
	Confidence Confidence      `json:"confidence,omitempty"`
	By         PersonID        `json:"by,omitempty"`
	At         time.Time       `json:"at"`
	Said       string          `json:"said,omitempty"` // a link to where it was said
	Raw        string          `json:"raw,omitempty"`  // exactly what was typed
	Source     string          `json:"source,omitempty"`
	Supersedes string          `json:"supersedes,omitempty"`
}

// A History is the readings in force of one metric, one for each period,
// earliest first, those without data included.
type History []Reading

// NewHistory puts readings in order and keeps, for each period, the one that
// was recorded last.
func NewHistory(rs []Reading) History {
	sorted := append([]Reading(nil), rs...)
	sort.SliceStable(sorted, func(i, j int) bool {
		a, b := sorted[i], sorted[j]
		if s, t := a.Period.Start(), b.Period.Start(); s != t {
			return s < t
		}
		if !a.At.Equal(b.At) {
			return a.At.Before(b.At)
		}
		return a.ID < b.ID
	})
	h := History{}
	for _, r := range sorted {
		if n := len(h); n > 0 && h[n-1].Period == r.Period {
			h[n-1] = r
			continue
		}
		h = append(h, r)
	}
	return h
}

// Values returns the readings that carry a value.
func (h History) Values() History {
	out := make(History, 0, len(h))
	for _, r := range h {
		if !r.NoData {
			out = append(out, r)
		}
	}
	return out
}

// Latest returns the newest reading that carries a value.
func (h History) Latest() (Reading, bool) { return h.Back(0) }

// Back returns the reading with a value that lies n values before the newest.
func (h History) Back(n int) (Reading, bool) {
	for i := len(h) - 1; i >= 0; i-- {
		if h[i].NoData {
			continue
		}
		if n == 0 {
			return h[i], true
		}
		n--
	}
	return Reading{}, false
}

// At returns the reading of a period.
func (h History) At(p Period) (Reading, bool) {
	for i := len(h) - 1; i >= 0; i-- {
		if h[i].Period == p {
			return h[i], true
		}
	}
	return Reading{}, false
}

// Until returns the readings whose period began on or before d.
func (h History) Until(d Date) History {
	n := sort.Search(len(h), func(i int) bool { return h[i].Period.Start() > d })
	return h[:n]
}
