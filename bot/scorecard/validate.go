package scorecard

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// A Fault is something that makes a strategy unusable: not bad practice, but a
// contradiction or a reference to nothing.
type Fault struct {
	Kind    string // "metric", "person", …: what it is found on
	ID      string
	Field   string // as the strategy file calls it; empty: the part as a whole
	Value   string // what the field holds, where it holds several
	Code    string // a short name, such as "unknown-person", the same for ever
	Message string
	Fix     string
}

// Error writes the fault in one line.
func (f Fault) Error() string {
	s := fmt.Sprintf("%s %s: %s", f.Kind, f.ID, f.Message)
	if f.Fix != "" {
		s += "; " + f.Fix
	}
	return s
}

// Validate returns everything that is wrong with s, in the order of its parts;
// nothing when s can be used. It asks only for what the rest cannot do without;
// what good practice would add is a matter of lint.
func Validate(s *Strategy) []Fault {
	v := &validator{s: s, x: NewIndex(s)}
	v.organisation()
	v.perspectives()
	v.units()
	v.people()
	v.objectives()
	v.links()
	v.metrics()
	v.actions()
	v.reviews()
	v.parked()
	return v.faults
}

type validator struct {
	s      *Strategy
	x      *Index
	faults []Fault
	kind   string // of the part being looked at
	id     string
	field  string // of the next fault
	value  string
	named  map[string][]named // what may be named, by kind, made when first needed
}

// at says in which field, and at which of its values, the next fault is.
func (v *validator) at(field string, value ...string) *validator {
	v.field, v.value = field, strings.Join(value, "")
	return v
}

func (v *validator) fault(code, fix, format string, args ...any) {
	v.faults = append(v.faults, Fault{Kind: v.kind, ID: v.id, Field: v.field, Value: v.value, Code: code, Message: fmt.Sprintf(format, args...), Fix: fix})
	v.field, v.value = "", ""
}

// on begins a part: its id must be good, and no other of its kind may have it.
func (v *validator) on(kind, id, name string, seen map[string]bool) {
	v.kind, v.id = kind, id
	switch {
	case !ValidID(id):
		v.at("id").fault("bad-id", "use up to 64 letters, digits and the marks - _ : .", "%q cannot be an id", id)
	case seen[id]:
		v.at("id").fault("doubled-id", "give each its own id", "another %s has this id already", kind)
	}
	seen[id] = true
	if strings.TrimSpace(name) == "" {
		v.fault("no-name", "give it a name", "it has no name")
	}
	if n := utf8.RuneCountInString(name); n > 200 {
		v.at("name").fault("long-name", "shorten it; 200 characters are the most", "its name has %d characters", n)
	}
}

func (v *validator) date(field, what string, d Date) {
	if d != "" && !d.Valid() {
		v.at(field, string(d)).fault("not-a-day", "write year-month-day, such as 2026-12-31", "its %s %q is not a day of the calendar", what, d)
	}
}

func (v *validator) zone(name string) {
	if _, err := time.LoadLocation(name); err != nil || name == "Local" {
		v.at("zone").fault("unknown-zone", "write an IANA zone such as Europe/Berlin", "%q is not a time zone", name)
	}
}

func (v *validator) visible(list []string) {
	for _, id := range list {
		if v.x.Person(PersonID(id)) == nil && v.x.Unit(UnitID(id)) == nil {
			v.at("visible_to", id).fault("unknown-reference", v.instead("person or unit", id), "it is visible to %q, which is neither a person nor a unit", id)
		}
	}
}

func (v *validator) retired(r *Retirement) {
	if r != nil && (r.On == "" || !r.On.Valid() || r.Why == "") {
		v.at("retired").fault("retired-without-reason", "write retired: {on: 2026-12-31, why: …}", "it is retired without a date and a reason")
	}
}

func (v *validator) organisation() {
	o := v.s.Organisation
	v.on("organisation", string(o.ID), o.Name, map[string]bool{})
	v.zone(o.Zone)
	if c := o.Currency; c != "" && (len(c) != 3 || strings.ToUpper(c) != c) {
		v.at("currency").fault("unknown-currency", "write a code of three capitals such as EUR", "%q is not a currency", c)
	}
	v.holidays(o.Holidays)
	v.kind, v.id = "vision", ""
	if m := v.s.Vision.Metric; m != "" {
		v.metric("metric", "metric", m)
	}
	v.date("by", "date", v.s.Vision.By)
	for _, id := range v.s.Vision.Objectives {
		v.objective("objectives", "objective", id)
	}
}

