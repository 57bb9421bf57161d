package main

import (
	"slices"
	"strings"
)

// withNegatives moves arguments that are negative numbers or begin with one, as
// in read --metric margin "-500 because of the refund" --json, behind a --, where
// none is taken for a flag: no flag of ours begins with a digit. One that follows
// a flag of takesNumber is given to the flag.
func withNegatives(args []string) []string {
	var out, last []string
	for i, a := range args {
		if a == "--" {
			last = append(last, args[i+1:]...)
			return append(append(out, a), last...)
		}
		switch {
		case !negative(a):
			out = append(out, a)
		case i > 0 && slices.Contains(takesNumber, args[i-1]):
			out[len(out)-1] += "=" + a
		default:
			last = append(last, a)
		}
	}
	if len(last) > 0 {
		out = append(append(out, "--"), last...)
	}
	return out
}

// takesNumber are the flags whose value may begin with a minus.
var takesNumber = []string{"--previous", "--note", "--days", "--companies"}

func negative(arg string) bool {
	rest, minus := strings.CutPrefix(arg, "-")
	rest = strings.TrimLeft(rest, ".,")
	return minus && rest != "" && rest[0] >= '0' && rest[0] <= '9'
}
