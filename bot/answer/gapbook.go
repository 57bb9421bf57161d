package answer

import (
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"throughline/bot/chat"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// Gaps are counted by the week and by the person, and who asked is not kept: a
// person is a mark made with the week's key, and key and marks lapse with the
// week. After that nobody can tell, not even by trying every name.

const (
	gapKey   = "gap/key/"
	gapMark  = "gap/mark/"
	gapWeek  = "gap/week/" // that something was counted, and whether it is told
	gapsKept = 35 * 24 * time.Hour
	gapTold  = "told"
)

func weekOf(t time.Time) scorecard.Period {
	return scorecard.PeriodOf(scorecard.Weekly, scorecard.DateOf(t.UTC()))
}

// endOf is the first moment after a period.
func endOf(p scorecard.Period) time.Time {
	end, err := time.Parse(time.DateOnly, string(p.End().Add(1)))
	if err != nil {
		return time.Time{} // a week always ends on a day
	}
	return end
}

// countGaps counts each gap once for each person in a week.
func (t *turn) countGaps(ctx context.Context, gaps []Gap) error {
	if len(gaps) == 0 {
		return nil
	}
	week := weekOf(t.tx.Now())
	key, err := t.weekKey(ctx, week)
	if err != nil {
		return err
	}
	for _, g := range gaps {
		what, err := json.Marshal(g)
		if err != nil {
			return err
		}
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(string(what) + "\n" + string(t.who)))
		mark := gapMark + hex.EncodeToString(mac.Sum(nil)[:16])
		first, err := t.tx.RememberFirst(ctx, mark, endOf(week))
		if err != nil {
			return err
		}
		if !first {
			continue
		}
		if err := t.tx.CountGap(ctx, string(week)+" "+string(what)); err != nil {
			return err
		}
	}
	return nil
}

// weekKey returns the week's key. With the first gap it is made, and it is noted
// that something was counted.
func (t *turn) weekKey(ctx context.Context, week scorecard.Period) ([]byte, error) {
	key, ok, err := t.tx.Recall(ctx, gapKey+string(week))
	if err != nil || ok {
		return key, err
	}
	key = make([]byte, 32)
	rand.Read(key) // never fails
	if err := t.tx.Remember(ctx, gapWeek+string(week), nil, endOf(week).Add(gapsKept)); err != nil {
		return nil, err
	}
	return key, t.tx.Remember(ctx, gapKey+string(week), key, endOf(week))
}

// fewest is how many people must have used an unknown word before it is shown:
// what one person typed might tell who.
const fewest = 2

// maxGaps is how many gaps a message lists.
const maxGaps = 8

// gapsOf describes the gaps of a week as who may see them, the most asked first,
// and counts the words that are not shown.
func (t *turn) gapsOf(ctx context.Context, week scorecard.Period) (lines []prompts.MapGap, unshown int, err error) {
	counted, err := t.tx.GapsOf(ctx, string(week)+" ")
	if err != nil {
		return nil, 0, err
	}
	talk := t.Answerer.talk(t.snap, scorecard.Audience{Person: t.who, Private: true})
	for what, people := range counted {
		var g Gap
		_, body, _ := strings.Cut(what, " ")
		if err := json.Unmarshal([]byte(body), &g); err != nil {
			return nil, 0, err
		}
		from, to := talk.ends(g.From), talk.ends(g.To)
		switch {
		case g.Kind == UnknownGap && people < fewest:
			unshown++
		case len(from) == len(g.From) && len(to) == len(g.To): // still on the map, and for these eyes
			lines = append(lines, prompts.MapGap{Kind: string(g.Kind), People: people, From: talk.names(from), To: talk.names(to), Word: g.Word})
		}
	}
	slices.SortFunc(lines, func(a, b prompts.MapGap) int {
		return cmp.Or(b.People-a.People, strings.Compare(a.Key(), b.Key()))
	})
	return lines, unshown, nil
}

// gapMessage tells the gaps of some weeks; false when there is nothing to tell.
func (t *turn) gapMessage(ctx context.Context, weeks ...scorecard.Period) (chat.Message, bool, error) {
	v := t.voice()
	var blocks []chat.Block
	for _, week := range weeks {
		lines, unshown, err := t.gapsOf(ctx, week)
		if err != nil {
			return chat.Message{}, false, err
		}
		if len(lines) == 0 {
			continue
		}
		blocks = append(blocks, chat.Text{Marked: v.GapHead(week)})
		var items []chat.Item
		for _, l := range lines[:min(len(lines), maxGaps)] {
			items = append(items, chat.Item{Marked: v.GapItem(l)})
		}
		blocks = append(blocks, chat.List{Items: items})
		if rest := v.GapRest(max(0, len(lines)-maxGaps), unshown); rest != "" {
			blocks = append(blocks, chat.Note{Marked: rest})
		}
	}
	good, bad, err := t.verdicts(ctx, weeks...)
	if err == nil && good+bad > 0 && len(blocks) > 0 {
		blocks = append(blocks, chat.Note{Marked: v.GapFeedback(good, bad)})
	}
	return chat.Say(blocks...), len(blocks) > 0, err
}

// tellGaps answers what people ask and the map cannot answer. It is for whoever
// keeps the strategy, in a direct conversation.
func (t *turn) tellGaps(ctx context.Context) error {
	who, of := t.snap.Person(t.who), keeper(t.snap.Index)
	if who == nil || t.who != of && who.Role != scorecard.Editor {
		return t.sayHere(ctx, t.voice().GapsNotYours(t.nameOf(of)))
	}
	week := weekOf(t.tx.Now())
	m, some, err := t.gapMessage(ctx, week, week.Prev())
	if err != nil {
		return err
	}
	if !some {
		m = chat.Paragraph(t.voice().GapsNone())
	}
	if t.in.Place.Private() {
		return t.tx.Send(ctx, chat.Outgoing{Key: "answer/" + t.in.ID, Place: t.in.Answer(), Message: m})
	}
	if err := t.sayHere(ctx, t.voice().SentPrivately(t.who)); err != nil {
		return err
	}
	return t.tx.Send(ctx, chat.Outgoing{Key: "answer/" + t.in.ID, Place: chat.Place{Person: string(t.who)}, Message: m})
}

// Tick tells whoever keeps the strategy about last week's gaps, once, when they
// may be written to.
func (f *Feature) Tick(ctx context.Context, tx Store) error {
	week := weekOf(tx.Now()).Prev()
	state, counted, err := tx.Recall(ctx, gapWeek+string(week))
	if err != nil || !counted || string(state) == gapTold {
		return err
	}
	t := &turn{Feature: f, tx: tx}
	if err := t.look(ctx); err != nil {
		return err
	}
	if t.who = keeper(t.snap.Index); t.who != "" {
		if schedule.Free(t.snap.Index, t.who, tx.Now()).After(tx.Now()) {
			return nil // not at night, and not on a day off
		}
		if err := t.look(ctx); err != nil {
			return err
		}
		m, some, err := t.gapMessage(ctx, week)
		if err != nil {
			return err
		}
		if some {
			if err := tx.Send(ctx, chat.Outgoing{Key: "gaps/" + string(week), Place: chat.Place{Person: string(t.who)}, Message: m}); err != nil {
				return err
			}
		}
	}
	if err := tx.DropGaps(ctx, string(week.Prev().Prev().Prev())+" "); err != nil {
		return err
	}
	return tx.Remember(ctx, gapWeek+string(week), []byte(gapTold), endOf(week).Add(gapsKept))
}
