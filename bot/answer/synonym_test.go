package answer

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

func pressOf(id string, out chat.Outgoing, b chat.Button) chat.Incoming {
	return chat.Incoming{ID: id, What: chat.Pressed, Action: b.Action, Value: b.Value, Ref: "r-" + id, From: "u", Place: out.Place}
}

func buttonWith(t *testing.T, m chat.Message, action string) chat.Button {
	t.Helper()
	for _, b := range buttonsOf(m) {
		if b.Action == action {
			return b
		}
	}
	t.Fatalf("there is no button for %s in %s", action, m.Plain(nil))
	return chat.Button{}
}

// explain asks with an unknown word, opens the form and fills it in.
func explain(t *testing.T, f *Feature, r *room, ask chat.Incoming, who scorecard.PersonID, word, metric string) chat.Form {
	t.Helper()
	take(t, f, r, ask, who)
	out, _ := r.last(t)
	press := pressOf("p"+ask.ID, out, buttonWith(t, out.Message, synonymAction))
	form, err := f.Form(t.Context(), r, press, who)
	if err != nil {
		t.Fatal(err)
	}
	submit := press
	submit.ID, submit.What, submit.Action, submit.Value = "s"+ask.ID, chat.Submitted, form.Action, form.Value
	submit.Fields = map[string]string{wordField: word, metricField: metric}
	if faults, err := f.Check(t.Context(), r, submit, who); err != nil || len(faults) > 0 {
		t.Fatalf("faults %v, %v", faults, err)
	}
	take(t, f, r, submit, who)
	return form
}

// A word nobody knows is named, explained, answered with, put to the owner,
// accepted, and from then on understood.
func TestAnUnknownWordBecomesAName(t *testing.T) {
	f, r := rulesFeature(), newRoom()
	ask := said("1", "what drives footfall?", "", true)
	take(t, f, r, ask, "ida")
	_, text := r.last(t)
	wants(t, text, "I do not know “footfall” here.", "[“footfall” is another name for…]")

	form := explain(t, f, r, ask, "ida", "footfall", "m_back")
	if form.Fields[0].Value != "footfall" || len(form.Fields[1].Options) == 0 {
		t.Errorf("the form is %+v", form)
	}
	if slices.ContainsFunc(form.Fields[1].Options, func(o chat.Option) bool { return o.Value == "m_leave" || o.Value == "m_scrap" }) {
		t.Errorf("something restricted or retired is offered: %+v", form.Fields[1].Options)
	}
	var proposal chat.Outgoing
	all := ""
	for _, out := range r.sent {
		all += "\n" + out.Message.Plain(nil)
		if out.Place.Person == "cleo" {
			proposal = out
		}
	}
	wants(t, all, "I have asked Cleo Marsh whether “footfall” may stand for Customers who return.", "3 objectives are recorded as driving Customers who return", "Ida Holm says “footfall” for Customers who return")

	take(t, f, r, pressOf("no", proposal, buttonWith(t, proposal.Message, acceptAction)), "ben")
	_, text = r.last(t)
	wants(t, text, "That is for Cleo Marsh to say.")

	take(t, f, r, pressOf("yes", proposal, buttonWith(t, proposal.Message, acceptAction)), "cleo")
	wants(t, r.sent[len(r.sent)-2].Message.Plain(nil), "From now on I take “footfall” for Customers who return.")
	if r.sent[len(r.sent)-2].Key != proposal.Key {
		t.Error("the owner's question still stands there")
	}
	told, text := r.last(t)
	wants(t, text, "Cleo Marsh agrees")
	if told.Place.Person != "ida" {
		t.Errorf("told at %+v", told.Place)
	}
	take(t, f, r, direct("2", "who owns footfall?"), "ben")
	_, text = r.last(t)
	wants(t, text, "Cleo Marsh answers for Customers who return")

	take(t, f, r, pressOf("again", proposal, buttonWith(t, proposal.Message, declineAction)), "cleo")
	_, text = r.last(t)
	wants(t, text, "settled already")
}

// A word that shares something with a name the asker may see is asked about; one
// that shares with a name they may not see is not.
func TestDidYouMean(t *testing.T) {
	f, r := rulesFeature(), newRoom()
	take(t, f, r, said("1", "what drives courseload?", "", true), "rosa")
	out, text := r.last(t)
	wants(t, text, "I do not know “courseload” here.\nIs this what you want to know?\n[what drives Course hours] [“courseload” is another name for…]\nYou could ask me:")
	take(t, f, r, pressOf("2", out, buttonsOf(out.Message)[0]), "rosa")
	_, text = r.last(t)
	wants(t, text, "Read as: what drives Course hours.")

	take(t, f, r, said("3", "what drives bakersfield?", "", true), "rosa")
	out, text = r.last(t)
	if len(buttonsOf(out.Message)) != 3 || strings.Contains(text, "leaving") {
		t.Errorf("in a channel, of something restricted:\n%s", text)
	}
}

