package understand

// englishCommon are everyday verbs, adjectives and adverbs: they say something
// about what is named and bring in nothing else that would have to be on the map.
const englishCommon = `possibly potentially conceivably theoretically ultimately strongly heavily came come comes coming arrived arrive arrives arriving happened accept accepts accepted acceptable tolerable spend spends spending spent pay pays paying paid produce produces produced producing buy bought buying blame blames blamed control controls controlled plot plots chart draw
 explode explodes exploded exploding rocket rocketed gutter mess messy awful terrible horrible dreadful rubbish lousy ugly shocking rough decent solid lovely brilliant happy unhappy sad angry worried nervous
 catch catches caught hold holds holding held stand stands standing stood turn turns turned turning sit sits sitting send sends sent sending fill fills filled leave leaves left leaving
 finish finishes finished finishing start starts started starting begin begins began begun stop stops stopped stopping continue continues continued end ends ended ending run runs running ran
 quit quits quitting answer answers answered answering play plays played playing crunch work works worked working use uses used using try tries tried trying attempt attempts attempted
 deliver delivers delivered delivering achieve achieves achieved achieving manage manages managed managing handle handles handled handling treat treats treated deal deals dealt dealing
 lose loses losing lost win wins winning won earn earns earned earning save saves saved saving cost costs costing gain gains gained gaining miss misses
 explain explains explained explaining describe describes described mention mentions mentioned talk talks talked talking speak speaks spoke hear hears heard hearing
 wait waits waited waiting stay stays stayed live lives lived visit visits visited walk walks walked serve serves served receive receives received offer offers offered provide provides provided
 open opens opened close closes closed build builds built break breaks broke broken fix fixes fixed fixing repair repaired solve solves solved solving replace replaced
 follow follows followed allow allows allowed let lets bet bets betting count counts counted counting measure measures measuring consider considers considered expect expects expected expecting
 seem seems seemed appear appears appeared remain remained become becomes became prove proves shown showing shows show reveal reveals revealed
 fewer greater larger lesser extra additional further entire total constant constantly steady steadily stable unstable sudden suddenly sharp sharply slight slightly huge massive enormous tiny dramatic dramatically significant significantly
 hard harder hardest easy easier easiest quick quicker slow slower high higher highest low lower lowest long longer longest short shorter shortest early earlier late later often frequently rarely seldom usually normally generally mostly mainly largely
 together apart alone separately directly indirectly honestly frankly seriously obviously apparently supposedly hopefully sadly luckily finally eventually suddenly gradually slowly rapidly quickly barely hardly nearly almost totally completely
 true false real really fair unfair certain uncertain likely unlikely possible impossible probable normal usual unusual strange weird odd typical average ordinary special particular specific general overall common
 useful useless helpful harmful important critical crucial vital key essential necessary needed required relevant meaningful worth worthwhile
 people person folks everyone somebody guys bunch lads colleagues anybody layman beginner
 reason reasons cause story background detail details context picture perspective angle side sides part parts piece pieces bits way ways manner means extent degree
 problem problems issue issues trouble troubles challenge challenges difficulty risk risks danger crisis disaster success failure chance chances opportunity opportunities
 plan plans planned idea ideas thought thoughts theory guess guesses suspicion opinion opinions view views feeling feelings sense impression
 situation case cases case state shape condition conditions position place point stage phase step steps direction course path
 number numbers amount amounts quantity share shares portion percentage half third quarter double triple twice couple several dozen hundreds thousands
 actual actually current currently present recent recently former previously latest upcoming future past
 versus compared comparing relative against instead rather than besides apart except despite although though however whereas while unless whether
 keep keeps keeping kept carry carries carried bear bears pull pulls pulled push pushes pushed pushing climb climbs climbed climbing rise rising rose drop drops dropping dropped slip slips slipped slipping slide sliding
 care cares cared careful concern concerns concerned matter matters bother bothers bothered worry worries
 accomplish fulfil fulfilled succeed succeeds succeeded fail fails failed failing struggle struggles struggling suffer suffers suffered recover recovers recovered
 hurting hurt hurts hitting hit beat beats beating smash smashed crush crushed nail nailed tackle tackles tackled address addressed
 behave behaves behaving develop develops developed evolve evolves evolved react reacts reacted respond responds responded
 chase chases chased chasing dry drying dried fade fades fading faded thin thinning dwindle dwindles dwindling dwindled stagnate stagnating stagnated stall stalls stalled stalling melt melting vanish vanishing evaporate evaporating
 cliff roof floor ceiling toilet drain gutter bin pits doldrums rails wheels hole fire skids ropes brink edge tatters pieces rut
 oversee oversees overseeing supervise supervises supervising monitor monitors monitoring watch watches watching watched guard guards guarding tend tends tended babysit shepherd
 pick picks picked picking choose chooses choosing chosen decide decides decided deciding sort sorts sorted sorting
 encourage encourages encouraged persuade convince attract attracts attracted attracting draw draws drawn bring brings brought raise raised
 sooner faster slower nicer kinder safer cheaper dearer fresher cleaner dirtier busier quieter louder lighter heavier wider narrower deeper thinner thicker
 fully partly half-way halfway wildly badly horribly terribly awfully nicely properly correctly wrongly oddly strangely weirdly
 gonna wanna gotta kinda sorta dunno lemme
 wow whoa yikes ouch oops gosh blimey damn hell earth world heck god please cheers ta mate guys folks everyone all y'all
 wonder wondering wondered remember remind reminded forget forgot forgotten realise realize notice noticed understand understands understood
 figure figures find finds found finding check checks checked checking look looks looked looking view viewed display displays
 put puts putting set sets setting place placed add adds added adding remove removed move moves moving
 lately nowadays anymore already still yet soon anytime whenever wherever whatever whichever whoever however somehow somewhere anywhere nowhere everywhere
 guessing speaking thinking saying telling asking going coming getting giving making taking doing having being seeing feeling
 term terms word words plain simple simply short brief briefly nutshell layman english
 spread spreads split breakdown share half whole entire rest remaining remainder
 investors shareholders press management leadership manager managers executives ceo cfo minutes deck standup
 calling calls called call phone ring touch contact reach reaches reached reaching
 holiday vacation break absence away sick back home`
