package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"throughline/bot/chat"
)

// A diagnosis tells what a doctor finds: each check as it is made, or all of them
// as JSON at the end.
type diagnosis struct {
	out    io.Writer
	json   bool
	ill    bool // something has to be mended
	checks []chat.Check
}

// tell adds checks.
func (d *diagnosis) tell(checks ...chat.Check) {
	for _, k := range checks {
		d.checks = append(d.checks, k)
		d.ill = d.ill || !k.OK
		if !d.json {
			fmt.Fprintf(d.out, "%-4s %s: %s\n", map[bool]string{true: "ok", false: "no"}[k.OK], k.Name, strings.ReplaceAll(k.Says, "\n", "\n     "))
		}
	}
}

// end fails when something is not well.
func (d *diagnosis) end() error {
	if d.json {
		if err := json.NewEncoder(d.out).Encode(map[string]any{"ok": !d.ill, "checks": d.checks}); err != nil {
			return err
		}
	}
	if d.ill {
		return codedError{exitFailed, fmt.Errorf("something has to be mended first")}
	}
	return nil
}
