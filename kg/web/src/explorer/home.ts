// The first page: what there is, and where to begin.

import { h } from "../dom";
import { many } from "../words";
import { type Article, type Entity, view } from "./api";
import { articleParts } from "./cards";
import { entityLink } from "./links";
import type { Page } from "./page";

interface Told { counts: Record<string, number>; entities: (Entity & { articles: number })[]; articles: Article[] }

export const home: Page = async (root, { ontology, signal }) => {
  const told = await view<Told>("home", {}, signal);
  const { Article: articles = 0, Statement: statements = 0, Claim: claims = 0 } = told.counts;
  root.replaceChildren(
    h("div", { class: "head" }, h("h1", {}, "What the news says, and in which words"),
      h("p", { class: "kind" }, `${many(articles, "article", "articles")} · ${many(statements, "statement", "statements")} · ${many(claims, "claim", "claims")}`)),
    h("section", { class: "part" }, h("h2", {}, "Most named"), h("ul", { class: "names" }, ...told.entities.map((entity) =>
      h("li", {}, entityLink(entity, ontology), " ", h("span", { class: "tally" }, many(entity.articles, "article", "articles")))))),
    h("section", { class: "part" }, h("h2", {}, "Newest articles"), h("ul", { class: "lines" }, ...told.articles.map((article) =>
      h("li", {}, ...articleParts(article, ontology).flatMap((part, i) => (i ? [" · ", part] : [part])))))));
  return "News graph";
};
