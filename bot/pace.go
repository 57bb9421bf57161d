package bot

import (
	"time"

	"throughline/bot/chat"
	"throughline/bot/chat/pacing"
)

// burstShare is the part of what a minute allows that may go out at once.
const burstShare = 5

// tolls returns what a message costs at a place, which is resolved.
func tolls(pace chat.Pace, place chat.Place, edit bool) (out []pacing.Toll) {
	workspace := place.Service + "/" + place.Workspace
	minute := func(what string, n int) {
		if n > 0 {
			out = append(out, pacing.Toll{Of: workspace + " " + what, Every: time.Minute / time.Duration(n), Burst: max(1, n/burstShare)})
		}
	}
	if edit {
		minute("edits", pace.Edits)
		return out
	}
	minute("posts", pace.Posts)
	if pace.Gap > 0 {
		out = append(out, pacing.Toll{Of: place.Lane(), Every: pace.Gap, Burst: 1})
	}
	return out
}

// pace returns how long a message has to wait, whose place is resolved. It is
// asked for once and then at its moment: see pacing.
func (s *Sender) pace(q chat.Queued, awaited bool) time.Duration {
	service, ok := s.Service.(chat.Paced)
	if !ok {
		return 0
	}
	edit := q.Ref != ""
	all := tolls(service.Pace(q.Place), q.Place, edit)
	if awaited && !edit {
		s.pacer.Count(s.Now(), all)
		return 0
	}
	return s.pacer.Turn(s.Now(), string(q.Org)+" "+q.Key, all)
}
