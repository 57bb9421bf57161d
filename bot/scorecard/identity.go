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

// An identity is what a person is called in a service.
type identity struct{ service, id string }

// identities numbers the people by what they are called, the first who is.
func identities(people []Person) map[identity]int {
	all := map[identity]int{}
	for i, p := range people {
		for service, id := range p.Identities {
			if _, taken := all[identity{service, id}]; !taken && id != "" {
				all[identity{service, id}] = i
			}
		}
	}
	return all
}

// PersonBehind is that of the strategy: most are found without a search.
func (x *Index) PersonBehind(service, workspace, user, email string) *Person {
	at, found := x.identities[identity{service, user}]
	if workspace != "" {
		if i, ok := x.identities[identity{service, workspace + "/" + user}]; ok && (!found || i < at) {
			at, found = i, true
		}
	}
	if found && user != "" {
		return &x.People[at]
	}
	return x.Strategy.PersonBehind(service, workspace, user, email)
}
