package answer

import "regexp"

// mapRequests are the ways in which people ask to see the map, or what it is all for.
var mapRequests = regexp.MustCompile(`(?i)^\W*(?:` +
	`(?:can you |could you |please )*(?:show|draw|open|display|give|see|post)(?: me| us)?(?: the| our)?(?: whole| full| entire)? (?:strategy )?map(?:,? please)?` +
	`|(?:the |our )?strategy map` +
	`|what(?:'s| is| was) (?:our|the)(?: company'?s?| organi[sz]ation'?s?)? (?:vision|strategy)(?: again)?` +
	`|where (?:do|are) we (?:want to be|going)` +
	`)\W*$`)

// asksForMap reports whether a text asks for the map or the vision.
func asksForMap(text string) bool { return len(text) < 120 && mapRequests.MatchString(text) }
