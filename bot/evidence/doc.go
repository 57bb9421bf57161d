// Package evidence judges the arrows of a strategy map by the readings of their
// metrics, and tells signals from noise.
//
// It takes a position. An arrow was registered before it is tested: its sign,
// its lag, its reason. Only a narrow window around that lag is looked at, with
// the effect's own past, its trend, the season and the other mapped drivers held
// constant; nothing searches for links. What it finds is consistent with the
// arrow or not: it never proves one, for it cannot see a common cause that is
// not on the map. Most young scorecards will rightly read "too little data", and
// then it says how many more periods are needed.
//
// Missing values stay missing. What was carried forward, what has no data and
// what lies in a period that is still running is never counted. A doubt about a
// result is a value beside the result, not an error.
//
// Where to begin: Claims and Judge for the arrows, Agree before a verdict is
// shown; XmR for one metric; OnTrack for a target; Slopes, then Why and WhatIf,
// to walk the map with numbers; Predict, Exposures and Watch for what a signal
// should set off.
package evidence
