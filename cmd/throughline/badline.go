package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// badLine says in people's words why a line of a batch cannot be read, and what
// a line looks like.
func badLine(err error, like string) error {
	why := "this is not a JSON object on one line"
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &kind) && kind.Field != "":
		why = fmt.Sprintf("%q holds a %s, which does not belong there", kind.Field, strings.Fields(kind.Value)[0])
	case errors.As(err, &syntax):
		why += fmt.Sprintf(" (it breaks off, or has a mistake, at character %d)", syntax.Offset)
	}
	return fmt.Errorf("%s; a line looks like %s", why, like)
}
