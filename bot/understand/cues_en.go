package understand

// englishVerbs stand for families of words inside the patterns below.
var englishVerbs = map[string]string{
	"STATUS": `(?:(?:not |in )?(?:green|amber|yellow|orange|red)|reds|ambers|greens|(?:off|on) (?:track|target|course|plan)|not (?:on track|on target|ok)|at risk|stale|outdated|behind (?:target|plan|schedule)|below target|under target|missing (?:their |its )?targets?|missed (?:their |its )?targets?|underperforming|failing|healthy|on target|hitting (?:their |its )?targets?|meeting (?:their |its )?targets?|no data|without data|short of target|(?:doing|going) (?:well|badly|poorly|wrong|fine|great|alright)|above target|ahead of target|critical)`,
	"AFFED":  `(?:affected|impacted|influenced|driven|moved|shaped|determined|caused|fed|helped|hurt|boosted|pushed|pulled|fuelled|fueled|supported|lifted)`,
	"AFFING": `(?:affecting|impacting|influencing|driving|moving|shaping|causing|feeding|helping|hurting|boosting|pushing|pulling|supporting|contributing|lifting|leading|raising|improving)`,
	"AFF":    `(?:affects?|impacts?|influences?|drives?|moves?|shapes?|determines?|causes?|feeds?(?: into)?|helps?(?: with)?|hurts?|boosts?|push(?:es)?|pulls?|fuels?|supports?|lifts?|leads? to|contributes? to|plays? into|ties?(?: (?:in|back))? to|ties? into|links? to|connects? to|relates? to|flows? (?:into|to|through to)|translates? (?:in)?to|matters? (?:for|to)|improves?|raises?|reduces?|lowers?|increases?|changes?|grows?|results? in|touch(?:es)?|bears? on|plays? a (?:role|part) in|counts? (?:for|towards)|adds? to|steers?|underpins?|strengthens?|weakens?|harms?|damages?|makes? (?:a )?difference (?:to|for)|ladders? up to|rolls? up (?:in)?to|adds? up to|builds? (?:up )?to|(?:has|have|had|having) (?:[a-z]+ ){0,2}(?:bearing|effect|impact|influence|sway|say) (?:on|in|over)|has anything to do with|have anything to do with|do anything for|pays? (?:off )?(?:in|into)|feeds? (?:on|through) to|depends? upon|shifts?|mess(?:es)? (?:up|with)|screws? (?:up|with)|throws? off|wrecks?|ruins?|kills?|bumps?|nudges?|swings?|sways?|hits|undermines?|eats? into|drags? (?:down|on)|moves? needle (?:on|for|of)|chips? (?:at|away at)|weighs? on|puts? pressure on|sustains?|enables?|speeds? up|slows? down|trips? up|makes? or breaks?|(?:gets?|brings?|takes?|leads?) us (?:to|towards|closer to|nearer to|nearer)|do much for|does much for)`,
	"HIT":    `(?:hit|reach|make|meet|achieve|get to|attain|land|beat|get there on|deliver on|manage|score|pass|exceed)`,
	"RISE":   `(?:pil(?:e|es|ed|ing)|pick(?:s|ed|ing)? up|mount(?:s|ed|ing)|stack(?:s|ed|ing)? up|skyrocket(?:s|ed|ing)?|balloon(?:s|ed|ing)?|creep(?:s|ing)?|crept|shot up|shooting up|shoot up|soar(?:s|ed|ing)?|surg(?:e|es|ed|ing)|rise|rose|risen|rising|increase|increased|increasing|grow|grew|grown|growing|climb|climbed|climbing|up|higher|jump|jumped|spike|spiked|improve|improved|improving)`,
	"FALL":   `(?:nosedived?|nose dive|dive|dived|dove|plung(?:e|es|ed|ing)|plummet(?:s|ed|ing)?|tumbl(?:e|es|ed|ing)|crash(?:ed|es|ing)?|collaps(?:e|es|ed|ing)|crater(?:ed|ing)?|went south|going south|gone south|hit bottom|rock bottom|free fall|bomb(?:ed|ing)|hammered|took hit|taking hit|shrank|shrunk|shrinking|fall|fell|fallen|falling|drop|dropped|dropping|decline|declined|declining|decrease|decreased|decreasing|down|lower|slip|slipped|slipping|dip|dipped|sink|sank|sinking|worsen|worsened|worsening|slide|sliding|suffer|suffering|tank(?:s|ed|ing)?|slump(?:s|ed|ing)?)`,
	"SURE":   `(?:sure|confident|certain|convinced|solid|strong|reliable|robust|well proven|well tested|trustworthy)`,
}

