package checkin_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"throughline/bot/chat"
	"throughline/bot/checkin"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
	"throughline/store"
)

var update = flag.Bool("update", false, "write what the bot says into testdata")

// A talk is a conversation with the real feature over the real store. Lines
// that begin with > are what happens, the others what the bot is to say:
//
//	> clock 2026-11-23 09:00        time passes until then, in Berlin, and all that falls due happens
//	> ana #fleet: 91.4              a reply in the thread of the newest round in #fleet
//	> ana @: what do I owe          in the direct conversation with the bot
//	> ana #fleet @bot: otd 91.4     a mention in the channel
//	> ana edits: 91.5               the last message of ana becomes another
//	> ana presses Take back         the newest button of that label
//	> ana opens Fix                 the form behind a button
//	> ana sends value-otd/2026-W47=91.4   the form that was opened last
//	> ana quotes otd 91.4           the form that reports a number from that message
//	> ana at home                   the bot's own page as ana sees it
//	> off ana 2026-11-23 2026-12-04 leave
//	> restrict otd                  only ana may know
type talk struct {
	t       *testing.T
	db      *store.DB
	now     time.Time
	clock   atomic.Int64 // now, for whoever works at the same time
	feature *checkin.Feature
	out     strings.Builder
	posted  map[string]chat.Message // by ref
	places  map[string]chat.Place
	when    map[string]time.Time
	edited  map[string]bool
	refs    []string
	last    map[string]chat.Incoming // by person: what they said
	form    chat.Form
	formRef string
	n       int
	through func() // handles and sends in another way than drain
}

const org = scorecard.OrgID("lark")

var berlin = func() *time.Location {
	loc, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	return loc
}()

func newTalk(t *testing.T) *talk {
	k := &talk{
		t:      t,
		posted: map[string]chat.Message{}, places: map[string]chat.Place{}, when: map[string]time.Time{}, edited: map[string]bool{}, last: map[string]chat.Incoming{},
		feature: &checkin.Feature{Reader: func(x *scorecard.Index) checkin.Reader { return plainReader{x} }},
	}
	k.tick(time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC))
	db, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "talk.db"), k.time)
	k.check(err)
	t.Cleanup(func() { k.check(db.Close()) })
	k.db = db
	k.write(func(tx *store.Tx) error {
		if err := tx.Apply(context.Background(), larkfield()); err != nil {
			return err
		}
		_, err := tx.Import(context.Background(), past(), nil)
		return err
	})
	return k
}

// tick makes it a time, for everybody.
func (k *talk) tick(now time.Time) {
	k.now = now
	k.clock.Store(now.UnixMicro())
}

// time is the talk's time, for whoever works at the same time.
func (k *talk) time() time.Time { return time.UnixMicro(k.clock.Load()).UTC() }

func (k *talk) check(err error) {
	k.t.Helper()
	if err != nil {
		k.t.Fatal(err)
	}
}

func (k *talk) write(f func(*store.Tx) error) {
	k.t.Helper()
	k.check(k.db.Write(context.Background(), org, scorecard.Actor{From: "test"}, f))
}

// change edits the strategy.
func (k *talk) change(f func(*scorecard.Strategy)) {
	k.write(func(tx *store.Tx) error {
		s, err := tx.Strategy(context.Background())
		if err != nil {
			return err
		}
		f(s)
		return tx.Apply(context.Background(), s)
	})
}

// until lets time pass, stopping wherever something falls due.
func (k *talk) until(to time.Time) {
	ctx := context.Background()
	for k.now.Before(to) {
		from, next := k.now, to
		k.write(func(tx *store.Tx) error {
			s, err := tx.Snapshot(ctx, scorecard.DateOf(from))
			if err != nil {
				return err
			}
			if at, ok := schedule.Next(s.Index, from); ok && at.Before(next) {
				next = at
			}
			if at, ok, err := tx.NextAsk(ctx); err != nil {
				return err
			} else if ok && at.After(from) && at.Before(next) {
				next = at
			}
			return nil
		})
		k.tick(next)
		k.write(func(tx *store.Tx) error {
			s, err := tx.Snapshot(ctx, scorecard.DateOf(k.now))
			if err != nil {
				return err
			}
			for _, due := range schedule.Between(s.Index, from, k.now) {
				if err := k.feature.Run(ctx, tx, due); err != nil {
					return err
				}
			}
			return k.feature.Remind(ctx, tx)
		})
		k.drain()
	}
}

