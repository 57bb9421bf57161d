package prompts_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
	"throughline/prompts"
)

// What a step comes to, to be read aloud.
func TestWordsOfWhatIf(t *testing.T) {
	v := prompts.Voice{Locale: "en-GB", Today: "2026-11-23"}
	d := decimal.RequireFromString
	stand := prompts.Stand{Name: "Loading time", Standing: scorecard.Standing{Metric: &scorecard.Metric{Measure: "hours"}, Has: true, Reading: scorecard.Reading{Period: "2026-W46", Value: d("6")}}}
	data := prompts.Simulated{Stand: stand, Change: "−2 hours", Interval: v.Interval("hours", d("-2.5"), d("-1.6")), Lag: 6, Routes: 1, Word: prompts.Borne(scorecard.SupportedByData)}
	one, all := data, data
	one.Opinion, one.By, one.Routes = v.Percent(.6), "Ben Okoro", 2
	all.Alone, all.Unsure, all.Lag = true, true, 0
	const rest = "These are estimates of a lasting change, if the arrows hold; they are no forecast."
	for _, c := range []struct{ got, want string }{
		{v.SupposeHead(prompts.Supposed{Stand: stand, By: "10%", To: "5.4 hours"}), "If **Loading time** went down by 10%, from 6 hours (week 46, current) to 5.4 hours, it would come to this, all routes together:"},
		{v.SupposeHead(prompts.Supposed{Stand: stand, Up: true, By: "5 hours", Record: "8 hours", Follow: "+2 hours"}), "If **Loading time** went up by 5 hours, from 6 hours (week 46, current), that would be beyond anything seen so far; the record is 8 hours. So I follow +2 hours only; all routes together, that comes to:"},
		{v.SupposeHead(prompts.Supposed{Stand: stand, Up: true, By: "5 hours", Record: "6 hours", None: true}), "If **Loading time** went up by 5 hours, from 6 hours (week 46, current), that would be beyond anything seen so far: 6 hours is the record already. No number would be honest; the map says the direction and the wait:"},
		{v.Simulated(data), "**Loading time**: an estimate of −2 hours (80% interval −2.5 to −1.6 hours) on 6 hours (week 46, current) · about 6 weeks later, supported by the readings; it rests on the readings alone"},
		{v.Simulated(one), "**Loading time**: an estimate of −2 hours (80% interval −2.5 to −1.6 hours) on 6 hours (week 46, current) · about 6 weeks later over 2 routes, supported by the readings; of this, about 60% rests on Ben Okoro’s estimate, the rest on the readings"},
		{v.Simulated(all), "**Loading time**: an estimate of −2 hours (80% interval −2.5 to −1.6 hours) on 6 hours (week 46, current); even the direction is unsure · at once, supported by the readings; it rests on people’s estimates alone"},
		{v.Interval("EUR", d("-400"), d("1200")), "−€400 to +€1,200"}, {v.Interval("%", d("0.4"), d("1.2")), "+0.4 to +1.2 percentage points"},
		{v.SimulatedRest(104, false), rest},
		{v.SimulatedRest(104, true), "The arrows run in a loop that would grow without end; I followed it for about 104 weeks only. " + rest},
		{v.Watched(prompts.Watched{Kind: "gaming", Name: "Loading time", Other: "Damaged loads", Since: "2026-W45", Gain: v.Roughly("hours", -1.234), Cost: v.Roughly("%", .5)}),
			"**Loading time** improved (−1.2 hours since week 45) while its guardrail **Damaged loads** worsened (+0.5 percentage points), two periods running. Does the one cost the other?"},
		{v.Watched(prompts.Watched{Kind: "watermelon", Name: "Loading time", Other: "A second dock", Since: "2026-W41"}),
			"“A second dock” is reported well, and **Loading time**, off its target, has not improved since week 41. Does it need time, or another lever?"},
		{v.LinkWhy(prompts.LinkLine{Owner: "Ben Okoro", Registered: "2026-01-12", Again: []scorecard.Date{"2026-03-02"}}),
			"Registered by Ben Okoro on Mon 12 Jan. Registered again on Mon 2 Mar, so its evidence began again."},
		{v.LinkWhy(prompts.LinkLine{Registered: "2026-01-12", Again: []scorecard.Date{"2026-03-02", "2026-04-06"}}),
			"Registered on Mon 12 Jan. Registered again on Mon 2 Mar, on Mon 6 Apr, so its evidence began again; a claim that keeps changing fits whatever happened."},
		{v.PastNumbers("Share"), "Past Share, no number is on the map, only the direction and the wait:"},
	} {
		if c.got != c.want {
			t.Errorf("got  %q\nwant %q", c.got, c.want)
		}
	}
}

