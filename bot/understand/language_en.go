package understand

import (
	"regexp"
	"strings"
)

// english is the whole of what is known of English, its cues in cues_en.go.
var english = newEnglish()

func newEnglish() *language {
	g := &language{
		tails:        map[string]string{"re": "are", "ve": "have", "ll": "will", "d": "would", "m": "am"},
		articles:     wordSet("the a an"),
		vision:       []string{"vision", "strategy", "company goals", "company goal", "company strategy", "corporate goals", "overall goals", "overall goal", "bigger picture", "big picture", "north star", "mission", "strategic goals", "strategic objectives", "top-level goals", "strategy map"},
		perspective:  []string{"perspective", "lane", "side", "view", "dimension"},
		unit:         []string{"team", "department", "dept", "division", "unit", "group", "crew", "guys", "folks", "people", "desk", "staff", "function", "squad"},
		contractions: pairs(englishContractions),
		slang:        pairs(englishSlang),
		plain:        wordSet(englishPlain),
		business:     wordSet(englishBusiness),
	}
	g.common = wordSet(englishCommon)
	g.fillers = wordSet("the a an our actually really just please basically literally kindly even ever um uh er hmm simply truly currently")
	g.roots, g.endings = families(englishRoots), englishEndings
	g.measuring, g.people = wordSet(englishMeasuring), wordSet(englishPeople)
	g.verbNames = map[string]string{
		"driver": "of for behind", "support": "for that to", "lead": "to", "drive": "", "impact": "on", "transport": "", "report": "", "people": "concerned involved responsible by are do say think who have doing wait waiting leave leaving left quit get getting use using play want need spend fall fell stay like love come complain per", "share": "with", "move": "",
	}
	g.doers = wordSet("we i they you to it he she team teams people that who which what")
	g.office = wordSet("office department division desk team unit")
	g.listed = wordSet("metrics metric kpis kpi measures measure numbers number objectives objective goals goal perspective side view lane indicators indicator results targets target figures ones things area part status summary scorecard performance people")
	g.own = phrases(englishOwn)
	g.joints = wordSet("of at in for from on with by our my your")
	g.yesNo = wordSet("am is are how does do has have")
	g.suppose = wordSet("if suppose supposing imagine assume assuming say")
	g.things = wordSet("fuel profit")
	g.attains = wordSet("to from reach reaching hit hitting get getting make making achieve achieving attain meet touch our that")
	g.ofWork = wordSet(`own owner responsible responsibility accountable accountability answer portfolio metric number kpi objective goal
 target action initiative project task work working doing do does did done look looks looking after handle handles manage manages charge plate hat list show
 everything all anything thing things stuff area areas remit job role measure measures scorecard status red amber green off track busy hold holds held
 run runs running lead leads head give tell about overview summary due owe owes overdue late missing else what which who whose how has have had got is are
 name with under belong belongs assigned report reports reporting behind against side care takes take taking cover covers carry carries steer steers supervise
 supervises hook figures figure indicator going getting performing performance faring team part board watch watches track tracks tracked measured up to for on
 many much every count total pull bring see open view display please can could you i me my mine deal deals full whole complete current currently now well
 badly better worse good bad fine today week month quarter year this last title person guy lady colleague boss wise there also still really actually exactly
 owned she he they we us else meant supposed expected been lot crew gets any in hands desk set from when was were do
 down these those them their his her its own keep keeps keeping across main one ones key most`)
	g.except = wordSet("except excluding besides apart excepting but minus other without exclude outside beyond")
	g.person = wordSet("she he her him his hers they")
	g.thing = wordSet("it its that this they them those these there")
	g.one = wordSet("it its that this")
	g.ways = ways(`rise rises rose risen rising raise raises raised raising increase increases increased increasing grow grows grew grown growing gain gains gained climb climbs climbed climbing up more add adds adding higher
 jump jumps jumped spike spiked soar soars soared boost boosts lift lifts lifted extend lengthen longer push pushed extra plus surge surged surging slower skyrocket skyrocketed skyrocketing balloon ballooned ballooning creep creeps creeping crept spiking soaring jumping piling piled mounting picked explode explodes exploded exploding`,
		`cut cuts cutting reduce reduces reduced reducing reduction drop drops dropped dropping fall falls fell fallen falling lower lowers lowered lowering decrease decreases decreased decreasing lose loses lost losing shrink shrinks shrank
 decline declines declined declining shorten shortens shortened shorter less fewer down minus dip dips dipped dive dives dived dove dives plunge plunged plunging nosedive nosedived plummet plummeted plummeting tumble tumbled tumbling save saving trim trims trimming trimmed faster slash slashing slashed shave shaves shaved shaving shed shedding knock knocked`,
		`improve improves improved improving improvement better recover recovered`, `slip slips slipped slipping slide slides slid tank tanked sink sinks sank sinking slump slumped slumping slides tanking tanks sliding slipping sinks dragging drag worsen worsens worsened worsening worse deteriorate deteriorates deteriorated suffer suffers suffered crash crashed crashing collapse collapsed collapsing cratered bombed bombing bad poor miss missed red deteriorating`)
	delete(g.ways, "red")
	g.excuses = map[string]bool{"not sure": true, "not certain": true, "not too": true, "not quite": true, "no idea": true, "no expert": true, "other day": true, "other week": true}
	g.tells = wordSet("following after apologies sorry it my our as since purely merely while given seeing i we although though knowing having")
	g.keeps = wordSet("not no without only except excluding besides apart other than instead vs versus compared against through via ignoring leaving including plus nor either neither because due until ago worse better")
	g.pleas, g.thanks = phrases(englishPleas), phrases(englishThanks)
	g.extra = wordSet("another extra additional more less fewer further")
	g.wonders = wordSet("what would then effect impact mean means give gives bring brings do does how could will")
	g.multiples = map[string]int64{"double": 100, "doubles": 100, "doubled": 100, "doubling": 100, "halve": -50, "halves": -50, "halved": -50, "halving": -50, "triple": 200, "triples": 200, "tripled": 200, "tripling": 200}
	g.shares = map[string]int64{"half": 50, "third": 33, "quarter": 25, "fifth": 20, "tenth": 10}
	g.few = map[string]int{"couple": 2, "few": 3, "several": 6, "dozen": 12}
	g.prepareTime()
	g.prepareFollows()
	g.prepareTerms()
	g.months = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
	g.statuses, g.progress, g.states, g.evidence = table(englishStatuses), table(englishProgress), table(englishStates), table(englishEvidence)
	g.drifts = table(englishDrifts)
	g.prepareEnglish()
	g.prepare(englishCues, englishVerbs)
	return g
}

