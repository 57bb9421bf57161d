package ledger

import (
	"context"

	"throughline/bot/chat"
	"throughline/bot/evidence"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// atMost is how many arrows of one verdict are listed.
const atMost = 6

// tell posts the state of the hypotheses where the whole organisation reads.
func (f *Feature) tell(ctx context.Context, tx Store, s *scorecard.Snapshot, all []scorecard.Verdict, r evidence.Review) error {
	channel := s.Organisation.Channel
	if root := s.Root(); channel == "" && root != nil {
		channel = s.ChannelOf(root.ID)
	}
	if channel == "" {
		return nil // nobody would read it
	}
	m := State(s, all, r.Tested, r.ByChance)
	book, err := recall(ctx, tx)
	if err != nil {
		return err
	}
	if c := book.record(); c.Hits+c.Misses > 0 {
		v := prompts.Voice{Locale: s.LocaleOf(""), Today: s.Today}
		m.Blocks = append(m.Blocks, chat.Note{Marked: v.LedgerPredictions(c.Hits, c.Hits+c.Misses, c.Expected)})
	}
	return tx.Send(ctx, chat.Outgoing{
		Key: "hypotheses/" + string(scorecard.PeriodOf(scorecard.Quarterly, s.Today)), Place: chat.Place{Channel: channel}, Message: m,
	})
}

// State is the message on the state of the hypotheses, of the arrows that
// everybody may know of: how many there are of each verdict, and which.
func State(s *scorecard.Snapshot, all []scorecard.Verdict, tested int, byChance float64) chat.Message {
	v := prompts.Voice{Locale: s.LocaleOf(""), Today: s.Today}
	groups := map[scorecard.VerdictWord][]chat.Item{}
	open := 0
	for i := range all {
		if l := s.Link(all[i].Link); l != nil && s.Public(l, &all[i]) {
			groups[all[i].Shown] = append(groups[all[i].Shown], chat.Item{Marked: v.LedgerLine(v.FindingOf(s.Index, l, &all[i]))})
			open++
		}
	}
	counts := map[string]int{}
	for word, items := range groups {
		counts[string(word)] = len(items)
	}
	blocks := []chat.Block{
		chat.Heading{Text: v.LedgerTitle(scorecard.PeriodOf(scorecard.Quarterly, s.Today))},
		chat.Text{Marked: v.LedgerCounts(open, counts)},
	}
	for _, word := range scorecard.VerdictWords() {
		if items := groups[word]; len(items) > 0 {
			blocks = append(blocks, chat.Text{Marked: v.LedgerGroup(string(word))}, listOf(items, v))
		}
	}
	return chat.Say(append(blocks, chat.Note{Marked: v.LedgerCaution(tested, byChance)})...)
}

func listOf(items []chat.Item, v prompts.Voice) chat.List {
	if more := len(items) - atMost; more > 0 {
		items = append(items[:atMost:atMost], chat.Item{Marked: v.DigestMore(more)})
	}
	return chat.List{Items: items}
}
