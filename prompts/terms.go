package prompts

// IsTerm reports whether there is something to say of a word of scorecards in
// general: "amber", "leading".
func IsTerm(name string) bool { return name != "" && templates.Lookup("term/"+name) != nil }

// Term explains a word of scorecards in general; empty for one that is not IsTerm.
func (v Voice) Term(name string) string {
	if !IsTerm(name) {
		return ""
	}
	return v.say("term/"+name, nil)
}
