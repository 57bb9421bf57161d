package answer

import (
	"slices"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// linkEvidence answers how sure an arrow is, or lists arrows by what is known
// of them.
func (t *talk) linkEvidence() {
	subject, object := t.ends(t.in.Subject), t.ends(t.in.Object)
	if len(subject) == 0 || len(object) == 0 {
		t.listLinks(subject)
		return
	}
	from, to := t.take(subject), t.take(object)
	for _, o := range from {
		for _, l := range t.sight.chain.Out(o) {
			if slices.Contains(to, l.Effect) {
				t.linkHead(l)
			}
		}
	}
	routes := t.routes(from, to)
	if len(t.blocks) > 0 {
		return
	}
	names := prompts.RouteHead{From: prompts.And(t.names(subject)), To: prompts.And(t.names(object))}
	if shared := common(from, to); len(routes) == 0 && len(shared) > 0 {
		t.text(t.voice.SameThing(names.From, names.To, t.objectiveID(shared[0])))
		return
	}
	if len(routes) == 0 {
		t.noRoute(names, from, to)
		return
	}
	t.text(t.voice.OnlyIndirect(names.From, names.To, t.weakest(routes[0])))
	var items []chat.Item
	for _, l := range routes[0].Links {
		items = append(items, chat.Item{Marked: t.voice.LinkLine(t.linkLine(l))})
	}
	t.list(items)
}

func (t *talk) linkHead(l *scorecard.Link) {
	line := t.linkLine(l)
	t.text(t.voice.LinkHead(line))
	t.text(t.voice.LinkWhy(line))
	t.text(t.verdict(l))
	if f := (scorecard.Fact{Kind: scorecard.CommentFact, Link: l.ID, Person: l.Owner, Text: l.Reason}); t.words(f) != "" {
		t.say(chat.Quote{Text: shown(l.Reason, maxWords), By: line.Owner})
	}
}

// verdict says what the newest review of the evidence found of an arrow; nothing
// where it rests on a metric that is not in sight.
func (t *talk) verdict(l *scorecard.Link) string {
	d := t.judged(l)
	if d == nil {
		return ""
	}
	f := t.voice.FindingOf(t.Index, l, d)
	if d.CommonDriver != "" && t.Objective(d.CommonDriver) == nil {
		f.Common = ""
	}
	words := t.voice.LedgerFinding(f)
	t.enter(scorecard.Fact{Kind: scorecard.LinkFact, Link: l.ID, Text: chat.PlainText(words, nil)})
	return t.voice.LinkVerdict(words, t.date(d.On, scorecard.Fact{Kind: scorecard.LinkFact, Link: l.ID, Text: "reviewed"}))
}

// judged returns what the newest review found of an arrow; nil where there was
// none, or where it rests on a metric that is not in sight.
func (l *ledger) judged(k *scorecard.Link) *scorecard.Verdict {
	d := k.Verdict
	if d == nil || (d.Cause != "" || d.Effect != "") && (l.Metric(d.Cause) == nil || l.Metric(d.Effect) == nil) {
		return nil
	}
	return d
}

// finding is that in a few words, with what the strategy states where the
// readings could not tell: "supported; 53 weeks; lag about 6 weeks".
func (t *talk) finding(l *scorecard.Link) string {
	d := t.judged(l)
	if d == nil {
		return ""
	}
	words := t.voice.LedgerWord(d)
	if stated := t.voice.LedgerStated(l); stated != "" {
		words += "; " + stated
	}
	t.enter(scorecard.Fact{Kind: scorecard.LinkFact, Link: l.ID, Text: words})
	return words
}

func (t *talk) urgency(l *scorecard.Link) int {
	if d := t.judged(l); d != nil {
		return slices.Index(scorecard.VerdictWords(), d.Shown)
	}
	return len(scorecard.VerdictWords())
}

// state counts several arrows by what the readings made of them.
func (t *talk) state(links []*scorecard.Link) {
	by := map[string]int{}
	for _, l := range links {
		if d := t.judged(l); d != nil {
			by[string(d.Shown)]++
		}
	}
	if len(by) == 0 {
		return
	}
	for word, n := range by {
		t.count(n, word)
	}
	t.text(t.voice.LedgerHeld(by))
}

// maxAgain is how many days of registering anew are told.
const maxAgain = 5

func (t *talk) linkLine(l *scorecard.Link) prompts.LinkLine {
	f := scorecard.Fact{Kind: scorecard.LinkFact, Link: l.ID, Text: "registered"}
	line := prompts.LinkLine{Hop: t.hop(l), Owner: t.person(l.Owner), Registered: t.date(l.Registered, f)}
	for _, d := range l.Again[max(0, len(l.Again)-maxAgain):] {
		line.Again = append(line.Again, t.date(d, scorecard.Fact{Kind: scorecard.LinkFact, Link: l.ID, Text: "registered again"}))
	}
	return line
}

// listLinks lists arrows, those of the subject where there is one.
func (t *talk) listLinks(subject []end) {
	var all []*scorecard.Link
	of := t.take(subject)
	for i := range t.Strategy.Objectives {
		for _, l := range t.sight.chain.Out(t.Strategy.Objectives[i].ID) {
			if t.amongLinks(l, of, len(subject) == 0) {
				all = append(all, l)
			}
		}
	}
	var want []string
	if t.in.Filters != nil {
		want = t.in.Filters.Evidence
	}
	var found []*scorecard.Link
	for _, l := range all {
		if len(want) == 0 || slices.Contains(want, evidenceCode(l.Evidence)) {
			found = append(found, l)
		}
	}
	t.res.Links = linkIDs(found)
	for _, w := range evidenceWords(want) {
		t.count(len(found), w)
	}
	t.text(t.voice.LinksHead(t.count(len(found), "arrows found"), t.count(len(all), "arrows in all"), evidenceWords(want)))
	t.state(found)
	slices.SortStableFunc(found, func(a, b *scorecard.Link) int { return t.urgency(a) - t.urgency(b) })
	var items []chat.Item
	for _, l := range found[:min(len(found), maxLines+1)] {
		line := t.linkLine(l)
		line.Found = t.finding(l)
		items = append(items, chat.Item{Marked: t.voice.LinkLine(line)})
	}
	t.list(items)
	t.more(len(found) - len(items))
}

// amongLinks reports whether an arrow is one of those a list is narrowed to: at the
// objectives of its subject, or any.
func (t *talk) amongLinks(l *scorecard.Link, of []scorecard.ObjectiveID, any bool) bool {
	from, to := any || slices.Contains(of, l.Cause), any || slices.Contains(of, l.Effect)
	if t.in.Direction == "from" && !from || t.in.Direction == "into" && !to || !from && !to {
		return false
	}
	return !any || t.Objective(l.Cause) != nil && t.inScope(t.Objective(l.Cause)) || t.Objective(l.Effect) != nil && t.inScope(t.Objective(l.Effect))
}

// evidenceCode is how questions and strategy files name what is known of a link.
func evidenceCode(e scorecard.EvidenceWord) string {
	if e == scorecard.Hypothesis {
		return "hypothesis"
	}
	return string(e)
}

// evidenceWords says codes in words.
func evidenceWords(codes []string) []string {
	var out []string
	for _, c := range codes {
		e := scorecard.EvidenceWord(c)
		if c == "hypothesis" {
			e = scorecard.Hypothesis
		}
		out = append(out, prompts.Held(e))
	}
	return out
}
