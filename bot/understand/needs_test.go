package understand

import (
	"strings"
	"testing"
)

// What a cue is spared for, it would not have matched.
func TestNeedsSpareNothing(t *testing.T) {
	spared := 0
	marks := strings.NewReplacer(" M ", " @0m ", " U ", " @1u ", " P ", " @2p ", " L ", " @3l ", " V ", " @4v ", " N ", " 5 ")
	all := 0
	for i, line := range strings.Split(englishWays, "\n") {
		if i%12 != 0 {
			continue // every cue on every way is half a million matches
		}
		line = marks.Replace(" " + strings.TrimSpace(line) + " ")
		line = marks.Replace(line) // names side by side share a blank
		for _, c := range english.cues {
			all++
			switch fits := c.fits(line); {
			case !fits && c.pattern().MatchString(line):
				t.Errorf("%s %v: %q is matched and spared", c.intent, c.needs, line)
			case !fits:
				spared++
			}
		}
	}
	if 10*spared < 7*all {
		t.Errorf("only %d of %d are spared", spared, all)
	}
}

// What is made when it is first tried must be well made: a fault is a panic here,
// and not in the middle of a conversation.
func TestEveryCueCanBeTried(t *testing.T) {
	for _, c := range english.cues {
		if c.pattern().NumSubexp() > 16 {
			t.Errorf("%s is asked for by a pattern of very many parts: %s", c.intent, c.pattern())
		}
	}
}
