package understand

import (
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// tail takes scale words and units, and smaller durations after larger ones.
func (c *scanner) tail(a *amount, i int) int {
	for n := 0; n < 2 && i < len(c.ps) && c.ps[i].kind == wordPiece; n++ {
		thousands := strings.HasPrefix(c.ps[i].low, "t")
		by, ok := c.scaleAt(i)
		if !ok {
			break
		}
		if c.ps[i].kind == wordPiece && thousands && isCurrency(c.ps[i].low) {
			a.doubt = "scale: T for thousands?"
		}
		scale(a, by)
		i++
		if a.word {
			i = c.moreThousands(a, i)
		}
	}
	if i < len(c.ps) && c.ps[i].low == "." && c.ps[i].glued && a.scaled && i+1 < len(c.ps) && !c.ps[i+1].glued {
		if _, n := c.unitAt(i+1, false); n > 0 {
			i++ // "Mio. €"
		}
	}
	if a.scaled && i < len(c.ps) {
		c.ps[i].low = strings.TrimPrefix(c.ps[i].low, "d'") // "millions d'euros"
		if c.ps[i].low == "de" && i+1 < len(c.ps) && isCurrency(c.ps[i+1].low) {
			i++
		}
	}
	if u, n := c.unitAt(i, false); n > 0 {
		if a.unit.kind == noUnit || a.unit.kind == u.kind && (u.kind == currencyUnit || u.kind == ownUnit) {
			a.unit = u
			i += n
		}
	}
	if a.unit.kind == timeUnit {
		i = c.longer(a, i)
	}
	if a.unit.kind == currencyUnit {
		i = c.cents(a, i)
	}
	if i < len(c.ps) && c.ps[i].low == "+" && c.ps[i].glued && (i+1 == len(c.ps) || c.ps[i+1].kind != numberPiece) {
		a.open = true
		i++
	}
	return i
}

// cents reads the 90 of "27 euro 90", at the end of what is said.
func (c *scanner) cents(a *amount, i int) int {
	if i < len(c.ps) && c.ps[i].kind == wordPiece && a.word && len(a.readings) == 1 && a.readings[0].IsInteger() && !a.scaled {
		if d, k, ok := c.whole(i); ok && d.IsInteger() && d.GreaterThan(dec(9)) && d.LessThan(dec(100)) && (k == len(c.ps) || c.isStop(k)) {
			a.readings = []decimal.Decimal{a.readings[0].Add(d.Shift(-2))}
			return k
		}
	}
	if i >= len(c.ps) || c.ps[i].kind != numberPiece || len(c.ps[i].low) != 2 || len(a.readings) != 1 || !a.readings[0].IsInteger() || a.scaled || strings.TrimSuffix(c.ps[i-1].low, ".") == "fr" {
		return i
	}
	if i+1 < len(c.ps) && c.ps[i+1].kind != stopPiece {
		return i
	}
	if d := decimals(c.ps[i].low); len(d) == 1 {
		a.readings = []decimal.Decimal{a.readings[0].Add(d[0].Shift(-2))}
		return i + 1
	}
	return i
}

func scale(a *amount, by decimal.Decimal) {
	a.scaled = true
	for k := range a.readings {
		a.readings[k] = a.readings[k].Mul(by)
	}
}

// moreThousands reads "three hundred" after "four thousand".
func (c *scanner) moreThousands(a *amount, i int) int {
	from := i
	rest := &amount{}
	if i < len(c.ps) && andWords[c.ps[i].low] && c.lang == "en" {
		i++ // "two thousand and five"
	}
	j, ok := c.digits(rest, i)
	if !ok || !rest.word || len(rest.readings) == 0 {
		return from
	}
	if by, ok := c.scaleAt(j); ok && j < len(c.ps) && by.LessThan(a.readings[0]) {
		scale(rest, by)
		j++
	}
	if rest.readings[0].GreaterThanOrEqual(dec(1000)) && a.readings[0].LessThanOrEqual(dec(1000)) {
		return from
	}
	a.readings[0] = a.readings[0].Add(rest.readings[0])
	return j
}

func (c *scanner) scaleAt(i int) (decimal.Decimal, bool) {
	if i >= len(c.ps) || c.ps[i].kind != wordPiece {
		return decimal.Decimal{}, false
	}
	p := c.ps[i]
	w := strings.TrimSuffix(p.low, ".")
	kind := c.m.Measure.Kind()
	if (w == "m" || w == "mm") && (kind == scorecard.DurationMeasure || sizeWords[strings.ToLower(string(c.m.Measure))].family == "length") {
		return decimal.Decimal{}, false
	}
	if len(w) == 1 && !p.glued && w != "k" && w != "m" {
		return decimal.Decimal{}, false
	}
	if by, ok := scaleOf(w, c.lang); ok && !c.own[w] {
		return by, true
	}
	// "k€", "M$", "mCHF", "kEUR": a scale and a currency in one word.
	for _, pre := range []string{"mio", "mrd", "tsd", "mn", "bn", "md", "k", "m", "b", "t"} {
		if rest, ok := strings.CutPrefix(w, pre); ok && isCurrency(rest) && !isCurrency(w) {
			c.ps[i].low = rest
			by, ok := scaleOf(pre, c.lang)
			if !ok {
				by = dec(1000) // "TEUR"
			}
			c.ps = append(c.ps[:i+1:i+1], append([]piece{{kind: wordPiece, low: rest, start: p.end, end: p.end, glued: true}}, c.ps[i+1:]...)...)
			return by, true
		}
	}
	return decimal.Decimal{}, false
}

func mulAll(ds []decimal.Decimal, by decimal.Decimal) []decimal.Decimal {
	out := make([]decimal.Decimal, len(ds))
	for i, d := range ds {
		out[i] = d.Mul(by)
	}
	return out
}

func addAll(ds []decimal.Decimal, by decimal.Decimal) []decimal.Decimal {
	for i, d := range ds {
		ds[i] = d.Add(by)
	}
	return ds
}

// moneyEach reads "€/l" behind a price.
func (c *scanner) moneyEach(w string) (spokenUnit, bool) {
	money, _, each := strings.Cut(w, "/")
	if !each || !isCurrency(money) || !hasNameWord(c.m, "price", "cost", "preis", "kosten", "prix", "coût", "precio", "coste", "costo", "per") {
		return spokenUnit{}, false
	}
	return unitOf(money)
}

// unitAt reads a unit of up to three words. Single letters are units only when
// they are glued to the number or are what the metric is counted in.
func (c *scanner) unitAt(i int, ahead bool) (spokenUnit, int) {
	for n := min(3, len(c.ps)-i); n > 0; n-- {
		if !allWords(c.ps[i : i+n]) {
			continue
		}
		w := strings.TrimSuffix(joined(c.ps[i:i+n]), ".")
		u, ok := unitOf(w)
		if !ok && n == 1 {
			u, ok = c.moneyEach(w)
		}
		if (!ok || u.kind == timeUnit && c.m.Measure.Kind() != scorecard.DurationMeasure) && c.own[w] && !ahead {
			return spokenUnit{kind: ownUnit}, n
		}
		if !ok && ahead && strings.HasSuffix(w, "us$") {
			u, ok = unitOf("us$")
		}
		short := len([]rune(w)) == 1 && strings.IndexFunc(w, func(r rune) bool { return r >= 'a' && r <= 'z' }) == 0
		if ok && short && !c.ps[i].glued && !(u.kind == timeUnit && isTimed(c.m)) && !c.own[w] && !(u.kind == sizeUnit && sizeWords[strings.ToLower(string(c.m.Measure))].family == u.family) {
			continue
		}
		if ok && (w == "an" || w == "y" || w == "p" || w == "mes" || w == "fr" || w == "rs") && !c.ps[i].glued && u.kind != ownUnit && c.lang != "fr" && w != "fr" && w != "rs" {
			continue
		}
		if ok {
			return u, n
		}
	}
	return spokenUnit{}, 0
}
