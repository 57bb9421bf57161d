// Package web is a chat workspace of our own in the browser: channels, threads,
// direct conversations, buttons, forms and messages that change before one's
// eyes, with no account and nothing loaded from elsewhere.
//
// It is a chat.Service like any other, so that everything Throughline does can
// be tried, and used, without one. Whoever reaches it may speak as anyone: it is
// meant for one's own machine and answers no other (see Config.Hosts).
package web
