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

// replyLine is a reply as a line of JSON: what should be heard is under
// “expect”, with “values” and “comments” by metric where the reply speaks of
// several.
type replyLine struct {
	ID, Metric, Locale, Text string
	Previous                 decimal.NullDecimal
	Asked                    []struct { // where several were asked for
		Metric   scorecard.MetricID
		Previous decimal.NullDecimal
	}
	Expect struct {
		Action   understand.Act
		Value    decimal.NullDecimal
		Comment  *string
		Unit     string
		Approx   bool
		Bound    string
		Period   string
		Options  []decimal.Decimal
		Until    string
		To       string
		Values   map[scorecard.MetricID]decimal.Decimal
		Comments map[scorecard.MetricID]string
		Accept   struct{ Action []understand.Act }
	}
}

func jsonReply(line string) (Reply, error) {
	var in replyLine
	if err := json.Unmarshal([]byte(line), &in); err != nil {
		return Reply{}, err
	}
	if in.Text == "" || in.Expect.Action == "" {
		return Reply{}, fmt.Errorf("a reply needs “text”, and “expect” with an “action”")
	}
	r := Reply{ID: in.ID, Locale: in.Locale, Text: in.Text, Want: in.wanted()}
	if in.Metric != "" {
		r.Asked = []Asked{{Metric: scorecard.MetricID(in.Metric), Previous: in.Previous}}
	}
	for _, a := range in.Asked {
		r.Asked = append(r.Asked, Asked{Metric: a.Metric, Previous: a.Previous})
	}
	return r, nil
}

func (in *replyLine) wanted() []Wanted {
	either := append([]understand.Act{in.Expect.Action}, in.Expect.Accept.Action...)
	var all []Wanted
	for id, v := range in.Expect.Values {
		all = append(all, Wanted{Metric: id, Acts: either, Value: decimal.NewNullDecimal(v), Comment: in.Expect.Comments[id]})
	}
	if len(all) == 0 {
		w := Wanted{Acts: either, Value: in.Expect.Value, Beside: in.beside(), any: in.Expect.Comment == nil}
		if in.Expect.Comment != nil {
			w.Comment = *in.Expect.Comment
		}
		return []Wanted{w}
	}
	slices.SortFunc(all, func(a, b Wanted) int { return strings.Compare(string(a.Metric), string(b.Metric)) })
	return all
}

// beside returns the fields of the line that are set; a value to be recorded is
// not approximate unless the line says so.
func (in *replyLine) beside() Beside {
	e, b := in.Expect, Beside{}
	for name, v := range map[string]string{"unit": e.Unit, "bound": e.Bound, "period": e.Period, "options": inNumericOrder(e.Options), "until": e.Until, "to": e.To} {
		if v != "" {
			b[name] = v
		}
	}
	if e.Approx || e.Action == understand.Record {
		b["approx"] = yesOrNo(e.Approx)
	}
	return b
}
