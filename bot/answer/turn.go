package answer

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

// A turn is one message or press being answered.
type turn struct {
	*Feature
	tx     Store
	in     chat.Incoming
	who    scorecard.PersonID
	snap   *scorecard.Snapshot
	team   []scorecard.UnitID // what "my team" may mean where this is asked
	thread []understand.Turn
	known  bool // the thread is one the bot answers in
}

func (t *turn) take(ctx context.Context) (bool, error) {
	if err := t.recall(ctx); err != nil {
		return false, err
	}
	if !t.known && !t.in.ToBot() {
		return false, nil
	}
	if err := t.look(ctx); err != nil {
		return false, err
	}
	switch {
	case t.in.What == chat.Pressed:
		return true, t.pressed(ctx)
	case t.in.What == chat.Submitted:
		return true, t.submitted(ctx)
	case t.in.ToBot() && asksForGaps(t.in.Text):
		return true, t.tellGaps(ctx)
	case t.in.ToBot() && asksForMap(t.in.Text):
		return true, t.tellMap(ctx)
	case t.in.ToBot() && AsksForReviews(t.in.Text):
		return true, t.tellReviews(ctx)
	}
	read, assisted, err := t.read(ctx)
	if err != nil {
		return true, err
	}
	if !t.in.ToBot() && (read.Outcome == understand.Refusal || read.Intent == understand.Refuse) {
		return false, nil // people talking to each other
	}
	return true, t.replyTo(ctx, t.in.Text, read, t.in.Answer(), assisted)
}

// read reads the question by the rules and, where they are unsure, by a second
// reader; it reports whether that one helped.
func (t *turn) read(ctx context.Context) (in understand.Interpretation, assisted bool, err error) {
	sight := t.Answerer.Sight(t.snap, scorecard.Audience{Person: t.who, Private: true})
	reader := t.readerOf(t.snap.Index, sight)
	in = reader.Question(t.in.Text, t.asker(), t.thread)
	if t.missesAName(sight, reader, in) {
		in.Reason = prompts.RefuseUnknown
	}
	if why := unsound(sight, in); why != nil && !errors.Is(why, errNowhere) { // that is for the walker to withhold
		in = understand.Interpretation{Intent: understand.Refuse, Outcome: understand.Refusal, Reason: "unclear", Unknown: in.Unknown}
	}
	return t.secondly(ctx, in)
}

// missesAName reports whether a question that was refused as beyond the scorecard
// would be one about it, if its one unknown phrase were a name on the map.
func (t *turn) missesAName(x *scorecard.Index, reader Reader, in understand.Interpretation) bool {
	if in.Outcome != understand.Refusal || in.Reason != prompts.RefuseScope || len(in.Unknown) != 1 || len(strings.Fields(in.Unknown[0])) > 3 {
		return false
	}
	for _, m := range x.Metrics {
		if m.Retired != nil || !m.Open() {
			continue
		}
		would := reader.Question(replaceFold(t.in.Text, in.Unknown[0], m.Name), t.asker(), nil)
		return would.Outcome == understand.Answer && would.Confidence >= unsure && slices.Contains(slices.Concat(would.Subject, would.Object), understand.Ref(m.ID))
	}
	return false
}

// threadKey names the conversation that follow-ups to what is said at p belong to.
func (t *turn) threadKey(p chat.Place) string {
	if p.Private() {
		return "thread/@" + string(t.who)
	}
	return "thread/" + p.Channel + "/" + p.Thread
}

const (
	threadFor   = 30 * time.Minute
	threadTurns = 10
	privateFor  = 24 * time.Hour
)

func (t *turn) recall(ctx context.Context) error {
	body, ok, err := t.tx.Recall(ctx, t.threadKey(t.in.Answer()))
	if err != nil || !ok {
		return err
	}
	t.known = true
	return json.Unmarshal(body, &t.thread)
}

// look loads the strategy as of today where the asker is.
func (t *turn) look(ctx context.Context) (err error) {
	now := t.tx.Now()
	if t.snap, err = t.tx.Snapshot(ctx, scorecard.DateOf(now.UTC())); err != nil {
		return err
	}
	zone, err := time.LoadLocation(t.snap.ZoneOf(t.who))
	if err != nil {
		zone = time.UTC // a zone that lint would have refused; a day off is better than no answer
	}
	if today := scorecard.DateOf(now.In(zone)); today != t.snap.Today {
		if t.snap, err = t.tx.Snapshot(ctx, today); err != nil {
			return err
		}
	}
	t.team, err = teamAt(ctx, t.tx, t.snap.Index, t.in)
	return err
}

func (t *turn) asker() understand.Asker {
	return understand.Asker{Person: t.who, Locale: t.snap.LocaleOf(t.who), Today: t.snap.Today, Team: t.team}
}

