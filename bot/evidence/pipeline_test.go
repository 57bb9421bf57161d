package evidence

import (
	"math"
	"testing"
)

// judged runs the pipeline on series without a calendar, as the reference does.
type judged struct {
	frame
	lag, sign int
}

func judgeAll(all []judged) ([]Judgement, []trial) {
	js, ts, p := make([]Judgement, len(all)), make([]trial, len(all)), make([]float64, len(all))
	for i, a := range all {
		ts[i], p[i] = a.try(a.lag), math.NaN()
		js[i] = Judgement{Sign: a.sign, Verdict: TooLittle}
		if ts[i].best >= 0 {
			b := ts[i].fits[ts[i].best]
			p[i] = ts[i].p
			js[i].Tested, js[i].Slope, js[i].Without = true, b.Slope, ts[i].pWithout
		}
	}
	for i, q := range Adjusted(p) {
		js[i].Q = q
		if js[i].Tested {
			js[i].decide(&layout{frame: all[i].frame, lag: all[i].lag, x: all[i].x}, &ts[i])
		}
	}
	return js, ts
}

// word is our verdict for the reference's word and its flag "fragile".
func word(verdict string, fragile bool) Verdict {
	if fragile {
		return EarlySign
	}
	return Verdict(verdict)
}

func TestPublicSeriesAsInR(t *testing.T) {
	var ref struct {
		Cases []struct {
			ID, File, Cause, Effect, Season_columns, Verdict_alone     string
			Log, Fragile                                               bool
			Declared_lag, Sign, Best_lag, DF                           int
			Season, First                                              *int
			Slope, SE, P_window, P_leave_one_out, Partial_r, Power_r05 float64
			CI80                                                       []float64
			Lags                                                       []struct {
				Lag, DF, Rows, Cols, Y_lags                           int
				Slope, SE, T, P, Partial_r, Resid_r1, P_leave_one_out float64
			}
		}
	}
	golden(t, "pipeline_public.json", &ref)
	if len(ref.Cases) < 7 {
		t.Fatalf("%d cases, want the public ones", len(ref.Cases))
	}
	for _, c := range ref.Cases {
		t.Run(c.ID, func(t *testing.T) {
			d := table(t, c.File)
			x, _ := scaled(d[c.Cause], c.Log)
			y, _ := scaled(d[c.Effect], c.Log)
			if c.First != nil {
				x, y = x[:*c.First], y[:*c.First]
			}
			m := 0
			if c.Season != nil {
				m = *c.Season
			}
			a := judged{frame: frame{x: x, y: y}, lag: c.Declared_lag, sign: c.Sign}
			a.seasons, a.season = seasonColumns(len(y), known(y), m, 0)
			js, ts := judgeAll([]judged{a})
			j, tr := js[0], ts[0]
			if len(tr.fits) != len(c.Lags) {
				t.Fatalf("%d lags, want %d", len(tr.fits), len(c.Lags))
			}
			for i, w := range c.Lags {
				f := tr.fits[i]
				if f.Lag != w.Lag || f.DF != w.DF || f.Rows != w.Rows || f.Columns != w.Cols || f.OwnPast != w.Y_lags {
					t.Errorf("lag %d: %+v, want %+v", w.Lag, f, w)
				}
				near(t, "slope", f.Slope, w.Slope)
				near(t, "se", f.SE, w.SE)
				near(t, "t", f.T, w.T)
				near(t, "p", f.P, w.P)
				near(t, "partial r", f.Partial, w.Partial_r)
				near(t, "leftover", f.Leftover, w.Resid_r1)
				near(t, "left one out", f.PWithout, w.P_leave_one_out)
			}
			near(t, "p of the window", tr.p, c.P_window)
			near(t, "p left one out", tr.pWithout, c.P_leave_one_out)
			near(t, "power", power(wantedR, tr.fits[tr.best].DF, alpha/float64(tr.lags())), c.Power_r05)
			if want := word(c.Verdict_alone, c.Fragile); j.Verdict != want || tr.fits[tr.best].Lag != c.Best_lag || a.seasons != c.Season_columns {
				t.Errorf("%s at lag %d, season %s; want %s at %d, %s", j.Verdict, tr.fits[tr.best].Lag, a.seasons, want, c.Best_lag, c.Season_columns)
			}
		})
	}
}

func TestPanelAsInR(t *testing.T) {
	var ref struct {
		Links []struct {
			From, To, Verdict                                     string
			Lag, Sign, Best_lag, DF, Rows                         int
			Slope, SE, P_window, Q_bh, P_leave_one_out, Partial_r float64
			Fragile                                               bool
			Power                                                 float64
		}
	}
	golden(t, "pipeline_panel12.json", &ref)
	d := table(t, "panel12.csv")
	var all []judged
	for _, l := range ref.Links {
		all = append(all, judged{frame: frame{x: d[l.From], y: d[l.To]}, lag: l.Lag, sign: l.Sign})
	}
	js, ts := judgeAll(all)
	for i, l := range ref.Links {
		name := l.From + " to " + l.To
		best := ts[i].fits[ts[i].best]
		near(t, name+": slope", best.Slope, l.Slope)
		near(t, name+": se", best.SE, l.SE)
		near(t, name+": p", ts[i].p, l.P_window)
		near(t, name+": q", js[i].Q, l.Q_bh)
		near(t, name+": left one out", ts[i].pWithout, l.P_leave_one_out)
		near(t, name+": power", js[i].Power, l.Power)
		if want := word(l.Verdict, l.Fragile); js[i].Verdict != want || best.Lag != l.Best_lag || best.DF != l.DF || best.Rows != l.Rows {
			t.Errorf("%s: %s at lag %d (%d of %d), want %s at %d (%d of %d)", name, js[i].Verdict, best.Lag, best.DF, best.Rows, want, l.Best_lag, l.DF, l.Rows)
		}
	}
}
