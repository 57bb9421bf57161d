// Package checkin asks people for their numbers and reads what they answer.
//
// All that is asked in a channel on a day is one message, the round, which is
// edited as values arrive. Replies are made in its thread, in a direct
// conversation, in a mention, or in a form; all four end in the same few acts:
// record, confirm, ask back, skip, snooze, hand on, explain. What is doubtful is
// said back with buttons and recorded only when one is pressed.
//
// Somebody who does not answer is asked three times in all, on working days, in
// one message for everything that is missing and at most three messages a week;
// then the backup, then the owner of the perspective, each once and in sight of
// the first; then the number is unattended, and the round shows it. A
// restricted number never stands in a channel: it is asked for, and answered,
// in private.
package checkin
