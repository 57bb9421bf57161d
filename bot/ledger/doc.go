// Package ledger keeps account of the arrows of a strategy map: every four weeks
// it has them judged by the metrics' own history, keeps each verdict, and shows
// one that supports or contradicts an arrow only when two reviews agree. Once a
// quarter it tells the organisation the state of its hypotheses.
package ledger
