package exam

import (
	"fmt"

	"throughline/bot/understand"
)

// A Tally counts verdicts.
type Tally struct {
	All     int `json:"all"`
	Right   int `json:"right"`
	Wrong   int `json:"wrong"` // answered, or recorded, and wrong
	Asked   int `json:"asked"`
	Offered int `json:"offered,omitempty"` // of those asked back, with the right reading on offer
	Refused int `json:"refused"`
	Outside int `json:"outside,omitempty"` // questions that must not be answered
	False   int `json:"false,omitempty"`   // … and were
}

func (t *Tally) add(m Mark) {
	t.All++
	switch m.Verdict {
	case Right:
		t.Right++
	case Wrong:
		t.Wrong++
	case AskedBack:
		t.Asked++
	case Refused:
		t.Refused++
	}
	if m.Offered && m.Verdict == AskedBack {
		t.Offered++
	}
	if m.Outside {
		t.Outside++
		if m.Answered {
			t.False++
		}
	}
}

// Plus returns both counts together.
func (t Tally) Plus(o Tally) Tally {
	return Tally{t.All + o.All, t.Right + o.Right, t.Wrong + o.Wrong, t.Asked + o.Asked, t.Offered + o.Offered, t.Refused + o.Refused, t.Outside + o.Outside, t.False + o.False}
}

// Percent writes n as a share of all: "93.2 %".
func (t Tally) Percent(n int) string {
	if t.All == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(t.All))
}

// A Result is a paper with its marks.
type Result struct {
	Paper     string `json:"paper"`
	Before    bool   `json:"written_before,omitempty"` // before the grammar had seen it
	First     string `json:"first_score,omitempty"`
	Questions Tally  `json:"questions"`
	Replies   Tally  `json:"replies"`
	Marks     []Mark `json:"-"` // of all, in the order of the paper
}

// Sit reads everything on a paper.
func (r *Reader) Sit(p Paper) Result {
	res := Result{Paper: p.Name, Before: p.Before, First: p.First}
	for _, q := range p.Questions {
		m := r.MarkQuestion(q)
		res.Questions.add(m)
		res.Marks = append(res.Marks, m)
	}
	for _, in := range p.Replies {
		m := r.MarkReply(in)
		res.Replies.add(m)
		res.Marks = append(res.Marks, m)
	}
	return res
}

// Misses returns the marks that are not right, those that are wrong first.
func (r Result) Misses() []Mark {
	var wrong, other []Mark
	for _, m := range r.Marks {
		switch m.Verdict {
		case Right:
		case Wrong:
			wrong = append(wrong, m)
		default:
			other = append(other, m)
		}
	}
	return append(wrong, other...)
}

// A Band is how often the likeliest reading of a question is wrong, for readings
// with a sureness from Least to below the next band's. Those that are not sure
// enough to be answered are offered, and count too.
type Band struct {
	Least float64 `json:"least"`
	Read  int     `json:"read"`
	Wrong int     `json:"wrong"`
}

// Bands sorts readings of questions by how sure they are, the surest first.
func Bands(marks []Mark) []Band {
	bands := []Band{{Least: 0.9}, {Least: 0.8}, {Least: understand.Unsure}, {Least: 0}}
	for _, m := range marks {
		if m.first == "" {
			continue
		}
		for i := range bands {
			if m.Confidence >= bands[i].Least {
				bands[i].Read++
				if m.first == Wrong {
					bands[i].Wrong++
				}
				break
			}
		}
	}
	return bands
}
