// Package store keeps everything Throughline knows: strategies with their
// history, readings, asks, what came in and what has to go out, and who changed
// what. It is one SQLite file; the text of every query is also good PostgreSQL.
//
// A change is one transaction (DB.Write), and what it says to people is queued
// in the same one, so that a crash at any moment loses nothing and repeats
// nothing. Readings and the journal are only ever added to; a part of the
// strategy is closed and replaced, never overwritten. Every row belongs to one
// organisation, and every query names it.
package store
