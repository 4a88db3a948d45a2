// The search box: entities by their names and aliases, offered as one types. The pattern is ARIA's combobox with a list.

import type { Data, Entity } from "./data";
import { h } from "./dom";
import { swatch } from "./swatches";
import { named, short, typeLabel } from "./words";

export interface Hit {
  entity: Entity;
  name: string; // by which it was found
}

const OFFERED = 8;

interface Entry extends Hit {
  folded: string;
}

export class Index {
  private readonly entries: Entry[];

  constructor(entities: readonly Entity[]) {
    this.entries = entities.flatMap((entity) => [entity.label, ...entity.aliases].map((name) => ({ entity, name, folded: fold(name) })));
  }

  /** The best entities: whose name begins so, then a word of it, then any part; the most told of first. */
  find(text: string, most = OFFERED): Hit[] {
    const wanted = fold(text).trim();
    if (!wanted) return [];
    const best = new Map<Entity, { hit: Hit; rank: number }>();
    for (const { entity, name, folded } of this.entries) {
      const rank = ranked(folded, wanted);
      const known = best.get(entity);
      if (rank !== null && (!known || rank < known.rank)) best.set(entity, { hit: { entity, name }, rank });
    }
    return [...best.values()]
      .sort((a, b) => a.rank - b.rank || b.hit.entity.statements.length - a.hit.entity.statements.length || a.hit.entity.index - b.hit.entity.index)
      .slice(0, most).map(({ hit }) => hit);
  }
}

function ranked(folded: string, wanted: string): number | null {
  if (folded === wanted) return 0;
  const at = folded.indexOf(wanted);
  if (at < 0) return null;
  if (at === 0) return 1;
  return folded.includes(` ${wanted}`) ? 2 : 3;
}

/** Without case and accents, so that "Peña" is found by "pena". */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase();
}

export class Search {
  private hits: Hit[] = [];
  private active = -1;
  private readonly index: Index;

  constructor(private readonly input: HTMLInputElement, private readonly list: HTMLElement, private readonly data: Data,
    private readonly choose: (entity: Entity) => void) {
    this.index = new Index(data.entities);
    input.addEventListener("input", () => this.offer());
    input.addEventListener("focus", () => this.offer());
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => this.key(event));
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // or the list would close before it is clicked
  }

  private offer(): void {
    this.hits = this.index.find(this.input.value);
    this.active = -1;
    const searched = this.input.value.trim() !== "";
    this.list.replaceChildren(...this.hits.map((hit, i) => this.option(hit, i)));
    if (searched && !this.hits.length) this.list.append(h("li", { class: "none", role: "option", "aria-disabled": "true" }, "Nothing has that name"));
    this.list.hidden = !searched;
    this.input.setAttribute("aria-expanded", String(searched));
    this.mark();
  }

  private option({ entity, name }: Hit, i: number): HTMLElement {
    const look = this.data.meta.types[entity.type];
    const told = name === entity.label ? typeLabel(this.data, entity.type) : `${typeLabel(this.data, entity.type)} · ${short(name, 40)}`;
    return h("li", { id: `hit-${i}`, role: "option", "aria-selected": "false", onclick: () => this.take(i) },
      look ? swatch(look.shape, look.color) : null, h("bdi", { class: "name" }, named(entity, 60)), h("span", { class: "told" }, told));
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
    this.choose(hit.entity);
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
