package main

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// asProgram makes the test binary be the program itself, for tests that need a
// process of its own.
const asProgram = "THROUGHLINE_TEST_AS_PROGRAM"

// scriptNow is the moment at which scripts run: a Friday afternoon.
var scriptNow = time.Date(2026, 11, 20, 15, 0, 0, 0, time.UTC)

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	testscript.Main(m, map[string]func(){
		"throughline": func() {
			os.Exit(run(context.Background(), os.Args[1:], program{
				In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Now: func() time.Time { return scriptNow },
			}))
		},
	})
}

// TestScripts runs the command line as a user would: see testdata/script.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != ""})
}
