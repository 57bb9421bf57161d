package main

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"throughline/bot"
	"throughline/bot/chat"
	"throughline/bot/llm"
	"throughline/bot/llm/llmtest"
	"throughline/bot/scorecard"
)

func useModel(t *testing.T, s *llmtest.Server) {
	t.Helper()
	t.Setenv(llm.EnvModel, "test-model")
	t.Setenv(llm.EnvKey, "sk-verysecret")
	t.Setenv(llm.EnvBaseURL, s.Base())
}

func runHere(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(t.Context(), args, program{In: strings.NewReader(""), Out: &o, Err: &e, Now: func() time.Time { return scriptNow }})
	return code, o.String(), e.String()
}

func TestLLMDoctor(t *testing.T) {
	useModel(t, llmtest.New(t, llmtest.Reads(llmtest.Choice{Kind: "owner", Subject: []string{"m_return"}})))
	code, out, errs := runHere(t, "llm", "doctor")
	if code != exitFine || strings.Count(out, "ok ") != 5 || errs != "" {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
	useModel(t, llmtest.New(t, llmtest.Raw(401, `{"error":{"message":"sk-verysecret is wrong"}}`)))
	code, out, errs = runHere(t, "llm", "doctor", "--json")
	if code != exitFailed || !strings.Contains(out, `"ok":false`) || strings.Contains(out+errs, "verysecret") {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
	t.Setenv(llm.EnvModel, "")
	if code, _, errs = runHere(t, "llm", "doctor"); code != exitUsage || !strings.Contains(errs, llm.EnvModel) {
		t.Errorf("without a model: exit %d, %s", code, errs)
	}
}

// The example with the model switched on, asked in words that no rule knows: one
// whole question through the inbox, the model and the outbox.
func TestAModelHelpsInTheOffice(t *testing.T) {
	s := llmtest.New(t, llmtest.Reads(llmtest.Choice{Kind: "owner", Subject: []string{"churn"}}))
	useModel(t, s)
	path := filepath.Join(t.TempDir(), "company.db")
	file, err := exampleFile("logistics", scorecard.DateOf(scriptNow))
	if err != nil {
		t.Fatal(err)
	}
	file.Strategy.Organisation.Model = true
	if err := seed(t.Context(), path, file, 4, scriptNow); err != nil {
		t.Fatal(err)
	}
	o, err := openOffice(t.Context(), path, file.Strategy.Organisation.ID, bot.ClockAt(scriptNow), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	woken := make(chan struct{}, 9)
	o.bot.Router.Wake = func() { woken <- struct{}{} }
	in := chat.Incoming{ID: "q1", Place: chat.Place{Service: "web", User: "nils"}, From: "nils", Ref: "1", Text: "whom do I talk to about folks walking away from us for good", At: scriptNow}
	if err := o.bot.Router.Receive(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	<-woken
	if err := o.bot.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	<-woken // the model has answered
	if err := o.bot.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if text := sayings(t, o); !strings.Contains(text, "[the owner of Customer churn]") || !strings.Contains(text, "A language model suggested this") {
		t.Errorf("said:\n%s", text)
	}
	if n := len(s.Sent()); n != 1 {
		t.Errorf("%d requests were sent", n)
	}
}

// On the command line the same, where the strategy allows it.
func TestAskWithAModel(t *testing.T) {
	s := llmtest.New(t, llmtest.Reads(llmtest.Choice{Kind: "owner", Subject: []string{"churn"}}))
	useModel(t, s)
	_, example, _ := runHere(t, "example", "logistics")
	off, on := filepath.Join(t.TempDir(), "off.yaml"), filepath.Join(t.TempDir(), "on.yaml")
	for path, text := range map[string]string{off: example, on: strings.Replace(example, "organisation:\n", "organisation:\n  model: on\n", 1)} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const question = "whom do I talk to about folks walking away from us for good"
	code, out, errs := runHere(t, "ask", "--strategy", on, "--as", "nils", "--model", question)
	if code != exitFine || !strings.Contains(out, "[the owner of Customer churn]") || !strings.Contains(out, "A language model suggested this") {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
	if code, _, errs = runHere(t, "ask", "--strategy", off, "--as", "nils", "--model", question); code != exitUsage || !strings.Contains(errs, "model: on") {
		t.Errorf("without the switch: exit %d, %s", code, errs)
	}
	if n := len(s.Sent()); n != 1 {
		t.Errorf("%d requests were sent", n)
	}
}

// A paper is sat with a model's help, and the table says how much of it was its.
func TestEvalWithAModel(t *testing.T) {
	s := llmtest.New(t, llmtest.Reads(llmtest.Choice{Kind: "owner", Subject: []string{"churn"}}))
	useModel(t, s)
	_, example, _ := runHere(t, "example", "logistics")
	dir := t.TempDir()
	strategy, paper := filepath.Join(dir, "on.yaml"), filepath.Join(dir, "paper.txt")
	const question = "whom do I talk to about folks walking away from us for good => owner s=churn\n"
	for path, text := range map[string]string{strategy: strings.Replace(example, "organisation:\n", "organisation:\n  model: on\n", 1), paper: "# asker: nils\n" + question} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		args  []string
		right string
		calls int
	}{{[]string{"--model"}, `"asked":1`, 1}, {nil, `"refused":1`, 1}} {
		code, out, errs := runHere(t, append([]string{"eval", "--strategy", strategy, "--questions", paper, "--json"}, c.args...)...)
		if n := len(s.Sent()); code != exitFine || !strings.Contains(out, c.right) || n != c.calls {
			t.Errorf("%v: exit %d, %d calls\n%s%s", c.args, code, n, out, errs)
		}
		if told := strings.Contains(errs, "put to the model: 1; readings taken from it: 1"); told != (c.args != nil) {
			t.Errorf("%v: told %q", c.args, errs)
		}
	}
}

// sayings is everything the bot has said in the direct conversation of nils.
func sayings(t *testing.T, o *office) string {
	t.Helper()
	all, err := o.db.Workspace(o.org).Timeline(context.Background(), "@nils", 0, 50)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range all {
		if e.From == "" {
			b.WriteString(e.Body.Plain(nil) + "\n")
		}
	}
	return b.String()
}