// prepareEnglish compiles the openings and endings that are no cues.
func (g *language) prepareEnglish() {
	g.opening = regexp.MustCompile(`^ (?:hi|hey|hello|ok|okay|so|well|um|quick question|question|just wondering|wondering|i wonder|do you know if|do you know whether|any idea if|any idea whether|i wonder if|wondering if|not sure if|can you tell me if|could you tell me if|do you know|does anyone know|can you tell(?: me)?|could you tell(?: me)?|can you|could you|would you|tell me|i would like to know|i want to know|i would love to know|i need to know|i am curious|curious|any idea|remind me|please|sorry|dear bot|bot|good morning|team|thanks|hi there|i am wondering|help me understand|i do not understand|right|now|listen|as of today|today|btw|fyi|oh|ah|yo|hm|hmm|mm|mhm|interesting|i see|got it|right then|alright|no idea but) `)
	g.workOf = regexp.MustCompile(` (?:@\d+u|what|work|things|job|stuff|everything|anything|effort|efforts) (?:i |we |they |people |you |that )*(?:do |does |done )?(?:here )?(?:in|at|of|by|from|over in) (@\d+[a-z]*u[a-z]*) `)
	g.sure = regexp.MustCompile(` (?:sure|certain|confident|proven|proved|proof|evidence|tested|confirmed|solid) `)
	g.chore = regexp.MustCompile(` (?:how|where|when|can|could|may) (?:do |can |should |could |may )?(?:i|someone|anyone|you|somebody) (?:please )?(?:book|reset|apply|order|install|register|sign|log|login|print|request|claim|submit|reserve|renew|cancel|swap|borrow|park|return|contact|reach|get hold of|find form|get reimbursed|change my|update my|get my|enrol|enroll|join) | who (?:wants|is up for|is coming|is going|is driving|fancies|has seen|ate|took|stole|is bringing) `)
	g.anchors = regexp.MustCompile(` (?:anything|everything|something|any|all|things|scorecard|score card|metrics?|kpis?|numbers|strategy|map|objectives|goals|dashboard|targets|summary|summarise|summarize|overview|recap|tldr|catch me up|status|company|organisation|organization|perspective|gist|highlights|headlines|brief|briefing|snapshot|rundown|nutshell) `)
	g.measures = regexp.MustCompile(` (?:score|rate|index|ratio|metric|kpi|indicator|target|percentage) `)
	g.asks = wordSet("what how which where who would will does do then")
	g.oneThing = regexp.MustCompile(`^ (?:why )?is (?:my |your |this |that )?(?:[a-z]+ ){1,2}(?:red|green|amber|yellow|orange) $`)
	g.weOf = regexp.MustCompile(` (?:we|us|i|me|they|those of us|people|folks|guys) (?:here )?(?:in|at|over in|from) (@\d+[a-z]*u[a-z]*) `)
	g.acting = regexp.MustCompile(` (?:do|does|can|could|would|will|how|did|where|am|are|might|what) (i|we|us|me) (?:(?:can|do|could|even|all|personally|each|directly|every day|have to) )*(?:affect|impact|influence|contribute|contributing|help|fit|tie|matter|support|feed|count (?:for|toward|towards|at all)|play|relate|connect|connected|linked|tied|make a difference|have an effect|have effect|have any (?:effect|impact|influence|say|bearing|part|role)|have influence|have impact|affecting|contributes)`)
	g.wanted = regexp.MustCompile(` if (?:i|we|you|they|company|one) (?:are to|want|need|wish|would like|hope|have to|aim|would love|intend|could (?:only )?(?:fix|change|do|pick|choose|improve|work)|can (?:only )?(?:fix|change|do|pick|tackle|solve|work)|could (?:only |just )?(?:tackle|solve|push|focus|spend)|did (?:only|just)|do (?:only|just)|had (?:only|just)|had to (?:fix|pick|choose|change)|(?:had|have|were given|got|get) .* to (?:spend|invest|put|use|give|allocate)) | if (?:i|we|you|one) (?:had|were given|got) .*(?:where|on what) `)
	g.doing = regexp.MustCompile(` (?:being|be|been|get|have we|we have|already|have they) done | (?:anything|something|nothing|what) (?:is |being )?planned | (?:are|is) done (?:about|for|on|to|against|with|by) | (?:is|are) planned (?:for|on|to|about|against|with) `)
	g.howTo = regexp.MustCompile(`^ how (?:do|can|should|would|could) (?:i|one|you) `)
	g.actsOnIt = regexp.MustCompile(` @\d+[a-z]+ (?:really |actually |also |even )?(?:affect|impact|influence|drive|move|help|hurt|change|improve|raise|lower)s? (?:it|that|them|those) $`)
	g.itActs = regexp.MustCompile(expand(`^(?:(?:and|so|but) )?(?:how|does|do|did|would|will|could|can|in what way|why) (?:(?:does|do|did|would|will|could|can) )?(?:it|this|that|they|these) AFF <o:mov>`, englishVerbs))
	g.hints = []described{
		{regexp.MustCompile(`(?:customers?|clients?|accounts?|members?|users?) .*(?:losing|lose|lost|leav|left|quit|cancel|go away|walk away)|(?:losing|lose|lost|leaving) .*(?:customers?|clients?|accounts?|members?|users?)`), regexp.MustCompile(`churn|customer loss|customer retention|client retention|lost customers`)},
		{regexp.MustCompile(`(?:people|staff|employees|colleagues|teachers|nurses|engineers) .*(?:leav|left|quit|resign)|(?:losing|lose|lost) .*(?:people|staff|employees|colleagues|talent)`), regexp.MustCompile(`turnover|attrition|staff retention|employee retention|teacher retention`)},
	}
	g.actsVerb = regexp.MustCompile(expand(`^AFF$`, englishVerbs))
	g.when = wordSet("in during over for since of on this last previous past next prior ago back earlier before half summer winter spring autumn easter christmas start beginning two three four five six seven eight nine ten twelve week weeks month months quarter quarters year years yesterday today q1 q2 q3 q4 " + strings.Join(g.months, " "))
	g.causing = wordSet("make makes making made keep keeps keeping get gets getting render renders")
	g.anyone = wordSet("us it them things everything everyone everybody")
	g.passesOn = wordSet("tell show present explain brief report announce write update talk speak pass use share prepare put")
	g.counts = wordSet("scores results figures ratings levels rates times")
	g.portions = wordSet("share rate number percentage proportion part amount level fraction")
	g.degrees = wordSet("more less any much even far not so very")
	g.inside = wordSet("in within under for on of at among across with")
	g.colours = wordSet("red green amber yellow reds greens ambers track target behind failing off worse better changed improved fine well badly ok missing slipping")
	g.joins = wordSet("and or & plus nor in for of")
	g.whenReached = regexp.MustCompile(` when (?:do|does|will|would|can|could|are) (?:we|it|you|they|@\d+[a-z]+) (?:finally |ever )?(?:reach|hit|get|make|meet|be at|arrive|achieve|going to) `)
	g.unowned = regexp.MustCompile(` (?:without|no|lack|lacks|lacking|not have|not got) (?:an |any )?owners? | (?:nobody|noone|no one) (?:owns|answers for|is responsible for) | unowned | ownerless `)
	g.idle = regexp.MustCompile(` (?:without|no|lack|lacks|lacking|not have|not got|zero) (?:an |any |one )?(?:open |active |running )?(?:actions?|initiatives?|measures? taken|action plans?|improvement plans?|projects?) `)
	g.turned = regexp.MustCompile(expand(`(?:turned|went|gone|became|become|newly|new|flipped|flip|switched|slid|dropped|moved|jumped|tipped) (?:from [a-z]+ )?(?:in ?to |to |over to )?STATUS`, englishVerbs))
	g.besides = regexp.MustCompile(` (?:compare|compared|comparison|versus|vs|against|next to|side by side|beside) `)
	g.toWhom = regexp.MustCompile(`^ (?:please )?(?:explain|describe|show|spell out|break down) (?:to|for) (?:[a-z]+ ){1,3}?(why|how|what|which|where) `)
	g.audience = regexp.MustCompile(` for (?:my |our |next |todays |tomorrows )?(?:board|boss|manager|ceo|cfo|execs?|executives?|management|leadership|investors|shareholders|press|newsletter|slides?|deck|presentation|minutes|all hands|town hall|standup|newcomers?)(?: (?:meeting|team|committee|call|pack|slides?|deck|talk))? $`)
	g.halves = wordSet("a an point percent")
	g.beyond = regexp.MustCompile(` (?:poem|haiku|joke|jokes|song|weather|recipe|story about|limerick|rap|ignore|disregard|pretend|roleplay|president|stock price|horoscope|essay|system prompt|bitcoin|lottery|capital of|movie|restaurant) `)
	g.followUp = regexp.MustCompile(`^ (?:and|hm|hmm|ok|oh|right|so|what about|how about|only|just|instead|same|but|or|also|ok and|then|what if|why|now|so|same for|for|in|without|with|no|not|i meant|i mean|rather|except)`)
	g.actsOn = regexp.MustCompile(expand(`AFF <o:mov>`, englishVerbs))
	g.asksValue = regexp.MustCompile(` (?:value|number|figure|current|currently|latest|how much|how many|how high|how low|what is|how is|show|status) `)
}

