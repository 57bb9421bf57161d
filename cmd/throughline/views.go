package main

import (
	"net/http"
	"net/url"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/chat/web"
	"throughline/bot/draw"
	"throughline/bot/pages"
	"throughline/bot/scorecard"
)

// views adds the pages that show rather than say to the workspace.
func (o *office) views() {
	o.site.Add(web.Link{Title: "Strategy map", Path: "/map", Icon: "map"}, o.view(func(r pages.Reader, w http.ResponseWriter, q *http.Request) {
		title, body := r.Map(linksOf(q))
		o.site.Page(w, q, title, body)
	}))
	o.site.Add(web.Link{Title: "Metrics", Path: "/metrics", Icon: "metrics"}, o.view(func(r pages.Reader, w http.ResponseWriter, q *http.Request) {
		title, body := r.MetricList()
		o.site.Page(w, q, title, body)
	}))
	o.site.Add(web.Link{Path: "/metric/{id}"}, o.view(func(r pages.Reader, w http.ResponseWriter, q *http.Request) {
		title, body, ok := r.Metric(scorecard.MetricID(q.PathValue("id")))
		if !ok {
			o.site.NotFound(w, q)
			return
		}
		o.site.Page(w, q, title, body)
	}))
	o.site.Add(web.Link{Path: "/metric/{id}/trend.svg"}, o.view(func(r pages.Reader, w http.ResponseWriter, q *http.Request) {
		picture, ok := r.TrendSVG(scorecard.MetricID(q.PathValue("id")), dayOf(q, "from"), dayOf(q, "to"))
		if !ok {
			http.NotFound(w, q)
			return
		}
		w.Header().Set("Content-Type", "image/svg+xml")
		w.Write(picture)
	}))
	o.site.Add(web.Link{Path: "/objective/{id}"}, o.view(func(r pages.Reader, w http.ResponseWriter, q *http.Request) {
		title, body, ok := r.ObjectivePage(scorecard.ObjectiveID(q.PathValue("id")))
		if !ok {
			o.site.NotFound(w, q)
			return
		}
		o.site.Page(w, q, title, body)
	}))
	o.site.Add(web.Link{Path: "/map.svg"}, o.view(func(r pages.Reader, w http.ResponseWriter, q *http.Request) {
		w.Header().Set("Content-Type", "image/svg+xml")
		w.Write(r.MapSVG(linksOf(q)))
	}))
}

// view gives a page what its reader may look at.
func (o *office) view(show func(pages.Reader, http.ResponseWriter, *http.Request)) web.View {
	return func(w http.ResponseWriter, q *http.Request, speaker chat.UserID) {
		s, err := o.snapshot(q.Context())
		if err != nil {
			o.bot.Router.Log.Error("page", "path", q.URL.Path, "err", err)
			http.Error(w, "The page could not be drawn. Please try again.", http.StatusInternalServerError)
			return
		}
		r := pages.Reader{Snapshot: s, Chain: o.minds.Chain(s.Index), Person: scorecard.PersonID(speaker), Theme: draw.Page}
		switch {
		case !strings.HasSuffix(q.URL.Path, ".svg"):
		case web.Dark(q):
			r.Theme = draw.Dark
		default:
			r.Theme = draw.Light
		}
		show(r, w, q)
	}
}

// dayOf reads a day of the query; what is none is left out.
func dayOf(q *http.Request, name string) scorecard.Date {
	if d := scorecard.Date(q.URL.Query().Get(name)); d.Valid() {
		return d
	}
	return ""
}

// linksOf reads the links to highlight: /map?links=l1,l2.
func linksOf(q *http.Request) []scorecard.LinkID { return linksIn(q.URL.Query()) }

func linksIn(q url.Values) []scorecard.LinkID {
	var out []scorecard.LinkID
	for id := range strings.SplitSeq(q.Get("links"), ",") {
		if scorecard.ValidID(id) {
			out = append(out, scorecard.LinkID(id))
		}
	}
	return out
}
