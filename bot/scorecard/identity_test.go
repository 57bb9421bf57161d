package scorecard

import "testing"

func TestPersonBehind(t *testing.T) {
	s := &Strategy{People: []Person{
		{ID: "ana", Email: "ana@lark.example", Identities: map[string]string{"slack": "T1/U1"}},
		{ID: "ben", Email: "ben@lark.example"},
		{ID: "kim", Identities: map[string]string{"slack": "U3", "teams": "t/9"}},
		{ID: "leo", Identities: map[string]string{"slack": "T1/U3", "teams": "t/9"}}, // listed later, and so never found
	}}
	for _, c := range []struct{ service, workspace, user, email, want string }{
		{"slack", "T1", "U1", "", "ana"},
		{"slack", "T2", "U1", "", ""},
		{"slack", "T2", "U3", "", "kim"},
		{"slack", "T1", "U2", "Ben@Lark.example", "ben"},
		{"slack", "T1", "U2", "ana@lark.example", ""}, // who is known by id is nobody else
		{"slack", "T1", "U3", "ben@lark.example", "kim"},
		{"teams", "t", "9", "", "kim"},
		{"teams", "", "9", "", ""},
		{"slack", "", "", "", ""},
	} {
		for how, find := range map[string]func(service, workspace, user, email string) *Person{"searched": s.PersonBehind, "looked up": NewIndex(s).PersonBehind} {
			got := ""
			if p := find(c.service, c.workspace, c.user, c.email); p != nil {
				got = string(p.ID)
			}
			if got != c.want {
				t.Errorf("%s, %+v is %q", how, c, got)
			}
		}
	}
}
