// A statement as a card: who does what to whom, how it is meant, the words that say so, and where they stand.

import { h } from "../dom";
import { date, many, MODALITY, percent, period, quantity, saidBy, short } from "../words";
import type { Article, Ontology, Statement } from "./api";
import { entityLink, pageOf, says } from "./links";
import { inContext, quotation } from "./quoting";

interface Proviso { kind: string; text: string }

/** How a statement is meant, where it is not plainly so: "planned", "denied". */
function meant(statement: Pick<Statement, "polarity" | "modality">): Proviso[] {
  const found = [];
  if (statement.polarity === "negative") found.push({ kind: "negative", text: "denied" });
  if (statement.modality !== "actual") found.push({ kind: statement.modality, text: MODALITY[statement.modality] ?? statement.modality });
  return found;
}

/** Who stands for a statement and against it: who says so, who has confirmed it, and whether another says otherwise. */
function vouched(statement: Statement): Proviso[] {
  const found = [];
  if (statement.speaker) found.push({ kind: "speaker", text: saidBy(statement.speaker.label) });
  if (statement.reviewed) found.push({ kind: statement.reviewed, text: `${statement.reviewed} by a person` });
  if (statement.contradicted) found.push({ kind: "contradicted", text: "contradicted" });
  return found;
}

/** How a statement is meant and on whose word: "planned", "denied", "said by Tim Walz". */
export function provisos(statement: Statement): Proviso[] {
  return [...meant(statement), ...vouched(statement)];
}

export function tags(found: Proviso[]): HTMLElement | null {
  return found.length ? h("p", { class: "tags" }, ...found.map(({ kind, text }) => h("span", { class: `tag ${kind}` }, text))) : null;
}

/** The sentence: subject, relation, object; what the page is about is no link. */
export function sentence(statement: Statement, ontology: Ontology, about: string | null = null): HTMLElement {
  const end = (entity: Statement["subject"]) => (entity.iri === about ? h("b", {}, h("bdi", {}, short(entity.label, 120))) : entityLink(entity, ontology));
  return h("p", { class: "sentence" }, end(statement.subject), " ", h("span", { class: "relation" }, says(statement, ontology)), " ",
    end(statement.object));
}

export function card(statement: Statement, ontology: Ontology, about: string | null = null): HTMLElement {
  return h("li", { class: "card", "data-statement": statement.iri },
    sentence(statement, ontology, about), tags(provisos(statement)), said(statement, ontology), source(statement, ontology));
}

/** What several statements say alike, with the words of each. */
function cardOf(statements: Statement[], ontology: Ontology, about: string): HTMLElement[] {
  const [first, ...others] = statements;
  if (!first) return [];
  if (!others.length) return [card(first, ontology, about)];
  return [h("li", { class: "card" }, sentence(first, ontology, about), tags(meant(first)), h("ul", { class: "sources" }, ...statements.map((statement) =>
    h("li", { "data-statement": statement.iri }, tags(vouched(statement)), said(statement, ontology), source(statement, ontology)))))];
}

/** Cards of statements, of which those that say alike and follow each other share one. */
export function cards(statements: readonly Statement[], ontology: Ontology, about: string): HTMLElement[] {
  const alike = new Map<string, Statement[]>();
  for (const statement of statements) {
    const { subject, object, relation, polarity, modality } = statement;
    const key = [subject.iri, object.iri, relation, polarity, modality].join("\n");
    alike.set(key, [...alike.get(key) ?? [], statement]);
  }
  return [...alike.values()].flatMap((of) => cardOf(of, ontology, about));
}

export function meaning(statement: Pick<Statement, "polarity" | "modality">): HTMLElement | null {
  return tags(meant(statement));
}

/** The words that say so, with the text around them where it was told. */
export function said({ context, quotes, article }: Pick<Statement, "context" | "quotes" | "article">, ontology: Ontology): HTMLElement | null {
  return context ? inContext(context, quotes, article, ontology) : quotation(quotes, article, ontology);
}

/** Number (if not shown elsewhere), time, confidence, date and article, as far as they are known, and the statement's own page. */
export function source(statement: Statement, ontology: Ontology, counted = true): HTMLElement {
  const { article } = statement;
  const facts: Record<string, unknown> = { ...statement };
  const parts: (Node | string)[] = [counted ? quantity(facts) : null, period(facts)].filter((part) => part !== null).map((part) => h("b", {}, part));
  parts.push(h("a", { href: pageOf(statement.iri, ontology), title: "How likely it is that the article says so; to the statement" }, `${percent(statement.confidence)} sure`));
  if (article) parts.push(...articleParts(article, ontology));
  return h("p", { class: "source" }, ...divided(parts));
}

/** The title of an article, which leads to it, and where it comes from. */
export function articleParts(article: Article, ontology: Ontology): (Node | string)[] {
  return [h("a", { href: pageOf(article.iri, ontology) }, h("bdi", {}, short(article.title, 120))), ...origin(article)];
}

/** Where an article comes from, in a line of its own. */
export function articleSource(article: Article): HTMLElement {
  return h("p", { class: "source" }, ...divided(origin(article)));
}

/** Outlet, day, and who prints it again. */
export function origin({ outlet, published, reprintedBy }: Article): (Node | string)[] {
  return [
    ...(outlet ? [h("bdi", {}, short(outlet, 60))] : []), ...(published ? [h("time", { datetime: published.slice(0, 10) }, date(published))] : []),
    ...(reprintedBy.length ? [`printed again by ${many(reprintedBy.length, "outlet", "outlets")}`] : []),
  ];
}

/** Parts with dots between them. */
export function divided(parts: (Node | string)[]): (Node | string)[] {
  return parts.flatMap((part, i) => (i ? [" · ", part] : [part]));
}
