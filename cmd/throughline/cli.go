package main

const description = `Keeps balanced scorecards in chat and ties daily work to strategy.

  Try it:    throughline demo
  Your own:  throughline example logistics > strategy.yaml
             throughline lint strategy.yaml
             throughline apply strategy.yaml --db company.db
             throughline serve --db company.db`

// cli is the command line. Each command has a file of its own.
type cli struct {
	Demo    demoCmd    `cmd:"" group:"Live" help:"Open a living example organisation in the browser. No account, no configuration."`
	Serve   serveCmd   `cmd:"" group:"Live" help:"Run the bot on a database of your own, in Slack or Teams when they are set up, with a local workspace beside it."`
	Slack   slackCmd   `cmd:"" group:"Live" help:"Make the Slack app, and find out what is wrong with it."`
	Teams   teamsCmd   `cmd:"" group:"Live" help:"Look after the app in Microsoft Teams."`
	LLM     llmCmd     `cmd:"" name:"llm" group:"Live" help:"Look after the language model that may help to read questions."`
	Example exampleCmd `cmd:"" group:"Strategy" help:"Print an example strategy file to start from."`
	Lint    lintCmd    `cmd:"" group:"Strategy" help:"Check a strategy file: errors, and what good practice would change."`
	Plan    planCmd    `cmd:"" group:"Strategy" help:"Show what applying a strategy file would change."`
	Apply   applyCmd   `cmd:"" group:"Strategy" help:"Make the database hold the strategy of a file."`
	Export  exportCmd  `cmd:"" group:"Strategy" help:"Write the strategy as a file that re-imports to the same, or the values as CSV or XLSX."`
	Import  importCmd  `cmd:"" group:"Values" help:"Read values from CSV or XLSX. All or nothing."`
	Report  reportCmd  `cmd:"" group:"Values" help:"Record one value, as its owner would in chat."`
	Due     dueCmd     `cmd:"" group:"Values" help:"Show what is owed, and what will be asked when."`
	Ask     askCmd     `cmd:"" group:"Answers" help:"Ask a question, or a batch of them."`
	Read    readCmd    `cmd:"" group:"Answers" help:"Show how a reply to a check-in is read. Records nothing."`
	Eval    evalCmd    `cmd:"" group:"Answers" help:"Measure how well questions and replies are read, on papers of them."`
	Digest  digestCmd  `cmd:"" group:"Answers" help:"Show the summary before a review, without sending it."`
	Judge   judgeCmd   `cmd:"" name:"evidence" group:"Answers" help:"Judge every arrow of the map by the history of its metrics, or put the verdicts on trial."`
	Backup  backupCmd  `cmd:"" group:"Upkeep" help:"Copy the database while it is in use."`
	Restore restoreCmd `cmd:"" group:"Upkeep" help:"Put a backup in the database's place; the old file is kept beside it."`
	Version versionCmd `cmd:"" group:"Upkeep" help:"Print the version."`
}

// dbFlag names the database; commands embed it.
type dbFlag struct {
	DB  string `name:"db" help:"Database file." default:"throughline.db" env:"THROUGHLINE_DB" type:"path"`
	Org string `help:"Organisation, where the database holds several." env:"THROUGHLINE_ORG"`
}

// jsonFlag asks for output that programs read.
type jsonFlag struct {
	JSON bool `name:"json" help:"Print JSON."`
}
