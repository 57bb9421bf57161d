package exam

import (
	"strings"
	"sync/atomic"
	"testing"
)

// replyDresses say the same thing in another dress.
var replyDresses = map[string]func(string) string{
	"upper":    strings.ToUpper,
	"greeting": func(s string) string { return "hi, " + s },
	"good day": func(s string) string { return "Good morning! " + s },
	"week":     func(s string) string { return "W47: " + s },
	"quotes":   func(s string) string { return "\"" + s + "\"" },
	"emoji":    func(s string) string { return s + " 🙂 :tada:" },
	"sick":     func(s string) string { return s + " (2 people off sick)" },
	"bullet":   func(s string) string { return "• " + s },
	"dash":     func(s string) string { return "- " + s },
	"bold":     func(s string) string { return "*" + s + "*" },
	"code":     func(s string) string { return "`" + s + "`" },
	"thanks":   func(s string) string { return s + ", thanks" },
	"blanks":   func(s string) string { return "  " + s + "  \n" },
	"mention":  func(s string) string { return "<@U0BOT> " + s },
	"cheers":   func(s string) string { return s + "\nCheers" },
}

// A wrong value recorded silently is the one unforgivable error, in any dress.
func TestRepliesInOtherDress(t *testing.T) {
	t.Parallel()
	var total, kept atomic.Int64
	t.Run("each", func(t *testing.T) {
		for name, dress := range replyDresses {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				inDress(t, dress, &total, &kept)
			})
		}
	})
	t.Logf("%d of %d", kept.Load(), total.Load())
	if kept.Load()*100 < total.Load()*98 {
		t.Errorf("%d of %d replies are read alike in other dress", kept.Load(), total.Load())
	}
}

func inDress(t *testing.T, dress func(string) string, total, kept *atomic.Int64) {
	for _, p := range papers(t) {
		if len(p.Replies) == 0 {
			continue
		}
		r := reader(t, p.Organisation)
		for _, in := range p.Replies {
			m := r.MarkReplyAs(in, dress(in.Text), false)
			total.Add(1)
			switch m.Verdict {
			case Right:
				kept.Add(1)
			case Wrong:
				t.Errorf("%s %s: %q silently records %s, want %s", p.Name, in.ID, m.Text, m.Got, m.Want)
			default:
				t.Logf("%s %s: %q is %s (%s), want %s", p.Name, in.ID, m.Text, m.Got, m.Why, m.Want)
			}
		}
	}
}
