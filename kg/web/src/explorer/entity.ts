// The page of an entity: what it is called, and all that is said of it, by relation, with the words that say so.

import { h, link } from "../dom";
import { swatch } from "../swatches";
import { many, number } from "../words";
import { type Ontology, type Statement, view } from "./api";
import { card } from "./cards";
import { iriOf, relationLabel, typeLabel } from "./links";
import type { Page, Place } from "./page";

interface Group { role: "subject" | "object" | "speaker"; relation: string; total: number; statements: Statement[] }
interface Told {
  iri: string; label: string; type: string; aliases: string[]; identifiers: string[]; elsewhere: string[]; merged: string[];
  count: string | null; mentions: number; articles: number; claims: number; groups: Group[];
}

const ROLES = { subject: "What it does and is", object: "What others do and say", speaker: "On its word" };
const STEP = 50;

export const entity: Page = async (root, place) => {
  const { url, ontology, signal } = place;
  const told = await view<Told>("entity", { iri: iriOf(url.pathname, ontology) }, signal);
  const around = h("section", { class: "around" });
  root.replaceChildren(head(told, ontology), around, ...Object.keys(ROLES).flatMap((role) => part(told, role as Group["role"], ontology) ?? []));
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
      ` · ${many(told.mentions, "mention", "mentions")} in ${many(told.articles, "article", "articles")}`,
      told.claims ? ` · ${many(told.claims, "claim", "claims")}` : null),
    told.aliases.length ? h("p", { class: "aliases" }, "Also ", ...told.aliases.flatMap((alias, i) => [i ? ", " : "", h("bdi", {}, alias)])) : null,
    h("p", { class: "ways" }, h("a", { href: `/timeline?iri=${encodeURIComponent(told.iri)}` }, "Timeline and figures"), " · ",
      h("a", { href: `/review?iri=${encodeURIComponent(told.iri)}` }, "Correct")),
    told.identifiers.length || told.elsewhere.length
      ? h("p", { class: "aliases" }, [...told.identifiers].join(", "), ...told.elsewhere.flatMap((iri) => [" ", link(iri, iri)])) : null);
}

function part(told: Told, role: Group["role"], ontology: Ontology): HTMLElement | null {
  const groups = told.groups.filter((group) => group.role === role);
  if (!groups.length) return null;
  return h("section", { class: "part" }, h("h2", {}, ROLES[role]), ...groups.map((group) => section(told, group, ontology)));
}

function section(told: Told, group: Group, ontology: Ontology): HTMLElement {
  const list = h("ul", { class: "cards" }, ...group.statements.map((statement) => card(statement, ontology, told.iri)));
  const more = h("button", { type: "button", class: "more" });
  const left = () => group.total - list.childElementCount;
  const tell = () => {
    more.hidden = left() <= 0;
    more.textContent = `Show ${number(Math.min(STEP, left()))} more of ${number(left())}`;
  };
  more.addEventListener("click", () => void (async () => {
    const next = await view<Statement[]>("statements", { iri: told.iri, role: group.role, relation: group.relation,
      offset: list.childElementCount, limit: STEP });
    list.append(...next.map((statement) => card(statement, ontology, told.iri)));
    tell();
  })());
  tell();
  return h("details", { class: "group", open: true },
    h("summary", {}, relationLabel(group.relation, ontology), " ", h("span", { class: "tally" }, number(group.total))), list, more);
}
