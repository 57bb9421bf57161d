package prompts

// HomeTitle stands over how somebody's work ties to the strategy.
func (v Voice) HomeTitle() string { return v.plain("home/title", nil) }

// HomeQuestion is what the bot asks itself on somebody's behalf for their page.
func (v Voice) HomeQuestion() string { return v.plain("home/question", nil) }

// HomePrompts are questions offered to somebody who opens a conversation; off is
// the name of a metric of theirs that is off its target, or empty.
func (v Voice) HomePrompts(off string) []string {
	out := []string{v.plain("home/contribution", nil)}
	if off != "" {
		out = append(out, v.plain("home/why", off))
	}
	return append(out, v.plain("home/off", nil), v.plain("home/owe", nil), v.plain("home/vision", nil))
}

// A ReviewLine is a review to come.
type ReviewLine struct {
	Name    string
	When    string // as of Clock
	Chair   string // empty: nobody
	Channel string // where its summary goes; empty: nowhere
	Summary string // when it is posted; empty: it was already
}

// ReviewLine says when a review is, and when there is something to read before.
func (v Voice) ReviewLine(l ReviewLine) string { return v.say("home/review", l) }

// ReviewsHead stands over n reviews to come, or says that there are none.
func (v Voice) ReviewsHead(n int) string { return v.say("home/reviews", n) }

// MapVision stands over the strategy map; empty without a vision.
func (v Voice) MapVision(vision string) string { return v.say("home/map-vision", vision) }
