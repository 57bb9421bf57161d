package answer

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

const (
	maxWord        = 60  // of another name, in characters
	maxFormOptions = 100 // of a choice; a limit of services
	wordField      = "word"
	metricField    = "metric"
)

// An unexplained is a question with words that name nothing.
type unexplained struct {
	Text  string   `json:"text"`
	Words []string `json:"words"`
}

func unexplainedKey(id string) string { return "unknown/" + id }

// offerSynonym puts a button under a refusal that stumbled over a word, and keeps
// the question until it is pressed.
func (t *turn) offerSynonym(ctx context.Context, text string, res *Result) error {
	words := res.Read.Unknown
	asks := res.Outcome == Refused || res.Outcome == Clarify
	if !asks || res.Read.Reason != prompts.RefuseUnknown || len(words) == 0 || text == "" || !fitWord(words[0]) || len(t.nameable()) == 0 {
		return nil
	}
	body, err := json.Marshal(unexplained{text, words})
	if err != nil {
		return err
	}
	var near []chat.Button
	if res.Outcome == Refused { // a choice is offered already otherwise
		near = t.nearReadings(text, words[0])
	}
	buttons := append(near, chat.Button{
		Label: t.voice().SynonymLabel(shown(words[0], maxWord)), Action: synonymAction, Value: t.in.ID, Form: true,
	})
	offer := []chat.Block{chat.Buttons{Buttons: buttons}}
	if len(buttons) > 1 {
		offer = append([]chat.Block{chat.Text{Marked: t.voice().WhichReading(len(buttons) - 1)}}, offer...)
	}
	res.Message.Blocks = slices.Insert(res.Message.Blocks, 1, offer...) // behind the word itself
	return t.tx.Remember(ctx, unexplainedKey(t.in.ID), body, t.tx.Now().Add(explainFor))
}

// maxNear is how many readings are offered for an unknown word.
const maxNear = 2

// nearReadings offers the question as it would be read with the names of metrics
// in the place of the unknown word that share words with it.
func (t *turn) nearReadings(text, word string) []chat.Button {
	ms := slices.DeleteFunc(t.nameable(), func(m scorecard.Metric) bool { return kinship(word, &m) == 0 })
	slices.SortStableFunc(ms, func(a, b scorecard.Metric) int { return cmp.Compare(kinship(word, &b), kinship(word, &a)) })
	to := scorecard.Audience{Person: t.who, Private: t.in.Place.Private()}
	sight := t.Answerer.Sight(t.snap, to)
	reader, talk := t.readerOf(t.snap.Index, sight), t.Answerer.talk(t.snap, to)
	var readings []understand.Interpretation
	for _, m := range ms[:min(len(ms), maxNear)] {
		if in := reader.Question(replaceFold(text, word, m.Name), t.asker(), nil); slices.Contains(slices.Concat(in.Subject, in.Object), understand.Ref(m.ID)) {
			readings = append(readings, in)
		}
	}
	return talk.readingButtons(readings, maxNear)
}

// nameable lists the metrics that can be given another name where the question
// was asked: those that everybody who reads along may see.
func (t *turn) nameable() []scorecard.Metric {
	x := t.Answerer.Sight(t.snap, scorecard.Audience{Person: t.who, Private: t.in.Place.Private()})
	return slices.DeleteFunc(slices.Clone(x.Metrics), func(m scorecard.Metric) bool { return m.Retired != nil })
}

// Form asks what a word stands for.
func (f *Feature) Form(ctx context.Context, tx Store, in chat.Incoming, who scorecard.PersonID) (form chat.Form, err error) {
	t := &turn{Feature: f, tx: tx, in: in, who: who}
	if err := t.look(ctx); err != nil {
		return form, err
	}
	q, err := t.unexplained(ctx)
	if err != nil {
		return form, err
	}
	word := ""
	if len(q.Words) > 0 {
		word = shown(q.Words[0], maxWord)
	}
	v := t.voice()
	form = chat.Form{Action: synonymAction, Value: in.Value}
	form.Title, form.Intro, form.Submit = v.SynonymForm()
	wordLabel, metricLabel := v.SynonymFields()
	form.Fields = []chat.Field{
		{Name: wordField, Label: wordLabel, Value: word},
		{Name: metricField, Label: metricLabel, Kind: chat.ChoiceField, Options: t.choices(word)},
	}
	return form, nil
}

