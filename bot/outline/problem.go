package outline

import (
	"fmt"
	"slices"
	"strings"

	"throughline/bot/scorecard"
)

// A Problem is something wrong in a file, and what to do about it.
type Problem struct {
	File    string `json:"file"`
	Line    int    `json:"line"`   // from 1; 0: the file as a whole
	Column  int    `json:"column"` // from 1
	Where   string `json:"where"`  // "metric on_time"; may be empty
	Code    string `json:"code"`   // a short name, such as "unknown-field"; empty for what is wrong with values
	Message string `json:"message"`
	Fix     string `json:"fix"`
}

// Error writes the problem as compilers do: file:line:column: where: message; fix.
func (p Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", p.Line, p.Column)
	}
	b.WriteString(": ")
	if p.Where != "" {
		b.WriteString(p.Where + ": ")
	}
	b.WriteString(p.Message)
	if p.Fix != "" {
		b.WriteString("; " + p.Fix)
	}
	return b.String()
}

// Problems are all that is wrong in a file, in the order of its lines.
type Problems []Problem

// Error writes one problem a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// maxProblems is how many problems are told of one file; a person mends the first
// ones and looks again.
const maxProblems = 200

// sorted puts problems in the order of the file and says how many more there are
// than are told.
func (ps Problems) sorted(file string) Problems {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	if more := len(ps) - maxProblems; more > 0 {
		ps = append(ps[:maxProblems:maxProblems], Problem{File: file, Code: "more", Message: fmt.Sprintf("and %d more", more), Fix: "mend these first"})
	}
	return ps
}

// suggest returns "did you mean x?" for the nearest of the known words, or lists
// them when none is near.
func suggest(got string, known []string) string {
	best, least := "", 1<<30
	for _, k := range known {
		if letters, near := scorecard.Near(got, k); near && letters < least {
			best, least = k, letters
		}
	}
	known = slices.DeleteFunc(slices.Clone(known), func(k string) bool { return k == "" })
	switch {
	case best != "":
		return fmt.Sprintf("did you mean %q?", best)
	case len(known) == 0:
		return "there are none yet"
	case len(known) <= 16:
		return "write one of: " + strings.Join(known, ", ")
	}
	return "write one of: " + strings.Join(known[:12], ", ") + ", …"
}
