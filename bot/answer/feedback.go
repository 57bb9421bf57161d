package answer

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

const (
	feedbackAction = "answer/feedback"
	feedbackFor    = 90 * 24 * time.Hour
)

// askForFeedback asks under an answer whether it was of use; not under a question
// of ours.
func (t *turn) askForFeedback(res *Result) {
	if res.Outcome != Clarify && res.Outcome != NotPermitted && t.snap.Person(t.who) != nil {
		res.Message.Blocks = append(res.Message.Blocks, chat.Feedback{Action: feedbackAction, Value: t.in.ID})
	}
}

// A verdict is how many answers of a week were of use, and how many were not.
type verdict struct {
	Good int `json:"good"`
	Bad  int `json:"bad"`
}

func (v *verdict) add(word string, n int) {
	switch word {
	case "good":
		v.Good += n
	case "bad":
		v.Bad += n
	}
}

// judged keeps what somebody thinks of an answer: their latest word counts.
func (t *turn) judged(ctx context.Context) error {
	i := strings.LastIndex(t.in.Value, "/")
	if i < 0 || len(t.in.Value) > 300 {
		return nil
	}
	answer, word := t.in.Value[:i], t.in.Value[i+1:]
	if word != "good" && word != "bad" {
		return nil
	}
	key := "feedback/" + answer + "/" + string(t.who)
	before, _, err := t.tx.Recall(ctx, key)
	if err != nil || string(before) == word {
		return err
	}
	if err := t.tx.Remember(ctx, key, []byte(word), t.tx.Now().Add(feedbackFor)); err != nil {
		return err
	}
	week := weekOf(t.tx.Now())
	sum, err := t.verdictOf(ctx, week)
	if err != nil {
		return err
	}
	sum.add(string(before), -1)
	sum.add(word, 1)
	body, err := json.Marshal(verdict{max(0, sum.Good), max(0, sum.Bad)})
	if err != nil {
		return err
	}
	if err := t.tx.Remember(ctx, "verdict/"+string(week), body, endOf(week).Add(gapsKept)); err != nil {
		return err
	}
	return t.tx.Send(ctx, chat.Outgoing{Key: key, Place: t.in.Answer(), Message: chat.Paragraph(t.voice().Thanks(word == "good"))})
}

func (t *turn) verdictOf(ctx context.Context, week scorecard.Period) (v verdict, err error) {
	body, ok, err := t.tx.Recall(ctx, "verdict/"+string(week))
	if err != nil || !ok {
		return v, err
	}
	return v, json.Unmarshal(body, &v)
}

// verdicts sums up what was thought of the answers of some weeks.
func (t *turn) verdicts(ctx context.Context, weeks ...scorecard.Period) (good, bad int, err error) {
	for _, w := range weeks {
		v, err := t.verdictOf(ctx, w)
		if err != nil {
			return 0, 0, err
		}
		good, bad = good+v.Good, bad+v.Bad
	}
	return good, bad, nil
}
