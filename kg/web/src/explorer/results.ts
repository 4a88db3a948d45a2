// The page of what a search finds: names, and articles with the passages that have the words; all of one kind page by page.

import { byId, h } from "../dom";
import { many, number, short } from "../words";
import { type Ontology, view } from "./api";
import { articleSource } from "./cards";
import { entityLink, pageOf, placeAddress, searchAddress, typeLabel } from "./links";
import { marked } from "./passages";
import type { Page } from "./page";
import type { Named, Worded } from "./search";

interface Told { entities: Named[]; articles: Worded[]; kinds: Record<string, number>; ready: boolean }
interface Asked { text: string; kind: string | null; from: number }

const FEW = 8, STEP = 20; // of each kind where both are shown, and on a page of one kind
const KINDS: Record<string, string> = { Name: "Names", Article: "Articles" };

export const results: Page = async (root, { url, ontology, signal }) => {
  const asked = fromAddress(url.searchParams);
  byId<HTMLInputElement>("search").value = asked.text;
  if (!asked.text) {
    root.replaceChildren(head("What are you looking for?"), h("p", {}, "Write a name, or words of an article, in the box above. The key / leads there."));
    return "Search";
  }
  const told = await view<Told>("search", { q: asked.text, limit: asked.kind ? STEP : FEW, offset: asked.from, ...(asked.kind ? { kind: asked.kind } : {}) }, signal);
  const { Name: names = 0, Article: articles = 0 } = told.kinds;
  const title = `Results for “${short(asked.text, 80)}”`;
  root.replaceChildren(head(title, `${many(names, "name", "names")} · ${many(articles, "article", "articles")}`),
    ...(names || articles ? [kinds(asked, told, ontology), ...found(asked, told, ontology)] : [none(asked.text, told.ready)]));
  return title;
};

function fromAddress(words: URLSearchParams): Asked {
  const from = words.get("from") ?? "";
  return { text: (words.get("q") ?? "").trim(), kind: words.get("kind") || null, from: /^\d{1,6}$/.test(from) ? Number(from) : 0 };
}

function head(title: string, told?: string): HTMLElement {
  return h("div", { class: "head" }, h("h1", {}, h("bdi", {}, title)), told ? h("p", { class: "kind" }, told) : null);
}

/** The kinds of which something was found, each a link to all of it. */
function kinds({ text, kind }: Asked, told: Told, ontology: Ontology): HTMLElement {
  const one = (name: string | null, label: string, count?: number) =>
    h("a", { href: searchAddress(text, name), "aria-current": name === kind ? "page" : null }, label, count === undefined ? null : h("span", { class: "tally" }, ` ${number(count)}`));
  return h("nav", { class: "kinds", "aria-label": "Kinds of results" }, one(null, "All"),
    ...Object.entries(told.kinds).filter(([, count]) => count).map(([name, count]) => one(name, KINDS[name] ?? typeLabel(name, ontology), count)));
}

function found(asked: Asked, { entities, articles, kinds }: Told, ontology: Ontology): HTMLElement[] {
  const total = (kind: string) => kinds[kind] ?? 0;
  const parts = [
    entities.length ? part("Names", h("ul", { class: "lines" }, ...entities.map((entity) => name(entity, ontology))), further(asked, asked.kind ?? "Name", total(asked.kind ?? "Name"), entities.length)) : null,
    articles.length ? part("Articles", h("ul", { class: "cards" }, ...articles.map((article) => worded(article, ontology))), further(asked, "Article", total("Article"), articles.length)) : null,
  ].filter((part) => part !== null);
  return parts.length ? parts : [h("p", {}, "There is nothing of this kind here. ", h("a", { href: searchAddress(asked.text) }, "All results"))];
}

function part(title: string, list: HTMLElement, more: HTMLElement | null): HTMLElement {
  return h("section", { class: "part" }, h("h2", {}, title), list, more);
}

function name(entity: Named, ontology: Ontology): HTMLElement {
  const told = [typeLabel(entity.type, ontology), entity.name === entity.label ? "" : `also ${short(entity.name, 80)}`, many(entity.articles, "article", "articles")];
  return h("li", {}, entityLink(entity, ontology), " ", h("span", { class: "tally" }, told.filter(Boolean).join(" · ")));
}

function worded(article: Worded, ontology: Ontology): HTMLElement {
  return h("li", { class: "card" }, h("p", { class: "title" }, h("a", { href: pageOf(article.iri, ontology) }, h("bdi", {}, short(article.title, 200)))), articleSource(article),
    ...article.passages.map((passage) => h("blockquote", { dir: "auto" },
      h("a", { href: placeAddress(article, passage.marks.length ? passage : undefined, ontology), title: "To these words in the article" }, ...marked(passage)))));
}

/** The way to what is before and after what is shown, or to all of the kind. */
function further({ text, kind, from }: Asked, of: string, total: number, shown: number): HTMLElement | null {
  const to = (words: string, at: number) => h("a", { href: searchAddress(text, of, at) }, words);
  if (!kind) return shown < total ? h("p", { class: "ways" }, to(of === "Article" ? `All ${number(total)} articles` : `All ${number(total)} names`, 0)) : null;
  if (shown >= total) return null;
  return h("p", { class: "ways" }, `${number(from + 1)} to ${number(from + shown)} of ${number(total)}`,
    ...(from > 0 ? [" · ", to("Before these", Math.max(0, from - STEP))] : []), ...(from + shown < total ? [" · ", to("Further results", from + STEP)] : []));
}

/** What to do when nothing was found. */
function none(text: string, ready: boolean): HTMLElement {
  if (!ready) return h("p", {}, "The index of names and words is being made; try again in a moment.");
  const words = [...new Set(text.match(/[\p{L}\p{N}]+/gu) ?? [])];
  return h("div", {}, h("p", {}, "Nothing has that name, and no article has all these words. Names and words are found by how they begin; fewer words find more."),
    words.length > 1 ? h("p", {}, "Each alone: ", ...words.slice(0, 8).flatMap((word, i) => [i ? ", " : "", h("a", { href: searchAddress(word) }, word)])) : null);
}
