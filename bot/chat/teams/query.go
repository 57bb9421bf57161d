package teams

import (
	"context"
	"net/http"

	"throughline/bot/chat"
)

const mostFound = 20

// query answers what somebody types into the search of the app, anywhere in
// Teams: the metrics and objectives that it can mean, with their state.
func (a *App) query(ctx context.Context, act activity) (*answer, error) {
	in, host, err := a.visitor(ctx, act, press{Kind: pressKind})
	if err != nil {
		return found(nil), nil // a search is typed again
	}
	searcher, ok := host.(chat.Searcher)
	if !ok || in.Outside || in.From == "" {
		return found(nil), nil
	}
	in.What, in.Action, in.Text = chat.Said, "", ""
	for _, p := range act.Value.at("parameters").list() {
		if p.at("name").str() == searchParameter {
			in.Text = p.at("value").str()
		}
	}
	hits, err := searcher.Search(ctx, in)
	if err != nil {
		a.cfg.Log.Warn("teams: a search failed", "err", err)
		return found(nil), nil
	}
	var out []attachment
	pen := a.pen(ctx, in.Place)
	for _, h := range hits[:min(len(hits), mostFound)] {
		cards := pen.cards(h.Message, budgets[0])
		out = append(out, attachment{
			Type: cardType, Content: cards[0],
			Preview: attachment{Type: "application/vnd.microsoft.card.thumbnail", Content: map[string]string{"title": h.Title, "text": h.About}},
		})
	}
	return found(out), nil
}

// searchParameter and searchCommand name the search in the app's manifest.
const (
	searchCommand   = "find"
	searchParameter = "q"
)

func found(list []attachment) *answer {
	if list == nil {
		list = []attachment{}
	}
	return &answer{http.StatusOK, map[string]any{"composeExtension": map[string]any{"type": "result", "attachmentLayout": "list", "attachments": list}}}
}
