// The legend, which is also the filter: each type, relation and way of meaning with its look, its number and a tick.

import type { Meta } from "./data";
import { h } from "./dom";
import type { Legend } from "./filters";
import { lineSwatch, swatch } from "./swatches";
import type { Facet, State, Store } from "./state";
import { onThemeChange, theme } from "./theme";
import { MODALITY, number, POLARITY, VOICE } from "./words";

interface Row {
  value: string;
  label: string;
  count: number;
  sign: SVGElement | null;
}

const TITLES: Record<Facet, string> = {
  type: "Entities", modality: "How it is meant", polarity: "Affirmed or denied", voice: "On whose word", relation: "Relations",
};
const ORDER: Facet[] = ["type", "modality", "polarity", "voice", "relation"];
const OPEN: ReadonlySet<string> = new Set<Facet>(["type", "modality", "polarity", "voice"]);

export class Facets {
  private legend: Legend | null = null;

  constructor(private readonly root: HTMLElement, private readonly meta: Meta, private readonly store: Store, signal?: AbortSignal) {
    onThemeChange(() => this.draw(), signal);
    store.subscribe((state, changed) => {
      if (changed.has("hidden")) this.tick(state);
    });
  }

  show(legend: Legend): void {
    this.legend = legend;
    this.draw();
  }

  private draw(): void {
    const { legend, meta, store } = this, open = this.opened();
    if (legend) this.root.replaceChildren(...ORDER.map((facet) => section(facet, { legend, meta, store, open: open.has(facet) })).filter((s) => s !== null));
  }

  /** What the reader has opened; at first, all but the long list of relations. */
  private opened(): ReadonlySet<string | undefined> {
    const sections = [...this.root.querySelectorAll<HTMLDetailsElement>("details")];
    return sections.length ? new Set(sections.filter((s) => s.open).map((s) => s.dataset.name)) : OPEN;
  }

  private tick(state: State): void {
    for (const box of this.root.querySelectorAll<HTMLInputElement>("input[data-facet]")) {
      box.checked = !state.hidden[box.dataset.facet as Facet].has(box.value);
    }
  }
}

interface Shown {
  legend: Legend;
  meta: Meta;
  store: Store;
  open: boolean;
}

function section(facet: Facet, { legend, meta, store, open }: Shown): HTMLElement | null {
  const rows = rowsOf(facet, legend, meta, store.state);
  if (rows.length < (facet === "type" ? 1 : 2)) return null; // one value is no choice
  const all = rows.map((row) => row.value);
  const set = (shown: boolean) => () => store.toggle(facet, all, shown);
  return h("details", { class: "facet", open, "data-name": facet },
    h("summary", {}, TITLES[facet]),
    h("p", { class: "all" }, h("button", { type: "button", onclick: set(true) }, "all"), h("button", { type: "button", onclick: set(false) }, "none")),
    h("ul", {}, ...rows.map((row) => item(facet, row, store))));
}

function item(facet: Facet, { value, label, count, sign }: Row, store: Store): HTMLElement {
  const box = h("input", { type: "checkbox", value, "data-facet": facet });
  box.checked = !store.state.hidden[facet].has(value);
  box.addEventListener("change", () => store.toggle(facet, [value], box.checked));
  return h("li", {}, h("label", {}, box, sign, h("span", { class: "name" }, label), h("span", { class: "tally" }, number(count))));
}

/** The values there are, and those that are hidden without being there, so that they can be shown again. */
function rowsOf(facet: Facet, legend: Legend, meta: Meta, state: State): Row[] {
  const colors = theme();
  const counts = { ...Object.fromEntries([...state.hidden[facet]].map((value) => [value, 0])), ...legend.counts[facet] };
  const found = Object.entries(counts).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return found.map(([value, count]) => {
    const look = meta.types[value];
    if (facet === "type") return { value, count, label: look?.label ?? value, sign: look ? swatch(look.shape, look.color) : null };
    if (facet === "relation") return { value, count, label: meta.relations[value]?.label ?? value, sign: null };
    if (facet === "modality") return { value, count, label: MODALITY[value] ?? value, sign: lineSwatch(meta.lines[value] ?? "solid", colors.muted) };
    if (facet === "polarity") return { value, count, label: POLARITY[value] ?? value, sign: lineSwatch("solid", meta.colors[value] ?? "#8A8F98") };
    return { value, count, label: VOICE[value] ?? value, sign: null };
  });
}
