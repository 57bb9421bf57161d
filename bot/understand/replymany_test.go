package understand

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// inOneLine writes what was heard in one line: "yield record 88.1; margin ask".
func inOneLine(hs []Heard) string {
	var all []string
	for _, h := range hs {
		s := strings.TrimSpace(fmt.Sprintf("%s %s", h.Metric, h.Action))
		if h.Value.Valid {
			s += " " + h.Value.Decimal.String()
		}
		if h.Comment != "" {
			s += " (" + h.Comment + ")"
		}
		all = append(all, s)
	}
	return strings.Join(all, "; ")
}

func TestReplyAboutSeveral(t *testing.T) {
	x := organisation(t, "brewery")
	l := NewLexicon(x)
	known := map[scorecard.MetricID]string{"yield": "87.5", "margin": "3.1", "staff": "212", "volume": "1240", "accidents": "2", "brewtime": "20"}
	for _, c := range []struct{ asked, in, want string }{
		{"yield margin", "yield 88.1 / margin 3.2", "yield record 88.1; margin record 3.2"},
		{"yield margin", "yield 88.1, margin 3.2", "yield record 88.1; margin record 3.2"},
		{"yield margin", "brewing yield 88.1 and profit margin 3.2", "yield record 88.1; margin record 3.2"},
		{"yield margin", "Yield: 88.1\nMargin: 3.2 - hops got dearer", "yield record 88.1; margin record 3.2 (hops got dearer)"},
		{"yield margin", "88.1 yield, 3.2 margin", "yield record 88.1; margin record 3.2"},
		{"yield margin", "88.1, 3.2", "yield confirm 88.1; margin confirm 3.2"},
		{"yield margin", "88.1", "ask"},
		{"yield margin", "same for both", "yield confirm 87.5; margin confirm 3.1"},
		{"yield margin", "no change", "yield confirm 87.5; margin confirm 3.1"},
		{"yield margin", "yield 88.1 (margin fell too)", "yield record 88.1 (margin fell too)"},
		{"yield margin", "yield 88.1", "yield record 88.1"},
		{"yield", "margin 3.2", "margin confirm 3.2"},
		{"yield", "88.1 and margin 3.2", "yield record 88.1; margin confirm 3.2"},
		{"yield", "88.1, margin 3.2 and cash 4m", "yield record 88.1; margin confirm 3.2; cash confirm 4000000"},
		{"yield", "same, margin 3.2", "yield record 87.5; margin confirm 3.2"},
		{"yield", "because of 3 broken kettles, margin 3.2", "margin confirm 3.2"},
		{"brewtime", "2 hours quicker", "brewtime confirm 18"},
		{"yield", "88.1, faster cleaning", "yield record 88.1 (faster cleaning)"},
		{"accidents", "beer 1310 hl", "volume confirm 1310"},
		{"accidents", "2 accidents, cash was short", "accidents record 2 (cash was short)"},
		{"yield", "yield 88.1 and margin 3.2", "yield record 88.1; margin confirm 3.2"},
		{"yield margin", "yield same, margin 3.2", "yield record 87.5; margin record 3.2"},
		{"latency", "latency same", "latency ask"},
		{"yield margin", "Ausbeute 88,1, Marge 3,2", "yield record 88.1; margin record 3.2"},
		{"yield margin", "yield up 0.4, margin 3.2", "yield confirm 87.9; margin record 3.2"},
		{"staff volume", "headcount 215; volume 1,310 hl", "staff record 215; volume record 1310"},
		{"lead staff", "delivery lead 3.5, two vans off the road; headcount 215", "lead record 3.5 (two vans off the road); staff record 215"},
		{"lead staff", "delivery-lead was 3.5; headcount same", "lead record 3.5; staff record 212"},
		{"price cash staff", "price per 1.45, headcount 215", "price record 1.45; staff record 215"},
		{"lead staff", "time to market 3.5; headcount 215", "staff record 215; ask"},
		{"lead staff", "as of 19 Nov: headcount 215", "staff record 215"},
		{"yield margin staff", "yield same and margin 3.2, headcount 215", "yield record 87.5; margin record 3.2; staff record 215"},
		{"yield margin", "what was margin last month?", "margin answer_question"},
		{"yield margin", "which month is this for?", "answer_question"},
		{"yield accidents", "yield 88.1, no accidents", "yield record 88.1; accidents confirm 0"},
	} {
		to := Listener{Locale: "en", Today: "2026-11-20"}
		if strings.Contains(c.in, "Ausbeute") {
			to.Locale = "de"
		}
		for _, id := range strings.Fields(c.asked) {
			a := Asked{Metric: x.Metric(scorecard.MetricID(id))}
			if v, ok := known[a.Metric.ID]; ok {
				a.Previous = decimal.NewNullDecimal(decimal.RequireFromString(v))
			}
			to.Asked = append(to.Asked, a)
		}
		if got := inOneLine(l.Reply(c.in, to)); got != c.want {
			t.Errorf("asked for %s: Reply(%q) = %s, want %s", c.asked, c.in, got, c.want)
		}
	}
}

