// Package llm asks a language model how to read a question that the rules are
// unsure of: any endpoint that speaks OpenAI's chat completions will do.
//
// The model chooses a kind of question and ids from a list of at most forty that
// the person may see, and nothing else: it writes no number, no name and no
// sentence. It is sent the question without its numbers, and names; never a
// value, a target or a comment. Whatever is odd about its answer makes it no
// answer, and the rules' own stands.
package llm
