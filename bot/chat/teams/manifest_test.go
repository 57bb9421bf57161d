package teams

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"throughline/bot/chat/chattest"
	"throughline/bot/chat/teams/teamstest"
)

var blueprint = Blueprint{AppID: teamstest.AppID, PublicURL: "https://score.example.org/"}

// unpack returns the files of an app package.
func unpack(t *testing.T, body []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func TestTheAppPackageIsWhatTeamsTakes(t *testing.T) {
	body, err := blueprint.Package()
	if err != nil {
		t.Fatal(err)
	}
	files := unpack(t, body)
	for name, size := range map[string]int{"color.png": colorSize, "outline.png": outlineSize} {
		img, err := png.Decode(bytes.NewReader(files[name]))
		if err != nil || img.Bounds().Dx() != size || img.Bounds().Dy() != size {
			t.Errorf("%s: %v, %v", name, img, err)
			continue
		}
		_, _, _, corner := img.At(0, 0).RGBA()
		_, _, _, inked := img.At(size/2, size*15/32).RGBA()
		if (corner == 0) != (name == "outline.png") || inked != 0xffff {
			t.Errorf("%s: the corner has the alpha %x, the mark %x", name, corner, inked)
		}
	}
	var m struct {
		ID   string `json:"id"`
		Bots []struct {
			ID     string   `json:"botId"`
			Scopes []string `json:"scopes"`
			Only   bool     `json:"isNotificationOnly"`
		} `json:"bots"`
	}
	if err := json.Unmarshal(files["manifest.json"], &m); err != nil || m.ID != teamstest.AppID || len(m.Bots) != 1 || m.Bots[0].Only || len(m.Bots[0].Scopes) != 3 {
		t.Errorf("the manifest: %+v, %v", m, err)
	}
	again, err := blueprint.Package()
	if err != nil || !bytes.Equal(body, again) {
		t.Errorf("the same app gives another package (%v)", err)
	}
}

// validate checks manifests with the schema that Microsoft publishes.
const validate = `
const fs = require('fs');
const schema = JSON.parse(fs.readFileSync('node_modules/@microsoft/app-manifest/build/json-schemas/teams/v1.25/MicrosoftTeams.schema.json'));
const Ajv = require('ajv-draft-04');
const ajv = new Ajv({strict: false, allErrors: true, unicodeRegExp: false});
require('ajv-formats').default(ajv);
const check = ajv.compile(schema);
if (!check(JSON.parse(fs.readFileSync('manifest.json')))) { console.log(JSON.stringify(check.errors, null, 1)); process.exit(1); }
`

func TestTheManifestIsValidForMicrosoftsSchema(t *testing.T) {
	modules := chattest.NodeModules(t, "testdata/npm")
	if modules == "" {
		return
	}
	check := func(body []byte) (string, error) {
		dir := t.TempDir()
		for name, content := range map[string][]byte{"validate.cjs": []byte(validate), "manifest.json": body} {
			if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
			t.Fatal(err)
		}
		cmd := exec.CommandContext(t.Context(), "node", "validate.cjs")
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	body, err := blueprint.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	if out, err := check(body); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	if out, err := check(bytes.Replace(body, []byte(`"groupChat"`), []byte(`"everywhere"`), 1)); err == nil || !strings.Contains(out, "groupChat") {
		t.Errorf("a wrong manifest was taken: %v\n%s", err, out)
	}
}

func TestABlueprintThatTeamsWouldRefuse(t *testing.T) {
	for want, change := range map[string]func(*Blueprint){
		"app id":    func(b *Blueprint) { b.AppID = "me" },
		"https":     func(b *Blueprint) { b.PublicURL = "http://localhost:8642" },
		"version":   func(b *Blueprint) { b.Version = "v1" },
		"30 letter": func(b *Blueprint) { b.Name = strings.Repeat("x", 31) },
	} {
		b := blueprint
		change(&b)
		if _, err := b.Package(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

func TestTheDoctorSaysWhatIsWrong(t *testing.T) {
	front := httptest.NewUnstartedServer(nil)
	for name, c := range map[string]struct {
		change func(*world, *Config)
		front  http.Handler
		sick   string // what is not fine
		words  string
	}{
		"all is well":        {},
		"the secret":         {change: func(_ *world, c *Config) { c.Secret = "old" }, sick: "the app's credentials", words: "client secret is wrong"},
		"the tenant":         {change: func(_ *world, c *Config) { c.Tenant = "99999999-1111-1111-1111-111111111111" }, sick: "the app's credentials", words: "no such tenant"},
		"the keys":           {change: func(w *world, c *Config) { c.Cloud.Metadata = w.teams.Server.URL + "/nothing" }, sick: "the keys that Teams signs with", words: "404"},
		"the clock":          {change: func(_ *world, c *Config) { c.Now = func() time.Time { return time.Now().Add(time.Hour) } }, sick: "the clock", words: "NTP"},
		"no address":         {change: func(_ *world, c *Config) { c.PublicURL = "" }, sick: "the address that Teams calls", words: "https"},
		"a wrong address":    {front: http.NotFoundHandler(), sick: "the address that Teams calls", words: "404"},
		"nothing came yet":   {change: func(w *world, c *Config) { c.Drawer = &drawer{} }, sick: "the conversations", words: "app package"},
		"nobody at the door": {change: func(_ *world, c *Config) { c.PublicURL = "https://127.0.0.1:1" }, sick: "the address that Teams calls", words: "nobody answers"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t).installed(t)
			var app *App
			server := httptest.NewUnstartedServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
				if c.front != nil {
					c.front.ServeHTTP(rw, r)
					return
				}
				app.Handler().ServeHTTP(rw, r)
			}))
			server.Config.ErrorLog = front.Config.ErrorLog
			server.TLS = w.teams.Server.TLS.Clone()
			server.StartTLS()
			defer server.Close()
			app = w.app(t, func(cfg *Config) {
				cfg.PublicURL, cfg.Now = server.URL, time.Now
				if c.change != nil {
					c.change(w, cfg)
				}
			})
			for _, k := range app.Doctor(t.Context()) {
				if k.OK == (k.Name == c.sick) {
					t.Errorf("%s: fine %v: %s", k.Name, k.OK, k.Says)
				}
				if k.Name == c.sick && !strings.Contains(k.Says, c.words) {
					t.Errorf("%s: %q does not say %q", k.Name, k.Says, c.words)
				}
				if strings.Contains(k.Says, teamstest.Secret) {
					t.Errorf("the secret is told: %s", k.Says)
				}
			}
		})
	}
	front.Close()
}
