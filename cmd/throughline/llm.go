package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"

	"throughline/bot/answer"
	"throughline/bot/llm"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// llmCmd looks after the language model that may help to read questions.
type llmCmd struct {
	Doctor llmDoctorCmd `cmd:"" help:"Say what the endpoint in the environment can do. Sends made-up text only."`
	Show   llmShowCmd   `cmd:"" help:"Print the request that a question would be sent in. Sends nothing."`
}

type llmDoctorCmd struct{ jsonFlag }

// Help names the environment.
func (c *llmDoctorCmd) Help() string {
	return `The endpoint is named by ` + llm.EnvModel + `, ` + llm.EnvKey + ` and ` + llm.EnvBaseURL + `; see docs/model.md.`
}

// Run tries the endpoint.
func (c *llmDoctorCmd) Run(ctx context.Context, p *program) error {
	config, err := modelFromEnv()
	if err != nil {
		return err
	}
	r, err := llm.New(config)
	if err != nil {
		return err
	}
	checks, well := r.Doctor(ctx), true
	for _, k := range checks {
		well = well && k.OK
	}
	if c.JSON {
		err = json.NewEncoder(p.Out).Encode(map[string]any{"ok": well, "checks": checks})
	} else {
		for _, k := range checks {
			fmt.Fprintf(p.Out, "%-4s %-8s %s\n", map[bool]string{true: "ok", false: "no"}[k.OK], k.Name, k.Says)
		}
	}
	if err == nil && !well {
		err = codedError{exitFailed, fmt.Errorf("the endpoint cannot be used as it is; questions are read by the rules alone")}
	}
	return err
}

// modelFromEnv is the configuration that the environment names.
func modelFromEnv() (llm.Config, error) {
	config, on, err := llm.FromEnv(os.Getenv)
	if err != nil {
		return config, codedError{exitUsage, err}
	}
	if !on {
		return config, usage("no model is configured; set %s, and %s and %s as the endpoint needs them", llm.EnvModel, llm.EnvKey, llm.EnvBaseURL)
	}
	return config, nil
}

type llmShowCmd struct {
	worldFlag
	As       string `help:"Id of the person who asks." required:""`
	Question string `arg:"" help:"The question, in words."`
}

// Run prints what would be sent.
func (c *llmShowCmd) Run(ctx context.Context, p *program) error {
	w, err := c.worldFlag.open(ctx, p)
	if err != nil {
		return err
	}
	who := scorecard.PersonID(c.As)
	if w.Person(who) == nil {
		return missing("--as %q: say who asks; people are %s", c.As, someIDs(w.People))
	}
	config, _, err := llm.FromEnv(os.Getenv)
	if err != nil {
		return codedError{exitUsage, err}
	}
	sees, everybody := &answer.Answerer{}, scorecard.Audience{Person: who}
	text := sees.Discreet(w.Snapshot, everybody, c.Question)
	body, err := config.Show(sees.Sight(w.Snapshot, everybody), text, understand.Asker{Person: who, Locale: w.LocaleOf(who), Today: w.Today})
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, body, "", "  "); err != nil {
		return err
	}
	fmt.Fprintln(p.Out, out.String())
	return nil
}

// A betterReader betters the rules' reading of a question where they are unsure,
// and reports whether it did.
type betterReader func(text string, a understand.Asker, rules understand.Interpretation) (understand.Interpretation, bool)

// modelHelp lets the model of the environment help with questions about a world
// whose strategy allows it.
func modelHelp(ctx context.Context, w *world, logs io.Writer) (betterReader, error) {
	config, err := modelFromEnv()
	if err != nil {
		return nil, err
	}
	if !w.Organisation.Model {
		return nil, usage("%s does not say model: on in its strategy, so no question of it is sent to a model", w.Organisation.Name)
	}
	config.Log = logger(logs)
	r, err := llm.New(config)
	if err != nil {
		return nil, err
	}
	sees := &answer.Answerer{}
	return func(text string, a understand.Asker, rules understand.Interpretation) (understand.Interpretation, bool) {
		everybody := scorecard.Audience{Person: a.Person}
		return answer.Better(ctx, r, sees.Sight(w.Snapshot, everybody), sees.Discreet(w.Snapshot, everybody, text), a, rules)
	}, nil
}

// secondReader is the model that the environment names; nil without one.
func secondReader(getenv func(string) string, log *slog.Logger) (answer.SecondReader, error) {
	config, on, err := llm.FromEnv(getenv)
	if err != nil || !on {
		return nil, err
	}
	config.Log = log
	r, err := llm.New(config)
	if err != nil {
		return nil, err
	}
	log.Info("a model may help to read questions of organisations whose strategy says model: on", "model", config.Model)
	return r, nil
}
