package pages

import (
	"encoding/xml"
	"errors"
	"flag"
	"html/template"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/bot/chain"
	"throughline/bot/draw"
	"throughline/bot/evidence"
	"throughline/bot/outline"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

var update = flag.Bool("update", false, "write the golden pages anew")

const today = scorecard.Date("2026-11-20")

// ferry is a small organisation whose names would break a careless page.
const ferry = `
organisation: {id: ferry, name: "Ferry <b>& Sons</b>", currency: EUR, locale: en-GB, zone: Europe/London}
vision: {text: "<script>alert('vision')</script> Every crossing full & on time", metric: full}
units: [{id: crew, name: "Crew \"<i>\"", head: ida}]
people:
  - {id: ida, name: "Ida <img src=x onerror=alert(1)>", units: [crew]}
  - {id: bo, name: Bo Berg, units: [crew]}
objectives:
  - id: sail
    name: "Sail full </svg><script>alert(2)</script>"
    perspective: financial
    unit: crew
    owner: ida
    behaviour: "We wave <em>everybody</em> on"
    metrics:
      - {id: full, name: "Full crossings' \"share\" <u>", unit: "%", better: higher, cadence: weekly, baseline: 50, target: 80, amber: 70, owner: ida,
         so_what: "<marquee>money</marquee>", definition: "a < b && c > d", guardrail: pay,
         readings: {2026-W45: {value: 71, note: "<script>alert(3)</script> & fog", by: ida}, 2026-W46: 75}}
    actions:
      - {id: sale, name: "Half-price <Mondays>", owner: ida, due: 2026-11-01, status: in progress, resources: "1 & 2"}
  - id: keep
    name: Keep the crew
    perspective: learning
    unit: crew
    owner: ida
    drives: [{to: sail, id: l1, lag: 6 weeks, because: "<b>rested</b> crews sail", owner: ida, registered: 2026-01-05}]
    metrics:
      - {id: pay, name: Pay gap, unit: "%", better: lower, cadence: monthly, target: 2, amber: 4, owner: ida, visible_to: [ida], readings: {2026-10: {value: 3, note: the harbour pays more}}}
`

func reader(t *testing.T, who scorecard.PersonID) Reader {
	t.Helper()
	f, err := outline.Read("ferry.yaml", []byte(ferry))
	if err != nil {
		t.Fatal(err)
	}
	s := &scorecard.Snapshot{Index: scorecard.NewIndex(&f.Strategy), Today: today, Histories: map[scorecard.MetricID]scorecard.History{}}
	for _, r := range f.Readings {
		if r.At.IsZero() {
			r.At = time.Date(2026, 11, 16, 9, 0, 0, 0, time.UTC)
		}
		s.Histories[r.Metric] = append(s.Histories[r.Metric], r)
	}
	return Reader{Snapshot: s, Chain: chain.New(s.Index), Person: who}
}

// pagesOf draws every page that who may see.
func pagesOf(t *testing.T, who scorecard.PersonID) map[string]template.HTML {
	t.Helper()
	r, out := reader(t, who), map[string]template.HTML{}
	_, out["map"] = r.Map([]scorecard.LinkID{"l1", "nothing"})
	_, out["metrics"] = r.MetricList()
	for _, m := range []scorecard.MetricID{"full", "pay", "nothing"} {
		if _, body, ok := r.Metric(m); ok {
			out["metric-"+string(m)] = body
		}
	}
	for _, o := range []scorecard.ObjectiveID{"sail", "keep", "nothing"} {
		if _, body, ok := r.ObjectivePage(o); ok {
			out["objective-"+string(o)] = body
		}
	}
	return out
}

// TestHostileNamesStayWords finds nothing in any page but the elements and
// attributes of its own templates and drawings.
func TestHostileNamesStayWords(t *testing.T) {
	pages := pagesOf(t, "ida")
	if len(pages) != 6 {
		t.Fatalf("%d pages are drawn for Ida, want 6", len(pages))
	}
	for name, body := range pages {
		harmless(t, name, string(body))
		if !strings.Contains(string(body), "&lt;") {
			t.Errorf("%s shows no hostile name at all", name)
		}
	}
}

func harmless(t *testing.T, page, body string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader("<page>" + body + "</page>"))
	d.Entity = xml.HTMLEntity
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("%s: %v", page, err)
			return
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "script", "style", "img", "b", "i", "u", "em", "marquee", "iframe":
			t.Errorf("%s has an element <%s>", page, e.Name.Local)
		}
		for _, a := range e.Attr {
			if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "style" || a.Name.Local == "href" && !strings.HasPrefix(a.Value, "/") {
				t.Errorf("%s has the attribute %s=%q", page, a.Name.Local, a.Value)
			}
		}
	}
}

