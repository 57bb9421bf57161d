package answer

import (
	"testing"

	"throughline/bot/scorecard"
)

func TestNextReview(t *testing.T) {
	for text, want := range map[string]bool{
		"when is the next review": true, "When's our next scorecard review?": true, "next review?": true, "what day is the monthly review": true,
		"which reviews do we have coming up": true, "tell me when is the next review meeting please": true,
		"when is churn reviewed": false, "when will the code review be done": false, "what did the last review decide": false, "review of churn": false,
	} {
		if AsksForReviews(text) != want {
			t.Errorf("%q asks for reviews: %t", text, !want)
		}
	}
	f, r := rulesFeature(), newRoom()
	take(t, f, r, direct("0", "when is the next review?"), "cleo")
	_, text := r.last(t)
	wants(t, text, "No review is planned in the next three months.")

	s, err := r.Strategy(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.Reviews = []scorecard.Review{
		{ID: "monthly", Name: "Monthly review", Channel: "#review", Chair: "cleo", When: "last Thursday of the month 10:00", LeadHours: 24},
		{ID: "board", Name: "Board", On: []string{"2026-12-03 09:00"}, LeadHours: 48},
	}
	if err := r.Apply(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	take(t, f, r, direct("1", "when is the next review?"), "cleo")
	_, text = r.last(t)
	wants(t, text, "The next reviews:", "Monthly review: Thu 26 Nov 10:00, chaired by Cleo Marsh. The summary comes Wed 25 Nov 10:00 in #review.", "Board: Thu 3 Dec 09:00.")
}
