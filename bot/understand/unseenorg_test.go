package understand

import "throughline/bot/scorecard"

// A plan puts together the strategy of one of the organisations that the unseen
// questions are about.
type plan struct{ s scorecard.Strategy }

func (p *plan) unit(id, name string, aliases ...string) {
	p.s.Units = append(p.s.Units, scorecard.Unit{ID: scorecard.UnitID(id), Name: name, Parent: p.s.Units[0].ID, Aliases: aliases})
}

func (p *plan) person(id, name string, units ...scorecard.UnitID) {
	p.s.People = append(p.s.People, scorecard.Person{ID: scorecard.PersonID(id), Name: name, Units: units})
}

func (p *plan) aim(id, name, perspective, unit string, aliases ...string) {
	p.s.Objectives = append(p.s.Objectives, scorecard.Objective{ID: scorecard.ObjectiveID(id), Name: name, Perspective: scorecard.PerspectiveID(perspective), Unit: scorecard.UnitID(unit), Aliases: aliases})
}

func (p *plan) metric(id, name, aim, measure string, d scorecard.Direction, synonyms, inverse []string) {
	p.s.Metrics = append(p.s.Metrics, scorecard.Metric{ID: scorecard.MetricID(id), Name: name, Objective: scorecard.ObjectiveID(aim), Measure: scorecard.Measure(measure), Direction: d, Synonyms: synonyms, Inverse: inverse, Cadence: scorecard.Weekly})
}

func newPlan(id, name string) *plan {
	return &plan{scorecard.Strategy{Organisation: scorecard.Organisation{ID: scorecard.OrgID(id), Name: name, Currency: "EUR"},
		Units: []scorecard.Unit{{ID: scorecard.UnitID(id), Name: name}}}}
}

// school is a school board, made up.
func school() *scorecard.Strategy {
	p := newPlan("elmridge", "Elmridge School Board")
	p.s.Perspectives = []scorecard.Perspective{{ID: "financial", Name: "Stewardship", Aliases: []string{"money"}}, {ID: "community", Name: "Families", Aliases: []string{"customer"}}, {ID: "process", Name: "Internal process"}, {ID: "learning", Name: "Staff and learning"}}
	p.unit("teaching", "Teaching & Learning", "teachers", "curriculum", "classroom")
	p.unit("transport", "Student Transport", "transport", "bus")
	p.unit("hr", "People Services", "HR")
	p.unit("it", "Technology", "IT")
	p.unit("finance", "Business Office", "finance", "budget office")
	p.unit("facilities", "Facilities", "maintenance", "janitors")
	p.unit("admissions", "Enrolment Office", "admissions")
	p.person("grace", "Grace Lim", "teaching")
	p.person("hugo", "Hugo Baptiste", "transport")
	p.person("fern", "Fern Walsh", "hr")
	p.person("idris", "Idris Khan", "it")
	p.person("paula", "Paula Voss", "finance")
	p.person("ned", "Ned Carver", "facilities", "transport")
	p.aim("o_achieve", "Raise student achievement", "community", "teaching", "achievement", "student outcomes")
	p.aim("o_trustf", "Earn families' trust", "community", "teaching", "family trust")
	p.aim("o_safe", "Safe schools", "process", "facilities", "safety")
	p.aim("o_bus", "Buses on time", "process", "transport", "punctual buses")
	p.aim("o_staff", "Keep great teachers", "learning", "hr", "staffing", "keep teachers")
	p.aim("o_budget", "Balance the budget", "financial", "finance", "balanced budget")
	p.aim("o_build", "Sound buildings", "process", "facilities", "buildings")
	p.aim("o_skill", "Coach every teacher", "learning", "teaching")
	h, l := scorecard.Higher, scorecard.Lower
	p.metric("m_grad", "Graduation rate", "o_achieve", "%", h, []string{"graduation"}, []string{"dropouts", "dropout rate"})
	p.metric("m_read", "Reading proficiency", "o_achieve", "%", h, []string{"reading scores", "literacy"}, nil)
	p.metric("m_att", "Student attendance", "o_achieve", "%", h, []string{"attendance"}, []string{"absenteeism", "absences"})
	p.metric("m_par", "Parent satisfaction", "o_trustf", "%", h, []string{"PSI", "satisfaction"}, nil)
	p.metric("m_bus", "Bus punctuality", "o_bus", "%", h, []string{"on-time buses"}, []string{"late buses"})
	p.metric("m_inc", "Safety incidents", "o_safe", "incidents", l, []string{"incidents"}, nil)
	p.metric("m_ret", "Teacher retention", "o_staff", "%", h, []string{"retention"}, []string{"turnover"})
	p.metric("m_keep", "Student retention", "o_trustf", "%", h, []string{"retention"}, nil)
	p.metric("m_vac", "Vacancy days", "o_staff", "days", l, []string{"time to hire"}, nil)
	p.metric("m_hrs", "Coaching hours", "o_skill", "hours", h, []string{"coaching"}, nil)
	p.metric("m_cost", "Cost per pupil", "o_budget", "EUR", l, []string{"CPP"}, nil)
	p.metric("m_maint", "Repair backlog", "o_build", "jobs", l, []string{"backlog"}, nil)
	p.metric("m_dev", "Device uptime", "o_achieve", "%", h, []string{"uptime"}, []string{"downtime"})
	return &p.s
}

