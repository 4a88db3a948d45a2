// What is known of the node or line that is chosen.

import { card, entityButton, type Links } from "./cards";
import type { Community } from "./communities";
import type { Data, Entity, Statement } from "./data";
import { growing, h, link } from "./dom";
import { swatch } from "./swatches";
import { date, inverseLabel, many, number, relationLabel, short, typeLabel } from "./words";

export interface PanelActions extends Links {
  close(): void;
  closeCommunity(community: Community): void;
  /** What can be done with an entity of the picture. */
  doings?(entity: Entity): HTMLElement;
}

const STEP = 20; // cards at a time
const NAME = 240, ALIASES = 12, MEMBERS = 30;
const MEASURES: [name: string, words: string][] = [["degree", "edges"], ["betweenness", "betweenness"], ["pageRank", "PageRank"]];

export class Panel {
  constructor(private readonly root: HTMLElement, private data: Data, private readonly actions: PanelActions) {}

  /** Tell of other data from now on. */
  use(data: Data): void {
    this.data = data;
  }

  clear(): void {
    this.root.hidden = true;
    this.root.replaceChildren();
  }

  /** An entity, with those of its statements that the filters let through. */
  entity(entity: Entity, shown: Statement[]): void {
    const look = this.data.meta.types[entity.type];
    const left = entity.statements.length - shown.length;
    this.show(
      h("p", { class: "kind" }, look ? swatch(look.shape, look.color) : null, typeLabel(this.data, entity.type)),
      heading(entity.label.trim() ? entity.label : entity.iri),
      this.actions.doings?.(entity) ?? null,
      this.names(entity),
      this.known(entity),
      h("p", { class: "count" }, many(shown.length, "statement", "statements"), left > 0 ? ` · ${many(left, "more is", "more are")} filtered out` : ""),
      ...this.groups(entity, shown),
    );
  }

  /** Statements between two nodes, as a line or a row stands for. */
  statements(title: string, statements: Statement[]): void {
    this.show(h("p", { class: "kind" }, many(statements.length, "statement", "statements")), heading(title), this.cards(statements, null));
  }

  community(community: Community, statements: number): void {
    const list = h("ul", { class: "members" });
    this.show(
      h("p", { class: "kind" }, "Community"),
      heading(community.label.replace("\n", ", ")),
      h("p", { class: "count" }, many(community.members.length, "entity", "entities"), ` · ${many(statements, "statement", "statements")} among them`),
      h("p", {}, h("button", { type: "button", onclick: () => this.actions.closeCommunity(community) }, "Fold it up again")),
      h("h3", {}, "Most connected first"),
      list, growing(community.members, MEMBERS, (entity) => h("li", {}, entityButton(this.data, entity, this.actions)), list),
    );
  }

  private show(...content: (Node | null)[]): void {
    const close = h("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => this.actions.close() }, "×");
    this.root.replaceChildren(close, ...content.filter((node): node is Node => node !== null));
    this.root.hidden = false;
    this.root.scrollTop = 0;
  }

  private names({ aliases }: Entity): HTMLElement | null {
    if (!aliases.length) return null;
    const more = aliases.length - ALIASES;
    const names = aliases.slice(0, ALIASES).flatMap((name, i) => [i ? ", " : "", h("bdi", {}, short(name, 80))]);
    return h("p", { class: "aliases" }, "Also ", ...names, more > 0 ? ` and ${more} more` : "");
  }

  private known({ facts, iri }: Entity): HTMLElement {
    const rows: [string, Node | string][] = [];
    if (facts.count !== undefined) rows.push(["How many", number(Number(facts.count))]);
    if (facts.firstSeen !== undefined) rows.push(["In the news", seen(String(facts.firstSeen), String(facts.lastSeen))]);
    if (facts.outlets !== undefined) rows.push(["Told by", `${many(Number(facts.articles), "article", "articles")}, ${many(Number(facts.outlets), "outlet", "outlets")}`]);
    if (facts.identifier !== undefined) rows.push(["Identifier", String(facts.identifier)]);
    if (facts.sameAs !== undefined) rows.push(["Same as", link(String(facts.sameAs), String(facts.sameAs))]);
    for (const [name, words] of MEASURES) if (facts[name] !== undefined) rows.push([words, Number(facts[name]).toPrecision(3)]);
    rows.push(["IRI", iri]);
    return h("dl", {}, ...rows.flatMap(([term, value]) => [h("dt", {}, term), h("dd", {}, value)]));
  }

  /** Statements by relation, those in which the entity acts before those in which it is acted on. */
  private groups(entity: Entity, statements: Statement[]): HTMLElement[] {
    const groups = new Map<string, Statement[]>();
    const outward = (s: Statement) => s.source === entity;
    for (const s of [...statements].sort((a, b) => Number(outward(b)) - Number(outward(a)))) {
      const key = (outward(s) ? relationLabel : inverseLabel)(this.data, s.relation);
      groups.set(key, [...(groups.get(key) ?? []), s]);
    }
    return [...groups].map(([title, list]) => h("section", { class: "group" },
      h("h3", {}, title, h("span", { class: "tally" }, number(list.length))),
      this.cards(list, entity)));
  }

  private cards(statements: Statement[], about: Entity | null): HTMLElement {
    const list = h("ul", { class: "cards" });
    return h("div", {}, list, growing(sorted(statements), STEP, (s) => card(this.data, s, this.actions, about), list));
  }
}

function heading(text: string): HTMLElement {
  return h("h2", { dir: "auto", title: text.length > NAME ? text : null }, short(text, NAME));
}

function seen(first: string, last: string): string {
  return first === last ? date(first) : `${date(first)} to ${date(last)}`;
}

/** The latest first, and of one day the surest. */
function sorted(statements: Statement[]): Statement[] {
  return [...statements].sort((a, b) => (b.last ?? "").localeCompare(a.last ?? "") || (b.confidence ?? 1) - (a.confidence ?? 1)
    || a.index - b.index);
}
