// Throughline keeps an organisation's balanced scorecards in a chat: it asks
// for the numbers, prepares the reviews, and answers how daily work ties to the
// strategy.
//
// This command wires the packages of the project together; see "throughline
// --help" for what it does.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"sync"
	"syscall"
	"time"
	_ "time/tzdata" // for machines and images without the zones of the world

	"github.com/alecthomas/kong"

	"throughline/store"
)

// Exit codes, for scripts.
const (
	exitFine    = 0 // done, or the question was answered
	exitFailed  = 1 // something went wrong that is not the user's to mend
	exitUsage   = 2 // the command line is wrong
	exitInvalid = 3 // the strategy, values or backup that was given has faults; nothing was changed
	exitMissing = 4 // there is no such organisation, person, metric, review or file
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // who presses Ctrl+C twice does not want to wait
	os.Exit(run(ctx, os.Args[1:], program{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Now: time.Now}))
}

// A program is the world a command runs in, so that a test can be one.
type program struct {
	In       io.Reader
	Out, Err io.Writer
	Now      func() time.Time
}

// run parses args, runs the command, and returns the exit code.
func run(ctx context.Context, args []string, p program) (code int) {
	var c cli
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("throughline"), kong.Description(description), kong.Writers(p.Out, p.Err),
		kong.Exit(func(code int) { exited = code; panic(leave{}) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}), kong.UsageOnError(),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(&p),
	)
	if err != nil {
		fmt.Fprintln(p.Err, "throughline:", err)
		return exitFailed
	}
	defer func() {
		if v := recover(); v != nil {
			if _, ok := v.(leave); !ok {
				panic(v)
			}
			code = exited
		}
	}()
	command, err := parser.Parse(withNegatives(asHelp(args)))
	if err != nil {
		fmt.Fprintf(p.Err, "throughline: %v\nTry: throughline --help\n", err)
		return exitUsage
	}
	out := &remembering{Writer: p.Out}
	p.Out = out
	if err = command.Run(); err == nil {
		err = out.failed()
	}
	return p.exit(err)
}

// remembering keeps the first error of a writer, so that a command that printed
// to a full disk or a closed pipe does not end as if it had been read.
type remembering struct {
	io.Writer
	mu  sync.Mutex
	err error
}

func (r *remembering) Write(b []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	n, err := r.Writer.Write(b)
	if r.err == nil {
		r.err = err
	}
	return n, err
}

func (r *remembering) failed() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err
}

// asHelp turns "help ask" into "ask --help", which is how many programs are asked.
func asHelp(args []string) []string {
	if len(args) == 0 || args[0] != "help" {
		return args
	}
	return append(slices.Clone(args[1:]), "--help")
}

// leave unwinds run when kong has printed help or a version and is done.
type leave struct{}

// exit prints what went wrong and returns the code for it.
func (p program) exit(err error) int {
	if err == nil {
		return exitFine
	}
	var coded codedError
	if !errors.As(err, &coded) {
		coded = codedError{exitFailed, err}
	}
	text := coded.Error()
	switch {
	case errors.Is(err, context.Canceled):
		text, coded.code = "interrupted", exitFailed
	case store.Advice(err) != "":
		text += "; " + store.Advice(err)
	}
	if text != "" {
		fmt.Fprintln(p.Err, "throughline:", text)
	}
	return coded.code
}

// unlessInterrupted returns what f returns, or the error of ctx when that ends
// before: what only computes or waits for input does not look at ctx itself.
func unlessInterrupted[T any](ctx context.Context, f func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		v, err := f()
		done <- result{v, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// A codedError ends the program with its code. An empty text prints nothing more.
type codedError struct {
	code int
	error
}

func (e codedError) Unwrap() error { return e.error }

func invalid(format string, args ...any) error {
	return codedError{exitInvalid, fmt.Errorf(format, args...)}
}

func missing(format string, args ...any) error {
	return codedError{exitMissing, fmt.Errorf(format, args...)}
}

func usage(format string, args ...any) error {
	return codedError{exitUsage, fmt.Errorf(format, args...)}
}
