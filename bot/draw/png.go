package draw

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"io"
	"math"
	"strconv"

	"git.sr.ht/~sbinet/gg"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// maxPixels bounds a picture: 64 million pixels are 256 MB while it is drawn.
const maxPixels = 64 << 20

// PNG writes the picture with scale pixels for each of its own; 2 is right for
// chats, which show it on screens of every density. It says when the picture
// would be too large to draw.
func (s *Scene) PNG(w io.Writer, scale float64) error {
	width, height := math.Ceil(s.W*scale), math.Ceil(s.H*scale)
	if !(width >= 1 && height >= 1 && width*height <= maxPixels) {
		return fmt.Errorf("draw: a picture of %g by %g pixels cannot be made", width, height)
	}
	b := brush{Context: gg.NewContext(int(width), int(height)), scale: scale, theme: s.theme, faces: map[faceKey]font.Face{}}
	for i := range s.shapes {
		if err := b.shape(&s.shapes[i]); err != nil {
			return fmt.Errorf("draw: %w", err)
		}
	}
	return encode(w, b.Image().(*image.RGBA))
}

type brush struct {
	*gg.Context
	scale float64
	theme Theme
	faces map[faceKey]font.Face
	buf   sfnt.Buffer
}

type faceKey struct {
	bold bool
	font int
	size float64
}

func (b *brush) shape(s *shape) error {
	switch {
	case s.kind == textKind:
		return b.text(s)
	case s.kind == rectKind && s.round == 0 && s.line == none && !s.faded:
		b.block(s)
	case s.kind == rectKind, s.kind == circleKind, s.kind == pathKind:
		b.fill(s)
		b.line(s)
	}
	return nil
}

func (b *brush) fill(s *shape) {
	if s.fill == none {
		return
	}
	b.SetFillRuleWinding()
	b.SetColor(b.colour(s.fill, s.faded))
	if s.kind == rectKind && !s.faded {
		b.inside(s)
	}
	b.outline(s)
	b.Fill()
}

func (b *brush) line(s *shape) {
	if s.line == none {
		return
	}
	k := b.scale
	b.SetColor(b.colour(s.line, s.faded))
	b.SetLineWidth(s.stroke * k)
	dash := make([]float64, len(s.dash))
	for i, d := range s.dash {
		dash[i] = d * k
	}
	b.SetDash(dash...)
	b.outline(s)
	b.Stroke()
}

func (b *brush) outline(s *shape) {
	k := b.scale
	switch s.kind {
	case rectKind:
		b.DrawRoundedRectangle(s.x*k, s.y*k, s.w*k, s.h*k, s.round*k)
	case circleKind:
		b.DrawCircle(s.x*k, s.y*k, s.round*k)
	case pathKind:
		b.trace(s)
	}
}

// block fills a plain rectangle to whole pixels, which is many times quicker
// than tracing it; the ground of a picture is most of its pixels.
func (b *brush) block(s *shape) {
	k := b.scale
	b.flood(image.Rect(int(math.Round(s.x*k)), int(math.Round(s.y*k)), int(math.Ceil((s.x+s.w)*k)), int(math.Ceil((s.y+s.h)*k))), s.fill)
}

// inside fills what lies between the corners of a rounded rectangle in the same
// way, and cuts it out of what is to be filled, so that only the rim is traced.
func (b *brush) inside(s *shape) {
	k := b.scale
	r := image.Rectangle{
		Min: image.Pt(int(math.Ceil(s.x*k)), int(math.Ceil((s.y+s.round)*k))),
		Max: image.Pt(int(math.Floor((s.x+s.w)*k)), int(math.Floor((s.y+s.h-s.round)*k))),
	}
	if !r.Empty() {
		b.flood(r, s.fill)
		b.SetFillRuleEvenOdd()
		b.DrawRectangle(float64(r.Min.X), float64(r.Min.Y), float64(r.Dx()), float64(r.Dy()))
	}
}

func (b *brush) flood(r image.Rectangle, i ink) {
	draw.Draw(b.Image().(draw.Image), r, image.NewUniform(b.colour(i, false)), image.Point{}, draw.Src)
}

func (b *brush) trace(s *shape) {
	k := b.scale
	b.SetLineCapButt()
	for i, st := range s.path {
		switch {
		case i == 0:
			b.MoveTo(st.to.x*k, st.to.y*k)
		case st.straight:
			b.LineTo(st.to.x*k, st.to.y*k)
		default:
			b.CubicTo(st.c1.x*k, st.c1.y*k, st.c2.x*k, st.c2.y*k, st.to.x*k, st.to.y*k)
		}
	}
	if s.closed {
		b.ClosePath()
	}
}

// text draws run by run, each in the first font that has its characters.
func (b *brush) text(s *shape) error {
	pen := font.Drawer{Dst: b.Image().(draw.Image), Src: image.NewUniform(b.colour(s.fill, s.faded))}
	t := typefaceOf(s.bold)
	x := s.textLeft()
	for rest := t.drawable(s.text, &b.buf); len(rest) > 0; {
		which, _ := t.has(rest[0], &b.buf)
		n := 1
		for n < len(rest) {
			if w, _ := t.has(rest[n], &b.buf); w != which {
				break
			}
			n++
		}
		run := string(rest[:n])
		f, err := b.face(faceKey{s.bold, which, s.size * b.scale})
		if err != nil {
			return err
		}
		pen.Face, pen.Dot = f, fixed.Point26_6{X: fixed.Int26_6(x * b.scale * 64), Y: fixed.Int26_6(s.y * b.scale * 64)}
		pen.DrawString(run)
		x += width(run, s.size, s.bold)
		rest = rest[n:]
	}
	return nil
}

func (b *brush) face(k faceKey) (font.Face, error) {
	if f := b.faces[k]; f != nil {
		return f, nil
	}
	f, err := opentype.NewFace(typefaceOf(k.bold).font(k.font), &opentype.FaceOptions{Size: k.size, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return nil, err
	}
	b.faces[k] = f
	return f, nil
}

func (b *brush) colour(i ink, faded bool) color.Color {
	n, err := strconv.ParseUint(b.theme.colour(i)[1:], 16, 32)
	if err != nil {
		panic(err) // the palettes are part of the program
	}
	c := color.NRGBA{R: uint8(n >> 16), G: uint8(n >> 8), B: uint8(n), A: 255}
	if faded {
		c.A = uint8(math.Round(255 * fadedTo))
	}
	return c
}
