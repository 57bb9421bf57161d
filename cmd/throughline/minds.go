package main

import (
	"sync"

	"throughline/bot/answer"
	"throughline/bot/chain"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// minds keeps what was worked out about a strategy until the strategy changes:
// the graph that is walked, and the names that are understood.
type minds struct {
	second  answer.SecondReader // a model that may help to read questions; nil: none
	mu      sync.Mutex
	index   *scorecard.Index
	chain   *chain.Map
	lexicon *understand.Lexicon
}

func (m *minds) of(x *scorecard.Index) (*chain.Map, *understand.Lexicon) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.index != x {
		m.index, m.chain, m.lexicon = x, chain.New(x), understand.NewLexicon(x)
	}
	return m.chain, m.lexicon
}

// Chain returns the graph of x.
func (m *minds) Chain(x *scorecard.Index) *chain.Map {
	c, _ := m.of(x)
	return c
}

// Reader reads questions in the names of x. What somebody sees of a strategy is
// not the strategy: its names are not kept here.
func (m *minds) Reader(x *scorecard.Index) answer.Reader {
	m.mu.Lock()
	whole := m.index == nil || m.index == x
	m.mu.Unlock()
	if whole {
		return m.Lexicon(x)
	}
	return understand.NewLexicon(x)
}

// Lexicon returns the names of x.
func (m *minds) Lexicon(x *scorecard.Index) *understand.Lexicon {
	_, l := m.of(x)
	return l
}
