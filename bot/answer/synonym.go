package answer

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

const (
	synonymAction = "answer/synonym"
	acceptAction  = "answer/accept"
	declineAction = "answer/decline"
)

// How long an unknown word can be explained, a suggestion waits for its owner,
// and a refusal stands; and how many suggestions one person makes in a day.
const (
	explainFor   = 24 * time.Hour
	proposedFor  = 60 * 24 * time.Hour
	declinedFor  = 180 * 24 * time.Hour
	synonymsADay = 5
)

// A proposal is another name for a metric that waits for its owner.
type proposal struct {
	Word   string             `json:"word"`
	Metric scorecard.MetricID `json:"metric"`
	By     scorecard.PersonID `json:"by"`
	Owner  scorecard.PersonID `json:"owner"` // who was asked
	State  string             `json:"state"` // "", accepted, declined
}

// submitted takes a filled-in form: the owner is asked, and the question answered
// as if the word were known.
func (t *turn) submitted(ctx context.Context) error {
	if t.in.Action != synonymAction || len(t.faults()) > 0 {
		return t.sayHere(ctx, t.voice().SynonymGone())
	}
	m := t.snap.Metric(scorecard.MetricID(t.in.Fields[metricField]))
	note, err := t.propose(ctx, proposal{Word: t.word(), Metric: m.ID, By: t.who})
	if err != nil {
		return err
	}
	if err := t.sayHere(ctx, note); err != nil {
		return err
	}
	q, err := t.unexplained(ctx)
	if err != nil || q.Text == "" {
		return err
	}
	text := replaceFold(q.Text, t.word(), m.Name)
	sight := t.Answerer.Sight(t.snap, scorecard.Audience{Person: t.who, Private: true})
	read := t.readerOf(t.snap.Index, sight).Question(text, t.asker(), nil)
	if read.Outcome != understand.Answer || unsound(sight, read) != nil {
		return nil
	}
	return t.reply(ctx, q.Text, read, t.in.Answer())
}

// replaceFold puts a name in the place of a word, however it is written.
func replaceFold(text, word, name string) string {
	if word == "" || !utf8.ValidString(word) {
		return text
	}
	return regexp.MustCompile(`(?i)`+regexp.QuoteMeta(word)).ReplaceAllLiteralString(text, name)
}

// sayHere says a line where the person is.
func (t *turn) sayHere(ctx context.Context, marked string) error {
	return t.tx.Send(ctx, chat.Outgoing{Key: "answer/" + t.in.ID + "/note", Place: t.in.Answer(), Message: chat.Paragraph(marked)})
}

// propose puts a name to whoever answers for the metric, and returns what to tell
// the one who suggested it.
func (t *turn) propose(ctx context.Context, p proposal) (string, error) {
	p.Owner = t.settler(p.Metric)
	before, known, err := t.proposal(ctx, proposalID(p))
	switch s := t.synonym(p); {
	case err != nil:
		return "", err
	case p.Owner == "":
		return t.voice().SynonymNobody(s), nil
	case known && before.State == "declined":
		return t.voice().SynonymTold(t.synonym(before), false), nil
	case p.Owner == p.By:
		return t.adopt(ctx, p)
	}
	if enough, err := t.enough(ctx); err != nil || enough {
		return t.voice().SynonymEnough(), err
	}
	if err := t.keepProposal(ctx, p, proposedFor); err != nil {
		return "", err
	}
	v := prompts.Voice{Locale: t.snap.LocaleOf(p.Owner), Today: t.snap.Today}
	accept, decline := v.SynonymButtons()
	err = t.putToOwner(ctx, p, chat.Say(chat.Text{Marked: v.SynonymProposal(t.synonym(p))}, chat.Buttons{Buttons: []chat.Button{
		{Label: accept, Action: acceptAction, Value: proposalID(p), Style: chat.Primary}, {Label: decline, Action: declineAction, Value: proposalID(p)},
	}}))
	return t.voice().SynonymAsked(t.synonym(p)), err
}

// enough counts a suggestion of today and reports whether it is one too many.
func (t *turn) enough(ctx context.Context) (bool, error) {
	key := "synonyms/" + string(t.snap.Today) + "/" + string(t.who)
	n, err := t.spent(ctx, key)
	if err != nil || n >= synonymsADay {
		return true, err
	}
	return false, t.tx.Remember(ctx, key, []byte(strconv.Itoa(n+1)), t.tx.Now().Add(48*time.Hour))
}

// settler is who may accept a name: the metric's owner, or whoever answers for
// what it belongs to.
func (t *turn) settler(id scorecard.MetricID) scorecard.PersonID {
	m := t.snap.Metric(id)
	if m == nil {
		return ""
	}
	all := []scorecard.PersonID{m.Owner}
	if o := t.snap.Objective(m.Objective); o != nil {
		all = append(all, t.snap.OwnerOf(o))
		if p := t.snap.Perspective(o.Perspective); p != nil {
			all = append(all, p.Owner)
		}
	}
	for _, p := range append(all, keeper(t.snap.Index)) {
		if t.snap.Person(p) != nil {
			return p
		}
	}
	return ""
}

