package exam

import "testing"

// The surer a reading is, the rarer it is wrong. The papers have mostly been
// learned from, so this shows the order of sureness and not how often it errs.
func TestSureness(t *testing.T) {
	var marks []Mark
	for _, p := range papers(t) {
		marks = append(marks, reader(t, p.Organisation).Sit(p).Marks...)
	}
	before := 0.0
	for _, b := range Bands(marks) {
		t.Logf("%.2f and up: %d answered, %d wrong", b.Least, b.Answered, b.Wrong)
		if b.Answered < 10 {
			continue // too few to say anything
		}
		share := float64(b.Wrong) / float64(b.Answered)
		if share < before {
			t.Errorf("of those from %.1f a smaller share is wrong than of surer ones", b.Least)
		}
		before = share
	}
}
