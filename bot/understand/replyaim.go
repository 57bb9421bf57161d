package understand

import (
	"regexp"

	"github.com/shopspring/decimal"
)

// fromTarget is a distance to the target, where no other number is said.
var fromTarget = regexp.MustCompile(`(?i)^\D*?(\d+(?:[.,]\d+)?)\s*(?:%|pp|ppts?|points?|pts|percentage points?|punkte|prozentpunkte|puntos|days?|d|hours?|hrs?|h|minutes?|mins?|weeks?|tage|stunden|minuten|jours|heures|días|horas)?\s*(short of|below|under|behind|shy of|away from|off|unter|hinter|sous|en dessous de|bajo|por debajo de|above|over|ahead of|past|beyond|über|au-dessus de|por encima de)\s+(?:the |our |dem |der |das |unserem |la |l'|l’|le |notre |el |nuestro )?(?:target|goal|plan|aim|ziel|plan|soll|objectif|cible|objetivo|meta)\b\D*$`)

var overTarget = wordSet("above over past beyond über")

// besideTarget reads a value that is told by its distance to the target in force:
// "3.7 points short of target".
func (h *hearing) besideTarget() (decimal.Decimal, bool) {
	m := fromTarget.FindStringSubmatch(h.text)
	if m == nil || !h.to.Today.Valid() {
		return decimal.Zero, false
	}
	goal, ok := h.asked.Metric.TargetOn(h.to.Today)
	ds := readDigits(m[1], separatorsOf(h.to.Locale))
	if !ok || !goal.Value.Valid || len(ds) != 1 {
		return decimal.Zero, false
	}
	by := ds[0]
	if way := m[2]; !overTarget[way] && way != "ahead of" && way != "au-dessus de" && way != "por encima de" {
		by = by.Neg()
	}
	v := goal.Value.Decimal.Add(by)
	if prev := h.asked.Previous; impossible(h.asked, v) != "" || prev.Valid && far(v, prev.Decimal) {
		return decimal.Zero, false
	}
	return v, true
}