// englishCues are the ways of asking in English, the most telling first.
const englishCues = `
refuse/smalltalk: ^(?:hi|hello|hey|howdy|yo|good (?:morning|afternoon|evening|day)|hiya)(?: (?:there|all|team|everyone|bot|throughline|again))*$
refuse/smalltalk: ^(?:hi |hey |hello )?(?:how (?:is it going|are you(?: doing)?(?: today)?|do you do|are things)|nice to meet you|what is up|who are you|are you (?:a )?(?:bot|robot|human|there))$
refuse/smalltalk: ^(?:many |ok |great )?(?:thanks|thank you|thx|cheers|ta|bye|goodbye|see you|ok|okay|cool|great|nice|perfect|got it|good job|well done|awesome|lol|brilliant|fab|ace|super|lovely|brill|sweet|magic|legend|nice one|good stuff|great stuff)(?: (?:thanks|thank you|lot|a lot|so much|very much|for that|later|you|bot|that is all|team|again|then))*$
refuse/help: ^(?:help|help me|can you help(?: me)?|what can (?:you|i) (?:do|ask)(?: you| here)?(?: for me)?|how (?:do|does) (?:you|this|i use (?:you|this)) ?(?:work)?|what do you do|what can you (?:tell|show) me|what (?:kind of )?(?:questions|things) can i ask(?: you)?|how can you help(?: me)?|menu|commands|show (?:me )?(?:help|commands))$
define: what (?:do|would|should|can) (?:we|you|i|they|@\d+[a-z]+) (?:count|class|classify|treat|call|consider|record|log) (?:as )?<s:mo>.*
gap: how (?:much|far|many)(?: points?| percent)? (?:is |are |am )?(?:we |us |i |it |things )?(?:still )?(?:behind|below|short|off|away|over|under|ahead|adrift)(?: .*)? <s:mo>.*
gap: how (?:much|far|many points?) (?:is|are) <s:mo> (?:behind|below|short of|off|away from|above|over|under|ahead of)(?: .*)?
refuse/out_of_scope: ^(?:tell|ask|remind|message|email|mail|ping|text|call|invite|get|make|force|order|phone|dm) @\d+[a-z]*p[a-z]* (?:to|that|not to|into)(?: .*)?$
refuse/out_of_scope: ^(?:set|change|put|adjust|correct|overwrite) (?:.* )?<s:mo> (?:to|at|into) .*$
refuse/out_of_scope: ^(?:delete|cancel|rename|archive|approve|reject|fire|hire|promote) (?:.* )?<s>(?: .*)?$
refuse/forecast: what (?:will|would|is) <s:mo> (?:going to |gonna |likely to |expected to )?(?:be|look like|reach|come to|amount to|do|become)(?: .*)?
refuse/forecast: (?:where|how high|how low|how much|how many) (?:will|is|do you think|do you expect) (?:.* )?<s:mo> (?:will |going to )?(?:be|end|land|stand|go|end up|reach|come out).*
refuse/forecast: (?:forecast|predict|project|extrapolate|prediction|projection|projections|outlook|predictions|forecasts)(?: .*)? <s:mo>
refuse/forecast: <s:mo> (?:.* )?(?:forecast|prediction|projection|projections|outlook)
refuse/forecast: (?:what|how) (?:.* )?<s:mo> (?:.* )?(?:next (?:week|month|quarter|year)|in 20\d\d|by 20\d\d|tomorrow|in (?:five|ten|two|three|\d+) years)
refuse/forecast: (?:how|what) will <s:mo> .*
refuse/forecast: when will (?:we|it)? ?.*<s:mo>.*
refuse/forecast: will <s:mo> (?:come|get|stay|hold|keep|remain|turn|be|recover|bounce|go|end)(?: .*)?
refuse/forecast: (?:.* )?when (?:do|does|will|would|can|could) (?:we|it|you|they|<s>) (?:finally |ever )?(?:reach|hit|get to|make|meet|be at|arrive|achieve)(?: .*)?
refuse/forecast: (?:.* )?(?:chances?|odds|probability|likelihood) (?:that|of|we|to|are|is)(?: .*)?
refuse/forecast: how likely (?:is it|are we|is)(?: .*)?(?:reach|hit|make|meet|achieve|get|target|goal|fall|rise)(?: .*)?
refuse/forecast: will <s:mo> .*(?:next|in \d+|rise|fall|grow|improve|go up|go down|keep|continue|increase|drop|recover).*
must_be_true: (?:what|which) assumptions?(?: .*)? <s>.*(?:rest|rests|built|based|depend|depends|rely|hang|make|made).*
link_evidence: how (?:SURE|well)(?: are we| are you| can we be| is it| is evidence| is link| is connection| is relationship| is case| is hypothesis| is assumption| is idea| is theory)?(?: that| about| of| for| in| between| from)? (?:.* )?<s> (?:.*)<o>.*
link_evidence: (?:evidence|proof|prove|proves|data|facts?|grounds|basis|confirmation|support)(?: .*)? (?:that|for|behind|of|show|shows|showing|between|link|claim|linking|about) (?:.* )?<s> .*<o>.*
link_evidence: (?:hunch|guess|theory|myth|gut feeling|wishful thinking|opinion|feeling|belief|rumou?r|speculation)(?: .*)? <s> .*<o>.*
link_evidence: who (?:says|said|claims|claimed|told|thinks|believes|decided|knows)(?: .*)? <s> .*<o>.*
link_evidence: (?:can|do|did|have|has|are|is) (?:we|it|anyone|anybody|you|there) (?:.* )?(?:prove|proven|proved|proof|evidence|evidenced|verify|verified|confirm|confirmed|tested|validated|true|established|certain|sure|confident) (?:.* )?<s> .*<o>.*
link_evidence: is (?:link|connection|relationship|effect|arrow|hypothesis|assumption)(?: .*)? <s> .*<o> (?:.*)(?:proven|confirmed|tested|real|verified|true|supported|contradicted|solid|strong|backed|hypothesis|validated|assumption).*
link_evidence: (?:how|why) (?:do|can|should|would) (?:we|you|i) (?:know|believe|trust|think|assume|tell|claim) (?:that )?<s> .*<o>.*
link_evidence: (?:has|have|is|was) (?:it been |it )?(?:shown|proven|proved|confirmed|tested|established|true|a fact|verified|certain|clear)(?: that)? <s> .*<o>.*
link_evidence: (?:do|does|are|should) (?:we|you|i|data|numbers|figures) (?:really |actually )?(?:believe|trust|know|support|back up|back|confirm|bear out|show|prove|assume|sure) (?:.*)<s> .*<o>.*
link_evidence: (?:does|do) <s> (?:truly |genuinely |honestly )?AFF <o> or .*
link_evidence: <s> (?:AFF|AFFING) <o>(?: is| that)? (?:proven|confirmed|true|a hypothesis|a fact|an assumption|fact or .*|hypothesis|tested)
link_evidence: (?:which|what|list|show|how many|any|are there|all|name)(?: .*)? (?:links?|hypothes[ie]s|assumptions?|arrows?|relationships?|connections?|causal .*|beliefs?|bets?|cause and effect .*)(?: .*)? ?(?:are|is|have|has|that|not|still|been|did|do|does|were|contradicted|unproven|proven|confirmed|untested|tested)?.*
link_evidence: (?:.* )?(?:state|status|standing|health|overview|summary|list) of (?:.* )?(?:links?|hypothes[ie]s|assumptions?|arrows?|causal .*|beliefs?|bets?)
link_evidence: how (?:are|do|did|have) (?:.* )?(?:links?|hypothes[ie]s|assumptions?|arrows?|beliefs?|bets?) (?:.*)(?:doing|going|stand|standing|hold|holding|look|looking|fare|faring|done|perform|performing|turn|turned|hold up|work|working)(?: .*)?
link_evidence: what (?:are|do|have) (?:we|you|they) (?:.* )?(?:just |only |merely |simply |still |actually )*(?:assuming|guessing|presuming|supposing|taking for granted|assume|guess|presume|take for granted|betting on)
link_evidence: what (?:have|did|do|are) (?:we|you|they) (?:got |get |have |had )?(?:wrong|right) (?:.* )?(?:cause|causes|effect|effects|links?|map|hypothes[ie]s|assumptions?|strategy)(?: .*)?
link_evidence: (?:unproven|contradicted|confirmed|untested|proven|disproved|disproven|refuted|unconfirmed) (?:links?|hypothes[ie]s|assumptions?|arrows?)
link_evidence: (?:what|which) (?:.*)(?:unproven|untested|contradicted|disproved|refuted|not proven|not confirmed|hypothesis|assumption|still guess.*|guesswork)
link_evidence: (?:.* )?(?:unproven|untested|contradicted|confirmed|proven|open) (?:links?|hypothes[ie]s|assumptions?|arrows?|guesses) (?:.* )?(?:about|on|around|for|behind|of|to|into|from|with|in) <s:mou>
link_evidence: ^(?:.* )?(?:links?|hypothes[ie]s|arrows?|assumptions?|connections?) (?:.* )?(?:contradicted|confirmed|proven|disproved|disproven|refuted|untested|unproven|tested|unconfirmed)(?: .*)?
link_evidence: ^(?:.* )?(?:contradicted|confirmed|proven|disproved|disproven|refuted|untested|unproven|unconfirmed) (?:links?|hypothes[ie]s|arrows?|assumptions?|connections?)(?: .*)?
link_evidence: what (?:.* )?(?:is|are|remains?|stays?) (?:.* )?(?:guess|guesses|unproven|untested|guesswork|hypothesis|assumption)(?: .*)?
link_evidence: what (?:have|has|did) (?:we|nobody|no one|not) (?:.* )?(?:not |never |yet )*(?:tested|proven|proved|verified|validated|checked)(?: .*)?
link_evidence: (?:evidence|proof) (?:for|behind|of|on|about) <s>
link_evidence: (?:is|are|does|do|anything|what|which|where)(?: .*)? (?:contradict(?:s|ed|ing|ory)?|disprov(?:e|es|ed|en|ing)|refut(?:e|es|ed|ing))(?: .*)?
what_if: (?:effect|impact|influence|consequence|result) (?:on|for) <o> (?:of|from|when) (?:.*)<s>.*
what_if: (?:effect|impact|influence|consequence|result) of (?:.*)(?:\d|percent|rise|increase|drop|cut|fall|reduction|improvement|doubling|halving|growth|raising|cutting|lowering|improving|reducing|increasing)(?:.*)<s> (?:on|for|to) <o>
what_if: (?:what|how) (?:would|will|does|could|might|do) (?:.*)(?:rise|increase|drop|cut|fall|reduction|improvement|gain|raising|cutting|lowering|improving|reducing|increasing|doubling|halving|more|less|fewer|extra|additional|better|worse|higher|lower|faster|slower|jump|decrease|growth|decline) (?:in |of |for |to )?<s> (?:.* )?(?:do|mean|bring|change|affect|give|have|make|add|move|cost|lift|help|raise|improve|gain) (?:.*)<o>.*
what_if: how (?:much|far|many) (?:.*)<o> (?:.*)(?:from|with|for|by|through|when|after|given) (?:.*)(?:\d|rise|increase|drop|cut|fall|doubling|halving|double|halve|improvement|reduction|gain|more|less|fewer|higher|lower)(?:.*)<s>.*
what_if: (?:would|will|does|could) (?:.*)(?:raising|cutting|lowering|improving|reducing|increasing|doubling|halving|boosting|growing|dropping|lifting|adding|shortening|a \d+.*|\d+ .*|better|worse|higher|lower|more|less|fewer|faster|slower|rise in|drop in|increase in|cut in|fall in|improvement in) (?:.*)?<s> (?:.*)<o>.*
what_if: ^(?:halve|double|triple|cut|raise|lower|increase|reduce|lift|drop|trim|boost) <s> (?:.* )?(?:what|how|who|which) .*
what_if: ^(?:halve|double|triple|cut|raise|lower|increase|reduce|lift|drop|trim|boost) <s> (?:.* )?(?:and|then|what|how) (?:.* )?<o>.*
what_if: <s> (?:goes |going |went |moves? )?from [\d.,]+ (?:[a-z]+ |% )?to [\d.,]+(?: .*)? <o>.*
what_if: ^[\d.,]+ (?:percent |% |points? )?(?:less|more|fewer|higher|lower|better|worse|extra) <s> (?:.* )?(?:what|how)(?: .*)? <o>.*
what_if: <s> (?:goes |is |were |went )?(?:up|down|plus|minus|\+|-|rises|falls|drops|increases|doubles|halves|grows|improves|worsens|gains|loses)(?: .*)?(?:what|how)(?:.*)(?:does|happens|do|would|will|mean|then|about)(?:.*)<o>.*
what_if: (?:doubling|halving|raising|cutting|increasing|reducing|lowering|improving) <s> (?:.*)<o>
team_scorecard: (?:is|are) <s:u> (?:.* )?(?:any good|doing any good|doing (?:ok|okay|well|badly|fine|any better)|on track|on target|ok|okay|alright|struggling|performing|in trouble|in good shape|up to scratch)(?: .*)?
team_scorecard: where (?:do|does|is|are) <s:u> (?:stand|standing|at)(?: .*)?
contribution: (?:how|why|where|what) (?:do|does|can|am|is|could|should) @\d+[a-z]+ (?:contribut\w*|matter|help|fit|fit in|count) as <s:up>
compare: (?:compare|comparison|contrast|benchmark)(?: .*?)? <s> (?:.*?)(?:and|vs|versus|with|to|against|or|,) <o>.*
compare: (?:compare|comparison|contrast|benchmark)(?: .*?)? <s>(?: .*)?
compare: <s> (?:vs|versus|against|compared to|compared with|next to|or|relative to|side by side with|alongside) <o>.*
compare: (?:how|is|are|does|do) <s> (?:.*)(?:compare|compares|stack up|stacks up|measure up|measures up|line up|hold up|fare|do|doing|look|looking|better|worse|ahead|behind|perform|performing|match|rank|stand|different|versus|vs|faring)(?: .*)? (?:against|to|with|versus|vs|than|compared to|next to|relative to|of|from|beside) <o>.*
compare: ^(?:and |so )?(?:how|are|do|did|is) (?:do |are |did |have )?(?:we|us) (?:.* )?(?:compare|comparing|stack up|measure up|hold up|fare|doing|better|worse|ahead|behind|next to|perform|performing|rank) (?:.*)?(?:with|to|against|than|of|next to|beside) <s:u>(?: .*)?
compare: (?:difference|differences|gap) between <s>(?: and <o>)?.*
compare: (?:which|who|what) (?:.*)(?:better|worse|ahead|behind|stronger|weaker|best|further|winning|healthier|more|closer|leading|performing|in trouble|off target|off track)(?:.*) <s>
compare: (?:put|show|see|place|line up|set) <s> (?:.*)(?:side by side|next to each other|together|side-by-side|next to|beside|against)(?: <o>)?.*
compare: (?:put|show|see|view|look at|give) <s> (?:and|with|vs|versus|against|next to|beside) <o> (?:.*)
compare: ^(?:which|what) (?:of our |of )?(?:teams?|departments?|units?|divisions?) (?:.* )?(?:worst|best|better|worse|most|least|fewest|behind|ahead|struggling|leading|lagging|strongest|weakest|reds?|greens?|trouble)(?: .*)?
compare: ^(?:how (?:do|are)|compare|rank|show|list) (?:all |different |various )?(?:teams|departments|units|divisions) (?:.* )?(?:compare|doing|performing|stack up|side by side|by status|against each other)(?: .*)?
compare: ^(?:compare|rank) (?:all |different |various )?(?:teams|departments|units|divisions)$
compare: how (?:do|did|are) <s> (?:compare|stack up|measure up|doing compared|compared)(?: .*)?
compare: <s> (?:vs|versus|or|and|against) <o> (?:who|which|what)(?: .*)?
compare: <s> (?:who|which) (?:is |are |one is )?(?:better|worse|ahead|behind|outperforming|winning|leading|stronger|weaker)(?: .*)?
compare: between <s>(?: and <o>)? (?:which|who).*
compare: <s> (?:or|and) <o> (?:which|who|what) .*
contribution: (?:why|how|where|what|does|do|is|in what way)(?: .*)? <s:up> (?:.*)<o:v>.*
contribution: (?:why|how|where|what|does|do)(?: .*)? <s:mo> (?:.*)(?:AFF|AFFED|matters?|fits?|serves?|contribut.*|related|tied|linked|connected|part|role|important|relevant|toward|towards|key|critical|needed|bring|brings|supports?)(?: .*)? <o:v>.*
contribution: <o:v> (?:.*)<s:up>.*
contribution: (?:what|how) (?:.*)(?:part|role|contribution|share|purpose|bit|place|point)(?: .*)? <s:up>.*
contribution: (?:how|where|what|why|does|do) (?:does |do |is |am |are |can |should |would |could |will )?<s:up> (?:.*)?(?:contribut.*|fits? in.*|matter|matters|count|counts|make (?:a )?difference|makes (?:a )?difference|count for anything|important|add value|help company|for company|bigger picture|helps us|good for|relevant|necessary|needed)(?: .*)?
contribution: (?:contribution|purpose|importance|relevance) (?:of|for) <s:up>.*
contribution: why (?:do|does|should) (?:we have|we need|anyone need|company need) <s:up>.*
contribution: (?:connect|link|tie|relate|trace) <s> (?:to|with|and) <o:v>.*
must_be_true: (?:what|which)(?: things| conditions| assumptions| all| else)? (?:must|has to|have to|needs? to|would have to|would need to|should|had to|will have to|do have to|does have to)(?: .*)? (?:be true|be in place|happen|go right|go well|hold|work|come together|be right|be the case|be done|occur|change|improve|be met|come true|be fulfilled)(?: .*)? <s>.*
must_be_true: (?:what|which) (?:.*)(?:required|preconditions?|prerequisites?|conditions?|necessary|needed|requirements?|take|takes)(?: .*)? <s>.*
must_be_true: what (?:do|would|does|will) (?:we|i|it|company)(?: .*)? (?:need|require|take|have to do)(?: .*)? <s>.*
must_be_true: what (?:does|do|is|are) <s> (?:rest on|rely on|hinge on|presuppose|assume|require|need|built on|assuming|take).*
must_be_true: what (?:are|is) (?:we )?(?:.*)(?:assuming|assumptions?|betting on|counting on|relying on) (?:.*)<s>.*
must_be_true: (?:preconditions?|prerequisites?|conditions?|requirements?) (?:for|of|to) (?:.*)<s>.*
must_be_true: (?:for|to) (?:.*)<s> (?:.*)what (?:must|has to|needs? to|have to|would have to|should|would need to|do we need).*
must_be_true: <s> (?:.*)(?:what must be true|what has to be true|what needs to be true|what would have to be true|what needs to happen)
effects: why (?:is|are|does|do|should)(?: .*)? <s:mo> (?:.*)?(?:important|matter|matters|care|relevant)(?: .*)?
effects: why (?:do|does|are|is|did) (?:we|i|you|anyone|anybody|they|company|organisation|organization|management) (?:even |really |still |all |always |actually )*(?:track|tracking|measure|measuring|monitor|monitoring|count|counting|watch|watching|bother|bothering|care|keep|keeping|look|looking|collect|collecting|report|reporting|follow|following|do|doing|invest|investing|run|running|spend|spending)(?: .*)? <s:mo>
effects: why (?:should|would|do|must) (?:i|we|anyone|anybody|you|people|my team|one) (?:.*)?(?:care|bother|worry|mind|track|measure|watch|look at|have|keep|report)(?: .*)? <s:mo>
drivers: what (?:all )?(?:makes|would make|can make) <s:mo> (?:go|grow|rise|fall|move|change|improve|worsen|drop)(?: .*)?
diagnose: what (?:is |was )?(?:stopping|stops|preventing|prevents|keeping|keeps|blocking|blocks|stopped|prevented) (?:us |me |it |team |company )?(?:from )?<s:movl>(?: .*)?
diagnose: what (?:has |have )?(?:pushed|drove|driven|brought|sent|dragged|pulled|knocked|took|forced) (?:up|down|back|off) <s:mo>(?: .*)?
diagnose: what (?:has |have )?(?:pushed|drove|driven|brought|sent|dragged|pulled|knocked|took|forced) <s:mo> (?:.*)?(?:up|down|over|under|below|above|back|off)(?: .*)?
diagnose: what (?:keeps|is keeping|holds|is holding) <s:mo> (?:so |this )?(?:low|high|down|up|red|amber|poor|weak|back|bad|there)(?: .*)?
diagnose: (?:why|how come|what for)(?: .*)? <s:movl>.*
diagnose: why <s>
diagnose: (?:explain|understand|unpack|justify|account for) (?:.* )?(?:(?:last|this) (?:week|month|quarter|year)|january|february|april|june|july|august|september|october|november|december|q[1-4]|week \d+|yesterday) <s:mo>.*
diagnose: (?:reasons?|root causes?|story|explanation) (?:for|behind|of) <s:mo>
diagnose: (?:what|which) (?:.*)(?:wrong|happened|problem|trouble|up|issue|matter|going on|ails|ailing)(?: .*)? (?:with|to|in|at|on|for|behind) <s:mo>.*
diagnose: (?:what|which|who|whats) (?:.*)(?:behind|causing|caused|causes|explains?|explaining|accounts? for|dragging|holding|keeping|hurting|pulling|responsible for|to blame for|lies behind|making|made|pushing|driving|drove|led to|hurt|killing|blocking|slowing|harming|dragged|pushed|pulled|sinking)(?: .*)? (?:RISE|FALL|slump|decline|dip|problem|problems|decrease|increase|jump|spike|red|amber|poor|bad|low|high|weak|miss|gap|shortfall|setback|trouble|deterioration|status|slowdown|so|worse)(?: .*)? <s:mo>.*
diagnose: (?:what|which)(?: .*)? (?:dragging|holding|pulling|hurting|killing|blocking|slowing|harming|keeping|sinking|weighing|weighs|holds|drags|hurts|ails) (?:.*)?<s:mo>.*
diagnose: what (?:made|makes|caused|let|is making|is causing|causes) <s:mo> (?:.*)(?:RISE|FALL|so|go|bad|worse|red|miss|poor|low|high|slow|turn|change|that).*
diagnose: (?:reasons?|explanation|explain|root causes?|causes?|cause|story|culprit|background)(?: .*)? (?:for|behind|of|why|in|with) (?:.*)<s:mo> ?(?:is|are|RISE|FALL|red|amber|so|has|was|went|being|under|off|miss|problem|issue|situation|below|decline|slump|keeps|not|did|got|gone|going|turned|turning|slipped|$)(?:.*)
diagnose: (?:reasons?|explanation|causes?|cause|background|story)(?: .*)? (?:RISE|FALL|slump|dip|spike|jump|decline|increase|decrease|change|miss|problem)(?: .*)? <s:mo>.*
diagnose: (?:explain|diagnose|analyse|analyze|unpack|dig into|drill into|investigate|understand)(?: .*)? (?:FALL|slump|dip|spike|jump|rise|increase|change|red|miss|problem|shortfall|decline)(?: .*)? <s:mo>.*
diagnose: (?:explain|understand|unpack|justify|account for|(?:talk|walk|take) (?:me|us) through|break down|(?:tell|give) (?:me|us) (?:the )?(?:story|background)|(?:story|reasons?|reasoning|background|causes?) (?:of|behind|for)|behind) (?:.*)?<s:mo> (?:miss|misses|spike|jump|dip|drop|fall|slump|decline|rise|surge|problem|shortfall|slide|increase|decrease|swing|slowdown|collapse|crash|plunge|setback|trouble|underperformance|deterioration|weakness|situation|mess)(?: .*)?
diagnose: (?:diagnose|root cause|unpack|drill down into|drill into|dig into|investigate|analyse|analyze|troubleshoot) <s:mo>.*
diagnose: <s:mo> (?:.*)?(?:took|taken|taking|had|having) (?:.*)?(?:FALL|hit|beating|knock|turn|dip|slump|tumble|bad)(?: .*)? (?:why|how come|what happened|what gives|what is going on|what went wrong|any reason|explain|any idea)
diagnose: <s:mo> (?:is |are |was |has |just |so |in |all |back |still |way |again |been |keeps )*(?:RISE|FALL|gone|went|red|amber|bad|worse|missed|off|low|high|poor|terrible|below|slow)(?: .*)? (?:why|how come|what happened|what is going on|what gives|what is behind.*|any reason|what is wrong|what went wrong|explain|because of what)
diagnose: <s:mo> (?:why|root cause|what happened|what went wrong|what is wrong).*
diagnose: <s:mo> (?:.* )?(?:what (?:is|was|are|were|could be) (?:reasons?|causes?|explanation|cause)|for what reason|how is that|how so)
diagnose: what happened (?:to|with|in|at) <s:mo>.*
define: ^<s:mo> = ?(?:what)?$
define: (?:how often|how frequently|how regularly|on what day|when) (?:do|does|is|are) (?:we |you |it |they )?(?:.*)?<s:mo> (?:measured|reported|updated|collected|counted|recorded|tracked|asked|refreshed)(?: .*)?
define: (?:how often|how frequently|how regularly) (?:do|does|is|are) (?:.* )?(?:measure|report|update|collect|count|record|track|ask|refresh|check|review|get)(?: .*)? <s:mo>
value: (?:comments?|remarks?|notes?|said|say|says|words) (?:.*)?(?:about|on|to|for|with|alongside|beside) (?:.*)?<s:mo>(?: .*)?
trend: (?:highest|lowest|peak|record|average|mean|median|maximum|minimum|all time (?:high|low|best|worst)|(?:best|worst) (?:day|week|month|quarter|year|value|reading|result|figure)(?: ever)?)(?: .*)? <s:mo>(?: .*)?
trend: (?:how (?:does|do|did|has|is|are) )?<s:mo> (?:.*)?(?:compare|compares|compared|comparing|stack up|stacks up|measure up|differ|different|changed?) (?:to|with|against|from|since) (?:.*)?(?:last|previous|prior|a|one|same|year|month|week|quarter)(?: .*)?
trend: <s:mo> (?:year on year|year over year|month on month|month over month|week on week|week over week|quarter on quarter|yoy|mom|wow|qoq)
target: how (?:much|many) <s:mo> (?:do|should|must|are) (?:we|i|they) (?:need|have to|supposed to|to) ?(?:.*)?$
target: what (?:are|is) (?:we|team|they|you|i) (?:supposed|meant|expected|hoping|trying|planning) to (?:reach|hit|be|get|achieve|have|make)(?: .*)? <s:mo>
target: (?:what|which|where) <s:mo> (?:.*)(?:aiming|shooting|going|striving|hoping) (?:for|at)
target: what (?:is|are|would be|counts as|would count as) (?:good|acceptable|healthy|decent|ideal|desired) <s:mo>
gap: how (?:far|close|near|short|much short|much behind|much below|much above|far off|far away|much over|much under|big a gap|big is gap)(?: .*)? <s:mo>.*
gap: how much(?: .*)? (?:more|further|less|short|missing|lacking|left|to go|remains|remaining|needed|improvement|behind|below|above|off|away)(?: .*)? <s:mo>.*
gap: how (?:much|many) (?:.*)<s:mo> (?:.*)(?:missing|short|to go|left|away|off|needed|from target|behind|below target|lacking|(?:have|has|need|needs) to (?:rise|grow|fall|drop|improve|increase|go|come|climb|shrink)|do we need|do we still need|need to).*
gap: (?:gap|shortfall|distance|difference|deviation|variance|headroom|delta|way to go)(?: .*)? <s:mo>.*
gap: <s:mo> (?:.*)(?:gap|shortfall|distance|variance|deviation|vs target|versus target|against target|against plan|compared to target|from target|to target|versus plan|versus goal|away from target|short of target|off target|behind target|from goal)(?: .*)?
gap: (?:will|can|are|do|is|could|would|did|have|has|shall) (?:we|i|team|company|us|it|@\d+[a-z]+)(?: .*)? HIT (?:.*)?<s:movl>.*
gap: (?:will|can|did|has|is|are|could|have) <s:mo> (?:.*)(?:HIT|on (?:track|course|target|plan|schedule)|reached|met|hit|close to|near|at target|above target|below target|beat|going to make|meeting|hitting|missing|miss|ahead of target|behind target|ahead of plan|behind plan|short of|behind schedule|achieved|short|past target)(?: .*)?
gap: (?:are|is) (?:we|us|team)(?: .*)? (?:on track|on course|on target|on plan|on schedule|close|near|behind|ahead|short|below|above|falling short|off track|missing|hitting|meeting|lagging|anywhere near|getting there)(?: .*)? <s:movl>.*
gap: (?:will|can|could|do|are|is|would) (?:we|i|they|you|team|anyone) (?:.* )?(?:get|getting|bring|bringing|take|push) <s:mo> (?:back |all way )?(?:up |down )?(?:to|under|over|above|below|past|within) .*
gap: (?:did|have|has) (?:we|us) (?:.*)(?:hit|met|reached|made|missed|achieved|miss|meet|beat|reach|achieve)(?: .*)? <s:mo>.*
gap: <s:mo> (?:.*)(?:on track|on course|on target|on plan|on schedule)
gap: on (?:track|course|target) (?:for|to|with|on) (?:.*)<s:mo>.*
gap: (?:target|goal) <s:mo> (?:.*)(?:reached|met|hit|achieved|in reach|within reach|realistic|reachable|missed|far|gap|away|distance)(?: .*)?
gap: (?:is|are|was) (?:target|goal) (?:for|of|on) <s:mo> (?:.*)(?:reached|met|hit|achieved|in reach|within reach|realistic|missed).*
gap: (?:what is|what are we) (?:still )?(?:missing|lacking|left|short)(?: .*)? <s:mo>.*
leverage: (?:which|what) (?:levers?|moves?|steps?|things?|drivers?|actions?) (?:.* )?(?:highest|biggest|largest|most|best|greatest|fastest|quickest) (?:.* )?<s:mov>(?: .*)?
leverage: (?:one|single|first|best|smartest|biggest|quickest|next) (?:thing|move|step|change|fix)(?: .*)? (?:do|change|fix|try|focus|tackle|make)(?: .*)? <s>.*
actions: who is (?:doing|trying|working on) (?:something|anything|what)? ?(?:about|for|on|against|with) <s:mo>.*
actions: (?:what|how|which)(?: .*)? (?:being|been|are we) (?:.*)?(?:done|doing|tackled|addressed|taken|taking|fixed|handled|dealt with|worked on|planned|undertaken)(?: .*)? <s:mo>.*
actions: how (?:is|are) <s:mo> (?:being|getting) (?:.*)(?:tackled|addressed|fixed|handled|dealt with|worked on|improved|managed).*
effects: which (?:goals?|objectives?|aims?|metrics|numbers|targets?)(?: .*)? <s:movu> (?:support|serve|help|feed|affect|influence|drive|move|touch|impact|contribute to|lead to).*
drivers: (?:which|what) (?:levers?|factors?|things?|metrics|numbers|objectives)(?: .*)? AFF <s:movu>
actions: (?:anything|something|what) (?:is |do we have |have we got |got |we have )?(?:in works|in pipeline|planned|going on|running|lined up|under way|up our sleeve)(?: .*)? <s:mo>.*
actions: when (?:will|is|does|do|can|should|did) <s:mo> (?:be |get )?(?:finished|done|ready|completed?|live|over|start|started|launch|launched|go live|end|finish)(?: .*)?
actions: (?:is|are|has|have) <s:mo> (?:been )?(?:running|live|finished|done|ready|started|launched|going ok|going well|under way|underway|completed?|kicked off|coming along)(?: .*)?
actions: (?:which|what|list|show|any|all|name)(?: .*)? (?:actions?|initiatives?|projects?|plans|programs?|programmes?|campaigns?|action plans?|pilots?) (?:.*)<s>.*
actions: what (?:is|are) (?:happening|going on|underway|under way|planned|in motion|in place)(?: .*)? (?:to|for|about|against|on) (?:.*)<s:mo>.*
actions: (?:what|which|how)(?: .*)? (?:is|are|has|have) (?:being |been )+(?:done|tried|attempted|undertaken)(?: .*)? <s:mo>.*
leverage: if (?:.*)(?:want|need|wish|aim|hope)(?: .*)? <s> (?:.*)?(?:what|where|which) (?:should|can|could|must|do|would|shall|to).*
leverage: (?:which|what) of <s> (?:is|are) (?:weakest|worst|strongest|best|biggest|most important|easiest)
leverage: (?:what|where|which)(?: .*)? (?:should|could|can|shall|would|do|must|to|ought)(?: .*)? (?:first|focus|prioriti[sz]e|start|concentrate|tackle|begin|most effect|most impact|biggest difference|attack|invest|put effort|put our effort|effort|energy|attention|work on|fix)(?: .*)? <s>.*
leverage: (?:biggest|best|strongest|most (?:powerful|effective|important|impactful|useful)|quickest|fastest|main|key|top|greatest|highest|largest|easiest|cheapest|smartest|single)(?: .*)? (?:levers?|leverage|way|ways|thing|things|impact|effect|drivers?|move|step|steps|action|wins?|opportunit.*|bang.*|payoff|fix|place|effort|influence|return|chance|improvement|difference|priority|priorities)(?: .*)? <s>.*
leverage: (?:levers?|leverage)(?: .*)? <s>.*
leverage: (?:how|what)(?: .*)? (?:can|could|do|should|might|would|to|shall|must)(?: .*)? (?:improve|raise|reduce|lower|boost|increase|cut|fix|grow|lift|bring|push|speed|shorten|get|turn|drive|move|decrease|better|change|help|win|drop|strengthen|keep|make|pull)(?: .*)? <s>.*
leverage: how (?:do|can|could|should|might|would|will) (?:we|i|you|<o:u>) (?:ever |best |actually |possibly )?<s:mo>
drivers: what (?:gets?|makes?|keeps?|brings?|helps?) <s:mov>
leverage: how to (?:.*)<s>.*
leverage: (?:what|which)(?: .*)? (?:matters?|helps?|help|counts?|moves?|affects?|influences?|drives?)(?: .*)? <s> (?:the )?(?:most|fastest|quickest|best|soonest|first)(?: .*)?
leverage: (?:what|which)(?: .*)? (?:matters?|counts?|helps?|moves?|affects?|influences?|hurts?) (?:most|more|best|least)(?: .*)? <s>.*
leverage: (?:what|which)(?: .*)? (?:most|biggest|quickest|fastest)(?: .*)? (?:help|helps|improve|improves|raise|reduce|lift|boost|impact|affect|affects|influence|influences|moves?|matters?)(?: .*)? <s>.*
leverage: (?:to|in order to) (?:.*)<s> (?:.*)(?:what|where|which) (?:should|do|can|could|would|must|is best|is).*
leverage: (?:priorit.*|first step|quick wins?|low hanging fruit|ideas|suggestions|recommend.*|advice|options)(?: .*)? <s>.*
leverage: ^if (?:we|i|you|one) (?:had|have|got|could spend|were given|was given) .*<s:mov>.* (?:where|what|which|how) (?:should|would|could|shall|do|to|best)(?: .*)?
leverage: where (?:should|can|do) (?:we|i) (?:start|begin|focus|act|intervene|push)(?: .*)? <s>.*
leverage: what (?:should|can|could|do|must) (?:we|i|team)(?: .*)? (?:fix|do|change|work on|tackle|focus on|improve|address) first.*
leverage: (?:where|what) (?:should|do|can|must|shall) (?:we|i|team)(?: .*)? (?:focus|prioriti[sz]e|concentrate|start|begin|act)(?: on)?(?: first)?
leverage: (?:what|which) (?:.*)(?:biggest|best|strongest) levers?
leverage: (?:top|biggest|main|key) priorit(?:y|ies)
actions: @\d+p[a-z]* (?:open |late |overdue |current |running |planned )?(?:actions?|action plans?|initiatives?|projects?|to dos|tasks?|action items?|workstreams?)(?: .*)?
person_portfolio: (?:what|which|show|list|tell|how many|everything)(?: .*)? <s:p> (?:.*)?(?:own|owns|responsible|accountable|in charge|charge|look after|looks after|looking after|run|runs|portfolio|manage|manages|report|reports|metrics|numbers|kpis|plate|handle|handles|measured|answer for|answers for|track|tracks|do|does|on the hook|hook|lead|leads|cover|covers|take care|takes care|scorecard|objectives|goals|targets|care of|got|have|has|carry|steer|steers|measures|figures|supervise|supervises|area|job|remit|work on|works on|working on|owner|owned|accountability|responsibilities|indicators)(?: .*)?
person_portfolio: (?:metrics|numbers|kpis|objectives|measures|goals|targets|things|portfolio|scorecard|responsibilities|everything|figures|indicators)(?: .*)? (?:owned by|of|for|by|belong to|belongs to|under|with|assigned to|held by|that belong to|led by|run by) <s:p>.*
person_portfolio: (?:what|which|show|list|everything)(?: .*)? (?:belongs? to|owned by|assigned to|falls? (?:to|under|on)|sits? with|is with|under|is on) <s:p>.*
person_portfolio: <s:p> (?:metrics|numbers|kpis|portfolio|objectives|scorecard|responsibilities|measures|goals|targets|figures|indicators|areas?|remit|plate)(?: .*)?
person_portfolio: how (?:is|are) <s:p> (?:.*)?(?:doing|performing|getting on|getting along|faring|going|numbers|metrics|looking|holding up)?(?: .*)?
person_portfolio: (?:what|which|show|list|how)(?: .*)? (?:do|am|are|is) i (?:.*)?(?:own|responsible|accountable|in charge|look after|answer for|on the hook|measured|manage|run|hold|lead)(?: .*)?
person_portfolio: (?:what|which|show|list|how|give|see|pull)? ?(?:are|is|me|up)? ?(?:my|mine) (?:own )?(?:metrics|numbers|kpis|objectives|measures|goals|targets|scorecard|figures|portfolio|responsibilities|indicators)(?: doing| looking| going)?(?: .*)?
person_portfolio: ^(?:stuff|things|metrics|everything|all|numbers|what|kpis|anything) (?:that |which )?i (?:own|run|manage|look after|have|lead|carry)
person_portfolio: (?:which|what)(?: .*)? (?:metrics|numbers|kpis|objectives|measures|goals|things|figures) (?:are|is) mine
person_portfolio: (?:who|what) is <s:p>(?: .*)?
actions: (?:which|what|list|show|how many|any|are there|give|all|name|do we have)(?: .*)? (?:actions?|action plans?|action items?|initiatives?|projects?|to dos|tasks?|activities|workstreams?|action points?|plans)(?: .*)?
updates_due: (?:did|have|do) i (?:forget|forgot|forgotten|miss|missed|skip|skipped|owe)(?: .*)? (?:report|update|updates|number|numbers|enter|send|submit|anything|something|in|figures)(?: .*)?
updates_due: (?:am|are|is) (?:i|we|@\d+[a-z]*u[a-z]*) (?:behind|late|overdue|due)(?: .*)? (?:updates?|numbers?|reports?|figures?|values?)(?: .*)?
updates_due: (?:have|has|did|do) (?:i|we|he|she|they|anyone|@\d+[a-z]+) (?:.* )?(?:report|reported|update|updated|submit|submitted|enter|entered|send|sent) <s:mo>(?: .*)?
updates_due: who (?:has|have|did) not (?:yet |still )?(?:report|reported|update|updated|send|sent|enter|entered|submit|submitted) <s:mo>(?: .*)?
updates_due: what (?:.* )?(?:owes?|owed|outstanding|to report|to update)(?: .*)?
updates_due: (?:who|which people|whos)(?: .*)? (?:not|never|yet to|still to|still has to|still owes?|late|owes?|forgot|failed|missing|behind|overdue|needs? to|must|has to|have to)(?: .*)? ?(?:report|reported|reporting|update|updated|updates?|submit|submitted|sent|enter|entered|number|numbers|figure|figures|filled|checked|check in|answered|replied|delivered|provide|provided|their|value|values|data|input|handed|given|with)(?: .*)?
updates_due: (?:which|what|any|are|show|list|all|how many|is|do|where|there)?(?: .*)? ?(?:updates?|numbers?|figures?|values?|reports?|readings?|inputs?|check ins?|submissions?|entries|metrics?|kpis?|data|measurements?)(?: .*)? (?:missing|overdue|late|outstanding|not in|due|awaited|pending|open|behind|waiting|owed|lacking|have not|has not|not been|not yet|without|out of date|outdated|stale|old|not reported|not updated|to report|to come|expected|unreported|absent|expired)(?: .*)?
updates_due: (?:missing|overdue|late|outstanding|due|pending|stale|outdated|owed|awaited|open|expected|unreported) (?:updates?|numbers?|figures?|values?|reports?|readings?|inputs?|check ins?|submissions?|metrics|kpis|data)(?: .*)?
updates_due: (?:what|which|do|does|have|show|list|anything)(?: .*)? (?:i|my team|<s:pu>) (?:.*)?(?:owe|owes|report|update|enter|submit|fill in|send in|deliver|check in|provide|hand in)(?: .*)?
target: (?:when|by when) (?:is|are|do|does|should|must|will|have) (?:we |i )?(?:have to |need to |supposed to )?(?:reach |hit |meet )?<s:mov> (?:target|goal|aim)(?: .*)?
updates_due: (?:did|has|have|is) @\d+p (?:.* )?(?:update|updated|report|reported|sent|send|entered|enter|submitted|submit|delivered|given|put in|filled in) <s:mo>(?: .*)?
updates_due: when (?:is|was|did|does|do|will|were|are|have|has)(?: .*)? <s:mo> (?:.*)?(?:due|updated?|reported|refreshed|next|last|measured|entered|come in|change|arrive|reading|again)(?: .*)?
updates_due: (?:when|is|has|how (?:old|fresh|recent|current|stale|up to date)|was|are|have)(?: .*)? <s:mo> (?:.*)?(?:up to date|updated|reported|stale|outdated|fresh|out of date|come in|in yet|late|overdue|missing|entered|recent|submitted|refreshed|current|old)(?: .*)?
updates_due: how (?:old|fresh|recent|stale|up to date|current)(?: .*)? <s:mo>.*
updates_due: (?:next|last|latest) (?:update|report|reading|check in)(?: .*)? <s:mo>.*
updates_due: (?:what|which)(?: .*)? (?:overdue|outstanding|still missing|missing|due|late|stale|outdated|out of date|not been updated|not updated|not been reported|not been refreshed)(?: .*)?
updates_due: (?:did|has|have) (?:everyone|everybody|all|anyone|<s:pu>|people|they|we)(?: .*)? (?:report|reported|update|updated|checked in|submit|submitted|sent|entered|answered|replied|delivered)(?: .*)?
updates_due: (?:anything|something|what|anybody|anyone|who) (?:is )?(?:overdue|missing|outstanding|late|due)(?: .*)?
actions: (?:what|which|how)(?: .*)? (?:are|is|am|have|has|do|did|were|was|can)? ?(?:we|us|team|anyone|anybody|people|company|they|you|being|i|<o:up>)?(?: .*)? ?(?:doing|done|tackling|addressing|fixing|planning|planned|undertaking|taking|trying|handling|handle|tackle|address|combat|fighting|under way|underway|happening|going on|working|in place|in motion|in progress|started|launched|running|in works|in the works|running|on to|counter|combating)(?: .*)? (?:about|for|to|against|on|with|around|regarding|towards|concerning|in|by|at|over|into)? ?(?:.* )?<s:mo>.*
actions: (?:actions?|action plans?|plans?|initiatives?|projects?|measures|programs?|programmes?|steps|activities|tasks?|countermeasures?|remedies|efforts?|work|pilots?|campaigns?|to dos|next steps|workstreams?|improvements?)(?: .*)? (?:about|for|to|against|on|with|around|regarding|behind|under|support|supporting|supports|of|address|improve|tackle|linked|towards|related|does|do|in|help|concerning|attached|by|owned|lift|fix) (?:.* )?<s>.*
actions: <s> (?:action|actions|action plans?|plans?|initiatives|projects|next steps|activities|tasks|programmes?|programs?|measures being taken|countermeasures|to dos?)(?: .*)?
actions: (?:what|which|who)(?: .*)? (?:working on|works on|tackling|fixing|addressing|leading the work on|improving)(?: .*)? <s:mo>.*
actions: (?:is|are) (?:anyone|anybody|someone|somebody|we|people|there)(?: .*)? (?:doing|working|fixing|tackling|addressing|acting|action|actions|plan|initiative|project|anything|improving|trying)(?: .*)? <s:mo>.*
actions: (?:how) (?:are|is|do) (?:we|team|they|you|<o:up>) (?:.*)(?:tackling|fixing|addressing|working|improving|dealing|handling|bringing|raising|cutting|reducing|plan|planning|trying|going to|fighting|tackle|address|deal|combat)(?: .*)? <s:mo>.*
actions: ^(?:is|are|am) @\d+[a-z]*[pu][a-z]* (?:.* )?(?:working on|doing|busy with|trying|running) (?:anything|something|much)(?: at moment| right now| now| currently| this (?:week|month|quarter|year))*$
actions: ^(?:has|have|does|do) @\d+[a-z]*[pu][a-z]* (?:got |have )?(?:anything|something) (?:on plate|on go|going on|under way|running|in works|to do|going|in progress|on at moment|on right now)(?: .*)?
actions: what (?:are|is) (?:we|they|everyone|people|<o:u>) up to (?:for|on|about|with|around|in) <s:mo>.*
actions: (?:what|which) (?:is|are) <s:pu> (?:.*)?(?:doing|working on|up to|busy with|planning|tackling|running)(?: .*)?
actions: (?:what|which|how|show|list|any|are|give|status|who|all|see|where|is|do|open|overdue|running|late|current|planned|our|when|tell|at)?(?: .*)? ?(?:actions?|action plans?|action items?|initiatives?|projects?|to dos|tasks?|activities|workstreams?|action points?|improvement plans?)(?: .*)?
actions: (?:what|which) (?:are we|is being|is everyone|is team|is everybody|do we) (?:doing|done|working on|work on)(?: .*)?
owner: (?:who|whom)(?: .*)? (?:owns?|owner|responsible|accountable|charge|looks? after|looking after|runs?|manages?|leads?|heads?|answers? for|answerable|reports?|updates?|maintains?|talk to|ask|contact|speak to|speak with|talk with|turn to|go to|call|handles?|keeps?|takes? care|taking care|person behind|behind|hook|driving|carries|carry|enters?|tracks?|steers?|in control|has|boss|sponsor|cares? about|approach|ping|message|email|write to|reach out|blame|monitors?|oversees?|watch|watches|person|one|contact|belongs?|holds?|hold|supply|supplies|provides?|delivers?|fills|reach|bug|chase|nag|poke|shout at|pester|grab|hit up|bother|harass|hassle|tap|annoy|yell at|thank|escalate to|complain to|see|deals? with|sorts? out|head|lead|leader|manager|reported|updated|owning|find)(?: .*)? <s>.*
owner: (?:is|are|was) @\d+p[a-z]* (?:not )?(?:.*)?(?:one|person|owner|contact|guy|responsible|charge|accountable|lead|head|boss|man|woman)(?: .*)? <s>.*
owner: (?:does|did) @\d+p[a-z]* (?:own|run|look after|manage|handle|lead|do) <s>(?: .*)?
owner: (?:how|who) owns? <s>(?: .*)?
owner: (?:name|person|contact|somebody|someone) (?:for|on|behind|who|to ask|to talk to|i can)(?: .*)? <s>.*
owner: <s> whose(?: .*)?
owner: (?:who|whose|whom) <s>(?: .*)?
owner: (?:who|whom)(?: .*)? <s> (?:.*)?(?:owner|owned|owns|responsible|belongs? to|belong|report to|reported by|updated by|run by|managed by|with|under|to|for|led by|looked after|assigned to|about|on|by)
owner: who is <s:mou>(?: .*)?
owner: who (?:can|could|would|might) (?:tell|explain|help|answer|inform|advise|say)(?: .*)? <s>.*
owner: whose(?: .*)? (?:is|are|number|metric|job|responsibility|baby|kpi|figure|objective|goal|desk|problem|area|turf|task|measure|plate)(?: .*)? <s>.*
owner: whose(?: .*)? <s>.*
owner: (?:owner|owners|contact|contact person|accountable person|person responsible|responsible person|responsibility|ownership|point person|person in charge|owner name|head|lead|leader|manager|boss)(?: .*)? (?:of|for|on|behind)? ?<s>.*
owner: <s> (?:.*)?(?:owner|owned by(?: whom| who)?|belongs to(?: whom| who)?|who owns it|who is responsible|responsible person|who is it|who owns|who)
owner: (?:does|is) (?:anyone|anybody|someone|somebody)(?: .*)? (?:own|owning|responsible|accountable|charge|looking after|look after)(?: .*)? <s>.*
owner: is <o:p> (?:.*)(?:owner|responsible|accountable|charge|head)(?: .*)? <s>.*
owner: (?:does|do) <o:p> (?:own|run|manage|look after|lead) <s>.*
owner: (?:which|what) (?:person|team|department|unit|colleague|manager|director|group|individual)(?: .*)? <s:mo>.*
define: what (?:does|do|did|is|are|exactly)(?: .*)? <s> (?:.*)?(?:mean|stand for|stands for|measure|tell us|mean exactly|about|refer to|include|cover|meant|express|capture|consist of|composed of|count|contain|definition|entail)(?: .*)?
define: (?:define|definition|meaning|explain|explanation|clarify|formula|describe|description|calculation|interpretation|spell out)(?: .*)? <s>.*
define: <s> (?:.*)?(?:definition|formula|meaning|calculation|mean|means|explained|defined|calculated|computed|stands for|what is that|what does (?:it|that) mean|what is it)(?: .*)?
define: how (?:is|are|do|does|did|was|should|would|exactly)(?: .*)? <s> (?:.*)?(?:calculated?|measured?|computed?|defined?|worked out|derived?|determined?|counted?|calc|understood|put together|come about|arrived at|made up|composed|tracked|collected|interpreted|read|obtained|get measured)(?: .*)?
define: how (?:do|does|did|would|should|is|are)(?: .*)? (?:calculate|measure|compute|define|work out|derive|determine|count|arrive at|get to|come up with|track|interpret|read)(?: .*)? <s>.*
define: what (?:.*)(?:meant by|counts as|count as|counts towards|goes into|behind term|behind name|mean by|understand by|qualifies as|falls under|call|included in|part of|definition of|makes up)(?: .*)? <s>.*
define: what exactly is <s>.*
define: what (?:exactly )?means? (?:this |that |it )?<s>.*
define: where (?:does|do|is|are) (?:.*)?<s> (?:.*)?(?:data|come from|numbers come from|source|sourced|taken from)(?: .*)?
target: (?:what|which|where|show|tell|is|do|how|give|whats)?(?: .*)? ?(?:target|targets|goal|goals|aim|aims|aiming|shooting|ambition|benchmark|threshold|set point|objective|aspiration|targeting|shoot|benchmarks|thresholds|going for|striving|strive|aspire|targetted|targeted|limit|baseline)(?: .*)? (?:for|of|on|with|in|at|regarding|to|is|as|set)? ?(?:.* )?<s:mov>.*
target: (?:what|where|how)(?: .*)? <s:mo> (?:.*)?(?:target|targets|goal|aim|supposed to|should be|should it|ought|meant to be|expected|needs? to be|have to be|has to be|desired|planned|to be at|targeted|be at|threshold|want to be|be by|amber line|red line|baseline)(?: .*)?
target: (?:what|where|how (?:high|low|much|many|big|long|fast|short|large))(?: .*)? (?:should|must|supposed to|ought|has to|need to|needs to|want|would we like)(?: .*)? <s:mo>.*
target: (?:what|when|how) (?:.*)(?:good|success|great|acceptable|enough|healthy)(?: .*)? (?:for|in|on|at|mean|with) <s:mo>.*
target: <s:mo> (?:target|targets|goal|threshold|aim|target value|ambition|baseline)(?: .*)?
target: (?:where|what) do (?:we|you) (?:want|need|wish|hope|plan|expect)(?: .*)? <s:mov>.*
impact_path: why (?:should|would|do|must|does) <s:up> (?:care|bother|worry|mind|matter)(?: about| for)? <o:mov>(?: .*)?
impact_path: <o> (?:is |are |being |get |gets )*AFFED by <s>.*
impact_path: (?:how|in (?:what|which) ways?|to what extent|where) (?:is |are )?<s> (?:is |are )?(?:.*)AFFING <o>.*
impact_path: (?:how|is|are|does|to what extent|in what way|do|was|were)(?: .*?)? <o> (?:.*)AFFED by <s>.*
impact_path: (?:how|does|do|is|are)(?: .*?)? <o> (?:.*)(?:depends? on|dependent on|rely on|relies on|come from|benefit from|benefits from|suffers? from|result from|results from|hinges? on|respond to|responds to|reacts? to|thanks to|explained by|due to|attributable to|because of|profit from|profits from|gain from|gains from)(?: .*)? <s>.*
impact_path: (?:does|do|did|can|could|will|would|is|are|how|in what way|to what extent|whether|if|why|what|explain|show|trace|tell|describe|where|which|by which|through what)(?: .*?)? <s> (?:.*)?(?:AFF|AFFING|affecting|end up|touch)(?: .*)? <o>.*
impact_path: (?:path|route|paths|routes|chain|chains|connection|link|links|relationship|relation|way|line|ways|causal .*|cause and effect.*|logic|steps|correlation|connections|dots|hops|links)(?: .*)? (?:from|between|for|of|connecting|leading)? ?<s> (?:.*)?(?:to|and|with|into|onto|on) (?:.*)?<o>.*
impact_path: (?:path|route|chain|connection|link|relationship|relation|connections|links|routes|paths|correlation|dots|anything)(?: .*)? (?:between|connecting|linking|connects?|joins?) <s>.*
impact_path: (?:effect|impact|influence|role|bearing|contribution|consequences?|importance|effects|impacts|power)(?: .*)? (?:of|from|by|does|do|has|have|that) <s> (?:.*)?(?:on|for|to|in|over|upon|towards|have on) (?:.*)?<o>.*
impact_path: (?:effect|impact|influence|bearing|effects) (?:on|upon) <o> (?:of|from) <s>
impact_path: <s> (?:and )?<o> (?:.*)?(?:any |is there |are they |how are they )?(?:connection|link|relationship|relation|related|connected|linked|tie|correlation)(?: .*)?
impact_path: (?:how|is|are|was|in what way|why|does|do|what way)(?: .*?)? <s> (?:.*)?(?:linked|tied|related|connected|relevant|important|matter|matters|coupled|attached|good|useful|wired|correlated|critical|crucial|bad)(?: .*)? (?:to|for|with|in) (?:.*)?<o>.*
impact_path: what (?:.*)?<s> (?:.*)?(?:do for|do to|does for|does to|have to do with|has to do with|bring to|add to|mean for|means for|got to do with|effect on|impact on|influence on|do with)(?: .*)? <o>.*
impact_path: (?:does|do|can|will) <s> (?:.*)?(?:help|contribute|matter|count|pay|feed|carry|make|play|reach|get|touch|have).* <o>.*
impact_path: (?:connect|trace|relate|tie|link|walk|take|get|follow) (?:.*)?<s> (?:.*)?(?:to|with|and|through to) (?:.*)?<o>.*
impact_path: how (?:do|does|did) (?:we|you|i|one) (?:get|go) from <s> to <o>.*
impact_path: (?:lag|delay|time lag|gap in time|how long|how many weeks|how soon)(?: .*)? between <s> and <o>
impact_path: how (?:long|many weeks|soon|fast|quickly)(?: .*)? <s> (?:.*)(?:show|shows|reach|reaches|arrive|arrives|turn|turns|pay|pays|take|takes|feed|feeds|get|gets)(?: .*)? <o>.*
impact_path: from <s> to <o>.*
impact_path: (?:do|does|did|will|would|can|could) <s> do (?:anything|something|much|lot|any good|good)(?: good)? (?:for|to) <o>.*
impact_path: <s> (?:AFF|AFFING|->|effect on|impact on|influence on|affects) (?:.*)?<o>.*
effects: where (?:does|do|will|would) <s:mo> (?:show|make|have|leave)(?: .*)? (?:up|effects?|impact|mark|difference|itself)(?: .*)?
trend: (?:which|what|when) (?:week|month|quarter|day|was|were|is)(?: .*)? (?:lowest|highest|best|worst|peak|most|fewest|least|biggest|smallest) (?:.* )?<s:mo>(?: .*)?
trend: (?:when|in which week|in which month|which week|which month) (?:was|were|is|has|did) <s:mo> (?:.* )?(?:lowest|highest|best|worst|peak)(?: .*)?
trend: (?:how|what|in what way)(?: .*)? <s:movu> (?:.*)?(?:developed?|evolved?|changed?|moved?|trend|trended|trending|progressed?|developing|evolving|changing|moving|performed|behaved|gone|going over|heading|been doing|been|history|over time|looked|shifted|fared|done|come along|progressing|since|over the|coming along)(?: .*)?
trend: (?:is|are|has|have|did|was|were|do|does)(?: .*?)? <s:mo> (?:.*)?(?:RISE|FALL|better|worse|getting|got|changed|change|stable|stagnating|flat|steady|recover|recovered|recovering|trending|moved|moving|increasing|heading|going|gone|deteriorating|deteriorate|deteriorated|progress|progressing|stuck|turning|moved|constant|same|go|plateau|slow|speed|shrink|shrinking|shrunk|expand|stalled|stalling)(?: .*)?
trend: (?:trend|trends|history|development|evolution|trajectory|direction|progress|progression|momentum|course|chart|graph|time series|movement|past values|historical|timeline|change|changes|development|tendency)(?: .*)? (?:of|for|in|on|with|at|behind|is)? ?<s>.*
trend: <s:mou> (?:.*)?(?:trend|trends|history|trajectory|over time|development|progress|evolution|over the|over last|over past|in last|in past|since|week by week|month by month|week on week|month on month|year on year|last \d+.*|past \d+.*|graph|chart|momentum|direction|for last|up or down|better or worse|improving|improved|getting better|getting worse)(?: .*)?
trend: ^(?:is it |are we |are things |and )?(?:getting|going|doing|become|becoming|any) (?:any |much |bit )?(?:better|worse|higher|lower|faster|slower|up|down|improvement|progress|movement|change)(?: .*)? <s:mo>.*
trend: since when (?:.*)<s:mo>.*
trend: (?:which way|what direction|which direction|where)(?: .*)? <s:mo> (?:.*)?(?:going|heading|moving|trending|headed|pointing|go)(?: .*)?
trend: (?:are|is|have|has|do|did) (?:we|team|us|things|it)(?: .*)? (?:get better|get worse|got better|got worse|improve|improving|getting better|getting worse|making progress|progressing|progress|going up|going down|better|worse|losing|gaining|improved|moving|advancing|picking up|slipping|deteriorating|up|down)(?: .*)? <s:mo>.*
trend: (?:compared to|versus|vs|than) (?:last|previous|prior)(?: .*)? <s:mo>.*
drivers: (?:what|which|who)(?: .*)? (?:has|have|with|having) (?:.*)(?:impact|effect|effects|influence|bearing) on <s:movu>.*
effects: (?:does|do|did|will|would|is|are) <s:mo> (?:.* )?(?:pay off|pay for itself|worth (?:it|the effort|effort)|make (?:a |any )?difference|do anything|achieve anything|lead anywhere|matter)
effects: (?:effects?|impacts?|consequences?|influence|outcomes?|results?|implications?|downstream|knock on.*|ripple.*|benefits?|repercussions|impact|follow on.*)(?: .*)? (?:of|from|by|with) (?:.* )?<s:movu>.*
actions: (?:.* )?(?:open|current|running|ongoing|planned|late|overdue|active) (?:actions?|initiatives?|projects?|action items) (?:for|in|of|by|at|from|with) @\d+[a-z]+
effects: what (?:does|do|did|would|will|can|could) <s:movu> (?:have|take|exert|show)(?: .*)? (?:effects?|impacts?|influence|bearing|consequences?)(?: .*)?
drivers: <s:movu> (?:.* )?what (?:AFF|AFFING|AFFED) (?:it|them|that|this|those)
drivers: (?:reasons?|causes?) (?:for|behind|of) <s:mov> (?:in general|generally|usually|normally|over all)
team_scorecard: (?:which|what) (?:metrics|numbers|kpis|measures|goals|targets|indicators|figures) (?:are|is|belong to) (?:ours|us)
team_scorecard: what is (?:expected|asked|required|demanded) (?:of|from) <s:u>(?: .*)?
team_scorecard: what (?:is|are|does|do) <s:u> (?:responsible|accountable|measured|judged|track|own|in charge).*
drivers: (?:what|which|who|everything|anything|things|all|stuff)(?: .*)? (?:AFF|AFFING|goes into|underlies|responsible for|behind|makes|make|play into|decides?|govern|governs|control|controls|cause|causes|feeds?|has effect on|have effect on|has impact on|have impact on|have influence on|has influence on|leads to|at play)(?: .*)? <s:movu>.*
must_be_true: what (?:must|has to|needs? to|would have to|should) (?:.* )?(?:so|so that|in order that|for us to)(?: .*)? <s:mov>.*
drivers: (?:drivers?|driver|causes?|influences?|factors?|levers|inputs?|leading indicators?|predictors?|enablers?|upstream|root causes|determinants|contributors|roots|ingredients|driving forces?|influencers?)(?: .*)? <s:movu>.*
drivers: (?:what|which|who)(?: .*)? <s:movu> (?:.*)?(?:depends? on|dependent on|rely on|relies on|come from|comes from|AFFED|hinges? on|rests? on|based on|built on|influenced|driven|fed|result from|results from|caused|made of|sensitive to|reacts? to|responds? to|composed)(?: .*)?
drivers: (?:on what|by what|from what|upon what|upstream of)(?: .*)? <s:movu>.*
drivers: <s:movu> (?:.*)?(?:depends? on what|drivers?|driven by what|influenced by what|caused by what|causes|upstream|leading indicators|influencing factors|driven by|influenced by|affected by what|affected by|comes from)
drivers: what (?:.*)?(?:upstream|before|ahead)(?: .*)? <s:mov>.*
effects: (?:what|which|who|how|where)(?: .*)? <s:movu> (?:.*)?(?:AFF|AFFING|lead|leads|contribute|cause|good for|do for us|feed|matter|matters|important|impact|influence|lead to|end up|used for|help with|support|serve|tie into|result|flow|change|influencing|touch|for|achieve|trigger|bring|drive)(?: .*)?
effects: (?:what|who|which .*) (?:breaks?|suffers?|goes wrong|falls over|gets worse|gets hurt|hurts|slips|stops|struggles)(?: .*)? (?:when|if|whenever|once) (?:we have|we get|there are|there is|we see|we suffer|we lose) <s:mo>.*
effects: what (?:happens|would happen|will happen|follows|suffers|breaks) (?:to us )?(?:if|when|once) (?:we|they|<o:u>) (?:stop|stopped|neglect|neglected|ignore|ignored|skip|skipped|cancel|cancelled|give up|gave up|drop|dropped|do nothing about|did nothing about|let go of|forget|forgot)(?: on| about| with)? <s:mo>
effects: what (?:does|do|will|would|can) <s:mo> (?:get|gets|bring|brings|buy|buys|give|gives|earn|win) us
effects: (?:what|which|who|why)(?: .*)? (?:hangs? on|depends? on|dependent on|relies on|rely on|AFFED by|result from|results from|follows from|follow from|comes from|come from|hinges? on|suffers? from|benefits? from|suffers? (?:if|when)|built on|flows? from|sensitive to|downstream of|reacts? to|responds? to|caused by|fed by|profits? from|gains? from|rests? on|changes (?:if|when|with)|stems? from)(?: .*)? <s:movu>.*
effects: <s:movu> (?:.*)?(?:affects? what|leads? to what|effects|impact|consequences|downstream|influences what|drives what|what does it affect|what does that affect|what does it lead to)
effects: (?:who|what) (?:feels?|notices?|pays?|suffers?|takes?|gets?|hurts?|breaks?)(?: .*)? (?:when|if) <s:mo>.*
effects: what (?:happens|comes|follows|is next|next)(?: .*)? (?:after|from|when|because of|downstream of)(?: .*)? <s:mo>.*
effects: ^(?:if|when|once|say|suppose) <s:movu> (?:.*)?(?:who|what|which) (?:.*)?(?:benefits?|gains?|suffers?|profits?|notices?|feels?|hit|hurt|affected|improves?|happens|changes|follows|gets better|downstream)(?: .*)?
effects: (?:where|who) (?:does|do|will) <s:mo> (?:.*)?(?:show up|hit|lead|go|end|matter|felt)(?: .*)?
team_scorecard: (?:how|what) (?:are|is|did|do|have|were) (?:we|us|things) (?:.* )?as (?:team|department|unit|group|crew|squad|division|dept)(?: .*)?
team_scorecard: (?:what|which|how|on what|by what|against what)(?: .*)? <s:u> (?:.*)?(?:measured?|judged|evaluated|tracked?|metrics|kpis|numbers|goals|objectives|targets|scorecard|responsible|accountable|assessed|graded|own|owns|measures|indicators|held|working|aiming|priorities|track|figures|care about|in charge|supposed|look after|looks after|trying|scored|rated|focus|results|up to|tasks|job|do|does|plans)(?: .*)?
team_scorecard: how (?:is|are|has|have|did|does|do|was|were|goes|well|well is|good|good is|healthy is|bad is)(?: .*)? <s:u> (?:.*)?(?:doing|performing|getting on|getting along|going|done|faring|look|looking|been|perform|do|performed|holding up|stand|standing|coming along|fare|run|running|shape|scoring|progressing|today|this week|fared|numbers|on target|score|healthy|well|overall)?(?: .*)?
team_scorecard: how (?:are|is) (?:we|things|it|everyone|stuff|life)(?: doing| going| looking| running| getting on)? (?:in|at|over in|with|inside) <s:u>
team_scorecard: (?:how|what) (?:is|are) <s:u>
team_scorecard: (?:is|are) <s:u> (?:.*)?(?:doing|performing|on track|on target|ok|okay|fine|well|green|red|amber|in trouble|healthy|struggling|delivering|off track|good|behind|succeeding|alright|failing|in good shape|getting on)(?: .*)?
team_scorecard: (?:metrics|kpis|numbers|scorecard|score card|goals|objectives|targets|measures|status|performance|indicators|state|results|health|figures|dashboard|overview|situation|report|card|summary|picture)(?: .*)? (?:of|for|in|at|by|from|under|on|does|do|belong to)? ?<s:u>.*
team_scorecard: <s:u> (?:.*)?(?:metrics|kpis|numbers|scorecard|score card|goals|objectives|targets|measures|status|performance|indicators|results|health|figures|dashboard|overview|report|measured on|doing|performing|doing ok|state|summary)(?: .*)?
team_scorecard: ^(?:about|more about) <s:u>(?: .*)?
team_scorecard: (?:show|give|open|pull up|display|see|tell|list|view|get)(?: .*)? <s:u>(?: .*)?
team_scorecard: what (?:do|does|is|are|about)(?: .*)? <s:u> (?:.*)?(?:do|doing|trying|track|here for|aim|working towards|own|deliver)(?: .*)?
team_scorecard: (?:what|how|which|on what) (?:am|are|is|do|does) (?:i|we|us) (?:.*)?(?:measured|judged|evaluated|assessed|graded|scored|rated)(?: .*)?
list_status: (?:what|which|whats|anything|show|list|where|how many|has anything|did anything|are there|is there|tell)(?: .*)? (?:got|gets|get|getting|gotten|gone|going|went|moved|changed|shifted|improved|improving|worsened|worsening|deteriorated|deteriorating|regressed|recovered|recovering|become|became|slipped|slipping|slid|sliding|tanked|tanking|bounced|fared)(?: (?:for|to|much|any|most|a lot|in|on|the))*(?: (?:better|worse|backwards|forwards|up|down))?(?: .*)?
list_status: ^(?:.* )?(?:biggest|largest|main|top|latest|recent|all|any|most|key|major|what|which) (?:movers?|changes?|swings|improvements?|movements?|deteriorations?)(?: .*)?
list_status: ^(?:improvements|changes|movers)(?: .*)?
list_status: (?:what|which|who|where|show|list|give|any|anything|everything|how many|are|is|tell|name|all|only|see|display|find|get|do|count|pull|number)(?: .*)? STATUS(?: .*)?
list_status: ^(?:.* )?STATUS (?:metrics|kpis|numbers|objectives|measures|things|ones|goals|indicators|items|stuff|list|areas|figures|only|lights)(?: .*)?
list_status: ^(?:metrics|kpis|numbers|everything|anything|all|objectives|measures|things) (?:.*)?STATUS(?: .*)?
summary: ^(?:which|what) (?:perspective|lane|side|area) (?:is |are |does |do |looks? )?(?:.* )?(?:worst|weakest|best|strongest|behind|trouble|struggling|most|least|reds?|lagging)(?: .*)?
list_status: ^(?:.* )?(?:biggest|largest|widest|worst|best|furthest|farthest|lowest|highest|top)(?: performing| scoring)? (?:gaps?|misses|shortfalls?|metrics?|kpis?|numbers?|performers?|off target|off track|from target|behind target|behind)(?: .*)?
list_status: ^(?:.* )?(?:biggest|largest|top|worst|best) (?:drops?|falls?|rises?|jumps?|losers?|gainers?|winners?)(?: .*)?
list_status: (?:which|what|how many|any)(?: .*)? (?:is|are|am|was|were|running|falling|lagging) (?:(?:still|most|furthest|badly|currently) )?behind(?: .*)?
list_status: how many (?:metrics|kpis|measures|indicators|numbers) (?:do we|are there|does|have we|do you|are on|exist|we)(?: .*)?
list_status: ^(?:any|is there any|are there any|do we have any|have you got any|give me some|some) (?:good|bad|positive|negative) (?:news|surprises)(?: .*)?
list_status: ^are we (?:.* )?(?:better|worse|improving|getting better|getting worse)(?: .*)?
list_status: ^(?:what|which|where) (?:should|do|can|must) i (?:.* )?(?:work on|focus on|fix|worry about|look at|pay attention to|tackle)(?: .*)?
person_portfolio: ^am i (?:on track|on target|behind|doing (?:ok|okay|well|fine)|green|red)(?: .*)?
list_status: ^(?:.* )?(?:neither|anything but|everything but|all but|not) STATUS (?:(?:nor|or|and) [a-z]+)?$
list_status: ^(?:anything|something|everything|what|who|any) (?:.* )?(?:newly|new|freshly) STATUS(?: .*)?
list_status: ^STATUS$
list_status: ^(?:our |my |what are our |what are |show )?(?:top|biggest|main|worst|key) (?:\d+ |three |five |ten )?(?:problems?|worries|issues|concerns|trouble spots|problem areas|headaches)(?: .*)?
list_status: (?:what|which|where|anything|is there|are there|show|list)(?: .*)? (?:needs? (?:our |my )?attention|worry|worries|worrying|worried|concern.*|problems?|trouble|wrong|burning|on fire|problem areas|issues?|struggling|alarming|bleeding|red flags|hot spots|critical|keep me up|bad|weak spots|risk)(?: .*)?
list_status: (?:where|what|which)(?: .*)? (?:are|is|do|did) (?:we|things|company|us) (?:.*)?(?:behind|failing|struggling|missing|weak|short|winning|strong|doing well|succeeding|underperforming|doing badly|going wrong|going well|doing poorly|falling short|lagging|ahead)(?: .*)?
list_status: (?:which|what)(?: .*)? (?:metrics|kpis|objectives|measures|indicators|goals|numbers)(?: .*)? (?:are|do|is|have|has|there|exist|we track|we have|on map|leading|lagging|belong|track|in|of|under)(?: .*)?
list_status: (?:list|show|name|all|give)(?: .*)? (?:metrics|kpis|objectives|measures|indicators|goals|leading indicators|lagging indicators)(?: .*)?
list_status: (?:leading|lagging) (?:metrics|kpis|measures|indicators|ones)(?: .*)?
summary: (?:summar.*|sum up|sum it up|overview|recap|brief|briefing|rundown|run down|run through|snapshot|tldr|tl dr|nutshell|catch me up|highlights|headlines|state of play|state of union|state of things|gist|walk me through|digest|bring me up to speed|big picture|quick look|elevator pitch|short version|roundup|round up)(?: .*)?
summary: (?:how|where) (?:are|is|do|does|did|have|has)(?: .*)? (?:we|things|company|business|organisation|organization|everything|scorecard|it all|our scorecard|@\d+[vl]+|whole|us|org)(?: .*)? ?(?:doing|going|performing|look|looking|stand|standing|getting on|at|overall|been|shaping up|progressing|faring|coming along|today|this week|this month|this quarter)?(?: .*)?
summary: (?:give|show|tell|what|see|open|display|need|want|get|present|pull)(?: .*)? (?:scorecard|score card|dashboard|status|whole picture|overall status|overall picture|status report|numbers|everything|situation|results|state|perspective|kpis|metrics|whole map|map)(?: .*)?
summary: what (?:do|should|must|does) (?:i|we|you|everyone|one|my team|<o:pu>) (?:need to |have to |want to )?(?:know|read|be aware of|look at|be told|prepare|discuss|bring|cover|talk about)(?: .*)? (?:before|for|ahead of|at|in|going into|by) (?:.* )?(?:review|meeting)(?: .*)?
summary: (?:what is|whats) (?:new|happening|status|story|situation|state|going on|picture|latest)(?: .*)?
summary: (?:are|is) (?:we|company|strategy|everything|@\d+v+) (?:doing|on track|working|ok|okay|going|fine|on course|in good shape|healthy|winning)(?: .*)?
summary: (?:what|how|show|summary|status|state|health)(?: .*)? <s:lv>.*
summary: ^(?:whole|entire|full|complete|our) (?:scorecard|score card|dashboard|picture|map)(?: .*)?$
summary: ^(?:scorecard|status|status report|dashboard|update|overall|overall status|score card|numbers)(?: .*)?$
value: when (?:was|were|did|has) (?:.* )?<s:mo> (?:.* )?(?:updated|reported|changed|entered|recorded|told|refreshed|come in|arrive)(?: .*)?
value: what (?:number|figure|value|reading|score|result) (?:did|do|have|has|had) (?:we|they|you|<o:up>) (?:had |have |got |get |report |reported |put in |enter |say )?(?:for |on |in )?<s:mo>(?: .*)?
value: (?:what|which) (?:number|figure|value|reading|score|result) (?:we|they|you) (?:had|have|got|have got|reported|put in|entered) (?:for|on|in) <s:mo>(?: .*)?
value: ^how (?:much|many) <s:mo> (?:did|have|has|had|were|was) (?:we |they |you |i |<o:u> )?(?:been )?[a-z]+(?: .*)?
value: how (?:much|many) <s:mo> (?:did|do|have|has|had) (?:we|they|it|you|<o:u>) (?:.* )?(?:make|made|get|got|have|had|sell|sold|do|earn|earned|bring|brought|book|booked|win|won|see|saw)(?: .*)?
value: (?:what|how (?:much|many|high|low|big|long|large|fast|slow|good|bad|well|often|short|small|strong|healthy)|where|show|tell|give|read|current|currently|latest|newest|last|get|check|display|pull up|look up|need|want|see|report|find)(?: .*)? <s:mo>(?: .*)?
value: how (?:is|are|was|were|does|did|do|has|have|goes|things|we|about|well|are we)(?: .*)? <s:mo>(?: .*)?
value: (?:is|are|was|were|do|does|did) (?:.*)?<s:mo> (?:.*)?(?:red|green|amber|ok|okay|good|fine|bad|high|low|healthy|above|below|over|under|at|yellow|alright|acceptable|well|in the|problem|doing|where|stand|on|in)(?: .*)?
value: (?:status|value|number|figure|level|reading|state|standing|position|score|latest|current|figures|numbers|value|percentage|amount|health|result|results|performance|quick check)(?: .*)? <s:mo>(?: .*)?
value: ^(?:and |ok |so |the |about |more about |what about |how about |just )?<s:mo>(?: now| today| currently| right now| value| number| figure| status| level| currently| score| this (?:week|month|quarter|year)| last (?:week|month|quarter|year)| now please| please| latest| at moment| figures| numbers| rate| count| total| tally| in @.*| number)*$
value: how [a-z]+ (?:is|are|do|does|did|was|were|have|has|will|we) (?:.* )?<s:mo>.*
value: what (?:did|do|have|are|does) (?:we|they|you|it|people|@\d+[a-z]+) (?:.* )?<s:mo>(?: (?:in|last|this|per|so far) ?.*)?
gap: <s:mo> (?:.* )?(?:within reach|in reach|out of reach|realistic|doable|feasible|achievable|attainable|unrealistic|too ambitious)(?: .*)?
trend: (?:.* )?<s:mo> (?:.* )?(?:went|has gone|have gone|is going|are going|goes|dropped|fell|rose|has dropped|has fallen|has risen|improved|got better|got worse)(?: up| down)?(?: .*)? (?:is|was) (?:that|it|this) (?:right|true|correct|so|the case)
trend: (?:is|are|do|does|did) (?:.* )?<s:mo> (?:.* )?(?:more often|less often|more than|less than|as often)(?: .*)?
value: <s:mo> (?:at|is|status|value|number|now|currently|today|standing|doing|stand|looking|look|report|figure|update|level)(?: .*)?
`
