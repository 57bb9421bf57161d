package understand

import "strings"

// A hint is what a word or phrase of a reply does to the numbers around it.
type hint string

const (
	noCue    hint = ""
	filler   hint = "filler"  // says nothing: "we're at"
	roughly  hint = "approx"  // "about"
	atLeast  hint = ">="      // a bound, not a value
	moreThan hint = ">"       // …
	atMost   hint = "<="      // …
	lessThan hint = "<"       // …
	rising   hint = "up"      // a change: "up 3", "3 more"
	falling  hint = "down"    // …
	reaching hint = "to"      // the number after it is where it went
	leaving  hint = "from"    // the number after it is where it was
	earlier  hint = "was"     // likewise, when another number says what is
	before   hint = "before"  // "last week": the number beside it is the earlier one
	aim      hint = "target"  // the number beside it is a target
	sorry    hint = "correct" // what follows replaces what came before
	unmoved  hint = "same"    // "no change"
	yet      hint = "still"   // "still 28.4"
	span     hint = "between" // a range follows
	joining  hint = "and"     // between things of one kind
	reason   hint = "because" // a comment begins
	negation hint = "not"     // what follows is denied
	nothing  hint = "zero"    // "none"
	outOf    hint = "of"      // "8 out of 10"
	polite   hint = "polite"  // "thanks": no comment either
	halves   hint = "half"    // a fraction in words
	arrow    hint = "arrow"   // 72 → 74
	unsure   hint = "unsure"  // "maybe", "I guess": say it back first
)

