package main

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"throughline/bot/pages"
	"throughline/bot/scorecard"
)

// mapOf draws the map of an organisation that is called so.
func mapOf(t *testing.T, name string) image.Image {
	t.Helper()
	s := &scorecard.Strategy{Organisation: scorecard.Organisation{ID: "x", Name: name}}
	body, err := pages.MapPNG(&scorecard.Snapshot{Index: scorecard.NewIndex(s), Today: "2026-11-20"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// ink counts the pixels that are darker than the ground.
func ink(img image.Image) (n int) {
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if r, _, _, _ := img.At(x, y).RGBA(); r < 0x8000 {
				n++
			}
		}
	}
	return n
}

// TestNamesInEveryScript draws names in scripts of which the program's own fonts
// know none, with a font of the machine.
func TestNamesInEveryScript(t *testing.T) {
	if len(hostFonts(fontFolders)) == 0 {
		if os.Getenv("CI") != "" {
			t.Fatal("no fonts are installed: apt-get install fonts-droid-fallback (Debian, Ubuntu)")
		}
		t.Log("not tried: no fonts are installed here")
		return
	}
	bare := ink(mapOf(t, ""))
	for script, name := range map[string]string{"Chinese": "客户满意度提升", "Japanese": "顧客満足", "Korean": "고객 만족", "Greek": "Πελάτες", "Cyrillic": "Клиенты", "Hebrew": "לקוחות", "Arabic": "العملاء"} {
		img := mapOf(t, name)
		if n := ink(img) - bare; n < 40*len([]rune(name)) {
			t.Errorf("%s: %q is drawn with %d dark pixels, which is no writing", script, name, n)
		}
		if *shots != "" {
			var b bytes.Buffer
			if err := png.Encode(&b, img); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(*shots, "script-"+script+".png"), b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
