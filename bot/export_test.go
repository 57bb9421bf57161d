package bot

// AtWork makes the bot behave as while Run is under way, which handles what comes
// in as it comes in.
func (b *Bot[T]) AtWork() { b.working.Store(true) }

// AtOnce returns how many things are being handled as they come in.
func (b *Bot[T]) AtOnce() int { return len(b.atOnce) }
