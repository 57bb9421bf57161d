package exam

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// A tongue is how people of a locale write numbers and what they say around them.
type tongue struct {
	locale, group, point             string
	percent, about, now, thanks, off string
	fromTo                           string // from the first to the second
}

var tongues = []tongue{
	{"en", ",", ".", "percent", "about ", "we're at ", ", thanks", "2 people off sick", "from %s to %s"},
	{"de", ".", ",", "Prozent", "ca. ", "wir liegen bei ", ", danke", "2 Leute krank", "von %s auf %s"},
	{"fr", "\u202f", ",", "pour cent", "environ ", "on est à ", ", merci", "2 personnes malades", "de %s à %s"},
	{"es", ".", ",", "por ciento", "aproximadamente ", "estamos en ", ", gracias", "2 personas de baja", "de %s a %s"},
	{"de-CH", "'", ".", "Prozent", "rund ", "aktuell ", ", merci", "2 Leute krank", "von %s auf %s"},
}

// write writes d with the marks of the tongue and at least places decimals.
func (t tongue) write(d decimal.Decimal, places int32) string {
	if places = max(places, -d.Exponent()); places > 0 {
		whole, fraction, _ := strings.Cut(d.StringFixed(places), ".")
		return t.grouped(whole) + t.point + fraction
	}
	return t.grouped(d.String())
}

func (t tongue) grouped(whole string) string {
	if len(whole) < 5 {
		return whole // four digits are written together as often as not
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + t.group + whole[i:]
	}
	return whole
}

var signs = map[string]string{"EUR": "€", "GBP": "£", "USD": "$"}

// forms writes one value in more than fourteen ways that mean the same.
func (t tongue) forms(m *scorecard.Metric, v, before decimal.Decimal) []string {
	n := t.write(v, 0)
	out := []string{n, t.about + n, t.now + n, n + t.thanks, "Hi, " + n, n + " - " + t.off, n + " (" + t.off + ")", n + "\n" + t.off,
		n + ", " + t.off, strings.ToUpper(t.now) + n, m.Name + ": " + n, m.Name + " " + n, "W47: " + n, "*" + n + "*", "• " + n}
	if !before.IsZero() && !before.Equal(v) {
		out = append(out, fmt.Sprintf(t.fromTo, t.write(before, 0), n), t.write(before, 0)+" → "+n)
	}
	if -v.Exponent() < 2 && v.LessThan(decimal.NewFromInt(1000)) {
		out = append(out, t.write(v, 2))
	}
	switch m.Measure.Kind() {
	case scorecard.PercentMeasure:
		out = append(out, n+"%", n+" %", n+" "+t.percent)
	case scorecard.CurrencyMeasure:
		code := string(m.Measure)
		out = append(out, n+" "+code, code+" "+n)
		if sign, ok := signs[code]; ok {
			out = append(out, sign+n, n+" "+sign, n+sign)
		}
		if k := v.Shift(-3); v.GreaterThanOrEqual(decimal.NewFromInt(10_000)) && k.Equal(k.Truncate(1)) {
			out = append(out, t.write(k, 0)+"k")
		}
	}
	return out
}

// However a value is written, in five locales, it is never recorded as another.
func TestValuesInOtherForms(t *testing.T) {
	for _, p := range papers(t) {
		if len(p.Replies) == 0 {
			continue
		}
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			r, read, all := reader(t, p.Organisation), 0, 0
			seen := map[string]bool{}
			for i, in := range p.Replies {
				if len(in.Asked) != 1 || len(in.Want) != 1 || in.Want[0].Acts[0] != understand.Record || !in.Want[0].Value.Valid {
					continue
				}
				v, a := in.Want[0].Value.Decimal, in.Asked[0]
				key := string(a.Metric) + v.String()
				m := r.index.Metric(a.Metric)
				if seen[key] || v.Exponent() < -3 || m.Measure.Kind() == scorecard.YesNoMeasure {
					continue
				}
				seen[key] = true
				for _, locale := range []tongue{tongues[i%len(tongues)], tongues[(i/2+1)%len(tongues)]} {
					for _, text := range locale.forms(m, v, a.Previous.Decimal) {
						all++
						again := in
						again.Locale = locale.locale
						if r.reads(t, again, text, v) {
							read++
						}
					}
				}
			}
			t.Logf("%d of %d are read", read, all)
			if all > 0 && 100*read < 99*all {
				t.Errorf("%d of %d forms are read", read, all)
			}
		})
	}
}

// reads reports whether text is taken for v, at least with a question; another
// value recorded is an error.
func (r *Reader) reads(t *testing.T, in Reply, text string, v decimal.Decimal) bool {
	t.Helper()
	h := r.Hear(in, text)[0]
	if h.Value.Valid && same(h.Value.Decimal, v) {
		return true
	}
	if h.Action == understand.Record {
		t.Errorf("%s %s, %s: %q silently records %v, not %v", in.Asked[0].Metric, in.Locale, in.Asked[0].Previous.Decimal, text, h.Value.Decimal, v)
	}
	for _, o := range h.Options {
		if same(o, v) {
			return true
		}
	}
	t.Logf("%s %s, %s: %q is %s %v (%s), not %v", in.Asked[0].Metric, in.Locale, in.Asked[0].Previous.Decimal, text, h.Action, h.Value.Decimal, h.Why, v)
	return false
}
