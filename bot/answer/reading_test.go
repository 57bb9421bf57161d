package answer

import (
	"testing"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// Whoever types what was suggested gets the same as whoever presses it.
func TestWhatIsSuggestedCanBeTyped(t *testing.T) {
	s, a := bakery(), &Answerer{}
	lexicon := understand.NewLexicon(s.Index)
	for _, p := range s.Strategy.People {
		asker := understand.Asker{Person: p.ID, Locale: "en-GB", Today: s.Today}
		refused := a.Ask(s, lexicon, asker, "please sing me a song about the sea", nil, Extra{})
		if refused.Outcome != Refused {
			t.Errorf("a song for %s: %s", p.ID, refused.Text)
		}
		for _, b := range buttonsOf(refused.Message) {
			want, _ := unpack(b.Value)
			typed := a.Ask(s, lexicon, asker, b.Label, nil, Extra{})
			pressed := a.Answer(s, want, scorecard.Audience{Person: p.ID, Private: true}, Extra{})
			if firstText(typed.Message) != firstText(pressed.Message) {
				t.Errorf("%q typed by %s: %q\npressed: %q", b.Label, p.ID, firstText(typed.Message), firstText(pressed.Message))
			}
		}
	}
}

func firstText(m chat.Message) string {
	for _, b := range m.Blocks {
		if text, ok := b.(chat.Text); ok {
			return text.Marked
		}
	}
	return ""
}

func TestAskedInWords(t *testing.T) {
	s, a := bakery(), &Answerer{}
	lexicon := understand.NewLexicon(s.Index)
	for _, c := range []struct {
		asker scorecard.PersonID
		text  string
		want  Outcome
		first string
	}{
		{"ida", "how does my team affect household share?", Answered, "From **Ovens** to **Household share**: 2 routes, the best about 23 weeks end to end."},
		{"finn", "how does finance affect household share?", NoPath, "No recorded link leads from **Finance** to **Household share**."},
		{"cleo", "who owns shelves full by seven?", Answered, "**Ben Okoro** answers for **Shelves full by seven**. Ida Holm reports the number. Backup: Cleo Marsh. It measures Bread on the shelf by seven."},
		{"ida", "what is staff turnover?", NotPermitted, "I find nothing by that name that I may show you here."},
		{"rosa", "what is staff turnover?", Answered, "**[Bakers leaving](/metric/m_leave)**: 13.1% (October, 3 weeks old), amber, target 12%."},
	} {
		r := a.Ask(s, lexicon, understand.Asker{Person: c.asker, Locale: "en-GB", Today: s.Today}, c.text, nil, Extra{})
		if r.Outcome != c.want || firstText(r.Message) != c.first {
			t.Errorf("%s asked %q: %s %q, want %s %q", c.asker, c.text, r.Outcome, firstText(r.Message), c.want, c.first)
		}
	}
}

// A vision without a metric of its own is measured by what its words name.
func TestVisionByItsWords(t *testing.T) {
	strategy := *bakery().Strategy
	strategy.Vision = scorecard.Vision{Text: "A household share of a fifth, with bread people come back to."}
	s := bakery()
	s.Index = scorecard.NewIndex(&strategy)
	to := scorecard.Audience{Person: "ida", Private: true}
	r := (&Answerer{}).Answer(s, read(understand.Contribution, "ovens", "vision"), to, Extra{})
	for _, route := range r.Routes {
		if end := s.Link(route[len(route)-1]).Effect; end != "o_share" {
			t.Errorf("route %v ends at %s", route, end)
		}
	}
	strategy.Vision.Text = "Bread that people come back to."
	r = (&Answerer{}).Answer(s, read(understand.Contribution, "ovens", "vision"), to, Extra{})
	if ends := s.VisionObjectives(); len(ends) != 2 || len(r.Routes) < 4 {
		t.Errorf("a vision that names nothing stands for %v; routes %v", ends, r.Routes)
	}
}
