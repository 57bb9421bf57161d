package scorecard

import "slices"

// MayReport reports whether p may record a value for m: its owner, updater or
// backup, the owner of its objective or perspective, the head of a unit above
// it, and editors.
func (x *Index) MayReport(p PersonID, m *Metric) bool {
	who := x.people[p]
	if who == nil || p == "" {
		return false
	}
	if who.Role == Editor || p == m.Owner || p == m.Updater || p == m.Backup {
		return true
	}
	if o := x.objectives[m.Objective]; o != nil {
		if p == x.OwnerOf(o) {
			return true
		}
		if l := x.perspectives[o.Perspective]; l != nil && l.Owner == p {
			return true
		}
	}
	return slices.ContainsFunc(x.UnitsAbove(x.UnitOf(m)), func(u UnitID) bool { return x.units[u].Head == p })
}

// An Audience is who will read what is said: the one who asked, and whether
// anybody else can see the answer. The zero Audience may see nothing.
type Audience struct {
	Person  PersonID
	Private bool // only the person reads it
}

// Open reports whether everybody in the organisation may see m.
func (m *Metric) Open() bool { return len(m.VisibleTo) == 0 }

// MaySee reports whether m may be shown to a. A restricted metric is shown only
// in private, and only to those it names, to who reports it, and to editors;
// guests see only what names them; somebody unknown sees nothing.
func (x *Index) MaySee(a Audience, m *Metric) bool {
	who := x.people[a.Person]
	if who == nil {
		return false
	}
	if m.Open() {
		return who.Role != Guest
	}
	return a.Private && x.Cleared(a.Person, m)
}

// Cleared reports whether p is among those a restricted metric is for, wherever
// they ask. Everybody but guests is cleared for an open one.
func (x *Index) Cleared(p PersonID, m *Metric) bool {
	who := x.people[p]
	switch {
	case who == nil:
		return false
	case m.Open():
		return who.Role != Guest
	case who.Role == Editor || p == m.Owner || p == m.Updater || p == m.Backup:
		return true
	}
	return x.named(who, m.VisibleTo)
}

// MaySeeObjective is MaySee for an objective's name and state.
func (x *Index) MaySeeObjective(a Audience, o *Objective) bool {
	who := x.people[a.Person]
	switch {
	case who == nil:
		return false
	case len(o.VisibleTo) == 0:
		return who.Role != Guest
	}
	return a.Private && (who.Role == Editor || a.Person == x.OwnerOf(o) || x.named(who, o.VisibleTo))
}

// named reports whether the list holds the person, or a unit they belong to.
func (x *Index) named(who *Person, list []string) bool {
	if slices.Contains(list, string(who.ID)) {
		return true
	}
	for _, u := range who.Units {
		for _, above := range x.UnitsAbove(u) {
			if slices.Contains(list, string(above)) {
				return true
			}
		}
	}
	return false
}
