package exam

import (
	"sync"
	"testing"
)

var allPapers = sync.OnceValues(Papers)

func papers(t *testing.T) []Paper {
	t.Helper()
	all, err := allPapers()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var readers sync.Map // by organisation: they may be shared

func reader(t *testing.T, organisation string) *Reader {
	t.Helper()
	if r, ok := readers.Load(organisation); ok {
		return r.(*Reader)
	}
	x, err := Strategy(organisation)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := readers.LoadOrStore(organisation, NewReader(x, Today))
	return r.(*Reader)
}

var results sync.Map // by the name of the paper: func() Result

// sit has a paper sat once for all tests that ask how it went.
func sit(t *testing.T, p Paper) Result {
	t.Helper()
	r := reader(t, p.Organisation)
	once, _ := results.LoadOrStore(p.Name, sync.OnceValue(func() Result { return r.Sit(p) }))
	return once.(func() Result)()
}

// The project's papers are many enough to say something, and most of them were
// written before anybody knew how the grammar would take them.
func TestPapers(t *testing.T) {
	var questions, replies, before int
	about := map[string]bool{}
	for _, p := range papers(t) {
		questions += len(p.Questions)
		replies += len(p.Replies)
		about[p.Organisation] = true
		if p.Before {
			before += len(p.Questions) + len(p.Replies)
		}
		if p.Before == (p.First == "") {
			t.Errorf("%s: a paper written before keeps its first score, and no other has one", p.Name)
		}
	}
	if questions < 200 || replies < 200 || len(about) < 3 {
		t.Errorf("%d questions and %d replies about %d organisations", questions, replies, len(about))
	}
	if 2*before < questions+replies {
		t.Errorf("only %d of %d were written before the grammar", before, questions+replies)
	}
}

// What was learned from stays learned, and what is answered is right.
func TestMarks(t *testing.T) {
	for _, p := range papers(t) {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			r := sit(t, p)
			for _, m := range r.Misses() {
				t.Logf("%s %q: %s (%.2f) %s; want %s", m.Verdict, m.Text, m.Got, m.Confidence, m.Why, m.Want)
			}
			t.Logf("of the questions %+v, of the replies %+v", r.Questions, r.Replies)
			if p.Fresh {
				return // its marks say how well, and are no limit
			}
			if q := r.Questions; 100*q.Right < 88*q.All || 100*q.Wrong > 4*q.All || 100*q.False > q.Outside {
				t.Errorf("of the questions %+v", q)
			}
			if h := r.Replies; 100*h.Right < 95*h.All || h.Wrong > 0 {
				t.Errorf("of the replies %+v", h)
			}
		})
	}
}
