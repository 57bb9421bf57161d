package evidence

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// table reads the columns of a file; what is no number is missing.
func table(t testing.TB, name string) map[string][]float64 {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]float64{}
	for _, row := range rows[1:] {
		for i, cell := range row {
			v, err := strconv.ParseFloat(cell, 64)
			if err != nil {
				v = math.NaN()
			}
			out[rows[0][i]] = append(out[rows[0][i]], v)
		}
	}
	return out
}

// golden reads what R said.
func golden(t testing.TB, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

// near compares to the digits that the reference was written with.
func near(t testing.TB, what string, got, want float64) {
	t.Helper()
	nearTo(t, what, got, want, 1e-8)
}

func nearTo(t testing.TB, what string, got, want, relative float64) {
	t.Helper()
	if math.IsNaN(got) && math.IsNaN(want) {
		return
	}
	if !(math.Abs(got-want) <= relative*math.Max(math.Abs(want), 1e-6)) {
		t.Errorf("%s = %.12g, want %.12g", what, got, want)
	}
}

// number is a JSON number that may be null: missing.
type number float64

func (n *number) UnmarshalJSON(data []byte) error {
	if string(data) == "null" || string(data) == `"NA"` {
		*n = number(math.NaN())
		return nil
	}
	v, err := strconv.ParseFloat(string(data), 64)
	*n = number(v)
	return err
}
