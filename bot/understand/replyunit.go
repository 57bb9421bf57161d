package understand

import (
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// A unitKind is what a word behind a number says the number counts.
type unitKind int

const (
	noUnit unitKind = iota
	percentUnit
	pointUnit // "points": percentage points on a percent metric
	currencyUnit
	timeUnit
	sizeUnit // energy, weight, distance
	ownUnit  // the metric's own words
	basisUnit
	permilleUnit
	centUnit
)

// A spokenUnit is a unit as somebody wrote it.
type spokenUnit struct {
	kind   unitKind
	codes  []string        // currencies the sign may stand for
	factor decimal.Decimal // seconds, or the size's base
	family string          // of a size: energy, mass, length
}

func dec(n int64) decimal.Decimal { return decimal.NewFromInt(n) }

// scaleWords multiply the number before them. A billion is a thousand millions
// in English and a million millions elsewhere: see scaleOf.
var scaleWords = map[string]int64{
	"k": 1e3, "tsd": 1e3, "tausend": 1e3, "thousand": 1e3, "thousands": 1e3, "grand": 1e3, "mille": 1e3, "milliers": 1e3, "mil": 1e3, "miles": 1e3, "t€": 1e3, "teur": 1e3,
	"m": 1e6, "mn": 1e6, "mm": 1e6, "mio": 1e6, "mill": 1e6, "mln": 1e6, "million": 1e6, "millions": 1e6, "millionen": 1e6, "millón": 1e6, "millones": 1e6,
	"b": 1e9, "bn": 1e9, "mrd": 1e9, "md": 1e9, "mds": 1e9, "milliard": 1e9, "milliards": 1e9, "milliarde": 1e9, "milliarden": 1e9, "millardo": 1e9, "millardos": 1e9,
	"lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "crore": 1e7, "crores": 1e7, "cr": 1e7,
	"billion": 1e9, "billions": 1e9, "billionen": 1e12, "billón": 1e12, "billones": 1e12, "trillion": 1e12, "hundert": 100, "hundred": 100, "dozen": 12,
}

func scaleOf(w, lang string) (decimal.Decimal, bool) {
	if (w == "billion" || w == "billions") && lang != "en" {
		return dec(1e12), true
	}
	if w == "mil" && lang == "en" {
		return dec(1e6), true // a thousand in Spanish
	}
	n, ok := scaleWords[w]
	return dec(n), ok
}

var currencyWords = map[string][]string{
	"€": {"EUR"}, "eur": {"EUR"}, "euro": {"EUR"}, "euros": {"EUR"},
	"$": {"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"}, "us$": {"USD"}, "usd": {"USD"}, "dollar": {"USD", "CAD", "AUD", "NZD", "SGD", "HKD"},
	"dollars": {"USD", "CAD", "AUD", "NZD", "SGD", "HKD"}, "bucks": {"USD"}, "dólares": {"USD"},
	"£": {"GBP"}, "gbp": {"GBP"}, "pound": {"GBP"}, "pounds": {"GBP"}, "pfund": {"GBP"}, "quid": {"GBP"}, "livres": {"GBP"}, "libras": {"GBP"},
	"chf": {"CHF"}, "fr": {"CHF"}, "sfr": {"CHF"}, "francs": {"CHF"}, "franken": {"CHF"}, "francos": {"CHF"},
	"¥": {"JPY", "CNY"}, "jpy": {"JPY"}, "yen": {"JPY"}, "cny": {"CNY"}, "rmb": {"CNY"}, "₹": {"INR"}, "inr": {"INR"}, "rs": {"INR"}, "rupees": {"INR"},
	"cad": {"CAD"}, "aud": {"AUD"}, "nzd": {"NZD"}, "sek": {"SEK"}, "nok": {"NOK"}, "dkk": {"DKK"}, "kr": {"SEK", "NOK", "DKK"},
	"pln": {"PLN"}, "zł": {"PLN"}, "czk": {"CZK"}, "huf": {"HUF"}, "brl": {"BRL"}, "mxn": {"MXN"}, "pesos": {"MXN"}, "zar": {"ZAR"}, "sgd": {"SGD"}, "hkd": {"HKD"},
}

var timeWords = wordsFor(map[int64]string{
	1:        "s sec secs second seconds sek sekunde sekunden seconde secondes segundo segundos",
	60:       "m min mins minute minutes minuten minuto minutos",
	3600:     "h hr hrs hour hours std stunde stunden heure heures hora horas",
	86400:    "d day days tag tage tagen j jour jours día días dia dias",
	604800:   "w wk wks week weeks woche wochen semaine semaines semana semanas",
	2629800:  "mo month months monat monate monaten mois mes meses",
	31557600: "y yr yrs year years jahr jahre jahren an ans année années año años",
})

func wordsFor(m map[int64]string) map[string]int64 {
	all := map[string]int64{}
	for n, words := range m {
		for _, w := range strings.Fields(words) {
			all[w] = n
		}
	}
	return all
}

type size struct {
	family string
	factor string // of the family's base
}

var sizeWords = map[string]size{
	"wh": {"energy", "1"}, "kwh": {"energy", "1000"}, "mwh": {"energy", "1000000"}, "gwh": {"energy", "1000000000"}, "twh": {"energy", "1000000000000"},
	"g": {"mass", "1"}, "kg": {"mass", "1000"}, "t": {"mass", "1000000"}, "tonne": {"mass", "1000000"}, "tonnes": {"mass", "1000000"}, "tonnen": {"mass", "1000000"}, "toneladas": {"mass", "1000000"}, "kt": {"mass", "1000000000"},
	"km": {"length", "1000"}, "mm": {"length", "0.001"}, "cm": {"length", "0.01"}, "ms": {"instant", "0.001"},
	"watt hours": {"energy", "1"}, "kilowatt hours": {"energy", "1000"}, "megawatt hours": {"energy", "1000000"}, "gigawatt hours": {"energy", "1000000000"}, "kilowattstunden": {"energy", "1000"}, "megawattstunden": {"energy", "1000000"},
	"grams": {"mass", "1"}, "gramm": {"mass", "1"}, "kilos": {"mass", "1000"}, "kilograms": {"mass", "1000"}, "kilogramm": {"mass", "1000"}, "kilometres": {"length", "1000"}, "kilómetros": {"length", "1000"}, "kilomètres": {"length", "1000"}, "kilometers": {"length", "1000"}, "kilometer": {"length", "1000"},
	"kw": {"power", "1000"}, "mw": {"power", "1000000"}, "gw": {"power", "1000000000"},
	"l": {"volume", "1"}, "litres": {"volume", "1"}, "liter": {"volume", "1"}, "liters": {"volume", "1"}, "hl": {"volume", "100"}, "m³": {"volume", "1000"}, "m3": {"volume", "1000"}, "cubic metres": {"volume", "1000"}, "cubic meters": {"volume", "1000"}, "kubikmeter": {"volume", "1000"}, "mètres cubes": {"volume", "1000"}, "metros cúbicos": {"volume", "1000"},
}

var percentWords = map[string]bool{"%": true, "percent": true, "pc": true, "pct": true, "prozent": true, "per cent": true, "pour cent": true, "por ciento": true, "pourcent": true, "v.h": true}
var pointUnitWords = map[string]bool{"points": true, "point": true, "pts": true, "pt": true, "pp": true, "ppt": true, "ppts": true, "percentage points": true, "percentage point": true, "punkte": true,
	"prozentpunkte": true, "puntos": true, "punto": true, "pp.": true, "points de pourcentage": true, "puntos porcentuales": true, "%p": true, "%-punkte": true}
var basisWords = map[string]bool{"bp": true, "bps": true, "basis points": true, "basispunkte": true, "points de base": true, "puntos básicos": true}
var centWords = map[string]bool{"cents": true, "ct": true, "c": true, "pence": true, "p": true, "rappen": true, "céntimos": true, "centimes": true}

// unitOf reads w as a unit; false when it is none.
func unitOf(w string) (spokenUnit, bool) {
	switch {
	case percentWords[w]:
		return spokenUnit{kind: percentUnit}, true
	case pointUnitWords[w]:
		return spokenUnit{kind: pointUnit}, true
	case basisWords[w]:
		return spokenUnit{kind: basisUnit}, true
	case w == "‰":
		return spokenUnit{kind: permilleUnit}, true
	case centWords[w]:
		return spokenUnit{kind: centUnit}, true
	}
	if codes := currencyWords[w]; codes != nil {
		return spokenUnit{kind: currencyUnit, codes: codes}, true
	}
	if rest, ok := strings.CutPrefix(w, "calendar "); ok {
		w = rest
	}
	if n := timeWords[w]; n > 0 {
		return spokenUnit{kind: timeUnit, factor: dec(n)}, true
	}
	if s, ok := sizeWords[w]; ok {
		return spokenUnit{kind: sizeUnit, factor: decimal.RequireFromString(s.factor), family: s.family}, true
	}
	return spokenUnit{}, false
}

// secondsIn returns how many seconds one of the measure has; 0 when it is no duration.
func secondsIn(m scorecard.Measure) decimal.Decimal {
	if m.Kind() != scorecard.DurationMeasure {
		return decimal.Zero
	}
	return dec(timeWords[strings.ToLower(strings.TrimSpace(string(m)))])
}

// isTimed reports whether a metric is counted in time, milliseconds included.
func isTimed(m *scorecard.Metric) bool {
	return m.Measure.Kind() == scorecard.DurationMeasure || strings.EqualFold(string(m.Measure), "ms")
}

// countedThings are words for what metrics count, each row one thing in the
// languages people answer in.
var countedThings = thingRows(
	"stars|star|sterne|stern|étoiles|étoile|estrellas|estrella",
	"headcount|staff|employees|employee|fte|people|workforce|heads|personal|mitarbeiter|mitarbeitende|mitarbeitenden|angestellte|leute|personen|köpfe|effectif|personnes|employés|collaborateurs|salariés|plantilla|personas|empleados",
	"customers|customer|clients|client|kunden|kundinnen|clientes",
	"orders|order|bestellungen|aufträge|commandes|pedidos",
	"calls|call|anrufe|appels|llamadas",
	"contracts|contract|verträge|contrats|contratos",
	"accidents|accident|unfälle|unfall|accidentes|accidente",
	"incidents|incident|vorfälle|incidentes",
	"visits|visit|visitors|besuche|besucher|visites|visiteurs|visitas|visitantes",
	"students|pupils|studierende|studenten|schüler|étudiants|élèves|estudiantes|alumnos",
	"patients|patient|patienten|pacientes",
	"members|mitglieder|membres|miembros|socios",
	"tickets|ticket|cases|fälle|billets",
	"complaints|reklamationen|beschwerden|réclamations|plaintes|quejas|reclamaciones",
	"errors|defects|fehler|mängel|erreurs|défauts|errores|defectos",
)

func thingRows(rows ...string) [][]string {
	all := make([][]string, len(rows))
	for i, row := range rows {
		all[i] = strings.Split(row, "|")
	}
	return all
}
