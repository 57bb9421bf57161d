package digest

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"throughline/bot/chain"
	"throughline/bot/chat"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

// Store is what the feature needs of a transaction.
type Store interface {
	Now() time.Time
	Snapshot(ctx context.Context, today scorecard.Date) (*scorecard.Snapshot, error)
	Send(ctx context.Context, out chat.Outgoing) error
	KeyAt(ctx context.Context, p chat.Place, ref string) (string, bool, error)
	Freeze(ctx context.Context, key string, body []byte) (first bool, err error)
	Frozen(ctx context.Context, key string) ([]byte, bool, error)
	LastFrozen(ctx context.Context, prefix string) (key string, body []byte, ok bool, err error)
	Decisions(ctx context.Context, r scorecard.ReviewID, since scorecard.Date) ([]scorecard.Decision, error)
	SaveDecision(ctx context.Context, d scorecard.Decision) error
	SaveAction(ctx context.Context, a scorecard.Action) error
	LiveAsks(ctx context.Context) ([]scorecard.Ask, error)
}

// A Feature posts digests and keeps what is said in their threads.
type Feature struct {
	Chain   func(*scorecard.Index) *chain.Map          // cached by the caller
	Lexicon func(*scorecard.Index) *understand.Lexicon // likewise
}

// key names the digest of a review's meeting.
func key(r scorecard.ReviewID, meeting time.Time) string {
	return fmt.Sprintf("digest/%s/%s", r, meeting.UTC().Format("2006-01-02T1504"))
}

// Run posts the digest when it is due, and opens the meeting when that is due.
func (f *Feature) Run(ctx context.Context, tx Store, due schedule.Due) error {
	switch due.Kind {
	case schedule.Digest:
		return f.post(ctx, tx, due.Review, due.Meeting)
	case schedule.Meeting:
		return f.open(ctx, tx, due.Review, due.Meeting)
	}
	return nil
}

// Preview composes the digest of a review's meeting as it would be posted now,
// and changes nothing.
func (f *Feature) Preview(ctx context.Context, tx Store, r scorecard.ReviewID, meeting time.Time) (*Brief, *scorecard.Snapshot, error) {
	s, err := tx.Snapshot(ctx, scorecard.DateOf(tx.Now()))
	if err != nil {
		return nil, nil, err
	}
	review := s.Review(r)
	if review == nil {
		return nil, nil, fmt.Errorf("digest: there is no review %q", r)
	}
	rec, err := f.records(ctx, tx, review)
	if err != nil {
		return nil, nil, err
	}
	return Compose(s, f.Chain(s.Index), review, meeting, tx.Now(), rec), s, nil
}

func (f *Feature) records(ctx context.Context, tx Store, r *scorecard.Review) (rec Records, err error) {
	_, body, ok, err := tx.LastFrozen(ctx, "digest/"+string(r.ID)+"/")
	if err != nil {
		return rec, err
	}
	since := scorecard.Date("")
	if ok {
		rec.Last = &Brief{}
		if err := json.Unmarshal(body, rec.Last); err != nil {
			return rec, fmt.Errorf("digest: the last one of %s: %w", r.ID, err)
		}
		since = scorecard.DateOf(rec.Last.Meeting)
	}
	if rec.Decisions, err = tx.Decisions(ctx, r.ID, since); err != nil {
		return rec, err
	}
	rec.Asks, err = tx.LiveAsks(ctx)
	return rec, err
}

// post freezes the Brief and sends it, once.
func (f *Feature) post(ctx context.Context, tx Store, r scorecard.ReviewID, meeting time.Time) error {
	brief, s, err := f.Preview(ctx, tx, r, meeting)
	if err != nil {
		return err
	}
	body, err := json.Marshal(brief)
	if err != nil {
		return fmt.Errorf("digest: freeze %s: %w", r, err)
	}
	first, err := tx.Freeze(ctx, key(r, meeting), body)
	if err != nil || !first {
		return err
	}
	return send(ctx, tx, brief, s)
}

func send(ctx context.Context, tx Store, b *Brief, s *scorecard.Snapshot) error {
	k := key(b.Review, b.Meeting)
	parent, sections := b.Messages(s.Index, voiceOf(s))
	if err := tx.Send(ctx, chat.Outgoing{Key: k, Place: chat.Place{Channel: b.Channel}, Message: parent}); err != nil {
		return err
	}
	thread := chat.Place{Channel: b.Channel, ThreadKey: k}
	for i, m := range sections {
		out := chat.Outgoing{Key: k + "/" + string(b.Sections[i].Perspective), Place: thread, Message: m}
		if err := tx.Send(ctx, out); err != nil {
			return err
		}
	}
	if m, ok := (teller{b, s.Index, voiceOf(s)}).mapOf(); ok {
		return tx.Send(ctx, chat.Outgoing{Key: k + "/" + mapPart, Place: thread, Message: m})
	}
	return nil
}

// mapPart ends the key of the map's message; a perspective's ends with its id.
const mapPart = ".map"

func voiceOf(s *scorecard.Snapshot) prompts.Voice {
	return prompts.Voice{Locale: s.Organisation.Locale, Today: s.Today}
}

// open says in the thread that the meeting begins, if its digest was posted.
func (f *Feature) open(ctx context.Context, tx Store, r scorecard.ReviewID, meeting time.Time) error {
	k := key(r, meeting)
	b, ok, err := frozen(ctx, tx, k)
	if err != nil || !ok {
		return err
	}
	s, err := tx.Snapshot(ctx, scorecard.DateOf(tx.Now()))
	if err != nil {
		return err
	}
	return tx.Send(ctx, chat.Outgoing{
		Key: k + "/begins", Place: chat.Place{Channel: b.Channel, ThreadKey: k},
		Message: chat.Paragraph(voiceOf(s).ReviewBegins(b.Name)),
	})
}

func frozen(ctx context.Context, tx Store, k string) (*Brief, bool, error) {
	body, ok, err := tx.Frozen(ctx, k)
	if err != nil || !ok {
		return nil, false, err
	}
	var b Brief
	if err := json.Unmarshal(body, &b); err != nil {
		return nil, false, fmt.Errorf("digest: %s: %w", k, err)
	}
	return &b, true, nil
}
