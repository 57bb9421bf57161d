package answer

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"time"

	"throughline/bot/chat"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// reviewRequests are the ways in which people ask when they meet.
var reviewRequests = regexp.MustCompile(`(?i)^\W*(?:(?:please|can you tell me|tell me|hey|hi|so),? )*` +
	`(?:(?:when|what day|what time|what date)(?:'s| is| are| will| do| does)? (?:we |our |the |be )*(?:next |coming |upcoming )?(?:have |hold )?(?:our |the )?(?:next |upcoming )?(?:scorecard |strategy |monthly |quarterly |weekly )?(?:reviews?|review meetings?)` +
	`|(?:the )?(?:next|upcoming|coming) (?:scorecard |strategy |monthly |quarterly |weekly )?(?:reviews?|review meetings?)` +
	`|(?:which|what) reviews (?:are|do we have|have we)(?: coming up| planned)?)(?: again| please| meeting| meetings| due| on| held| take place)*\W*$`)

// AsksForReviews reports whether a text asks when the next review is, which
// NextReviews answers.
func AsksForReviews(text string) bool { return len(text) < 120 && reviewRequests.MatchString(text) }

// soon is how far ahead reviews are told, and toldReviews how many.
const (
	soon        = 92 * 24 * time.Hour
	toldReviews = 3
)

// NextReviews says to somebody which reviews come next: when, with whom, and when
// their summary can be read.
func NextReviews(s *scorecard.Snapshot, who scorecard.PersonID, now time.Time) chat.Message {
	dues := schedule.Between(s.Index, now, now.Add(soon))
	dues = slices.DeleteFunc(dues, func(d schedule.Due) bool { return d.Kind == schedule.Round })
	summary := map[string]time.Time{} // of a review and its meeting
	of := func(d schedule.Due) string { return string(d.Review) + d.Meeting.UTC().String() }
	for _, d := range dues {
		if d.Kind == schedule.Digest {
			summary[of(d)] = d.At
		}
	}
	v, zone := prompts.Voice{Locale: s.LocaleOf(who), Today: s.Today}, s.ZoneOf(who)
	var items []chat.Item
	for _, d := range dues {
		r := s.Review(d.Review)
		if d.Kind != schedule.Meeting || r == nil || len(items) == toldReviews {
			continue
		}
		line := prompts.ReviewLine{Name: cmp.Or(r.Name, string(r.ID)), When: v.Clock(d.Meeting, zone), Chair: nameIn(s, r.Chair), Channel: d.Channel}
		if at, ok := summary[of(d)]; ok {
			line.Summary = v.Clock(at, zone)
		}
		items = append(items, chat.Item{Marked: v.ReviewLine(line)})
	}
	blocks := []chat.Block{chat.Text{Marked: v.ReviewsHead(len(items))}}
	if len(items) > 0 {
		blocks = append(blocks, chat.List{Items: items})
	}
	return chat.Say(blocks...)
}

func (t *turn) tellReviews(ctx context.Context) error {
	return t.tx.Send(ctx, chat.Outgoing{Key: "answer/" + t.in.ID, Place: t.in.Answer(), Message: NextReviews(t.snap, t.who, t.tx.Now())})
}
