package prompts_test

import (
	"testing"

	"throughline/prompts"
)

// What is said about words nobody knows and about gaps of the map, to be read
// aloud.
func TestWordsAndGaps(t *testing.T) {
	v := prompts.Voice{Locale: "en-GB", Today: "2026-11-23"}
	s := prompts.Synonym{Word: "foot*fall", Metric: "Visitors", By: "Ana Ruiz", Owner: "Ben Okoro"}
	title, intro, submit := v.SynonymForm()
	word, metric := v.SynonymFields()
	accept, decline := v.SynonymButtons()
	for _, c := range []struct{ got, want string }{
		{v.UnknownWords([]string{"web [traffic]"}), `I do not know “web \[traffic\]” here.`},
		{v.UnknownWords([]string{"a", "b"}), "I do not know “a” and “b” here."},
		{v.SynonymLabel("foot*fall"), "“foot*fall” is another name for…"},
		{title, "Another name"},
		{intro, "Whoever answers for the metric is asked first. This once I take it as you say."},
		{submit, "Suggest it"},
		{word, "The word or phrase"},
		{metric, "What it stands for"},
		{v.SynonymUnfit(), "That cannot be another name: it is too short, too long, or means something already."},
		{v.SynonymNoMetric(), "Choose what it stands for."},
		{v.SynonymAsked(s), `I have asked Ben Okoro whether “foot\*fall” may stand for **Visitors**.`},
		{v.SynonymNobody(s), `Nobody answers for **Visitors** yet, so there is nobody to accept “foot\*fall” as another name.`},
		{v.SynonymEnough(), "That is enough new names from you for today; I take more tomorrow."},
		{v.SynonymProposal(s), `Ana Ruiz says “foot\*fall” for **Visitors**, which you answer for. Shall I understand everybody so?`},
		{accept, "Accept"},
		{decline, "Not this"},
		{v.SynonymAccepted(s), `From now on I take “foot\*fall” for **Visitors**.`},
		{v.SynonymDeclined(s), `Then “foot\*fall” does not stand for **Visitors**.`},
		{v.SynonymTold(s, true), `Ben Okoro agrees: from now on I take “foot\*fall” for **Visitors**.`},
		{v.SynonymTold(s, false), `Ben Okoro would rather not have “foot\*fall” stand for **Visitors**.`},
		{v.SynonymNotYours(s), "That is for Ben Okoro to say."},
		{v.SynonymGone(), "That has been settled already, or has lapsed."},
		{v.GapHead("2026-W47"), "Asked in week 47, and not on the map:"},
		{v.GapItem(prompts.MapGap{Kind: "no_route", People: 12, From: []string{"Price"}, To: []string{"Churn"}}), "12 people asked how Price affects **Churn**; no recorded link leads there."},
		{v.GapItem(prompts.MapGap{Kind: "no_route", People: 1, From: []string{"Price", "Range"}, To: []string{"Churn", "Share"}}), "One person asked how Price and Range affect **Churn and Share**; no recorded link leads there."},
		{v.GapItem(prompts.MapGap{Kind: "no_route", People: 2, To: []string{"Churn"}}), "2 people asked how somebody’s own objectives affect **Churn**; no recorded link leads there."},
		{v.GapItem(prompts.MapGap{Kind: "no_drivers", People: 2, From: []string{"Churn"}}), "2 people asked what drives **Churn**; nothing is recorded."},
		{v.GapItem(prompts.MapGap{Kind: "no_effects", People: 2, From: []string{"Churn"}}), "2 people asked what **Churn** affects; nothing is recorded."},
		{v.GapItem(prompts.MapGap{Kind: "unknown", People: 2, Word: "web traffic"}), "2 people asked about “web traffic”, which names nothing here."},
		{v.GapRest(0, 0), ""},
		{v.GapRest(3, 1), "And 3 more. One more word was used by one person only, so I do not show it."},
		{v.GapRest(0, 4), "4 more words were used by one person only, so I do not show them."},
		{v.GapFeedback(3, 1), "Of 4 answers that people judged, 3 were of use to them."},
		{v.GapFeedback(1, 0), "Of 1 answer that people judged, 1 was of use to them."},
		{v.GapFeedback(0, 2), "Of 2 answers that people judged, none were of use to them."},
		{v.GapsNone(), "Nothing was asked this week or last that the map could not answer."},
		{v.GapsNotYours("Cleo Marsh"), "I tell that only to Cleo Marsh, who keeps the strategy."},
		{v.GapsNotYours(""), "Nobody keeps this strategy yet, so I tell that to nobody."},
		{v.Thanks(true), "Thank you, noted."},
		{v.Thanks(false), "Thank you, noted. Put it in other words, and I will try again."},
		{v.Suggested(), "A language model suggested this; I answer only what you choose."},
		{v.Step(true, "10%"), "up 10%"},
		{v.Step(false, ""), "down"},
	} {
		if c.got != c.want {
			t.Errorf("got  %q\nwant %q", c.got, c.want)
		}
	}
}
