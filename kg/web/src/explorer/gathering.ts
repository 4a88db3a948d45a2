// What part of the graph is gathered: around what, how far, what is expanded and what left out; and asking the server for it.

import { assembled, type Data, type Meta, type Tables } from "../data";
import type { Legend } from "../filters";
import { FACETS, type State } from "../state";
import { type Ontology, view } from "./api";

export interface Gathering {
  around: string | null; // an IRI; without one, the most connected part
  to: string | null; // another IRI: what lies between the two
  hops: number;
  limit: number | null;
  expand: readonly string[]; // IRIs, each as often as it was expanded
  without: readonly string[];
}

export interface Gathered {
  data: Data;
  legend: Legend;
  totals: ReadonlyMap<string, number>; // statements that the store has of an entity
  left: number; // entities that are not drawn
}

interface Told extends Tables { totals: number[]; left: number; legend: Legend; large: number }

export const MOST_HOPS = 4;

export function fromAddress(words: URLSearchParams): Gathering {
  const hops = Number(words.get("hops"));
  return {
    around: words.get("around"), to: words.get("around") ? words.get("to") : null, hops: hops >= 1 && hops <= MOST_HOPS ? Math.floor(hops) : 1,
    limit: /^\d{1,5}$/.test(words.get("limit") ?? "") ? Number(words.get("limit")) : null,
    expand: words.getAll("expand"), without: words.getAll("without"),
  };
}

/** The gathering in words of the address. */
export function toAddress({ around, to, hops, limit, expand, without }: Gathering): URLSearchParams {
  const words = new URLSearchParams();
  if (around) words.set("around", around);
  if (to) words.set("to", to);
  if (hops !== 1) words.set("hops", String(hops));
  if (limit !== null) words.set("limit", String(limit));
  for (const iri of expand) words.append("expand", iri);
  for (const iri of without) words.append("without", iri);
  return words;
}

export async function gather(gathering: Gathering, state: State | null, ontology: Ontology, signal: AbortSignal): Promise<Gathered> {
  const told = await view<Told>("graph", { ...asked(gathering), ...(state ? hidden(state) : {}) }, signal);
  const data = assembled(metaOf(ontology, told.large), told);
  return { data, legend: told.legend, left: told.left, totals: new Map(data.entities.map(({ iri }, i) => [iri, told.totals[i] ?? 0])) };
}

function asked({ around, to, hops, limit, expand, without }: Gathering): Record<string, string | number> {
  return given({ around: around ?? "", to: to ?? "", hops, limit: limit ?? "", expand: expand.join(" "), without: without.join(" ") });
}

/** What the reader has filtered out, so that the server gathers of the rest. */
function hidden({ hidden, confidence, since, until }: State): Record<string, string | number> {
  const facets = Object.fromEntries(FACETS.map((facet) => [`no-${facet}`, [...hidden[facet]].sort().join(" ")]));
  return given({ ...facets, confidence: confidence || "", since: since ?? "", until: until ?? "" });
}

function given(parameters: Record<string, string | number>): Record<string, string | number> {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== ""));
}

export function metaOf({ types, relations, lines, colors }: Ontology, large: number): Meta {
  return { title: "", selection: {}, types, relations, lines, colors, large };
}
