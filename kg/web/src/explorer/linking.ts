// The links between entities that an answer tells: of triples those with an entity at both ends, of solutions those between the
// first two columns that hold entities, by the relation of the first column that holds relations, or else their names.

import type { Entity, Ontology } from "./api";
import type { Answer, Row, Term } from "./asking";
import { ontologyName, shortened } from "./terms";

export interface Link { source: Entity; target: Entity; relation: string }

export function linksOf({ form, columns, rows }: Answer, entities: ReadonlyMap<string, Entity>, ontology: Ontology): Link[] {
  const holds = (test: (iri: string) => boolean) => columns.map((_, i) => i).filter((i) => rows.some((row) => iri(row, i) !== null && test(iri(row, i) ?? "")));
  const [from, to] = form === "triples" ? [0, 2] : holds((iri) => entities.has(iri));
  const by = form === "triples" ? 1 : holds((iri) => iri.slice(ontology.prefixes.kg?.length) in ontology.relations)[0] ?? ofNames(columns, rows, ontology);
  if (from === undefined || to === undefined) return [];
  const found = new Map<string, Link>();
  for (const row of rows) {
    const source = entities.get(iri(row, from) ?? ""), target = entities.get(iri(row, to) ?? "");
    const relation = by === undefined ? "" : relationName(row[by], ontology);
    if (source && target) found.set([source.iri, target.iri, relation].join("\n"), { source, target, relation });
  }
  return [...found.values()];
}

/** The first column of names of relations. */
function ofNames(columns: string[], rows: Row[], { relations }: Ontology): number | undefined {
  const names = new Set(Object.values(relations).map(({ label }) => label));
  return columns.map((_, i) => i).find((i) => rows.every((row) => names.has(row[i]?.value ?? "")));
}

function relationName(term: Term | undefined, ontology: Ontology): string {
  if (term?.type !== "uri") return term?.value ?? "";
  return ontologyName(term.value, ontology) ?? shortened(term.value, ontology);
}

function iri(row: Row, column: number): string | null {
  const term = row[column];
  return term?.type === "uri" ? term.value : null;
}
