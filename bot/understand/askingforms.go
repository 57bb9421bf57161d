package understand

import "sync"

// A form is a cue and what its pattern caught in a line.
type form struct {
	cue    *asking
	caught []string
}

// forms remembers what the cues make of a line. Names stand in it as marks, so
// that people ask a few forms of question again and again, about different
// things; to try every pattern is half the work of reading one.
type forms struct {
	mu    sync.Mutex
	known map[[2]string][]form
}

const (
	maxForms  = 512 // that are remembered; then all are forgotten
	mostAlike = 200 // letters of a line that may come again
)

// caught returns what the cues catch in a line, and those about politeness in the
// full one, in the order of the cues. It is read-only.
func (g *language) caught(line, full string) []form {
	if len(full) > mostAlike {
		return g.match(line, full)
	}
	f, key := &g.forms, [2]string{line, full}
	f.mu.Lock()
	all, ok := f.known[key]
	f.mu.Unlock()
	if ok {
		return all
	}
	all = g.match(line, full)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.known == nil || len(f.known) >= maxForms {
		f.known = map[[2]string][]form{}
	}
	f.known[key] = all
	return all
}

func (g *language) match(line, full string) (out []form) {
	holds, holdsFull := g.needed.in(line), g.needed.in(full)
	for i := range g.cues {
		c := &g.cues[i]
		line, found := line, holds
		if c.reason == smalltalk || c.reason == helpWanted {
			line, found = full, holdsFull
		}
		if !c.may(line, found) {
			continue
		}
		if m := c.pattern().FindStringSubmatch(line); m != nil {
			out = append(out, form{c, m})
		}
	}
	return out
}
