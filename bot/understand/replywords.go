package understand

import (
	"cmp"
	"embed"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A wording is what people say around the numbers of a reply in one language,
// by heading. Patterns stand under headings that begin with "~".
type wording map[string][]string

//go:embed words/reply_*.txt
var replyFiles embed.FS

// replyWords are the wordings by language.
var replyWords = func() map[string]wording {
	all := map[string]wording{}
	files, err := replyFiles.ReadDir("words")
	if err != nil {
		panic(err) // the files are part of the program
	}
	for _, f := range files {
		body, err := replyFiles.ReadFile(path.Join("words", f.Name()))
		if err != nil {
			panic(err)
		}
		lang := strings.TrimSuffix(strings.TrimPrefix(f.Name(), "reply_"), ".txt")
		if all[lang], err = readWording(string(body)); err != nil {
			panic(fmt.Errorf("%s: %w", f.Name(), err))
		}
	}
	return all
}()

// replyLanguages are the languages that replies are read in, English first.
var replyLanguages = func() []string {
	all := slices.Sorted(maps.Keys(replyWords))
	i := slices.Index(all, "en")
	return append([]string{"en"}, slices.Delete(all, i, i+1)...)
}()

func readWording(text string) (wording, error) {
	v, heading, n := wording{}, "", 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]"):
			heading = line[1 : len(line)-1]
		case heading == "":
			return nil, fmt.Errorf("line %d: %q stands under no heading", n, line)
		case strings.HasPrefix(heading, "~"):
			if _, err := regexp.Compile(line); err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			v[heading] = append(v[heading], line)
		default:
			v[heading] = append(v[heading], unfolded(line)...)
		}
	}
	return v, nil
}

// unfolded writes out what stands in braces, each in turn: "{went,gone} up".
func unfolded(line string) []string {
	open := strings.IndexByte(line, '{')
	if open < 0 {
		return []string{line}
	}
	end := open + strings.IndexByte(line[open:], '}')
	var all []string
	for _, one := range strings.Split(line[open+1:end], ",") {
		all = append(all, unfolded(line[:open]+one+line[end+1:])...)
	}
	return all
}

// inAny returns what stands under a heading in every language.
func inAny(heading string) []string {
	var all []string
	for _, lang := range replyLanguages {
		all = append(all, replyWords[lang][heading]...)
	}
	return all
}

// spoken is a pattern for any of the patterns under a heading, in any language.
func spoken(heading string) string {
	all := inAny("~" + heading)
	if len(all) == 0 {
		panic("words of replies: nothing under " + heading) // and the pattern would match anything
	}
	return "(?:" + strings.Join(all, "|") + ")"
}

// phraseSet is the set of the phrases under a heading, in any language.
func phraseSet(heading string) map[string]bool {
	set := map[string]bool{}
	for _, p := range inAny(heading) {
		set[p] = true
	}
	return set
}

// wordOf is a pattern for the words of a table, longer ones first.
func wordOf(words map[string]int) string {
	all := slices.SortedFunc(maps.Keys(words), func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return strings.Join(all, "|")
}

// numbersOf returns the numbers of the words under a heading: "two = 2".
func numbersOf(heading string) map[string]int {
	all := map[string]int{}
	for _, line := range inAny(heading) {
		word, number, _ := strings.Cut(line, " = ")
		n, err := strconv.Atoi(number)
		if err != nil {
			panic(fmt.Errorf("words of replies, %s: %w", heading, err))
		}
		all[word] = n
	}
	return all
}
