package exam

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// A Reply is one to hear, with what should be heard.
type Reply struct {
	ID     string
	Asked  []Asked // none where the reply names its metrics itself
	Locale string
	Text   string
	Want   []Wanted // one for each metric, in any order
}

// An Asked is a metric that was asked for, and its value before.
type Asked struct {
	Metric   scorecard.MetricID
	Previous decimal.NullDecimal
}

// A Wanted is what should be heard about one metric.
type Wanted struct {
	Metric  scorecard.MetricID // empty where only one was asked for
	Acts    []understand.Act   // any of them
	Value   decimal.NullDecimal
	Comment string // compared where it is given, and where a value is recorded
	Beside  Beside // compared where it is given
	any     bool   // any comment will do
}

// Doubt stands for everything but recording a value.
const Doubt understand.Act = "doubt"

// ReadReplies reads a paper of replies: one JSON object a line, or lines of
//
//	metric | locale | value before | reply | action | value | comment | beside
//	metric + metric | locale | value + value | reply | metric action value beside (comment); …
//
// Action may be “doubt”, which is anything but recording, or several with “or”
// between; a comment “*” is any; what is beside may be left out, see Beside.
// The error names the line.
func ReadReplies(name string, data []byte) (Paper, error) {
	p := Paper{Name: name}
	read := tableReply
	p.head(data)
	if isJSON(data) {
		read = jsonReply
	}
	return p, eachLine(name, data, func(n int, line string) error {
		r, err := read(line)
		if r.ID == "" {
			r.ID = fmt.Sprint(n)
		}
		p.Replies = append(p.Replies, r)
		return err
	})
}

func tableReply(line string) (Reply, error) {
	f := strings.Split(line, "|")
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	if len(f) != 5 && len(f) != 7 && len(f) != 8 {
		return Reply{}, fmt.Errorf("%d fields, want 7 or 8, or 5 for several metrics", len(f))
	}
	r := Reply{Locale: f[1], Text: strings.ReplaceAll(f[3], `\n`, "\n")}
	before := strings.Split(f[2], " + ")
	for i, id := range strings.Split(f[0], " + ") {
		a := Asked{Metric: scorecard.MetricID(id)}
		if i < len(before) {
			a.Previous = number(before[i])
		}
		r.Asked = append(r.Asked, a)
	}
	if len(f) > 5 {
		beside, err := besides(strings.Join(f[7:], ""))
		w := Wanted{Acts: acts(f[4]), Value: number(f[5]), Beside: beside}
		r.Want = []Wanted{w.commented(f[6])}
		return r, err
	}
	for one := range strings.SplitSeq(f[4], "; ") {
		w, err := wanted(one)
		if err != nil {
			return Reply{}, err
		}
		r.Want = append(r.Want, w)
	}
	return r, nil
}

// commented returns w with its comment, where "*" is any.
func (w Wanted) commented(comment string) Wanted {
	w.Comment, w.any = comment, comment == "*"
	return w
}

// wanted reads "occ record 73.2 approx (storm)", and "occ record or confirm 73.2".
func wanted(s string) (Wanted, error) {
	s, comment, _ := strings.Cut(s, " (")
	f := strings.Fields(s)
	for len(f) > 3 && f[2] == "or" {
		f = append([]string{f[0], f[1] + " or " + f[3]}, f[4:]...)
	}
	if len(f) < 2 {
		return Wanted{}, fmt.Errorf("%q: write “metric action value (comment)”", s)
	}
	w := Wanted{Metric: scorecard.MetricID(f[0]), Acts: acts(f[1])}
	rest := f[2:]
	if len(rest) > 0 {
		if w.Value = number(rest[0]); w.Value.Valid {
			rest = rest[1:]
		}
	}
	var err error
	w.Beside, err = besides(strings.Join(rest, " "))
	return w.commented(strings.TrimSuffix(comment, ")")), err
}

func acts(s string) []understand.Act {
	var all []understand.Act
	for a := range strings.SplitSeq(s, " or ") {
		all = append(all, understand.Act(a))
	}
	return all
}

// number reads a decimal, also one with a comma.
func number(s string) decimal.NullDecimal {
	d, err := decimal.NewFromString(strings.ReplaceAll(s, ",", "."))
	return decimal.NullDecimal{Decimal: d, Valid: err == nil}
}
