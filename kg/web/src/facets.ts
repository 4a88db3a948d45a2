// The legend, which is also the filter: each type, relation and way of meaning with its look, its number and a tick.

import type { Data } from "./data";
import { h } from "./dom";
import { counts } from "./filters";
import { lineSwatch, swatch } from "./swatches";
import type { Facet, Store } from "./state";
import { onThemeChange, theme } from "./theme";
import { MODALITY, number, POLARITY, relationLabel, typeLabel, VOICE } from "./words";

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
const OPEN = new Set<Facet>(["type", "modality", "polarity", "voice"]);

export function facets(root: HTMLElement, data: Data, store: Store): void {
  const draw = () => root.replaceChildren(...ORDER.map((facet) => section(facet, data, store)).filter((s) => s !== null));
  draw();
  onThemeChange(draw);
  store.subscribe((state, changed) => {
    if (!changed.has("hidden")) return;
    for (const box of root.querySelectorAll<HTMLInputElement>("input[data-facet]")) {
      box.checked = !state.hidden[box.dataset.facet as Facet].has(box.value);
    }
  });
}

function section(facet: Facet, data: Data, store: Store): HTMLElement | null {
  const rows = rowsOf(facet, data);
  if (rows.length < (facet === "type" ? 1 : 2)) return null; // one value is no choice
  const all = rows.map((row) => row.value);
  const set = (shown: boolean) => () => store.toggle(facet, all, shown);
  return h("details", { class: `facet ${facet}`, open: OPEN.has(facet) },
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

function rowsOf(facet: Facet, { meta, ...rest }: Data): Row[] {
  const data = { meta, ...rest };
  const colors = theme();
  const found = [...counts(data, facet)].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return found.map(([value, count]) => {
    const look = meta.types[value];
    if (facet === "type") return { value, count, label: typeLabel(data, value), sign: look ? swatch(look.shape, look.color) : null };
    if (facet === "relation") return { value, count, label: relationLabel(data, value), sign: null };
    if (facet === "modality") return { value, count, label: MODALITY[value] ?? value, sign: lineSwatch(meta.lines[value] ?? "solid", colors.muted) };
    if (facet === "polarity") return { value, count, label: POLARITY[value] ?? value, sign: lineSwatch("solid", meta.colors[value] ?? "#8A8F98") };
    return { value, count, label: VOICE[value] ?? value, sign: null };
  });
}
