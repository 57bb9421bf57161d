// Package chat is what a conversation is made of, whatever the service: what
// comes in, where it was said, and messages built from a few kinds of blocks
// that Slack, Microsoft Teams and the local workspace can each draw natively.
//
// The rest of Throughline speaks only this language; a quirk of one service
// stays in that service's folder. Text inside blocks is marked text (see Spans):
// what people and strategies contribute is always escaped before it gets there.
package chat
