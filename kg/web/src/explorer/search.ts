// The search box: entities by their names and articles by their words, offered as one types; all of them on a page of results.

import { Combobox, type Offer } from "../combobox";
import { h } from "../dom";
import { swatch } from "../swatches";
import { short } from "../words";
import { type Article, type Entity, type Ontology, ontology, view } from "./api";
import { pageOf, placeAddress, searchAddress, typeLabel } from "./links";
import { marked, type Passage } from "./passages";

export interface Named extends Entity { name: string; articles: number }
export interface Worded extends Article { passages: Passage[] }
interface Found { entities: Named[]; articles: Worded[] }
interface Hit { address: string; iri: string | null } // the IRI of an entity

const PATIENCE = 120; // milliseconds of no typing
const BEFORE = 24; // characters before the words of an article

export class Search {
  private waiting = 0;
  private asking = new AbortController();
  private readonly box: Combobox<Hit>;

  constructor(private readonly input: HTMLInputElement, list: HTMLElement, private readonly go: (address: string) => void) {
    this.box = new Combobox(input, list, () => this.later(), (hit) => this.choose(hit), () => this.stop());
    input.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.box.close();
      this.go(searchAddress(input.value.trim()));
    });
  }

  private later(): void {
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => void this.find(), PATIENCE);
  }

  private stop(): void {
    clearTimeout(this.waiting);
    this.asking.abort();
  }

  private async find(): Promise<void> {
    this.asking.abort();
    this.asking = new AbortController();
    const { signal } = this.asking, text = this.input.value.trim();
    if (!text) return this.box.close();
    try {
      const [found, known] = await Promise.all([view<Found>("suggest", { q: text }, signal), ontology()]);
      if (document.activeElement === this.input) this.box.offer(offers(found, text, known), "Nothing has that name, and no article all these words");
    } catch (error) {
      if (!signal.aborted) this.box.offer([], error instanceof Error ? error.message : String(error));
    }
  }

  /** A page may take an entity instead of being left. */
  private choose({ address, iri }: Hit): void {
    if (iri === null || document.dispatchEvent(new CustomEvent("take", { detail: iri, cancelable: true }))) this.go(address);
  }
}

function offers({ entities, articles }: Found, text: string, known: Ontology): Offer<Hit>[] {
  const offered = [
    ...entities.map((entity) => ({ value: { address: pageOf(entity.iri, known), iri: entity.iri }, parts: entityOption(entity, known) })),
    ...articles.map((article) => ({ value: { address: placeAddress(article, article.passages[0], known), iri: null }, parts: articleOption(article) })),
  ];
  return offered.length ? [...offered, { value: { address: searchAddress(text), iri: null }, parts: [h("span", { class: "all" }, "All results")] }] : [];
}

function entityOption(entity: Named, known: Ontology): (Node | null)[] {
  const look = known.types[entity.type];
  const told = entity.name === entity.label ? typeLabel(entity.type, known) : `${typeLabel(entity.type, known)} · ${short(entity.name, 40)}`;
  return [look ? swatch(look.shape, look.color) : null, h("bdi", { class: "name" }, short(entity.label, 60)), h("span", { class: "told" }, told)];
}

function articleOption({ title, passages }: Worded): Node[] {
  return [h("bdi", { class: "name" }, short(title, 60)), h("span", { class: "told" }, ...passages.slice(0, 1).flatMap((passage) => marked(passage, BEFORE)))];
}
