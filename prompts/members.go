package prompts

// MembersFound tells the head of a unit that people of its team are not in the
// strategy; where is the channel or the group they were found in.
func (v Voice) MembersFound(unit, where string, n int) string {
	return v.say("members/found", map[string]any{"Unit": unit, "Where": where, "N": n})
}

// namesShown is how many people are called by name.
const namesShown = 12

// MembersNames says who they are.
func (v Voice) MembersNames(names []string) string {
	return v.say("members/names", shownNames(names))
}

func shownNames(names []string) map[string]any {
	shown := names[:min(len(names), namesShown)]
	return map[string]any{"Names": shown, "More": len(names) - len(shown)}
}

// MembersMeans says what being added brings.
func (v Voice) MembersMeans() string { return v.say("members/means", nil) }

// MembersAdd and MembersLeave are the two buttons.
func (v Voice) MembersAdd(n int) string { return v.plain("members/add", n) }

// MembersLeave labels the button that leaves them out.
func (v Voice) MembersLeave() string { return v.plain("members/leave", nil) }

// MembersAdded says who was added to a unit.
func (v Voice) MembersAdded(unit string, names []string) string {
	data := shownNames(names)
	data["Unit"] = unit
	return v.say("members/added", data)
}

// MembersLeft says that nobody was added.
func (v Voice) MembersLeft(unit string, n int) string {
	return v.say("members/left", map[string]any{"Unit": unit, "N": n})
}

// MembersGone says that a proposal was answered already, or holds no more.
func (v Voice) MembersGone() string { return v.say("members/gone", nil) }

// MembersNotYours declines the word of somebody who does not head the unit.
func (v Voice) MembersNotYours(unit string) string { return v.say("members/not-yours", unit) }
