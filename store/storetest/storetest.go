// Package storetest is what every database of Throughline must do. A database
// that passes Run may be put under the rest of the program.
package storetest

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
	"throughline/store"
)

// A Clock is a clock that stands still until it is moved.
type Clock struct {
	mu sync.Mutex
	t  time.Time
}

// Start is the moment at which every test begins: a Monday morning.
var Start = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// NewClock returns a clock that stands at Start.
func NewClock() *Clock { return &Clock{t: Start} }

// Now returns the time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

// Move moves the clock on, or back.
func (c *Clock) Move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// An Opener opens an empty database that reads the time from now, and closes it
// when the test ends. It returns a second view of the same database too, as
// another process would have it.
type Opener func(t testing.TB, now func() time.Time) (db, other *store.DB)

// Run holds the database that open opens to everything the program relies on.
func Run(t *testing.T, open Opener) {
	for _, c := range []struct {
		name string
		test func(*bench)
	}{
		{"a strategy comes back as it was applied", strategyComesBack},
		{"only what differs is written", onlyDifferencesAreWritten},
		{"the strategy of a past moment is kept", strategyAtAMoment},
		{"what cannot be applied changes nothing", wrongStrategies},
		{"an action is saved by itself", savesActions},
		{"a correction supersedes and overwrites nothing", correctionsSupersede},
		{"a late report is in force all the same", lateReports},
		{"imports can be repeated", importsRepeat},
		{"what is not known is not recorded", unknownIsRefused},
		{"asks are opened once and found in every way", asksAreFound},
		{"what comes in is kept once", incomingOnce},
		{"a conversation is handled in order", incomingInOrder},
		{"a failing message steps aside", incomingFails},
		{"only one can handle a message", incomingHandledOnce},
		{"a channel is written to in order", outgoingInOrder},
		{"a channel by its name and by its id is one", outgoingNamesBecomeIDs},
		{"the same key edits in place", outgoingEdits},
		{"what hangs from a message waits for it", outgoingThreads},
		{"what was lost is sent again", outgoingLeases},
		{"an answer is handed out as soon as it is said", answersAtOnce},
		{"an answer that nobody took is not lost", answersNotTaken},
		{"a dead letter holds up nothing", outgoingDies},
		{"a service may ask for patience", outgoingPatience},
		{"we know our own messages", keysAt},
		{"a message is known by the ids of its service", keysAtIDs},
		{"people are known as their service last told", profiles},
		{"people live where their service says", zones},
		{"a link carries its newest verdict", verdicts},
		{"an adapter keeps its things", drawers},
		{"the next moment to send is known", nextOutgoing},
		{"what is handled as it comes in is known", incomingTaken},
		{"due work is claimed once", claimsOnce},
		{"watermarks", watermarks},
		{"conversations are remembered for a while", remembers},
		{"what is remembered is new once", remembersFirst},
		{"what was frozen stays", freezes},
		{"decisions come back", decisionsComeBack},
		{"gaps are counted", gapsAreCounted},
		{"the journal says who, what and whence", journals},
		{"a failed transaction leaves nothing", rollsBack},
		{"a reader cannot write", readersCannotWrite},
		{"a snapshot is always of now", snapshotsAreCurrent},
		{"two organisations never meet", organisationsNeverMeet},
		{"the workspace keeps what was said", workspaceKeeps},
		{"sixteen writers", sixteenWriters},
	} {
		t.Run(c.name, func(t *testing.T) {
			clock := NewClock()
			db, other := open(t, clock.Now)
			c.test(&bench{T: t, db: db, other: other, clock: clock})
		})
	}
}

// A bench is what one test works at.
type bench struct {
	*testing.T
	db, other *store.DB
	clock     *Clock
}

const org scorecard.OrgID = "larkfield"

var ana = scorecard.Actor{Person: "ana", From: "web"}

func (b *bench) ctx() context.Context { return b.Context() }

