package outline

import "github.com/goccy/go-yaml/token"

// maxDepth is how many levels may stand inside one another. A strategy has fewer
// than ten; the YAML library recurses, and a stack that overflows ends the
// program, so deeper files are refused before they are parsed.
const maxDepth = 50

// tooDeep returns where a file goes deeper than maxDepth.
func tooDeep(tokens token.Tokens) (place, bool) {
	brackets, marks := 0, 0
	var columns []int // of the block levels that are open
	for i, t := range tokens {
		if t.Position == nil {
			continue
		}
		switch t.Type {
		case token.MappingStartType, token.SequenceStartType:
			brackets++
		case token.MappingEndType, token.SequenceEndType:
			brackets--
		case token.AnchorType, token.TagType, token.AliasType:
			marks++
		case token.SequenceEntryType, token.MappingKeyType:
			if brackets == 0 {
				columns = deeper(columns, t.Position.Column)
			}
		case token.MappingValueType: // within brackets, those alone make levels
			if brackets == 0 && i > 0 && tokens[i-1].Position != nil {
				columns = deeper(columns, tokens[i-1].Position.Column)
			}
		}
		if t.Type != token.AnchorType && t.Type != token.TagType && t.Type != token.AliasType && t.Type != token.StringType {
			marks = 0
		}
		if brackets+len(columns) > maxDepth || marks > maxDepth {
			return place{t.Position.Line, t.Position.Column}, true
		}
	}
	return place{}, false
}

// deeper closes the levels that column ends and opens one there.
func deeper(columns []int, column int) []int {
	for len(columns) > 0 && columns[len(columns)-1] >= column {
		columns = columns[:len(columns)-1]
	}
	return append(columns, column)
}
