package digest

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

// said matches what a review keeps: "decided: …", "decision - …", "action: …".
var said = regexp.MustCompile(`(?is)^\s*[*_]*(decided|decision|we decided|action|todo|to do)[*_]*\s*[:\-–][*_]*\s*(.*)$`)

// Take keeps a decision or an action said in the thread of a digest; said
// anywhere else, it is not this feature's. Buttons take an action back.
func (f *Feature) Take(ctx context.Context, tx Store, in chat.Incoming, who scorecard.PersonID) (bool, error) {
	switch in.Action {
	case undoAction:
		return true, f.undo(ctx, tx, in, who)
	case actionFor:
		return true, f.choose(ctx, tx, in)
	}
	if in.What != chat.Said && in.What != chat.Edited || in.Place.Thread == "" {
		return false, nil
	}
	parts := said.FindStringSubmatch(in.Text)
	if parts == nil {
		return false, nil
	}
	k, ok, err := tx.KeyAt(ctx, in.Place, in.Place.Thread)
	if err != nil || !ok || !strings.HasPrefix(k, "digest/") {
		return false, err
	}
	n, ok, err := f.note(ctx, tx, in, who, digestKey(k))
	if err != nil || !ok {
		return false, err
	}
	if strings.HasPrefix(strings.ToLower(parts[1]), "dec") || strings.HasPrefix(strings.ToLower(parts[1]), "we") {
		return true, n.decision(ctx, parts[2])
	}
	return true, n.action(ctx, parts[2])
}

// note opens a note for the digest of key; false when it was never frozen.
func (f *Feature) note(ctx context.Context, tx Store, in chat.Incoming, who scorecard.PersonID, key string) (note, bool, error) {
	b, ok, err := frozen(ctx, tx, key)
	if err != nil || !ok {
		return note{}, false, err
	}
	s, err := tx.Snapshot(ctx, scorecard.DateOf(tx.Now()))
	if err != nil {
		return note{}, false, err
	}
	return note{tx: tx, in: in, who: who, brief: b, s: s, lexicon: f.Lexicon(s.Index), key: key}, true, nil
}

// digestKey cuts the perspective off the key of a section.
func digestKey(k string) string {
	if parts := strings.SplitN(k, "/", 4); len(parts) == 4 {
		return strings.Join(parts[:3], "/")
	}
	return k
}

func (n note) decision(ctx context.Context, text string) error {
	text = strings.TrimSpace(text)
	if text == "" {
		return n.reply(ctx, n.voice().DecisionEmpty())
	}
	d := scorecard.Decision{
		ID: string(n.brief.Review) + "/" + n.ref(), Review: n.brief.Review, On: scorecard.DateOf(n.brief.Meeting),
		Text: text, By: n.who, Said: n.in.Link,
	}
	if err := n.tx.SaveDecision(ctx, d); err != nil {
		return err
	}
	return n.reply(ctx, n.voice().KeptDecision(n.brief.Name, d.On, d.Text))
}

const undoAction = "digest/undo-action"

// undo drops an action that was just kept, if its owner, its writer or an editor
// asks for it.
func (f *Feature) undo(ctx context.Context, tx Store, in chat.Incoming, who scorecard.PersonID) error {
	s, err := tx.Snapshot(ctx, scorecard.DateOf(tx.Now()))
	if err != nil {
		return err
	}
	id, by, _ := strings.Cut(in.Value, " ")
	a := s.Action(scorecard.ActionID(id))
	if a == nil || !a.Open() || who != a.Owner && string(who) != by && s.Person(who).Role != scorecard.Editor {
		return nil
	}
	dropped := *a
	dropped.Progress = scorecard.Dropped
	if err := tx.SaveAction(ctx, dropped); err != nil {
		return err
	}
	return tx.Send(ctx, chat.Outgoing{
		Key: fmt.Sprintf("digest-undone/%s", id), Place: in.Answer(), Message: chat.Paragraph(voiceOf(s).ActionUndone(a.Name)),
	})
}
