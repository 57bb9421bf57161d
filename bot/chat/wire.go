package chat

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// UnmarshalJSON reads what MarshalJSON wrote.
func (m *Message) UnmarshalJSON(data []byte) error {
	var in []wireBlock
	if err := json.Unmarshal(data, &in); err != nil {
		return fmt.Errorf("chat: message: %w", err)
	}
	m.Blocks = nil
	for _, w := range in {
		make := newBlock[w.Kind]
		if make == nil {
			return fmt.Errorf("chat: message: unknown block %q", w.Kind)
		}
		b := make()
		if err := json.Unmarshal(w.Body, b); err != nil {
			return fmt.Errorf("chat: message: %s: %w", w.Kind, err)
		}
		m.Blocks = append(m.Blocks, reflect.ValueOf(b).Elem().Interface().(Block))
	}
	return nil
}