// software is a software firm, made up.
func software() *scorecard.Strategy {
	p := newPlan("quillmark", "Quillmark Software")
	p.s.Perspectives = []scorecard.Perspective{{ID: "financial", Name: "Financial"}, {ID: "customer", Name: "Customer"}, {ID: "process", Name: "Internal process"}, {ID: "learning", Name: "Learning and growth"}}
	p.unit("product", "Product")
	p.unit("eng", "Engineering", "devs", "IT")
	p.unit("cs", "Customer Success", "CS", "success team")
	p.unit("sales", "Sales")
	p.unit("mkt", "Marketing")
	p.unit("ops", "Cloud Operations", "SRE", "infra")
	p.unit("people", "People", "HR")
	p.unit("fin", "Finance")
	p.person("sam", "Sam Ortiz", "cs")
	p.person("yuki", "Yuki Mori", "eng")
	p.person("bea", "Bea Holm", "sales")
	p.person("raj", "Raj Anand", "product")
	p.person("oskar", "Oskar Blom", "ops")
	p.person("ines", "Ines Prado", "people")
	p.person("carl", "Carl Voigt", "fin")
	p.aim("o_arr", "Grow recurring revenue", "financial", "sales", "revenue growth")
	p.aim("o_margin", "Protect margin", "financial", "fin")
	p.aim("o_love", "Make customers successful", "customer", "cs", "happy customers", "loyalty")
	p.aim("o_brand", "Become the known name", "customer", "mkt", "brand")
	p.aim("o_ship", "Ship value faster", "process", "eng", "delivery speed")
	p.aim("o_stable", "Run a stable platform", "process", "ops", "stability", "stable platform")
	p.aim("o_talent", "Grow strong engineers", "learning", "people", "talent")
	h, l := scorecard.Higher, scorecard.Lower
	p.metric("m_arr", "Annual recurring revenue", "o_arr", "EUR", h, []string{"ARR", "revenue", "sales"}, nil)
	p.metric("m_gm", "Gross margin", "o_margin", "%", h, []string{"margin"}, nil)
	p.metric("m_churn", "Logo churn", "o_love", "%", l, []string{"churn", "lost customers"}, []string{"retention"})
	p.metric("m_nps", "Net promoter score", "o_love", "points", h, []string{"NPS"}, nil)
	p.metric("m_onb", "Onboarding time", "o_love", "days", l, []string{"time to value"}, nil)
	p.metric("m_trial", "Trial signups", "o_brand", "signups", h, []string{"signups", "trials"}, nil)
	p.metric("m_aware", "Brand awareness", "o_brand", "%", h, []string{"awareness"}, nil)
	p.metric("m_lead", "Lead time for changes", "o_ship", "days", l, []string{"lead time", "cycle time"}, nil)
	p.metric("m_bug", "Escaped defects", "o_ship", "defects", l, []string{"bugs", "defects"}, nil)
	p.metric("m_mttr", "Time to restore", "o_stable", "hours", l, []string{"MTTR"}, nil)
	p.metric("m_avail", "Service availability", "o_stable", "%", h, []string{"uptime", "availability"}, []string{"outages"})
	p.metric("m_learn", "Training hours", "o_talent", "hours", h, []string{"training"}, nil)
	p.metric("m_attr", "Regretted attrition", "o_talent", "%", l, []string{"attrition"}, nil)
	p.metric("m_tick", "Ticket response time", "o_love", "hours", l, []string{"response time", "first response"}, nil)
	return &p.s
}

