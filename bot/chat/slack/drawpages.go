package slack

import (
	"strings"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

// layOut sorts what was drawn into messages within Slack's limits. A heading is
// not left behind at the end of one.
func layOut(drawings []drawing, most int) []page {
	var out []page
	for len(drawings) > 0 {
		n := fill(drawings, most)
		if n < len(drawings) && n > 1 && heads(drawings[n-1]) {
			n--
		}
		out = append(out, onePage(drawings[:n]))
		drawings = drawings[n:]
		if len(out) == maxPages && len(drawings) > 0 {
			left := drawing{blocks: []slack.Block{slack.NewContextBlock("", words(more(len(drawings), "part")))}, text: more(len(drawings), "part")}
			last := &out[len(out)-1]
			last.Blocks, last.Text = append(last.Blocks, left.blocks...), joinLines(last.Text, left.text)
			break
		}
	}
	if len(out) > 1 {
		out[0].Blocks = append(out[0].Blocks, slack.NewContextBlock("", words(continued)))
		out[0].Text = joinLines(out[0].Text, continued)
	}
	return out
}

const (
	continued   = "Continued in the thread."
	spareBlocks = 1  // for saying that it continues
	spareWeight = 50 // and for its words
)

// fill returns how many of drawings one message takes, one at least.
func fill(drawings []drawing, most int) int {
	blocks, weight, tables, charts := 0, 0, 0, 0
	for i, d := range drawings {
		blocks += len(d.blocks)
		weight += d.weight
		tables += d.tables
		charts += d.charts
		if i > 0 && (blocks > maxBlocks-spareBlocks || weight > most-spareWeight || tables > maxTables || charts > maxCharts) {
			return i
		}
	}
	return len(drawings)
}

func heads(d drawing) bool {
	return len(d.blocks) == 1 && d.blocks[0].BlockType() == slack.MBTHeader
}

func onePage(drawings []drawing) page {
	var out page
	var text []string
	for _, d := range drawings {
		out.Blocks = append(out.Blocks, d.blocks...)
		if d.text != "" {
			text = append(text, d.text)
		}
	}
	out.Text = shorten(strings.TrimSpace(strings.Join(text, "\n")), maxFallback-2*spareWeight)
	if out.Text == "" {
		out.Text = noCell // a picture without words, or a rule: Slack wants some text
	}
	return out
}

// shorten leaves out the last lines of escaped text that is longer than n, and
// says how many they are.
func shorten(text string, n int) string {
	if size(text) <= n {
		return text
	}
	lines := strings.Split(text, "\n")
	used, kept := 0, 0
	for ; kept < len(lines) && used+size(lines[kept])+1 <= n-spareWeight; kept++ {
		used += size(lines[kept]) + 1
	}
	if kept > 0 {
		return strings.Join(lines[:kept], "\n") + "\n" + more(len(lines)-kept, "line")
	}
	head, _ := cutWords(text, n-1)
	if i := strings.LastIndexAny(head, "&<"); i >= 0 && !strings.ContainsAny(head[i:], ";>") {
		head = head[:i] // not within "&amp;" or "<@U1>"
	}
	return head + "…"
}

func joinLines(a, b string) string {
	if a == "" {
		return b
	}
	return a + "\n" + b
}

// homeView draws what somebody sees on the bot's own page.
func (p pen) homeView(m chat.Message) slack.HomeTabViewRequest {
	p.home = true
	var blocks []slack.Block
	drawings := p.drawings(m)
	for i, d := range drawings {
		if len(blocks)+len(d.blocks) > maxViewBlocks-spareBlocks {
			blocks = append(blocks, slack.NewContextBlock("", words(more(len(drawings)-i, "part"))))
			break
		}
		blocks = append(blocks, d.blocks...)
	}
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: blocks}}
}
