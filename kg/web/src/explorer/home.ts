// The first page: what there is, and where to begin.

import { h } from "../dom";
import { many, short } from "../words";
import { type Article, type Entity, type Ontology, view } from "./api";
import { articleSource } from "./cards";
import { type Disagreement, disagreements } from "./disagreements";
import { entityLink, pageOf } from "./links";
import type { Page } from "./page";

interface Group { name: string; entities: (Entity & { articles: number })[] }
interface Told { counts: Record<string, number>; ready: boolean; groups: Group[]; disagreements: Disagreement[]; articles: Article[] }

export const home: Page = async (root, { ontology, signal }) => {
  const told = await view<Told>("home", {}, signal);
  const { Article: articles = 0, Statement: statements = 0, Claim: claims = 0 } = told.counts;
  root.replaceChildren(
    h("div", { class: "head" }, h("h1", {}, "What the news says, and in which words"),
      h("p", { class: "kind" }, `${many(articles, "article", "articles")} · ${many(statements, "statement", "statements")} · ${many(claims, "claim", "claims")}`)),
    ...(articles ? begin(told, ontology) : [empty()]));
  return "News graph";
};

function begin({ ready, groups, disagreements: pairs, articles }: Told, ontology: Ontology): (HTMLElement | string)[] {
  if (!ready) return [h("p", {}, "The index of names and words is being made. ", h("a", { href: "/" }, "Look again"))];
  return [
    h("section", { class: "part" }, h("h2", {}, "Most named"), h("div", { class: "columns" }, ...groups.map(({ name, entities }) =>
      h("div", {}, h("h3", {}, name), h("ul", { class: "lines" }, ...entities.map((entity) =>
        h("li", { class: "row" }, entityLink(entity, ontology), h("span", { class: "tally" }, many(entity.articles, "article", "articles"))))))))),
    disagreements(pairs, ontology) ?? "",
    h("section", { class: "part" }, h("h2", {}, "Newest articles"), h("ul", { class: "lines" }, ...articles.map((article) =>
      h("li", {}, h("a", { class: "title", href: pageOf(article.iri, ontology) }, h("bdi", {}, short(article.title, 200))), articleSource(article))))),
  ];
}

function empty(): HTMLElement {
  return h("p", {}, "Nothing has been read yet. In a terminal, ", h("code", {}, "kg build FOLDER --store STORE"),
    " reads the articles of a folder into the store that is shown here.");
}
