package store

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// loaded is an organisation in memory as it was at a revision. It is read-only.
type loaded struct {
	revision  int64
	strategy  int64 // the revision of the strategy
	index     *scorecard.Index
	histories map[scorecard.MetricID]scorecard.History
	newest    atomic.Pointer[scorecard.Snapshot] // as it was last asked for
}

// cache holds the newest state of each organisation that was asked for.
type cache struct {
	mu   sync.Mutex
	orgs map[scorecard.OrgID]*slot
}

type slot struct {
	loading sync.Mutex // so that many who ask at once make one of them load
	newest  atomic.Pointer[loaded]
	pruned  atomic.Int64 // when what was remembered was last pruned, in milliseconds
}

func (c *cache) of(org scorecard.OrgID) *slot {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.orgs == nil {
		c.orgs = map[scorecard.OrgID]*slot{}
	}
	if c.orgs[org] == nil {
		c.orgs[org] = &slot{}
	}
	return c.orgs[org]
}

// offer keeps l unless what is kept is as new.
func (s *slot) offer(l *loaded) {
	for {
		old := s.newest.Load()
		if old != nil && old.revision >= l.revision {
			return
		}
		if s.newest.CompareAndSwap(old, l) {
			return
		}
	}
}

// Snapshot returns the strategy in force and every reading in force, for a day.
// It comes from memory: one small query asks whether anybody, here or in another
// process, has changed anything since, and only what changed is read again.
// While the strategy stays as it is so does the Index, and while nothing changes
// and it is the same day so does the Snapshot: either may serve as a key. The
// Snapshot is read-only.
func (db *DB) Snapshot(ctx context.Context, org scorecard.OrgID, today scorecard.Date) (*scorecard.Snapshot, error) {
	s, c := db.cache.of(org), conn{db.read}
	rev, err := revisionOf(ctx, c, org)
	if err != nil {
		return nil, err
	}
	if l := s.newest.Load(); l != nil && l.revision >= rev.revision {
		return l.on(today), nil
	}
	s.loading.Lock()
	defer s.loading.Unlock()
	var l *loaded
	err = transact(ctx, db.read, func(c conn) error {
		l, err = refresh(ctx, c, org, s.newest.Load())
		return err
	})
	if err != nil {
		return nil, err
	}
	s.offer(l)
	return l.on(today), nil
}

// Snapshot is DB.Snapshot with what this transaction has written so far.
func (tx *Tx) Snapshot(ctx context.Context, today scorecard.Date) (*scorecard.Snapshot, error) {
	l, err := tx.load(ctx)
	if err != nil {
		return nil, err
	}
	return l.on(today), nil
}

// load brings the transaction's view up to date. A reader may get a state newer
// than its first query saw, never an older one.
func (tx *Tx) load(ctx context.Context) (*loaded, error) {
	base := tx.loaded
	if base != nil && !tx.stale {
		return base, nil
	}
	if base == nil {
		base = tx.db.cache.of(tx.org).newest.Load()
	}
	l, err := refresh(ctx, tx.conn, tx.org, base)
	if err == nil {
		tx.loaded, tx.stale = l, false
	}
	return l, err
}

func (l *loaded) on(today scorecard.Date) *scorecard.Snapshot {
	if s := l.newest.Load(); s != nil && s.Today == today {
		return s
	}
	s := &scorecard.Snapshot{Index: l.index, Today: today, Histories: l.histories}
	l.newest.Store(s)
	return s
}

type revisions struct{ revision, strategy int64 }

// revisionOf returns how often the organisation has changed; zero when it is
// not there.
func revisionOf(ctx context.Context, c conn, org scorecard.OrgID) (revisions, error) {
	r, _, err := one(ctx, c, func(r row) (v revisions, err error) {
		return v, r.Scan(&v.revision, &v.strategy)
	}, `SELECT revision, strategy_revision FROM organisation WHERE org = $1`, org)
	return r, err
}