// A value well outside all that was reported is said back, however near the last one is.
func TestReplyOutsideHistory(t *testing.T) {
	x := organisation(t, "brewery")
	l := NewLexicon(x)
	var history scorecard.History
	for i, v := range []string{"87.1", "87.6", "87.3", "87.9", "87.4", "87.8", "87.5"} {
		history = append(history, scorecard.Reading{Metric: "yield", Period: scorecard.Period(fmt.Sprintf("2026-W%d", 40+i)), Value: decimal.RequireFromString(v)})
	}
	for _, c := range []struct {
		in   string
		want string
	}{
		{"87.7", "yield record 87.7"},
		{"88.5", "yield record 88.5"},
		{"89", "yield confirm 89"},
		{"84.9%", "yield confirm 84.9"},
		{"89, new filter", "yield confirm 89 (new filter)"},
		{"up 2 to 89.5", "yield confirm 89.5"},
		{"no change", "yield record 87.5"},
	} {
		asked := Asked{Metric: x.Metric("yield"), Previous: decimal.NewNullDecimal(decimal.RequireFromString("87.5")), History: history}
		if got := inOneLine(l.Reply(c.in, Listener{Asked: []Asked{asked}, Locale: "en", Today: "2026-11-20"})); got != c.want {
			t.Errorf("Reply(%q) = %s, want %s", c.in, got, c.want)
		}
	}
}

// 2026-11-20 is a Friday.
func TestReplySnoozes(t *testing.T) {
	x := organisation(t, "brewery")
	l := NewLexicon(x)
	for _, c := range []struct {
		in, locale string
		want       scorecard.Date
	}{
		{"tomorrow", "en", "2026-11-21"},
		{"remind me on Monday", "en", "2026-11-23"},
		{"ask me again in 3 days", "en", "2026-11-23"},
		{"in two weeks please, I'm away: ask me then", "en", "2026-12-04"},
		{"next week", "en", "2026-11-23"},
		{"later today", "en", "2026-11-20"},
		{"Friday", "en", "2026-11-27"},
		{"morgen", "de", "2026-11-21"},
		{"übermorgen", "de", "2026-11-22"},
		{"nächste Woche", "de", "2026-11-23"},
		{"frag mich am Mittwoch", "de", "2026-11-25"},
		{"in 3 Tagen", "de", "2026-11-23"},
		{"demain", "fr", "2026-11-21"},
		{"la semaine prochaine", "fr", "2026-11-23"},
		{"rappelle-moi mardi", "fr", "2026-11-24"},
		{"dans 3 jours", "fr", "2026-11-23"},
		{"mañana", "es", "2026-11-21"},
		{"recuérdame el jueves", "es", "2026-11-26"},
		{"en 3 días", "es", "2026-11-23"},
		{"I'm off from Wednesday until 12 December", "en", "2026-12-12"},
		{"on holiday until Jan 7th", "en", "2027-01-07"},
		{"out of office, back on Monday", "en", "2026-11-23"},
		{"away until 2026-12-03", "en", "2026-12-03"},
		{"bin bis 12.12. im Urlaub", "de", "2026-12-12"},
		{"absent jusqu'au 12 décembre", "fr", "2026-12-12"},
		{"estoy fuera hasta el 12 de diciembre", "es", "2026-12-12"},
	} {
		h := l.Reply(c.in, Listener{Asked: []Asked{{Metric: x.Metric("yield")}}, Locale: c.locale, Today: "2026-11-20"})[0]
		if h.Action != Snooze || h.Until != c.want {
			t.Errorf("Reply(%q) = %s until %s, want snooze until %s", c.in, h.Action, h.Until, c.want)
		}
	}
}

