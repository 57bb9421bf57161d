package main

import (
	"reflect"
	"slices"
	"sync"

	"throughline/bot/answer"
	"throughline/bot/chain"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// minds keeps what was worked out about a strategy until the strategy changes:
// the graph that is walked, and the names that are understood. Where people live
// is in neither, and is what is learnt whenever somebody is met.
type minds struct {
	second  answer.SecondReader // a model that may help to read questions; nil: none
	mu      sync.Mutex
	index   *scorecard.Index
	chain   *chain.Map
	lexicon *understand.Lexicon
	sight   *scorecard.Index // what was last seen of a strategy, and its names
	reader  *understand.Lexicon
}

func (m *minds) of(x *scorecard.Index) (*chain.Map, *understand.Lexicon) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.knows(x) {
		m.index, m.chain, m.lexicon = x, chain.New(x), understand.NewLexicon(x)
	}
	return m.chain, m.lexicon
}

// knows reports whether what is kept is of x. It is called with mu held.
func (m *minds) knows(x *scorecard.Index) bool {
	if alike(m.index, x) {
		m.index = x
	}
	return m.index == x
}

// alike reports whether two strategies differ in nothing that is kept here.
func alike(a, b *scorecard.Index) bool {
	return a == b || a != nil && b != nil && reflect.DeepEqual(homeless(a), homeless(b))
}

// homeless is a strategy without where its people live.
func homeless(x *scorecard.Index) scorecard.Strategy {
	s := *x.Strategy
	s.People = slices.Clone(s.People)
	for i := range s.People {
		s.People[i].Zone, s.People[i].Locale = "", ""
	}
	return s
}

// Chain returns the graph of x.
func (m *minds) Chain(x *scorecard.Index) *chain.Map {
	c, _ := m.of(x)
	return c
}

// Reader reads questions in the names of x, which may be what somebody sees of a
// strategy: of that only the last is kept.
func (m *minds) Reader(x *scorecard.Index) answer.Reader {
	m.mu.Lock()
	whole := m.index == nil || m.knows(x)
	m.mu.Unlock()
	if whole {
		return m.Lexicon(x)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if !alike(m.sight, x) {
		m.sight, m.reader = x, understand.NewLexicon(x)
	}
	return m.reader
}

// Lexicon returns the names of x.
func (m *minds) Lexicon(x *scorecard.Index) *understand.Lexicon {
	_, l := m.of(x)
	return l
}