func (v *validator) holidays(all []Holiday) {
	for _, h := range all {
		if !h.On.Valid() {
			v.at("holidays").fault("not-a-day", "write - {on: 2026-12-25, name: Christmas Day}", "a holiday is on %q, which is not a day of the calendar", h.On)
		}
	}
}

func (v *validator) perspectives() {
	seen := map[string]bool{}
	for _, p := range v.s.Perspectives {
		v.on("perspective", string(p.ID), p.Name, seen)
		v.person("owner", p.Owner)
	}
}

func (v *validator) units() {
	seen := map[string]bool{}
	for _, u := range v.s.Units {
		v.on("unit", string(u.ID), u.Name, seen)
		v.person("head", u.Head)
		v.holidays(u.Holidays)
		if u.Parent != "" && v.x.Unit(u.Parent) == nil {
			v.unit("parent", "parent", u.Parent)
		} else if v.loops(u.ID) {
			v.at("parent").fault("loop", "let one of them have no parent", "it is below itself")
		}
	}
}

func (v *validator) loops(id UnitID) bool {
	above := v.x.UnitsAbove(id)
	last := v.x.Unit(above[len(above)-1])
	return last.Parent != "" && v.x.Unit(last.Parent) != nil
}

func (v *validator) people() {
	seen, identities := map[string]bool{}, map[string]string{}
	for i := range v.s.People {
		p := &v.s.People[i]
		v.on("person", string(p.ID), p.Name, seen)
		v.zone(p.Zone)
		for _, u := range p.Units {
			v.unit("units", "unit", u)
		}
		v.hours(p)
		for _, service := range slices.Sorted(maps.Keys(p.Identities)) {
			user := p.Identities[service]
			if other := identities[service+" "+user]; other != "" {
				v.at("identities").fault("doubled-identity", "give each their own", "%s has the same identity at %s", other, service)
			}
			identities[service+" "+user] = string(p.ID)
		}
	}
}

// hours checks when a person is there.
func (v *validator) hours(p *Person) {
	for _, d := range p.DaysOff {
		v.date("days_off", "day off", d.From)
		v.date("days_off", "day off", d.To)
		if d.From == "" || d.To != "" && d.To < d.From {
			v.at("days_off").fault("bad-days-off", "write {from: 2026-12-21, to: 2027-01-03}", "days off from %q to %q are not a stretch of time", d.From, d.To)
		}
	}
	for _, clock := range []string{p.Quiet.From, p.Quiet.To} {
		if _, err := time.Parse("15:04", clock); clock != "" && err != nil {
			v.at("quiet").fault("bad-quiet-hours", "write hours such as 18:00", "quiet hours at %q are no time of day", clock)
		}
	}
	for _, day := range strings.FieldsFunc(strings.ToLower(p.Workdays), func(c rune) bool { return c == ',' || c == '-' || c == ' ' }) {
		if !slices.Contains(weekdays, day) {
			v.at("workdays").fault("bad-workdays", "write mon-fri, or mon,tue,thu", "its workdays name %q, which is no day of the week", day)
		}
	}
}

var weekdays = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

func (v *validator) objectives() {
	seen := map[string]bool{}
	for i := range v.s.Objectives {
		o := &v.s.Objectives[i]
		v.on("objective", string(o.ID), o.Name, seen)
		v.lane(o)
		v.unit("unit", "unit", o.Unit)
		v.person("owner", o.Owner)
		v.visible(o.VisibleTo)
		v.date("from", "start", o.From)
		v.retired(o.Retired)
		v.supports(o)
	}
}

func (v *validator) lane(o *Objective) {
	switch {
	case o.Perspective == "":
		v.fault("missing-field", "add “perspective: …”: "+v.instead("perspective", ""), "it has no perspective")
	case v.x.Perspective(o.Perspective) == nil:
		v.at("perspective").fault("unknown-reference", v.instead("perspective", string(o.Perspective)), "its perspective %q does not exist", o.Perspective)
	}
}

// supports checks the cascade: upwards, and without a circle.
func (v *validator) supports(o *Objective) {
	for _, id := range o.Supports {
		up := v.x.Objective(id)
		switch {
		case up == nil:
			v.at("supports", string(id)).fault("unknown-reference", v.instead("objective", string(id)), "it supports %q, which does not exist", id)
		case id == o.ID || v.reaches(id, o.ID, map[ObjectiveID]bool{}):
			v.at("supports", string(id)).fault("loop", "let the lower unit's objective support the higher one's", "it supports itself, through %q", id)
		}
	}
}

