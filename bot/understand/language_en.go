package understand

// english is the whole of what is known of English, its cues in cues_en.go.
var english = &language{
	tails:       map[string]string{"re": "are", "ve": "have", "ll": "will", "d": "would", "m": "am"},
	articles:    wordSet("the a an"),
	vision:      []string{"vision", "strategy", "company goals", "company goal", "company strategy", "corporate goals", "overall goals", "overall goal", "bigger picture", "big picture", "north star", "mission", "strategic goals", "strategic objectives", "top-level goals", "strategy map"},
	perspective: []string{"perspective", "lane", "side", "view", "dimension"},
	unit:        []string{"team", "department", "dept", "division", "unit", "group", "crew", "guys", "folks", "people", "desk", "staff", "function", "squad"},
	contractions: pairs(`what's=what is
whats=what is
who's=who is
whos=who is
where's=where is
wheres=where is
how's=how is
hows=how is
when's=when is
whens=when is
why's=why is
that's=that is
thats=that is
it's=it is
there's=there is
theres=there is
here's=here is
let's=let us
he's=he is
she's=she is
which's=which is
can't=can not
cant=can not
cannot=can not
won't=will not
wont=will not
shan't=shall not
isnt=is not
arent=are not
dont=do not
doesnt=does not
didnt=did not
hasnt=has not
havent=have not
wasnt=was not
couldnt=could not
im=i am
ive=i have
youre=you are
theyre=they are
weve=we have
were'nt=were not
gimme=give me
wanna=want to
gonna=going to
lemme=let me
whatre=what are
howre=how are
wats=what is
vs=versus
u=you
ur=your
r=are
pls=please
plz=please
n't=not
q1=q1
cuz=because`),
	plain: wordSet(`a an the this that these those it its i we us you he she they them him her his their our ours my mine me your yours
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
 something anything everything nothing put run keep look looks looking take takes bring happen happens happened happening
 day days week weeks month months quarter quarters year years yesterday tomorrow moment time times ago past end start beginning
 january february march april june july august september october november december q1 q2 q3 q4 h1 h2 ytd`),
	business: wordSet(`metric metrics measure measures kpi kpis indicator indicators number numbers figure figures value values target targets goal goals objective objectives
 aim aims status colour color colors colours traffic score scorecard scorecards dashboard report reports reported reporting update updates updated updating trend trends level levels
 rate rates result results performance progress team teams department departments unit units division company organisation organization business firm
 strategy strategic map plan plans action actions initiative initiatives project projects driver drivers cause causes caused causing effect effects
 affect affects affected affecting impact impacts impacted influence influences influencing link links linked linking connection connections connected connect chain route routes path
 relate related relation relationship drive drives driven driving lever levers lead leads leading lagging contribute contributes contribution matter matters
 owner owners own owns owned accountable responsible charge perspective perspectives lane green red amber yellow orange track target baseline gap
 improve improves improved improving improvement increase increases increased decrease decreases decreased drop drops dropped fall falls fell fallen rise rises rose risen
 change changes changed grow grows growing declined decline declining missing overdue stale late due summary summarise summarize overview
 evidence proof proven unproven hypothesis hypotheses assumption assumptions definition define defined calculated measured compare comparison
 forecast predict prediction customer customers support supports supporting`),
}
