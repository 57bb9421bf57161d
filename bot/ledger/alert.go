package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"throughline/bot/chat"
	"throughline/bot/evidence"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

const (
	// ahead is how many weeks an exposure looks downstream.
	ahead = 52
	// exposed is how many objectives one message names.
	exposed = 5
	// acceptAction is the press that takes a signal as it is.
	acceptAction = "ledger/accept"
	// actAction opens the check-in's form for an action.
	actAction = "checkin/act"
)

// watch looks, hour by hour, for leading metrics whose newest value is a bad signal,
// tells who answers for them what lies downstream, and writes down what the
// arrows predict. A metric is spoken of once in four weeks at most: a signal goes
// on firing while it lasts.
func (f *Feature) watch(ctx context.Context, tx Store, s *scorecard.Snapshot) error {
	book, err := recall(ctx, tx)
	if err != nil {
		return err
	}
	changed := book.settle(s)
	var claims []evidence.Claim
	for i := range s.Metrics {
		m := &s.Metrics[i]
		signal, ok := signalOf(s, m)
		if !ok || !schedule.Free(s.Index, m.Owner, tx.Now()).Equal(tx.Now()) {
			continue
		}
		first, err := tx.Claim(ctx, "exposure/"+string(m.ID)+"/"+string(reviewDay(s.Today)))
		if err != nil {
			return err
		}
		if !first {
			continue
		}
		if claims == nil {
			claims = evidence.Claims(s)
		}
		changed = book.predict(s, claims, m) || changed
		if m.Kind == scorecard.Leading && signal.Bad(m) {
			if err := f.expose(ctx, tx, s, m, signal); err != nil {
				return err
			}
		}
	}
	if !changed {
		return nil
	}
	return book.remember(ctx, tx)
}

// signalOf returns the loud signal of a metric's newest value, unless that value
// is too old to say how things stand.
func signalOf(s *scorecard.Snapshot, m *scorecard.Metric) (evidence.Signal, bool) {
	if m.Retired != nil || m.Direction == scorecard.YesNo || s.Standing(m.ID).Freshness == scorecard.Old {
		return evidence.Signal{}, false
	}
	chart := evidence.Recent(evidence.SeriesOf(m, s.Histories[m.ID], s.Today))
	signal, loud := chart.Loud()
	return signal, loud && chart.Known && !chart.Drifting
}

// expose writes to whoever answers for a metric what its signal exposes.
func (f *Feature) expose(ctx context.Context, tx Store, s *scorecard.Snapshot, m *scorecard.Metric, signal evidence.Signal) error {
	place := chat.Place{Channel: s.ChannelOf(s.UnitOf(m))}
	o := s.Objective(m.Objective)
	if !m.Open() || o == nil || len(o.VisibleTo) > 0 || place.Channel == "" {
		place = chat.Place{Person: string(m.Owner)}
	}
	message, ok := Exposure(s, m, signal, place.Private())
	if !ok || place.Private() && place.Person == "" {
		return nil
	}
	return tx.Send(ctx, chat.Outgoing{Key: exposureKey(m.ID, signal.Period), Place: place, Message: message})
}

func exposureKey(m scorecard.MetricID, p scorecard.Period) string {
	return "exposure/" + string(m) + "/" + string(p)
}

// Exposure is the message on a signal: what it is, which objectives downstream
// are expected to feel it and when, what is being done about them already. False
// when nothing lies downstream that may be told there.
func Exposure(s *scorecard.Snapshot, m *scorecard.Metric, signal evidence.Signal, private bool) (chat.Message, bool) {
	owner := m.Owner
	to := scorecard.Audience{Person: owner, Private: private}
	v := prompts.Voice{Locale: s.LocaleOf(""), Today: s.Today}
	words := map[scorecard.LinkID]evidence.Verdict{}
	for i := range s.Links {
		if d := s.Links[i].Verdict; d != nil {
			words[s.Links[i].ID] = evidence.Verdict(d.Shown)
		}
	}
	list := chat.List{}
	for _, e := range evidence.Exposures(s, m, signal.Period.End(), true, ahead, words) {
		o := s.Objective(e.Objective)
		if !e.Worse || o == nil || len(o.VisibleTo) > 0 && !s.MaySeeObjective(to, o) || len(list.Items) == exposed {
			continue
		}
		var open []string
		for _, a := range e.Actions {
			open = append(open, a.Name)
		}
		list.Items = append(list.Items, chat.Item{Marked: v.LedgerExposed(o.Name, nameOf(s.Index, e.Owner), e.On, string(e.Word), open)})
	}
	if len(list.Items) == 0 {
		return chat.Message{}, false
	}
	chart := evidence.Recent(evidence.SeriesOf(m, s.Histories[m.ID], s.Today))
	r := prompts.Range{Mean: chart.Limits.Mean, Lower: chart.Limits.Lower, Upper: chart.Limits.Upper}
	ask := scorecard.AskKey(m.ID, signal.Period)
	return chat.Say(
		chat.Text{Marked: v.LedgerSignal(owner, m.Name, v.Signal(m, signal.Period, signal.Value, v.SignalWords(rule(signal), signal.Up), r))},
		chat.Text{Marked: v.LedgerExposes()}, list,
		chat.Text{Marked: v.LedgerWhatNow()},
		chat.Buttons{Buttons: []chat.Button{
			{Label: v.LedgerActButton(), Action: actAction, Value: ask, Form: true, Style: chat.Primary},
			{Label: v.LedgerAcceptButton(), Action: acceptAction, Value: ask},
		}},
	), true
}

