package scorecard

import (
	"fmt"
	"strings"
	"time"
)

// A Fault is something that makes a strategy unusable: not bad practice, but a
// contradiction or a reference to nothing.
type Fault struct {
	Kind    string // "metric", "person", …: what it is found on
	ID      string
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
	return v.faults
}

type validator struct {
	s      *Strategy
	x      *Index
	faults []Fault
	kind   string // of the part being looked at
	id     string
}

func (v *validator) fault(fix, format string, args ...any) {
	v.faults = append(v.faults, Fault{Kind: v.kind, ID: v.id, Message: fmt.Sprintf(format, args...), Fix: fix})
}

// on begins a part: its id must be good, and no other of its kind may have it.
func (v *validator) on(kind, id, name string, seen map[string]bool) {
	v.kind, v.id = kind, id
	switch {
	case !ValidID(id):
		v.fault("use up to 64 letters, digits and the marks - _ : .", "%q cannot be an id", id)
	case seen[id]:
		v.fault("give each its own id", "another %s has this id already", kind)
	}
	seen[id] = true
	if strings.TrimSpace(name) == "" {
		v.fault("give it a name", "it has no name")
	}
	if len(name) > 200 {
		v.fault("shorten it; 200 characters are the most", "its name has %d characters", len(name))
	}
}

func (v *validator) person(role string, id PersonID, needed bool) {
	switch {
	case id == "" && needed:
		v.fault("name one person", "it has no %s", role)
	case id != "" && v.x.Person(id) == nil:
		v.fault("add the person under people, or name one who is there: "+v.somePeople(string(id)), "its %s %q is nobody", role, id)
	}
}

func (v *validator) somePeople(got string) string {
	if near := nearest(got, v.s.People); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	var ids []string
	for _, p := range v.s.People[:min(len(v.s.People), 8)] {
		ids = append(ids, string(p.ID))
	}
	if len(v.s.People) > 8 {
		ids = append(ids, "…")
	}
	if len(ids) == 0 {
		return "there is nobody yet"
	}
	return strings.Join(ids, ", ")
}

// nearest returns the id that begins like got, or is contained in it.
func nearest(got string, people []Person) string {
	got = strings.ToLower(got)
	for _, p := range people {
		id, name := strings.ToLower(string(p.ID)), strings.ToLower(p.Name)
		if len(got) > 2 && (strings.HasPrefix(id, got[:3]) || strings.HasPrefix(name, got[:3])) {
			return string(p.ID)
		}
	}
	return ""
}

func (v *validator) date(what string, d Date) {
	if d != "" && !d.Valid() {
		v.fault("write year-month-day, such as 2026-12-31", "its %s %q is not a day of the calendar", what, d)
	}
}

func (v *validator) zone(name string) {
	if _, err := time.LoadLocation(name); err != nil || name == "Local" {
		v.fault("write an IANA zone such as Europe/Berlin", "%q is not a time zone", name)
	}
}

func (v *validator) visible(list []string) {
	for _, id := range list {
		if v.x.Person(PersonID(id)) == nil && v.x.Unit(UnitID(id)) == nil {
			v.fault("name people or units by their ids", "it is visible to %q, which is neither a person nor a unit", id)
		}
	}
}

func (v *validator) retired(r *Retirement) {
	if r != nil && (r.On == "" || !r.On.Valid() || r.Why == "") {
		v.fault("write retired: {on: 2026-12-31, why: …}", "it is retired without a date and a reason")
	}
}

func (v *validator) organisation() {
	o := v.s.Organisation
	v.on("organisation", string(o.ID), o.Name, map[string]bool{})
	v.zone(o.Zone)
	if c := o.Currency; c != "" && (len(c) != 3 || strings.ToUpper(c) != c) {
		v.fault("write a code of three capitals such as EUR", "%q is not a currency", c)
	}
	v.holidays(o.Holidays)
	v.kind, v.id = "vision", ""
	if m := v.s.Vision.Metric; m != "" && v.x.Metric(m) == nil {
		v.fault("name a metric of this strategy", "its metric %q does not exist", m)
	}
	v.date("date", v.s.Vision.By)
	for _, id := range v.s.Vision.Objectives {
		if v.x.Objective(id) == nil {
			v.fault("name an objective of this strategy", "its objective %q does not exist", id)
		}
	}
}

func (v *validator) holidays(all []Holiday) {
	for _, h := range all {
		if !h.On.Valid() {
			v.fault("write - {on: 2026-12-25, name: Christmas Day}", "a holiday is on %q, which is not a day of the calendar", h.On)
		}
	}
}

func (v *validator) perspectives() {
	seen := map[string]bool{}
	for _, p := range v.s.Perspectives {
		v.on("perspective", string(p.ID), p.Name, seen)
		v.person("owner", p.Owner, false)
	}
}

func (v *validator) units() {
	seen := map[string]bool{}
	for _, u := range v.s.Units {
		v.on("unit", string(u.ID), u.Name, seen)
		v.person("head", u.Head, false)
		v.holidays(u.Holidays)
		if u.Parent != "" && v.x.Unit(u.Parent) == nil {
			v.fault("name a unit of this strategy, or leave it out for the whole", "its parent %q does not exist", u.Parent)
		} else if v.loops(u.ID) {
			v.fault("let one of them have no parent", "it is below itself")
		}
	}
}

func (v *validator) loops(id UnitID) bool {
	above := v.x.UnitsAbove(id)
	last := v.x.Unit(above[len(above)-1])
	return last.Parent != "" && v.x.Unit(last.Parent) != nil
}

