package exam

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// A Verdict is what became of one question or reply.
type Verdict string

const (
	Right     Verdict = "right"   // read as a careful person would, which may be to ask or to refuse
	Wrong     Verdict = "wrong"   // answered or recorded, and not as it was meant
	AskedBack Verdict = "asked"   // asked, where it could have been read
	Refused   Verdict = "refused" // not read at all, or as something else than a question or a value
)

// A Mark is one question or reply with its verdict.
type Mark struct {
	ID         string  `json:"id"`
	Text       string  `json:"text"`
	Verdict    Verdict `json:"verdict"`
	Got        string  `json:"got"`
	Want       string  `json:"want"`
	Confidence float64 `json:"confidence,omitempty"` // of a question's reading
	Outside    bool    `json:"outside,omitempty"`    // a question that must not be answered
	Answered   bool    `json:"answered,omitempty"`   // a question that was answered, or a reply that was recorded
	Offered    bool    `json:"offered,omitempty"`    // a question asked back with the right reading on offer
	Why        string  `json:"why,omitempty"`        // why a reply was not simply recorded
	first      Verdict // of a question's likeliest reading, answered or offered: Right or Wrong
}

// A Reader reads for one organisation. It may be shared.
type Reader struct {
	index   *scorecard.Index
	lexicon *understand.Lexicon
	today   scorecard.Date

	// Better betters the reading of a question by the rules; nil: it stands.
	Better func(text string, a understand.Asker, in understand.Interpretation) understand.Interpretation
}

// NewReader returns one for the organisation of x who reads on the day given.
func NewReader(x *scorecard.Index, today scorecard.Date) *Reader {
	return &Reader{index: x, lexicon: understand.NewLexicon(x), today: today}
}

// Question reads a question behind the earlier turns of its thread.
func (r *Reader) Question(q Question) understand.Interpretation {
	asker := understand.Asker{Person: q.Asker, Locale: "en-GB", Today: r.today}
	var thread []understand.Turn
	for _, e := range q.Thread {
		t := understand.Turn{Text: e.Text}
		if e.Read != nil {
			t.Read = *e.Read
		} else {
			t.Read = r.lexicon.Question(e.Text, asker, thread)
		}
		t.Answered = r.answered(t.Read)
		thread = append(thread, t)
	}
	in := r.lexicon.Question(q.Text, asker, thread)
	if r.Better != nil {
		in = r.Better(q.Text, asker, in)
	}
	return in
}

// answered is what an answer names: its subject, and who owns that.
func (r *Reader) answered(in understand.Interpretation) []understand.Ref {
	out := slices.Clone(in.Subject)
	for _, s := range in.Subject {
		if m := r.index.Metric(scorecard.MetricID(s)); m != nil && m.Owner != "" {
			out = append(out, understand.Ref(m.Owner))
		}
	}
	return out
}

// MarkQuestion reads a question and marks the reading.
func (r *Reader) MarkQuestion(q Question) Mark {
	in := r.Question(q)
	m := Mark{ID: q.ID, Text: q.whole(), Got: Said(in), Want: strings.Join(q.Want, " | "), Confidence: in.Confidence,
		Outside: q.Outside(), Answered: in.Outcome == understand.Answer, Verdict: Refused}
	m.guess(q, in)
	switch {
	case slices.Contains(q.Want, m.Got) || slices.Contains(q.Want, "refuse reason=") && in.Outcome == understand.Refusal:
		m.Verdict = Right
	case m.Answered:
		m.Verdict = Wrong
	case in.Outcome == understand.Clarify:
		m.Verdict = AskedBack
	}
	return m
}

// guess notes whether the likeliest reading is right, and whether one on offer is.
func (m *Mark) guess(q Question, in understand.Interpretation) {
	readings := in.Readings
	if m.Answered {
		readings = []understand.Interpretation{in}
	}
	for i, r := range readings {
		ok := slices.Contains(q.Want, Said(r))
		m.Offered = m.Offered || ok && !m.Answered
		if i == 0 {
			m.first = Wrong
			if ok {
				m.first = Right
			}
		}
	}
}

