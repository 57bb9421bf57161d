// Package understand reads people: a question becomes an Interpretation, a
// reply becomes what was Heard. It decides what was meant and how sure that is;
// it never looks at rights, walks the map, or records anything.
//
// It works by rules, without a model: cues that ask for something, and a sense of
// what is asked that is learned from labelled ways of asking. Where the two agree
// a question is answered, where they do not it is offered. What it cannot read it says it cannot read: a wrong
// value recorded silently is the one unforgivable error, so every doubt becomes
// a question with both readings on offer.
package understand