// englishOwn stands for the asker's own team.
const englishOwn = `
our lot
my lot
my gang
my bunch
our guys
our crew
our people
my daily work
my own team
my day to day
my day job
the work i do
the work we do
the stuff we do
my direct team
my team
my department
my unit
my group
my squad
my division
my area
our team
our department
our unit
our group
our division
our squad
my work
our work
my job
my role
my daily job
what i do
what we do
our part
our role
our contribution
our bit
my people
my guys
my crew
my folks
my contribution
my part
my dept
our dept
my tasks
my effort
my efforts
`

// englishStatuses turns words into colours, the longest phrase first.
const englishStatuses = `
bleeding=amber,red
good news=green
positive news=green
good surprises=green
bad news=amber,red
negative news=amber,red
bad surprises=amber,red
nothing to worry about=green
no need to worry=green
no reason to worry=green
no problems=green
no problem=green
no trouble=green
no issues=green
not on track=amber,red
not on target=amber,red
not in red=amber,green
not in green=amber,red
not green=amber,red
not red=amber,green
not amber=green,red
not going well=amber,red
not doing well=amber,red
not looking good=amber,red
not healthy=amber,red
are off=amber,red
are bad=amber,red
is bad=amber,red
slipping=amber,red
is off=amber,red
not fine=amber,red
not in good shape=amber,red
not where=amber,red
is not ok=amber,red
not ok=amber,red
off track=amber,red
off target=amber,red
off course=amber,red
off plan=amber,red
behind target=amber,red
behind plan=amber,red
behind schedule=amber,red
below target=amber,red
under target=amber,red
short of target=amber,red
missing target=amber,red
missing targets=amber,red
missing their target=amber,red
missing their targets=amber,red
missing its target=amber,red
missed target=amber,red
missed targets=amber,red
missed their target=amber,red
missed their targets=amber,red
underperforming=amber,red
on fire=amber,red
needs attention=amber,red
need attention=amber,red
needs my attention=amber,red
doing badly=amber,red
doing poorly=amber,red
going wrong=amber,red
going badly=amber,red
going poorly=amber,red
struggling=amber,red
failing=amber,red
are we behind=amber,red
we behind=amber,red
falling short=amber,red
in trouble=amber,red
worry about=amber,red
worried about=amber,red
worries you=amber,red
worries me=amber,red
worries us=amber,red
worrying=amber,red
furthest off=amber,red
furthest behind=amber,red
furthest from=amber,red
farthest from=amber,red
biggest gap=amber,red
biggest gaps=amber,red
largest gap=amber,red
worst performing=amber,red
worst=amber,red
best performing=green
best=green
top performers=green
work on=amber,red
focus on=amber,red
look at=amber,red
tackle=amber,red
problems=amber,red
problem=amber,red
on track=green
on target=green
on course=green
on plan=green
hitting target=green
hitting targets=green
hitting their target=green
hitting their targets=green
meeting target=green
meeting targets=green
meeting their targets=green
above target=green
ahead of target=green
going well=green
nailing=green
looking good=green
in good shape=green
are fine=green
is fine=green
doing well=green
doing fine=green
doing great=green
going fine=green
healthy=green
no data=no data
no recent data=stale
no recent numbers=stale
no fresh data=stale
not been updated=stale
not updated=stale
out of date=stale
old data=stale
old numbers=stale
without data=no data
at risk=amber
green=green
greens=green
ambers=amber
reds=red
amber=amber
yellow=amber
orange=amber
critical=red
red=red
stale=stale
outdated=stale
`

