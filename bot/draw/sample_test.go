package draw

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

const today = scorecard.Date("2026-11-20")

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func maybe(s string) decimal.NullDecimal {
	if s == "" {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(dec(s))
}

// One objective of the sample, with its metric.
type row struct {
	id, name, lane, owner                 string
	metric, measure, target, amber, value string
	direction                             scorecard.Direction
	week                                  int // of the value
}

var sampleRows = []row{
	{"o_share", "Grow market share", "financial", "sofia", "Market share", "%", "20", "16", "16.8", "", 46},
	{"o_revenue", "Grow revenue", "financial", "sofia", "Revenue", "EUR", "4200000", "4000000", "3960000", "", 46},
	{"o_cost", "Lower the cost to serve", "financial", "omar", "Cost per delivery", "EUR", "6.20", "6.60", "6.90", scorecard.Lower, 46},
	{"o_loyal", "Increase customer loyalty", "customer", "jo", "Net promoter score", "points", "45", "40", "41", "", 46},
	{"o_ontime", "Deliver on time, every time", "customer", "ana", "On-time delivery", "%", "96", "93", "91.4", "", 46},
	{"o_speed", "Reduce fulfilment time", "process", "lena", "Fulfilment time", "hours", "24", "26", "29.5", scorecard.Lower, 46},
	{"o_answer", "Answer customers faster", "process", "jo", "First response time", "hours", "2", "3", "1.8", scorecard.Lower, 46},
	{"o_fleet", "Run a safe, efficient fleet", "process", "ana", "Accident rate", "per 100k km", "0.8", "1", "0.7", scorecard.Lower, 30},
	{"o_win", "Win the right distributors", "process", "tomas", "Pipeline value", "EUR", "12000000", "10000000", "12400000", "", 46},
	{"o_skill", "Upskill the logistics team", "learning", "lena", "Training hours a person", "hours", "6", "5", "3.5", "", 46},
	{"o_people", "Hire and keep good people", "learning", "mika", "Time to hire", "days", "35", "40", "44", scorecard.Lower, 41},
	{"o_systems", "Keep ordering systems up", "learning", "ravi", "Order system uptime", "%", "99.9", "99.5", "", "", 0},
}

var sampleLinks = []string{
	"o_loyal o_share  13", "o_loyal o_revenue confirmed 13", "o_ontime o_loyal confirmed 8", "o_win o_revenue confirmed 26", "o_win o_share  26",
	"o_speed o_ontime confirmed 2", "o_speed o_cost contradicted- 4", "o_answer o_loyal  6", "o_fleet o_ontime  3", "o_fleet o_cost  8",
	"o_skill o_speed confirmed 6", "o_skill o_fleet  8", "o_people o_skill  12", "o_people o_answer confirmed 8", "o_systems o_speed confirmed 4",
	"o_revenue o_skill - 52",
}

// sample is a fictional parcel carrier.
func sample() *scorecard.Snapshot {
	s := &scorecard.Strategy{
		Organisation: scorecard.Organisation{ID: "larkfield", Name: "Larkfield Freight", Locale: "en-GB", Currency: "EUR"},
		Vision:       scorecard.Vision{Text: "Reach 20% market share in the Northeast by the end of 2027, as the carrier shops trust to arrive on time."},
		Perspectives: fourLanes(),
	}
	for _, p := range []string{"sofia Lindqvist", "omar Haddad", "jo Bennett", "ana Ruiz", "lena Fischer", "tomas Novák", "mika Saarinen", "ravi Menon"} {
		var id, last string
		fmt.Sscan(p, &id, &last)
		s.People = append(s.People, scorecard.Person{ID: scorecard.PersonID(id), Name: string(id[0]-32) + id[1:] + " " + last})
	}
	histories := map[scorecard.MetricID]scorecard.History{}
	for _, r := range sampleRows {
		s.Objectives = append(s.Objectives, scorecard.Objective{ID: scorecard.ObjectiveID(r.id), Name: r.name, Perspective: scorecard.PerspectiveID(r.lane), Owner: scorecard.PersonID(r.owner)})
		m := scorecard.Metric{
			ID: scorecard.MetricID("m" + r.id), Name: r.metric, Objective: scorecard.ObjectiveID(r.id), Measure: scorecard.Measure(r.measure), Direction: r.direction,
			Cadence: scorecard.Weekly, Targets: []scorecard.Target{{Value: maybe(r.target), Amber: maybe(r.amber)}},
		}
		s.Metrics = append(s.Metrics, m)
		if r.value != "" {
			histories[m.ID] = scorecard.History{{Metric: m.ID, Period: scorecard.Period(fmt.Sprintf("2026-W%d", r.week)), Value: dec(r.value), At: time.Date(2026, 11, 16, 9, 0, 0, 0, time.UTC)}}
		}
	}
	for i, line := range sampleLinks {
		s.Links = append(s.Links, sampleLink(i, line))
	}
	return &scorecard.Snapshot{Index: scorecard.NewIndex(s), Today: today, Histories: histories}
}

func sampleLink(i int, line string) scorecard.Link {
	l := scorecard.Link{ID: scorecard.LinkID(fmt.Sprintf("l%02d", i+1))}
	var word string
	if n, _ := fmt.Sscanf(line, "%s %s %s %d", &l.Cause, &l.Effect, &word, &l.LagWeeks); n != 4 {
		fmt.Sscanf(line, "%s %s %d", &l.Cause, &l.Effect, &l.LagWeeks)
		word = ""
	}
	if n := len(word); n > 0 && word[n-1] == '-' {
		l.Sign, word = scorecard.Lowers, word[:n-1]
	}
	l.Evidence = scorecard.EvidenceWord(word)
	return l
}

func fourLanes() []scorecard.Perspective {
	return []scorecard.Perspective{
		{ID: "financial", Name: "Financial", Question: "How do we look to shareholders?"},
		{ID: "customer", Name: "Customer", Question: "How do customers see us?"},
		{ID: "process", Name: "Internal process", Question: "What must we excel at?"},
		{ID: "learning", Name: "Learning & growth", Question: "How do we keep improving?"},
	}
}

// large is a strategy of n objectives over four lanes, each linked to a few of
// the lane above, some to their own lane and some to one further up.
func large(n int) *scorecard.Snapshot {
	s := sample().Strategy
	s.Objectives, s.Links, s.Metrics = nil, nil, nil
	histories := map[scorecard.MetricID]scorecard.History{}
	for i := range n {
		src := sampleRows[i%len(sampleRows)]
		lane := []string{"financial", "customer", "process", "learning"}[i*4/n]
		o := scorecard.Objective{ID: scorecard.ObjectiveID(fmt.Sprint("o", i)), Name: src.name, Perspective: scorecard.PerspectiveID(lane), Owner: scorecard.PersonID(src.owner)}
		m := scorecard.Metric{
			ID: scorecard.MetricID(fmt.Sprint("m", i)), Name: src.metric, Objective: o.ID, Measure: scorecard.Measure(src.measure), Direction: src.direction,
			Cadence: scorecard.Weekly, Targets: []scorecard.Target{{Value: maybe(src.target), Amber: maybe(src.amber)}},
		}
		s.Objectives, s.Metrics = append(s.Objectives, o), append(s.Metrics, m)
		if src.value != "" {
			histories[m.ID] = scorecard.History{{Period: "2026-W46", Value: dec(src.value)}}
		}
		for j := range 2 {
			up := i - n/4 - (i*7+j*5)%(n/8+1) + j
			if j == 1 && i%9 == 0 {
				up = i - n/2
			}
			if up < 0 {
				continue
			}
			word := []scorecard.EvidenceWord{scorecard.Confirmed, scorecard.Hypothesis, scorecard.Hypothesis, scorecard.Contradicted}[(i+j)%4]
			s.Links = append(s.Links, scorecard.Link{ID: scorecard.LinkID(fmt.Sprintf("k%d-%d", i, j)), Cause: o.ID, Effect: scorecard.ObjectiveID(fmt.Sprint("o", up)), Evidence: word})
		}
	}
	return &scorecard.Snapshot{Index: scorecard.NewIndex(s), Today: today, Histories: histories}
}

// otd is a weekly percentage with a year of history, a gap, notes and a target
// that was raised.
func otd() (*scorecard.Metric, scorecard.History) {
	m := &scorecard.Metric{
		ID: "m_otd", Name: "On-time delivery", Measure: "%", Cadence: scorecard.Weekly,
		Targets: []scorecard.Target{{By: "2026-06-30", Value: maybe("94"), Amber: maybe("91")}, {By: "2026-12-31", Value: maybe("96"), Amber: maybe("93")}},
	}
	var h scorecard.History
	p := scorecard.Period("2025-W48")
	for i := range 52 {
		r := scorecard.Reading{Period: p, Value: decimal.New(int64(905+(i*37%23)+i/3), -1)}
		switch i {
		case 20, 21, 22:
			r.NoData, r.Note = true, "depot was moved"
		case 30:
			r.Note = "two vans <down>"
		case 47:
			r.Note = "promo ended"
		}
		if i != 10 {
			h = append(h, r)
		}
		p = p.Next()
	}
	return m, h
}

// ranged is a monthly count that should stay between two lines.
func ranged() (*scorecard.Metric, scorecard.History) {
	m := &scorecard.Metric{
		ID: "m_stock", Name: "Packaging in stock", Measure: "days", Cadence: scorecard.Monthly, Direction: scorecard.InRange,
		Targets: []scorecard.Target{{Low: maybe("20"), High: maybe("30"), Amber: maybe("5")}},
	}
	var h scorecard.History
	p := scorecard.Period("2026-01")
	for _, v := range []string{"22", "27", "33", "36.5", "31", "24", "18", "21", "26", "29"} {
		h = append(h, scorecard.Reading{Period: p, Value: dec(v)})
		p = p.Next()
	}
	return m, h
}

// awkward is a strategy of names that are too long, in other scripts, and made
// to break the picture, in three lanes of which one is empty.
func awkward() *scorecard.Snapshot {
	s := &scorecard.Strategy{
		Organisation: scorecard.Organisation{Name: "Bundesanstalt für außergewöhnlich umständliche Zuständigkeitsangelegenheiten & <b>Söhne</b>"},
		Vision:       scorecard.Vision{Text: "Donaudampfschifffahrtsgesellschaftskapitäne everywhere, with a sentence that goes on for so much longer than anybody would ever read on a picture, and then some more, until even the second line has no room left for what is still to come."},
		Perspectives: []scorecard.Perspective{
			{ID: "a", Name: "Öffentlichkeitswirksamkeitssteigerung", Question: "Wie sehen uns die Menschen, für die wir all dies tun?"},
			{ID: "b", Name: "Empty"},
			{ID: "c", Name: "成長 Развитие"},
		},
		People: []scorecard.Person{{ID: "p", Name: "Maximiliane von und zu Schwarzenberg-Hohenlohe-Langenburg"}, {ID: "q", Name: "Ω"}},
	}
	histories := map[scorecard.MetricID]scorecard.History{}
	for i, name := range []string{
		"Rechtsschutzversicherungsgesellschaftsangestelltenzufriedenheit", "Повысить удовлетворённость сотрудников и удержать лучших людей в компании", `</text><script>alert("1")</script>`, "Ελληνικά και άλλα",
		"A", "Make the very long and winding name of this objective end before the card does, please",
	} {
		o := scorecard.Objective{ID: scorecard.ObjectiveID(fmt.Sprint("o", i)), Name: name, Perspective: []scorecard.PerspectiveID{"a", "c", "nowhere"}[i%3], Owner: []scorecard.PersonID{"p", "q"}[i%2]}
		m := scorecard.Metric{ID: scorecard.MetricID(fmt.Sprint("m", i)), Name: name, Objective: o.ID, Measure: "Beschwerden je tausend Sendungen", Cadence: scorecard.Weekly, Targets: []scorecard.Target{{Value: maybe("12345678901.25")}}}
		histories[m.ID] = scorecard.History{{Period: "2026-W46", Value: dec("12345678901.25").Mul(decimal.NewFromInt(int64(i)))}}
		s.Objectives, s.Metrics = append(s.Objectives, o), append(s.Metrics, m)
	}
	for i, l := range []string{"o1 o0 confirmed- 3", "o2 o0 contradicted- 1", "o0 o3 contradicted- 2", "o3 o0  5", "o0 o1 - 4", "o5 o3  1", "o4 o5  0"} {
		s.Links = append(s.Links, sampleLink(i, l))
	}
	return &scorecard.Snapshot{Index: scorecard.NewIndex(s), Today: today, Histories: histories}
}
