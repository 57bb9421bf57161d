package slacktest

import (
	"io"
	"net/http"
	"strconv"
	"unicode/utf8"
)

// Files returns copies of everything that was uploaded.
func (s *Slack) Files() []File {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []File
	for _, f := range s.files {
		out = append(out, *f)
	}
	return out
}

func (s *Slack) file(id string) *File {
	for _, f := range s.files {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// ready reports whether a file may be shown in a message.
func (s *Slack) ready(id string) bool {
	f := s.file(id)
	return f != nil && f.Done && f.looks >= s.slow
}

func uploadURL(c *call) (reply, error) {
	n, err := strconv.Atoi(c.args["length"])
	if err != nil || n <= 0 {
		return nil, refuse("invalid_arguments", "[ERROR] length must be a positive number")
	}
	f := &File{ID: c.s.id("F0"), Name: c.args["filename"], Alt: c.args["alt_txt"], Length: n}
	if utf8.RuneCountInString(f.Alt) > 1000 {
		return nil, refuse("alt_txt_too_large")
	}
	c.s.files = append(c.s.files, f)
	return reply{"upload_url": c.s.server.URL + "/upload/" + f.ID, "file_id": f.ID}, nil
}

// upload takes the bytes, as they are or as the part of a form.
func (s *Slack) upload(w http.ResponseWriter, r *http.Request) {
	var body []byte
	var err error
	if part, _, no := r.FormFile("file"); no == nil {
		body, err = io.ReadAll(part)
	} else {
		body, err = io.ReadAll(r.Body)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fault("upload").refuse(w) {
		return
	}
	f := s.file(r.PathValue("file"))
	if err != nil || f == nil || len(body) != f.Length {
		http.Error(w, "not what was announced", http.StatusBadRequest)
		return
	}
	f.Body = body
	io.WriteString(w, "OK - "+strconv.Itoa(len(body)))
}

func completeUpload(c *call) (reply, error) {
	var files []struct{ ID, Title string }
	if err := decode(c.args["files"], &files); err != nil || len(files) == 0 {
		return nil, refuse("invalid_arguments", "[ERROR] files must be an array of {id, title}")
	}
	var done []any
	for _, given := range files {
		f := c.s.file(given.ID)
		if f == nil || f.Body == nil {
			return nil, refuse("file_not_found")
		}
		f.Done, f.Title = true, given.Title
		done = append(done, map[string]any{"id": f.ID, "title": f.Title})
	}
	id := c.args["channel_id"]
	if id == "" {
		return reply{"files": done}, nil
	}
	ch, err := c.place(id)
	if err != nil {
		return nil, err
	}
	m := &Message{TS: c.s.ts(), User: c.team.BotUser, Bot: true, Text: c.args["initial_comment"], Thread: c.args["thread_ts"]}
	for _, f := range files {
		m.Files = append(m.Files, f.ID)
	}
	ch.Messages = append(ch.Messages, m)
	return reply{"files": done}, nil
}

func fileInfo(c *call) (reply, error) {
	f := c.s.file(c.args["file"])
	if f == nil || !f.Done {
		return nil, refuse("file_not_found")
	}
	f.looks++
	out := map[string]any{"id": f.ID, "name": f.Name, "title": f.Title, "size": f.Length, "alt_txt": f.Alt, "mimetype": "", "filetype": ""}
	if c.s.ready(f.ID) {
		out["mimetype"], out["filetype"], out["thumb_360"], out["original_w"], out["original_h"] = "image/png", "png", c.s.server.URL+"/thumb", 800, 600
	}
	return reply{"file": out, "comments": []any{}}, nil
}
