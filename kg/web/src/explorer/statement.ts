// The page of a statement, with the text around its words; and that of a claim, with what was read in it.

import { h } from "../dom";
import { short } from "../words";
import { type Claim, type Context, type Ontology, type Statement, view } from "./api";
import { articleParts, card, divided, provisos, said, sentence, source, tags } from "./cards";
import { type Disagreement, disagreements } from "./disagreements";
import { entityLink, iriOf, pageOf, says } from "./links";
import type { Page } from "./page";

interface Told extends Statement { said: Claim | null; frame: string | null; disagreements: Disagreement[]; same: Statement[] }

export const statement: Page = async (root, { url, ontology, signal }) => {
  const told = await view<Told>("statement", { iri: iriOf(url.pathname, ontology) }, signal);
  root.replaceChildren(
    h("div", { class: "head" }, h("h1", { class: "said" }, sentence(told, ontology)), tags(provisos(told)), source(told, ontology)),
    h("section", { class: "part" }, h("h2", {}, "The words"), said(told, ontology),
      told.said?.speaker ? h("p", {}, "Said by ", entityLink(told.said.speaker, ontology), told.said.cue ? ` (“${told.said.cue}”)` : null, " in ",
        h("a", { href: pageOf(told.said.iri, ontology) }, "this claim")) : null,
      told.frame ? h("p", { class: "aliases" }, `Read by the rule ${told.frame.split("#")[1] ?? told.frame}`) : null),
    disagreements(told.disagreements, ontology) ?? "",
    told.same.length ? h("section", { class: "part" }, h("h2", {}, "Of the same two, also"),
      h("ul", { class: "cards" }, ...told.same.map((other) => card(other, ontology)))) : "");
  return `${told.subject.label} ${says(told, ontology)} ${told.object.label}`;
};

export const claim: Page = async (root, { url, ontology, signal }) => {
  const told = await view<Claim & { context: Context | null; statements: Statement[] }>("claim", { iri: iriOf(url.pathname, ontology) }, signal);
  root.replaceChildren(
    h("div", { class: "head" }, h("h1", { class: "said" }, speaker(told, ontology), ` ${told.cue ?? "said"}`),
      told.article ? h("p", { class: "source" }, ...divided(articleParts(told.article, ontology))) : null),
    h("section", { class: "part" }, h("h2", {}, told.direct ? "In these words" : "Told in the article's words"), said({ ...told, quotes: told.content }, ontology)),
    told.statements.length ? h("section", { class: "part" }, h("h2", {}, "Read in it"),
      h("ul", { class: "cards" }, ...told.statements.map((one) => card(one, ontology)))) : h("p", { class: "kind" }, "No statement was read in it."));
  return `${told.speaker?.label ?? "Somebody"}: ${short(told.content[0]?.exact ?? "", 60)}`;
};

function speaker(told: Claim, ontology: Ontology): Node {
  return told.speaker ? entityLink(told.speaker, ontology) : h("span", {}, told.sourceWords[0]?.exact ?? "Somebody");
}
