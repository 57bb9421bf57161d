// Package schedule says what is due at a moment: which numbers to ask whom for,
// which summary to post, which meeting begins. It reads cron specs, recurrence
// rules and plain words, and it knows people's zones, working days, quiet hours,
// leave and public holidays.
//
// All reckoning is done on the wall clock of the person concerned and turned
// into an instant last. So a moment that a clock change skips is taken at the
// first minute after the gap, and one that comes twice is taken the first time.
//
// Unless a metric says otherwise it is asked for at 09:00, for the period that
// has ended: weekly numbers on Monday, monthly ones on the 3rd, quarterly ones
// on the 5th of the quarter, annual ones on 10 January. Daily numbers are asked
// for at 16:00 of each working day, for that day. What falls where a person may
// not be written to waits for their next working moment.
package schedule
