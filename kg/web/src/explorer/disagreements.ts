// Where sources disagree: two statements that cannot both hold, side by side, each with its words.

import { h } from "../dom";
import type { Ontology, Statement } from "./api";
import { card } from "./cards";

export interface Disagreement { first: Statement; second: Statement; kind: string }

const KINDS: Record<string, string> = {
  denial: "One says so, the other that it is not so", miscount: "The numbers differ", otherThanPlanned: "Another number than was planned",
  contrariety: "The one is contrary to the other", twoHolders: "Two are said to hold one office",
};

/** All pairs, with a heading; nothing where there are none. */
export function disagreements(pairs: readonly Disagreement[], ontology: Ontology): HTMLElement | null {
  if (!pairs.length) return null;
  return h("section", { class: "part disagreements" }, h("h2", {}, "Where sources disagree"), ...pairs.map(({ first, second, kind }) =>
    h("div", { class: "disagreement" }, h("p", { class: "differ" }, KINDS[kind] ?? kind),
      h("ul", { class: "cards pair" }, ...[first, second].map((side) => card({ ...side, contradicted: false }, ontology))))));
}
