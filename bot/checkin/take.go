package checkin

import (
	"context"
	"regexp"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

// A talk is one thing somebody said or did, on its way to its reply.
type talk struct {
	*desk
	in      chat.Incoming
	blocks  []chat.Block // the reply, where it was said
	private []chat.Block // the part of it that only the person may read
	noted   []noted      // what was recorded
	keys    []string     // of the asks that were spoken of
	asking  bool         // the reply asks something already
}

// Take handles in when it is a reply to a check-in, a number told unasked, or a
// press or form of this feature. What is none of these it leaves to others.
func (f *Feature) Take(ctx context.Context, tx Store, in chat.Incoming, who scorecard.PersonID) (mine bool, err error) {
	if who == "" {
		return false, nil
	}
	d, err := f.at(ctx, tx, who)
	if err != nil {
		return false, err
	}
	t := &talk{desk: d, in: in}
	switch in.What {
	case chat.Pressed:
		t.aloud()
		mine, err = t.pressed(ctx)
	case chat.Submitted:
		mine, err = t.submitted(ctx)
	case chat.Edited:
		t.aloud()
		mine, err = t.edited(ctx)
	case chat.Said:
		t.aloud()
		mine, err = t.said(ctx)
	}
	if err != nil || !mine {
		return mine, err
	}
	return true, t.reply(ctx)
}

// aloud makes the talk write numbers as everybody who reads them does: in a
// channel that is the way of the organisation, not of who spoke.
func (t *talk) aloud() {
	if !t.in.Place.Private() {
		t.voice.Locale = t.s.LocaleOf("")
	}
}

var (
	plainOwed = regexp.MustCompile(`(?i)^\s*(what do i owe( you)?|report|my numbers|what('s| is) (due|missing) from me)\s*[?.!]*\s*$`)
	plainYes  = regexp.MustCompile(`(?i)^\s*(yes|yep|yeah|y|ok|okay|correct|right|that'?s right|confirmed)\s*[.!]*\s*$`)
	plainNo   = regexp.MustCompile(`(?i)^\s*(no|nope|n|wrong|neither)\s*[.!]*\s*$`)
	plainUndo = regexp.MustCompile(`(?i)^\s*(please\s+)?(undo( (that|it|this))?|take (it|that|this) back|revert( (that|it|this))?)\s*(please)?\s*[.!]*\s*$`)
	takesBack = regexp.MustCompile(`(?i)\b(sorry|correction|corrected|oops|typo|i meant|actually|should (be|have been|read))\b`)
	question  = regexp.MustCompile(`(?i)^\s*(what|why|how|who|whose|which|when|where|show|list|compare|tell|explain|is|are|does|do|did|can|could|should|will|would)\b.*`)
	toKnow    = regexp.MustCompile(`(?i)^\s*(what|why|how|who|whose|which|show|list|compare|explain|(give|tell) (me|us)|summar\w+|sum up)\b`)
	aboutAsk  = regexp.MustCompile(`(?i)\b(which|what) (period|week|month|quarter|year|day|date|unit)\b|\b(defin|count(ed|s)?|includ|measured?|mean|last (value|number|time|week|month))`)
)

// said handles a message.
func (t *talk) said(ctx context.Context) (bool, error) {
	round, err := t.round(ctx)
	if err != nil || round == "" && !t.in.ToBot() {
		return false, err
	}
	if t.in.ToBot() && plainOwed.MatchString(t.in.Text) {
		m, err := t.Owed(ctx, t.tx, t.who)
		t.blocks = m.Blocks
		return true, err
	}
	if plainUndo.MatchString(t.in.Text) {
		return t.undoSaid(ctx)
	}
	own, others, err := t.scope(ctx, round)
	if err != nil {
		return false, err
	}
	if mine, err := t.yesOrNo(ctx, own); mine || err != nil {
		return mine, err
	}
	candidates := own
	if len(own) == 0 {
		candidates = others
	}
	return t.hear(ctx, candidates, len(own) > 0)
}

// round returns the key of the round in whose thread in was said; empty when it
// was said elsewhere.
func (t *talk) round(ctx context.Context) (string, error) {
	if t.in.Place.Private() || t.in.Place.Thread == "" {
		return "", nil
	}
	key, ok, err := t.tx.KeyAt(ctx, t.in.Place, t.in.Place.Thread)
	if err != nil || !ok || !strings.HasPrefix(key, "round/") {
		return "", err
	}
	return key, nil
}

// scope returns what the person may be replying to: what they are asked, or, of
// a round, what others are asked there. What awaits an answer goes before what
// has one; after "sorry" it is what they said last.
func (t *talk) scope(ctx context.Context, round string) (own, others []scorecard.Ask, err error) {
	if takesBack.MatchString(t.in.Text) {
		last, err := t.recalled(ctx, t.lastKey())
		if err != nil || len(last) > 0 {
			return last, nil, err
		}
	}
	if round == "" {
		if own, err = t.tx.AsksOf(ctx, t.who); err == nil && len(own) == 0 && t.in.Place.Private() && lateNumber(t.in.Text) {
			own, err = t.passedOver(ctx)
		}
		return t.inOrder(own), nil, err
	}
	asks, err := t.tx.AsksIn(ctx, round)
	if err != nil {
		return nil, nil, err
	}
	var closed []scorecard.Ask
	for _, a := range t.inOrder(asks) {
		switch mine := a.Person == t.who || a.First == t.who; {
		case mine && a.Live():
			own = append(own, a)
		case mine:
			closed = append(closed, a)
		case awaited(a) || t.mayAnswer(a, t.s.Metric(a.Metric)):
			others = append(others, a)
		}
	}
	if open := filter(others, awaited); len(open) > 0 {
		others = open
	}
	if len(own) == 0 {
		own = closed
	}
	return own, others, nil
}

// lateNumber reports whether a message may be the number that was skipped or handed
// on before: it has one, asks nothing, and is short.
func lateNumber(text string) bool {
	return strings.ContainsAny(text, "0123456789") && len(strings.Fields(text)) < 8 && !question.MatchString(text) && !strings.HasSuffix(strings.TrimSpace(text), "?")
}

// passedOver returns what the person skipped, put off or handed on last, as far as it
// still has no number.
func (t *talk) passedOver(ctx context.Context) ([]scorecard.Ask, error) {
	last, err := t.recalled(ctx, t.passedKey())
	return filter(last, func(a scorecard.Ask) bool {
		r, ok := t.s.Histories[a.Metric].At(a.Period)
		return !ok || r.NoData
	}), err
}

// yesOrNo settles a doubt that was put to the person, when they answer in a word.
func (t *talk) yesOrNo(ctx context.Context, own []scorecard.Ask) (bool, error) {
	var doubts []scorecard.Ask
	for _, a := range own {
		if a.Pending != nil {
			doubts = append(doubts, a)
		}
	}
	if len(doubts) != 1 {
		return false, nil
	}
	yes := plainYes.MatchString(t.in.Text)
	if !yes && !plainNo.MatchString(t.in.Text) {
		return false, nil
	}
	a := doubts[0]
	m := t.s.Metric(a.Metric)
	if m == nil {
		return false, nil
	}
	if yes && len(a.Pending.Options) == 1 {
		return true, t.choose(ctx, a, m, a.Pending.Options[0])
	}
	if yes {
		return false, nil // to two readings that is no answer; it is asked back as it is read
	}
	a.Pending = nil
	t.keys = append(t.keys, a.Key)
	t.say(m, chat.Text{Marked: t.voice.CheckinThen(t.number(m, a.Period))})
	return true, t.save(ctx, a)
}

// edited reads a message again that was replied to before, as a correction.
func (t *talk) edited(ctx context.Context) (bool, error) {
	asks, err := t.recalled(ctx, t.saidKey())
	if err != nil || len(asks) == 0 {
		return false, err
	}
	for i := range asks {
		if asks[i].Pending != nil {
			asks[i].Pending = nil
			if err := t.save(ctx, asks[i]); err != nil {
				return true, err
			}
		}
	}
	return t.hear(ctx, asks, true)
}

// reply says what there is to say, once for what came in, and remembers what it
// was about, for corrections.
func (t *talk) reply(ctx context.Context) error {
	if err := t.echo(ctx); err != nil {
		return err
	}
	if err := t.remember(ctx); err != nil {
		return err
	}
	if len(t.private) > 0 {
		if len(t.blocks) == 0 {
			t.blocks = []chat.Block{chat.Text{Marked: t.voice.CheckinInConfidence()}}
		}
		if err := t.send(ctx, t.replyKey()+"/private", chat.Place{Person: string(t.who)}, chat.Say(t.private...)); err != nil {
			return err
		}
	}
	if len(t.blocks) == 0 {
		return nil
	}
	return t.send(ctx, t.replyKey(), t.in.Answer(), chat.Say(t.blocks...))
}

func (t *talk) replyKey() string { return "reply/" + t.in.Place.Service + "/" + t.in.ID }

// say adds to the reply what is about m: in private when others could read of a
// restricted number.
func (t *talk) say(m *scorecard.Metric, blocks ...chat.Block) {
	if m != nil && !m.Open() && !t.in.Place.Private() {
		t.private = append(t.private, blocks...)
		return
	}
	t.blocks = append(t.blocks, blocks...)
}
