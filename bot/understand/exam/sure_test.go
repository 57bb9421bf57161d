package exam

import "testing"

// Sureness means something: among readings that are sure the share that is wrong
// is a small part of that among those that are not. The papers have mostly been
// learned from, so this shows the order and not how often it errs.
func TestSureness(t *testing.T) {
	t.Parallel()
	var marks []Mark
	for _, p := range papers(t) {
		marks = append(marks, sit(t, p).Marks...)
	}
	var sure, unsure Band
	for _, b := range Bands(marks) {
		t.Logf("%.2f and up: %d read, %d wrong", b.Least, b.Read, b.Wrong)
		to := &unsure
		if b.Least >= 0.8 {
			to = &sure
		}
		to.Read, to.Wrong = to.Read+b.Read, to.Wrong+b.Wrong
	}
	if sure.Read < 500 || unsure.Read < 10 {
		t.Fatalf("%d sure and %d unsure readings say nothing", sure.Read, unsure.Read)
	}
	if 4*sure.Wrong*unsure.Read > unsure.Wrong*sure.Read {
		t.Errorf("%d of %d sure readings are wrong, and %d of %d unsure ones", sure.Wrong, sure.Read, unsure.Wrong, unsure.Read)
	}
}
