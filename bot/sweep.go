package bot

import (
	"context"
	"time"
)

// keepHandled is how long the name of what was handled is kept, to know it again
// when a service delivers it twice; services give up after hours.
const keepHandled = 30 * 24 * time.Hour

// swept is the name under which the timetable keeps when it last swept.
const swept = "sweep"

// sweep has the store forget what is too old to matter, once a day.
func (t *Timetable[T]) sweep(ctx context.Context, now time.Time) error {
	last, err := t.Store.Watermark(ctx, t.Org, swept)
	if err != nil || now.Before(last.Add(24*time.Hour)) {
		return err
	}
	if err := t.Store.Sweep(ctx, t.Org, now.Add(-keepHandled)); err != nil {
		return err
	}
	return t.Store.SetWatermark(ctx, t.Org, swept, now)
}
