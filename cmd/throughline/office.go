package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"
	"time"

	"throughline/bot"
	"throughline/bot/answer"
	"throughline/bot/chat"
	"throughline/bot/chat/slack"
	"throughline/bot/chat/teams"
	"throughline/bot/chat/web"
	"throughline/bot/checkin"
	"throughline/bot/digest"
	"throughline/bot/ledger"
	"throughline/bot/members"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
	"throughline/store"
)

// An office is one organisation at work: its database, the features, and the
// local workspace they talk in.
type office struct {
	db    *store.DB
	org   scorecard.OrgID
	clock *bot.Clock
	bot   *bot.Bot[*store.Tx]
	site  *web.Workspace
	slack *slack.App // nil: not connected
	doors []door     // other ways in, open while the office is

	painter painter
	minds   *minds
	cast    *cast // nil: everybody is real
}

// features binds the features to the store, in the order in which they
// are offered what comes in: the narrowest first.
func features(m *minds) []bot.Feature[*store.Tx] {
	ci := &checkin.Feature{Map: m.Chain, Reader: func(x *scorecard.Index) checkin.Reader { return m.Lexicon(x) }}
	dg := &digest.Feature{Chain: m.Chain, Lexicon: m.Lexicon}
	an := &answer.Feature{NewReader: m.Reader, Second: m.second}
	lg := &ledger.Feature{}
	mb := &members.Feature{Services: []string{slack.Service, teams.Service}}
	return []bot.Feature[*store.Tx]{
		{
			Name: "digest",
			Take: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) (bool, error) {
				return dg.Take(ctx, tx, in, who)
			},
			Run: func(ctx context.Context, tx *store.Tx, due schedule.Due) error { return dg.Run(ctx, tx, due) },
		},
		{
			Name: "checkin",
			Take: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) (bool, error) {
				return ci.Take(ctx, tx, in, who)
			},
			Form: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) (chat.Form, error) {
				return ci.Form(ctx, tx, in, who)
			},
			Check: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) (chat.FieldErrors, error) {
				return ci.Check(ctx, tx, in, who)
			},
			Home: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) ([]chat.Block, error) {
				return ci.Home(ctx, tx, in, who)
			},
			RunAll: func(ctx context.Context, tx *store.Tx, dues []schedule.Due) error { return ci.Run(ctx, tx, dues...) },
			Tick:   func(ctx context.Context, tx *store.Tx) error { return ci.Remind(ctx, tx) },
		},
		{
			Name: "ledger",
			Take: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) (bool, error) {
				return lg.Take(ctx, tx, in, who)
			},
			Tick: func(ctx context.Context, tx *store.Tx) error { return lg.Tick(ctx, tx) },
		},
		{
			Name: "members",
			Take: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) (bool, error) {
				return mb.Take(ctx, tx, in, who)
			},
			Tick: func(ctx context.Context, tx *store.Tx) error { return mb.Tick(ctx, tx) },
		},
		{
			Name: "answer",
			Take: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) (bool, error) {
				return an.Take(ctx, tx, in, who)
			},
			Search: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) ([]chat.Found, error) {
				return an.Search(ctx, tx, in, who)
			},
			Form: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) (chat.Form, error) {
				return an.Form(ctx, tx, in, who)
			},
			Check: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) (chat.FieldErrors, error) {
				return an.Check(ctx, tx, in, who)
			},
			Tick: func(ctx context.Context, tx *store.Tx) error { return an.Tick(ctx, tx) },
			Home: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) ([]chat.Block, error) {
				return an.Home(ctx, tx, in, who)
			},
			Prompts: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) ([]chat.Prompt, error) {
				return an.Prompts(ctx, tx, in, who)
			},
		},
	}
}

// openOffice opens the database and wires everything for one organisation. The
// clock goes on from where it was when it was last closed, if that is later.
func openOffice(ctx context.Context, path string, org scorecard.OrgID, clock *bot.Clock, log *slog.Logger) (*office, error) {
	o := &office{clock: clock, minds: &minds{}, org: org}
	var err error
	if o.minds.second, err = secondReader(os.Getenv, log); err != nil {
		return nil, err
	}
	if o.db, err = store.Open(ctx, path, o.clock.Now); err != nil {
		return nil, err
	}
	last, err := o.db.Watermark(ctx, org, clockMark)
	if err != nil {
		return nil, err
	}
	o.clock.Set(last)
	o.wire(log)
	return o, nil
}

// clockMark is the name under which the demo keeps its time.
const clockMark = "clock"

func (o *office) wire(log *slog.Logger) {
	all := features(o.minds)
	router := &bot.Router[*store.Tx]{Org: o.org, Store: o.db, Features: all, Now: o.clock.Now, Log: log}
	table := &bot.Timetable[*store.Tx]{Org: o.org, Store: o.db, Features: all, Now: o.clock.Now, Log: log}
	sender := &bot.Sender{Outbox: o.db, Now: o.clock.Now, Log: log, Resolve: resolveLocal}
	o.bot = bot.New(router, sender, table)
	o.site = web.New(web.Config{
		Door: router, Memory: o.db.Workspace(o.org), Directory: o.directory, Now: o.clock.Now, Log: log,
	})
	sender.Service = o.site
}

// resolveLocal turns a person into the user of the local workspace: the same id.
func resolveLocal(q chat.Queued) (chat.Place, error) {
	p := q.Place
	p.Service = bot.LocalService
	if p.Person != "" {
		p.User, p.Person = chat.UserID(p.Person), ""
	}
	if p.User == "" && p.Channel == "" {
		return p, fmt.Errorf("it has no channel; give the organisation or the unit one in the strategy")
	}
	return p, nil
}

// snapshot returns the strategy and its readings as of the workspace's today.
func (o *office) snapshot(ctx context.Context) (*scorecard.Snapshot, error) {
	return o.db.Snapshot(ctx, o.org, scorecard.DateOf(o.clock.Now()))
}

// directory tells the workspace who and what there is.
func (o *office) directory(ctx context.Context) (web.Directory, error) {
	s, err := o.snapshot(ctx)
	if err != nil {
		return web.Directory{}, err
	}
	d := web.Directory{Organisation: s.Organisation.Name, Zone: zone(s.Organisation.Zone)}
	for _, p := range s.People {
		var units []string
		for _, u := range p.Units {
			if unit := s.Unit(u); unit != nil {
				units = append(units, unit.Name)
			}
		}
		d.People = append(d.People, web.Person{ID: chat.UserID(p.ID), Name: p.Name, Title: p.Title, Unit: strings.Join(units, ", ")})
	}
	d.Channels = channels(s)
	return d, nil
}

// channels lists every channel that the strategy names, and whose it is.
func channels(s *scorecard.Snapshot) []web.Channel {
	var out []web.Channel
	add := func(name, purpose string) {
		if name != "" && !slices.ContainsFunc(out, func(c web.Channel) bool { return c.Name == name }) {
			out = append(out, web.Channel{Name: name, Purpose: purpose})
		}
	}
	add(s.Organisation.Channel, "Strategy of "+s.Organisation.Name)
	for _, u := range s.Units {
		add(u.Channel, "Check-ins of "+u.Name)
	}
	for _, r := range s.Reviews {
		add(r.Channel, r.Name)
	}
	return out
}

func zone(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	return loc
}

// Close stops everything. What was under way is finished or will be repeated.
func (o *office) Close() error {
	o.site.Close()
	return o.db.Close()
}
