package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed templates/*.html
var templateFiles embed.FS

//go:embed static
var staticFiles embed.FS

var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"list": func(v ...any) []any { return v },
}).ParseFS(templateFiles, "templates/*.html"))

// served are the files that pages load: the style sheets joined into one, the
// scripts joined into one, and the logo.
var served = map[string][]byte{
	"app.css":  joined("*.css"),
	"app.js":   joined("*.js"),
	"logo.svg": joined("logo.svg"),
}

// version changes whenever the style or the script does, so that browsers may
// keep them for good.
var version = func() string {
	sum := sha256.Sum256(append(bytes.Clone(served["app.css"]), served["app.js"]...))
	return hex.EncodeToString(sum[:6])
}()

// joined returns the static files that match, one after the other by name.
func joined(pattern string) []byte {
	names, err := fs.Glob(staticFiles, "static/"+pattern)
	if err != nil || len(names) == 0 {
		panic("web: no static file " + pattern)
	}
	var out bytes.Buffer
	for _, name := range names {
		body, err := staticFiles.ReadFile(name)
		if err != nil {
			panic(err)
		}
		out.Write(body)
	}
	return out.Bytes()
}

func serveStatic(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("file")
	body, ok := served[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	if strings.HasPrefix(r.URL.RawQuery, "v="+version) {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	http.ServeContent(w, r, path.Base(name), time.Time{}, bytes.NewReader(body))
}
