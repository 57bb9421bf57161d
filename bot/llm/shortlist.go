package llm

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts/model"
)

// maxThings is how many things a model may choose among.
const maxThings = 40

// maxAlso and maxName bound what is sent of one thing.
const (
	maxAlso = 6
	maxName = 80
)

// shortlist returns what a question may be about, the likeliest first: what
// shares words with it, then the asker's own teams, then the rest while there is
// room. People are on it only when the question names them. What is not in x is
// never on it.
func shortlist(x *scorecard.Index, text string, a understand.Asker) []model.Thing {
	l := lister{x: x, asked: words(text), seen: map[string]bool{}}
	l.vision()
	l.units(a.Person)
	l.metrics()
	l.objectives()
	l.perspectives()
	l.people()
	slices.SortStableFunc(l.all, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	var out []model.Thing
	for _, s := range l.all[:min(len(l.all), maxThings)] {
		out = append(out, s.Thing)
	}
	return out
}

type scored struct {
	model.Thing
	score int
}

type lister struct {
	x     *scorecard.Index
	asked []string
	seen  map[string]bool
	all   []scored
}

// add lists a thing under its names; more counts for its place and is not sent.
func (l *lister) add(id, sort, name string, also []string, head int, more string) *scored {
	if id == "" || l.seen[id] {
		return nil
	}
	l.seen[id] = true
	t := model.Thing{ID: id, Sort: sort, Name: short(cmp.Or(name, id))}
	for _, s := range also {
		if s = short(s); s != "" && len(t.Also) < maxAlso {
			t.Also = append(t.Also, s)
		}
	}
	score := head + 10*l.alike(strings.Join(append(slices.Clone(also), name), " ")) + 3*l.alike(more)
	l.all = append(l.all, scored{t, score})
	return &l.all[len(l.all)-1]
}

func (l *lister) vision() {
	if l.x.Vision.Text != "" {
		l.add(string(understand.VisionRef), "vision", "the vision", []string{"our goal", "the strategy"}, 5, l.x.Vision.Text)
	}
}

func (l *lister) units(asker scorecard.PersonID) {
	p := l.x.Person(asker)
	for _, u := range l.x.Units {
		own := p != nil && slices.Contains(p.Units, u.ID)
		head := 0
		if own {
			head = 8
		}
		if s := l.add(string(u.ID), "team", u.Name, u.Aliases, head, ""); s != nil {
			s.Yours = own
		}
	}
}

func (l *lister) metrics() {
	for _, m := range l.x.Metrics {
		if m.Retired == nil {
			l.add(string(m.ID), "metric", m.Name, slices.Concat(m.Synonyms, m.Inverse), 2, m.Definition+" "+m.SoWhat)
		}
	}
}

func (l *lister) objectives() {
	for _, o := range l.x.Objectives {
		if o.Retired == nil {
			l.add(string(o.ID), "objective", o.Name, o.Aliases, 1, o.Meaning+" "+o.Behaviour)
		}
	}
}

func (l *lister) perspectives() {
	for _, p := range l.x.Perspectives {
		l.add(string(p.ID), "perspective", p.Name, p.Aliases, 0, p.Question)
	}
}

func (l *lister) people() {
	for _, p := range l.x.People {
		names := words(p.Name)
		if slices.ContainsFunc(l.asked, func(w string) bool { return slices.Contains(names, w) }) {
			l.add(string(p.ID), "person", p.Name, nil, 1, "")
		}
	}
}

func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > maxName {
		return string(r[:maxName])
	}
	return s
}

// words returns what tells one text from another, in lower case.
func words(text string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if w = strings.TrimSuffix(w, "s"); len(w) > 2 && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// alike counts the words of the question that a text has, or nearly has.
func (l *lister) alike(text string) int {
	if text == "" {
		return 0
	}
	have := words(text)
	n := 0
	for _, w := range l.asked {
		switch {
		case common[w]:
		case slices.Contains(have, w):
			n += 2
		case slices.ContainsFunc(have, func(h string) bool { return stem(h) != "" && stem(h) == stem(w) }):
			n++
		}
	}
	return n
}

// stem is the beginning that words of one family mostly share.
func stem(w string) string {
	const enough = 5
	if r := []rune(w); len(r) >= enough {
		return string(r[:enough])
	}
	return ""
}

// common are words that are in every question.
var common = map[string]bool{
	"the": true, "and": true, "are": true, "how": true, "what": true, "why": true, "who": true, "our": true, "doe": true, "can": true,
	"for": true, "with": true, "have": true, "has": true, "wa": true, "will": true, "much": true, "many": true, "more": true, "than": true,
}