// whole writes a question with the turns before it.
func (q Question) whole() string {
	var all []string
	for _, e := range q.Thread {
		all = append(all, e.Text)
	}
	return strings.Join(append(all, q.Text), " >> ")
}

// Hear hears a reply, written as text.
func (r *Reader) Hear(in Reply, text string) []understand.Heard {
	to := understand.Listener{Locale: in.Locale, Today: r.today}
	for _, a := range in.Asked {
		if m := r.index.Metric(a.Metric); m != nil {
			to.Asked = append(to.Asked, understand.Asked{Metric: m, Previous: a.Previous})
		}
	}
	return r.lexicon.Reply(text, to)
}

// MarkReply hears a reply in its own words and marks what was heard.
func (r *Reader) MarkReply(in Reply) Mark { return r.MarkReplyAs(in, in.Text, true) }

// MarkReplyAs hears a reply as text, which says the same in other words;
// comments count where they should be the same too.
func (r *Reader) MarkReplyAs(in Reply, text string, comments bool) Mark {
	hs := r.Hear(in, text)
	m := Mark{ID: in.ID, Text: text, Got: in.told(hs), Want: told(in.Want), Verdict: Right}
	for _, h := range hs {
		m.Answered = m.Answered || h.Action == understand.Record
		m.Why = strings.TrimPrefix(m.Why+"; "+h.Why, "; ")
		switch w, ok := in.wanted(h, len(hs)); {
		case h.Action == understand.Record && !(ok && w.takes(h) && w.when(h)):
			m.Verdict = Wrong
			return m
		case ok && w.takes(h) && (!comments || w.comments(h) && w.beside(h)):
		case m.Verdict == Right:
			m.Verdict = lesser(h.Action)
		}
	}
	if len(hs) != len(in.Want) && m.Verdict == Right {
		m.Verdict = Refused // less was heard than was said
	}
	return m
}

// wanted returns what should have been heard about the metric of h.
func (in Reply) wanted(h understand.Heard, heard int) (Wanted, bool) {
	for _, w := range in.Want {
		if w.Metric == h.Metric || w.Metric == "" && len(in.Want) == 1 && heard == 1 {
			return w, true
		}
	}
	return Wanted{}, false
}

// takes reports whether h has an action that is wanted, and the value.
func (w Wanted) takes(h understand.Heard) bool {
	if slices.Contains(w.Acts, Doubt) {
		return h.Action != understand.Record
	}
	return slices.Contains(w.Acts, h.Action) && (!w.Value.Valid || h.Action == understand.AskBack && w.Acts[0] != h.Action || h.Value.Valid && same(h.Value.Decimal, w.Value.Decimal))
}

// same compares to three places: hours out of minutes do not end.
func same(a, b decimal.Decimal) bool { return a.Round(3).Equal(b.Round(3)) }

func (w Wanted) comments(h understand.Heard) bool {
	return w.any || h.Comment == w.Comment || w.Comment == "" && h.Action != understand.Record
}

// when reports whether h is about the period that is wanted.
func (w Wanted) when(h understand.Heard) bool {
	_, period := w.Beside.heard(h)
	return period
}

// beside compares the rest; where the reply is doubted, only what tells one
// doubt from another.
func (w Wanted) beside(h understand.Heard) bool {
	if all, _ := w.Beside.heard(h); all || slices.Contains(w.Acts, Doubt) {
		return true
	}
	return h.Action != w.Acts[0] && len(w.Acts) > 1 // another reading that is right too
}

func lesser(a understand.Act) Verdict {
	if a == understand.Confirm || a == understand.AskBack || a == understand.Record {
		return AskedBack
	}
	return Refused
}
