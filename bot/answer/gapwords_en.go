package answer

import (
	"regexp"
	"strings"
)

// gapQuestions are the ways in which whoever keeps the strategy asks what it
// lacks. They are about the questions of others, not about the map, which is why
// the reader of questions does not know them.
var gapQuestions = regexp.MustCompile(`(?i)` +
	`\bwhat (?:do|are|did|have|were) (?:people|they|others|colleagues|employees|users|teams|folks|everybody|everyone) (?:been )?ask(?:ing|ed)?\b.*\b(?:map|strategy|scorecard|you|bot)\b.*\b(?:can ?not|can'?t|could ?not|couldn'?t|unable|lacks?|does ?n[o']t|do ?n[o']t|without)\b` +
	`|\bwhat (?:can(?:'?t| ?not)|could(?:n'?t| not)) (?:you|the (?:map|strategy|bot|scorecard)) answer\b` +
	`|\b(?:which|what) questions (?:can(?:'?t| ?not)|could(?:n'?t| not)|go|went|are|were|had|have|has) (?:you |the map |be |left |no )*(?:unanswered|answered?)\b` +
	`|\bunanswered questions\b` +
	`|\b(?:gaps|holes) (?:in|of|on) (?:the|our) (?:strategy )?map\b` +
	`|\bwhat (?:is|'s) missing (?:from|on|in) (?:the|our) (?:strategy )?map\b`)

// asksForGaps reports whether a text asks what the map could not answer.
func asksForGaps(text string) bool {
	low := strings.ToLower(text) // one of three words is in each of the ways, and in few other questions
	return len(text) < 300 && (strings.Contains(low, "ask") || strings.Contains(low, "answer") || strings.Contains(low, "map")) &&
		gapQuestions.MatchString(text)
}
