// The words of an article that say something: as a quotation, or with the text around them, in which they are marked.

import { h } from "../dom";
import { short } from "../words";
import type { Article, Context, Ontology, Place } from "./api";
import { placeAddress } from "./links";

const LONGEST = 1200; // characters of a part of a quotation
const TO_THERE = "To these words in the article";

/** One quotation, whatever the number of its parts: between them stands what the article has between them, as "…". */
export function quotation(places: readonly Place[], article: Article | null, ontology: Ontology): HTMLElement | null {
  const parts = inOrder(places).map((place) => {
    const words = short(place.exact, LONGEST);
    return article ? h("a", { href: placeAddress(article, place, ontology), title: TO_THERE }, words) : words;
  });
  return parts.length ? h("blockquote", { dir: "auto" }, ...parts.flatMap((part, i) => (i ? [" … ", part] : [part]))) : null;
}

/** The text around the words, which are marked and lead to their place; offsets count code points. */
export function inContext({ start, text, cutBefore, cutAfter }: Context, places: readonly Place[], article: Article | null, ontology: Ontology): HTMLElement {
  const characters = Array.from(text), parts: (Node | string)[] = [];
  let at = 0;
  for (const place of inOrder(places)) {
    const from = Math.max(at, place.start - start), to = place.end - start;
    if (to <= from) continue;
    const words = h("mark", {}, characters.slice(from, to).join(""));
    parts.push(characters.slice(at, from).join(""), article ? h("a", { href: placeAddress(article, place, ontology), title: TO_THERE }, words) : words);
    at = to;
  }
  return h("blockquote", { class: "context", dir: "auto" }, cutBefore ? "… " : null, ...parts, characters.slice(at).join(""), cutAfter ? " …" : null);
}

function inOrder(places: readonly Place[]): Place[] {
  return [...places].sort((a, b) => a.start - b.start);
}