func (b *bench) write(f func(*store.Tx) error) {
	b.Helper()
	b.must(b.db.Write(b.ctx(), org, ana, f))
}

func (b *bench) read(f func(*store.Tx) error) {
	b.Helper()
	b.must(b.db.Read(b.ctx(), org, f))
}

func (b *bench) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// apply puts the fixture's strategy in force.
func (b *bench) apply() *scorecard.Strategy {
	b.Helper()
	s := Strategy(org)
	b.write(func(tx *store.Tx) error { return tx.Apply(b.ctx(), s) })
	return s
}

func (b *bench) snapshot(db *store.DB) *scorecard.Snapshot {
	b.Helper()
	s, err := db.Snapshot(b.ctx(), org, scorecard.DateOf(b.clock.Now()))
	b.must(err)
	return s
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// Strategy returns a small strategy that uses every kind of part.
func Strategy(org scorecard.OrgID) *scorecard.Strategy {
	null := func(s string) decimal.NullDecimal { return decimal.NewNullDecimal(dec(s)) }
	return &scorecard.Strategy{
		Organisation: scorecard.Organisation{
			ID: org, Name: "Larkfield Freight", Currency: "EUR", Zone: "Europe/Berlin", Channel: "#strategy",
			Holidays: []scorecard.Holiday{{On: "2026-12-25", Name: "Christmas Day"}},
		},
		Vision: scorecard.Vision{Text: "First choice on every lane.", Metric: "m_share", Target: null("20"), By: "2027-12-31"},
		Perspectives: []scorecard.Perspective{
			{ID: "financial", Name: "Financial", Owner: "sofia"}, {ID: "customer", Name: "Customer"},
		},
		Units: []scorecard.Unit{{ID: "whole", Name: "Larkfield"}, {ID: "fleet", Name: "Fleet", Parent: "whole", Head: "ana", Channel: "#fleet"}},
		People: []scorecard.Person{
			{ID: "sofia", Name: "Sofia Lind", Role: scorecard.Editor},
			{ID: "ana", Name: "Ana Ruiz", Units: []scorecard.UnitID{"fleet"}, Identities: map[string]string{"slack": "U123", "teams": "29:x"}},
		},
		Objectives: []scorecard.Objective{
			{ID: "o_share", Name: "Grow share", Perspective: "financial", Unit: "whole", Owner: "sofia"},
			{ID: "o_reliable", Name: "Deliver on time, every time", Perspective: "customer", Unit: "fleet", Supports: []scorecard.ObjectiveID{"o_share"}},
		},
		Links: []scorecard.Link{{
			ID: "l1", Cause: "o_reliable", Effect: "o_share", LagWeeks: 8, Reason: "shippers stay", Registered: "2026-01-05",
			Estimate: &scorecard.Estimate{From: "m_otd", To: "m_share", Elasticity: dec("0.8"), By: "sofia"},
		}},
		Metrics: []scorecard.Metric{
			{ID: "m_share", Name: "Market share", Objective: "o_share", Measure: "%", Cadence: scorecard.Quarterly, Owner: "sofia"},
			{ID: "m_otd", Name: "On-time delivery", Objective: "o_reliable", Measure: "%", Cadence: scorecard.Weekly, Owner: "ana",
				Baseline: null("88"), Targets: []scorecard.Target{{By: "2026-12-31", Value: null("94"), Amber: null("91.50")}}},
		},
		Actions: []scorecard.Action{{ID: "a1", Name: "Route pilot", Objective: "o_reliable", Owner: "ana", Due: "2026-11-30", Budget: null("12000")}},
		Reviews: []scorecard.Review{{ID: "monthly", Name: "Monthly review", When: "last Thursday of the month 10:00", On: []string{"2026-11-26 10:00"}}},
		Parked:  []scorecard.Parked{{Name: "Air freight", Why: "not now", Revisit: "2027-03-01"}},
	}
}
