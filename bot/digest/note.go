package digest

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

// A note is one decision or action being written down.
type note struct {
	tx      Store
	in      chat.Incoming
	who     scorecard.PersonID
	brief   *Brief
	s       *scorecard.Snapshot
	lexicon *understand.Lexicon
	key     string                // of the digest
	chosen  scorecard.ObjectiveID // the objective a button chose; empty: by the words
}

func (n note) voice() prompts.Voice { return voiceOf(n.s) }

// ref names the message the note was said in, so that an edit of it changes the
// note rather than adding one.
func (n note) ref() string {
	if n.in.Ref != "" {
		return n.in.Ref
	}
	return n.in.ID
}

func (n note) reply(ctx context.Context, marked string, more ...chat.Block) error {
	return n.tx.Send(ctx, chat.Outgoing{
		Key: "digest-note/" + n.in.Place.Service + "/" + n.ref(), Place: n.in.Answer(),
		Message: chat.Say(append([]chat.Block{chat.Text{Marked: marked}}, more...)...),
	})
}

var (
	ownerPart = regexp.MustCompile(`(?i)[,;.]?\s*\b(?:owner|owned by|assigned to)\s*:?\s*@?([\pL][\pL '’.-]*[\pL])\s*[.]?\s*$|[,;]\s*@([\pL][\pL'’.-]*(?: [\pL][\pL'’.-]*)?)\s*[.]?\s*$`)
	duePart   = regexp.MustCompile(`(?i)[,;]?\s*\b(?:by|until|due|before)\s+([^,;]+)`)
)

// action keeps "a second picker shift by 5 December, owner Tom". What is missing
// is asked for, one thing at a time, and nothing is kept until it is whole.
func (n note) action(ctx context.Context, text string) error {
	name, owner, due := n.parts(strings.TrimSpace(text))
	if name == "" || owner.asked == "" && owner.id == "" {
		return n.reply(ctx, n.voice().ActionWhoDoesIt())
	}
	switch {
	case owner.id == "":
		return n.reply(ctx, n.voice().ActionUnknownOwner(owner.asked))
	case due == "":
		return n.reply(ctx, n.voice().ActionUntilWhen())
	case due < n.s.Today:
		return n.reply(ctx, n.voice().ActionPastDue(due))
	}
	o := n.objective(text)
	if o == nil {
		return n.reply(ctx, n.voice().ActionNoObjective(), n.candidates(text)...)
	}
	a := scorecard.Action{
		ID: n.actionID(), Name: name, Objective: o.ID, Owner: owner.id,
		Start: n.s.Today, Due: due, Progress: scorecard.Planned, Review: n.brief.Review,
		Said: n.said(),
	}
	if err := n.tx.SaveAction(ctx, a); err != nil {
		return err
	}
	undo := chat.Button{Label: "Take it back", Action: undoAction, Value: string(a.ID) + " " + string(n.who)}
	return n.reply(ctx, n.voice().KeptAction(a.Name, n.s.Person(a.Owner).Name, o.Name, a.Due), chat.Buttons{Buttons: []chat.Button{undo}})
}

// said is where the note was said: a link where the service has one.
func (n note) said() string {
	if n.in.Link != "" {
		return n.in.Link
	}
	return n.in.Place.Service + "/" + n.ref()
}

// actionID derives an id from the message, with the marks an id may hold.
func (n note) actionID() scorecard.ActionID {
	id := "said-" + strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '-' || r == '.' {
			return r
		}
		return -1
	}, n.ref())
	return scorecard.ActionID(id[:min(len(id), 64)])
}

// namedOwner is who an action was given to: the words, and the person if known.
type namedOwner struct {
	asked string
	id    scorecard.PersonID
}

