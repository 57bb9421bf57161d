package llm

import (
	"encoding/json"
	"slices"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts/model"
)

// questionOf is what is sent of a question, and what the marks in it stand for.
func questionOf(x *scorecard.Index, text string, a understand.Asker) (model.Question, marked) {
	masked, values := mask(text)
	q := model.Question{Text: masked, Things: shortlist(x, text, a), Numbers: []string{}}
	for mark := range values {
		q.Numbers = append(q.Numbers, mark)
	}
	slices.Sort(q.Numbers)
	return q, values
}

// Show returns the body of the request that a question would be sent in, without
// sending it: the whole of what leaves the house, beside the key.
func (c Config) Show(x *scorecard.Index, text string, a understand.Asker) ([]byte, error) {
	q, _ := questionOf(x, text, a)
	body, err := json.Marshal((&Reader{cfg: c}).request(q))
	if err != nil || reasons(c.Model) {
		return body, err
	}
	return cooled(body)
}
