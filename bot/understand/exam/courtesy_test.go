package exam

import (
	"slices"
	"testing"
)

// before and behind are said around questions by people with manners, and mean
// nothing. Some of them no list of the grammar holds.
var (
	before = []string{
		"Good morning, as I am preparing the handout for the governors, ", "Apologies if somebody asked this already, but ", "Sorry to barge in on a Monday, ",
		"My boss keeps pestering me, so ", "Having only arrived on Tuesday, ", "Not sure whether this is the proper forum, but ", "Hi bot, hope you are well, ",
		"Quick one over coffee: ", "Out of sheer nosiness, ", "I realise you are swamped, but ",
	}
	behind = []string{
		"? I would be most obliged.", ", if it is not too much bother?", "? (asking on behalf of the governors)", ", as the auditors are breathing down my neck?",
		"? Much appreciated, and have a lovely weekend.", "? It has been puzzling the whole corridor.", ", or am I talking gibberish?", "? Thanks ever so much!",
	}
)

func TestQuestionsWithManners(t *testing.T) {
	t.Parallel()
	kept, all := 0, 0
	for _, p := range papers(t) {
		r := reader(t, p.Organisation)
		for i, q := range p.Questions {
			if m := sit(t, p).Marks[i]; q.Outside() || m.Verdict != Right || i%3 > 0 { // a third of them is many
				continue
			}
			polite := q
			body := []rune(q.Text)
			for len(body) > 1 && slices.Contains([]rune("?!. "), body[len(body)-1]) {
				body = body[:len(body)-1]
			}
			switch i % 4 {
			case 0, 1:
				polite.Text = before[i/3%len(before)] + string(body) + "?"
			case 2:
				polite.Text = string(body) + behind[i/3%len(behind)]
			default:
				polite.Text = before[i/3%len(before)] + string(body) + behind[i/3%len(behind)]
			}
			all++
			if was, now := sit(t, p).Marks[i].Got, Said(r.Question(polite)); now == was {
				kept++
			} else {
				t.Logf("%q is %s, was %s", polite.Text, now, was)
			}
		}
	}
	t.Logf("%d of %d kept", kept, all)
	if 100*kept < 92*all {
		t.Errorf("%d of %d survive courtesy", kept, all)
	}
}
