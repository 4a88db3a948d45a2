// Sliders of confidence and of time. Time runs over the days that occur, so that one old date does not squeeze the rest.

import type { Data } from "./data";
import { h } from "./dom";
import { days } from "./filters";
import type { Store } from "./state";
import { date, percent } from "./words";

const BARS = 32;

export function sliders(root: HTMLElement, data: Data, store: Store): void {
  root.replaceChildren(...[confidence(data, store), time(data, store)].filter((part) => part !== null));
}

function confidence(data: Data, store: Store): HTMLElement | null {
  const values = data.statements.map((s) => s.confidence).filter((c) => c !== null);
  if (new Set(values).size < 2) return null;
  const slider = h("input", { id: "confidence", type: "range", min: 0, max: 1, step: 0.01 });
  const told = h("output", { for: "confidence" });
  const tell = () => {
    slider.value = String(store.state.confidence);
    told.textContent = store.state.confidence > 0 ? `at least ${percent(store.state.confidence)}` : "any";
  };
  slider.addEventListener("input", () => store.update({ confidence: Number(slider.value) }));
  store.subscribe(tell);
  tell();
  return h("div", { class: "slider" }, h("p", {}, h("label", { for: "confidence" }, "Confidence"), told), slider);
}

function time(data: Data, store: Store): HTMLElement | null {
  const all = days(data);
  const last = all.length - 1;
  if (last < 1) return null;
  const slider = (name: string) => h("input", { type: "range", min: 0, max: last, step: 1, "aria-label": name });
  const [from, until] = [slider("From"), slider("Until")];
  const told = h("output", {});
  const first = (day: string) => Math.max(0, all.findIndex((d) => d >= day));
  const final = (day: string) => Math.max(0, all.filter((d) => d <= day).length - 1);
  const tell = () => {
    const { since, until: end } = store.state;
    from.value = String(since === null ? 0 : first(since));
    until.value = String(end === null ? last : final(end));
    for (const [input, day] of [[from, since ?? all[0]], [until, end ?? all[last]]] as const) input.setAttribute("aria-valuetext", date(day ?? ""));
    told.textContent = since === null && end === null ? "any" : `${date(since ?? all[0] ?? "")} – ${date(end ?? all[last] ?? "")}`;
  };
  from.addEventListener("input", () => {
    const i = Math.min(Number(from.value), Number(until.value));
    store.update({ since: i === 0 ? null : all[i] ?? null });
    tell();
  });
  until.addEventListener("input", () => {
    const i = Math.max(Number(from.value), Number(until.value));
    store.update({ until: i === last ? null : all[i] ?? null });
    tell();
  });
  store.subscribe(tell);
  tell();
  return h("div", { class: "slider time" }, h("p", {}, h("span", {}, "Time"), told), histogram(data, all), h("div", { class: "two" }, from, until));
}

/** How many statements are of which time, drawn for the eye alone. */
function histogram(data: Data, all: string[]): HTMLElement {
  const bars = new Array<number>(Math.min(BARS, all.length)).fill(0);
  const bar = new Map(all.map((day, i) => [day, Math.floor((i * bars.length) / all.length)]));
  for (const { last } of data.statements) {
    const i = last === null ? undefined : bar.get(last);
    if (i !== undefined) bars[i] = (bars[i] ?? 0) + 1;
  }
  const highest = Math.max(...bars, 1);
  return h("div", { class: "bars", "aria-hidden": "true" }, ...bars.map((count) => {
    const element = h("i");
    element.style.height = `${count ? 8 + (92 * Math.sqrt(count)) / Math.sqrt(highest) : 0}%`;
    return element;
  }));
}
