package answer

import (
	"net/url"
	"slices"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// maxCited is how many links to where something was said stand under an answer.
const maxCited = 3

// page is the address of a page of ours.
func page(sort, id string) string { return "/" + sort + "/" + url.PathEscape(id) }

// cite notes a reading that the answer stands on, if there is a way to where it
// was said.
func (l *ledger) cite(r scorecard.Reading) {
	same := func(c scorecard.Reading) bool { return c.Metric == r.Metric && c.Period == r.Period }
	if reachable(r.Said) && !slices.ContainsFunc(l.cited, same) {
		l.cited = append(l.cited, r)
	}
}

// reachable reports whether a link leads everybody to the same place: one to a
// direct conversation of the local workspace leads each to their own.
func reachable(link string) bool {
	if link == "" || strings.ContainsAny(link, " ()<>\\\n\t") || strings.HasPrefix(link, "/d/") {
		return false
	}
	u, err := url.Parse(link)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http" || u.Scheme == "" && u.Host == "" && strings.HasPrefix(link, "/"))
}

// citations ends an answer with where what it cites was said: the owners' words
// first, then the newest.
func (t *talk) citations() {
	slices.SortStableFunc(t.cited, func(a, b scorecard.Reading) int {
		if (a.Note != "") != (b.Note != "") {
			return map[bool]int{true: -1, false: 1}[a.Note != ""]
		}
		return strings.Compare(string(b.Period.End()), string(a.Period.End()))
	})
	var all []prompts.SaidAt
	for _, r := range t.cited[:min(len(t.cited), maxCited)] {
		if m := t.Metric(r.Metric); m != nil {
			all = append(all, prompts.SaidAt{Who: t.person(r.By), Metric: t.metric(m), Period: r.Period, URL: r.Said})
		}
	}
	if len(all) > 0 {
		t.say(chat.Note{Marked: t.voice.SaidAt(all)})
	}
}