// TestPagesShowEachReaderWhatTheyMaySee looks for a restricted metric, its value
// and its owner's words.
func TestPagesShowEachReaderWhatTheyMaySee(t *testing.T) {
	secret := regexp.MustCompile(`Pay gap|harbour|/metric/pay`)
	for _, tt := range []struct {
		who   scorecard.PersonID
		pages []string // that tell of it
	}{
		{"ida", []string{"map", "metric-full", "metric-pay", "metrics", "objective-keep"}},
		{"bo", nil},
		{"", nil},
		{"nobody", nil},
	} {
		got := map[string]bool{}
		for name, body := range pagesOf(t, tt.who) {
			if secret.MatchString(string(body)) {
				got[name] = true
			}
		}
		want := map[string]bool{}
		for _, name := range tt.pages {
			want[name] = true
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("pages that tell %q of the restricted metric (-want +got):\n%s", tt.who, diff)
		}
	}
}

// TestPages compares every page with the one kept in testdata. Drawings are left
// to bot/draw.
func TestPages(t *testing.T) {
	drawing := regexp.MustCompile(`(?s)<svg.*?</svg>\n?`)
	for name, body := range pagesOf(t, "ida") {
		got := drawing.ReplaceAllString(string(body), "[drawing]")
		path := filepath.Join("testdata", name+".html")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got), run with -update to keep it:\n%s", name, diff)
		}
	}
}

// TestAnEmptyStrategy draws the pages of an organisation that has just begun.
func TestAnEmptyStrategy(t *testing.T) {
	x := scorecard.NewIndex(&scorecard.Strategy{Organisation: scorecard.Organisation{ID: "new", Name: "New"}})
	r := Reader{Snapshot: &scorecard.Snapshot{Index: x, Today: today}, Chain: chain.New(x)}
	if _, body := r.MetricList(); !strings.Contains(string(body), "No metric is recorded yet") {
		t.Errorf("the list of no metrics says %s", body)
	}
	if _, body := r.Map(nil); !strings.Contains(string(body), "<svg") {
		t.Errorf("the map of no objectives is %s", body)
	}
}

// What was a signal once is not passed over in silence: quiet began after it.
// Three of four near a limit are no matter for words.
func TestQuietBeginsAfterTheLastSignal(t *testing.T) {
	c := evidence.Chart{Known: true, From: "2026-W10", To: "2026-W34", Signals: []evidence.Signal{
		{Rule: evidence.RunOfEight, Period: "2026-W40"}, {Rule: evidence.Outside, Period: "2026-W42", Up: true}, {Rule: evidence.NearLimit, Period: "2026-W44"},
	}}
	if got := quietSince(c); got != "2026-W42" {
		t.Errorf("quiet since %s, want week 42", got)
	}
	u := draw.UsualOf(c, prompts.Voice{})
	if _, near := u.Signals["2026-W44"]; near || len(u.Signals) != 2 || u.Signals["2026-W42"] != "above the usual range" {
		t.Errorf("the picture marks %v", u.Signals)
	}
	c.Signals = nil
	if got := quietSince(c); got != c.To {
		t.Errorf("without a signal it is quiet since %s, want %s", got, c.To)
	}
	c.Drifting = true
	if u := draw.UsualOf(c, prompts.Voice{}); len(u.Limits) != 0 {
		t.Error("limits that would not last are drawn")
	}
}
