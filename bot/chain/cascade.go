package chain

import "throughline/bot/scorecard"

// SupportsUp returns the objectives of higher units that o supports, and those
// that they support, the nearest first. Objectives that are not in force are
// neither named nor passed.
func (m *Map) SupportsUp(o scorecard.ObjectiveID) []scorecard.ObjectiveID {
	return m.cascade(o, func(id scorecard.ObjectiveID) []scorecard.ObjectiveID { return m.x.Objective(id).Supports })
}

// SupportsDown returns the objectives that support o, and those that support
// them, the nearest first.
func (m *Map) SupportsDown(o scorecard.ObjectiveID) []scorecard.ObjectiveID {
	below := map[scorecard.ObjectiveID][]scorecard.ObjectiveID{}
	for _, id := range m.ids {
		for _, above := range m.x.Objective(id).Supports {
			below[above] = append(below[above], id)
		}
	}
	return m.cascade(o, func(id scorecard.ObjectiveID) []scorecard.ObjectiveID { return below[id] })
}

func (m *Map) cascade(o scorecard.ObjectiveID, next func(scorecard.ObjectiveID) []scorecard.ObjectiveID) []scorecard.ObjectiveID {
	if _, ok := m.at[o]; !ok {
		return nil
	}
	seen := map[scorecard.ObjectiveID]bool{o: true}
	found := []scorecard.ObjectiveID{o}
	for i := 0; i < len(found); i++ {
		for _, id := range next(found[i]) {
			if _, ok := m.at[id]; ok && !seen[id] {
				seen[id] = true
				found = append(found, id)
			}
		}
	}
	return found[1:]
}