// bank is a bank, made up.
func bank() *scorecard.Strategy {
	p := newPlan("harrow", "Harrow Vale Bank")
	p.s.Organisation.Aliases = []string{"the bank"}
	p.s.Perspectives = []scorecard.Perspective{{ID: "financial", Name: "Financial"}, {ID: "customer", Name: "Customer"}, {ID: "process", Name: "Process"}, {ID: "learning", Name: "People and skills"}}
	p.unit("branches", "Branches", "branch network")
	p.unit("lending", "Lending", "loans desk")
	p.unit("risk", "Risk")
	p.unit("fraud", "Fraud Desk")
	p.unit("digital", "Digital Banking", "digital", "IT")
	p.person("tess", "Tess Moran", "branches")
	p.person("omari", "Omari Doe", "fraud")
	p.person("pia", "Pia Lund", "lending")
	p.person("wren", "Wren Abel", "digital")
	p.aim("o_dep", "Grow stable funding", "financial", "branches", "funding")
	p.aim("o_trust", "Earn lasting trust", "customer", "branches", "customer trust")
	p.aim("o_fast", "Decide on loans quickly", "process", "lending", "fast decisions")
	p.aim("o_safe", "Keep money safe", "process", "fraud")
	p.aim("o_adv", "Advisers who know", "learning", "branches")
	h, l := scorecard.Higher, scorecard.Lower
	p.metric("m_dep", "Deposits", "o_dep", "EUR", h, nil, nil)
	p.metric("m_cir", "Cost income ratio", "o_dep", "%", l, []string{"CIR"}, nil)
	p.metric("m_app", "App rating", "o_trust", "points", h, []string{"app score"}, nil)
	p.metric("m_comp", "Complaints", "o_trust", "complaints", l, nil, nil)
	p.metric("m_queue", "Branch waiting time", "o_trust", "minutes", l, []string{"queue"}, nil)
	p.metric("m_mort", "Mortgage approval time", "o_fast", "days", l, []string{"mortgage approvals"}, nil)
	p.metric("m_mdef", "Mortgage default rate", "o_fast", "%", l, []string{"defaults", "default rate"}, nil)
	p.metric("m_card", "Card default rate", "o_safe", "%", l, []string{"defaults", "default rate"}, nil)
	p.metric("m_fraud", "Fraud losses", "o_safe", "EUR", l, nil, nil)
	p.metric("m_cert", "Certified advisers", "o_adv", "%", h, []string{"adviser certification"}, nil)
	for i := range p.s.Metrics {
		if p.s.Metrics[i].ID == "m_app" {
			p.s.Metrics[i].Owner = "wren"
		}
	}
	return &p.s
}

// museum is a group of museums, made up.
func museum() *scorecard.Strategy {
	p := newPlan("tidewater", "Tidewater Museums")
	p.s.Perspectives = []scorecard.Perspective{{ID: "financial", Name: "Funding"}, {ID: "customer", Name: "Visitor"}, {ID: "process", Name: "Operations"}, {ID: "learning", Name: "People"}}
	p.unit("exh", "Exhibitions")
	p.unit("shop", "Museum Shop", "shop")
	p.unit("care", "Conservation", "conservators")
	p.unit("front", "Visitor Services")
	p.person("abe", "Abe Stone", "exh")
	p.person("dina", "Dina Rossi", "care")
	p.person("felix", "Felix Brandt", "shop")
	p.aim("o_fund", "Fund our future", "financial", "shop")
	p.aim("o_joy", "Delight visitors", "customer", "front")
	p.aim("o_fit", "Exhibits that work", "process", "care")
	p.aim("o_know", "Docents who inspire", "learning", "exh")
	h, l := scorecard.Higher, scorecard.Lower
	p.metric("m_inc", "Ticket income", "o_fund", "EUR", h, []string{"ticket sales"}, nil)
	p.metric("m_mem", "Memberships", "o_fund", "members", h, nil, nil)
	p.metric("m_vis", "Visitor numbers", "o_joy", "visitors", h, []string{"footfall"}, nil)
	p.metric("m_rate", "Visitor rating", "o_joy", "points", h, nil, nil)
	p.metric("m_broken", "Broken exhibits", "o_fit", "exhibits", l, nil, nil)
	p.metric("m_open", "Openings on schedule", "o_fit", "%", h, []string{"exhibition openings on schedule"}, nil)
	p.metric("m_doc", "Docent training", "o_know", "hours", h, nil, nil)
	return &p.s
}
