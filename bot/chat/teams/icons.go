package teams

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
)

// Sizes of the two icons that Teams asks for.
const (
	colorSize   = 192
	outlineSize = 32
)

// The mark is that of the workspace's logo: a line that runs through three
// stations, each higher than the one before, in a square of 32.
var (
	ground   = color.NRGBA{R: 0x17, G: 0x40, B: 0x5f, A: 255}
	white    = color.NRGBA{R: 255, G: 255, B: 255, A: 255}
	course   = [][2]float64{{3, 25}, {8, 22.5}, {16, 15}, {24, 9.5}, {29, 6}}
	stations = []struct {
		x, y float64
		ink  color.NRGBA
	}{{8, 22.5, color.NRGBA{R: 0x8f, G: 0xd0, B: 0xff, A: 255}}, {16, 15, color.NRGBA{R: 0xff, G: 0xd2, B: 0x7a, A: 255}}, {24, 9.5, color.NRGBA{R: 0x8e, G: 0xe6, B: 0xb4, A: 255}}}
)

const (
	square    = 32.0
	halfLine  = 1.2
	dotRadius = 3.2
)

// icons draws the app's two icons: one in colour, the other white on nothing.
func icons() (colour, outline []byte, err error) {
	if colour, err = icon(colorSize, false); err != nil {
		return nil, nil, err
	}
	outline, err = icon(outlineSize, true)
	return colour, outline, err
}

func icon(size int, outline bool) ([]byte, error) {
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	scale := float64(size) / square
	for py := range size {
		for px := range size {
			x, y := (float64(px)+0.5)/scale, (float64(py)+0.5)/scale
			// How much of the pixel each part covers: edges are one pixel soft.
			line, dot, ink := min(max(0.5-toLine(x, y)*scale, 0), 1), 0.0, white
			for _, s := range stations {
				if c := min(max(0.5-(math.Hypot(x-s.x, y-s.y)-dotRadius)*scale, 0), 1); c > dot {
					dot, ink = c, s.ink
				}
			}
			if outline {
				img.SetNRGBA(px, py, color.NRGBA{R: 255, G: 255, B: 255, A: uint8(math.Round(max(line, dot) * 255))})
				continue
			}
			img.SetNRGBA(px, py, blend(blend(ground, white, line), ink, dot))
		}
	}
	var out bytes.Buffer
	err := png.Encode(&out, img)
	return out.Bytes(), err
}

// toLine returns how far a point lies outside of the line; negative inside.
func toLine(x, y float64) float64 {
	best := math.Inf(1)
	for i := 1; i < len(course); i++ {
		a, b := course[i-1], course[i]
		dx, dy := b[0]-a[0], b[1]-a[1]
		t := min(max(((x-a[0])*dx+(y-a[1])*dy)/(dx*dx+dy*dy), 0), 1)
		best = min(best, math.Hypot(x-a[0]-t*dx, y-a[1]-t*dy))
	}
	return best - halfLine
}

// blend lays a colour over another.
func blend(under, over color.NRGBA, cover float64) color.NRGBA {
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + (float64(b)-float64(a))*cover)) }
	return color.NRGBA{R: mix(under.R, over.R), G: mix(under.G, over.G), B: mix(under.B, over.B), A: 255}
}
