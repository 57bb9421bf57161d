package teams

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"throughline/bot/chat"
)

// What is said where no message of the bot's can be: in the answer to a button.
const (
	goneWords    = "This has changed in the meantime. Please look at the message again; if it is gone, ask me for it."
	troubleWords = "That did not work just now. Nothing is lost: please press again in a moment."
	outsideWords = "I only speak of the scorecard with people of this organisation."
	takenWords   = "Thank you, noted."
)

const (
	cardAnswer    = cardType
	messageAnswer = "application/vnd.microsoft.activity.message"
)

// invoke answers what is to be answered at once, in the body.
func (a *App) invoke(ctx context.Context, act activity) (*answer, error) {
	switch act.Name {
	case "adaptiveCard/action":
		return a.pressed(ctx, act)
	case "message/submitAction":
		return a.judged(ctx, act)
	case "composeExtension/query":
		return a.query(ctx, act)
	}
	return &answer{status: http.StatusNotImplemented}, nil
}

// notice answers a press with a line of words that leaves the card as it is.
func notice(words string) *answer {
	return &answer{http.StatusOK, map[string]any{"statusCode": http.StatusOK, "type": messageAnswer, "value": words}}
}

// instead answers a press with another card in the place of the pressed one.
func instead(c card) *answer {
	return &answer{http.StatusOK, map[string]any{"statusCode": http.StatusOK, "type": cardAnswer, "value": c}}
}

// pressed takes a button of a card. What is wrong with a form is answered with
// the form as it was typed; an answer of words alone would empty its fields.
func (a *App) pressed(ctx context.Context, act activity) (*answer, error) {
	p, ok := readPress(act.Value.at("action", "data"))
	if !ok {
		return notice(goneWords), nil
	}
	in, host, err := a.visitor(ctx, act, p)
	if err != nil {
		a.cfg.Log.Warn("teams: a press waits", "action", p.Action, "err", err)
		return notice(troubleWords), nil
	}
	if in.From == "" || in.Outside && !a.cfg.Shared(ctx, in.Place.Workspace, in.Place.Channel) && !a.cfg.Shared(ctx, in.Place.Workspace, in.Place.Name) {
		return notice(outsideWords), nil
	}
	switch p.Kind {
	case openKind:
		return a.openForm(ctx, host, in, p), nil
	case closeKind:
		return a.putBack(ctx, host, in, goneWords), nil
	case submitKind:
		return a.submitted(ctx, host, in, p), nil
	}
	if err := host.Receive(ctx, in); err != nil {
		return nil, err
	}
	return a.putBack(ctx, host, in, takenWords), nil
}

// visitor completes a press with who it is from.
func (a *App) visitor(ctx context.Context, act activity, p press) (chat.Incoming, chat.Host, error) {
	host, ok := a.cfg.Host(ctx, act.Conversation.Tenant)
	if !ok {
		return chat.Incoming{}, nil, errors.New("teams: nobody serves the tenant any more")
	}
	in := p.incoming(act)
	if in.From == "" {
		return in, host, nil
	}
	if in.At.IsZero() {
		in.At = a.cfg.Now().UTC()
	}
	in, err := a.complete(ctx, arrival{In: in, Account: act.From, Locale: act.Locale, Zone: act.Zone})
	return in, host, err
}

// openForm answers with the form that a button opens.
func (a *App) openForm(ctx context.Context, host chat.Host, in chat.Incoming, p press) *answer {
	form, err := host.Form(ctx, in)
	if err != nil {
		a.cfg.Log.Warn("teams: a form cannot be opened", "action", in.Action, "from", in.From, "err", err)
		return notice(goneWords)
	}
	return instead(a.pen(ctx, in.Place).form(form, p, nil))
}

// submitted takes a form that was filled in. With faults it comes back as it was
// typed, each fault at its field.
func (a *App) submitted(ctx context.Context, host chat.Host, in chat.Incoming, p press) *answer {
	faults, err := host.Check(ctx, in)
	if err == nil && len(faults) == 0 {
		if err = host.Receive(ctx, in); err == nil {
			return a.putBack(ctx, host, in, takenWords)
		}
		faults = chat.FieldErrors{"": troubleWords}
	}
	if err != nil && faults == nil {
		a.cfg.Log.Warn("teams: a form that cannot be taken", "action", in.Action, "err", err)
		faults = chat.FieldErrors{"": goneWords}
	}
	return instead(a.pen(ctx, in.Place).form(a.typed(ctx, host, in, p), press{Action: p.FormAction, Value: p.FormValue}, faults))
}

// typed returns the form of a submission with what was typed. When the form is
// no more, the words still are: each in a field of its own.
func (a *App) typed(ctx context.Context, host chat.Host, in chat.Incoming, p press) chat.Form {
	ask := in
	ask.What, ask.Fields, ask.Action, ask.Value = chat.Pressed, nil, p.FormAction, p.FormValue
	form, err := host.Form(ctx, ask)
	if err != nil {
		form = chat.Form{Action: in.Action, Value: in.Value, Title: "What you typed", Submit: "Try again"}
		for name, value := range in.Fields {
			form.Fields = append(form.Fields, chat.Field{Name: name, Label: name, Value: value, Kind: chat.ParaField, Optional: true})
		}
		return form
	}
	for i, f := range form.Fields {
		form.Fields[i].Value = in.Fields[f.Name]
	}
	return form
}

// putBack answers with the message that stands at the card, as it was last said,
// so that a form does not stay in its place; or else with a notice.
func (a *App) putBack(ctx context.Context, host chat.Host, in chat.Incoming, words string) *answer {
	said, ok := host.(chat.Rememberer)
	if !ok || in.Ref == "" {
		return notice(words)
	}
	m, known, err := said.Said(ctx, in.Place, in.Ref)
	if err != nil || !known {
		return notice(words)
	}
	cards := a.pen(ctx, in.Place).cards(m, budgets[0])
	if len(cards) != 1 {
		return notice(words) // it was one of several, and which is not known
	}
	return instead(cards[0])
}

// judged takes 👍 and 👎 below a message that asks for them.
func (a *App) judged(ctx context.Context, act activity) (*answer, error) {
	good := strings.EqualFold(act.Value.at("actionValue", "reaction").str(), "like")
	in, host, err := a.visitor(ctx, act, press{Kind: pressKind})
	if err != nil {
		return nil, err
	}
	said, ok := host.(chat.Rememberer)
	if !ok || in.Outside || in.From == "" {
		return &answer{status: http.StatusOK, body: map[string]any{}}, nil
	}
	m, known, err := said.Said(ctx, in.Place, in.Ref)
	f, asks := feedbackOf(m)
	if err != nil || !known || !asks {
		return &answer{status: http.StatusOK, body: map[string]any{}}, err
	}
	in.Action, in.Value = f.Action, f.Bad()
	if good {
		in.Value = f.Good()
	}
	return &answer{status: http.StatusOK, body: map[string]any{}}, host.Receive(ctx, in)
}
