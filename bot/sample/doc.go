// Package sample holds example strategies of fictional organisations, and the
// means to bring one to life: more than a year of plausible history in which
// some of the recorded links are truly at work and some are not, and a cast that
// answers when it is asked. Templates are to be looked at and rewritten, never
// copied: a scorecard must reflect one's own reality.
package sample
