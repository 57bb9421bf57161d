package prompts

// UnknownPerson answers somebody who is not in the strategy.
func (v Voice) UnknownPerson() string { return v.say("shared/unknown-person", nil) }

// Oops says that something failed and will be tried again.
func (v Voice) Oops() string { return v.say("shared/oops", nil) }

// GaveUp says that something failed for good.
func (v Voice) GaveUp() string { return v.say("shared/gave-up", nil) }
