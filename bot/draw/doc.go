// Package draw makes the pictures: the strategy map, the trend of a metric and
// its small sister for a line of text, all in one visual language, as SVG for a
// page and as PNG for a chat.
//
// A picture never says anything by colour alone: a status has a shape and a
// word, an arrow has a stroke for its evidence, and every picture carries a
// text that says all it shows. What somebody may not see is not drawn, and
// leaves no hole to guess at.
package draw