// parts takes the owner and the due date off the end of an action's text.
func (n note) parts(text string) (name string, owner namedOwner, due scorecard.Date) {
	if m := ownerPart.FindStringSubmatchIndex(text); m != nil {
		i := 2
		if m[2] < 0 {
			i = 4
		}
		asked := text[m[i]:m[i+1]]
		owner = namedOwner{asked: asked, id: n.person(asked)}
		text = text[:m[0]]
	}
	if m := duePart.FindStringSubmatchIndex(text); m != nil {
		if d, ok := DueDate(text[m[2]:m[3]], n.s.Today); ok {
			due = d
			text = text[:m[0]] + text[m[1]:]
		}
	}
	return strings.Trim(strings.TrimSpace(text), " ,;.–-"), owner, due
}

// person finds who is called so: "me", a name, a first name, an alias.
func (n note) person(called string) scorecard.PersonID {
	called = strings.ToLower(strings.TrimSpace(called))
	if called == "me" || called == "i" || called == "myself" {
		return n.who
	}
	var found []scorecard.PersonID
	for _, p := range n.s.People {
		first, _, _ := strings.Cut(p.Name, " ")
		names := append([]string{p.Name, first, string(p.ID)}, p.Aliases...)
		for _, name := range names {
			if strings.ToLower(strings.TrimPrefix(name, "@")) == called {
				found = append(found, p.ID)
				break
			}
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return ""
}

// objective finds what the action is for: what was chosen, else what its words
// name, else the only one of the review that is off its target. Nil: it is to be
// asked.
func (n note) objective(text string) *scorecard.Objective {
	if n.chosen != "" {
		return n.s.Objective(n.chosen)
	}
	for _, m := range n.lexicon.Find(text) {
		for _, r := range m.Refs {
			if o := n.s.Objective(scorecard.ObjectiveID(r)); o != nil {
				return o
			}
			if metric := n.s.Metric(scorecard.MetricID(r)); metric != nil && metric.Open() {
				return n.s.Objective(metric.Objective)
			}
		}
	}
	if off := n.off(); len(off) == 1 {
		return off[0]
	}
	return nil
}

// off returns the objectives that the review shows off their target, worst first.
func (n note) off() []*scorecard.Objective {
	var lines []Line
	for _, sec := range n.brief.Sections {
		lines = append(lines, sec.Off...)
		if sec.Worst != nil && sec.Worst.Status.OffTrack() {
			lines = append(lines, *sec.Worst)
		}
	}
	slices.SortStableFunc(lines, func(a, b Line) int { return cmp.Compare(b.Status.Severity(), a.Status.Severity()) })
	var out []*scorecard.Objective
	for _, l := range lines {
		m := n.s.Metric(l.Metric)
		if m == nil || n.s.Objective(m.Objective) == nil || slices.Contains(out, n.s.Objective(m.Objective)) {
			continue
		}
		out = append(out, n.s.Objective(m.Objective))
	}
	return out
}

const (
	actionFor  = "digest/action-for"
	fitsButton = 1500 // letters of an action that a button gives back
	mostNamed  = 5    // objectives offered
)

// candidates offers the objectives that an action may be for, with all that is
// needed to keep it on the button.
func (n note) candidates(text string) []chat.Block {
	off := n.off()
	if len(off) == 0 || len(text) > fitsButton {
		return nil
	}
	var list chat.Buttons
	for _, o := range off[:min(len(off), mostNamed)] {
		value := strings.Join([]string{string(o.ID), n.key, n.ref(), string(n.who), text}, "\n")
		list.Buttons = append(list.Buttons, chat.Button{Label: o.Name, Action: actionFor, Value: value})
	}
	return []chat.Block{list}
}

// choose keeps an action whose objective was asked for and is chosen now. Who
// wrote it, not who pressed, is "me" in its words.
func (f *Feature) choose(ctx context.Context, tx Store, in chat.Incoming) error {
	parts := strings.SplitN(in.Value, "\n", 5)
	if len(parts) != 5 {
		return nil // not a button of ours
	}
	in.Ref, in.Text = parts[2], parts[4]
	n, ok, err := f.note(ctx, tx, in, scorecard.PersonID(parts[3]), parts[1])
	if err != nil || !ok {
		return err
	}
	n.chosen = scorecard.ObjectiveID(parts[0])
	return n.action(ctx, parts[4])
}
