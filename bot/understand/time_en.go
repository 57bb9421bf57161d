package understand

import "regexp"

// prepareTime sets the words for when.
func (g *language) prepareTime() {
	g.last = wordSet("last past previous recent trailing preceding these prior latest")
	g.over = wordSet("over in during within for across through throughout")
	g.whole = wordSet("of full whole complete entire odd or so")
	g.atLeast = wordSet("more than at least longer over")
	g.course = wordSet("trend history view chart development course graph picture curve window timeline")
	g.units = map[string]Window{"half year": {N: 6, Unit: "month"}, "half years": {N: 6, Unit: "month"}, "year and half": {N: 18, Unit: "month"}, "fortnight": {N: 2, Unit: "week"}, "fortnights": {N: 2, Unit: "week"}}
	for unit, words := range map[string]string{"day": "day days d", "week": "week weeks w wk wks", "month": "month months mth mths mo mos m", "quarter": "quarter quarters qtr qtrs q", "year": "year years yr yrs y"} {
		for w := range wordSet(words) {
			g.units[w] = Window{N: 1, Unit: unit}
		}
	}
	g.weekly = wordSet("week w wk cw kw")
	g.partly = wordSet("early mid late end")
	g.quarters = map[string]int{"q1": 1, "q2": 2, "q3": 3, "q4": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
	g.seasons = map[string]int{"spring": 3, "easter": 4, "summer": 6, "autumn": 9, "fall": 9, "winter": 12, "christmas": 12, "xmas": 12}
	g.ago = wordSet("ago back earlier")
	g.begins = wordSet("start beginning begin")
	g.bounds = wordSet("since by until till before after from to next through")
	g.inTime = wordSet("in for of during about")
	g.merely = wordSet("just only merely about")
	g.compares = wordSet("vs versus against compare compared comparison than relative plus")
	g.reasons = regexp.MustCompile(` (?:why|if|because|caused?|causing|reasons?|explains?|explanation|behind|come|target|goal|who|should|forecast) `)
}
