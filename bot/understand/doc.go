// Package understand reads people: a question becomes an Interpretation, a
// reply becomes what was Heard. It decides what was meant and how sure that is;
// it never looks at rights, walks the map, or records anything.
//
// It works by rules alone. What it cannot read it says it cannot read: a wrong
// value recorded silently is the one unforgivable error, so every doubt becomes
// a question with both readings on offer.
package understand