// drain sends what waits and writes it down.
func (k *talk) drain() {
	ctx := context.Background()
	if k.through != nil {
		k.through()
		return
	}
	for {
		out, err := k.db.ClaimOutgoing(ctx, time.Minute, 10)
		k.check(err)
		if len(out) == 0 {
			return
		}
		for _, q := range out {
			ref, how := q.Ref, " again"
			if ref == "" {
				k.n++
				ref, how = fmt.Sprintf("m%d", k.n), ""
				k.refs, k.when[ref] = append(k.refs, ref), k.now
			}
			k.posted[ref], k.places[ref], k.edited[ref] = q.Message, q.Place, q.Ref != ""
			k.show(q, how)
			k.check(k.db.Sent(ctx, q, ref))
		}
	}
}

func (k *talk) show(q chat.Queued, how string) {
	where := q.Place.Channel
	switch {
	case q.Place.Person != "":
		where = "@" + q.Place.Person
	case q.Place.User != "":
		where = "@" + string(q.Place.User)
	case q.Place.Thread != "":
		where += " thread"
	}
	fmt.Fprintf(&k.out, "%s %s%s\n", k.now.In(berlin).Format("Mon 15:04"), where, how)
	for _, line := range strings.Split(q.Message.Plain(nil), "\n") {
		fmt.Fprintf(&k.out, "  %s\n", line)
	}
}

func (k *talk) take(in chat.Incoming) {
	k.n++
	in.ID, in.At = fmt.Sprintf("e%d", k.n), k.now
	in.Place.Service = "web"
	mine := false
	k.write(func(tx *store.Tx) (err error) {
		mine, err = k.feature.Take(context.Background(), tx, in, scorecard.PersonID(in.From))
		return err
	})
	if !mine {
		k.out.WriteString("not for check-ins\n")
	}
	k.drain()
}

// round returns the ref of the newest round in a channel.
func (k *talk) round(channel string) string {
	for _, ref := range slices.Backward(k.refs) {
		if p := k.places[ref]; p.Channel == channel && p.Thread == "" {
			return ref
		}
	}
	k.t.Fatalf("no round in %s", channel)
	return ""
}

// button finds the newest button of a label that a person can see.
func (k *talk) button(label string) (chat.Button, string) {
	for _, ref := range slices.Backward(k.refs) {
		for _, block := range k.posted[ref].Blocks {
			if row, ok := block.(chat.Buttons); ok {
				for _, b := range row.Buttons {
					if b.Label == label {
						return b, ref
					}
				}
			}
		}
	}
	k.t.Fatalf("no button %q", label)
	return chat.Button{}, ""
}

func (k *talk) at(ref string) chat.Place {
	p := k.places[ref]
	if p.Person != "" {
		return chat.Place{User: chat.UserID(p.Person)}
	}
	return p
}

// do runs one line of a talk.
func (k *talk) do(line string) {
	if to, ok := strings.CutPrefix(line, "clock "); ok {
		at, err := time.ParseInLocation("2006-01-02 15:04", to, berlin)
		k.check(err)
		k.until(at.UTC())
		return
	}
	if f := strings.Fields(line); f[0] == "off" || f[0] == "restrict" {
		k.change(func(s *scorecard.Strategy) { edit(s, f) })
		return
	}
	who, rest, _ := strings.Cut(line, " ")
	from := chat.UserID(who)
	if label, ok := strings.CutPrefix(rest, "presses "); ok {
		b, ref := k.button(label)
		k.take(chat.Incoming{What: chat.Pressed, Place: k.at(ref), From: from, Ref: ref, Action: b.Action, Value: b.Value})
		return
	}
	if label, ok := strings.CutPrefix(rest, "opens "); ok {
		k.open(from, label)
		return
	}
	if text, ok := strings.CutPrefix(rest, "quotes "); ok {
		k.formRef = ""
		k.fill(chat.Incoming{What: chat.Pressed, Place: chat.Place{User: from}, From: from, Action: "checkin/quote", Value: text})
		return
	}
	if rest == "at home" {
		k.home(from)
		return
	}
	if fields, ok := strings.CutPrefix(rest, "sends "); ok {
		k.submit(from, fields)
		return
	}
	where, text, _ := strings.Cut(rest, ": ")
	if where == "edits" {
		in := k.last[who]
		in.What, in.Text = chat.Edited, text
		k.take(in)
		return
	}
	k.n++
	in := chat.Incoming{From: from, Text: text, Ref: fmt.Sprintf("u%d", k.n), Link: "/said/" + who}
	channel, mention := strings.CutSuffix(where, " @bot")
	switch {
	case where == "@":
		in.Place.User = from
	case mention:
		in.Place.Channel, in.Mention = channel, true
	default:
		in.Place = chat.Place{Channel: channel, Thread: k.round(channel)}
	}
	k.last[who] = in
	k.take(in)
}

