package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// Record adds a reading and returns it as it was stored: with its ID, with its
// moment (that of the transaction when it names none), and with the reading it
// supersedes, if its period had one. A reading recorded later is in force, even
// when it claims an earlier moment: it then takes that of the one before it.
func (tx *Tx) Record(ctx context.Context, r scorecard.Reading) (scorecard.Reading, error) {
	if !r.Period.Valid() {
		return r, fmt.Errorf("store: record %s: %q is not a period", r.Metric, r.Period)
	}
	_, known, err := one(ctx, tx.conn, scanInt, `SELECT 1 FROM part
		WHERE org = $1 AND kind = 'metric' AND id = $2 AND valid_to = 9223372036854775807`, tx.org, r.Metric)
	if err == nil && !known {
		err = fmt.Errorf("the metric is %w", ErrUnknown)
	}
	if err != nil {
		return r, fmt.Errorf("store: record %s %s: %w", r.Metric, r.Period, err)
	}
	prev, has, err := tx.inForce(ctx, r.Metric, r.Period)
	if err != nil {
		return r, fmt.Errorf("store: record %s %s: %w", r.Metric, r.Period, err)
	}
	seq, err := tx.numbers(ctx, 1)
	if err != nil {
		return r, fmt.Errorf("store: record %s %s: %w", r.Metric, r.Period, err)
	}
	r, values := tx.follow(r, prev, seq)
	if _, err := tx.exec(ctx, addReading, values...); err != nil {
		return r, fmt.Errorf("store: record %s %s: %w", r.Metric, r.Period, err)
	}
	what, before := "recorded", ""
	if has {
		what, before = "corrected", said(prev)
	}
	return r, tx.Journal(ctx, what, fmt.Sprintf("reading/%s/%s", r.Metric, r.Period), before, said(r))
}

// Import records many readings, and returns how many: those that say what is in
// force already are left out, so that the same file may be imported twice.
// Progress is told now and then; it may be nil. The journal gets one entry for
// the whole.
func (tx *Tx) Import(ctx context.Context, all []scorecard.Reading, progress func(done, total int)) (int, error) {
	snap, err := tx.load(ctx)
	if err != nil || len(all) == 0 {
		return 0, err
	}
	seq, err := tx.numbers(ctx, len(all))
	if err != nil {
		return 0, fmt.Errorf("store: import: %w", err)
	}
	add, err := tx.prepare(ctx, addReading)
	if err != nil {
		return 0, fmt.Errorf("store: import: %w", err)
	}
	defer add.Close()
	known := standing{snap: snap, latest: map[scorecard.MetricID]map[scorecard.Period]scorecard.Reading{}}
	added := 0
	for i, r := range all {
		if progress != nil && i%512 == 0 {
			progress(i, len(all))
		}
		if !r.Period.Valid() || snap.index.Metric(r.Metric) == nil {
			return 0, fmt.Errorf("store: import: reading %d: metric %q, period %q: %w", i+1, r.Metric, r.Period, ErrUnknown)
		}
		of := known.of(r.Metric)
		prev, has := of[r.Period]
		if has && sameReading(prev, r) {
			continue
		}
		stored, values := tx.follow(r, prev, seq+int64(i))
		if _, err := add.ExecContext(ctx, values...); err != nil {
			return 0, fmt.Errorf("store: import: reading %d: %w", i+1, err)
		}
		of[r.Period] = stored
		added++
	}
	if progress != nil {
		progress(len(all), len(all))
	}
	if added == 0 {
		return 0, nil
	}
	return added, tx.Journal(ctx, "imported", "readings", "", strconv.Itoa(added))
}

// standing is what is in force while an import runs.
type standing struct {
	snap   *loaded
	latest map[scorecard.MetricID]map[scorecard.Period]scorecard.Reading
}

func (n standing) of(m scorecard.MetricID) map[scorecard.Period]scorecard.Reading {
	if n.latest[m] == nil {
		n.latest[m] = byPeriod(n.snap.histories[m])
	}
	return n.latest[m]
}

func byPeriod(h scorecard.History) map[scorecard.Period]scorecard.Reading {
	m := make(map[scorecard.Period]scorecard.Reading, len(h))
	for _, r := range h {
		m[r.Period] = r
	}
	return m
}

