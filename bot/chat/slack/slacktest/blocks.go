package slacktest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// object is a piece of Block Kit as JSON gives it.
type object = map[string]any

// A checker looks for what Slack would refuse in blocks, and says where.
type checker struct {
	s       *Slack
	surface string // "message", "modal" or "home"
	faults  []string
	chars   int // in all text
	charts  int
	tables  int
	blocks  map[string]bool // block_ids seen
	actions map[string]bool // action_ids seen
}

// checkMessage refuses the blocks of a message that Slack would refuse.
func (s *Slack) checkMessage(blocks []byte) error {
	k := &checker{s: s, surface: "message"}
	k.run(blocks, mostBlocks)
	if len(k.faults) > 0 {
		return refuse("invalid_blocks", k.faults...)
	}
	if k.chars > longestBlocks {
		return refuse("msg_blocks_too_long", fmt.Sprintf("[ERROR] %d characters in blocks, %d are allowed", k.chars, longestBlocks))
	}
	return nil
}

// CheckBlocks says what Slack would refuse in the blocks of a message; nil when
// it would take them. Files they name must have been uploaded.
func (s *Slack) CheckBlocks(blocks []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.checkMessage(blocks); err != nil {
		return fmt.Errorf("%w: %s", err, strings.Join(err.(apiError).messages, "; "))
	}
	return nil
}

func (k *checker) run(blocks []byte, most int) {
	k.blocks, k.actions = map[string]bool{}, map[string]bool{}
	var all []object
	if err := json.Unmarshal(blocks, &all); err != nil {
		k.fail("/blocks", "must be an array of blocks")
		return
	}
	if len(all) > most {
		k.fail("/blocks", "no more than %d items allowed", most)
	}
	for i, b := range all {
		k.block(fmt.Sprintf("/blocks/%d", i), b)
	}
	if k.charts > mostCharts {
		k.fail("/blocks", "no more than %d charts allowed", mostCharts)
	}
	if k.tables > 1 {
		k.fail("/blocks", "only_one_table_allowed")
	}
}

func (k *checker) fail(at, format string, args ...any) {
	k.faults = append(k.faults, "[ERROR] "+fmt.Sprintf(format, args...)+" [json-pointer:"+at+"]")
}

// A rule says which fields a block or element has, and checks them.
type rule struct {
	need, may []string
	surfaces  []string // nil: all
	check     func(k *checker, at string, b object)
}

var blockRules = map[string]rule{
	"header":             {need: []string{"text"}, may: []string{"level"}, check: func(k *checker, at string, b object) { k.plain(at+"/text", b["text"], 150) }},
	"divider":            {},
	"section":            {may: []string{"text", "fields", "accessory", "expand"}, check: (*checker).section},
	"context":            {need: []string{"elements"}, check: (*checker).context},
	"actions":            {need: []string{"elements"}, check: (*checker).actionsBlock},
	"context_actions":    {need: []string{"elements"}, surfaces: []string{"message"}, check: (*checker).contextActions},
	"image":              {need: []string{"alt_text"}, may: []string{"image_url", "slack_file", "title"}, check: (*checker).image},
	"input":              {need: []string{"label", "element"}, may: []string{"hint", "optional", "dispatch_action"}, surfaces: []string{"modal", "home"}, check: (*checker).input},
	"rich_text":          {need: []string{"elements"}, check: (*checker).richText},
	"markdown":           {need: []string{"text"}, surfaces: []string{"message"}, check: func(k *checker, at string, b object) { k.length(at+"/text", b["text"], 12_000) }},
	"table":              {need: []string{"rows"}, may: []string{"column_settings"}, surfaces: []string{"message"}, check: (*checker).table},
	"data_visualization": {need: []string{"title", "chart"}, surfaces: []string{"message"}, check: (*checker).chart},
}

func (k *checker) block(at string, b object) {
	kind, _ := b["type"].(string)
	r, known := blockRules[kind]
	if !known {
		k.fail(at+"/type", "unsupported type: %v", b["type"])
		return
	}
	if r.surfaces != nil && !slices.Contains(r.surfaces, k.surface) {
		k.fail(at+"/type", "%s is not allowed in a %s", kind, k.surface)
	}
	k.fields(at, b, r)
	if id, given := b["block_id"]; given {
		k.length(at+"/block_id", id, 255)
		if k.blocks[fmt.Sprint(id)] {
			k.fail(at+"/block_id", "block_id %v already exists", id)
		}
		k.blocks[fmt.Sprint(id)] = true
	}
	if r.check != nil {
		r.check(k, at, b)
	}
}