// englishProgress turns words into what an action's owner says of it.
const englishProgress = `
not started=planned
behind schedule=overdue
past due=overdue
past deadline=overdue
past their due date=overdue
past its due date=overdue
past their deadline=overdue
past their date=overdue
past its date=overdue
past their dates=overdue
run past=overdue
in progress=in progress
under way=in progress
underway=in progress
ongoing=in progress
running late=overdue
at risk=at risk
on track=on track
off track=at risk,overdue
overdue=overdue
late=overdue
planned=planned
upcoming=planned
done=done
finished=done
completed=done
complete=done
dropped=dropped
cancelled=dropped
`

// englishDrifts turns words into how the metrics of a list moved.
const englishDrifts = `
biggest drop=worse
biggest drops=worse
biggest fall=worse
biggest losers=worse
biggest winners=better
biggest gainers=better
biggest improvement=better
biggest jump=changed
biggest rise=changed
wrong direction=worse
wrong way=worse
right direction=better
right way=better
could be better=
could do better=
should be better=
losing ground=worse
lost ground=worse
gaining ground=better
gone backwards=worse
went backwards=worse
going backwards=worse
getting worse=worse
worse=worse
worsened=worse
worsening=worse
deteriorated=worse
deteriorating=worse
regressed=worse
better=better
improved=better
improving=better
improvements=better
recovered=better
recovering=better
slipped=worse
slid=worse
tanked=worse
gone downhill=worse
went downhill=worse
turned round=better
bounced back=better
picked up=better
changed=changed
changes=changed
moved=changed
movers=changed
shifted=changed
swings=changed
movements=changed
`

