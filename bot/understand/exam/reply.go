package exam

import (
	"encoding/json"
	"fmt"
	"slices"
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
	any     bool   // any comment will do
}

// Doubt stands for everything but recording a value.
const Doubt understand.Act = "doubt"

// ReadReplies reads a paper of replies: one JSON object a line, or lines of
//
//	metric | locale | value before | reply | action | value | comment
//	metric + metric | locale | value + value | reply | metric action value (comment); …
//
// Action may be “doubt”, which is anything but recording, or several with “or”
// between. The error names the line.
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
	if len(f) != 5 && len(f) != 7 {
		return Reply{}, fmt.Errorf("%d fields, want 7, or 5 for several metrics", len(f))
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
	if len(f) == 7 {
		r.Want = []Wanted{{Acts: acts(f[4]), Value: number(f[5]), Comment: f[6]}}
		return r, nil
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

// wanted reads "occ record 73.2 (storm)", and "occ record or confirm 73.2".
func wanted(s string) (Wanted, error) {
	s, comment, _ := strings.Cut(s, " (")
	f := strings.Fields(s)
	for len(f) > 3 && f[2] == "or" {
		f = append([]string{f[0], f[1] + " or " + f[3]}, f[4:]...)
	}
	if len(f) < 2 || len(f) > 3 {
		return Wanted{}, fmt.Errorf("%q: write “metric action value (comment)”", s)
	}
	w := Wanted{Metric: scorecard.MetricID(f[0]), Acts: acts(f[1]), Comment: strings.TrimSuffix(comment, ")")}
	if len(f) == 3 {
		w.Value = number(f[2])
	}
	return w, nil
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

// jsonReply reads a line of JSON: what should be heard is under “expect”, with
// “values” and “comments” by metric where the reply speaks of several.
func jsonReply(line string) (Reply, error) {
	var in struct {
		ID, Metric, Locale, Text string
		Previous                 decimal.NullDecimal
		Expect                   struct {
			Action   understand.Act
			Value    decimal.NullDecimal
			Comment  *string
			Values   map[scorecard.MetricID]decimal.Decimal
			Comments map[scorecard.MetricID]string
			Accept   struct{ Action []understand.Act }
		}
	}
	if err := json.Unmarshal([]byte(line), &in); err != nil {
		return Reply{}, err
	}
	if in.Text == "" || in.Expect.Action == "" {
		return Reply{}, fmt.Errorf("a reply needs “text”, and “expect” with an “action”")
	}
	r := Reply{ID: in.ID, Locale: in.Locale, Text: in.Text}
	if in.Metric != "" {
		r.Asked = []Asked{{Metric: scorecard.MetricID(in.Metric), Previous: in.Previous}}
	}
	either := append([]understand.Act{in.Expect.Action}, in.Expect.Accept.Action...)
	for id, v := range in.Expect.Values {
		r.Want = append(r.Want, Wanted{Metric: id, Acts: either, Value: decimal.NewNullDecimal(v), Comment: in.Expect.Comments[id]})
	}
	if len(r.Want) == 0 {
		w := Wanted{Acts: either, Value: in.Expect.Value, any: in.Expect.Comment == nil}
		if in.Expect.Comment != nil {
			w.Comment = *in.Expect.Comment
		}
		r.Want = []Wanted{w}
	}
	slices.SortFunc(r.Want, func(a, b Wanted) int { return strings.Compare(string(a.Metric), string(b.Metric)) })
	return r, nil
}