// choices are the metrics to choose from, those that look like the word first.
func (t *turn) choices(word string) []chat.Option {
	ms := t.nameable()
	slices.SortStableFunc(ms, func(a, b scorecard.Metric) int { return cmp.Compare(kinship(word, &b), kinship(word, &a)) })
	var out []chat.Option
	for _, m := range ms[:min(len(ms), maxFormOptions)] {
		out = append(out, chat.Option{Label: prompts.Label(shown(cmp.Or(m.Name, string(m.ID)), maxName)), Value: string(m.ID)})
	}
	return out
}

// kinship counts the beginnings of words that a phrase shares with a metric's names.
func kinship(phrase string, m *scorecard.Metric) int {
	names := strings.ToLower(m.Name + " " + strings.Join(m.Synonyms, " ") + " " + m.Definition)
	n := 0
	for _, w := range strings.Fields(strings.ToLower(phrase)) {
		if r := []rune(w); len(r) > 3 && strings.Contains(names, string(r[:4])) {
			n++
		}
	}
	return n
}

func (t *turn) unexplained(ctx context.Context) (q unexplained, err error) {
	body, ok, err := t.tx.Recall(ctx, unexplainedKey(t.in.Value))
	if err != nil || !ok {
		return q, err
	}
	return q, json.Unmarshal(body, &q)
}

// Check says what is wrong with what was filled in.
func (f *Feature) Check(ctx context.Context, tx Store, in chat.Incoming, who scorecard.PersonID) (chat.FieldErrors, error) {
	t := &turn{Feature: f, tx: tx, in: in, who: who}
	if err := t.look(ctx); err != nil {
		return nil, err
	}
	return t.faults(), nil
}

func (t *turn) faults() chat.FieldErrors {
	faults := chat.FieldErrors{}
	if w := t.word(); !fitWord(w) || taken(t.snap.Index, w) {
		faults[wordField] = t.voice().SynonymUnfit()
	}
	if !slices.ContainsFunc(t.nameable(), func(m scorecard.Metric) bool { return string(m.ID) == t.in.Fields[metricField] }) {
		faults[metricField] = t.voice().SynonymNoMetric()
	}
	return faults
}

func (t *turn) word() string { return strings.Join(strings.Fields(t.in.Fields[wordField]), " ") }

// fitWord reports whether a text can be a name: some letters, and not a paragraph.
func fitWord(w string) bool {
	n := utf8.RuneCountInString(w)
	return n >= 2 && n <= maxWord && strings.ContainsFunc(w, unicode.IsLetter) && !strings.ContainsAny(w, "\n\r\t<>[]{}`|")
}

// taken reports whether anything is called so already, seen by the asker or not.
func taken(x *scorecard.Index, word string) bool {
	same := func(n string) bool { return strings.EqualFold(strings.TrimSpace(n), word) }
	for _, m := range x.Metrics {
		if same(m.Name) || slices.ContainsFunc(slices.Concat(m.Synonyms, m.Inverse), same) {
			return true
		}
	}
	for _, o := range x.Objectives {
		if same(o.Name) || slices.ContainsFunc(o.Aliases, same) {
			return true
		}
	}
	for _, u := range x.Units {
		if same(u.Name) || slices.ContainsFunc(u.Aliases, same) {
			return true
		}
	}
	for _, p := range x.Perspectives {
		if same(p.Name) || slices.ContainsFunc(p.Aliases, same) {
			return true
		}
	}
	return slices.ContainsFunc(x.People, func(p scorecard.Person) bool { return same(p.Name) || slices.ContainsFunc(p.Aliases, same) })
}