func TestTheOwnerMayDecline(t *testing.T) {
	f, r := rulesFeature(), newRoom()
	explain(t, f, r, direct("1", "what drives footfall?"), "ida", "footfall", "m_seven")
	i := slices.IndexFunc(r.sent, func(o chat.Outgoing) bool { return o.Place.Person == "ben" })
	take(t, f, r, pressOf("no", r.sent[i], buttonWith(t, r.sent[i].Message, declineAction)), "ben")
	_, text := r.last(t)
	wants(t, text, "Ben Okoro would rather not")

	before := len(r.sent)
	explain(t, f, r, direct("2", "what drives footfall?"), "rosa", "footfall", "m_seven")
	for _, out := range r.sent[before:] {
		if out.Place.Person == "ben" {
			t.Error("the owner was asked again about what was declined")
		}
	}
}

func TestOnesOwnMetricNeedsNobodysYes(t *testing.T) {
	f, r := rulesFeature(), newRoom()
	explain(t, f, r, direct("1", "what drives footfall?"), "cleo", "footfall", "m_back")
	if m := r.snap.Metric("m_back"); !slices.Contains(m.Synonyms, "footfall") {
		t.Errorf("it is not among %q", m.Synonyms)
	}
}

func TestWhatCannotBeAName(t *testing.T) {
	f, r := rulesFeature(), newRoom()
	take(t, f, r, said("1", "what drives footfall?", "", true), "ida")
	out, _ := r.last(t)
	submit := pressOf("s", out, buttonWith(t, out.Message, synonymAction))
	submit.What = chat.Submitted
	for _, c := range []struct{ word, metric, fault string }{
		{"", "m_back", wordField},
		{"x", "m_back", wordField},
		{strings.Repeat("a", 61), "m_back", wordField},
		{"12345", "m_back", wordField},
		{"<@ida>", "m_back", wordField},
		{"Complaints", "m_back", wordField},
		{"staff turnover", "m_back", wordField}, // of something restricted; not said of what
		{"footfall", "m_leave", metricField},
		{"footfall", "nothing", metricField},
		{"footfall", "m_scrap", metricField},
	} {
		submit.Fields = map[string]string{wordField: c.word, metricField: c.metric}
		faults, err := f.Check(t.Context(), r, submit, "ida")
		if err != nil || len(faults) != 1 || faults[c.fault] == "" {
			t.Errorf("%q for %s: %v, %v", c.word, c.metric, faults, err)
		}
		if strings.Contains(fmt.Sprint(faults), "Bakers") {
			t.Errorf("%q told %v", c.word, faults)
		}
		before := len(r.sent)
		submit.ID = "forged " + c.word + c.metric
		take(t, f, r, submit, "ida") // sent past the check
		for _, out := range r.sent[before:] {
			if out.Place.Person != "" {
				t.Errorf("%q for %s: somebody was asked", c.word, c.metric)
			}
		}
	}
}

func TestNobodyIsPesteredWithNames(t *testing.T) {
	f, r := rulesFeature(), newRoom()
	asked := func() (n int) {
		for _, o := range r.sent {
			if o.Place.Person == "ben" {
				n++
			}
		}
		return n
	}
	for i := range 8 {
		word := "quux" + string(rune('a'+i))
		explain(t, f, r, direct(fmt.Sprint(i), "what drives "+word+"?"), "ida", word, "m_seven")
	}
	if n := asked(); n != synonymsADay {
		t.Errorf("the owner was asked %d times in a day", n)
	}
	r.now = r.now.Add(24 * time.Hour)
	explain(t, f, r, direct("next", "what drives quuz?"), "ida", "quuz", "m_seven")
	if n := asked(); n != synonymsADay+1 {
		t.Errorf("on the next day the owner was asked %d times in all", n)
	}
}

// To somebody who may not see it, the name of something restricted is a word
// like any other that does not exist.
func TestARestrictedNameReadsLikeNoName(t *testing.T) {
	for _, place := range []func(id, text string) chat.Incoming{direct, func(id, text string) chat.Incoming { return said(id, text, "", true) }} {
		f, r := rulesFeature(), newRoom()
		take(t, f, r, place("1", "what is staff turnover?"), "ida")
		hidden, _ := r.last(t)
		take(t, f, r, place("1", "what is snail turnover?"), "ida")
		nothing, _ := r.last(t)
		a := strings.ReplaceAll(asJSON(t, hidden.Message), "staff", "snail")
		if b := asJSON(t, nothing.Message); a != b {
			t.Errorf("something restricted:\n%s\nnothing at all:\n%s", a, b)
		}
		for _, b := range buttonsOf(hidden.Message) {
			if strings.Contains(b.Label+b.Value, "leav") {
				t.Errorf("the button %+v tells", b)
			}
		}
		if len(r.gaps) > 0 && strings.Contains(r.gaps[0], "m_leave") {
			t.Errorf("counted %q", r.gaps)
		}
	}
}
