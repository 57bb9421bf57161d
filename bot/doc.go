// Package bot is the switchboard between chat services and features. What
// people do arrives through its Door, is stored, and is then offered to the
// features in turn, each in one transaction that also marks it as handled and
// queues the replies; a Sender carries those out; a Timetable starts what the
// calendar says. After a crash at any moment each of the three goes on where it
// was, and nothing is lost or done twice.
//
// It knows neither a chat service nor a database: both are handed in.
package bot
