package evidence

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// byGonum is the regression done with a library: the last column's slope and its
// standard error.
func byGonum(columns [][]float64, y []float64) (slope, se float64) {
	n, k := len(y), len(columns)
	x := mat.NewDense(n, k, nil)
	for j, c := range columns {
		x.SetCol(j, c)
	}
	var qr mat.QR
	qr.Factorize(x)
	var b, e mat.VecDense
	if qr.SolveVecTo(&b, false, mat.NewVecDense(n, y)) != nil {
		return math.NaN(), math.NaN()
	}
	e.MulVec(x, &b)
	e.SubVec(mat.NewVecDense(n, y), &e)
	var r mat.Dense
	qr.RTo(&r)
	return b.AtVec(k - 1), math.Sqrt(mat.Dot(&e, &e)/float64(n-k)) / math.Abs(r.At(k-1, k-1))
}

func randomFrame(n int, seed uint64) *frame {
	r := rand.New(rand.NewPCG(seed, 2))
	f := &frame{x: make([]float64, n), y: make([]float64, n)}
	for t := range n {
		f.x[t], f.y[t] = 1e3+r.NormFloat64(), 5+r.NormFloat64()
		if r.IntN(12) == 0 {
			f.x[t] = math.NaN()
		}
	}
	return f
}

func TestFitAsGonum(t *testing.T) {
	for seed := range uint64(20) {
		f := randomFrame(60, seed)
		got := f.fitLag(3, 1+int(seed%2))
		columns, y, _ := f.design(3, 1+int(seed%2))
		slope, se := byGonum(columns, y)
		near(t, "slope", got.Slope, slope)
		near(t, "standard error", got.SE, se)
	}
}

// without returns the rows of a regression but one.
func without(columns [][]float64, y []float64, row int) ([][]float64, []float64) {
	less := make([][]float64, len(columns))
	for j, c := range columns {
		less[j] = slices.Delete(slices.Clone(c), row, row+1)
	}
	return less, slices.Delete(slices.Clone(y), row, row+1)
}

// againWithout is what leave-one-out does, by fitting again for every period.
func againWithout(f *frame, lag, ownPast int, slope float64) (worst float64, at int) {
	columns, y, when := f.design(lag, ownPast)
	for row := range y {
		less, rest := without(columns, y, row)
		b, se := byGonum(less, rest)
		p := bothTails(b/se, len(rest)-len(less))
		if math.Signbit(b) != math.Signbit(slope) {
			p = 1
		}
		if p > worst {
			worst, at = p, when[row]
		}
	}
	return worst, at
}

func TestLeaveOneOutAsFittingAgain(t *testing.T) {
	for seed := range uint64(10) {
		f := randomFrame(40, seed)
		whole := f.fitLag(2, 1)
		worst, at := againWithout(f, 2, 1, whole.Slope)
		near(t, fmt.Sprint("seed ", seed), whole.PWithout, worst)
		if whole.PWithout < 1 && whole.RestsOn != at {
			t.Errorf("seed %d: rests on %d, want %d", seed, whole.RestsOn, at)
		}
	}
}

// Granger's test as Thurman and Fisher ran it in 1988, with the same regression
// that the pipeline stands on.
func TestGrangerOnChickensAndEggs(t *testing.T) {
	var ref struct {
		Granger []struct {
			Direction     string
			Lag, DF1, DF2 int
			F, P          float64
		}
	}
	golden(t, "granger_chickegg.json", &ref)
	d := table(t, "chickegg.csv")
	if len(ref.Granger) != 8 {
		t.Fatalf("%d results, want 8", len(ref.Granger))
	}
	for _, c := range ref.Granger {
		x, y := d["egg"], d["chicken"]
		if c.Direction == "chicken_to_egg" {
			x, y = y, x
		}
		base, extra := [][]float64{each(len(y), func(int) float64 { return 1 })}, [][]float64{}
		for k := 1; k <= c.Lag; k++ {
			base, extra = append(base, back(y, k)), append(extra, back(x, k))
		}
		f, df1, df2, p := fTest(y, base, extra)
		name := fmt.Sprint(c.Direction, " ", c.Lag)
		near(t, name+": F", f, c.F)
		near(t, name+": p", p, c.P)
		if df1 != c.DF1 || df2 != c.DF2 {
			t.Errorf("%s: %d and %d degrees of freedom, want %d and %d", name, df1, df2, c.DF1, c.DF2)
		}
	}
}

func TestCrossCorrelationOfBJsales(t *testing.T) {
	type at struct {
		Lag int
		R   float64
	}
	var ref struct {
		Levels_ccf, Diff_ccf []at
		Prewhitened          struct {
			Ar1_of_diff_lead float64
			CCF              []at
		}
		Haugh struct {
			Ar1_lead, Ar1_sales float64
			CCF                 []at
		}
	}
	golden(t, "bjsales.json", &ref)
	d := table(t, "bjsales.csv")
	lead, sales := steps(d["lead"]), steps(d["sales"])
	for _, c := range []struct {
		name string
		a, b []float64
		want []at
	}{
		{"levels", d["lead"], d["sales"], ref.Levels_ccf},
		{"steps", lead, sales, ref.Diff_ccf},
		{"pre-whitened", whitened(lead, ref.Prewhitened.Ar1_of_diff_lead), whitened(sales, ref.Prewhitened.Ar1_of_diff_lead), ref.Prewhitened.CCF},
		{"both whitened", whitened(lead, ref.Haugh.Ar1_lead), whitened(sales, ref.Haugh.Ar1_sales), ref.Haugh.CCF},
	} {
		for _, w := range c.want {
			nearTo(t, fmt.Sprint(c.name, " at lag ", w.Lag), correlation(c.a, c.b, w.Lag), w.R, 1e-6)
		}
	}
}

func steps(v []float64) (out []float64) {
	for i := 1; i < len(v); i++ {
		out = append(out, v[i]-v[i-1])
	}
	return out
}

// whitened takes out what each value keeps of the one before.
func whitened(v []float64, phi float64) (out []float64) {
	for i := 1; i < len(v); i++ {
		out = append(out, v[i]-phi*v[i-1])
	}
	return out
}
