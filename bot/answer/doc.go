// Package answer turns a reading of a question into an answer: it walks the
// strategy as the person who asked may see it, collects Facts, and puts them
// into words from package prompts.
//
// Nothing is written that is not a Fact. Arrows of the map are spoken of as
// hypotheses with their evidence, a route is as sure as its weakest hop, and
// "no recorded link leads there" is an answer. The core (Answerer) is pure;
// Feature is the thin part that listens and replies.
package answer
