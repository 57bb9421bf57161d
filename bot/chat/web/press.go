package web

import (
	"fmt"
	"net/http"
	"strings"

	"throughline/bot/chat"
)

// A pressing is a button pressed, or the form that one opens, on a message that
// still has it.
type pressing struct {
	dir     Directory
	speaker Person
	entry   Entry
	button  chat.Button
}

// pressed finds the button that r means; what is wrong is answered here.
func (s *Workspace) pressed(w http.ResponseWriter, r *http.Request) (pressing, bool) {
	dir, ok := s.directory(w, r)
	if !ok {
		return pressing{}, false
	}
	p := pressing{dir: dir, speaker: speakerOf(r, dir)}
	e, err := s.entry(r.Context(), r.FormValue("ref"))
	if err != nil || !mayRead(e.Room, p.speaker.ID) {
		s.oops(w, r, http.StatusNotFound, "The message with this button is no longer there.")
		return pressing{}, false
	}
	p.entry = e
	p.button = chat.Button{Action: r.FormValue("action"), Value: r.FormValue("value")}
	return p, true
}

// offered finds the pressed button on the message as it is now.
func (p *pressing) offered() bool {
	for _, block := range p.entry.Body.Blocks {
		for _, b := range buttonsOf(block) {
			if b.Action != "" && b.Action == p.button.Action && b.Value == p.button.Value {
				p.button = b
				return true
			}
		}
	}
	return false
}

// buttonsOf returns what can be pressed in a block.
func buttonsOf(block chat.Block) []chat.Button {
	switch b := block.(type) {
	case chat.Buttons:
		return b.Buttons
	case chat.Feedback:
		return []chat.Button{{Label: "Useful", Action: b.Action, Value: b.Good()}, {Label: "Not useful", Action: b.Action, Value: b.Bad()}}
	}
	return nil
}

func (p pressing) incoming(s *Workspace, what chat.What) chat.Incoming {
	return chat.Incoming{
		What: what, Place: placeOf(p.entry.Room, p.entry.Thread, p.speaker.ID), From: p.speaker.ID,
		Ref: p.entry.Ref(), At: s.Now(), Action: p.button.Action, Value: p.button.Value,
		Link: entryPath(p.entry, p.speaker.ID),
	}
}

const goneButton = "This message has changed since, and that button is no longer on it. Please look at it again."

// press hands a pressed button to the bot.
func (s *Workspace) press(w http.ResponseWriter, r *http.Request) {
	p, ok := s.pressed(w, r)
	if !ok {
		return
	}
	if !p.offered() {
		s.oops(w, r, http.StatusConflict, goneButton)
		return
	}
	token, ok := tokenOf(r, string(p.speaker.ID), p.entry.Ref(), p.button.Action, p.button.Value)
	if !ok {
		s.oops(w, r, http.StatusBadRequest, "This page is out of date. Please open it again.")
		return
	}
	in := p.incoming(s, chat.Pressed)
	in.ID = "press/" + token
	s.deliver(w, r, in)
}

// deliver hands in to the bot and ends the submission.
func (s *Workspace) deliver(w http.ResponseWriter, r *http.Request, in chat.Incoming) {
	if err := s.Door.Receive(r.Context(), in); err != nil {
		s.Log.Error("web: receive", "action", in.Action, "err", err)
		s.oops(w, r, http.StatusServiceUnavailable, "That could not be delivered just now. Please try again.")
		return
	}
	done(w, r, backTo(r))
}

type formPage struct {
	frame
	Form   chat.Form
	Opened chat.Button // the button that opens it
	Ref    string
	Back   string
	Token  string
	Errors chat.FieldErrors
	Fault  string // what is wrong with the form as a whole
}

// showForm opens the form of a button.
func (s *Workspace) showForm(w http.ResponseWriter, r *http.Request) {
	p, ok := s.pressed(w, r)
	if !ok {
		return
	}
	if !p.offered() {
		s.oops(w, r, http.StatusConflict, goneButton)
		return
	}
	form, err := s.Door.Form(r.Context(), p.incoming(s, chat.Pressed))
	if err != nil {
		s.Log.Error("web: form", "action", p.button.Action, "err", err)
		s.oops(w, r, http.StatusServiceUnavailable, "This form cannot be opened just now. Please try again.")
		return
	}
	s.drawForm(w, r, http.StatusOK, formPage{Form: form, Opened: p.button, Ref: p.entry.Ref(), Back: entryPath(p.entry, p.speaker.ID), Token: newToken()})
}

func (s *Workspace) drawForm(w http.ResponseWriter, r *http.Request, status int, page formPage) {
	f, ok := s.frame(w, r, page.Form.Title)
	if !ok {
		return
	}
	page.frame = f
	s.draw(w, r, status, "form.html", page)
}

// submit checks a filled-in form and hands it to the bot. With faults it comes
// back as it was typed, each fault at its field.
func (s *Workspace) submit(w http.ResponseWriter, r *http.Request) {
	p, ok := s.pressed(w, r)
	if !ok {
		return
	}
	fields := filledIn(r)
	token, ok := tokenOf(r, string(p.speaker.ID), p.entry.Ref(), fmt.Sprint(fields))
	if !ok {
		s.oops(w, r, http.StatusBadRequest, "This form is out of date. Please open it again.")
		return
	}
	in := p.incoming(s, chat.Submitted)
	in.Fields, in.ID = fields, "form/"+token
	faults, err := s.Door.Check(r.Context(), in)
	if err != nil {
		s.Log.Error("web: check form", "action", in.Action, "err", err)
		s.oops(w, r, http.StatusServiceUnavailable, "This form cannot be read just now. Please try again.")
		return
	}
	if len(faults) > 0 {
		s.askAgain(w, r, in, faults)
		return
	}
	s.deliver(w, r, in)
}

// filledIn returns the fields of a submitted form by name.
func filledIn(r *http.Request) map[string]string {
	fields := map[string]string{}
	for name, values := range r.PostForm {
		if field, ok := strings.CutPrefix(name, "field."); ok {
			fields[field] = cleanText(values[0])
		}
	}
	return fields
}

// askAgain shows the form again with what was typed and what is wrong with it.
// A form that is gone by now is told so in words.
func (s *Workspace) askAgain(w http.ResponseWriter, r *http.Request, in chat.Incoming, faults chat.FieldErrors) {
	ask := in
	ask.What, ask.Fields = chat.Pressed, nil
	ask.Action, ask.Value = r.PostFormValue("opened"), r.PostFormValue("opened_value")
	form, err := s.Door.Form(r.Context(), ask)
	if err != nil {
		s.Log.Error("web: form again", "action", ask.Action, "err", err)
		s.oops(w, r, http.StatusConflict, "This form has been closed in the meantime. What you typed was not recorded.")
		return
	}
	page := formPage{Form: form, Opened: chat.Button{Action: ask.Action, Value: ask.Value}, Ref: in.Ref, Back: backTo(r), Token: newToken(), Errors: chat.FieldErrors{}}
	for i, f := range form.Fields {
		form.Fields[i].Value = in.Fields[f.Name]
		if fault, ok := faults[f.Name]; ok {
			page.Errors[f.Name] = fault
			delete(faults, f.Name)
		}
	}
	for _, fault := range faults {
		page.Fault = fault
	}
	s.drawForm(w, r, http.StatusUnprocessableEntity, page)
}
