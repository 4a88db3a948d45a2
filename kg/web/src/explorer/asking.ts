// Asking in SPARQL, and the answer as rows of terms, whatever its form.

import { type Entity, type Ontology, Problem } from "./api";
import { PLACE } from "./links";

export interface Term { type: "uri" | "literal" | "bnode" | "triple"; value: string; "xml:lang"?: string; datatype?: string }
export type Row = (Term | undefined)[];
/** Yes or no, or rows: solutions, or the triples of a graph. */
export interface Answer { form: "boolean" | "solutions" | "triples"; yes: boolean; columns: string[]; rows: Row[] }
interface Results { head: { vars?: string[] }; boolean?: boolean; results?: { bindings: Record<string, Term>[] } }

export const TABLE = "application/sparql-results+json", TRIPLES = "application/n-triples";
const NAMED = 400, MOST_NAMED = 2000; // entities whose names are asked for at once, and in all
const IRI = "Iri"; // at the end of the name of a column: of what another tells
const NO_IRI = /[\x00-\x20<>"{}|\\^`]/;

export async function asked(query: string, accept: string, signal?: AbortSignal): Promise<Response> {
  const answer = await fetch("/sparql", {
    method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: accept }, body: query, signal: signal ?? null,
  });
  if (answer.ok) return answer;
  const told = await answer.json().catch(() => ({})) as { detail?: string };
  throw new Problem(answer.status, told.detail ?? `${answer.status} ${answer.statusText}`);
}

export async function ask(query: string, signal: AbortSignal): Promise<Answer> {
  const answer = await asked(query, `${TABLE}, ${TRIPLES}`, signal);
  if (!answer.headers.get("content-type")?.startsWith(TABLE)) {
    const lines = (await answer.text()).split("\n").filter(Boolean);
    return { form: "triples", yes: false, columns: ["subject", "predicate", "object"], rows: lines.map(split) };
  }
  const { head: { vars: columns = [] }, boolean, results } = await answer.json() as Results;
  if (boolean !== undefined) return { form: "boolean", yes: boolean, columns: [], rows: [] };
  return { form: "solutions", yes: false, columns, rows: (results?.bindings ?? []).map((row) => columns.map((name) => row[name])) };
}

/** A column for reading: its name, its place among all, and that of the column that tells of what it is. */
export interface Column { name: string; at: number; leads: number | undefined }

/** The columns for reading: those that tell something and do not only say what another is of. */
export function forReading({ columns, rows }: Answer): Column[] {
  const at = new Map(columns.map((name, i) => [name, i]));
  return columns.map((name, i) => ({ name, at: i, leads: at.get(name + IRI) }))
    .filter(({ name, at: i }) => !(name.endsWith(IRI) && at.has(name.slice(0, -IRI.length))) && rows.some((row) => row[i]?.value));
}

/** The entities that an answer holds, by IRI: so many of the first. */
export async function entitiesIn({ rows }: Answer, ontology: Ontology, signal: AbortSignal): Promise<Map<string, Entity>> {
  const iris = [...new Set(rows.flatMap((row) => row.flatMap((term) => (term?.type === "uri" && term.value.startsWith(ontology.data) && !PLACE.test(term.value) && !NO_IRI.test(term.value) ? [term.value] : []))))];
  const found = new Map<string, Entity>();
  for (let at = 0; at < Math.min(iris.length, MOST_NAMED); at += NAMED) {
    const values = iris.slice(at, Math.min(at + NAMED, MOST_NAMED)).map((iri) => `<${iri}>`).join(" ");
    const { rows: named } = await ask(`SELECT ?iri ?type (MIN(?name) AS ?label) { VALUES ?iri { ${values} } ?iri a ?type ; rdfs:label ?name } GROUP BY ?iri ?type`, signal);
    for (const [iri, type, label] of named) {
      const kind = type?.value.slice(ontology.prefixes.kg?.length) ?? "";
      if (iri && label && kind in ontology.types) found.set(iri.value, { iri: iri.value, type: kind, label: label.value });
    }
  }
  return found;
}

/** The three terms of a line of N-Triples. */
function split(line: string): Row {
  const [, subject = "", predicate = "", object = ""] = /^(\S+) (\S+) (.*) \.$/.exec(line) ?? [];
  return [subject, predicate, object].map((term): Term => {
    if (term.startsWith("<") && !term.startsWith("<<")) return { type: "uri", value: term.slice(1, -1) };
    const literal = /^("(?:[^"\\]|\\.)*")(?:@([\w-]+)|\^\^<(.*)>)?$/.exec(term);
    return literal ? { type: "literal", value: unquoted(literal[1] ?? ""), datatype: literal[3] ?? "" } : { type: "bnode", value: term };
  });
}

/** The text of a string of N-Triples, whose escapes are those of JSON, but for \U and \'. */
function unquoted(text: string): string {
  const simple = text.replace(/\\U([0-9A-F]{8})/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16))).replace(/\\'/g, "'");
  try {
    return JSON.parse(simple) as string;
  } catch {
    return text;
  }
}
