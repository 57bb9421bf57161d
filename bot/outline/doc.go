// Package outline is the strategy as a file that a person can write by hand and
// keep in git. It reads YAML, and points at the line and column of whatever is
// wrong, all of it at once, with what to do about it; it says what good practice
// would change; it shows what differs between two strategies; and it writes a
// strategy so that reading it again gives the identical one. It also reads and
// writes values as CSV and XLSX.
package outline
