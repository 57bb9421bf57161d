// Package chain walks the strategy map: which routes lead from here to there,
// what drives an objective and what it affects, where the map runs in circles
// and what it leaves loose.
//
// It walks links in force only, and says nothing of whether a link is true
// beyond what was recorded of it: a route is as proven as its weakest link, and
// the weakest one is named. Routes are simple, that is, they pass an objective
// at most once, so a map with loops in it is as safe to ask as one without. The
// best routes are searched best first, never picked from a list of all of them:
// a map of six lanes with twenty objectives each can hold 160,000.
package chain
