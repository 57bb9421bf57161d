package draw

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
)

// SVG writes the picture as one self-contained element: no script, no style or
// font from elsewhere, every text escaped. It scales with the page (viewBox),
// says what it shows to a screen reader, and its links can be reached with the
// keyboard. Only the theme Auto needs a style element, which a strict page
// allows in an image of its own and not within itself.
func (s *Scene) SVG(w io.Writer) error {
	b := bufio.NewWriter(w)
	p := pen{Writer: b, theme: s.theme}
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s" role="%s" font-family="%s">`,
		num(s.W), num(s.H), num(s.W), num(s.H), s.svgRole(), families)
	fmt.Fprintf(b, "\n<title>%s</title>\n<desc>%s</desc>\n", escape(s.Title), escape(s.Alt))
	if s.theme == Auto {
		p.preference()
	}
	for i := range s.shapes {
		p.shape(&s.shapes[i])
	}
	io.WriteString(b, "</svg>\n")
	return b.Flush()
}

// svgRole is img, unless there are links inside, which an img would hide.
func (s *Scene) svgRole() string {
	for i := range s.shapes {
		if s.shapes[i].kind == openLink {
			return "group"
		}
	}
	return "img"
}

type pen struct {
	*bufio.Writer
	theme Theme
}

// preference writes the dark colours for a system that prefers them; never on
// paper. The light ones stand at the shapes themselves, so a reader without
// styles has those.
func (p pen) preference() {
	p.WriteString("<style>@media screen and (prefers-color-scheme:dark){")
	for i, c := range palettes[Dark] {
		fmt.Fprintf(p, ".f%d{fill:%s}.l%d{stroke:%s}", i, c, i, c)
	}
	p.WriteString("}</style>\n")
}

// Stylesheet is what pages need that show pictures of the theme Page: the dark
// colours, where the page's root has data-theme "dark", or "system" on a system
// that prefers them; never on paper.
func Stylesheet() []byte {
	var b bytes.Buffer
	rules := func(theme string) {
		for i, c := range palettes[Dark] {
			fmt.Fprintf(&b, "  :root[data-theme=%q] .f%d { fill: %s; } :root[data-theme=%[1]q] .l%[2]d { stroke: %[3]s; }\n", theme, i, c)
		}
	}
	b.WriteString("/* The dark colours of pictures, written by bot/draw; its test says how to write them anew. */\n@media screen {\n")
	rules("dark")
	b.WriteString("}\n@media screen and (prefers-color-scheme: dark) {\n")
	rules("system")
	b.WriteString("}\n")
	return b.Bytes()
}

func (p pen) shape(s *shape) {
	switch s.kind {
	case openLink:
		fmt.Fprintf(p, `<a href="%s" aria-label="%s">`, escape(safeLink(s.href)), escape(s.label))
		return
	case closeLink:
		p.WriteString("</a>\n")
		return
	case openGroup:
		p.group(s)
		return
	case closeGroup:
		p.WriteString("</g>\n")
		return
	case rectKind:
		fmt.Fprintf(p, `<rect x="%s" y="%s" width="%s" height="%s" rx="%s"`, num(s.x), num(s.y), num(s.w), num(s.h), num(s.round))
		p.end(s, "rect")
	case circleKind:
		fmt.Fprintf(p, `<circle cx="%s" cy="%s" r="%s"`, num(s.x), num(s.y), num(s.round))
		p.end(s, "circle")
	case pathKind:
		fmt.Fprintf(p, `<path d="%s"`, pathData(s))
		p.end(s, "path")
	case textKind:
		p.text(s)
	}
}

// group says what belongs together, so that a page can show what leads where.
func (p pen) group(s *shape) {
	switch {
	case s.from == "":
		fmt.Fprintf(p, `<g data-lane="%s">`, escape(s.label))
	case s.to == "":
		fmt.Fprintf(p, `<g data-card="%s">`, escape(s.from))
	default:
		fmt.Fprintf(p, `<g data-from="%s" data-to="%s">`, escape(s.from), escape(s.to))
	}
}

func (p pen) text(s *shape) {
	fmt.Fprintf(p, `<text x="%s" y="%s" font-size="%s"`, num(s.x), num(s.y), num(s.size))
	if s.bold {
		p.WriteString(` font-weight="700"`)
	}
	if s.anchor != left {
		fmt.Fprintf(p, ` text-anchor="%s"`, [...]string{"start", "middle", "end"}[s.anchor])
	}
	p.paint(s.fill, none)
	p.fade(s)
	fmt.Fprintf(p, ">%s</text>\n", escape(s.text))
}

func (p pen) end(s *shape, name string) {
	p.paint(s.fill, s.line)
	if s.line != none {
		fmt.Fprintf(p, ` stroke-width="%s"`, num(s.stroke))
	}
	if s.line != none && len(s.dash) > 0 {
		var parts []string
		for _, d := range s.dash {
			parts = append(parts, num(d))
		}
		fmt.Fprintf(p, ` stroke-dasharray="%s"`, strings.Join(parts, " "))
	}
	p.fade(s)
	if s.label != "" {
		fmt.Fprintf(p, "><title>%s</title></%s>\n", escape(s.label), name)
		return
	}
	p.WriteString("/>\n")
}

func (p pen) fade(s *shape) {
	if s.faded {
		fmt.Fprintf(p, ` opacity="%s"`, num(fadedTo))
	}
}

// fadedTo is how much is left of what stands back.
const fadedTo = 0.28

// paint writes the colours of a shape, and their classes when the reader's
// system or page decides.
func (p pen) paint(fill, line ink) {
	fmt.Fprintf(p, ` fill="%s"`, p.theme.colour(fill))
	if line != none {
		fmt.Fprintf(p, ` stroke="%s"`, p.theme.colour(line))
	}
	if p.theme != Auto && p.theme != Page {
		return
	}
	var classes []string
	if fill != none {
		classes = append(classes, fmt.Sprintf("f%d", fill))
	}
	if line != none {
		classes = append(classes, fmt.Sprintf("l%d", line))
	}
	fmt.Fprintf(p, ` class="%s"`, strings.Join(classes, " "))
}

func pathData(s *shape) string {
	var b strings.Builder
	for i, st := range s.path {
		switch {
		case i == 0:
			fmt.Fprintf(&b, "M%s %s", num(st.to.x), num(st.to.y))
		case st.straight:
			fmt.Fprintf(&b, "L%s %s", num(st.to.x), num(st.to.y))
		default:
			fmt.Fprintf(&b, "C%s %s %s %s %s %s", num(st.c1.x), num(st.c1.y), num(st.c2.x), num(st.c2.y), num(st.to.x), num(st.to.y))
		}
	}
	if s.closed {
		b.WriteString("Z")
	}
	return b.String()
}

// num writes a coordinate to a tenth of a pixel.
func num(f float64) string {
	s := strconv.FormatFloat(f, 'f', 1, 64)
	if s = strings.TrimSuffix(s, ".0"); s == "-0" {
		return "0"
	}
	return s
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")

// escape makes words safe inside an element and an attribute, and drops what
// XML does not allow at all.
func escape(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar || r == 0xFFFE || r == 0xFFFF {
			return ' '
		}
		return r
	}, s)
	return escaper.Replace(s)
}

// safeLink lets through addresses of the web and of the page itself.
func safeLink(href string) string {
	scheme, _, has := strings.Cut(href, ":")
	if !has || strings.ContainsAny(scheme, "/?#") || strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "http") {
		return href
	}
	return "#"
}
