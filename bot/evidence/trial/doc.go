// Package trial puts the verdicts of bot/evidence on trial: it makes companies
// of which the truth is known, lets their arrows be judged, and counts how often
// an arrow with nothing in it is called supported, and how often a true one is
// found. The worlds are made to mislead: metrics that wander, trends and seasons
// that everything shares, rhythms of the month, a shock that hits both sides.
package trial