func TestReplyHandsOn(t *testing.T) {
	x := organisation(t, "brewery")
	l := NewLexicon(x)
	for _, c := range []struct {
		in, locale string
		to         scorecard.PersonID
		name       string
	}{
		{"ask Beat", "en", "beat", ""},
		{"ask <@tom>", "en", "tom", ""},
		{"Tom Roth has the numbers", "en", "tom", ""},
		{"please check with Léa", "en", "lea", ""},
		{"Ask Marguerite, she left me out of it", "en", "", "Marguerite"},
		{"that's Tom's", "en", "tom", ""},
		{"frag Beat", "de", "beat", ""},
		{"Beat weiß das", "de", "beat", ""},
		{"demande à Léa", "fr", "lea", ""},
		{"pregunta a Tom", "es", "tom", ""},
	} {
		h := l.Reply(c.in, Listener{Asked: []Asked{{Metric: x.Metric("yield")}}, Locale: c.locale, Today: "2026-11-20"})[0]
		if h.Action != Delegate || h.To != c.to || h.ToName != c.name {
			t.Errorf("Reply(%q) = %s to %q %q, want delegate to %q %q", c.in, h.Action, h.To, h.ToName, c.to, c.name)
		}
	}
}

// A metric's name that holds a word for numbered things, a unit's name beside
// its own metric, and an id that is a unit of measure are no numbers' business.
func TestReplyAroundNames(t *testing.T) {
	x := organisation(t, "water")
	l := NewLexicon(x)
	ticket := *x.Metric("m_fix")
	ticket.Name, ticket.Synonyms = "Time to resolve a ticket", nil
	previous := decimal.NewNullDecimal(decimal.RequireFromString("7.5"))
	alone := NewLexicon(scorecard.NewIndex(&scorecard.Strategy{Metrics: []scorecard.Metric{ticket}}))
	for _, c := range []struct {
		in, want string
		l        *Lexicon
		metric   *scorecard.Metric
	}{
		{"Time to resolve a ticket 7.1 hours", "m_fix record 7.1", alone, &ticket},
		{"network repair time 7.1 hours", "m_fix record 7.1", l, x.Metric("m_fix")},
		{"billing repair time 7.1 hours", "m_fix confirm 7.1", l, x.Metric("m_fix")},
		{"it's 7", "m_fix record 7", l, x.Metric("m_fix")},
		{"7000 kWh", "m_kwh record 7", l, x.Metric("m_kwh")},
	} {
		to := Listener{Locale: "en", Today: "2026-11-20", Asked: []Asked{{Metric: c.metric, Previous: previous}}}
		if got := inOneLine(c.l.Reply(c.in, to)); got != c.want {
			t.Errorf("Reply(%q) = %s, want %s", c.in, got, c.want)
		}
	}
}

// A metric that is named again among the reasons is still the one spoken of.
func TestANameAmongTheReasons(t *testing.T) {
	accidents := scorecard.Metric{ID: "accidents", Name: "Accident rate", Measure: "per 100k km"}
	fuel := scorecard.Metric{ID: "fuel", Name: "Fuel consumption", Measure: "L/100km"}
	l := NewLexicon(scorecard.NewIndex(&scorecard.Strategy{Metrics: []scorecard.Metric{accidents, fuel}}))
	to := Listener{Locale: "en", Today: "2026-12-07", Asked: []Asked{{Metric: &accidents}, {Metric: &fuel}}}
	for in, want := range map[string]string{
		"Accident rate: 1 because a reversing accident at the new dock": "accidents record 1 (because a reversing accident at the new dock)",
		"fuel 27.1 because the fuel card was late":                      "fuel record 27.1 (because the fuel card was late)",
	} {
		if got := inOneLine(l.Reply(in, to)); got != want {
			t.Errorf("Reply(%q) = %s, want %s", in, got, want)
		}
	}
}
