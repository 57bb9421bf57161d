// Package teams is Throughline as a Microsoft Teams app: what people do there
// becomes a chat.Incoming for the organisation's chat.Host, and a chat.Message
// becomes Adaptive Cards that the Bot Connector delivers.
//
// Nothing is believed that Microsoft has not signed: every request is refused
// unless its token says that it is for this app, from the place it says, and not
// old. What comes in is acknowledged only when it is kept. Teams' own activities
// are read leniently: a field of an unexpected kind is as good as absent, so that
// no novelty of Microsoft's stops the conversation.
package teams
