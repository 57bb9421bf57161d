package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"throughline/bot/chat"
	"throughline/bot/chat/slack"
)

// examine looks at the app and at the strategy's people and channels.
func (o *office) examine(ctx context.Context) ([]chat.Check, error) {
	s, err := o.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, c := range channels(s) {
		names = append(names, c.Name)
	}
	checks := o.slack.Doctor(ctx, names)
	for _, c := range checks {
		if c.Name == "bot token" && !c.OK {
			return checks, nil // nobody could be looked up either
		}
	}
	var unknown []string
	for _, p := range s.People {
		if _, ok := o.slackUser(ctx, "", string(p.ID)); !ok {
			unknown = append(unknown, p.Name)
		}
	}
	people := chat.Check{Name: "people", OK: true, Says: fmt.Sprintf("All %d people of the strategy are known in Slack.", len(s.People))}
	if len(unknown) > 0 {
		people.OK = false
		people.Says = fmt.Sprintf("%d of %d people of the strategy are not known in Slack: %s. Give each an email, or identities: {slack: U…}, in the strategy.",
			len(unknown), len(s.People), strings.Join(unknown, ", "))
	}
	return append(checks, people), nil
}

// hear waits until something arrives from Slack: by a socket of our own, or at a
// Throughline that runs on the same database. What arrives here is kept for the
// next serve to answer.
func (o *office) hear(ctx context.Context, wait time.Duration, ready func()) chat.Check {
	c := chat.Check{Name: "hearing"}
	before, err := o.db.Heard(ctx, o.org, slack.Service)
	if err != nil {
		c.Says = err.Error()
		return c
	}
	ctx, stop := context.WithTimeout(ctx, wait)
	defer stop()
	listening := make(chan error, 1)
	go func() { listening <- o.slack.Run(ctx) }()
	ready()
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case err := <-listening:
			if ctx.Err() == nil {
				c.Says = fmt.Sprintf("It stopped listening: %v", err)
				return c
			}
			c.Says = "Nothing arrived. Is the bot in that channel, and was the app installed again after its manifest changed? With requests instead of sockets, is “throughline serve” running on this database?"
			return c
		case <-tick.C:
			if at, err := o.db.Heard(ctx, o.org, slack.Service); err == nil && at.After(before) {
				stop()
				<-listening
				c.OK, c.Says = true, "It arrived. “throughline serve” answers it."
				return c
			}
		}
	}
}
