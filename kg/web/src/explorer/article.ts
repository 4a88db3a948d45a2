// The page of an article: its text with names, claims and statements marked, and beside it what was read of a place.

import { h, link } from "../dom";
import { many, short } from "../words";
import { type Article, type Claim, type Entity, type Ontology, type Place, type Statement, view } from "./api";
import { card, divided, origin } from "./cards";
import { entityLink, iriOf, pageOf, typeLabel } from "./links";
import type { Page } from "./page";
import { pieces, type Range, units } from "./ranges";

interface Named extends Entity { mentions: (Place & { kind: string | null })[] }
interface Told extends Article {
  text: string; authors: string[]; reprintOf: Article | null; entities: Named[]; claims: Claim[]; statements: Statement[];
  setAside: { reason: string; detail: string }[];
}
type Mark = { kind: "entity"; entity: Named } | { kind: "claim"; claim: Claim } | { kind: "statement"; statement: Statement } | { kind: "sought" };

const KINDS = { entity: "Names", claim: "Claims", statement: "Statements" } as const;
const FOLLOWED = 260; // milliseconds for which the pointer rests before the side follows it

export const article: Page = async (root, { url, ontology, signal }) => {
  const told = await view<Told>("article", { iri: iriOf(url.pathname, ontology) }, signal);
  root.className = "with-side";
  const side = h("aside", { class: "side", "aria-label": "What was read here", "aria-live": "polite", tabindex: 0 });
  const reader = new Reading(told, ontology, side);
  root.replaceChildren(h("div", { class: "column" }, head(told, ontology), reader.switches(), reader.text), side);
  reader.overview();
  const seek = () => reader.seek(location.hash);
  window.addEventListener("hashchange", seek, { signal });
  seek();
  return told.title;
};

function head(told: Told, ontology: Ontology): HTMLElement {
  return h("div", { class: "head" }, h("h1", {}, h("bdi", {}, told.title)),
    h("p", { class: "kind" }, ...divided([...origin(told), ...(told.authors.length ? [told.authors.join(", ")] : []), ...(told.url ? [link(told.url, "the original")] : [])])),
    told.reprintOf ? h("p", { class: "aliases" }, "Printed again from ", h("a", { href: pageOf(told.reprintOf.iri, ontology) }, short(told.reprintOf.title, 120)),
      told.reprintOf.outlet ? ` of ${told.reprintOf.outlet}` : "") : null);
}

class Reading {
  readonly text = h("div", { class: "text", dir: "auto" });
  private readonly shown = new Set<string>(Object.keys(KINDS));
  private readonly at: (offset: number) => number;
  private sought: Place | null = null;
  private waiting = 0;
  private pinned: HTMLElement | null = null;

