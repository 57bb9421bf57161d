package understand

// A needIndex knows every text that some cue needs, so that one walk along a
// line finds which of them stand in it: cues are many, and a line holds few.
type needIndex struct {
	ids     map[string]int
	drawers map[[2]byte][]need // by how they begin
	single  map[byte]int       // texts of one letter
}

type need struct {
	text string
	id   int
}

// indexNeeds numbers what the cues need.
func indexNeeds(cues []asking) *needIndex {
	x := &needIndex{ids: map[string]int{}, drawers: map[[2]byte][]need{}, single: map[byte]int{}}
	for i := range cues {
		cues[i].needIDs = make([][]int, len(cues[i].needs))
		for k, set := range cues[i].needs {
			for _, s := range set {
				cues[i].needIDs[k] = append(cues[i].needIDs[k], x.id(s))
			}
		}
	}
	return x
}

func (x *needIndex) id(s string) int {
	id, ok := x.ids[s]
	if ok {
		return id
	}
	id = len(x.ids)
	x.ids[s] = id
	if len(s) == 1 {
		x.single[s[0]] = id
		return id
	}
	at := [2]byte{s[0], s[1]}
	x.drawers[at] = append(x.drawers[at], need{s, id})
	return id
}

// in returns, by number, which texts stand in a line.
func (x *needIndex) in(line string) []bool {
	found := make([]bool, len(x.ids))
	for i := range len(line) {
		if id, ok := x.single[line[i]]; ok {
			found[id] = true
		}
		if i+1 == len(line) {
			break
		}
		for _, n := range x.drawers[[2]byte{line[i], line[i+1]}] {
			if !found[n.id] && len(line)-i >= len(n.text) && line[i:i+len(n.text)] == n.text {
				found[n.id] = true
			}
		}
	}
	return found
}

// may reports whether a line, of which it is known what stands in it, may match
// the cue.
func (a *asking) may(line string, found []bool) bool {
	for _, set := range a.needIDs {
		if !anyOf(set, found) {
			return false
		}
	}
	return a.fits(line)
}

func anyOf(ids []int, found []bool) bool {
	for _, id := range ids {
		if found[id] {
			return true
		}
	}
	return false
}