// What numbers explain, to be read aloud.
func TestWordsOfWhy(t *testing.T) {
	v := prompts.Voice{Locale: "en-GB", Today: "2026-11-23"}
	d := decimal.RequireFromString
	m := &scorecard.Metric{Name: "Loading time", Measure: "hours"}
	then := scorecard.Reading{Period: "2026-W40", Value: d("7.5")}
	part := prompts.Part{
		Stand:    prompts.Stand{Name: "Loading time", Owner: "Ben Okoro", Standing: scorecard.Standing{Metric: m, Has: true, Reading: scorecard.Reading{Period: "2026-W46", Value: d("6")}}},
		Surprise: "+1.5 hours", Adds: "−2 percentage points", Share: v.Percent(.63), Lag: 6, Word: prompts.Borne(scorecard.SupportedByData), Then: &then,
	}
	could := part
	could.Could, could.Then, could.Via, could.Word = true, nil, "Load at night", prompts.Evidence(scorecard.Hypothesis)
	all := part
	all.Share = ""
	against := part
	against.Against, against.Adds, against.Lag = true, "+1 percentage point", 0
	wide := prompts.Range{Mean: 3833917, Lower: 3442011, Upper: 4370511}
	for _, c := range []struct{ got, want string }{
		{v.WhyNoise("EUR", &wide), "Its newest readings lie within its usual range, 3,440,000 to €4,370,000: nothing has changed that a cause would have to explain."},
		{v.WhyNoise("EUR", nil), "Its newest readings lie within its usual range: nothing has changed that a cause would have to explain."},
		{v.WhySignal("%", d("-3.2"), d("94.1"), scorecard.Worse), "That is a signal: the newest three readings lie 3.2 percentage points below the usual 94.1% on average, for the worse."},
		{v.WhySignal("EUR", d("600000"), wide.Middle(), scorecard.Better), "That is a signal: the newest three readings lie €600,000 above the usual €3,830,000 on average, for the better."},
		{v.WhyUnexplained("Share", "−2 percentage points", 0), "Most of that, −2 percentage points, the map does not explain."},
		{v.WhyUnexplained("Share", "−2 percentage points", 2), "Most of that, −2 percentage points, the map does not explain. The rest, as far as it can be traced:"},
		{v.WhyParts(1), "By the numbers on the map, it comes from here:"},
		{v.WhyParts(3), "By the numbers on the map, it comes from 3 things:"},
		{v.Part(part), "**Loading time** 7.5 hours in week 40: +1.5 hours of its own; that accounts for −2 percentage points, about 65% · Ben Okoro · about 6 weeks ahead, supported by the readings"},
		{v.Part(could), "**Loading time** 6 hours (week 46, current): +1.5 hours of its own; that could account for −2 percentage points, about 65% · Ben Okoro · about 6 weeks ahead via Load at night, still a hypothesis"},
		{v.Part(all), "**Loading time** 7.5 hours in week 40: +1.5 hours of its own; that accounts for −2 percentage points, more than all of it · Ben Okoro · about 6 weeks ahead, supported by the readings"},
		{v.Part(against), "**Loading time** 7.5 hours in week 40: +1.5 hours of its own; that works the other way, +1 percentage point · Ben Okoro · at once, supported by the readings"},
		{v.WhySum(prompts.WhySum{Name: "Share", Own: "−1%", Rest: "+0.5%", Change: "−3%", Causes: 2}), "With +0.5% from other drivers and −1% that the map does not explain, that makes −3% for **Share**. These are estimates, and there may be causes the map does not know."},
		{v.WhySum(prompts.WhySum{Name: "Share", Own: "−1%", Change: "−3%", Causes: 1}), "With −1% that the map does not explain, that makes −3% for **Share**. These are estimates, and there may be causes the map does not know."},
		{v.WhySum(prompts.WhySum{Name: "Share", Own: "−1%", Rest: "−2%", Change: "−3%"}), "No driver upstream stands out; together they add −2% to **Share**, and the map does not explain −1%. These are estimates, and there may be causes the map does not know."},
		{v.WhySum(prompts.WhySum{Name: "Share", Own: "−3%", Change: "−3%", OwnSaid: true}), "No driver upstream stands out. These are estimates, and there may be causes the map does not know."},
		{v.Change("hours", d("0.5")), "+0.5 hours"}, {v.Change("%", d("-1")), "−1 percentage point"}, {v.Change("%", d("0")), "0 percentage points"},
	} {
		if c.got != c.want {
			t.Errorf("got  %q\nwant %q", c.got, c.want)
		}
	}
	for word, want := range map[scorecard.VerdictWord]string{
		scorecard.EarlySign: "an early sign in the readings", scorecard.ContradictedByData: "the readings moved the other way",
		scorecard.WeakerThanClaimed: "weaker in the readings than claimed", scorecard.NotSeen: "not seen in the readings", scorecard.TooLittleData: "too few readings to tell",
	} {
		if got := prompts.Borne(word); got != want {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
	for share, want := range map[float64]int{0: 5, .02: 5, .44: 45, .99: 95, 3: 95} {
		if got := prompts.Nearest(share); got != want {
			t.Errorf("Nearest(%v) = %d, want %d", share, got, want)
		}
	}
}
