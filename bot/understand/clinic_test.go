package understand

import (
	"throughline/bot/scorecard"
)

// clinic is an organisation made up for the questions in testdata.
func clinic() *scorecard.Strategy {
	metric := func(id, name, objective, measure string, d scorecard.Direction, synonyms, inverse []string) scorecard.Metric {
		return scorecard.Metric{ID: scorecard.MetricID(id), Name: name, Objective: scorecard.ObjectiveID(objective), Measure: scorecard.Measure(measure), Direction: d, Synonyms: synonyms, Inverse: inverse, Cadence: scorecard.Weekly}
	}
	objective := func(id, name, perspective, unit string, aliases ...string) scorecard.Objective {
		return scorecard.Objective{ID: scorecard.ObjectiveID(id), Name: name, Perspective: scorecard.PerspectiveID(perspective), Unit: scorecard.UnitID(unit), Aliases: aliases}
	}
	unit := func(id, name string, aliases ...string) scorecard.Unit {
		return scorecard.Unit{ID: scorecard.UnitID(id), Name: name, Parent: "bright", Aliases: aliases}
	}
	person := func(id, name string, units ...scorecard.UnitID) scorecard.Person {
		return scorecard.Person{ID: scorecard.PersonID(id), Name: name, Units: units}
	}
	return &scorecard.Strategy{
		Organisation: scorecard.Organisation{ID: "bright", Name: "Brightwater Clinics", Currency: "EUR"},
		Perspectives: []scorecard.Perspective{{ID: "financial", Name: "Financial"}, {ID: "customer", Name: "Patient", Aliases: []string{"customer"}}, {ID: "process", Name: "Internal process"}, {ID: "learning", Name: "Learning and growth"}},
		Units: []scorecard.Unit{{ID: "bright", Name: "Brightwater Clinics"}, unit("care", "Patient Care", "care", "nurses"), unit("front", "Front Desk", "reception"), unit("lab", "Laboratory", "lab"),
			unit("digital", "Digital", "IT"), unit("finance", "Finance", "accounting"), unit("people", "People", "HR", "human resources"), unit("growth", "Growth", "marketing")},
		People: []scorecard.Person{person("nora", "Nora Bell", "care"), person("ivan", "Ivan Petrov", "lab"), person("mei", "Mei Tanaka", "front"), person("omar", "Omar Haddad", "finance"),
			person("ruth", "Ruth Cole", "people"), person("luca", "Luca Romano", "digital", "growth"), person("zoe", "Zoe Quinn")},
		Objectives: []scorecard.Objective{objective("o_profit", "Grow sustainably", "financial", "finance", "sustainable growth"), objective("o_trust", "Earn patients' trust", "customer", "care", "patient trust"),
			objective("o_wait", "Cut waiting", "process", "front", "short waits"), objective("o_quality", "Get it right first time", "process", "care", "care quality"), objective("o_lab", "Fast reliable results", "process", "lab"),
			objective("o_team", "Keep skilled staff", "learning", "people", "staffing"), objective("o_portal", "Make the portal easy", "process", "digital", "portal")},
		Metrics: []scorecard.Metric{
			metric("m_rev", "Clinic revenue", "o_profit", "EUR", scorecard.Higher, []string{"revenue", "takings", "turnover"}, nil),
			metric("m_cost", "Cost per visit", "o_profit", "EUR", scorecard.Lower, []string{"CPV", "visit cost"}, nil),
			metric("m_sat", "Patient satisfaction", "o_trust", "%", scorecard.Higher, []string{"PSAT", "satisfaction"}, []string{"complaints"}),
			metric("m_wait", "Waiting time", "o_wait", "minutes", scorecard.Lower, []string{"wait time", "waiting times"}, nil),
			metric("m_noshow", "No-show rate", "o_wait", "%", scorecard.Lower, []string{"no-shows", "missed appointments"}, []string{"attendance"}),
			metric("m_tat", "Lab turnaround", "o_lab", "hours", scorecard.Lower, []string{"TAT", "turnaround time"}, nil),
			metric("m_err", "Error rate", "o_quality", "%", scorecard.Lower, []string{"errors", "mistakes"}, nil),
			metric("m_left", "Staff turnover", "o_team", "%", scorecard.Lower, []string{"turnover", "attrition"}, []string{"staff retention"}),
			metric("m_train", "Training days", "o_team", "days", scorecard.Higher, []string{"training"}, nil),
			metric("m_online", "Online bookings", "o_portal", "%", scorecard.Higher, []string{"web bookings"}, nil),
			metric("m_up", "Portal uptime", "o_portal", "%", scorecard.Higher, []string{"uptime"}, []string{"downtime"}),
		},
	}
}
