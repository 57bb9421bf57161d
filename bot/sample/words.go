package sample

import "throughline/bot/scorecard"

// spoken is what owners of the logistics example say when a number is out of the
// ordinary: first when it was bad, then when it was good.
var spoken = map[scorecard.MetricID][2][]string{
	"on_time": {
		{"two depots short of drivers all week", "ring road closed on Tuesday", "trucks loaded late three days running"},
		{"the new route plan held every day", "loads were ready when the drivers were"},
	},
	"fulfilment": {
		{"new pickers still slow", "scanner outage on Monday", "returns piled up after the weekend"},
		{"the second shift cleared the backlog", "slotting by order time works"},
	},
	"churn": {
		{"exit calls: six of ten named late parcels", "two large shops merged their carriers"},
		{"the win-back calls kept four accounts"},
	},
	"nps":          {{"comments name late parcels and missed calls"}, {"many mention the drivers by name"}},
	"repeat":       {{"smaller shops paused orders"}, {"the spring range moved early"}},
	"accidents":    {{"black ice on two mornings", "a reversing accident at the new dock"}, {"no accident with more than a scratch"}},
	"fuel":         {{"detours around the closed bridge", "cold starts"}, {"tyre pressure checks pay off"}},
	"damage":       {{"temporary loaders skipped the strap check"}, {"strap check done at every dock"}},
	"training":     {{"shifts too thin to send people"}, {"the depot pilot ran every day"}},
	"time_to_hire": {{"two offers declined for pay"}, {"referrals filled four places"}},
	"uptime":       {{"database restart on Thursday", "a failed update, rolled back in 20 minutes"}, {"no incident"}},
	"first_response": {
		{"two agents off sick", "storm of complaints after the outage"},
		{"the prepared answers help"},
	},
	"first_contact": {{"many tickets waited for the depot"}, {"agents may now grant refunds themselves"}},
	"pipeline":      {{"a tender was postponed to next quarter"}, {"two distributors asked for offers"}},
	"revenue_month": {{"fewer working days, and one large account paused"}, {"catch-up volume of two large accounts"}},
	"margin":        {{"overtime in the warehouse"}, {"fewer evening runs"}},
}

// note returns the owner's words for a period, where the number stood out.
func (w *World) note(m *scorecard.Metric, p scorecard.Period) string {
	z := w.Deviation(m.ID, p)
	if z > -1.1 && z < 1.3 || w.dice("quiet", string(m.ID), string(p)) < 0.2 {
		return ""
	}
	which := 0
	if z > 0 {
		which = 1
	}
	said := spoken[m.ID][which]
	if len(said) == 0 {
		return ""
	}
	return said[int(w.dice("which", string(m.ID), string(p))*float64(len(said)))]
}