func (v *validator) reaches(from, to ObjectiveID, seen map[ObjectiveID]bool) bool {
	if seen[from] {
		return false
	}
	seen[from] = true
	o := v.x.Objective(from)
	if o == nil {
		return false
	}
	for _, id := range o.Supports {
		if id == to || v.reaches(id, to, seen) {
			return true
		}
	}
	return false
}

func (v *validator) links() {
	seen, pairs := map[string]bool{}, map[[2]ObjectiveID]LinkID{}
	for i := range v.s.Links {
		l := &v.s.Links[i]
		v.on("link", string(l.ID), string(l.ID), seen)
		v.objective("cause", "cause", l.Cause)
		v.objective("effect", "effect", l.Effect)
		if l.Cause == l.Effect {
			v.fault("loop", "name another objective", "it leads from %q to itself", l.Cause)
		}
		pair := [2]ObjectiveID{l.Cause, l.Effect}
		if other := pairs[pair]; other != "" && other != l.ID && l.Retired == nil {
			v.fault("doubled-link", "keep one", "link %s says the same already", other)
		}
		if l.Retired == nil {
			pairs[pair] = l.ID
		}
		if l.LagWeeks < 0 || l.LagWeeks > 520 {
			v.at("lag").fault("bad-lag", "write a lag from 0 to 520 weeks", "its lag of %d weeks is impossible", l.LagWeeks)
		}
		v.person("owner", l.Owner)
		v.date("registered", "registration", l.Registered)
		v.retired(l.Retired)
		v.estimate(l)
	}
}

func (v *validator) estimate(l *Link) {
	e := l.Estimate
	if e == nil {
		return
	}
	v.personAs("by", "estimate's author", e.By)
	for _, end := range []struct {
		id MetricID
		of ObjectiveID
	}{{e.From, l.Cause}, {e.To, l.Effect}} {
		id, o := end.id, end.of
		m := v.x.Metric(id)
		switch {
		case m == nil:
			v.at("estimate", string(id)).fault("unknown-reference", v.instead("metric", string(id)), "its estimate names the metric %q, which does not exist", id)
		case !m.Measures(o):
			v.at("estimate", string(id)).fault("foreign-estimate", "estimate between metrics of the two objectives", "its estimate names %q, which does not measure %q", id, o)
		}
	}
}

func (v *validator) actions() {
	seen := map[string]bool{}
	for i := range v.s.Actions {
		a := &v.s.Actions[i]
		v.on("action", string(a.ID), a.Name, seen)
		v.objective("objective", "objective", a.Objective)
		v.person("owner", a.Owner)
		v.date("start", "start", a.Start)
		v.date("due", "due date", a.Due)
		if a.Start != "" && a.Due != "" && a.Due < a.Start {
			v.at("due").fault("due-before-start", "put the due date after the start", "it is due on %s, before it starts on %s", a.Due, a.Start)
		}
	}
}

func (v *validator) reviews() {
	seen := map[string]bool{}
	for i := range v.s.Reviews {
		r := &v.s.Reviews[i]
		v.on("review", string(r.ID), r.Name, seen)
		if r.Unit != "" {
			v.unit("unit", "unit", r.Unit)
		}
		v.person("chair", r.Chair)
		v.zone(r.Zone)
		if r.When == "" && len(r.On) == 0 {
			v.fault("never-meets", `write when: "last Thursday of the month 10:00", or on: [2026-11-26 10:00]`, "it never meets")
		}
		for _, on := range r.On {
			_, err := time.Parse("2006-01-02 15:04", on)
			if err != nil && !Date(on).Valid() {
				v.at("on", on).fault("not-a-moment", "write a day, or a day and a time such as 2026-11-26 10:00", "it meets on %q, which is no moment", on)
			}
		}
		if r.LeadHours < 0 || r.LeadHours > 24*28 {
			v.at("lead").fault("bad-lead", "write a lead of at most four weeks", "its lead of %d hours is impossible", r.LeadHours)
		}
	}
}

func (v *validator) parked() {
	for _, p := range v.s.Parked {
		v.kind, v.id = "parked", p.Name
		if strings.TrimSpace(p.Name) == "" {
			v.fault("no-name", "say in a few words what is put off", "something parked has no name")
		}
		v.date("revisit", "day to look again", p.Revisit)
	}
}
