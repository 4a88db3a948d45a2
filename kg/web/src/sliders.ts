// Sliders of confidence and of time. Time runs over the days that occur, so that one old date does not squeeze the rest.

import { h } from "./dom";
import type { Legend } from "./filters";
import type { Store } from "./state";
import { date, percent } from "./words";

const BARS = 32;

export class Sliders {
  private tellers: (() => void)[] = [];

  constructor(private readonly root: HTMLElement, private readonly store: Store) {
    store.subscribe(() => this.tell());
  }

  show(legend: Legend): void {
    const made = [confidence(legend, this.store), time(legend, this.store)].filter((slider) => slider !== null);
    this.tellers = made.map(({ tell }) => tell);
    this.root.replaceChildren(...made.map(({ element }) => element));
    this.tell();
  }

  private tell(): void {
    for (const tell of this.tellers) tell();
  }
}

interface Slider {
  element: HTMLElement;
  tell(): void; // what the store says
}

function confidence({ varied }: Legend, store: Store): Slider | null {
  if (!varied && store.state.confidence === 0) return null;
  const slider = h("input", { id: "confidence", type: "range", min: 0, max: 1, step: 0.01 });
  const told = h("output", { for: "confidence" });
  const tell = () => {
    slider.value = String(store.state.confidence);
    told.textContent = store.state.confidence > 0 ? `at least ${percent(store.state.confidence)}` : "any";
  };
  slider.addEventListener("input", () => store.update({ confidence: Number(slider.value) }));
  return { tell, element: h("div", { class: "slider" }, h("p", {}, h("label", { for: "confidence" }, "Confidence"), told), slider) };
}

function time({ days }: Legend, store: Store): Slider | null {
  const all = Object.keys(days).sort();
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
  return { tell, element: h("div", { class: "slider time" }, h("p", {}, h("span", {}, "Time"), told), histogram(days, all), h("div", { class: "two" }, from, until)) };
}

/** How many statements are of which time, drawn for the eye alone. */
function histogram(days: Legend["days"], all: string[]): HTMLElement {
  const bars = new Array<number>(Math.min(BARS, all.length)).fill(0);
  for (const [i, day] of all.entries()) {
    const bar = Math.floor((i * bars.length) / all.length);
    bars[bar] = (bars[bar] ?? 0) + (days[day] ?? 0);
  }
  const highest = Math.max(...bars, 1);
  return h("div", { class: "bars", "aria-hidden": "true" }, ...bars.map((count) => {
    const element = h("i");
    element.style.height = `${count ? 8 + (92 * Math.sqrt(count)) / Math.sqrt(highest) : 0}%`;
    return element;
  }));
}
