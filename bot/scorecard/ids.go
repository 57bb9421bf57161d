package scorecard

// Every noun has its own identifier type, so that the compiler notices when a
// person is handed over where a metric belongs. Identifiers are chosen by the
// author of the strategy, are stable across edits, and hold letters, digits
// and the marks - _ : . only (see ValidID).
type (
	OrgID         string
	UnitID        string
	PersonID      string
	PerspectiveID string
	ObjectiveID   string
	LinkID        string
	MetricID      string
	ActionID      string
	ReviewID      string
)

// ValidID reports whether s may be an identifier: 1 to 64 letters, digits, and
// the marks - _ : . where the first is a letter or a digit.
func ValidID(s string) bool {
	if len(s) == 0 || len(s) > 64 {
		return false
	}
	for i, r := range []byte(s) {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
		case i > 0 && (r == '-' || r == '_' || r == ':' || r == '.'):
		default:
			return false
		}
	}
	return true
}
