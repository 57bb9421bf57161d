package prompts

import "testing"

func TestSharedWords(t *testing.T) {
	v := Voice{Locale: "en-GB", Today: "2026-11-23"}
	for _, c := range []struct{ got, want string }{
		{v.UnknownPerson(), "I do not know you here yet, so I cannot show or record anything. Ask whoever keeps the strategy to add you to it."},
		{v.Oops(), "Something went wrong on my side and I have not done that. What you wrote is kept, and I will try again."},
		{v.GaveUp(), "I could not handle what you wrote, however often I tried. It is kept, and whoever runs me can see it. Nothing was changed."},
		{v.Outsider(), "I speak of scorecards only with people of my own organisation, and only in channels that nobody else reads."},
		{v.Welcome(), "Hello. I keep the scorecards here: I ask metric owners for their number, post a summary before each review, and answer how daily work ties to the strategy. Try: <!@ >how does my team affect our vision?"},
		{v.Undeliverable("#fleet <x>", "the channel is archived."), "I cannot post in **#fleet \\<x\\>**: the channel is archived. I will not try that message again; once this is mended, all that comes later arrives."},
		{v.UndeliverableWas(), "This is what was to be said there:"},
	} {
		if c.got != c.want {
			t.Errorf("said %q, want %q", c.got, c.want)
		}
	}
}
