// Passages of articles in which sought words stand, with these marked; offsets count code points.

import { h } from "../dom";

export interface Passage {
  /** Where the words begin and end in the article. */
  start: number;
  end: number;
  /** What stands around them, and in that the place of each. */
  words: string;
  marks: [start: number, end: number][];
}

/** The text of a passage; one that is to be short begins so many characters before the first mark. */
export function marked({ words, marks }: Passage, before = Infinity): Node[] {
  const characters = Array.from(words), parts: Node[] = [];
  let at = Math.max(0, (marks[0]?.[0] ?? 0) - before);
  for (const [start, end] of marks) {
    parts.push(text(characters, at, start), h("mark", {}, text(characters, start, end)));
    at = end;
  }
  return [...parts, text(characters, at)];
}

function text(characters: string[], start: number, end?: number): Text {
  return document.createTextNode(characters.slice(start, end).join("").replace(/\s+/g, " "));
}