func (k *talk) open(from chat.UserID, label string) {
	b, ref := k.button(label)
	k.formRef = ref
	k.fill(chat.Incoming{What: chat.Pressed, Place: k.at(ref), From: from, Action: b.Action, Value: b.Value})
}

func (k *talk) home(from chat.UserID) {
	k.check(k.db.Read(context.Background(), org, func(tx *store.Tx) error {
		blocks, err := k.feature.Home(context.Background(), tx, chat.Incoming{}, scorecard.PersonID(from))
		for _, line := range strings.Split(chat.Say(blocks...).Plain(nil), "\n") {
			fmt.Fprintf(&k.out, "  %s\n", line)
		}
		return err
	}))
}

// fill opens the form that in asks for.
func (k *talk) fill(in chat.Incoming) {
	err := k.db.Read(context.Background(), org, func(tx *store.Tx) (err error) {
		k.form, err = k.feature.Form(context.Background(), tx, in, scorecard.PersonID(in.From))
		return err
	})
	k.check(err)
	k.showForm()
}

func (k *talk) showForm() {
	fmt.Fprintf(&k.out, "form %s: %s\n", k.form.Title, chat.PlainText(k.form.Intro, nil))
	for _, f := range k.form.Fields {
		line := f.Name + " | " + f.Label
		for _, more := range []string{f.Hint, f.Value} {
			if more != "" {
				line += " | " + more
			}
		}
		for _, o := range f.Options {
			line += " | " + o.Label
		}
		fmt.Fprintf(&k.out, "  %s\n", line)
	}
}

// submit checks the form and, when nothing is wrong, hands it in.
func (k *talk) submit(from chat.UserID, fields string) {
	in := chat.Incoming{
		What: chat.Submitted, Place: k.formPlace(from), From: from, Ref: k.formRef,
		Action: k.form.Action, Value: k.form.Value, Fields: map[string]string{},
	}
	for _, f := range k.form.Fields {
		in.Fields[f.Name] = f.Value
	}
	for _, one := range strings.Split(fields, " / ") {
		name, value, _ := strings.Cut(one, "=")
		in.Fields[name] = value
	}
	var faults chat.FieldErrors
	k.check(k.db.Read(context.Background(), org, func(tx *store.Tx) (err error) {
		faults, err = k.feature.Check(context.Background(), tx, in, scorecard.PersonID(from))
		return err
	}))
	for _, f := range k.form.Fields {
		if fault := faults[f.Name]; fault != "" {
			fmt.Fprintf(&k.out, "fault at %s: %s\n", f.Name, fault)
		}
	}
	if len(faults) == 0 {
		k.take(in)
	}
}

// formPlace is where the form was opened: at a message, or in private.
func (k *talk) formPlace(from chat.UserID) chat.Place {
	if k.formRef == "" {
		return chat.Place{User: from}
	}
	return k.at(k.formRef)
}

func edit(s *scorecard.Strategy, f []string) {
	for i := range s.People {
		if f[0] == "off" && string(s.People[i].ID) == f[1] {
			s.People[i].DaysOff = []scorecard.Span{{From: scorecard.Date(f[2]), To: scorecard.Date(f[3]), Why: "leave"}}
		}
	}
	for i := range s.Metrics {
		if f[0] == "restrict" && string(s.Metrics[i].ID) == f[1] {
			s.Metrics[i].VisibleTo = []string{"ana"}
		}
	}
}

func TestTalks(t *testing.T) {
	files, err := filepath.Glob("testdata/*.talk")
	if err != nil || len(files) == 0 {
		t.Fatalf("no talks: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".talk"), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			k := newTalk(t)
			for _, line := range strings.Split(strings.TrimSpace(string(want)), "\n") {
				if strings.HasPrefix(line, "#") {
					k.out.WriteString(line + "\n")
				}
				if cmd, ok := strings.CutPrefix(line, "> "); ok {
					k.out.WriteString(line + "\n")
					k.do(cmd)
				}
			}
			if *update {
				k.check(os.WriteFile(file, []byte(k.out.String()), 0o644))
				return
			}
			if got := k.out.String(); got != string(want) {
				t.Errorf("the talk went another way (run with -update to keep it):\n%s", firstDifference(got, string(want)))
			}
		})
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			return fmt.Sprintf("line %d\n got %s\nwant %s", i+1, g[i], strings.Join(w[min(i, len(w)):min(i+1, len(w))], ""))
		}
	}
	return fmt.Sprintf("line %d is missing: %s", len(g), w[len(g)])
}