// replyCues are the phrases of each language. Phrases are apart by "|".
var replyCues = map[string]map[hint]string{
	"en": {
		filler:   "take|takes|took|lasts|lasted|slightly|a touch|marginally|a solid|annualised|annualized|avg|average|averaged|on average|averages|averaging|bang on|spot on|on the dot|on the nose|we're at|we are at|we're|we are|we were at|we had|we have|we've|we got|it's|it is|its|it was|this is|that's|that is|is|are|was|were|be|at|now|currently|the|a|an|our|my|value|number|figure|result|reading|rate|score|total|level|update|reporting|report|we|i|i'm|it|this|that|has|have|had|came in at|came out at|came in|comes to|stands at|sits at|sitting at|landed at|landed on|ended at|ended up at|ended up|closed at|finished at|hit|reached|got|for|in|on|week|month|quarter|year|today|this week|this month|this quarter|this year|today's|this time|so far|in total|overall|altogether|again|unfortunately|sadly|happily|luckily|finally|only|just|exactly|precisely|as of|per|latest|current|final|new|new value|here you go|here's|here is|here it is|please|pls|put|put down|record|note|log|write|enter|set|=|all in|year to date|ytd|mtd|and falling|and rising|and climbing|and dropping|and growing|and improving|and counting|ok so|so|well|then|yes|yep|there we go|measured|calculated|we reached|we hit|we scored|scored|last night|this morning|right now|the answer is|we made|made|makes|equals|signed|in all|week's|month's|holding at|holding steady at|steady at|stable at|flat at|of the|recorded|full|each|us|out|percent of|my update|reads|read|shows|says|good news|bad news|fyi|btw|eod|actual",
		roughly:  "near enough|or thereabouts|thereabouts|as near as|- ish|about|around|approximately|approx|approx.|circa|ca|ca.|c.|roughly|~|≈|some|somewhere around|something like|give or take|nearly|almost|or so|-ish|ish|just about|close to|more or less|ballpark|in the region of|in the order of|estimated|estimate|est|est.",
		atLeast:  "at least|no less than|not less than|min|min.|minimum|a minimum of|≥|>=|or more|or higher|or above|upwards of|from at least",
		moreThan: "over|more than|above|greater than|>|higher than|exceeding|north of|just over|slightly over|a bit over|a little over|well over|just above|slightly above|a bit more than|beyond|at over|better than", lessThan: "under|less than|below|<|lower than|fewer than|south of|just under|slightly under|a bit under|a little under|well under|just below|slightly below|short of|worse than",
		atMost:   "at most|no more than|not more than|max|max.|maximum|a maximum of|≤|<=|or less|or fewer|or lower|or below|up to|as many as|as much as|as high as",
		rising:   "up|+|rose|risen|rises|rising|increased|increase|increase of|more|grew|gained|gain|gain of|plus|higher|climbed|jumped|improved|added|better|went up|went up by|gone up|up by|an increase of|another|extra|additional|growth|growth of",
		falling:  "down|fell|fallen|falls|falling|decreased|decrease|decrease of|fewer|less|dropped|drop|drop of|lost|loss of|minus|lower|declined|slipped|worsened|worse|went down|gone down|down by|shrank|reduced|cut|sank|a drop of",
		reaching: "gone to|gone up to|gone down to|come down to|come up to|risen to|fallen to|has gone to|up from there to|to|up to reach|rose to|went to|went up to|went down to|up at|down at|down to|fell to|dropped to|increased to|decreased to|improved to|grew to|climbed to|jumped to|slipped to|becomes|became|changed to|moved to|back to|back at|back up to|back down to|up again to|declined to|reduced to|is now|now at|now|is at|rose again to",
		leaving:  "from|up from|down from|coming from|starting from|starting at|compared to|compared with|versus|vs|vs.|v|against|rather than|instead of|i said|i wrote|i typed|i put|i reported|we said|after|and not|but not|not the|previously|prev|prev.|formerly|before that|lw|lm|ly|prior", earlier: "was|had been|used to be|was at|were",
		before:  "last season|previous season|last term|last round|last week|last month|last quarter|last year|last time|the week before|the month before|week before|month before|previous week|previous month|previous|the previous|a week ago|a month ago|a year ago|yesterday|earlier|before|last week's|last month's|prior week|prior month|previous value|last",
		aim:     "target|we need|need|needs|we needed|needed|required|the target|goal|plan|planned|budget|forecast|aim|threshold|benchmark|limit|objective|expected|hoped for|hoping for|want|should reach|forecasted|ambition|aiming for|guess|industry average|prediction|next week|next month|next quarter|by year end|by next week|quota",
		sorry:   "sorry|correction|i meant|meant|i mean|make that|make it|typo|oops|should read|should say|actually|actually it's|no wait|wait|scratch that|rather|i meant to say|apologies|my bad|ignore that|ignore my last|that should say|corrected|corrected value|fix|strike that|on second thought|edit|revised|revised to|wrong number|mistake|my mistake|err|erm|uh|uhm|no make that|or actually|or rather",
		unmoved: "nothing new|nothing new on|no movement on|no change on|no change in|no change to|all quiet on|same|the same|no change|no changes|unchanged|same as last week|same as last month|same as last quarter|same as last year|same as last time|same as before|same as previous|same as the last|same as yesterday|same again|same for both|the same for both|same for all|same for all of them|both the same|both unchanged|both same|all same|all the same|all unchanged|both as before|all as before|everything same|everything the same|everything unchanged|the same again|same value|same number|as before|as last week|as last month|as last time|still the same|steady|flat|stable|ditto|no movement|nothing changed|hasn't changed|has not changed|hasn't moved|no news|not changed|stayed the same|remains the same|remains unchanged|remained the same|as it was|constant|holding steady|no difference|idem|stays the same|same figure|same old|didn't change|did not change|didn't move",
		yet:     "still|still at|remains|remains at|stays at|stayed at|remained at|yet again|unchanged at|the same at", span: "between|ranging from|range|somewhere between|±|+/-",
		joining: "and|or|&", reason: "not great|not good|not bad|not too bad|not so good|not too good|not ideal|not brilliant|not happy|not pretty|not amazing|because|because of|due to|since|as|owing to|thanks to|given|mainly because|mostly because|but|though|although|after|while|when|which|despite|with|caused by|driven by|due|cause|cuz|bc|b/c|where|who|until|hence|reason|following|during|if|unless|excluding|without|except|including|incl|excl",
		negation: "not|isn't|is not|wasn't|was not|aren't|never|no longer|don't|doesn't|no|hardly|won't|cannot|can't|neither|nor|wrong|incorrect", nothing: "none|nil|nothing|nought|naught|not one|not a single one|not any|no accidents|zilch",
		outOf: "of|out of|in every|from a total of|over a total of", polite: "thanks|thank you|thx|ty|cheers|hi|hello|hey|hi all|hi team|hey team|good morning|morning|good afternoon|good evening|best|regards|best regards|have a nice day|ok|okay|sure|here|hi there|team|all|everyone|folks|bot|throughline|many thanks|thanks a lot|thank you very much|thanks for asking|thanks for the reminder|dear|right|alright|done|sorry for the delay|sorry for the late reply|sorry for being late|sorry i'm late|sorry for late reply|apologies for the delay|sorry about the delay|sorry late|hiya|yo|yay|great|nice|lol|phew|ta|have a good one|hth|great job|well done|good job|thanks all|thanks everyone|please and thank you|thanks team|thanks again|have a great day|good night",
		halves: "half|a half|one half|quarter|a quarter|third|a third|two thirds|three quarters|one third|one quarter|three fifths|two fifths|one fifth|four fifths|a fifth|a tenth|one tenth|half of|all of them|everyone of them|all of the", arrow: "→",
		unsure: "should be|should have been|it should be|that should be|maybe|perhaps|i think|i guess|i believe|possibly|probably|might be|could be|likely|supposedly|allegedly|hopefully|not sure|unsure|should be around|presumably|don't know|i assume|provisional|preliminary|prelim|tbc|tbd|to be confirmed|unconfirmed|will be|would be|would have been|could have been|may be|is going to be|going to be|if only|wish|i wish|want to|hope|worth",
	},
	"de": {
		filler:  "leicht|etwas|ein bisschen|ein wenig|deutlich|dauert|dauern|liegt|liegen|lag|lagen|steht|stehen|stand bei|bleibt|liegt jetzt bei|steht jetzt bei|sind jetzt bei|liegt aktuell bei|sind aktuell bei|wir sind bei|wir liegen bei|wir stehen bei|liegt bei|lag bei|liegen bei|steht bei|sind es|es sind|es ist|ist|sind|war|waren|bei|aktuell|derzeit|jetzt|der|die|das|den|dem|des|ein|eine|einen|unser|unsere|wert|der wert|zahl|stand|ergebnis|quote|rate|wir|ich|es|haben|hatten|habe|für|im|in|am|diese woche|diesen monat|dieses quartal|heute|insgesamt|gesamt|leider|endlich|nur|genau|exakt|neu|neuer wert|bitte|woche|monat|quartal|so|also|ja|wieder|hier|hier ist|beträgt|betrug|beläuft sich auf|zum|von uns|bisher|diesmal|eingetragen|erreicht|wurden|wurde|kamen|meldung|update",
		roughly: "etwa|ungefähr|ca|ca.|circa|zirka|rund|knapp um|fast|beinahe|in etwa|um die|schätzungsweise|geschätzt", atLeast: "mindestens|wenigstens|min.|oder mehr|ab", moreThan: "über|mehr als|größer als|höher als|gut", lessThan: "unter|weniger als|kleiner als|niedriger als|knapp", atMost: "höchstens|maximal|max.|bis zu|oder weniger|nicht mehr als",
		rising: "plus|mehr|gestiegen|gestiegen um|erhöht|zugenommen|höher|steigt|stieg um|um|rauf|besser|zuwachs|dazu", falling: "minus|weniger|gesunken|gefallen|gesunken um|niedriger|tiefer|abgenommen|sank um|fiel um|runter|verloren|rückgang|schlechter", reaching: "gefallen auf|geklettert auf|runter auf|rauf auf|sind wir auf|sind jetzt auf|liegen jetzt bei|steigt auf|sinkt auf|fällt auf|klettert auf|auf|gestiegen auf|gesunken auf|nach oben auf|stieg auf|sank auf|fiel auf|hoch auf|zu|nun|jetzt auf|jetzt bei|nun bei", leaving: "von|gegenüber|statt|vorher|zuvor|nach|vs|vs.|im vergleich zu|ausgehend von|verglichen mit|anstatt", earlier: "war|waren|war bei",
		before: "letzte woche|letzten monat|letztes mal|letzter woche|letztes quartal|letztes jahr|vorwoche|vormonat|in der vorwoche|im vormonat|vorige woche|gestern|letzter wert|vorjahr|voriges mal|letzten", aim: "ziel|zielwert|soll|plan|budget|geplant|prognose|das ziel|erwartet|nächste woche|nächsten monat", sorry: "äh|ähm|moment|quatsch|oder besser|sorry|korrektur|entschuldigung|ich meinte|meinte|sollte heißen|sollte sein|tippfehler|vertippt|quatsch|richtig ist|eigentlich|doch|nein|moment|pardon|verzeihung|ich meine|korrigiert",
		unmoved: "beide unverändert|beide gleich|beide wie letzte woche|beide wie letzten monat|alle unverändert|alles unverändert|alles gleich|alles wie letzte woche|gleich|unverändert|keine änderung|keine veränderung|wie letzte woche|wie letzten monat|wie zuvor|wie vorher|wie gehabt|dasselbe|das gleiche|gleich geblieben|gleichgeblieben|stabil|konstant|immer noch gleich|wie beim letzten mal|nichts geändert|wie im vormonat|wie in der vorwoche", yet: "immer noch|noch immer|weiterhin|nach wie vor|unverändert bei|noch|bleibt bei|blieb bei", span: "zwischen", joining: "und|oder", reason: "weil|da|wegen|aufgrund|durch|aber|obwohl|denn|nachdem|während|dank|mit|ohne|trotz|seit|infolge|als", negation: "nicht|kein|nein|nie", nothing: "keine|keiner|keinen|keines|gar keine|nichts", outOf: "von|aus|von insgesamt", polite: "danke|danke schön|vielen dank|hallo|guten morgen|moin|servus|grüße|viele grüße|lg|mfg|bitte schön|ok|gerne|liebe grüße|schönen tag|guten tag|hi|grüezi|merci|alles klar|zusammen|besten dank",
		halves: "die hälfte|hälfte|halb|ein halb|eine halbe|drei viertel|dreiviertel|ein viertel|viertel|ein drittel|drittel|zwei drittel", unsure: "vielleicht|ich glaube|ich denke|vermutlich|wahrscheinlich|möglicherweise|könnte|wird|dürfte|hoffentlich|vorläufig|weiß nicht|wäre",
	},
	"fr": {
		filler:  "légèrement|un peu|un tout petit peu|dure|durent|nous sommes à|on est à|on a|nous avons|c'est|c'était|il y a|il y en a|est|sont|était|étaient|à|a|actuellement|maintenant|le|la|les|l|un|une|des|du|notre|nos|valeur|chiffre|résultat|taux|on|nous|je|j'ai|ce|cette|pour|en|dans|cette semaine|ce mois|ce mois-ci|ce trimestre|aujourd'hui|au total|total|malheureusement|enfin|seulement|juste|exactement|nouveau|svp|s'il vous plaît|semaine|mois|trimestre|donc|alors|oui|encore une fois|voici|voilà|atteint|sommes|suis|de la|mise à jour|être|soit|s'élève à",
		roughly: "environ|à peu près|autour de|presque|approximativement|env|env.|quelque|vers|près de|quasiment|dans les", atLeast: "au moins|minimum|au minimum|ou plus", moreThan: "plus de|supérieur à|au-dessus de|plus que|un peu plus de", lessThan: "moins de|inférieur à|en dessous de|en-dessous de|sous|un peu moins de|moins que", atMost: "au plus|maximum|au maximum|jusqu'à|ou moins|pas plus de",
		rising: "plus|de plus|en hausse de|hausse de|hausse|augmenté de|augmentation de|augmentation|supplémentaires|en plus|monté de|gagné|en hausse", falling: "moins|de moins|en baisse de|baisse de|baisse|diminué de|diminution de|diminution|perdu|reculé de|en moins|chuté de|en baisse", reaching: "on monte à|on descend à|on passe à|on est passé à|on est monté à|on est descendu à|on est tombé à|nous passons à|nous sommes passés à|nous sommes montés à|nous sommes descendus à|remonte à|remonté à|redescendu à|monte à|descend à|tombe à|grimpe à|monté à|descendu à|tombé à|passe à|est passé à|jusqu'a|augmenté à|en hausse à|en baisse à", leaving: "de|contre|au lieu de|depuis|par rapport à|auparavant|avant|vs|passé de|est passé de|face à|et non|et pas", earlier: "était|était à|étaient",
		before: "la semaine dernière|le mois dernier|semaine dernière|mois dernier|la dernière fois|le trimestre dernier|l'an dernier|l'année dernière|hier|précédent|précédemment|la semaine précédente|le mois précédent", aim: "objectif|cible|but|budget|prévu|prévision|l'objectif|plan|attendu|la semaine prochaine|le mois prochain", sorry: "euh|enfin plutôt|pardon|désolé|désolée|correction|je voulais dire|erreur|faute de frappe|plutôt|en fait|oups|excusez-moi|non|rectification|je corrige",
		unmoved: "les deux inchangés|les deux inchangées|les deux pareil|tous inchangés|tout pareil|tout est pareil|inchangé|inchangée|pareil|pas de changement|aucun changement|sans changement|stable|idem|le même|la même|la même chose|comme la semaine dernière|comme le mois dernier|comme avant|toujours pareil|même chose|identique|même valeur|rien n'a changé|même chiffre", yet: "toujours|encore|toujours à|encore à|reste à|stable à", span: "entre", joining: "et|ou", reason: "grâce au|grâce aux|à cause de la|suite au|suite aux|suite à la|en raison du|en raison des|en raison de la|parce que|car|à cause de|à cause des|à cause du|en raison de|suite à|grâce à|mais|puisque|comme|bien que|dû à|due à|avec|sans|malgré|après|pendant|qui|que|où", negation: "pas|ne|n'est pas|ce n'est pas|jamais", nothing: "aucun|aucune|rien|néant", outOf: "sur|sur un total de", polite: "merci|bonjour|salut|bonsoir|merci beaucoup|cordialement|bonne journée|coucou|ok|d'accord|à bientôt|bien à vous|tous|à tous|l'équipe",
		halves: "la moitié|moitié|demi|un demi|un quart|trois quarts|un tiers|deux tiers", unsure: "peut-être|je crois|je pense|probablement|sans doute|devrait être|sera|serait|provisoire|j'espère|je ne sais pas",
	},
	"es": {
		filler:  "ligeramente|un poco|un pelín|dura|duran|estamos en|estamos a|tenemos|hay|es|son|está|están|era|fue|eran|fueron|en|a|al|actualmente|ahora|el|la|los|las|un|una|unos|del|nuestro|nuestra|valor|cifra|resultado|tasa|número|esta semana|este mes|este trimestre|hoy|en total|total|lamentablemente|por fin|solo|sólo|justo|exactamente|nuevo|por favor|semana|mes|trimestre|entonces|pues|sí|aquí|aquí va|hemos tenido|tuvimos|llegamos a|de la|para|nos|llega a|quedó en|asciende a|otra vez|actualización|hemos|ha sido|se sitúa en",
		roughly: "aproximadamente|alrededor de|unos|unas|cerca de|casi|más o menos|aprox|aprox.|en torno a|como", atLeast: "al menos|por lo menos|mínimo|como mínimo|o más", moreThan: "más de|por encima de|superior a|más que|mayor que", lessThan: "menos de|por debajo de|inferior a|menor que", atMost: "como máximo|máximo|a lo sumo|hasta|o menos|no más de",
		rising: "más|subió|subió un|subió en|ha subido|aumentó|aumentó en|aumento de|aumento|arriba|sube|crecimiento de|ganado|subida de", falling: "menos|bajó|bajó un|bajó en|ha bajado|cayó|disminuyó|descenso de|caída de|abajo|perdido|baja", reaching: "subimos a|bajamos a|caímos a|subieron a|bajaron a|hemos subido a|hemos bajado a|se ha quedado en|nos hemos quedado en|pasamos a|sube a|baja a|cae a|llega a|bajó a|pasó a|subió hasta|bajó hasta|ha pasado a|aumentó a|ha subido a|ha bajado a", leaving: "de|desde|frente a|contra|en vez de|en lugar de|antes|comparado con|vs|pasó de|respecto a|y no", earlier: "era|fue|estaba en",
		before: "la semana pasada|el mes pasado|semana pasada|mes pasado|la última vez|el trimestre pasado|el año pasado|ayer|anterior|la semana anterior|el mes anterior|previo", aim: "objetivo|meta|presupuesto|plan|previsto|previsión|el objetivo|esperado|la próxima semana|el próximo mes", sorry: "eh|ehm|o mejor|perdón|perdona|lo siento|corrección|quise decir|quería decir|error|mejor dicho|en realidad|ups|no|disculpa|errata|corrijo|debería ser|digo",
		unmoved: "ambos igual|ambas igual|los dos igual|las dos igual|todo igual|todos igual|ambos sin cambios|igual|sin cambios|sin cambio|lo mismo|el mismo|la misma|igual que la semana pasada|igual que el mes pasado|igual que antes|ningún cambio|estable|mismo valor|como la semana pasada|como el mes pasado|idéntico|no ha cambiado|no cambió|sigue igual|se mantiene|la misma cifra", yet: "todavía|aún|sigue en|siguen siendo|se mantiene en|sigue siendo", span: "entre", joining: "y|o|e", reason: "gracias al|gracias a la|gracias a los|debido al|debido a la|a causa del|a causa de la|tras el|tras la|porque|por|debido a|a causa de|gracias a|pero|ya que|aunque|con|sin|tras|después de|mientras|que|dado que|puesto que", negation: "nunca|jamás|no es|no son|tampoco", nothing: "ninguno|ninguna|ningún|nada", outOf: "de|de cada|de un total de|sobre", polite: "gracias|hola|buenos días|buenas|saludos|muchas gracias|un saludo|buenas tardes|vale|ok|de nada|equipo|a todos|hasta luego",
		halves: "la mitad|mitad|medio|media|un cuarto|tres cuartos|un tercio|dos tercios", unsure: "quizás|quizá|tal vez|creo|creo que|probablemente|supongo|será|sería|podría ser|espero|provisional|no sé",
	},
}

