package prompts

// UnknownWords says which words of a question name nothing.
func (v Voice) UnknownWords(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = "“" + w + "”"
	}
	return v.say("answer/unknown-words", quoted)
}

// A Synonym is another name that somebody uses for a metric.
type Synonym struct {
	Word   string
	Metric string // by name
	By     string // who uses it, by name
	Owner  string // who answers for the metric, by name
}

// SynonymLabel is on the button that says what a word stands for.
func (v Voice) SynonymLabel(word string) string {
	return Label(v.plain("answer/synonym-label", word))
}

// SynonymForm is the title, the introduction and the button of the form that asks
// what a word stands for.
func (v Voice) SynonymForm() (title, intro, submit string) {
	return v.plain("answer/synonym-title", nil), v.say("answer/synonym-intro", nil), v.plain("answer/synonym-submit", nil)
}

// SynonymFields labels the fields of that form.
func (v Voice) SynonymFields() (word, metric string) {
	return v.plain("answer/synonym-word", nil), v.plain("answer/synonym-metric", nil)
}

// SynonymUnfit says that a word cannot be a name, without saying whose it may be.
func (v Voice) SynonymUnfit() string { return v.plain("answer/synonym-unfit", nil) }

// SynonymNoMetric says that something has to be chosen.
func (v Voice) SynonymNoMetric() string { return v.plain("answer/synonym-no-metric", nil) }

// SynonymAsked says that the owner is asked.
func (v Voice) SynonymAsked(s Synonym) string { return v.say("answer/synonym-asked", s) }

// SynonymNobody says that there is nobody to ask.
func (v Voice) SynonymNobody(s Synonym) string { return v.say("answer/synonym-nobody", s) }

// SynonymEnough says that no more are taken today.
func (v Voice) SynonymEnough() string { return v.say("answer/synonym-enough", nil) }

// SynonymProposal asks the owner.
func (v Voice) SynonymProposal(s Synonym) string { return v.say("answer/synonym-proposal", s) }

// SynonymButtons are the owner's two.
func (v Voice) SynonymButtons() (accept, decline string) {
	return v.plain("answer/synonym-accept", nil), v.plain("answer/synonym-decline", nil)
}

// SynonymAccepted stands where the owner was asked.
func (v Voice) SynonymAccepted(s Synonym) string { return v.say("answer/synonym-accepted", s) }

// SynonymDeclined stands where the owner was asked.
func (v Voice) SynonymDeclined(s Synonym) string { return v.say("answer/synonym-declined", s) }

// SynonymTold tells whoever suggested it what the owner said.
func (v Voice) SynonymTold(s Synonym, yes bool) string {
	if yes {
		return v.say("answer/synonym-yes", s)
	}
	return v.say("answer/synonym-no", s)
}

// SynonymNotYours says who may settle it.
func (v Voice) SynonymNotYours(s Synonym) string { return v.say("answer/synonym-not-yours", s) }

// SynonymGone says that there is nothing left to settle.
func (v Voice) SynonymGone() string { return v.say("answer/synonym-gone", nil) }
