// The page of an entity: what it is called, its offices over time, and all that is said of it, by relation, with the words.

import { h, link } from "../dom";
import { swatch } from "../swatches";
import { many, number, short, span } from "../words";
import { type Entity, type Ontology, type Statement, view } from "./api";
import { cards, meaning } from "./cards";
import { type Disagreement, disagreements } from "./disagreements";
import { entityLink, graphAddress, inverseLabel, iriOf, relationLabel, typeLabel } from "./links";
import type { Page, Place } from "./page";

interface Group { role: "subject" | "object" | "speaker"; relation: string; total: number; statements: Statement[] }
interface Office { entity: Entity; polarity: string; modality: string; first: string | null; last: string | null; named: boolean; articles: number }
interface Told {
  iri: string; label: string; type: string; aliases: string[]; identifiers: string[]; elsewhere: string[]; merged: string[];
  count: string | null; mentions: number; articles: number; claims: number; offices: Office[]; disagreements: Disagreement[]; groups: Group[];
}

const ROLES: Record<Group["role"], (name: string) => string> = {
  subject: (name) => `What ${name} does and is`, object: (name) => `What others do to and say of ${name}`, speaker: (name) => `What ${name} says of others`,
};
const STEP = 50, NAME = 50; // statements at a time; characters of the name in a heading

export const entity: Page = async (root, place) => {
  const { url, ontology, signal } = place;
  const told = await view<Told>("entity", { iri: iriOf(url.pathname, ontology) }, signal);
  const around = h("section", { class: "around" });
  root.replaceChildren(head(told, ontology), around, offices(told, ontology) ?? "", disagreements(told.disagreements, ontology) ?? "", ...Object.keys(ROLES).flatMap((role) => part(told, role as Group["role"], ontology) ?? []));
  if (!told.groups.length) root.append(h("p", { class: "notice" }, "It is named in articles, but nothing was read about it."));
  void picture(around, told.iri, place);
  return told.label;
};

/** The neighbourhood comes when the rest can be read already; without it the page is whole. */
async function picture(root: HTMLElement, iri: string, place: Place): Promise<void> {
  try {
    await (await import("./neighbourhood")).neighbourhood(root, iri, place);
  } catch (error) {
    if (!place.signal.aborted) console.warn("no neighbourhood:", error);
  }
}

function head(told: Told, ontology: Ontology): HTMLElement {
  const look = ontology.types[told.type];
  return h("div", { class: "head" },
    h("h1", {}, look ? swatch(look.shape, look.color) : null, h("bdi", {}, told.label)),
    h("p", { class: "kind" }, typeLabel(told.type, ontology), told.count ? ` · ${number(Number(told.count))}` : null,
      ` · named ${many(told.mentions, "time", "times")} in ${many(told.articles, "article", "articles")}`,
      told.claims ? ` · quoted ${many(told.claims, "time", "times")}` : null),
    told.aliases.length ? h("p", { class: "aliases" }, "Also called ", ...told.aliases.flatMap((alias, i) => [i ? ", " : "", h("bdi", {}, alias)])) : null,
    h("p", { class: "ways" }, h("a", { href: graphAddress(told.iri) }, "Graph"), " · ", h("a", { href: `/timeline?iri=${encodeURIComponent(told.iri)}` }, "Timeline and figures"), " · ",
      h("a", { href: `/review?iri=${encodeURIComponent(told.iri)}` }, "Correct")),
    told.identifiers.length || told.elsewhere.length
      ? h("p", { class: "aliases" }, told.identifiers.length ? `Identifier ${told.identifiers.join(", ")}` : null, ...told.elsewhere.flatMap((iri) => [" ", link(iri, iri)])) : null);
}

function offices({ offices, type }: Told, ontology: Ontology): HTMLElement | null {
  if (!offices.length) return null;
  return h("section", { class: "part" }, h("h2", {}, type === "Position" ? "Who holds it, over time" : "Offices over time"), ...offices.map((office) =>
    h("div", { class: "happening" }, h("span", { class: "when" }, office.first && office.last ? span(office.first, office.last) : "no date"),
      h("div", {}, entityLink(office.entity, ontology), h("span", { class: "tally" }, ` ${office.named ? "" : "reported in "}${many(office.articles, "article", "articles")}`), meaning(office)))));
}

function part(told: Told, role: Group["role"], ontology: Ontology): HTMLElement | null {
  const groups = told.groups.filter((group) => group.role === role);
  if (!groups.length) return null;
  return h("section", { class: "part" }, h("h2", {}, h("bdi", {}, ROLES[role](short(told.label, NAME)))), ...groups.map((group) => section(told, group, ontology)));
}

function section(told: Told, group: Group, ontology: Ontology): HTMLElement {
  const shown = [...group.statements], list = h("ul", { class: "cards" });
  const more = h("button", { type: "button", class: "more" });
  const draw = () => {
    const left = group.total - shown.length;
    list.replaceChildren(...cards(shown, ontology, told.iri));
    more.hidden = left <= 0;
    more.textContent = `Show ${number(Math.min(STEP, left))} more of ${number(left)}`;
  };
  more.addEventListener("click", () => void (async () => {
    shown.push(...await view<Statement[]>("statements", { iri: told.iri, role: group.role, relation: group.relation, offset: shown.length, limit: STEP }));
    draw();
  })());
  draw();
  const name = group.role === "object" ? inverseLabel(group.relation, ontology) : relationLabel(group.relation, ontology);
  return h("details", { class: "group", open: true }, h("summary", {}, name, " ", h("span", { class: "tally" }, number(group.total))), list, more);
}
