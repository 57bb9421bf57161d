package understand

import (
	"slices"
	"strings"
	"testing"

	"throughline/bot/scorecard"
)

// An elsewhere is an organisation with its own names, its own asker and its own
// questions. Each file says how its first reading went, before anything was
// learned from it.
type elsewhere struct {
	file  string
	plan  func() *scorecard.Strategy
	asker scorecard.PersonID
}

var elsewheres = []elsewhere{{"unseen_school.txt", school, "grace"}, {"unseen_software.txt", software, "sam"}, {"unseen_bank.txt", bank, "tess"}, {"unseen_museum.txt", museum, "abe"}}

// reading reads a question behind the earlier turns of its thread.
func (e elsewhere) reading(l *Lexicon, text string) Interpretation {
	asker := Asker{Person: e.asker, Locale: "en-GB", Today: "2026-11-20"}
	var thread []Turn
	var in Interpretation
	for turn := range strings.SplitSeq(text, " >> ") {
		in = l.Question(turn, asker, thread)
		thread = append(thread, Turn{Text: turn, Read: in, Answered: e.answered(l, in)})
	}
	return in
}

// A judged reading is one with its verdict.
type judged struct {
	in    Interpretation
	right bool
}

func (e elsewhere) judge(t *testing.T) []judged {
	t.Helper()
	l := NewLexicon(scorecard.NewIndex(e.plan()))
	var out []judged
	for _, x := range examples(t, e.file) {
		in := e.reading(l, x.text)
		right := slices.Contains(strings.Split(x.want, " | "), said(in))
		if !right {
			t.Logf("%s: %q is %s (%.2f) %q, not %s", in.Outcome, x.text, said(in), in.Confidence, in.Unknown, x.want)
		}
		out = append(out, judged{in, right})
	}
	return out
}

func TestQuestionsElsewhere(t *testing.T) {
	for _, e := range elsewheres {
		t.Run(e.file, func(t *testing.T) {
			right, wrong, all := 0, 0, e.judge(t)
			for _, j := range all {
				if j.right {
					right++
				} else if j.in.Outcome == Answer {
					wrong++
				}
			}
			t.Logf("%d questions, %d right, %d answered and wrong", len(all), right, wrong)
			if 100*right < 90*len(all) || 100*wrong > 4*len(all) {
				t.Errorf("%d of %d right, %d answered and wrong", right, len(all), wrong)
			}
		})
	}
}

// answered is what an answer names: the subject, and the owner of a number.
func (e elsewhere) answered(l *Lexicon, in Interpretation) []Ref {
	refs := slices.Clone(in.Subject)
	for _, r := range in.Subject {
		if m := l.index.Metric(metricID(r)); m != nil && m.Owner != "" {
			refs = append(refs, Ref(m.Owner))
		}
	}
	return refs
}

// The surer a reading is, the rarer it is wrong. A step that sets aside fewer
// than ten readings says nothing and is left out. The questions have all been
// learned from, so this shows the order of sureness and not how often it errs.
func TestConfidenceMeansSomething(t *testing.T) {
	var all []judged
	for _, e := range elsewheres {
		all = append(all, e.judge(t)...)
	}
	l := clinicLexicon()
	for _, e := range slices.Concat(examples(t, "questions.txt"), examples(t, "heldout.txt"), examples(t, "fresh.txt")) {
		in := l.Question(e.text, nora, nil)
		all = append(all, judged{in, said(in) == e.want})
	}
	before, held := 1.0, 2*len(all)
	for _, least := range []float64{0, 0.7, 0.8, 0.9} {
		wrong, kept := 0, 0
		for _, j := range all {
			if j.in.Outcome != Answer || j.in.Confidence < least {
				continue
			}
			if kept++; !j.right {
				wrong++
			}
		}
		share := float64(wrong) / float64(max(kept, 1))
		t.Logf("at %.2f: %d answered, %.1f %% wrong", least, kept, 100*share)
		if held-kept < 10 {
			continue
		}
		if share > before {
			t.Errorf("at %.2f more is wrong than below", least)
		}
		before, held = share, kept
	}
}
