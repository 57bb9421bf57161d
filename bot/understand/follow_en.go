package understand

import (
	"regexp"
	"slices"

	"throughline/bot/scorecard"
)

// prepareFollows compiles the short questions that go on from one before.
func (g *language) prepareFollows() {
	g.goesOn = regexp.MustCompile(`^ (?:and|hm|hmm|ok|okay|oh|right|so|but|or|also|then|now|well|yes|yeah|no|please|what about|how about|i mean|i meant|just|only) `)
	g.couldBe = regexp.MustCompile(`^ (?:(?:could|might|may|can|is|was|would) (?:it|that|this|@\d+[a-z]+) (?:be |have been |come from |be coming from )?|because |is it )?(?:because of |because |due to |down to |down |from |about )?@\d+[a-z]+ $`)
	g.hasPart = regexp.MustCompile(`^ (?:does|do|is|are|has|have|did|could|would|might) @\d+[a-z]+ (?:also |really |even )?(?:matter|play|have|involved|contribute|help|count|hurt|affect (?:it|that)|anything to do|something to do|part|role|too|as well)(?: .*)?$`)
	g.nth = map[string]int{"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5, "last": -1}
	g.mine = regexp.MustCompile(`^(?:(?:which|what|who) (?:ones )?(?:of )?(?:it |those |these |them )?(?:is |are )?)?(?:for |from |of |by )?(?:mine|me|myself|my own|my ones|my stuff|i)$`)
	g.within = regexp.MustCompile(` (?:in|of|on|for|among|with|within|under|from) (?:@\d+[a-z]+|it|that|this|them|those|these|his|hers|theirs) $|(?: of (?:@\d+[a-z]+|it|that|them|those|these|his|hers|theirs|her|their) )| there $| here $`)
	g.stepping = wordSet("is are and or what how about if by it only instead say just more of to so but ok then with even went were was be should that this rather maybe make let us")
	g.doesTo = regexp.MustCompile(` (?:what|how|and|would|does|will|could) .*(?:do|does|mean|affect|change|impact|bring|give|move|help) (?:to |for |on )?@\d+[a-z]+ $`)
	g.notVia = regexp.MustCompile(` (?:not|without|avoiding|leaving out|other than|bypassing|ignoring|skipping|except|besides|apart from) (?:going |passing )?(?:(?:via|through|by|over|using|with|by way of) )?@\d+[a-z]+ $`)
	routes := []Intent{ImpactPath, Contribution, WhatIf, LinkEvidence}
	lists := []Intent{ListStatus, Actions, UpdatesDue, LinkEvidence}
	of := []Intent{Value, Trend, Target, Diagnose, Owner, Define, Gap}
	again := func(prev Interpretation) Interpretation { return prev }
	into := func(i Intent) func(Interpretation) Interpretation {
		return func(prev Interpretation) Interpretation {
			return Interpretation{Intent: i, Outcome: Answer, Subject: prev.Subject}
		}
	}
	sure := func(prev Interpretation) Interpretation {
		return Interpretation{Intent: LinkEvidence, Outcome: Answer, Subject: prev.Subject, Object: prev.Object}
	}
	reversed := func(prev Interpretation) Interpretation {
		prev.Subject, prev.Object = prev.Object, prev.Subject
		return prev
	}
	ofSubject := func(i Intent) func(Interpretation) Interpretation {
		return func(prev Interpretation) Interpretation {
			of := prev.Subject
			if len(prev.Object) > 0 {
				of = prev.Object // what it was all about
			}
			return Interpretation{Intent: i, Outcome: Answer, Subject: of}
		}
	}
	offOfUnit := func(prev Interpretation) Interpretation {
		if len(prev.Subject) != 1 {
			return Interpretation{}
		}
		return Interpretation{Intent: ListStatus, Outcome: Answer, Filters: &Filters{Status: []string{"amber", "red"}, Unit: scorecard.UnitID(prev.Subject[0])}}
	}
	sureOf := func(prev Interpretation) Interpretation {
		way := map[Intent]string{Drivers: "into", Effects: "from"}[prev.Intent]
		return Interpretation{Intent: LinkEvidence, Outcome: Answer, Subject: prev.Subject, Direction: way}
	}
	ofEnd := func(prev Interpretation) Interpretation {
		if len(prev.Object) == 0 {
			return Interpretation{}
		}
		return Interpretation{Intent: Drivers, Outcome: Answer, Subject: prev.Object}
	}
	listedAgain := func(prev Interpretation) Interpretation {
		if len(prev.Subject) > 0 {
			return Interpretation{} // whose that is is asked
		}
		return prev
	}
	for _, f := range []struct {
		after   []Intent
		pattern string
		read    func(Interpretation) Interpretation
	}{
		{routes, `(?:(?:other|opposite) way (?:round|around)|vice versa|in reverse|reverse|backwards|conversely|other direction|in other direction)`, reversed},
		{routes, `(?:how |is |are |can |do |does |has |was |were |what |any )?(?:.* )?(?:sure|certain|confident|proven|proved|proof|evidence|tested|confirmed|solid|true|a fact|fact|hypothesis|guess|guesswork|real|really|reliable|weakest (?:link|hop|arrow|point)|strong|believe (?:it|that)|know (?:it|that)|prove|proves)(?: .*)?`, sure},
		{[]Intent{Drivers, Effects}, `(?:how (?:sure|certain|confident|solid)|is (?:it|that|this|any of it) (?:proven|proved|tested|confirmed|true|certain|sure)|(?:what|any|which) (?:evidence|proof))(?: .*)?`, sureOf},
		{routes, `(?:who (?:says|said|claims|claimed|decided|told|thinks|came up with)(?: so| it| that)?|says who|according to whom|on what basis|based on what)`, sure},
		{routes, `which(?: one| route| way| path)?(?: of (?:it|them|those))? is (?:the )?(?:stronger|strongest|better|best|faster|fastest|shorter|shortest|surer|surest|more likely|weaker|weakest|most likely|longest|longer)(?: one| route| way)?`, again},
		{[]Intent{Actions}, `(?:when (?:is|was|are|were) (?:it|they|that|this) (?:due|planned|supposed|meant|to be|over)(?: .*)?|(?:is|are) (?:it|they|that) (?:late|done|finished|on track|running|started|due)(?: .*)?|how late(?: .*)?|how far (?:is|are) (?:it|they)(?: .*)?|due when|when)`, again},
		{of, `(?:now|right now|today|currently|at moment|at present)`, into(Value)},
		{[]Intent{TeamScorecard}, `what (?:should|could|must|do|can) (?:it|they|we|i) (?:fix|do|work on|tackle|improve|focus on|look at)(?: .*)?`, offOfUnit},
		{routes, `(?:how (?:long|soon|quickly|fast|many (?:weeks|months))|when|what (?:lag|delay)|how much time)(?: .*)?`, again},
		{routes, `(?:any |are there |is there |are there any |what |show |via )?(?:other|another|more|different|further|all) (?:ways?|routes?|paths?|ones?|options?)(?: .*)?`, again},
		{routes, `(?:how|how so|how come|in what way|how exactly|explain|explain (?:it|that)|why|why (?:is it|so)|how does it work|really|tell me more|more|say more|elaborate|details?|more details?|go on|step by step|show (?:me|it)|show (?:me )?(?:it )?on map|(?:by )?how (?:much|strongly|strong|big|far)(?: .*)?|(?:through|via|by way of|over) what|which way|what (?:is|comes|lies) (?:in )?between|(?:which|what) steps|by what way)`, again},
		{routes, `what (?:else )?(?:drives|affects|moves|influences|impacts|feeds|determines|shapes|helps) it(?: (?:else|too|as well|most))?`, ofEnd},
		{routes, `(?:what|who|anything) else(?: (?:does|do|drives|affects|moves|influences|helps|impacts))?(?: it)?(?: (?:so|too))?`, ofEnd},
		{lists, `(?:whose (?:are|is) (?:it|those|these|they|that|them)|who (?:owns|has|holds|is responsible for|looks after|is in charge of|runs) (?:it|those|these|them|each|that)|(?:from|by|to) (?:whom|who)|who(?: (?:is|are) (?:it|they|that|those|responsible))?|whose)`, listedAgain},
		{lists, `(?:which|which (?:ones?|are (?:it|they|those))|what are (?:it|they|those)|(?:list|show|name|give|see)(?: me)? (?:it|them|those|these|all)(?: all)?|how many(?: (?:are|is) (?:there|it|they|that))?|details?|more|all of (?:it|them))`, again},
		{of, `(?:is|are|was) (?:it|that|this|we)(?: really)?(?: a)? (?:good|bad|ok|okay|fine|enough|lot|much|high|low|great|normal|alright|acceptable|healthy|worrying|close|far off)(?: enough)?(?: (?:or (?:bad|not)|for us|then))?`, into(Gap)},
		{of, `(?:good or bad|good enough|enough)`, into(Gap)},
		{of, `(?:by when|until when|when by|deadline|by what date|by which date|what deadline|when (?:is|should) (?:it|that)(?: be)?(?: due| reached| there)?)`, into(Target)},
		{[]Intent{Drivers, Diagnose, Effects}, `(?:which(?: one)?(?: of (?:it|them|those|these))? (?:is|are|matters?|counts?|weighs?|comes?)(?: (?:weakest|worst|most important|strongest|biggest|key|main|most|first|more|biggest problem|bottleneck))(?: ones?| of (?:it|them|those))?|which (?:one )?first|where (?:do|should) we start|what first|what matters most|where to start)`, into(Leverage)},
		{append(slices.Clone(of), routes...), `(?:what|anything)(?: (?:has|have|is|are|did|do))?(?: (?:been|we|they|being|you|people))? (?:done|doing|planned|underway|under way|in place|tried|happening)(?: .*)?|any (?:actions?|plans?|initiatives?|measures)(?: .*)?|actions?|initiatives?`, ofSubject(Actions)},
		{append(slices.Clone(of), routes...), `who (?:should|can|do|could|would|must) (?:i|we|one) (?:talk|speak|ask|write|turn|go|call|contact|email|see|chat)(?: .*)?|who knows(?: .*)?|who to (?:ask|talk to|call|contact)|who (?:is|has) (?:owner|responsible|in charge|on it|contact|lead)`, ofSubject(Owner)},
		{[]Intent{Drivers, Effects, Diagnose}, `which(?: ones?)?(?: of (?:it|those|these|them))? (?:is|are) (?:red|green|amber|off track|on track|behind|bad|good|ok|fine|off|failing|worst)(?: .*)?`, again},
	} {
		g.follows = append(g.follows, followUp{f.after, regexp.MustCompile(`^(?:` + f.pattern + `)$`), f.read})
	}
}
