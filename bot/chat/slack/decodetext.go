package slack

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// A naming tells what the ids in a text are called; "" when it does not know.
type naming struct {
	user, channel func(id string) string
}

// plainText turns Slack's mrkdwn, as people's messages carry it, into plain text.
func plainText(mrkdwn string, names naming) string {
	var b strings.Builder
	rest := mrkdwn
	for {
		start := strings.IndexByte(rest, '<')
		if start < 0 {
			break
		}
		length := strings.IndexByte(rest[start:], '>')
		if length < 0 {
			break
		}
		b.WriteString(unescape(unstyle(rest[:start])))
		b.WriteString(names.mark(rest[start+1 : start+length]))
		rest = rest[start+length+1:]
	}
	b.WriteString(unescape(unstyle(rest)))
	return strings.TrimSpace(b.String())
}

// mark returns what is shown for what stands between < and >.
func (n naming) mark(in string) string {
	target, label, labelled := strings.Cut(in, "|")
	label = unescape(label)
	switch {
	case strings.HasPrefix(target, "@"):
		return "@" + cmp.Or(n.user(target[1:]), label, target[1:])
	case strings.HasPrefix(target, "#"):
		return "#" + strings.TrimPrefix(cmp.Or(label, n.channel(target[1:]), target[1:]), "#")
	case strings.HasPrefix(target, "!subteam^"):
		return "@" + strings.TrimPrefix(cmp.Or(label, strings.TrimPrefix(target, "!subteam^")), "@")
	case strings.HasPrefix(target, "!"):
		word, _, _ := strings.Cut(target[1:], "^")
		return cmp.Or(label, "@"+word)
	}
	target = unescape(strings.TrimPrefix(target, "mailto:"))
	if !labelled || label == "" || strings.Contains(target, label) {
		return cmp.Or(label, target)
	}
	return label + " (" + target + ")"
}

// styled is a run that Slack shows bold, slanted, struck out or as code.
var styled = []*regexp.Regexp{
	regexp.MustCompile("(^|[^\\pL\\pN*])\\*([^\\s*](?:[^*\n]*[^\\s*])?)\\*($|[^\\pL\\pN*])"),
	regexp.MustCompile("(^|[^\\pL\\pN_])_([^\\s_](?:[^_\n]*[^\\s_])?)_($|[^\\pL\\pN_])"),
	regexp.MustCompile("(^|[^\\pL\\pN~])~([^\\s~](?:[^~\n]*[^\\s~])?)~($|[^\\pL\\pN~])"),
	regexp.MustCompile("(^|[^\\pL\\pN`])`([^`\n]+)`($|[^\\pL\\pN`])"),
}

// unstyle takes the marks of styles away: *4.2%* is a number.
func unstyle(s string) string {
	if !strings.ContainsAny(s, "*_~`") {
		return s
	}
	for range 2 { // what parts two runs belongs to the first
		for _, r := range styled {
			s = r.ReplaceAllString(s, "$1$2$3")
		}
	}
	return s
}

// strip removes the mentions of a user, and what is left of the salutation, and
// reports whether there was one.
func strip(text, user string) (string, bool) {
	parts := cutMentions(text, user)
	if len(parts) == 1 {
		return text, false
	}
	for i := range parts {
		parts[i] = strings.Trim(parts[i], " \t")
	}
	for i := 1; i < len(parts) && strings.Join(parts[:i], "") == ""; i++ { // "@Throughline: what is churn?"
		parts[i] = strings.TrimLeft(parts[i], " \t,:;")
		for _, dash := range []string{"- ", "– ", "— "} { // but "-4" is a number
			parts[i] = strings.TrimPrefix(parts[i], dash)
		}
	}
	parts = slices.DeleteFunc(parts, func(p string) bool { return p == "" })
	return strings.Join(parts, " "), true
}

// cutMentions returns what stands around the mentions of a user.
func cutMentions(text, user string) []string {
	mark := "<@" + user
	var parts []string
	from := 0
	for at := 0; user != ""; {
		i := strings.Index(text[at:], mark)
		if i < 0 {
			break
		}
		start := at + i
		at = start + len(mark)
		end := strings.IndexByte(text[at:], '>')
		if end < 0 {
			break
		}
		if end > 0 && text[at] != '|' {
			continue // a longer id
		}
		parts = append(parts, text[from:start])
		at += end + 1
		from = at
	}
	return append(parts, text[from:])
}
