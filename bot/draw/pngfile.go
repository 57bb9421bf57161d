package draw

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"io"
)

// encode writes a picture without holes as a PNG. Its rows are packed as they
// are: image/png looks for the best of five filters for each of them, which takes
// most of its time and makes flat colours larger rather than smaller.
// https://www.w3.org/TR/png-3/
func encode(w io.Writer, m *image.RGBA) error {
	const colours, eachChannel = 2, 8
	size := m.Bounds().Size()
	head := binary.BigEndian.AppendUint32(nil, uint32(size.X))
	head = binary.BigEndian.AppendUint32(head, uint32(size.Y))
	head = append(head, eachChannel, colours, 0, 0, 0)
	rows, err := packed(m)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, "\x89PNG\r\n\x1a\n"); err != nil {
		return err
	}
	for _, c := range []struct {
		name string
		data []byte
	}{{"IHDR", head}, {"IDAT", rows}, {"IEND", nil}} {
		if err := chunk(w, c.name, c.data); err != nil {
			return err
		}
	}
	return nil
}

// packed returns the rows of m, compressed with little effort: flat colours
// shrink well whatever it is, and somebody is waiting.
func packed(m *image.RGBA) ([]byte, error) {
	var b bytes.Buffer
	z, err := zlib.NewWriterLevel(&b, zlib.BestSpeed)
	if err != nil {
		return nil, err
	}
	size := m.Bounds().Size()
	row := make([]byte, 1+3*size.X) // which filter, none, and then the colours
	for y := range size.Y {
		from, to := m.Pix[y*m.Stride:], row[1:]
		for range size.X {
			copy(to[:3], from[:3])
			from, to = from[4:], to[3:]
		}
		if _, err := z.Write(row); err != nil {
			return nil, err
		}
	}
	err = z.Close()
	return b.Bytes(), err
}

func chunk(w io.Writer, name string, data []byte) error {
	all := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	all = append(append(all, name...), data...)
	all = binary.BigEndian.AppendUint32(all, crc32.ChecksumIEEE(all[4:]))
	_, err := w.Write(all)
	return err
}
