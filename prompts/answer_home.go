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

// MapVision stands over the strategy map; empty without a vision.
func (v Voice) MapVision(vision string) string { return v.say("home/map-vision", vision) }
