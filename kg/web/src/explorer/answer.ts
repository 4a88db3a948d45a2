// The answer to a query: a table whose names lead to their pages, yes or no, or triples; and the same as a file.

import { growing, h, link } from "../dom";
import { many, number } from "../words";
import { type Ontology, Problem } from "./api";
import { pageOf } from "./links";

interface Term { type: "uri" | "literal" | "bnode" | "triple"; value: string; "xml:lang"?: string; datatype?: string }
interface Results { head: { vars?: string[] }; boolean?: boolean; results?: { bindings: Record<string, Term>[] } }

const TABLE = "application/sparql-results+json", TRIPLES = "application/n-triples";
const STEP = 200; // rows at a time
const FILES = {
  solutions: { CSV: "text/csv", TSV: "text/tab-separated-values", JSON: TABLE, XML: "application/sparql-results+xml" },
  graph: { Turtle: "text/turtle", "N-Triples": TRIPLES, "JSON-LD": "application/ld+json", "RDF/XML": "application/rdf+xml" },
};
const SUFFIXES: Record<string, string> = { CSV: "csv", TSV: "tsv", JSON: "srj", XML: "srx", Turtle: "ttl", "N-Triples": "nt", "JSON-LD": "jsonld", "RDF/XML": "rdf" };

/** Ask, and give what is to be shown. */
export async function answered(query: string, ontology: Ontology, signal: AbortSignal): Promise<HTMLElement[]> {
  const start = performance.now();
  const answer = await asked(query, `${TABLE}, ${TRIPLES}`, signal);
  const took = `${((performance.now() - start) / 1000).toFixed(2)} s`;
  if (answer.headers.get("content-type")?.startsWith(TABLE)) {
    const results = await answer.json() as Results;
    if (results.boolean !== undefined) return [h("p", { class: "verdict" }, results.boolean ? "Yes" : "No")];
    return solutions(query, results, took, ontology);
  }
  return triples(query, await answer.text(), took, ontology);
}

async function asked(query: string, accept: string, signal?: AbortSignal): Promise<Response> {
  const answer = await fetch("/sparql", {
    method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: accept }, body: query, signal: signal ?? null,
  });
  if (answer.ok) return answer;
  const told = await answer.json().catch(() => ({})) as { detail?: string };
  throw new Problem(answer.status, told.detail ?? `${answer.status} ${answer.statusText}`);
}

function solutions(query: string, { head, results }: Results, took: string, ontology: Ontology): HTMLElement[] {
  const names = head.vars ?? [], rows = results?.bindings ?? [];
  return [summary(`${many(rows.length, "row", "rows")}, ${took}`, query, FILES.solutions),
    ...table(names, rows, (row) => names.map((name) => cell(row[name], ontology)))];
}

function triples(query: string, text: string, took: string, ontology: Ontology): HTMLElement[] {
  const lines = text.split("\n").filter(Boolean), names = ["subject", "predicate", "object"];
  return [summary(`${many(lines.length, "triple", "triples")}, ${took}`, query, FILES.graph),
    ...table(names, lines, (line) => split(line).map((term) => cell(term, ontology)))];
}

/** The three terms of a line of N-Triples. */
function split(line: string): Term[] {
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

function table<T>(names: string[], rows: T[], cells: (row: T) => (Node | null)[]): HTMLElement[] {
  if (!rows.length) return [h("p", { class: "kind" }, "Nothing.")];
  const body = h("tbody");
  const more = growing(rows, STEP, (row) => h("tr", {}, ...cells(row).map((content, i) => h("td", { "data-name": names[i] }, content))), body);
  return [h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Answer" },
    h("table", {}, h("thead", {}, h("tr", {}, ...names.map((name) => h("th", { scope: "col" }, name)))), body)), more];
}

function cell(term: Term | undefined, ontology: Ontology): Node | null {
  if (!term) return null;
  if (term.type === "uri") return term.value.startsWith(ontology.data) ? h("a", { href: pageOf(term.value, ontology) }, shortened(term.value, ontology)) : link(term.value, shortened(term.value, ontology));
  if (term.type === "triple") return document.createTextNode(JSON.stringify(term.value));
  return h("bdi", {}, /#(integer|decimal|double)$/.test(term.datatype ?? "") && Number.isFinite(Number(term.value)) && Math.abs(Number(term.value)) >= 10_000
    ? number(Number(term.value)) : term.value);
}

/** An IRI with the prefix that it has. */
function shortened(iri: string, { prefixes }: Ontology): string {
  const [prefix, base] = Object.entries(prefixes).filter(([, base]) => iri.startsWith(base)).sort((a, b) => b[1].length - a[1].length)[0] ?? [];
  return prefix !== undefined && base !== undefined ? `${prefix}:${iri.slice(base.length)}` : iri;
}

function summary(text: string, query: string, files: Record<string, string>): HTMLElement {
  return h("p", { class: "summary" }, text, " · as a file: ", ...Object.entries(files).flatMap(([name, accept], i) => [i ? " " : "",
    h("button", { type: "button", class: "button", onclick: () => void save(query, name, accept) }, name)]));
}

async function save(query: string, name: string, accept: string): Promise<void> {
  const address = URL.createObjectURL(await (await asked(query, accept)).blob());
  h("a", { href: address, download: `answer.${SUFFIXES[name] ?? "txt"}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
