// Package exam measures how well people are understood: papers of questions and
// replies with the readings a careful person would give, and marks for them.
//
// A paper says for which organisation it was written and whether that was
// before the grammar had seen it; its first score is kept with it, because only
// that one says how words nobody has seen are read. Being wrong is counted
// apart from asking back and from refusing: only the first does harm.
package exam

import (
	"embed"
	"fmt"
	"path"

	"throughline/bot/outline"
	"throughline/bot/scorecard"
)

// Today is the day on which the project's own papers are sat: a Friday.
const Today scorecard.Date = "2026-11-20"

// A Paper is a file of questions or replies about one organisation.
type Paper struct {
	Name         string // of the file
	Organisation string // the name of its strategy in this package; empty for a paper from elsewhere
	Before       bool   // written before the grammar had seen it
	First        string // the first score, in words, where it was written before
	Fresh        bool   // nothing was learned from its misses
	Questions    []Question
	Replies      []Reply
}

//go:embed orgs questions replies
var own embed.FS

// Papers returns the project's own papers, those of questions first.
func Papers() ([]Paper, error) {
	var all []Paper
	for _, kind := range []struct {
		dir  string
		read func(string, []byte) (Paper, error)
	}{{"questions", ReadQuestions}, {"replies", ReadReplies}} {
		files, err := own.ReadDir(kind.dir)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			file := path.Join(kind.dir, f.Name())
			data, err := own.ReadFile(file)
			if err != nil {
				return nil, err
			}
			p, err := kind.read(file, data)
			if err != nil {
				return nil, err
			}
			all = append(all, p)
		}
	}
	return all, nil
}

// Strategy returns the strategy of an organisation that has papers here.
func Strategy(name string) (*scorecard.Index, error) {
	data, err := own.ReadFile("orgs/" + name + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("exam: there is no organisation %q", name)
	}
	f, err := outline.Read(name+".yaml", data)
	if err != nil {
		return nil, fmt.Errorf("exam: %w", err)
	}
	return scorecard.NewIndex(&f.Strategy), nil
}