// englishStates turns words into the state of updates.
const englishStates = `
behind on=overdue
behind with=overdue
forgot to report=missing
failed to report=missing
yet to report=missing
forgotten to report=missing
overdue=overdue
past due=overdue
out of date=overdue
outdated=overdue
stale=overdue
late=overdue
due=due
to report=due
owe=due
need to update=due
have to update=due
need to report=due
have to report=due
need to enter=due
missing=missing
`

// englishEvidence turns words into what is known of a link.
const englishEvidence = `
turned out right=confirmed
turned out true=confirmed
turned out wrong=contradicted
turned out false=contradicted
state of=any
status of=any
health of=any
standing of=any
hold up=any
how are=any
how do=any
how have=any
how did=any
no evidence=hypothesis
without evidence=hypothesis
without any evidence=hypothesis
lack evidence=hypothesis
no proof=hypothesis
contradicting=contradicted
contradicts=contradicted
contradict=contradicted
not yet proven=hypothesis
not proven=hypothesis
not confirmed=hypothesis contradicted
not been proven=hypothesis
not been confirmed=hypothesis
not tested=hypothesis
not been tested=hypothesis
not yet tested=hypothesis
not yet confirmed=hypothesis
unproven=hypothesis
untested=hypothesis
unconfirmed=hypothesis
not pan out=contradicted
not work out=contradicted
not pay off=contradicted
not worked=contradicted
contradicted=contradicted
disproved=contradicted
disproven=contradicted
refuted=contradicted
wrong=contradicted
did not hold=contradicted
do not hold=contradicted
confirmed=confirmed
proven=confirmed
proved=confirmed
tested=confirmed
supported by data=confirmed
supported=confirmed
backed by data=confirmed
hold=confirmed
true=confirmed
turned out=any
hypothesis=hypothesis
hypotheses=hypothesis
assumptions=hypothesis
assumption=hypothesis
guesses=hypothesis
guesswork=hypothesis
guess=hypothesis
beliefs=hypothesis
bets=hypothesis
`

