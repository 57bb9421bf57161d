package outline_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"throughline/bot/outline"
	"throughline/bot/scorecard"
)

// spots returns every single value inside v that can be changed.
func spots(v reflect.Value) []reflect.Value {
	var out []reflect.Value
	switch v.Type() {
	case reflect.TypeFor[decimal.NullDecimal](), reflect.TypeFor[decimal.Decimal]():
		return []reflect.Value{v}
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			out = append(out, spots(v.Field(i))...)
		}
	case reflect.Slice:
		for i := range v.Len() {
			out = append(out, spots(v.Index(i))...)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			out = spots(v.Elem())
		}
	case reflect.String, reflect.Int, reflect.Bool:
		out = append(out, v)
	}
	return out
}

func change(v reflect.Value) {
	switch x := v.Addr().Interface().(type) {
	case *decimal.NullDecimal:
		*x = decimal.NewNullDecimal(x.Decimal.Add(decimal.New(1, -9)))
		return
	case *decimal.Decimal:
		*x = x.Add(decimal.New(1, -9))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(v.String() + "x")
	case reflect.Int:
		v.SetInt(v.Int() + 1)
	case reflect.Bool:
		v.SetBool(!v.Bool())
	}
}

func TestEveryChangeShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strategies.Draw(t, "strategy")
		file, err := outline.Read("copy.yaml", outline.Write(&s, nil))
		if err != nil {
			t.Fatal(err)
		}
		other := file.Strategy
		all := spots(reflect.ValueOf(&other).Elem())
		change(all[rapid.IntRange(0, len(all)-1).Draw(t, "spot")])
		if len(outline.Diff(&s, &other)) == 0 {
			t.Fatalf("nothing shows of\n%s", cmp.Diff(s, other, alike))
		}
	})
}

func TestPlan(t *testing.T) {
	const before = `
organisation: {id: mill, name: Mill Lane}
units: [{id: shop, name: Shop}]
people: [{id: kim, name: Kim}, {id: lou, name: Lou}]
objectives:
  - {id: warm, name: Warm bread, perspective: customer, unit: shop, metrics: [{id: hot, name: Sold hot, target: 90, owner: kim}, {id: old, name: Queue}]}
  - {id: sell, name: Sell more, perspective: financial, unit: shop}
`
	after := strings.NewReplacer(
		"target: 90, owner: kim", "target: 1000000, owner: lou, so_what: "+strings.Repeat("long ", 30),
		", {id: old, name: Queue}", "",
		"{id: kim, name: Kim}, {id: lou, name: Lou}", "{id: lou, name: Lou}, {id: kim, name: Kim}",
	).Replace(before) + "links: [warm -> sell]\n"
	a, err := outline.Read("a", []byte(before))
	if err != nil {
		t.Fatal(err)
	}
	b, err := outline.Read("b", []byte(after))
	if err != nil {
		t.Fatal(err)
	}
	want := `> person another order
+ link warm → sell (warm-sell)
~ metric Sold hot (hot)
    owner: kim → lou
    so what: none → ` + strings.Repeat("long ", 15) + `long…
    targets[1].value: 90 → 1000000
- metric Queue (old)

1 to add, 1 to change, 1 to remove, 1 in another order.
`
	if diff := cmp.Diff(want, outline.Plan(outline.Diff(&a.Strategy, &b.Strategy))); diff != "" {
		t.Error(diff)
	}
	if got := outline.Plan(outline.Diff(&a.Strategy, &a.Strategy)); got != "Nothing would change.\n" {
		t.Errorf("a strategy against itself: %s", got)
	}
	if got := outline.Diff(nil, &scorecard.Strategy{}); len(got) != 0 {
		t.Errorf("nothing against nothing: %v", got)
	}
}
