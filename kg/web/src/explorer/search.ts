// The search box: entities by their names and articles by their words, offered as one types (ARIA's combobox with a list).

import { h } from "../dom";
import { swatch } from "../swatches";
import { short } from "../words";
import { type Article, type Entity, type Ontology, ontology, view } from "./api";
import { pageOf, typeLabel } from "./links";

interface Found { entities: (Entity & { name: string })[]; articles: (Article & { start: number; end: number; words: string })[] }
interface Hit { address: string; iri: string | null; option: (Node | null)[] } // the IRI of an entity

const PATIENCE = 120; // milliseconds of no typing

export class Search {
  private hits: Hit[] = [];
  private active = -1;
  private waiting = 0;
  private asking = new AbortController();

  constructor(private readonly input: HTMLInputElement, private readonly list: HTMLElement, private readonly go: (address: string) => void) {
    input.addEventListener("input", () => this.later());
    input.addEventListener("focus", () => this.later());
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => this.key(event));
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // or the list would close before it is clicked
  }

  private later(): void {
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => void this.offer(), PATIENCE);
  }

  private async offer(): Promise<void> {
    this.asking.abort();
    this.asking = new AbortController();
    const { signal } = this.asking, text = this.input.value.trim();
    if (!text) return this.close();
    try {
      const [found, known] = await Promise.all([view<Found>("suggest", { q: text }, signal), ontology()]);
      if (document.activeElement === this.input) this.show(found, known);
    } catch (error) {
      if (!signal.aborted) this.list.replaceChildren(h("li", { class: "none", role: "option", "aria-disabled": "true" }, String(error instanceof Error ? error.message : error)));
    }
  }

  private show({ entities, articles }: Found, known: Ontology): void {
    this.hits = [
      ...entities.map((entity) => ({ address: pageOf(entity.iri, known), iri: entity.iri, option: entityOption(entity, known) })),
      ...articles.map((article) => ({ address: `${pageOf(article.iri, known)}#chars=${article.start}-${article.end}`, iri: null, option: articleOption(article) })),
    ];
    this.active = -1;
    this.list.replaceChildren(...this.hits.map(({ option }, i) =>
      h("li", { id: `hit-${i}`, role: "option", "aria-selected": "false", onclick: () => this.take(i) }, ...option)));
    if (!this.hits.length) this.list.append(h("li", { class: "none", role: "option", "aria-disabled": "true" }, "Nothing has that name, and no article those words"));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark();
  }

  private key(event: KeyboardEvent): void {
    const last = this.hits.length - 1;
    if (event.key === "ArrowDown") this.active = this.active >= last ? 0 : this.active + 1;
    else if (event.key === "ArrowUp") this.active = this.active <= 0 ? last : this.active - 1;
    else if (event.key === "Enter") return this.take(Math.max(0, this.active));
    else if (event.key === "Escape") return this.close();
    else return;
    event.preventDefault();
    this.mark();
  }

  private mark(): void {
    for (const [i, option] of [...this.list.querySelectorAll("[id^=hit-]")].entries()) {
      option.setAttribute("aria-selected", String(i === this.active));
      if (i === this.active) option.scrollIntoView({ block: "nearest" });
    }
    if (this.active < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `hit-${this.active}`);
  }

  private take(i: number): void {
    const hit = this.hits[i];
    if (!hit) return;
    this.input.value = "";
    this.close();
    // A page may take an entity instead of being left.
    if (hit.iri === null || document.dispatchEvent(new CustomEvent("take", { detail: hit.iri, cancelable: true }))) this.go(hit.address);
  }

  private close(): void {
    this.asking.abort();
    clearTimeout(this.waiting);
    this.hits = [];
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

function entityOption(entity: Entity & { name: string }, known: Ontology): (Node | null)[] {
  const look = known.types[entity.type];
  const told = entity.name === entity.label ? typeLabel(entity.type, known) : `${typeLabel(entity.type, known)} · ${short(entity.name, 40)}`;
  return [look ? swatch(look.shape, look.color) : null, h("bdi", { class: "name" }, short(entity.label, 60)), h("span", { class: "told" }, told)];
}

function articleOption(article: Article & { words: string }): Node[] {
  return [h("bdi", { class: "name" }, short(article.title, 60)), h("span", { class: "told" }, `“${short(article.words, 60)}”`)];
}
