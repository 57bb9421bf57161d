package scorecard

import "strings"

// PersonBehind returns the person that a user of a chat service is: by the
// identity recorded for the service, "U024BE7LH" or "T024BE7LD/U024BE7LH" with
// the workspace before it; else, for somebody without one, by an e-mail address
// that the service vouches for. Nil when nobody is.
func (s *Strategy) PersonBehind(service, workspace, user, email string) *Person {
	var byMail *Person
	for i := range s.People {
		p := &s.People[i]
		switch id := p.Identities[service]; {
		case id == "":
			if byMail == nil && email != "" && strings.EqualFold(p.Email, email) {
				byMail = p
			}
		case id == user || workspace != "" && id == workspace+"/"+user:
			return p
		}
	}
	return byMail
}
