package llm

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

var (
	address = regexp.MustCompile(`(?i)\b(?:[a-z][a-z0-9+.-]*://|www\.)\S+|\S+@\S+|<[@#!][^>]*>`)
	number  = regexp.MustCompile(`\p{N}+(?:[.,'’\x{00a0}\x{202f}]\p{N}+)*`)
	plain   = regexp.MustCompile(`^[0-9]+$`)
	decent  = regexp.MustCompile(`^[0-9]+[.,][0-9]{1,2}$`)
)

// maxText is how much of a question is sent.
const maxText = 400

// marked is what the marks of a question stand for.
type marked map[string]decimal.Decimal

// mask takes numbers, links and addresses out of a question, and returns what
// the marks left for numbers stand for. A number that can be read in two ways
// has a mark and no value.
func mask(text string) (masked string, values marked) {
	text = strings.Join(strings.Fields(address.ReplaceAllString(text, "(link)")), " ")
	if r := []rune(text); len(r) > maxText {
		text = string(r[:maxText])
	}
	values = marked{}
	n := 0
	masked = number.ReplaceAllStringFunc(text, func(s string) string {
		n++
		mark := fmt.Sprintf("#%d", n)
		if plain.MatchString(s) || decent.MatchString(s) {
			values[mark] = decimal.RequireFromString(strings.Replace(s, ",", ".", 1))
		}
		return mark
	})
	return masked, values
}