func sameReading(a, b scorecard.Reading) bool {
	return a.NoData == b.NoData && a.Value.Equal(b.Value) && a.Note == b.Note
}

// said is a reading as the journal writes it.
func said(r scorecard.Reading) string {
	if r.NoData {
		return "no data"
	}
	return r.Value.String()
}

// Readings returns everything ever recorded for a metric, in the order in which
// it was, superseded readings too.
func (tx *Tx) Readings(ctx context.Context, m scorecard.MetricID) ([]scorecard.Reading, error) {
	return list(ctx, tx.conn, scanReading, `SELECT `+readingColumns+` FROM reading
		WHERE org = $1 AND metric = $2 ORDER BY seq`, tx.org, m)
}

func (tx *Tx) inForce(ctx context.Context, m scorecard.MetricID, p scorecard.Period) (scorecard.Reading, bool, error) {
	return one(ctx, tx.conn, scanReading, `SELECT `+readingColumns+` FROM reading
		WHERE org = $1 AND metric = $2 AND period = $3 ORDER BY seq DESC LIMIT 1`, tx.org, m, p)
}

// numbers takes n numbers for readings and returns the first.
func (tx *Tx) numbers(ctx context.Context, n int) (int64, error) {
	tx.stale = true
	last, ok, err := one(ctx, tx.conn, scanInt, `UPDATE organisation SET revision = revision + $2
		WHERE org = $1 RETURNING revision`, tx.org, n)
	if err == nil && !ok {
		err = fmt.Errorf("the organisation is %w", ErrUnknown)
	}
	return last - int64(n) + 1, err
}

const addReading = `INSERT INTO reading (org, ` + readingColumns + `)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`

// follow returns r as it is stored under a number after prev, which may be the
// zero Reading, and the values of its row.
func (tx *Tx) follow(r, prev scorecard.Reading, seq int64) (scorecard.Reading, []any) {
	if r.At.IsZero() {
		r.At = tx.now
	}
	if r.At.Before(prev.At) {
		r.At = prev.At
	}
	r.At = fromMilli(milli(r.At))
	r.ID, r.Supersedes = readingID(seq), prev.ID
	return r, []any{tx.org, seq, r.Metric, r.Period, r.Value.String(), r.NoData, r.Note, r.Confidence,
		r.By, milli(r.At), r.Said, r.Raw, r.Source, readingSeq(prev.ID)}
}

const readingColumns = `seq, metric, period, value, no_data, note, confidence, person, at, said, raw, source, supersedes`

func scanReading(row row) (scorecard.Reading, error) { return readReading(row, decimal.NewFromString) }

// readReading scans into plain strings, which database/sql does several times
// faster than into types with names; a start reads hundreds of thousands.
func readReading(row row, number func(string) (decimal.Decimal, error)) (r scorecard.Reading, err error) {
	var seq, at, supersedes int64
	var metric, period, value, confidence, by string
	err = row.Scan(&seq, &metric, &period, &value, &r.NoData, &r.Note, &confidence,
		&by, &at, &r.Said, &r.Raw, &r.Source, &supersedes)
	if err != nil {
		return r, err
	}
	r.Metric, r.Period = scorecard.MetricID(metric), scorecard.Period(period)
	r.Confidence, r.By = scorecard.Confidence(confidence), scorecard.PersonID(by)
	r.ID, r.At, r.Supersedes = readingID(seq), fromMilli(at), readingID(supersedes)
	if r.Value, err = number(value); err != nil {
		return r, fmt.Errorf("reading %s: %w", r.ID, err)
	}
	return r, nil
}

// readingID is the name of the reading with a number: names sort as they were given.
func readingID(seq int64) string {
	if seq == 0 {
		return ""
	}
	digits := strconv.FormatInt(seq, 10)
	return "r" + "000000000"[min(len(digits), 9):] + digits
}

func readingSeq(id string) int64 {
	if id == "" {
		return 0
	}
	n, err := strconv.ParseInt(id[1:], 10, 64)
	if err != nil {
		panic(errors.Join(errors.New("store: not a name we gave: "+id), err))
	}
	return n
}
