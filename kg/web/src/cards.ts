// A statement as a card: who does what to whom, how it is meant, the words that say so, and where they stand.

import type { Article, Data, Entity, Statement } from "./data";
import { h, link } from "./dom";
import { swatch } from "./swatches";
import { date, many, named, percent, period, provisos, quantity, says, short } from "./words";

export interface Links {
  entity(entity: Entity): void;
  statement(statement: Statement): void;
  article(article: Article): Node;
  /** Where the words of a statement stand in its article, if there is a page of it. */
  words?(statement: Statement): string | null;
}

const NAME = 120; // characters of a name in a sentence
const QUOTATION = 1200;

export function entityButton(data: Data, entity: Entity, links: Links): HTMLElement {
  const look = data.meta.types[entity.type];
  return h("button", { type: "button", class: "entity", onclick: () => links.entity(entity), title: look?.label },
    look ? swatch(look.shape, look.color) : null, h("bdi", {}, named(entity, NAME)));
}

export function tags(statement: Statement): HTMLElement | null {
  const found = provisos(statement);
  return found.length ? h("p", { class: "tags" }, ...found.map(({ kind, text }) => h("span", { class: `tag ${kind}` }, text))) : null;
}

export function quotation(statement: Statement, links: Links): HTMLElement | null {
  const words = short(statement.evidence, QUOTATION), address = links.words?.(statement);
  if (!words) return null;
  return h("blockquote", { dir: "auto" }, address ? h("a", { href: address, title: "To these words in the article" }, words) : words);
}

export function card(data: Data, statement: Statement, links: Links, about: Entity | null): HTMLElement {
  const end = (entity: Entity) => (entity === about ? h("b", {}, h("bdi", {}, named(entity, NAME))) : entityButton(data, entity, links));
  return h("li", { class: "card", "data-statement": statement.iri },
    h("p", { class: "sentence" }, end(statement.source), " ", h("span", { class: "relation" }, says(data, statement)), " ",
      end(statement.target)),
    tags(statement), quotation(statement, links), source(statement, links));
}

/** Number, time, confidence, date and the article, as far as they are known. */
export function source({ facts, confidence, article }: Statement, links: Links): HTMLElement {
  const parts: (Node | string)[] = [quantity(facts), period(facts)].filter((part) => part !== null);
  if (confidence !== null) parts.push(h("span", { title: "How likely it is that the article says so" }, `${percent(confidence)} sure`));
  if (article?.published) parts.push(date(article.published));
  if (article?.outlet) parts.push(h("bdi", {}, short(article.outlet, 60)));
  if (article) parts.push(links.article(article));
  const merged = Number(facts.articles ?? 1);
  if (merged > 1) parts.push(`one of ${many(merged, "article", "articles")}`);
  return h("p", { class: "source" }, ...parts.flatMap((part, i) => (i ? [" · ", part] : [part])));
}

/** An article where it was published. */
export function articleLink({ url, title }: Article): Node {
  return h("bdi", {}, link(url ?? "", short(title, 100)));
}