// pressed does what the button stands for.
func (t *turn) pressed(ctx context.Context) error {
	switch t.in.Action {
	case privateAction:
		return t.inPrivate(ctx)
	case feedbackAction:
		return t.judged(ctx)
	case acceptAction, declineAction:
		return t.settled(ctx, t.in.Action == acceptAction)
	}
	read, ok := unpack(t.in.Value)
	if !ok {
		read = understand.Interpretation{Intent: understand.Refuse, Outcome: understand.Refusal}
	}
	return t.reply(ctx, "", read, t.in.Answer())
}

// inPrivate answers in a direct conversation what was withheld where others read.
func (t *turn) inPrivate(ctx context.Context) error {
	body, kept, err := t.tx.Recall(ctx, "private/"+t.in.Value)
	if err != nil {
		return err
	}
	read, ok := unpack(string(body))
	if !kept || !ok || t.snap.Person(t.who) == nil {
		return t.reply(ctx, "", understand.Interpretation{Intent: understand.Refuse, Outcome: understand.Refusal}, t.in.Answer())
	}
	note := chat.Outgoing{Key: "answer/" + t.in.ID + "/sent", Place: t.in.Answer(), Message: chat.Paragraph(t.voice().SentPrivately(t.who))}
	if err := t.tx.Send(ctx, note); err != nil {
		return err
	}
	return t.reply(ctx, "", read, chat.Place{Person: string(t.who)})
}

// reply answers a reading at a place and keeps the thread.
func (t *turn) reply(ctx context.Context, text string, read understand.Interpretation, at chat.Place) error {
	return t.replyTo(ctx, text, read, at, false)
}

// replyTo is reply for a reading that a second reader may have helped with.
func (t *turn) replyTo(ctx context.Context, text string, read understand.Interpretation, at chat.Place, assisted bool) error {
	extra, err := t.extra(ctx, read.Intent)
	if err != nil {
		return err
	}
	extra.Assisted = assisted
	res := t.Answerer.Answer(t.snap, read, scorecard.Audience{Person: t.who, Private: at.Private()}, extra)
	if err := t.countGaps(ctx, res.Gaps); err != nil {
		return err
	}
	if err := t.keepPrivate(ctx, &res); err != nil {
		return err
	}
	if err := t.offerSynonym(ctx, text, &res); err != nil {
		return err
	}
	t.askForFeedback(&res)
	if err := t.tx.Send(ctx, chat.Outgoing{Key: "answer/" + t.in.ID, Place: at, Message: res.Message}); err != nil {
		return err
	}
	return t.remember(ctx, text, res, at)
}

// extra loads what only some questions need.
func (t *turn) extra(ctx context.Context, intent understand.Intent) (extra Extra, err error) {
	switch intent {
	case understand.UpdatesDue, understand.Summary:
		extra.Asks, err = t.tx.LiveAsks(ctx)
	case understand.Actions:
		for _, r := range t.snap.Strategy.Reviews {
			ds, err := t.tx.Decisions(ctx, r.ID, t.snap.Today.Add(-120))
			if err != nil {
				return extra, err
			}
			extra.Decisions = append(extra.Decisions, ds...)
		}
		slices.SortStableFunc(extra.Decisions, func(a, b scorecard.Decision) int { return strings.Compare(string(a.On), string(b.On)) })
	}
	return extra, err
}

// keepPrivate keeps the reading behind an offer to answer in private. It is not
// on the button, because everybody in the channel is given the button.
func (t *turn) keepPrivate(ctx context.Context, res *Result) error {
	for _, b := range res.Message.Blocks {
		bs, ok := b.(chat.Buttons)
		if !ok || len(bs.Buttons) == 0 || bs.Buttons[0].Action != privateAction {
			continue
		}
		bs.Buttons[0].Value = t.in.ID
		return t.tx.Remember(ctx, "private/"+t.in.ID, []byte(pack(res.Read)), t.tx.Now().Add(privateFor))
	}
	return nil
}

// remember keeps how the question was read, so that "and who owns it?" has
// something to hold on to.
func (t *turn) remember(ctx context.Context, text string, res Result, at chat.Place) error {
	read := res.Read
	read.Others, read.Readings = nil, nil
	t.thread = append(t.thread, understand.Turn{Text: text, Read: read, Answered: res.about()})
	t.thread = t.thread[max(0, len(t.thread)-threadTurns):]
	body, err := json.Marshal(t.thread)
	if err != nil {
		return err
	}
	return t.tx.Remember(ctx, t.threadKey(at), body, t.tx.Now().Add(threadFor))
}

// about lists the people and metrics that the answer named, in its order.
func (r Result) about() []understand.Ref {
	var out []understand.Ref
	add := func(ref understand.Ref) {
		if ref != "" && !slices.Contains(out, ref) && len(out) < 20 {
			out = append(out, ref)
		}
	}
	for _, f := range r.Facts {
		add(understand.Ref(f.Metric))
		if f.Kind == scorecard.OwnerFact {
			add(understand.Ref(f.Person))
		}
	}
	return out
}
