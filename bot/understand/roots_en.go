package understand

// englishEndings are taken off where words are compared by their families, the
// first that fits.
var englishEndings = []ending{
	{"ization", 4}, {"isation", 4}, {"ations", 5}, {"ation", 5}, {"ition", 4}, {"ings", 3}, {"ing", 3}, {"ness", 3}, {"ments", 3}, {"ment", 3},
	{"ancy", 4}, {"ency", 4}, {"ance", 4}, {"ence", 4}, {"ant", 5}, {"ent", 5}, {"able", 4}, {"ible", 4}, {"ful", 4}, {"ize", 4}, {"ise", 4}, {"ate", 5},
	{"ion", 4}, {"ied", 3}, {"ed", 3}, {"er", 4}, {"or", 4}, {"ily", 3}, {"ly", 3}, {"age", 4}, {"al", 4}, {"ity", 4}, {"ty", 4}, {"ie", 3}, {"y", 4},
}

// englishRoots are families that no ending shows: past and relative forms first,
// what they come to behind.
const englishRoots = `fell fallen falls=fall
spent spends=spend
left leavers leaver leaving leaves=leave
quitting quits quitter quitters=quit
sold sale sales selling sells=sell
lost loses losing loss losses=lose
paid pays payer payers=pay
built builds=build
bought buys buyer buyers purchase purchases=buy
taught=teach
won wins winner winners=win
grew grown growth=grow
kept keeps=keep
met meets=meet
made makes=make
wrote written writes=write
broke broken breakages=break
stole stolen theft thefts=steal
flew flown flight flights=fly
ate eaten eats=eat
drove driven drives=drive
rode ridden rides=ride
slept=sleep
ran runs=run
read reads=read
hurt hurts=hurt
injured injury injuries injure=injur
ill illness illnesses=ill
sick sickness=sick
late lateness later=late
delivery deliveries delivered delivering delivers=deliver
complaint complaints complained complain complaining=complain
retention retain retained retaining retains=retain
satisfaction satisfied satisfy=satisfy
happiness happy happier=happy
absence absences absent absentee absentees absenteeism=absent
vacancy vacancies vacant=vacan
occupancy occupied occupy=occup
readmission readmissions readmitted readmit readmits=readmit
admission admissions admitted admit=admit
punctuality punctual punctually=punctual
response responses respond responded responding=respond
reply replies replied replying=reply
renewal renewals renewed renew=renew
arrival arrivals arrived arrive=arriv
approval approvals approved approve=approv
attendance attendances attended attend attendees attendee=attend
visit visits visited visitor visitors visiting=visit
donation donations donated donor donors donate=donat
subscription subscriptions subscribed subscriber subscribers subscribe=subscrib
length longer lengths=long
height high higher=high
depth deep=deep
speed fast faster quickly quick=fast
accuracy accurate accurately=accura
death deaths died die dies dying=die
birth births born=birth
proof proven prove proves=prov
choice chose chosen choose=choos
thought think=think
cost costs costing=cost
waste wasted wasting wastes=wast
stay stays stayed staying=stay
error errors err=error
failure failures failed fail fails failing=fail
closure closures closed close closing=clos
exposure exposed=expos
pressure=pressur
departure departures departed=depart
theatre theatres theater theaters=theater
sprint sprints=sprint
waiting wait waits waited=wait
given gave gives giving gift gifts giver givers=give
age ages aged old older=age
seen saw sees seeing=see
taken took takes taking=take
caught catches=catch
held holds=hold
heard hears=hear
found finds=find
sent sends=send
shown shows showed=show
shrank shrunk shrinkage=shrink
strength strong stronger=strong
weight weigh weighs weighed=weigh
`

// englishMeasuring are words of names that say how something is counted, and not
// what.
const englishMeasuring = `rate time count number share percentage percent level score index hour day week month minute total average mean median per ratio of in on at to for from by with and or the a an our
 value amount volume figure result rating point unit head hours days weeks months minutes times status quota degree held new open net gross overall`

// englishPeople are whom sentences about numbers are about, whatever the map.
const englishPeople = `people person patient customer client guest user visitor member staff employee colleague worker everyone anyone someone folk guy others who we they it us them he she i you team company business house place
 man woman men women child children kid kids family student pupil player reader passenger driver team teams crew`
