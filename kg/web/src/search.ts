// The search box: entities by their names and aliases, offered as one types.

import { Combobox } from "./combobox";
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
  private readonly index: Index;
  private readonly box: Combobox<Entity>;

  constructor(private readonly input: HTMLInputElement, list: HTMLElement, private readonly data: Data, choose: (entity: Entity) => void) {
    this.index = new Index(data.entities);
    this.box = new Combobox(input, list, () => this.find(), choose);
  }

  private find(): void {
    if (!this.input.value.trim()) return this.box.close();
    const hits = this.index.find(this.input.value);
    this.box.offer(hits.map((hit) => ({ value: hit.entity, parts: this.option(hit) })), "Nothing has that name");
  }

  private option({ entity, name }: Hit): (Node | null)[] {
    const look = this.data.meta.types[entity.type];
    const told = name === entity.label ? typeLabel(this.data, entity.type) : `${typeLabel(this.data, entity.type)} · ${short(name, 40)}`;
    return [look ? swatch(look.shape, look.color) : null, h("bdi", { class: "name" }, named(entity, 60)), h("span", { class: "told" }, told)];
  }
}
