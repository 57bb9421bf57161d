// Package digest prepares reviews and keeps what comes of them. Before a review
// it composes a Brief: what changed since the last one, what is off target and
// for how long, why as far as the map and the owners' own words say, what it will
// hit and when, and what there is to decide. The Brief is frozen, so that the
// room shares the same numbers, and posted as one message with a reply for each
// perspective. Decisions and actions said in that thread are kept and come back
// in the next one.
//
// A line without a "so what" is left out. Misses are told to learn from; nobody
// is ranked.
package digest
