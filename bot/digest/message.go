package digest

import (
	"github.com/shopspring/decimal"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// A teller turns a Brief into messages.
type teller struct {
	*Brief
	x     *scorecard.Index
	voice prompts.Voice
}

func (t teller) name(p scorecard.PersonID) string {
	if q := t.x.Person(p); q != nil {
		return q.Name
	}
	return ""
}

// known says what is known of an arrow, from a verdict that everybody may read.
func (t teller) known(id scorecard.LinkID) string {
	l := t.x.Link(id)
	if l == nil {
		return prompts.Evidence(scorecard.Hypothesis)
	}
	d := l.Verdict
	if d != nil && !t.x.Public(l, d) {
		d = nil
	}
	return t.voice.Known(l, d)
}

// parent is the message in the channel: the verdict and what to decide.
func (t teller) parent() chat.Message {
	n := t.Counts
	blocks := []chat.Block{
		chat.Heading{Text: t.voice.DigestTitle(t.Name, t.Meeting, t.Zone)},
		chat.Text{Marked: t.voice.DigestVerdict(n.On, n.Off, n.Unknown, n.Better, n.Worse, t.Since)},
	}
	blocks = append(blocks, t.toDecide()...)
	blocks = append(blocks, t.fromLastTime()...)
	return chat.Say(append(blocks,
		chat.Buttons{Buttons: []chat.Button{{Label: "Open the strategy map", URL: "/map"}}},
		chat.Note{Marked: t.voice.DigestFrozen(t.AsOf, t.Zone)},
	)...)
}

func (t teller) toDecide() []chat.Block {
	if len(t.Decide) == 0 {
		return []chat.Block{chat.Text{Marked: t.voice.DigestNothingToDecide()}}
	}
	list := chat.List{Ordered: true}
	for _, q := range t.Decide {
		text := q.Words
		if text == "" {
			text = t.voice.DigestQuestion(string(q.Kind), q.Name, q.Other, q.OffFor, q.Cadence, q.Due)
		}
		if q.Owner != "" {
			text += " " + chat.Mention(string(q.Owner))
		}
		list.Items = append(list.Items, chat.Item{Marked: text})
	}
	return []chat.Block{chat.Text{Marked: t.voice.DigestDecideHeading()}, list}
}

func (t teller) fromLastTime() []chat.Block {
	list := chat.List{}
	for _, d := range t.Decisions {
		list.Items = append(list.Items, chat.Item{Marked: t.voice.DigestDecision(d.On, d.Text)})
	}
	for _, a := range t.Agreed {
		list.Items = append(list.Items, chat.Item{Marked: t.voice.DigestAgreed(a.Name, t.name(a.Owner), a.Progress, a.Due)})
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []chat.Block{chat.Text{Marked: t.voice.DigestLastHeading()}, list}
}

// section is the reply in the thread for one perspective.
func (t teller) section(s Section) chat.Message {
	worst := ""
	if s.Worst != nil && s.Worst.Status != scorecard.Green {
		worst = s.Worst.Name + ", " + string(s.Worst.Status)
	}
	blocks := []chat.Block{
		chat.Heading{Text: t.voice.DigestSectionTitle(s.Name, s.Question)},
		chat.Text{Marked: t.voice.DigestSection(s.Status, s.Mean, worst, s.Counted, s.Total)},
	}
	blocks = append(blocks, t.scores(s.Scores)...)
	blocks = append(blocks, t.picture(s.Curve)...)
	plain := len(blocks)
	blocks = append(blocks, t.lines(t.voice.DigestWinsHeading(), s.Wins, maxWins)...)
	blocks = append(blocks, t.lines(t.voice.DigestChangedHeading(), s.Changed, maxChanged)...)
	blocks = append(blocks, t.lines(t.voice.DigestOffHeading(), s.Off, maxOff)...)
	blocks = append(blocks, t.late(s.Overdue)...)
	blocks = append(blocks, t.missing(s.Missing)...)
	switch {
	case len(s.Off) > 0:
		blocks = append(blocks, chat.Note{Marked: t.voice.DigestTwoQuestions()})
	case len(blocks) == plain:
		blocks = append(blocks, chat.Note{Marked: t.voice.DigestQuiet()})
	}
	return chat.Say(blocks...)
}

func (t teller) lines(heading string, all []Line, most int) []chat.Block {
	if len(all) == 0 {
		return nil
	}
	list := chat.List{}
	for i, l := range all {
		if i == most {
			list.Items = append(list.Items, chat.Item{Marked: t.voice.DigestMore(len(all) - most)})
			break
		}
		list.Items = append(list.Items, t.line(l)...)
	}
	return []chat.Block{chat.Text{Marked: heading}, list}
}

// line is a metric and, one step in, the owner's words, what is upstream and
// what comes next.
func (t teller) line(l Line) []chat.Item {
	told := l.told()
	if told.SoWhat == "" && !l.Status.OffTrack() {
		told.SoWhat = t.voice.DigestFeeds(l.Hits[0].Name) // Compose keeps no line without a consequence
	}
	items := []chat.Item{{Status: string(l.Status), Marked: t.voice.DigestLine(told)}}
	if !l.Status.OffTrack() {
		return items
	}
	under := func(marked string) { items = append(items, chat.Item{Marked: marked, Depth: 1}) }
	if l.Words != "" {
		under(t.voice.DigestWords(t.name(l.Owner), l.Words))
	}
	for _, words := range l.Outlook {
		under(words)
	}
	for _, c := range l.Causes {
		told := prompts.MetricLine{Name: c.Name, Measure: c.Measure, Value: number(c.Value), Period: c.Period}
		if c.Was != "" {
			told.Was, told.WasIn = decimal.NewNullDecimal(number(c.Was)), c.WasIn
		}
		under(t.voice.DigestCause(told, c.Status, c.Words, c.LagWeeks, t.known(c.Link)))
	}
	if len(l.Causes) == 0 && l.Words == "" {
		under(t.voice.DigestNoCause())
	}
	if len(l.Hits) > 0 {
		h := l.Hits[0]
		under(t.voice.DigestHit(h.Name, t.name(h.Owner), h.By, t.known(h.Link)))
	}
	return items
}

func (l Line) told() prompts.MetricLine {
	m := prompts.MetricLine{
		Name: l.Name, Measure: l.Measure, Value: number(l.Value), Period: l.Period, AgeDays: l.AgeDays,
		OffFor: l.OffFor, Cadence: l.Cadence, SoWhat: l.SoWhat,
	}
	if l.Target != "" {
		m.Target = decimal.NewNullDecimal(number(l.Target))
	}
	if l.Was != "" && l.Was != l.Value {
		m.Was = decimal.NewNullDecimal(number(l.Was))
	}
	if !l.Status.OffTrack() {
		m.OffFor = 0
	}
	return m
}

// number reads back what Compose wrote.
func number(s string) decimal.Decimal {
	d, err := decimal.NewFromString(s)
	if err != nil {
		return decimal.Zero
	}
	return d
}

func (t teller) late(all []ActionLine) []chat.Block {
	if len(all) == 0 {
		return nil
	}
	list := chat.List{}
	for _, a := range all {
		list.Items = append(list.Items, chat.Item{Marked: t.voice.DigestActionLate(a.Name, t.name(a.Owner), a.Due)})
	}
	return []chat.Block{chat.Text{Marked: t.voice.DigestOverdueHeading()}, list}
}

func (t teller) missing(all []Missing) []chat.Block {
	if len(all) == 0 {
		return nil
	}
	var names []string
	for _, m := range all {
		name := m.Name
		if owner := t.name(m.Owner); owner != "" {
			name += " (" + owner + ")"
		}
		names = append(names, name)
	}
	return []chat.Block{chat.Text{Marked: t.voice.DigestMissing(names)}}
}

// mapOf is the last reply: the strategy map, for a review of the whole.
func (t teller) mapOf() (chat.Message, bool) {
	if t.MapAlt == "" {
		return chat.Message{}, false
	}
	return chat.Say(chat.Picture{Title: t.voice.DigestMapTitle(), Alt: t.MapAlt, Path: "/map.svg", Link: "/map"}), true
}

// Messages draws the Brief: the parent, then one for each section.
func (b *Brief) Messages(x *scorecard.Index, v prompts.Voice) (parent chat.Message, sections []chat.Message) {
	t := teller{b, x, v}
	for _, s := range b.Sections {
		sections = append(sections, t.section(s))
	}
	return t.parent(), sections
}