// hintOrder settles what a phrase listed twice in one language means: the later wins.
var hintOrder = []hint{filler, polite, yet, roughly, joining, reason, outOf, reaching, rising, falling, moreThan, lessThan, atMost, atLeast, arrow, leaving, earlier, before, unmoved, nothing, aim, span, sorry, halves, negation, unsure}

// cueTables are the phrases by the languages of a reader: their own before English.
var cueTables = func() map[string]map[string]hint {
	all := map[string]map[string]hint{}
	for _, lang := range []string{"en", "de", "fr", "es"} {
		t := map[string]hint{}
		for _, l := range []string{"en", lang} {
			for _, c := range hintOrder {
				for _, p := range strings.Split(replyCues[l][c], "|") {
					t[p] = strongerCue(t[p], c, l == lang && lang != "en")
				}
			}
			switch l {
			case "en":
				movingCues(t)
			case "fr":
				frenchMoves(t)
			case "es":
				spanishMoves(t)
			}
		}
		all[lang] = t
	}
	return all
}()

// moving are the verbs of going up and down, with which "to" says where to.
var moving = map[hint]string{
	rising:  "crept creeping inched edged nudged ticked shot jumped soared surged climbed rose bounced recovered rebounded popped spiked grew went moved came rising climbing bumped",
	falling: "slid sliding slipped sank tumbled plunged plummeted crashed eased edged dipped dropped fell declined shrank tanked went moved came falling dropping",
}

