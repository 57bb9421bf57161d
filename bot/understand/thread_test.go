package understand

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"throughline/bot/scorecard"
)

// A conversation: each line is read with the ones before it as its thread.
func TestThreads(t *testing.T) {
	l := clinicLexicon(t)
	for _, c := range [][]example{
		{{"why is waiting time red?", "diagnose s=m_wait"}, {"and who owns it?", "owner s=m_wait"}, {"what drives that", "drivers s=m_wait"}, {"and the target?", "target s=m_wait"}},
		{{"how does my team affect revenue?", "impact_path s=care o=m_rev"}, {"what about patient satisfaction?", "impact_path s=care o=m_sat"}, {"and the lab?", "impact_path s=lab o=m_sat"}},
		{{"who owns revenue", "owner s=m_rev"}, {"and the error rate?", "owner s=m_err"}, {"how is it calculated", "define s=m_err"}},
		{{"which metrics are red?", "list_status status=red"}, {"and amber?", "list_status status=amber"}, {"only the lab", "list_status status=amber unit=lab"}},
		{{"how is the lab doing", "team_scorecard s=lab"}, {"what is the state of our hypotheses?", "link_evidence"}},
		{{"how is the lab doing", "team_scorecard s=lab"}, {"what about finance", "team_scorecard s=finance"}},
		{{"what does Ivan own", "person_portfolio s=ivan"}, {"and Mei?", "person_portfolio s=mei"}},
		{{"what is the waiting time", "value s=m_wait"}, {"is it improving?", "trend s=m_wait"}, {"why?", "diagnose s=m_wait"}, {"what are we doing about it?", "actions s=m_wait"}},
		{{"what happens to revenue if waiting time rises by 10%?", "what_if s=m_wait o=m_rev"}, {"and if it was 20% instead?", "what_if s=m_wait o=m_rev"}},
		{{"how has waiting time developed over the last 6 weeks", "trend s=m_wait"}, {"and over 12 weeks?", "trend s=m_wait"}},
		{{"why is waiting time red?", "diagnose s=m_wait"}, {"what's the weather", "refuse reason=out_of_scope"}},
		{{"why is waiting time red?", "diagnose s=m_wait"}, {"who owns revenue", "owner s=m_rev"}},
	} {
		var thread []Turn
		for _, e := range c {
			in := l.Question(e.text, nora, thread)
			if got := said(in); got != e.want {
				t.Errorf("%q after %d turns is %s, want %s", e.text, len(thread), got, e.want)
			}
			thread = append(thread, Turn{Text: e.text, Read: in})
		}
	}
}

func TestPronounOfAPerson(t *testing.T) {
	thread := []Turn{{Text: "who owns waiting time", Read: Interpretation{Intent: Owner, Outcome: Answer, Subject: []Ref{"m_wait"}}, Answered: []Ref{"m_wait", "mei"}}}
	if got := said(clinicLexicon(t).Question("what else does she own", nora, thread)); got != "person_portfolio s=mei" {
		t.Errorf("got %s", got)
	}
}

// What a thread was about may have left the strategy since.
func TestThreadAboutWhatIsGone(t *testing.T) {
	l := clinicLexicon(t)
	for _, text := range []string{"why?", "and the target?", "who owns it", "and revenue?", "how does it affect revenue", "only red ones", "are you sure?"} {
		for _, was := range []Interpretation{
			{Intent: Value, Outcome: Answer, Subject: []Ref{"m_gone"}},
			{Intent: ImpactPath, Outcome: Answer, Subject: []Ref{"gone"}, Object: []Ref{"m_gone"}},
			{Intent: Compare, Outcome: Answer, Subject: []Ref{"m_gone", "m_wait"}},
		} {
			in := l.Question(text, nora, []Turn{{Text: "before", Read: was, Answered: []Ref{"m_gone", "nobody"}}})
			for _, r := range slices.Concat(in.Subject, in.Object, in.Options) {
				if l.kinds[r] == 0 {
					t.Errorf("%q after %s reads %s, which is gone", text, said(was), r)
				}
			}
		}
	}
}

// A pronoun with two candidates asks which is meant; one with none says so.
func TestPronounOfTwo(t *testing.T) {
	l := clinicLexicon(t)
	before := []Turn{{Text: "compare revenue and waiting time", Read: Interpretation{Intent: Compare, Outcome: Answer, Subject: []Ref{"m_rev", "m_wait"}}}}
	if got := said(l.Question("who owns it", nora, before)); got != "owner outcome=clarify options=m_rev,m_wait" {
		t.Errorf("it: %s", got)
	}
	before = []Turn{{Text: "who owns revenue and waiting time", Read: Interpretation{Intent: Owner, Outcome: Answer, Subject: []Ref{"m_rev"}}, Answered: []Ref{"m_rev", "omar", "mei"}}}
	if got := said(l.Question("what else does she own", nora, before)); got != "person_portfolio outcome=clarify options=mei,omar" {
		t.Errorf("she: %s", got)
	}
	in := l.Question("how does it affect training days", Asker{Person: "zoe", Today: "2026-11-20"}, nil)
	if len(in.Options) == 0 && !slices.Equal(in.Unknown, []string{"it"}) {
		t.Errorf("it, of nothing: %+v", in)
	}
}

func TestWhoseTeam(t *testing.T) {
	l := clinicLexicon(t)
	for who, want := range map[scorecard.PersonID]string{
		"nora": "team_scorecard s=care",
		"luca": "team_scorecard outcome=clarify options=digital,growth",
		"zoe":  "team_scorecard outcome=clarify options=care,digital,finance,front,lab,people",
	} {
		if got := said(l.Question("how is my team doing", Asker{Person: who, Today: "2026-11-20"}, nil)); got != want {
			t.Errorf("%s: %s, want %s", who, got, want)
		}
	}
}

func BenchmarkQuestion(b *testing.B) {
	for _, n := range []int{500, 10_000} {
		l := NewLexicon(scorecard.NewIndex(wide(n)))
		asked := []string{"how does zone7x depot rate affect zone12x depot margin?", "what drives zone33x depot shrae", "which metrics are red", "what happens to zone4x depot cost if zone9x depot time rises 10%", "what's the best recipe for soup and how do i share it"}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				l.Question(asked[i%len(asked)], nora, nil)
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
		})
	}
}

func FuzzQuestion(f *testing.F) {
	for _, s := range []string{"why is waiting time red?", "if @0m rises 10%", "what's o-t-d’s", "\xff\xfe %", "- - -5%", "compare compare vs vs", "I I we we my team my team"} {
		f.Add(s, "who owns revenue")
	}
	l := clinicLexicon(f)
	f.Fuzz(func(t *testing.T, text, before string) {
		prev := l.Question(before, nora, nil)
		in := l.Question(text, nora, []Turn{{Text: before, Read: prev, Answered: []Ref{"mei", "m_rev"}}})
		switch in.Outcome {
		case Answer, Clarify, Refusal:
		default:
			t.Fatalf("%q has outcome %q", text, in.Outcome)
		}
		if in.Confidence < 0 || in.Confidence > 1 || len(in.Others) > 3 {
			t.Fatalf("%q: %+v", text, in)
		}
		for _, r := range append(in.Subject, in.Object...) {
			if l.kinds[r] == 0 && r != VisionRef {
				t.Fatalf("%q names %q, which is not on the map", text, r)
			}
		}
	})
}
