// Package scorecard holds the words of a balanced scorecard and what is true
// of them: how a value becomes a status, when a number has gone stale, what
// makes a strategy complete, and who may report or see what.
//
// It knows nothing of chat, files, databases or clocks. Every function takes
// values and gives values; "today" is always an argument. Numbers are decimals,
// because 2.3 × 100 must be 230, and a percentage is stored as people say it:
// 4.2 % is 4.2, not 0.042.
package scorecard
