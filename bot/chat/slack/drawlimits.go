package slack

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/slack-go/slack"
)

// What Slack accepts, in the units it counts in (see size). Sources: the doc
// comments of @slack/types, https://docs.slack.dev/reference/block-kit, and, for
// what is written nowhere, the threads named beside it.
const (
	maxBlocks     = 50    // of a message
	maxViewBlocks = 100   // of a modal or a home
	maxWeight     = 12000 // of all blocks together (see weigh): refused from about 13,200 on, bolt-js#2509 and #2867
	maxFallback   = 4000  // of the text beside the blocks
	maxHeader     = 150
	maxSection    = 3000
	maxField      = 2000
	maxContext    = 2000 // of small print
	maxFields     = 10   // of a section
	maxRich       = 3000
	maxLabel      = 75 // of a button, and of an option's text and value
	maxValue      = 2000
	maxURL        = 3000
	maxRow        = 5 // buttons beside each other
	maxAlt        = 2000
	maxActionID   = 255
	maxRows       = 100 // of a table, its headings included
	maxColumns    = 20
	maxTable      = 9000 // weight of a table, which is refused from 10,000 characters on, and of a row of buttons
	maxCell       = 400  // so that a row of 20 fits
	maxTables     = 1    // in a message
	maxCharts     = 2    // in a message; undocumented
	maxChartTitle = 50
	maxChartLabel = 20
	maxPoints     = 20
	maxSeries     = 6
	maxPages      = 20 // messages that one of ours may become
)

// size counts a text as the strictest reader of a limit would: in UTF-16 units.
func size(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// clip shortens s to at most n units, and says so with an ellipsis.
func clip(s string, n int) string {
	if size(s) <= n {
		return s
	}
	head, _ := cutAt(s, n-1)
	return strings.TrimRightFunc(head, unicode.IsSpace) + "…"
}

// cutAt splits s after at most n units, and after one character at least.
func cutAt(s string, n int) (head, tail string) {
	used := 0
	for i, r := range s {
		if used += max(1, utf16.RuneLen(r)); used > n && i > 0 {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// cutWords splits s as cutAt does, but between lines, or else between words,
// where there is such a place in its second half.
func cutWords(s string, n int) (head, tail string) {
	head, tail = cutAt(s, n)
	if tail == "" {
		return head, ""
	}
	for _, at := range []string{"\n", " "} {
		if i := strings.LastIndex(head, at); i > len(head)/2 {
			return s[:i], s[i+1:]
		}
	}
	return head, tail
}

// clean makes text fit to be sent: valid, without control characters other than
// line breaks and tabs.
func clean(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
}

// oneLine is clean text with its white space folded, for what stands in one line.
func oneLine(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// weigh estimates what blocks count towards the limit of a whole message: every
// string in them but the names of types, and a little for each object. Slack does
// not tell how it counts.
func weigh(blocks ...slack.Block) int {
	body, err := json.Marshal(blocks)
	if err != nil {
		return maxWeight // cannot be sent in any case
	}
	return weight(body)
}

const perObject = 10 // what an object counts beside its strings

// weight weighs blocks as they are sent, in one pass: a message is weighed each
// time it is said. A string that a colon follows is a key.
func weight(body []byte) int {
	n, skip := 0, false
	for i := 0; i < len(body); i++ {
		switch body[i] {
		case '{':
			n += perObject
		case '"':
			end := closing(body, i)
			key := end+1 < len(body) && body[end+1] == ':'
			if !key && !skip {
				n += encodedSize(body[i : end+1])
			}
			skip = key && string(body[i:end+1]) == `"type"`
			i = end
		}
	}
	return n
}

// closing returns where the string ends that begins at i.
func closing(body []byte, i int) int {
	for i++; i < len(body) && body[i] != '"'; i++ {
		if body[i] == '\\' {
			i++
		}
	}
	return min(i, len(body)-1)
}

// encodedSize is the size of a string that stands in quotes.
func encodedSize(quoted []byte) int {
	n := -len(`""`)
	for _, c := range quoted {
		switch {
		case c == '\\':
			return escapedSize(quoted)
		case c >= 0xF0: // begins a character of two units
			n += 2
		case c < utf8.RuneSelf || c >= 0xC0: // is or begins one
			n++
		}
	}
	return n
}

// escapedSize is encodedSize for a string in which characters are escaped.
func escapedSize(quoted []byte) int {
	var s string
	if json.Unmarshal(quoted, &s) != nil {
		return len(quoted)
	}
	return size(s)
}
