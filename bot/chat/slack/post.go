package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

var (
	_ chat.Service  = (*App)(nil)
	_ chat.Finder   = (*App)(nil)
	_ chat.Resolver = (*App)(nil)
)

const (
	metaType  = "throughline" // event_type of the metadata that carries our key
	pagesKind = "pages"       // in the drawer: what hangs from a message that Slack does not take in one
	halfKind  = "half"        // in the drawer: a post of several messages that is under way
)

// Post says m at p. A message that Slack does not take in one is continued in
// its thread; when that is cut short the next try goes on where it was.
func (a *App) Post(ctx context.Context, p chat.Place, key string, m chat.Message) (string, error) {
	p, err := a.Resolve(ctx, chat.Queued{Place: p})
	if err != nil {
		return "", err
	}
	if err := a.guard(ctx, p, key); err != nil {
		return "", err
	}
	pages := a.drawing(ctx, p.Workspace).message(m)
	if len(pages) == 1 {
		return a.postPage(ctx, p, key, pages[0])
	}
	return a.postAll(ctx, p, key, pages)
}

// Update replaces the message ref at p, and what hangs from it.
func (a *App) Update(ctx context.Context, p chat.Place, ref string, m chat.Message) error {
	p, err := a.Resolve(ctx, chat.Queued{Place: p})
	if err != nil {
		return err
	}
	pages := a.drawing(ctx, p.Workspace).message(m)
	if err := a.updatePage(ctx, p, ref, pages[0]); err != nil {
		return err
	}
	rest, err := a.hanging(ctx, p, ref)
	if err != nil || len(rest) == 0 && len(pages) == 1 {
		return err
	}
	for i, page := range pages[1:] {
		if i < len(rest) {
			if err := a.updatePage(ctx, p, rest[i], page); err != nil {
				return err
			}
			continue
		}
		ts, err := a.postPage(ctx, below(p, ref), partKey(ref, i+1), page)
		if err != nil {
			return err
		}
		rest = append(rest, ts)
		if err := a.hang(ctx, p, ref, rest); err != nil {
			return err
		}
	}
	for _, ts := range rest[len(pages)-1:] {
		if err := a.updatePage(ctx, p, ts, onePage([]drawing{{text: noMore, blocks: []slack.Block{slack.NewContextBlock("", words(noMore))}}})); err != nil {
			return err
		}
	}
	return nil
}

// noMore stands where a part of a message was that has become shorter.
const noMore = "This part is no longer needed."

// guard keeps scorecards out of channels that another organisation reads, unless
// the strategy allows it. Telling outsiders that they are told nothing is allowed.
func (a *App) guard(ctx context.Context, p chat.Place, key string) error {
	if p.Private() || strings.HasPrefix(key, "outsider/") {
		return nil
	}
	r, err := a.room(ctx, p.Workspace, p.Channel)
	if err != nil || !r.Shared || a.cfg.Shared(ctx, p.Workspace, p.Channel) || r.Name != "" && a.cfg.Shared(ctx, p.Workspace, r.Name) {
		return err
	}
	return chat.Permanent{Err: fmt.Errorf("slack: post to %s: people of another organisation read %s; name it under shared_channels of the strategy if they may", p.Channel, r.Name)}
}

// below is where a message continues: in its thread.
func below(p chat.Place, ref string) chat.Place {
	if p.Thread == "" {
		p.Thread = ref
	}
	return p
}

func partKey(key string, n int) string { return key + "#" + strconv.Itoa(n) }

func (a *App) postPage(ctx context.Context, p chat.Place, key string, page page) (string, error) {
	c, err := a.client(ctx, p.Workspace)
	if err != nil {
		return "", err
	}
	ts, err := c.say(ctx, saying{channel: p.Channel, thread: p.Thread, key: key, page: page})
	return ts, failure("post to "+p.Channel, err)
}

func (a *App) updatePage(ctx context.Context, p chat.Place, ref string, page page) error {
	c, err := a.client(ctx, p.Workspace)
	if err != nil {
		return err
	}
	_, err = c.say(ctx, saying{channel: p.Channel, ts: ref, page: page})
	return failure("update a message in "+p.Channel, err)
}

// A half is how far a post of several messages has come.
type half struct {
	Ref  string   `json:"ref,omitempty"`
	Rest []string `json:"rest,omitempty"`
}

// postAll posts several messages, the others in the thread of the first. Each
// step is noted, so that after a crash none is done twice and none is left out.
func (a *App) postAll(ctx context.Context, p chat.Place, key string, pages []page) (string, error) {
	h, begun, err := a.halfway(ctx, p, key)
	if err != nil {
		return "", err
	}
	if !begun {
		if err := a.note(ctx, p, key, h); err != nil {
			return "", err
		}
	}
	if h.Ref == "" {
		if h.Ref, err = a.postPage(ctx, p, key, pages[0]); err != nil {
			return "", err
		}
		if err := a.note(ctx, p, key, h); err != nil {
			return "", err
		}
	}
	for i := len(h.Rest) + 1; i < len(pages); i++ {
		ts, err := a.postPart(ctx, below(p, h.Ref), partKey(key, i), pages[i], begun)
		if err != nil {
			return "", err
		}
		begun = false // only what was under way may have arrived
		h.Rest = append(h.Rest, ts)
		if err := a.note(ctx, p, key, h); err != nil {
			return "", err
		}
	}
	if err := a.hang(ctx, p, h.Ref, h.Rest); err != nil {
		return "", err
	}
	return h.Ref, a.cfg.Drawer.Drop(ctx, halfKind, p.Lane()+" "+key)
}

// postPart posts a part, unless it arrived already without our hearing of it.
func (a *App) postPart(ctx context.Context, p chat.Place, key string, page page, look bool) (string, error) {
	if look {
		if ts, err := a.search(ctx, p, key); err != nil || ts != "" {
			return ts, err
		}
	}
	return a.postPage(ctx, p, key, page)
}

func (a *App) note(ctx context.Context, p chat.Place, key string, h half) error {
	body, err := json.Marshal(h)
	if err != nil {
		return err
	}
	return a.cfg.Drawer.Put(ctx, halfKind, p.Lane()+" "+key, body)
}

// halfway returns how far a post has come; false when it has not begun.
func (a *App) halfway(ctx context.Context, p chat.Place, key string) (h half, begun bool, err error) {
	body, begun, err := a.cfg.Drawer.Get(ctx, halfKind, p.Lane()+" "+key)
	if err != nil || !begun {
		return h, false, err
	}
	return h, true, json.Unmarshal(body, &h)
}

// hanging returns what hangs from a message of several.
func (a *App) hanging(ctx context.Context, p chat.Place, ref string) (rest []string, err error) {
	body, ok, err := a.cfg.Drawer.Get(ctx, pagesKind, p.Workspace+"/"+p.Channel+"/"+ref)
	if err != nil || !ok {
		return nil, err
	}
	return rest, json.Unmarshal(body, &rest)
}

func (a *App) hang(ctx context.Context, p chat.Place, ref string, rest []string) error {
	body, err := json.Marshal(rest)
	if err != nil {
		return err
	}
	return a.cfg.Drawer.Put(ctx, pagesKind, p.Workspace+"/"+p.Channel+"/"+ref, body)
}