// keeper is who keeps the strategy: the head of the whole, or the first editor.
func keeper(x *scorecard.Index) scorecard.PersonID {
	if root := x.Root(); root != nil && x.Person(root.Head) != nil {
		return root.Head
	}
	for _, p := range x.People {
		if p.Role == scorecard.Editor {
			return p.ID
		}
	}
	return ""
}

func proposalID(p proposal) string {
	sum := sha256.Sum256([]byte(string(p.Metric) + "\n" + strings.ToLower(p.Word)))
	return hex.EncodeToString(sum[:8])
}

func (t *turn) proposal(ctx context.Context, id string) (p proposal, ok bool, err error) {
	body, ok, err := t.tx.Recall(ctx, "synonym/"+id)
	if err != nil || !ok {
		return p, false, err
	}
	return p, true, json.Unmarshal(body, &p)
}

func (t *turn) keepProposal(ctx context.Context, p proposal, long time.Duration) error {
	body, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return t.tx.Remember(ctx, "synonym/"+proposalID(p), body, t.tx.Now().Add(long))
}

// putToOwner says m to the owner, in the place of what was said of the same
// suggestion before.
func (t *turn) putToOwner(ctx context.Context, p proposal, m chat.Message) error {
	return t.tx.Send(ctx, chat.Outgoing{Key: "synonym/" + proposalID(p), Place: chat.Place{Person: string(p.Owner)}, Message: m})
}

func (t *turn) synonym(p proposal) prompts.Synonym {
	s := prompts.Synonym{Word: p.Word, Metric: string(p.Metric), By: t.nameOf(p.By), Owner: t.nameOf(p.Owner)}
	if m := t.snap.Metric(p.Metric); m != nil {
		s.Metric = shown(cmp.Or(m.Name, s.Metric), maxName)
	}
	return s
}

func (t *turn) nameOf(id scorecard.PersonID) string { return nameIn(t.snap, id) }

func nameIn(s *scorecard.Snapshot, id scorecard.PersonID) string {
	if p := s.Person(id); p != nil {
		return shown(cmp.Or(p.Name, string(id)), maxName)
	}
	return string(id)
}

// settled takes the owner's word on a suggestion.
func (t *turn) settled(ctx context.Context, yes bool) error {
	p, ok, err := t.proposal(ctx, t.in.Value)
	who := t.snap.Person(t.who)
	switch {
	case err != nil:
		return err
	case !ok || p.State != "" || t.snap.Metric(p.Metric) == nil || who == nil:
		return t.sayHere(ctx, t.voice().SynonymGone())
	case t.who != p.Owner && who.Role != scorecard.Editor:
		return t.sayHere(ctx, t.voice().SynonymNotYours(t.synonym(p)))
	}
	settle := t.decline
	if yes {
		settle = t.adopt
	}
	said, err := settle(ctx, p)
	if err != nil {
		return err
	}
	if err := t.putToOwner(ctx, p, chat.Paragraph(said)); err != nil || p.By == t.who {
		return err
	}
	told := prompts.Voice{Locale: t.snap.LocaleOf(p.By), Today: t.snap.Today}.SynonymTold(t.synonym(p), yes)
	return t.tx.Send(ctx, chat.Outgoing{Key: "synonym/" + proposalID(p) + "/told", Place: chat.Place{Person: string(p.By)}, Message: chat.Paragraph(told)})
}

// adopt makes the name part of the strategy, and returns what to say. One that
// has come to mean something else meanwhile stays out of it.
func (t *turn) adopt(ctx context.Context, p proposal) (string, error) {
	s, err := t.tx.Strategy(ctx)
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(s.Metrics, func(m scorecard.Metric) bool { return m.ID == p.Metric })
	if i < 0 || taken(t.snap.Index, p.Word) {
		return t.voice().SynonymUnfit(), nil
	}
	s.Metrics[i].Synonyms = append(slices.Clone(s.Metrics[i].Synonyms), p.Word)
	if err := t.tx.Apply(ctx, s); err != nil {
		return "", err
	}
	p.State = "accepted"
	return t.voice().SynonymAccepted(t.synonym(p)), t.keepProposal(ctx, p, proposedFor)
}

// decline keeps that the owner does not want the name, and returns what to say.
func (t *turn) decline(ctx context.Context, p proposal) (string, error) {
	p.State = "declined"
	return t.voice().SynonymDeclined(t.synonym(p)), t.keepProposal(ctx, p, declinedFor)
}
