package prompts

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// What is said depends on nothing but the voice, the template and its data. The
// same names, readings and routes are said again and again, and to render a
// template takes ten times as long as to look at all of its data, so what was said
// is kept for when the same is to be said again.

// A saying is the sum of all that the words of a template depend on: nobody finds
// two that have the same, and it takes far less room.
type saying [sha256.Size]byte

var sayings memo[saying]

// maxData bounds what is looked at of the data: with more, words are not kept.
const maxData = 1 << 10 // bytes

// rooms are where data is written out to be looked up, and then used again.
var rooms = sync.Pool{New: func() any { return new(make([]byte, 0, maxData)) }}

// saidBefore returns what the template called name says with data, and has words
// render it where that was not said before.
func (v Voice) saidBefore(name string, data any, words func() string) string {
	room := rooms.Get().(*[]byte)
	all := append(append((*room)[:0], name...), 0)
	all, _ = appendData(all, reflect.ValueOf(v))
	all, ok := appendData(all, reflect.ValueOf(&data).Elem())
	var key saying
	if ok {
		key = sha256.Sum256(all)
	}
	*room = all
	rooms.Put(room)
	if !ok {
		return words()
	}
	return sayings.get(key, words)
}

// appendData appends all that v holds, so that no two values of a type come out
// the same; false when it holds more than is kept, or what cannot be compared.
func appendData(b []byte, v reflect.Value) ([]byte, bool) {
	if len(b) > maxData {
		return b, false
	}
	switch v.Kind() {
	case reflect.Bool:
		if v.Bool() {
			return append(b, 1), true
		}
		return append(b, 0), true
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return binary.AppendVarint(b, v.Int()), true
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return binary.AppendUvarint(b, v.Uint()), true
	case reflect.Float32, reflect.Float64:
		return binary.BigEndian.AppendUint64(b, math.Float64bits(v.Float())), true
	case reflect.String:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		return append(b, v.String()...), true
	case reflect.Interface, reflect.Pointer:
		return appendWhatIsThere(b, v)
	case reflect.Struct:
		return appendParts(b, v.NumField(), v.Field)
	case reflect.Slice:
		b = append(b, nilMark(v.IsNil()))
		return appendParts(binary.AppendUvarint(b, uint64(v.Len())), v.Len(), v.Index)
	case reflect.Array:
		return appendParts(b, v.Len(), v.Index)
	case reflect.Map:
		return appendMap(b, v)
	}
	return b, false
}

func nilMark(isNil bool) byte {
	if isNil {
		return 0
	}
	return 1
}

// appendWhatIsThere appends what an interface, with its type, or a pointer holds.
func appendWhatIsThere(b []byte, v reflect.Value) ([]byte, bool) {
	b = append(b, nilMark(v.IsNil()))
	if v.IsNil() {
		return b, true
	}
	if v.Kind() == reflect.Interface {
		name := v.Elem().Type().String()
		b = append(binary.AppendUvarint(b, uint64(len(name))), name...)
	}
	return appendData(b, v.Elem())
}

func appendParts(b []byte, n int, part func(int) reflect.Value) ([]byte, bool) {
	ok := true
	for i := 0; i < n && ok; i++ {
		b, ok = appendData(b, part(i))
	}
	return b, ok
}

// appendMap appends a map by names, in their order.
func appendMap(b []byte, v reflect.Value) ([]byte, bool) {
	if v.Type().Key().Kind() != reflect.String {
		return b, false
	}
	b = binary.AppendUvarint(append(b, nilMark(v.IsNil())), uint64(v.Len()))
	keys := v.MapKeys()
	slices.SortFunc(keys, func(x, y reflect.Value) int { return strings.Compare(x.String(), y.String()) })
	ok := true
	for _, k := range keys {
		if b, ok = appendData(b, k); !ok {
			break
		}
		if b, ok = appendData(b, v.MapIndex(k)); !ok {
			break
		}
	}
	return b, ok
}
