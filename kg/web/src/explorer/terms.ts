// Terms of answers in words: names of entities and of the ontology, IRIs with their prefixes.

import { h, link } from "../dom";
import { number } from "../words";
import type { Entity, Ontology } from "./api";
import type { Term } from "./asking";
import { entityLink, pageOf } from "./links";

/** A term in words; one that tells of something else leads to that. */
export function told(term: Term | undefined, of: Term | undefined, entities: ReadonlyMap<string, Entity>, ontology: Ontology): Node | null {
  if (!term) return null;
  if (of?.type === "uri") return leading(term.value, of.value, entities, ontology);
  if (term.type === "triple") return document.createTextNode(JSON.stringify(term.value));
  if (DAY.test(term.datatype ?? "")) return h("time", {}, term.value);
  if (term.type !== "uri") return h("bdi", {}, LARGE.test(term.datatype ?? "") && Math.abs(Number(term.value)) >= 10_000 ? number(Number(term.value)) : term.value);
  const entity = entities.get(term.value), name = ontologyName(term.value, ontology);
  if (entity) return entityLink(entity, ontology);
  if (name !== null) return h("span", { title: shortened(term.value, ontology) }, name);
  return term.value.startsWith(ontology.data) ? h("a", { href: pageOf(term.value, ontology) }, shortened(term.value, ontology)) : link(term.value, shortened(term.value, ontology));
}

function leading(text: string, iri: string, entities: ReadonlyMap<string, Entity>, ontology: Ontology): Node {
  const entity = entities.get(iri);
  if (entity) return entityLink({ ...entity, label: text }, ontology);
  return h("a", { class: "plain", href: pageOf(iri, ontology) }, h("bdi", {}, text));
}

const DAY = /#(date|gYear|gYearMonth)$/;
const LARGE = /#(integer|decimal|double)$/;

/** What the ontology calls a relation or a type. */
export function ontologyName(iri: string, { prefixes, relations, types }: Ontology): string | null {
  const name = prefixes.kg !== undefined && iri.startsWith(prefixes.kg) ? iri.slice(prefixes.kg.length) : "";
  return relations[name]?.label ?? types[name]?.label ?? null;
}

/** An IRI with the prefix that it has. */
export function shortened(iri: string, { prefixes }: Ontology): string {
  const [prefix, base] = Object.entries(prefixes).filter(([, base]) => iri.startsWith(base)).sort((a, b) => b[1].length - a[1].length)[0] ?? [];
  return prefix !== undefined && base !== undefined ? `${prefix}:${iri.slice(base.length)}` : iri;
}
