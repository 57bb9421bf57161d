package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"throughline/bot/sample"
	"throughline/bot/scorecard"
)

func TestReplyThatBeginsWithMinus(t *testing.T) {
	for _, args := range [][]string{
		{"-500 because of the refund"},
		{"-500 because of the refund", "--json"},
		{"--", "-500 because of the refund"},
		{"--previous", "-480", "-500 because of the refund"},
	} {
		code, out, errs := runHere(t, append([]string{"read", "--strategy", exampleOnDisk(t)}, args...)...)
		if code != exitFine || strings.Contains(errs, "flag") {
			t.Errorf("%q: %d %s%s", args, code, out, errs)
		}
	}
	if code, _, errs := runHere(t, "read", "-x"); code != exitUsage || !strings.Contains(errs, "-x") {
		t.Errorf("a flag that is none: %d %s", code, errs)
	}
	if code, _, errs := runHere(t, "report", "--db", filepath.Join(t.TempDir(), "no.db"), "--as", "pat", "margin", "-5", "--note", "-3 refunds"); code == exitUsage {
		t.Errorf("a value below nothing: %s", errs)
	}
}

func TestBadBatchLineSaysWhatALineLooksLike(t *testing.T) {
	for line, wants := range map[string]string{
		"what drives churn?":   "not a JSON object",
		`{"id": "1", "te`:      "not a JSON object",
		`{"id": 1, "text": 5}`: `"id" holds a number`,
	} {
		path := filepath.Join(t.TempDir(), "batch.jsonl")
		writeFile(t, path, line+"\n")
		for _, args := range [][]string{{"ask", "--as", "ana"}, {"read"}} {
			code, _, errs := runHere(t, append(args, "--strategy", exampleOnDisk(t), "--batch", path)...)
			if code != exitInvalid || !strings.Contains(errs, "batch.jsonl:1: ") || !strings.Contains(errs, wants) ||
				!strings.Contains(errs, "a line looks like {") || strings.Contains(errs, "unmarshal") {
				t.Errorf("%q of %s: %d %s", args, line, code, errs)
			}
		}
	}
}

func writeFile(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func exampleOnDisk(t *testing.T) string {
	t.Helper()
	text, err := sample.Strategy("logistics", scorecard.DateOf(scriptNow))
	if err != nil {
		t.Fatal(err)
	}
	return writeFile(t, filepath.Join(t.TempDir(), "logistics.yaml"), string(text))
}