// englishPlain are the words that carry no subject.
const englishPlain = `-> upstairs uplift records remit lines pack outperforming outperform outperforms outperformed needle dial until max min maximum minimum theory theories though quicker slower faster cheaper cleaner smoother shorter longer smaller happier stronger weaker nicer tighter looser smarter leaner safer steadier
 definitely never mind stuff ought lately nowadays meanwhile seriously honestly a an the this that these those it its i we us you he she they them him her his their our ours my mine me your yours
 is are was were be been being am do does did doing done have has had having can could will would shall should may might must not no yes nor
 and or but if then than so as of in on at to from by for with without about into onto over under up down out off through via between within across per
 what who whom whose which why how when where whether there here all any some every each both either other another such same more most less least
 much many few lot lots very really actually just only still yet already now right currently today please thanks thank hey hi hello ok okay well
 tell show give say know see let get got go going gone come comes coming make makes made want wanted wants need needs like think thinks believe help
 also too even again once always never ever maybe perhaps quite exactly roughly around approximately anyway kind sort of thing things stuff
 one ones two three first last next previous latest current new newest recent recently lately far long often quickly fast soon later
 because since until while during after before against versus instead except besides
 bit little big bigger biggest small main key top single whole entire total own else
 ask asking answer question explain list name us's quick briefly moment minute curious wondering wonder idea clue mean means
 percent % € $ £ + = & - # point points good bad better worse best worst great fine ll re ve s t d m someone somebody anyone anybody everyone everybody nobody
 daily weekly monthly quarterly yearly annual refreshed refresh furthest farthest closest nearest widest performing performers performer gainer gainers loser losers winner winners newly freshly nor neither grey gray monday tuesday wednesday thursday friday tonight spent guess guesses guessing christmas xmas easter summer winter spring autumn holidays dreaming dream unrealistic realistic feasible doable wishful optimistic ambitious crazy mad silly sane honest hm hmm mm mhm interesting board boss newcomer newcomers newsletter slides deck presentation
 something anything everything nothing put run keep look looks looking take takes bring happen happens happened happening
 day days week weeks month months quarter quarters year years yesterday tomorrow moment time times ago past end start beginning stay stays remain remains pushes touches weakest strongest
 january february march april june july august september october november december q1 q2 q3 q4 h1 h2 ytd`

// englishBusiness are the words of any scorecard.
const englishBusiness = `metric metrics measure measures kpi kpis indicator indicators number numbers figure figures value values target targets goal goals objective objectives
 aim aims status colour color colors colours traffic score scorecard scorecards dashboard report reports reported reporting update updates updated updating trend trends level levels
 rate rates result results performance progress team teams department departments unit units division company organisation organization business firm
 strategy strategic map plan plans action actions initiative initiatives project projects driver drivers cause causes caused causing effect effects
 affect affects affected affecting impact impacts impacted influence influences influencing link links linked linking connection connections connected connect chain route routes path
 relate related relation relationship drive drives driven driving lever levers lead leads leading lagging contribute contributes contribution matter matters
 owner owners own owns owned accountable responsible charge perspective perspectives lane green red amber yellow orange track target baseline gap
 improve improves improved improving improvement increase increases increased decrease decreases decreased drop drops dropped fall falls fell fallen rise rises rose risen
 change changes changed grow grows growing declined decline declining missing overdue stale late due summary summarise summarize overview
 evidence proof proven unproven hypothesis hypotheses assumption assumptions definition define defined calculated measured compare comparison
 forecast predict prediction exec executive customer customers support supports supporting`
