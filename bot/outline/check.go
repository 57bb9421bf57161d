package outline

import (
	"throughline/bot/scorecard"
)

// validate turns the faults of the strategy into problems where they stand.
func (r *reader) validate() {
	for _, f := range scorecard.Validate(&r.out.Strategy) {
		p := r.out.places[f.Kind+" "+f.ID]
		where := f.Kind
		if f.ID != "" {
			where += " " + f.ID
		}
		r.problems = append(r.problems, Problem{File: r.file, Line: p.line, Column: p.column, Where: where, Message: f.Message, Fix: f.Fix})
	}
	for _, x := range r.out.Readings {
		if x.By != "" && !r.known(x.By) {
			p := r.out.places["metric "+string(x.Metric)]
			r.problems = append(r.problems, Problem{
				File: r.file, Line: p.line, Column: p.column, Where: "metric " + string(x.Metric),
				Message: "its reading for " + string(x.Period) + " is by “" + string(x.By) + "”, who is nobody", Fix: "name a person of this strategy",
			})
		}
	}
}

func (r *reader) known(id scorecard.PersonID) bool {
	for _, p := range r.out.Strategy.People {
		if p.ID == id {
			return true
		}
	}
	return false
}
