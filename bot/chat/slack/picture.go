package slack

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

const (
	fileKind   = "file" // in the drawer: what was uploaded, by what it shows
	fileReady  = 8 * time.Second
	fileLook   = 400 * time.Millisecond
	maxFileAlt = 1000
)

// drawing is the pen for messages to a workspace, which can show pictures.
func (a *App) drawing(ctx context.Context, workspace string) pen {
	p := a.pen(ctx, workspace)
	p.file = func(b chat.Picture) string {
		id, err := a.uploaded(ctx, workspace, b)
		if err != nil {
			a.cfg.Log.Warn("a picture is told in words", "picture", cmp.Or(b.Title, b.Path), "err", err)
			return ""
		}
		return id
	}
	return p
}

// uploaded returns the file that shows a picture, uploaded once; "" when there
// is nothing to upload.
func (a *App) uploaded(ctx context.Context, workspace string, b chat.Picture) (string, error) {
	png := b.PNG
	if len(png) == 0 && b.Path != "" && a.cfg.Picture != nil {
		var err error
		if png, err = a.cfg.Picture(ctx, workspace, b.Path); err != nil {
			return "", err
		}
	}
	if len(png) == 0 {
		return "", nil
	}
	sum := sha256.Sum256(append([]byte(b.Alt+"\x00"), png...))
	key := workspace + "/" + hex.EncodeToString(sum[:])
	if id, ok, err := a.cfg.Drawer.Get(ctx, fileKind, key); err != nil || ok {
		return string(id), err
	}
	c, err := a.client(ctx, workspace)
	if err != nil {
		return "", err
	}
	f, err := c.UploadFileContext(ctx, slack.UploadFileParameters{
		Filename: "throughline.png", FileSize: len(png), Reader: bytes.NewReader(png), AltTxt: clip(oneLine(b.Alt), maxFileAlt),
		Title: clip(oneLine(cmp.Or(b.Title, "Throughline")), maxHeader),
	})
	if err != nil {
		return "", failure("upload a picture", err)
	}
	if err := a.awaitFile(ctx, c, f.ID); err != nil {
		return "", err
	}
	return f.ID, a.cfg.Drawer.Put(ctx, fileKind, key, []byte(f.ID))
}

// awaitFile returns when Slack has processed a file: a message that shows one
// before is refused.
func (a *App) awaitFile(ctx context.Context, c *client, id string) error {
	ctx, cancel := context.WithTimeout(ctx, fileReady)
	defer cancel()
	for ctx.Err() == nil {
		f, _, _, err := c.GetFileInfoContext(ctx, id, 1, 1)
		if err != nil {
			return failure("look at an uploaded picture", err)
		}
		if f.Mimetype != "" {
			return nil
		}
		sleep(ctx, fileLook)
	}
	return errors.New("slack: an uploaded picture is not ready in time")
}