// fields refuses what is missing and what is not known.
func (k *checker) fields(at string, b object, r rule) {
	for _, name := range r.need {
		if b[name] == nil {
			k.fail(at, "missing required field: %s", name)
		}
	}
	for name := range b {
		if name != "type" && name != "block_id" && !slices.Contains(r.need, name) && !slices.Contains(r.may, name) {
			k.fail(at, "invalid additional property: %s", name)
		}
	}
}

// length checks a string that must not be empty, and counts it.
func (k *checker) length(at string, v any, most int) {
	text, ok := v.(string)
	n := utf8.RuneCountInString(text)
	switch {
	case !ok:
		k.fail(at, "must be a string")
	case n == 0:
		k.fail(at, "must be more than 0 characters")
	case n > most:
		k.fail(at, "must be less than %d characters", most+1)
	}
	if !strings.HasSuffix(at, "_id") && !strings.HasSuffix(at, "/value") && !strings.HasSuffix(at, "url") {
		k.chars += n
	}
}

// plain checks a text object that must be plain_text.
func (k *checker) plain(at string, v any, most int) { k.text(at, v, most, "plain_text") }

func (k *checker) text(at string, v any, most int, kinds ...string) {
	o, _ := v.(object)
	kind, _ := o["type"].(string)
	if !slices.Contains(kinds, kind) {
		k.fail(at+"/type", "must be one of %s", strings.Join(kinds, ", "))
		return
	}
	k.fields(at, o, rule{need: []string{"text"}, may: []string{"emoji", "verbatim"}})
	k.length(at+"/text", o["text"], most)
	if text, _ := o["text"].(string); kind == "mrkdwn" && (strings.Contains(text, "<!channel") || strings.Contains(text, "<!here") || strings.Contains(text, "<!everyone")) {
		k.fail(at+"/text", "this fake allows nobody to be called by <!channel> and its like")
	}
}

func (k *checker) list(at string, v any, least, most int) []object {
	all, _ := v.([]any)
	if len(all) < least || len(all) > most {
		k.fail(at, "between %d and %d items are allowed, not %d", least, most, len(all))
	}
	out := make([]object, 0, len(all))
	for i, x := range all {
		o, ok := x.(object)
		if !ok {
			k.fail(fmt.Sprintf("%s/%d", at, i), "must be an object")
			continue
		}
		out = append(out, o)
	}
	return out
}

func (k *checker) section(at string, b object) {
	if b["text"] == nil && b["fields"] == nil {
		k.fail(at, "missing required field: text or fields")
	}
	if b["text"] != nil {
		k.text(at+"/text", b["text"], 3000, "mrkdwn", "plain_text")
	}
	if b["fields"] != nil {
		for i, f := range k.list(at+"/fields", b["fields"], 1, 10) {
			k.text(fmt.Sprintf("%s/fields/%d", at, i), f, 2000, "mrkdwn", "plain_text")
		}
	}
	if acc, ok := b["accessory"].(object); ok {
		k.element(at+"/accessory", acc)
	}
}

func (k *checker) context(at string, b object) {
	for i, e := range k.list(at+"/elements", b["elements"], 1, 10) {
		at := fmt.Sprintf("%s/elements/%d", at, i)
		if e["type"] == "image" {
			k.image(at, e)
			continue
		}
		k.text(at, e, 2000, "mrkdwn", "plain_text")
	}
}

func (k *checker) actionsBlock(at string, b object) {
	for i, e := range k.list(at+"/elements", b["elements"], 1, 25) {
		k.element(fmt.Sprintf("%s/elements/%d", at, i), e)
	}
}

var fileID = regexp.MustCompile(`^F[A-Z0-9]{8,}$`)

func (k *checker) image(at string, b object) {
	k.length(at+"/alt_text", b["alt_text"], 2000)
	if b["title"] != nil {
		k.plain(at+"/title", b["title"], 2000)
	}
	ref, _ := b["slack_file"].(object)
	url, _ := b["image_url"].(string)
	id, _ := ref["id"].(string)
	switch {
	case url != "" && len(url) <= 3000:
	case !fileID.MatchString(id):
		k.fail(at+"/slack_file", "provide image_url or the id of a slack_file")
	case !k.s.ready(id):
		k.fail(at+"/slack_file", "invalid slack file")
	}
}
