package digest

import (
	"throughline/bot/evidence"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// outlook says of a metric that is off its target what the meeting needs to
// know beside the number: whether the newest value is more than noise, and
// whether the target can be met as things are. Marked text; nothing where the
// history is too short to tell.
func (c composer) outlook(st scorecard.Standing) []string {
	m, v := st.Metric, voiceOf(c.Snapshot)
	series := evidence.SeriesOf(m, c.Histories[m.ID], c.Today)
	chart := evidence.Recent(series)
	var out []string
	if s, loud := chart.Loud(); loud && chart.Known && !chart.Drifting && s.Rule == evidence.Outside {
		r := prompts.Range{Mean: chart.Limits.Mean, Lower: chart.Limits.Lower, Upper: chart.Limits.Upper}
		out = append(out, v.Signal(m, s.Period, s.Value, v.SignalWords("outside", s.Up), r))
	}
	if !st.HasTarget {
		return out
	}
	can, limits := evidence.CapabilityOf(series, m, st.Target)
	if can == evidence.CannotReach {
		return append(out, v.CanReach(m, st.Target, "never", prompts.Range{Mean: limits.Mean, Lower: limits.Lower, Upper: limits.Upper}))
	}
	o := evidence.OnTrack(series, m, st.Target)
	if o.Course == evidence.OffCourse || o.Course == evidence.EitherWay {
		out = append(out, v.OnCourse(m, st.Target, prompts.Outlook{
			Chance: o.Chance, Course: string(o.Course), By: st.Target.By, Pace: o.Pace, Best: o.Best, BestEnd: o.BestEnd, Ahead: o.Ahead, Unheardof: o.Unprecedented,
		}))
	}
	return out
}
