// A statement as a card: who does what to whom, how it is meant, the words that say so, and where they stand.

import { h } from "../dom";
import { date, many, MODALITY, percent, period, quantity, short } from "../words";
import type { Article, Ontology, Statement } from "./api";
import { entityLink, pageOf, relationLabel } from "./links";
import { inContext, quotation } from "./quoting";

const SPEAKER = 80;

/** How a statement is meant, where it is not plainly so: "planned", "denied", "on the word of Tim Walz". */
export function provisos(statement: Statement): { kind: string; text: string }[] {
  const found = [];
  if (statement.polarity === "negative") found.push({ kind: "negative", text: "denied" });
  if (statement.modality !== "actual") found.push({ kind: statement.modality, text: MODALITY[statement.modality] ?? statement.modality });
  if (statement.speaker) found.push({ kind: "speaker", text: `on the word of ${short(statement.speaker.label, SPEAKER)}` });
  if (statement.reviewed) found.push({ kind: statement.reviewed, text: `${statement.reviewed} by a person` });
  return found;
}

export function tags(statement: Statement): HTMLElement | null {
  const found = provisos(statement);
  return found.length ? h("p", { class: "tags" }, ...found.map(({ kind, text }) => h("span", { class: `tag ${kind}` }, text))) : null;
}

/** The sentence: subject, relation, object; what the page is about is no link. */
export function sentence(statement: Statement, ontology: Ontology, about: string | null = null): HTMLElement {
  const end = (entity: Statement["subject"]) => (entity.iri === about ? h("b", {}, h("bdi", {}, short(entity.label, 120))) : entityLink(entity, ontology));
  return h("p", { class: "sentence" }, end(statement.subject), " ", h("span", { class: "relation" }, relationLabel(statement.relation, ontology)), " ",
    end(statement.object));
}

export function card(statement: Statement, ontology: Ontology, about: string | null = null): HTMLElement {
  return h("li", { class: "card", "data-statement": statement.iri },
    sentence(statement, ontology, about), tags(statement), said(statement, ontology), source(statement, ontology));
}

/** The words that say so, with the text around them where it was told. */
export function said({ context, quotes, article }: Statement, ontology: Ontology): HTMLElement | null {
  return context ? inContext(context, quotes, article, ontology) : quotation(quotes, article, ontology);
}

/** Number, time, confidence, date and article, as far as they are known, and the statement's own page. */
export function source(statement: Statement, ontology: Ontology): HTMLElement {
  const { article } = statement;
  const facts: Record<string, unknown> = { ...statement };
  const parts: (Node | string)[] = [quantity(facts), period(facts)].filter((part) => part !== null);
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
