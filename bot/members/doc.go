// Package members proposes to the head of a unit those who are in the unit's team
// or user group at a chat service and whom the strategy does not know. Nobody is
// added without the head's word, nobody from outside is proposed, and whoever was
// proposed once is not proposed again.
package members
