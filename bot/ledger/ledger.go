package ledger

import (
	"context"
	"fmt"
	"sync"
	"time"

	"throughline/bot/chat"
	"throughline/bot/evidence"
	"throughline/bot/scorecard"
)

// Store is what the ledger needs of a transaction.
type Store interface {
	Now() time.Time
	Snapshot(ctx context.Context, today scorecard.Date) (*scorecard.Snapshot, error)
	Claim(ctx context.Context, key string) (bool, error)
	SaveVerdicts(ctx context.Context, all []scorecard.Verdict) error
	Send(ctx context.Context, out chat.Outgoing) error
	Remember(ctx context.Context, key string, body []byte, until time.Time) error
	Recall(ctx context.Context, key string) ([]byte, bool, error)
	Journal(ctx context.Context, what, subject, before, after string) error
}

// A Feature reviews the evidence when a review of it is due.
type Feature struct {
	mu   sync.Mutex
	done map[string]bool // the claims of each organisation that are known to be taken
}

const (
	// every is how many days lie between two reviews: with more frequent ones
	// chance has more chances.
	every = 28
	// opens is the hour from which the ledger works, on working days.
	opens = 9
)

// firstReview is a Monday that reviews are counted from.
const firstReview = scorecard.Date("2024-01-01")

// Tick holds the review of these four weeks, once, and looks for signals, once an
// hour, in the working hours of the organisation.
func (f *Feature) Tick(ctx context.Context, tx Store) error {
	now := tx.Now()
	s, err := tx.Snapshot(ctx, scorecard.DateOf(now))
	if err != nil || len(s.Links) == 0 {
		return err
	}
	local := now.In(zoneOf(s.Index))
	if local.Hour() < opens || local.Weekday() == time.Saturday || local.Weekday() == time.Sunday {
		return nil
	}
	here := *s
	here.Today = scorecard.DateOf(local)
	for _, work := range []struct {
		key string
		do  func(context.Context, Store, *scorecard.Snapshot) error
	}{
		{"ledger/" + string(reviewDay(here.Today)), f.hold},
		{"ledger/signals/" + local.Format("2006-01-02T15"), f.watch},
	} {
		mine, err := f.claim(ctx, tx, string(s.Organisation.ID)+" "+work.key, work.key)
		if err != nil {
			return err
		}
		if !mine {
			continue
		}
		if err := work.do(ctx, tx, &here); err != nil {
			return err
		}
	}
	return nil
}

// claim takes a piece of work, once for all who could do it. What is known to be
// taken is not asked for again.
func (f *Feature) claim(ctx context.Context, tx Store, name, key string) (bool, error) {
	f.mu.Lock()
	known := f.done[name]
	f.mu.Unlock()
	if known {
		return false, nil
	}
	first, err := tx.Claim(ctx, key)
	if err != nil || first {
		return first, err // it is known once it is done and somebody looks again
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.done == nil || len(f.done) > 1000 {
		f.done = map[string]bool{}
	}
	f.done[name] = true
	return false, nil
}

// hold judges every arrow, keeps the verdicts, and, when a quarter has begun
// since the review before, tells the organisation.
func (f *Feature) hold(ctx context.Context, tx Store, s *scorecard.Snapshot) error {
	all, tested := Judge(s)
	if err := tx.SaveVerdicts(ctx, all); err != nil {
		return fmt.Errorf("ledger: %w", err)
	}
	quarter := scorecard.PeriodOf(scorecard.Quarterly, s.Today)
	if scorecard.PeriodOf(scorecard.Quarterly, s.Today.Add(-every)) == quarter || tested.Tested == 0 {
		return nil
	}
	return f.tell(ctx, tx, s, all, tested)
}

// Judge returns the verdict on every arrow in force as of the snapshot's day.
// What the review before found is taken from the verdict a link carries; a link
// without one is judged as of four weeks ago, too, so that two reviews can agree
// wherever there is a history.
func Judge(s *scorecard.Snapshot) ([]scorecard.Verdict, evidence.Review) {
	now := evidence.Judge(evidence.Claims(s))
	before := map[scorecard.LinkID]evidence.Verdict{}
	unknown := false
	for i := range now.Judgements {
		if l := s.Link(now.Judgements[i].Link); l.Verdict != nil {
			before[l.ID] = evidence.Verdict(l.Verdict.Found)
		} else {
			unknown = true
		}
	}
	if unknown {
		earlier := evidence.Judge(evidence.ClaimsOn(s, s.Today.Add(-every)))
		for i := range earlier.Judgements {
			j := &earlier.Judgements[i]
			if _, known := before[j.Link]; !known {
				before[j.Link] = j.Verdict
			}
		}
	}
	out := make([]scorecard.Verdict, len(now.Judgements))
	for i := range now.Judgements {
		out[i] = verdict(&now.Judgements[i], before[now.Judgements[i].Link], s.Today)
	}
	return out, now
}

// verdict is what is kept of a judgement.
func verdict(j *evidence.Judgement, before evidence.Verdict, on scorecard.Date) scorecard.Verdict {
	v := scorecard.Verdict{
		Link: j.Link, On: on, Found: scorecard.VerdictWord(j.Verdict), Shown: scorecard.VerdictWord(evidence.Agree(before, j.Verdict)),
		Cause: j.Cause, Effect: j.Effect, Cadence: j.Cadence, Periods: j.Periods, LagWeeks: j.Weeks,
		Needed: j.Needed, RestsOn: j.RestsOn, CommonDriver: j.CommonDriver,
	}
	if j.Tested {
		v.PerUnit, v.Low, v.High = ordered(j.PerUnit*j.Slope, j.PerUnit*j.Low, j.PerUnit*j.High)
		v.SE = j.SE * max(j.PerUnit, -j.PerUnit)
	}
	for _, s := range j.Suffixes {
		v.Suffixes = append(v.Suffixes, string(s))
	}
	for _, w := range j.Warnings {
		v.Warnings = append(v.Warnings, string(w))
	}
	return v
}

func ordered(mid, a, b float64) (float64, float64, float64) { return mid, min(a, b), max(a, b) }

// reviewDay returns the Monday on which the review that holds on a day began.
func reviewDay(today scorecard.Date) scorecard.Date {
	days := today.Sub(firstReview)
	return firstReview.Add(days - days%every)
}

func zoneOf(x *scorecard.Index) *time.Location {
	loc, err := time.LoadLocation(x.ZoneOf(""))
	if err != nil {
		return time.UTC
	}
	return loc
}
