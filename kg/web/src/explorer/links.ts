// Addresses on this server: what an IRI of the graph leads to, and where words stand in an article.

import { h, isWeb } from "../dom";
import { swatch } from "../swatches";
import { short } from "../words";
import { isPlural, predicate } from "../sentences";
import type { Article, Entity, Ontology, Statement } from "./api";

const NAME = 120; // characters of a name in a line

/** At the end of the IRI of words of an article: the characters that they are. */
export const PLACE = /\/chars\/(\d+)-(\d+)$/;

/** The page of an IRI, of words that of their article; one of another namespace has its own if it is of the web, else the graph around it. */
export function pageOf(iri: string, { data }: Ontology): string {
  if (iri.startsWith(data) && PLACE.test(iri)) return `/id/${iri.slice(data.length).replace(PLACE, "#chars=$1-$2")}`;
  if (iri.startsWith(data)) return `/id/${iri.slice(data.length).replace(/[?#]/g, encodeURIComponent)}`;
  return isWeb(iri) ? iri : graphAddress(iri);
}

/** The IRI of the page at an address of this server. */
export function iriOf(path: string, { data }: Ontology): string {
  return data + path.slice("/id/".length);
}

export function entityLink(entity: Entity, ontology: Ontology): HTMLElement {
  const look = ontology.types[entity.type];
  return h("a", { class: "entity", href: pageOf(entity.iri, ontology), title: look?.label },
    look ? swatch(look.shape, look.color) : null, h("bdi", {}, short(entity.label, NAME) || entity.iri));
}

/** An article at the place of some words. */
export function placeAddress(article: Article, place: { start: number; end: number } | undefined, ontology: Ontology): string {
  return pageOf(article.iri, ontology) + (place ? `#chars=${place.start}-${place.end}` : "");
}

export function typeLabel(type: string, ontology: Ontology): string {
  return ontology.types[type]?.label ?? type;
}

export function relationLabel(relation: string, ontology: Ontology): string {
  return ontology.relations[relation]?.label ?? relation;
}

/** How a relation is called from its object's side. */
export function inverseLabel(relation: string, ontology: Ontology): string {
  return ontology.relations[relation]?.inverse ?? relationLabel(relation, ontology);
}

/** What a statement says between its two ends. */
export function says({ relation, subject, ...meant }: Pick<Statement, "relation" | "subject" | "polarity" | "modality">, ontology: Ontology): string {
  return predicate(ontology.relations[relation], relation, meant, isPlural(subject));
}

/** The graph around an entity, or between it and another. */
export function graphAddress(iri: string, to: string | null = null): string {
  return `/graph?${new URLSearchParams({ around: iri, ...(to ? { to } : {}) })}`;
}

/** What a search finds: of all kinds, or of one from so many on. */
export function searchAddress(text: string, kind: string | null = null, from = 0): string {
  return `/search?${new URLSearchParams({ q: text, ...(kind ? { kind } : {}), ...(from ? { from: String(from) } : {}) })}`;
}