// movingCues adds "crept up to" and its like to a table, where it says nothing
// of them yet.
func movingCues(t map[string]hint) {
	add := func(phrase string, c hint) {
		if t[phrase] == noCue {
			t[phrase] = c
		}
	}
	for way, verbs := range moving {
		along := map[hint]string{rising: " up", falling: " down"}[way]
		for _, v := range strings.Fields(verbs) {
			for _, to := range []string{" to", " back to", along + " to", along + " at", " back" + along + " to"} {
				add(v+to, reaching)
			}
			for _, by := range []string{along, along + " by"} {
				add(v+by, way)
			}
			if v != "went" && v != "moved" && v != "came" && v != "edged" {
				add(v, way)
				add(v+" by", way)
			}
		}
	}
}

// frenchMoves adds "on est remontés à" and its like: participles in every form.
func frenchMoves(t map[string]hint) {
	for _, verb := range strings.Fields("monté descendu tombé passé remonté redescendu retombé revenu arrivé grimpé") {
		for _, form := range []string{"", "e", "s", "es"} {
			for _, with := range []string{"", "est ", "on est ", "sommes ", "nous sommes ", "c'est "} {
				t[with+verb+form+" à"] = reaching
			}
		}
	}
}

// spanishMoves adds "subió a" and its like.
func spanishMoves(t map[string]hint) {
	for _, verb := range strings.Fields("subió bajó cayó creció aumentó descendió pasó llegó volvió subimos bajamos caímos llegamos subido bajado caído") {
		for _, with := range []string{"", "ha ", "hemos ", "se "} {
			t[with+verb+" a"], t[with+verb+" hasta"] = reaching, reaching
		}
	}
}

// strongerCue decides what a phrase listed twice means. A word of the reader's
// own language that raises a doubt wins over the English one.
func strongerCue(old, c hint, own bool) hint {
	if old == noCue || doubt(c) >= doubt(old) || own && old == filler {
		return c
	}
	return old
}

func doubt(c hint) int {
	switch c {
	case filler, polite:
		return 0
	case reason, joining:
		return 1
	}
	return 2
}