func (v *validator) people() {
	seen := map[string]bool{}
	identities := map[string]string{}
	for _, p := range v.s.People {
		v.on("person", string(p.ID), p.Name, seen)
		v.zone(p.Zone)
		for _, u := range p.Units {
			if v.x.Unit(u) == nil {
				v.fault("name a unit of this strategy", "the unit %q does not exist", u)
			}
		}
		for _, d := range p.DaysOff {
			v.date("day off", d.From)
			v.date("day off", d.To)
			if d.From == "" || d.To != "" && d.To < d.From {
				v.fault("write {from: 2026-12-21, to: 2027-01-03}", "days off from %q to %q are not a stretch of time", d.From, d.To)
			}
		}
		for service, user := range p.Identities {
			if other := identities[service+" "+user]; other != "" {
				v.fault("give each their own", "%s has the same identity at %s", other, service)
			}
			identities[service+" "+user] = string(p.ID)
		}
		for _, clock := range []string{p.Quiet.From, p.Quiet.To} {
			if _, err := time.Parse("15:04", clock); clock != "" && err != nil {
				v.fault("write hours such as 18:00", "quiet hours at %q are no time of day", clock)
			}
		}
	}
}

func (v *validator) objectives() {
	seen := map[string]bool{}
	for i := range v.s.Objectives {
		o := &v.s.Objectives[i]
		v.on("objective", string(o.ID), o.Name, seen)
		if v.x.Perspective(o.Perspective) == nil {
			v.fault("name one of: "+v.perspectiveIDs(), "its perspective %q does not exist", o.Perspective)
		}
		if v.x.Unit(o.Unit) == nil {
			v.fault("name a unit of this strategy", "its unit %q does not exist", o.Unit)
		}
		v.person("owner", o.Owner, false)
		v.visible(o.VisibleTo)
		v.date("start", o.From)
		v.retired(o.Retired)
		v.supports(o)
	}
}

func (v *validator) perspectiveIDs() string {
	var ids []string
	for _, p := range v.s.Perspectives {
		ids = append(ids, string(p.ID))
	}
	return strings.Join(ids, ", ")
}

// supports checks the cascade: upwards, and without a circle.
func (v *validator) supports(o *Objective) {
	for _, id := range o.Supports {
		up := v.x.Objective(id)
		switch {
		case up == nil:
			v.fault("name an objective of this strategy", "it supports %q, which does not exist", id)
		case id == o.ID || v.reaches(id, o.ID, map[ObjectiveID]bool{}):
			v.fault("let the lower unit's objective support the higher one's", "it supports itself, through %q", id)
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
		for what, id := range map[string]ObjectiveID{"cause": l.Cause, "effect": l.Effect} {
			if v.x.Objective(id) == nil {
				v.fault("name an objective of this strategy", "its %s %q does not exist", what, id)
			}
		}
		if l.Cause == l.Effect {
			v.fault("name another objective", "it leads from %q to itself", l.Cause)
		}
		pair := [2]ObjectiveID{l.Cause, l.Effect}
		if other := pairs[pair]; other != "" && l.Retired == nil {
			v.fault("keep one", "link %s says the same already", other)
		}
		if l.Retired == nil {
			pairs[pair] = l.ID
		}
		if l.LagWeeks < 0 || l.LagWeeks > 520 {
			v.fault("write a lag from 0 to 520 weeks", "its lag of %d weeks is impossible", l.LagWeeks)
		}
		v.person("owner", l.Owner, false)
		v.date("registration", l.Registered)
		v.retired(l.Retired)
		v.estimate(l)
	}
}

func (v *validator) estimate(l *Link) {
	e := l.Estimate
	if e == nil {
		return
	}
	v.person("estimate's author", e.By, false)
	for id, o := range map[MetricID]ObjectiveID{e.From: l.Cause, e.To: l.Effect} {
		m := v.x.Metric(id)
		switch {
		case m == nil:
			v.fault("name a metric of this strategy", "its estimate names the metric %q, which does not exist", id)
		case !m.Measures(o):
			v.fault("estimate between metrics of the two objectives", "its estimate names %q, which does not measure %q", id, o)
		}
	}
}

func (v *validator) actions() {
	seen := map[string]bool{}
	for i := range v.s.Actions {
		a := &v.s.Actions[i]
		v.on("action", string(a.ID), a.Name, seen)
		if v.x.Objective(a.Objective) == nil {
			v.fault("name an objective of this strategy", "its objective %q does not exist", a.Objective)
		}
		v.person("owner", a.Owner, false)
		v.date("start", a.Start)
		v.date("due date", a.Due)
		if a.Start != "" && a.Due != "" && a.Due < a.Start {
			v.fault("put the due date after the start", "it is due on %s, before it starts on %s", a.Due, a.Start)
		}
	}
}

func (v *validator) reviews() {
	seen := map[string]bool{}
	for i := range v.s.Reviews {
		r := &v.s.Reviews[i]
		v.on("review", string(r.ID), r.Name, seen)
		if r.Unit != "" && v.x.Unit(r.Unit) == nil {
			v.fault("name a unit of this strategy, or leave it out for the whole", "its unit %q does not exist", r.Unit)
		}
		v.person("chair", r.Chair, false)
		v.zone(r.Zone)
		if r.When == "" && len(r.On) == 0 {
			v.fault(`write when: "last Thursday of the month 10:00", or on: [2026-11-26 10:00]`, "it never meets")
		}
		if r.LeadHours < 0 || r.LeadHours > 24*28 {
			v.fault("write a lead of at most four weeks", "its lead of %d hours is impossible", r.LeadHours)
		}
	}
}
