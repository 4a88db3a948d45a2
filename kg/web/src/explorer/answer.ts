// The answer to a query: yes or no; or a table whose names lead to their pages, a map of the links that it tells, and files.

import { growing, h } from "../dom";
import { many, MODALITY, POLARITY } from "../words";
import type { Ontology } from "./api";
import { type Answer, ask, asked, type Column, entitiesIn, forReading, type Row, TABLE, TRIPLES } from "./asking";
import { type Link, linksOf } from "./linking";
import { told } from "./terms";

export type Form = "table" | "map";
/** In which form the answer is looked at, and what to do when the reader changes that. */
export interface Looking { form: Form; change(form: Form): void; open(address: string): void }

const STEP = 200; // rows at a time
const FILES = {
  solutions: { CSV: "text/csv", TSV: "text/tab-separated-values", JSON: TABLE, XML: "application/sparql-results+xml" },
  triples: { Turtle: "text/turtle", "N-Triples": TRIPLES, "JSON-LD": "application/ld+json", "RDF/XML": "application/rdf+xml" },
};
const MEANT: Record<string, Record<string, string>> = { polarity: POLARITY, modality: MODALITY };
const HEADS: Record<string, string> = { polarity: "so or not", modality: "how meant", typeName: "type" };
const SUFFIXES: Record<string, string> = { CSV: "csv", TSV: "tsv", JSON: "srj", XML: "srx", Turtle: "ttl", "N-Triples": "nt", "JSON-LD": "jsonld", "RDF/XML": "rdf" };

/** Ask, and show the answer. */
export async function answer(root: HTMLElement, query: string, ontology: Ontology, looking: Looking, signal: AbortSignal): Promise<void> {
  const start = performance.now();
  const found = await ask(query, signal), { form, rows } = found;
  const took = `${((performance.now() - start) / 1000).toFixed(2)} s`;
  if (form === "boolean") return root.replaceChildren(h("p", { class: "verdict" }, found.yes ? "Yes" : "No"));
  if (!rows.length) return root.replaceChildren(h("p", {}, "Nothing in the graph answers this. Fewer conditions, or another spelling of a name, may find more."));
  const entities = await entitiesIn(found, ontology, signal);
  const count = form === "triples" ? many(rows.length, "triple", "triples") : many(rows.length, "row", "rows");
  const list = h("div", {}, ...table(found, (row, { name, at, leads }) => plain(name, row[at]) ?? told(row[at], leads === undefined ? undefined : row[leads], entities, ontology))), links = linksOf(found, entities, ontology);
  const summary = h("div", { class: "summary" }, h("p", {}, `${count}, ${took}`), files(query, FILES[form]));
  root.replaceChildren(summary, list);
  if (links.length) mapped({ summary, list }, links, ontology, looking, signal);
}

/** Let the reader choose between the table and a map of the links, which is drawn when it is first looked at. */
function mapped({ summary, list }: { summary: HTMLElement; list: HTMLElement }, links: Link[], ontology: Ontology, looking: Looking, signal: AbortSignal): void {
  const map = h("section", { class: "around", "aria-label": "Map of links" });
  const forms: [Form, HTMLElement, HTMLButtonElement][] = [["table", list, button("Table", "table")], ["map", map, button("Map of links", "map")]];
  function button(name: string, form: Form): HTMLButtonElement {
    return h("button", { type: "button", onclick: () => { choose(form); looking.change(form); } }, name);
  }
  function choose(chosen: Form): void {
    for (const [form, element, button] of forms) {
      element.hidden = form !== chosen;
      button.setAttribute("aria-pressed", String(form === chosen));
    }
    if (chosen === "map" && !map.childElementCount) void import("./map").then(({ draw }) => draw(map, links, { ontology, signal, open: looking.open }));
  }
  summary.after(map);
  summary.append(h("div", { class: "views", role: "group", "aria-label": "Answer as" }, ...forms.map(([, , button]) => button)));
  choose(looking.form);
}

function table(found: Answer, cell: (row: Row, column: Column) => Node | null): HTMLElement[] {
  const body = h("tbody"), columns = forReading(found);
  const more = growing(found.rows, STEP, (row) => h("tr", {}, ...columns.map((column) => h("td", { "data-name": column.name, "data-head": spaced(column.name) }, cell(row, column)))), body);
  return [h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Answer" },
    h("table", {}, h("thead", {}, h("tr", {}, ...columns.map(({ name }) => h("th", { scope: "col" }, spaced(name))))), body)), more];
}

/** In the words of all pages how a statement is meant. */
function plain(column: string, term: Row[number]): Node | null {
  const words = term?.type === "literal" ? MEANT[column]?.[term.value] : undefined;
  return words === undefined ? null : h("span", { title: term?.value }, words);
}

/** The name of a variable as words: "saidBy" is "said by". */
function spaced(name: string): string {
  return HEADS[name] ?? name.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}

function files(query: string, kinds: Record<string, string>): HTMLElement {
  return h("span", { class: "files", role: "group", "aria-label": "As a file" }, "as a file:", ...Object.entries(kinds).map(([name, accept]) =>
    h("button", { type: "button", class: "button", onclick: () => void save(query, name, accept) }, name)));
}

async function save(query: string, name: string, accept: string): Promise<void> {
  const address = URL.createObjectURL(await (await asked(query, accept)).blob());
  h("a", { href: address, download: `answer.${SUFFIXES[name] ?? "txt"}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
