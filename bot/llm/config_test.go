package llm_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"throughline/bot/llm"
)

func TestFromEnv(t *testing.T) {
	for _, c := range []struct {
		name, model, key, base string
		on                     bool
		err                    string // a part of it
	}{
		{name: "nothing set"},
		{name: "a key alone turns nothing on", key: "sk-x"},
		{name: "OpenAI", model: "m", key: "sk-x", on: true},
		{name: "a server of one's own", model: "m", base: "http://localhost:11434/v1", on: true},
		{name: "in the house, without a key", model: "m", base: "http://gpu-box:8000/v1", on: true},
		{name: "a key in the open", model: "m", key: "sk-x", base: "http://gpu-box:8000/v1", err: "readable for everybody"},
		{name: "a key to this machine", model: "m", key: "sk-x", base: "http://127.0.0.1:8000/v1", on: true},
		{name: "no address", model: "m", base: "api.example.com", err: "is no address"},
		{name: "a secret in the address", model: "m", base: "https://me:hush@api.example.com/v1", err: "more than an address"},
		{name: "a query", model: "m", base: "https://api.example.com/v1?key=hush", err: "more than an address"},
	} {
		env := map[string]string{llm.EnvModel: c.model, llm.EnvKey: c.key, llm.EnvBaseURL: c.base}
		_, on, err := llm.FromEnv(func(k string) string { return env[k] })
		if on != c.on || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s: on %t, %v", c.name, on, err)
		}
		if err != nil && (strings.Contains(err.Error(), "hush") || strings.Contains(err.Error(), "sk-x")) {
			t.Errorf("%s: a secret is in %v", c.name, err)
		}
	}
}

func TestASecretIsNeverPrinted(t *testing.T) {
	c := llm.Config{Key: "sk-verysecret"}
	body, err := json.Marshal(c.Key)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{fmt.Sprint(c), fmt.Sprintf("%+v", c), fmt.Sprintf("%#v", c), fmt.Sprintf("%s %q", c.Key, c.Key), string(body)} {
		if strings.Contains(s, "verysecret") {
			t.Errorf("printed as %s", s)
		}
	}
}
