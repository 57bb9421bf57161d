package main

import (
	"context"
	"fmt"
	"time"

	"throughline/bot/chat/slack"
	"throughline/prompts"
)

// slackCmd looks after the Slack app.
type slackCmd struct {
	Manifest slackManifestCmd `cmd:"" help:"Print the manifest to make the app from at https://api.slack.com/apps."`
	Doctor   slackDoctorCmd   `cmd:"" help:"Say what keeps Slack and Throughline apart, and what to do about it."`
}

type slackManifestCmd struct {
	Name      string `help:"Name of the app and its bot." default:"Throughline"`
	PublicURL string `name:"public-url" help:"Where Slack reaches the app; without it, it is made for Socket Mode." env:"THROUGHLINE_PUBLIC_URL" placeholder:"URL"`
	Rotate    bool   `help:"Let tokens expire after twelve hours; with --public-url."`
}

// Run prints the manifest.
func (c *slackManifestCmd) Run(p *program) error {
	voice := prompts.Voice{}
	body, err := slack.Blueprint{
		Name: c.Name, PublicURL: c.PublicURL, Rotate: c.Rotate,
		Commands: voice.Commands(), Shortcuts: voice.Shortcuts(), Prompts: voice.FirstPrompts(),
	}.Manifest()
	if err != nil {
		return usage("%w", err)
	}
	_, err = p.Out.Write(body)
	return err
}

type slackDoctorCmd struct {
	dbFlag
	slackFlags
	jsonFlag
	Wait time.Duration `help:"How long to wait for somebody to mention the bot; 0s skips that." default:"60s"`
}

// Help says what the mention is for.
func (c *slackDoctorCmd) Help() string {
	return `Reads the settings that serve reads. At the end it asks you to mention the bot in Slack and waits for that to arrive, whether “throughline serve” is running on the same database or not.`
}

// Run examines everything and fails when something is not well.
func (c *slackDoctorCmd) Run(ctx context.Context, p *program) error {
	if !c.on() {
		return usage("there are no settings for Slack; set SLACK_BOT_TOKEN and SLACK_APP_TOKEN, as docs/slack.md tells")
	}
	o, log, err := c.office(ctx, p)
	if err != nil {
		return err
	}
	defer o.Close()
	if err := o.connect(c.slackFlags, log); err != nil {
		return err
	}
	checks, err := o.examine(ctx)
	if err != nil {
		return err
	}
	d := diagnosis{out: p.Out, json: c.JSON}
	d.tell(checks...)
	if !d.ill && c.Wait > 0 {
		d.tell(o.hear(ctx, c.Wait, func() {
			if !c.JSON {
				fmt.Fprintf(p.Out, "\nNow mention the bot in Slack, in a channel it is in: @Throughline hello\n")
			}
		}))
	}
	return d.end()
}
