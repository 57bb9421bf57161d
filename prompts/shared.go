package prompts

import "strings"

// UnknownPerson answers somebody who is not in the strategy.
func (v Voice) UnknownPerson() string { return v.say("shared/unknown-person", nil) }

// Oops says that something failed and will be tried again.
func (v Voice) Oops() string { return v.say("shared/oops", nil) }

// GaveUp says that something failed for good.
func (v Voice) GaveUp() string { return v.say("shared/gave-up", nil) }

// Outsider answers a guest, somebody of another organisation, or anybody in a
// channel that is shared with one.
func (v Voice) Outsider() string { return v.say("shared/outsider", nil) }

// Welcome says what the bot is for when it comes into a place.
func (v Voice) Welcome() string { return v.say("shared/welcome", nil) }

// Undeliverable says that a message could not be said in a place, and why.
func (v Voice) Undeliverable(where, why string) string {
	return v.say("shared/undeliverable", map[string]any{"Where": where, "Why": strings.TrimRight(why, ".")})
}

// UndeliverableWas stands over what was to be said.
func (v Voice) UndeliverableWas() string { return v.say("shared/undeliverable-was", nil) }