// refresh returns the state that c sees, reading only what base, which may be
// nil, does not have.
func refresh(ctx context.Context, c conn, org scorecard.OrgID, base *loaded) (*loaded, error) {
	rev, err := revisionOf(ctx, c, org)
	if err != nil {
		return nil, err
	}
	if base == nil {
		base = &loaded{strategy: -1, histories: map[scorecard.MetricID]scorecard.History{}}
	} else if base.revision >= rev.revision {
		return base, nil
	}
	next := &loaded{revision: rev.revision, strategy: rev.strategy, index: base.index}
	if base.strategy != rev.strategy {
		s, err := strategyOf(ctx, c, `SELECT kind, id, body FROM part
			WHERE org = $1 AND valid_to = 9223372036854775807`, org)
		if err != nil {
			return nil, err
		}
		if err := settle(ctx, c, org, s); err != nil {
			return nil, err
		}
		if err := judged(ctx, c, org, s); err != nil {
			return nil, err
		}
		next.index = scorecard.NewIndex(s)
	}
	next.histories, err = histories(ctx, c, org, base)
	return next, err
}

// histories returns base's with the readings recorded since.
func histories(ctx context.Context, c conn, org scorecard.OrgID, base *loaded) (map[scorecard.MetricID]scorecard.History, error) {
	fresh := map[scorecard.MetricID]*[]scorecard.Reading{}
	words, numbers := interner{}, numbers{}
	err := each(ctx, c, func(row row) error {
		r, err := readReading(row, numbers.read)
		words.share(&r)
		of := fresh[r.Metric]
		if of == nil {
			of = new([]scorecard.Reading)
			fresh[r.Metric] = of
		}
		*of = append(*of, r)
		return err
	}, `SELECT `+readingColumns+` FROM reading WHERE org = $1 AND seq > $2 ORDER BY seq`, org, base.revision)
	if err != nil || len(fresh) == 0 {
		return base.histories, err
	}
	all := maps.Clone(base.histories)
	starts := map[scorecard.Period]scorecard.Date{}
	for m, rs := range fresh {
		all[m] = merge(all[m], slices.Clone(*rs), starts) // of no more room than it needs
	}
	return all, nil
}

// merge returns h with rs, which were recorded after it, in the order recorded.
// It keeps rs for itself, and leaves h alone, which others may be reading.
// It is scorecard.NewHistory without working out every period's start again.
func merge(h scorecard.History, rs []scorecard.Reading, starts map[scorecard.Period]scorecard.Date) scorecard.History {
	out := scorecard.History(rs)
	if len(h) > 0 {
		out = slices.Concat(h, out)
	}
	start := func(p scorecard.Period) scorecard.Date {
		d, ok := starts[p]
		if !ok {
			d = p.Start()
			starts[p] = d
		}
		return d
	}
	earlier := func(a, b scorecard.Reading) int {
		return strings.Compare(string(start(a.Period)), string(start(b.Period)))
	}
	if !slices.IsSortedFunc(out, earlier) {
		slices.SortStableFunc(out, earlier)
	}
	return lastOfEach(out)
}

// lastOfEach keeps the last of readings of one period that follow each other.
func lastOfEach(rs scorecard.History) scorecard.History {
	kept := rs[:0]
	for _, r := range rs {
		if n := len(kept); n > 0 && kept[n-1].Period == r.Period {
			kept[n-1] = r
			continue
		}
		kept = append(kept, r)
	}
	return kept
}

// numbers are read once for all readings of the same value: each is made of
// several pieces, which the collector of memory visits again and again.
type numbers map[string]decimal.Decimal

func (n numbers) read(s string) (decimal.Decimal, error) {
	if d, ok := n[s]; ok {
		return d, nil
	}
	d, err := decimal.NewFromString(s)
	if err == nil {
		n[s] = d
	}
	return d, err
}

// An interner keeps one copy of words that come again and again.
type interner map[string]string

func (w interner) share(r *scorecard.Reading) {
	r.Metric = scorecard.MetricID(w.word(string(r.Metric)))
	r.Period = scorecard.Period(w.word(string(r.Period)))
	r.Confidence = scorecard.Confidence(w.word(string(r.Confidence)))
	r.By = scorecard.PersonID(w.word(string(r.By)))
	r.Source = w.word(r.Source)
}

func (w interner) word(s string) string {
	if kept, ok := w[s]; ok {
		return kept
	}
	w[s] = s
	return s
}
