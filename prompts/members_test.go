package prompts

import "testing"

func TestMembersWords(t *testing.T) {
	v := Voice{Locale: "en-GB", Today: "2026-11-23"}
	many := []string{"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N"}
	for _, c := range []struct{ got, want string }{
		{v.MembersFound("Fleet <1>", "#fleet", 5), "5 people in #fleet are not in the strategy yet. Shall I add these 5 to **Fleet \\<1\\>**?"},
		{v.MembersFound("Fleet", "@fleet", 1), "Somebody in @fleet is not in the strategy yet. Shall I add them to **Fleet**?"},
		{v.MembersNames([]string{"Ana *Ruiz*", "Ben Okri"}), "Ana \\*Ruiz\\* and Ben Okri"},
		{v.MembersNames(many), "A, B, C, D, E, F, G, H, I, J, K and L, and 2 more"},
		{v.MembersMeans(), "Then they can ask about the scorecard and see what is not restricted. I ask nothing of them before they own something. Nobody else reads this question, and I do not put it again for the same people."},
		{v.MembersAdd(1) + "/" + v.MembersAdd(5) + "/" + v.MembersLeave(), "Add them/Add all 5/Leave them out"},
		{v.MembersAdded("Fleet", []string{"Ana Ruiz"}), "Added to **Fleet**: Ana Ruiz."},
		{v.MembersAdded("Fleet", many), "Added to **Fleet**: A, B, C, D, E, F, G, H, I, J, K and L, and 2 more."},
		{v.MembersLeft("Fleet", 5), "Nobody was added to **Fleet**. I will not ask about these 5 again; the strategy file can name them at any time."},
		{v.MembersLeft("Fleet", 1), "Nobody was added to **Fleet**. I will not ask about them again; the strategy file can name them at any time."},
		{v.MembersGone(), "That is settled already; nothing was changed."},
		{v.MembersNotYours("Fleet"), "Who belongs to **Fleet** is for its head to say, so I have changed nothing."},
	} {
		if c.got != c.want {
			t.Errorf("said %q, want %q", c.got, c.want)
		}
	}
}
