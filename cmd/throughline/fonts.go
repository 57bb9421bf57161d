package main

import (
	"cmp"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"throughline/bot/draw"
)

func init() { draw.Spare = func() []io.ReaderAt { return hostFonts(fontFolders) } }

// fontFolders are where systems keep fonts.
var fontFolders = []string{"/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", `C:\Windows\Fonts`}

// maxFonts is how many font files are opened: they stay open.
const maxFonts = 40

// hostFonts opens the fonts of this machine, those that know many scripts first,
// for letters that the program's own fonts lack. There may be none.
func hostFonts(folders []string) []io.ReaderAt {
	var files []string
	for _, folder := range folders {
		filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			switch strings.ToLower(filepath.Ext(path)) {
			case ".ttf", ".otf", ".ttc", ".otc":
				if err == nil && !d.IsDir() {
					files = append(files, path)
				}
			}
			return nil // what cannot be read is passed over
		})
	}
	slices.SortStableFunc(files, func(a, b string) int { return cmp.Compare(fontRank(a), fontRank(b)) })
	var out []io.ReaderAt
	for _, path := range files[:min(len(files), maxFonts)] {
		if f, err := os.Open(path); err == nil {
			out = append(out, f)
		}
	}
	return out
}

// fontRank is lower for fonts that know more scripts, as far as their names tell,
// and for upright regular ones among them.
func fontRank(path string) int {
	name, rank := strings.ToLower(filepath.Base(path)), 4
	for i, word := range []string{"fallback", "cjk", "unicode", "noto"} {
		if strings.Contains(name, word) {
			rank = i
			break
		}
	}
	rank *= 2
	for _, word := range []string{"bold", "italic", "oblique", "light", "thin", "black", "mono", "condensed"} {
		if strings.Contains(name, word) {
			return rank + 1
		}
	}
	return rank
}