func rule(s evidence.Signal) string {
	if s.Rule == evidence.RunOfEight {
		return "run"
	}
	return "outside"
}

func nameOf(x *scorecard.Index, p scorecard.PersonID) string {
	if who := x.Person(p); who != nil {
		return who.Name
	}
	return ""
}

// Take handles the press that accepts a signal as it is.
func (f *Feature) Take(ctx context.Context, tx Store, in chat.Incoming, who scorecard.PersonID) (bool, error) {
	if in.What != chat.Pressed || in.Action != acceptAction {
		return false, nil
	}
	s, err := tx.Snapshot(ctx, scorecard.DateOf(tx.Now()))
	if err != nil {
		return true, err
	}
	rest, ok := strings.CutPrefix(in.Value, "ask/")
	id, period, ok2 := strings.Cut(rest, "/")
	m := s.Metric(scorecard.MetricID(id))
	if !ok || !ok2 || m == nil || !s.MayReport(who, m) {
		return true, nil
	}
	first, err := tx.Claim(ctx, "accepted/"+in.Value)
	if err != nil || !first {
		return true, err
	}
	v := prompts.Voice{Locale: s.LocaleOf(""), Today: s.Today}
	if err := tx.Journal(ctx, "accepted", "metric/"+id, period, string(who)); err != nil {
		return true, err
	}
	return true, tx.Send(ctx, chat.Outgoing{
		Key: "accepted/" + in.Value, Place: in.Answer(),
		Message: chat.Paragraph(v.LedgerAccepted(nameOf(s.Index, who), m.Name, scorecard.Period(period))),
	})
}

// A book holds what the arrows have predicted.
type book struct {
	Predictions []entry `json:"predictions"`
}

// An entry is a prediction and what became of it.
type entry struct {
	evidence.Prediction
	Fate evidence.Fate  `json:"fate,omitempty"`
	On   scorecard.Date `json:"on,omitempty"` // when it was settled
}

const bookKey = "ledger/predictions"

func recall(ctx context.Context, tx Store) (*book, error) {
	b := &book{}
	body, ok, err := tx.Recall(ctx, bookKey)
	if err != nil || !ok {
		return b, err
	}
	if err := json.Unmarshal(body, b); err != nil {
		return b, errors.Join(errors.New("ledger: the predictions cannot be read"), err)
	}
	return b, nil
}

func (b *book) remember(ctx context.Context, tx Store) error {
	body, err := json.Marshal(b)
	if err != nil {
		return err
	}
	return tx.Remember(ctx, bookKey, body, time.Time{})
}

// predict writes down what the arrows out of a metric's objective say will
// follow; an arrow with an open prediction gets no second one.
func (b *book) predict(s *scorecard.Snapshot, claims []evidence.Claim, m *scorecard.Metric) (changed bool) {
	for _, c := range claims {
		if c.Cause.Metric != m.ID || b.open(c.Link) {
			continue
		}
		if p, ok := evidence.Predict(c); ok {
			b.Predictions = append(b.Predictions, entry{Prediction: p, Fate: evidence.Open})
			changed = true
		}
	}
	return changed
}

func (b *book) open(link scorecard.LinkID) bool {
	for _, e := range b.Predictions {
		if e.Link == link && e.Fate == evidence.Open {
			return true
		}
	}
	return false
}

// settle records what became of predictions whose date has passed.
func (b *book) settle(s *scorecard.Snapshot) (changed bool) {
	for i := range b.Predictions {
		e := &b.Predictions[i]
		m := s.Metric(e.Effect)
		if e.Fate != evidence.Open || m == nil {
			continue
		}
		if fate := e.Settle(evidence.SeriesOf(m, s.Histories[m.ID], s.Today), s.Today); fate != evidence.Open {
			e.Fate, e.On, changed = fate, s.Today, true
		}
	}
	return changed
}

// record tells how the predictions came out so far.
func (b *book) record() evidence.Record {
	var all []evidence.Prediction
	var fates []evidence.Fate
	for _, e := range b.Predictions {
		all, fates = append(all, e.Prediction), append(fates, e.Fate)
	}
	return evidence.Tally(all, fates)
}