  constructor(private readonly told: Told, private readonly ontology: Ontology, private readonly side: HTMLElement) {
    this.at = units(told.text);
    this.text.addEventListener("pointerover", (event) => this.later(event.target));
    this.text.addEventListener("pointerout", () => clearTimeout(this.waiting));
    this.text.addEventListener("focusin", (event) => this.tell(event.target));
    this.text.addEventListener("click", (event) => this.pin(event.target));
    this.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.enter(event.target);
    });
    side.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.pinned?.focus();
    });
  }

  /** Which kinds of marks the text has. */
  switches(): HTMLElement {
    const { entities, claims, statements } = this.told;
    const counts = { entity: entities.length, claim: claims.length, statement: statements.length };
    return h("div", { class: "switches", role: "group", "aria-label": "Marked in the text" }, ...Object.entries(KINDS).map(([kind, name]) =>
      h("label", { class: `switch ${kind}` }, h("input", { type: "checkbox", checked: true, onchange: () => this.toggle(kind) }), ` ${name} `,
        h("span", { class: "tally" }, String(counts[kind as keyof typeof KINDS])))));
  }

  /** Go to the characters that the address names. */
  seek(hash: string): void {
    const found = /^#chars=(\d+)-(\d+)$/.exec(hash);
    this.sought = found ? { start: Number(found[1]), end: Number(found[2]), exact: "" } : null;
    this.draw();
    const mark = this.text.querySelector<HTMLElement>(".sought");
    if (!mark) return;
    mark.scrollIntoView({ block: "center" });
    this.show(mark);
  }

  /** What the article is about, when no place is chosen. */
  overview(): void {
    const { entities, claims, statements, setAside } = this.told;
    const named = [...entities].sort((a, b) => b.mentions.length - a.mentions.length).slice(0, 20);
    this.side.classList.remove("chosen");
    this.side.replaceChildren(
      h("h2", {}, "What was read"),
      h("p", { class: "kind" }, `${many(statements.length, "statement", "statements")}, ${many(claims.length, "claim", "claims")}, ${many(entities.length, "entity", "entities")}. `
        + "Point at marked words to see what was read of them; by keyboard, Enter leads there and Escape back."),
      h("ul", { class: "lines" }, ...named.map((entity) => h("li", {}, entityLink(entity, this.ontology), " ",
        h("span", { class: "tally" }, many(entity.mentions.length, "mention", "mentions"))))),
      setAside.length ? h("details", {}, h("summary", {}, `${many(setAside.length, "finding", "findings")} set aside`),
        h("ul", { class: "lines" }, ...setAside.map(({ reason, detail }) => h("li", {}, detail, " ", h("span", { class: "tally" }, reason))))) : "");
  }

  private toggle(kind: string): void {
    if (!this.shown.delete(kind)) this.shown.add(kind);
    this.draw();
  }

  private draw(): void {
    const paragraphs: HTMLElement[] = [];
    let paragraph = h("p");
    for (const { start, end, values } of pieces(this.told.text.length, this.ranges())) {
      const parts = this.told.text.slice(start, end).split(/\n\s*\n/);
      parts.forEach((part, i) => {
        if (i) {
          paragraphs.push(paragraph);
          paragraph = h("p");
        }
        if (part) paragraph.append(values.length ? this.piece(part, values) : part);
      });
    }
    this.pinned = null;
    this.text.replaceChildren(...[...paragraphs, paragraph].filter((p) => p.childNodes.length));
  }

  private ranges(): Range<Mark>[] {
    const of = (places: Place[], value: Mark) => places.map(({ start, end }) => ({ start: this.at(start), end: this.at(end), value }));
    return [
      ...(this.shown.has("claim") ? this.told.claims.flatMap((claim) => of(claim.content, { kind: "claim", claim })) : []),
      ...(this.shown.has("statement") ? this.told.statements.flatMap((statement) => of(statement.quotes, { kind: "statement", statement })) : []),
      ...(this.shown.has("entity") ? this.told.entities.flatMap((entity) => of(entity.mentions, { kind: "entity", entity })) : []),
      ...(this.sought ? of([this.sought], { kind: "sought" }) : []),
    ];
  }

  private piece(text: string, marks: Mark[]): HTMLElement {
    const kinds = new Set(marks.map(({ kind }) => kind));
    const element = h("span", { class: ["mark", ...kinds].join(" "), tabindex: kinds.has("entity") || kinds.has("sought") ? 0 : null }, text);
    MARKS.set(element, marks);
    return element;
  }

  private later(target: EventTarget | null): void {
    clearTimeout(this.waiting);
    if (!this.pinned) this.waiting = window.setTimeout(() => this.tell(target), FOLLOWED);
  }

  private pin(target: EventTarget | null): void {
    const element = target instanceof HTMLElement && MARKS.has(target) ? target : null;
    this.pinned?.classList.remove("pinned");
    this.pinned = element === this.pinned ? null : element;
    this.pinned?.classList.add("pinned");
    if (element) this.show(element);
    else this.overview();
  }

  /** By keyboard: to what was read of the words; Escape leads back to them. */
  private enter(target: EventTarget | null): void {
    if (target !== this.pinned) this.pin(target);
    this.side.focus({ preventScroll: true });
  }

  private tell(target: EventTarget | null): void {
    if (target instanceof HTMLElement && MARKS.has(target)) this.show(target);
  }

  /** What was read of a piece of text: who is named, what is claimed, what is stated. */
  private show(element: HTMLElement): void {
    const marks = MARKS.get(element) ?? [], { ontology } = this;
    const sought = this.sought && marks.some(({ kind }) => kind === "sought") ? this.sought : null;
    const statements = this.told.statements.filter((s) => marks.some((m) => m.kind === "statement" && m.statement === s)
      || (sought && s.quotes.some(({ start, end }) => start < sought.end && end > sought.start)));
    const claims = marks.flatMap((m) => (m.kind === "claim" ? [m.claim] : []));
    const entities = marks.flatMap((m) => (m.kind === "entity" ? [m.entity] : []));
    this.side.classList.add("chosen");
    this.side.replaceChildren(
      ...entities.map((entity) => h("p", {}, entityLink(entity, ontology), h("span", { class: "tally" }, ` ${typeLabel(entity.type, ontology)}`))),
      ...claims.map((claim) => h("p", { class: "source" }, "Said by ", claim.speaker ? entityLink(claim.speaker, ontology) : claim.sourceWords[0]?.exact ?? "somebody",
        claim.cue ? ` (“${claim.cue}”)` : "", " · ", h("a", { href: pageOf(claim.iri, ontology) }, "the claim"))),
      statements.length ? h("ul", { class: "cards" }, ...statements.map((statement) => card({ ...statement, article: null }, ontology))) : "",
      !statements.length && !claims.length && !entities.length ? h("p", { class: "kind" }, "Nothing was read of these words.") : "");
  }
}

const MARKS = new WeakMap<HTMLElement, Mark[]>();
