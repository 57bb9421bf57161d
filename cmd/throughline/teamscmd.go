package main

import (
	"context"
	"fmt"
	"io"

	"throughline/bot/chat/teams"
)

// teamsCmd looks after the app in Microsoft Teams.
type teamsCmd struct {
	Manifest teamsManifestCmd `cmd:"" help:"Write the app package to upload to Teams."`
	Doctor   teamsDoctorCmd   `cmd:"" help:"Say what keeps Teams and Throughline apart, and what to do about it."`
}

type teamsManifestCmd struct {
	AppID     string `name:"app-id" help:"Application (client) id of the app." env:"TEAMS_APP_ID,CLIENT_ID" placeholder:"ID"`
	PublicURL string `name:"public-url" help:"Where Teams reaches the app: https://throughline.example.org" env:"THROUGHLINE_PUBLIC_URL" placeholder:"URL"`
	Name      string `help:"Name of the app and its bot." default:"Throughline"`
	Version   string `help:"Version of the package; higher for every one that replaces another." default:"1.0.0" name:"package-version"`
	Company   string `help:"Who runs the app." placeholder:"NAME"`
	Privacy   string `help:"Address of your privacy statement; a plain one of ours is served without it." placeholder:"URL"`
	Terms     string `help:"Address of your terms of use; plain ones of ours are served without it." placeholder:"URL"`
	Out       string `help:"File to write; - for standard output." default:"throughline-teams.zip" short:"o" type:"path"`
}

// Run writes the package.
func (c *teamsManifestCmd) Run(p *program) error {
	body, err := teams.Blueprint{
		AppID: c.AppID, Name: c.Name, Version: c.Version, PublicURL: c.PublicURL, Company: c.Company, Privacy: c.Privacy, Terms: c.Terms,
	}.Package()
	if err != nil {
		return usage("%w", err)
	}
	if c.Out == "-" {
		_, err = p.Out.Write(body)
		return err
	}
	if err := whole(c.Out, func(out io.Writer) error { _, err := out.Write(body); return err }); err != nil {
		return err
	}
	fmt.Fprintf(p.Out, "Wrote %s. Upload it in Teams under Apps, “Manage your apps”, “Upload an app”.\n", c.Out)
	return nil
}

type teamsDoctorCmd struct {
	dbFlag
	teamsFlags
	jsonFlag
	PublicURL string `name:"public-url" help:"Where Teams reaches the app." env:"THROUGHLINE_PUBLIC_URL" placeholder:"URL"`
}

// Run examines everything and fails when something is not well.
func (c *teamsDoctorCmd) Run(ctx context.Context, p *program) error {
	if !c.on() {
		return usage("there are no settings for Teams; set CLIENT_ID, CLIENT_SECRET and TENANT_ID, as docs/teams.md tells")
	}
	o, log, err := c.office(ctx, p)
	if err != nil {
		return err
	}
	defer o.Close()
	cfg, err := c.config(o, c.PublicURL, log)
	if err != nil {
		return err
	}
	app, err := teams.New(cfg)
	if err != nil {
		return usage("%w", err)
	}
	d := diagnosis{out: p.Out, json: c.JSON}
	d.tell(app.Doctor(ctx)...)
	return d.end()
}
