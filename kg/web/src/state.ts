// What the reader has chosen, and who is told when it changes. It is kept in the address, so that a view can be shared.

export const FACETS = ["type", "relation", "modality", "polarity", "voice"] as const;
export type Facet = (typeof FACETS)[number];

export interface State {
  selected: string | null; // IRI of an entity or a statement, or of both ends of a line
  view: "graph" | "table";
  hidden: Record<Facet, ReadonlySet<string>>;
  confidence: number;
  since: string | null;
  until: string | null;
  grouped: boolean;
  opened: ReadonlySet<number>; // communities shown by their members
  coloured: boolean; // by communities, not by types
}

export type Change = Partial<State>;
type Listener = (state: State, changed: ReadonlySet<keyof State>) => void;

export function initial(grouped: boolean): State {
  const hidden = Object.fromEntries(FACETS.map((f) => [f, new Set<string>()])) as unknown as State["hidden"];
  return { selected: null, view: "graph", hidden, confidence: 0, since: null, until: null, grouped, opened: new Set(), coloured: false };
}

export class Store {
  private listeners: Listener[] = [];

  constructor(public state: State, readonly start: State) {}

  subscribe(listener: Listener): void {
    this.listeners.push(listener);
  }

  update(change: Change): void {
    const changed = new Set((Object.keys(change) as (keyof State)[]).filter((key) => change[key] !== this.state[key]));
    if (!changed.size) return;
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener(this.state, changed);
  }

  toggle(facet: Facet, values: string[], shown: boolean): void {
    const hidden = new Set(this.state.hidden[facet]);
    for (const value of values) {
      if (shown) hidden.delete(value);
      else hidden.add(value);
    }
    this.update({ hidden: { ...this.state.hidden, [facet]: hidden } });
  }

  /** Take all filters back. */
  clear(): void {
    const { hidden, confidence, since, until } = this.start;
    this.update({ hidden, confidence, since, until });
  }

  get filtered(): boolean {
    const { hidden, confidence, since, until } = this.state;
    return confidence > 0 || since !== null || until !== null || FACETS.some((facet) => hidden[facet].size > 0);
  }
}

/** The view in words of an address: without its # or ?. */
export function toWords(state: State, start: State): URLSearchParams {
  const words = new URLSearchParams();
  if (state.selected) words.set("at", state.selected);
  if (state.view !== start.view) words.set("view", state.view);
  for (const facet of FACETS) for (const value of [...state.hidden[facet]].sort()) words.append(`no-${facet}`, value);
  if (state.confidence > 0) words.set("confidence", String(state.confidence));
  if (state.since) words.set("since", state.since);
  if (state.until) words.set("until", state.until);
  if (state.grouped !== start.grouped) words.set("grouped", String(state.grouped));
  if (state.coloured) words.set("coloured", "true");
  for (const number of [...state.opened].sort((a, b) => a - b)) words.append("open", String(number));
  return words;
}

export function fromWords(words: URLSearchParams, start: State): State {
  const hidden = Object.fromEntries(FACETS.map((f) => [f, new Set(words.getAll(`no-${f}`))])) as unknown as State["hidden"];
  const confidence = Number(words.get("confidence"));
  const grouped = words.get("grouped");
  return {
    selected: words.get("at"),
    view: words.get("view") === "table" ? "table" : "graph",
    hidden,
    confidence: confidence >= 0 && confidence <= 1 ? confidence : 0,
    since: words.get("since"),
    until: words.get("until"),
    grouped: grouped === null ? start.grouped : grouped === "true",
    coloured: words.get("coloured") === "true",
    opened: new Set(words.getAll("open").map(Number).filter(Number.isInteger)),
  };
}
