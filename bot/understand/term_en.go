package understand

import "regexp"

// prepareTerms sets the words of scorecards in general that people ask the meaning
// of. What is said of each is in the prompts, under the name it has here.
func (g *language) prepareTerms() {
	g.terms = map[string]string{}
	for term, words := range map[string][]string{
		"green": {"green"}, "amber": {"amber", "yellow", "orange"}, "red": {"red"}, "stale": {"stale", "stale number", "stale metric"}, "no-data": {"no data"},
		"leading": {"leading", "leading indicator", "leading metric", "leading measure"}, "lagging": {"lagging", "lagging indicator", "lagging metric", "lagging measure"},
		"perspective": {"perspective", "lane"}, "objective": {"objective", "strategic objective"}, "metric": {"metric", "kpi", "measure", "key performance indicator"},
		"target": {"target"}, "map": {"strategy map", "map"}, "scorecard": {"scorecard", "balanced scorecard", "bsc"},
		"link": {"link", "arrow", "causal link", "cause and effect link", "causal chain"}, "hypothesis": {"hypothesis", "hypothese", "hypotheses", "still hypothesis"},
		"lag": {"lag", "lag of link"}, "supported": {"supported", "confirmed", "supported link", "confirmed link"}, "contradicted": {"contradicted", "contradicted link"},
		"estimate": {"estimate", "elasticity"}, "signal": {"signal", "noise", "signal and noise", "signal or noise"}, "score": {"mean score", "score"},
		"guardrail": {"guardrail", "guardrail metric"}, "check-in": {"check in", "checkin", "weekly update", "weekly round"}, "digest": {"digest"},
	} {
		for _, w := range words {
			g.terms[w] = term
		}
	}
	const opens, ends = `^ (?:hi |hey |hello |so |ok |please |and |but |sorry )*`, `(?: (?:mean|means|exactly|anyway|here|again|please|in this context|for us|on scorecard|in scorecard|on map))* $`
	g.termAsked = []*regexp.Regexp{
		regexp.MustCompile(opens + `what (?:is|are|exactly is|exactly are|is meant by|would be) (?:a |an )((?:[a-z]+ ?){1,5}?)` + ends),
		regexp.MustCompile(opens + `(?:what|and what) (?:does|do|did) (?:a |an |the |it mean when |it mean if )?((?:[a-z]+ ?){1,5}?) (?:actually |really |even )?(?:mean|means|stand for)` + ends),
		regexp.MustCompile(opens + `(?:define|definition of|meaning of|what is the (?:meaning|definition) of|what is meant by|explain|explain what|what do you mean by|what do you call) (?:a |an |the )?((?:[a-z]+ ?){1,5}?)(?: is| are)?` + ends),
		regexp.MustCompile(opens + `(?:when is|when does|what makes|when do you call|when do you turn) (?:something|a metric|a number|a kpi|it|metrics|numbers|an objective|things)(?: turn| go| become| show as| count as| be)? ([a-z]+(?: data)?)` + ends),
	}
}
