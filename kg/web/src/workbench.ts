// A picture with its legend, its filters, its details and its table. Data flows one way: choices change the store, and what
// the store says is drawn.

import { Attention, bindSteps } from "./attention";
import { byId } from "./dom";
import type { Links } from "./cards";
import { type Community, communities } from "./communities";
import type { Data, Entity, Statement } from "./data";
import { Facets } from "./facets";
import { type Legend, passing } from "./filters";
import { communityKey, network } from "./network";
import { Panel, type PanelActions } from "./panel";
import type { Bounds } from "./projection";
import { Sliders } from "./sliders";
import type { State, Store } from "./state";
import { StatementTable } from "./table";
import { View } from "./view";
import { many } from "./words";

const PATIENCE = 60; // milliseconds to wait for the next move of a slider

export interface Ways {
  article: Links["article"];
  words?: Links["words"];
  doings?: PanelActions["doings"];
  doubled?(entity: Entity): void;
}

export class Workbench {
  view: View | null = null;
  private shown: Statement[];
  private included: ReadonlySet<Statement> = new Set();
  private groups: Map<number, Community> | null = null;
  private bounds: Bounds | null = null; // of the first data, so that nothing jumps
  private waiting = 0;
  private readonly panel: Panel;
  private readonly table: StatementTable;
  private readonly facets: Facets;
  private readonly sliders: Sliders;
  private readonly attention: Attention;

  /** The root tells by its attributes and classes what is seen; the elements are found by their ids. */
  constructor(private readonly root: HTMLElement, private data: Data, private readonly store: Store, private readonly ways: Ways, signal?: AbortSignal) {
    this.shown = passing(data, store.state);
    const links: Links = { entity: (entity) => this.choose(entity), statement: ({ iri }) => store.update({ selected: iri }),
      article: ways.article, ...(ways.words ? { words: ways.words } : {}) };
    this.panel = new Panel(byId("panel"), data, {
      ...links, ...(ways.doings ? { doings: ways.doings } : {}), close: () => store.update({ selected: null }),
      closeCommunity: ({ number }) => store.update({ opened: new Set([...store.state.opened].filter((n) => n !== number)), selected: null }),
    });
    this.table = new StatementTable(byId("table"), links);
    this.facets = new Facets(byId("facets"), data.meta, store, signal);
    this.sliders = new Sliders(byId("sliders"), store);
    this.attention = new Attention(byId("panel"), byId("graph"), byId("table"), () => store.update({ selected: null }));
    this.view = this.makeView();
    bindSteps(byId("graph"), (by) => this.step(by), () => this.double(store.state.selected ?? ""));
    signal?.addEventListener("abort", () => {
      clearTimeout(this.waiting);
      this.view?.kill();
    });
    this.bindButtons();
    store.subscribe((state, changed) => this.follow(state, changed));
    if (!this.view) store.update({ view: "table" });
    this.drawView(store.state);
  }

  /** Draw other data, with what there is to choose from. */
  show(data: Data, legend: Legend): void {
    this.data = data;
    this.panel.use(data);
    this.groups = groupable(data) ? communities(data) : null;
    this.bounds ??= box(data, this.groups);
    byId("grouping").hidden = this.groups === null;
    byId("colouring").hidden = data.entities.every((e) => e.community === null);
    this.facets.show(legend);
    this.sliders.show(legend);
    this.filter();
  }

  /** Select an entity and move to it and its neighbours. */
  choose(entity: Entity): void {
    const { store, view } = this, { state } = store;
    const inside = this.groups && state.grouped && entity.community !== null;
    store.update({ selected: entity.iri, opened: inside ? new Set(state.opened).add(entity.community!) : state.opened });
    if (state.view === "graph") view?.goTo([entity.iri, ...(view.graph.hasNode(entity.iri) ? view.graph.neighbors(entity.iri) : [])]);
  }

  /** The statements that the filters let through. */
  get statements(): readonly Statement[] {
    return this.shown;
  }

  private follow(state: State, changed: ReadonlySet<keyof State>): void {
    const any = (...keys: (keyof State)[]) => keys.some((key) => changed.has(key));
    if (any("hidden", "confidence", "since", "until")) {
      clearTimeout(this.waiting);
      this.waiting = window.setTimeout(() => this.filter(), PATIENCE);
    }
    if (any("opened", "grouped", "coloured")) this.drawGraph();
    if (any("view")) this.drawView(state);
    if (any("selected", "opened", "grouped", "coloured")) this.drawPanel(state);
    if (any("selected")) this.attention.follow();
  }

  private filter(): void {
    const { state } = this.store;
    this.shown = passing(this.data, state);
    this.included = new Set(this.shown);
    this.drawGraph();
    this.tell();
    if (state.view === "table") this.table.show(this.data, this.shown);
    this.drawPanel(state);
  }

  private drawGraph(): void {
    const { grouped, opened, coloured } = this.store.state;
    const grouping = this.groups && grouped ? { communities: this.groups, opened } : null;
    const graph = network(this.data, this.shown, { grouping, coloured });
    if (this.bounds) this.view?.show(graph, this.bounds);
    byId("nothing").hidden = graph.order > 0;
  }

  private tell(): void {
    const { data, shown } = this;
    const entities = new Set(shown.flatMap((s) => [s.source, s.target])).size;
    const of = (some: number, all: number) => (some === all ? "" : ` of ${all.toLocaleString("en")}`);
    byId("counts").textContent = `${many(entities, "entity", "entities")}${of(entities, data.entities.length)} · `
      + `${many(shown.length, "statement", "statements")}${of(shown.length, data.statements.length)}`;
    byId("clear").hidden = !this.store.filtered;
  }

  /** Show what is selected: an entity, a statement, a line or a community, named by what the address can keep. */
  private drawPanel({ selected }: State): void {
    const { data, panel, view } = this;
    const entity = selected === null ? undefined : data.byIri.get(selected);
    const statement = selected === null ? undefined : data.statementByIri.get(selected);
    const community = [...(this.groups?.values() ?? [])].find((c) => communityKey(c.number) === selected);
    const line = selected !== null && view?.graph.hasEdge(selected) ? view.graph.getEdgeAttributes(selected) : undefined;
    if (entity) panel.entity(entity, entity.statements.filter((s) => this.included.has(s)));
    else if (statement) panel.statements(`${statement.source.label} – ${statement.target.label}`, [statement]);
    else if (line && selected) panel.statements(this.lineTitle(selected), line.statements);
    else if (community) panel.community(community, this.within(community));
    else panel.clear();
    this.root.classList.toggle("with-panel", !byId("panel").hidden);
    view?.select(new Set(this.highlighted(entity, statement, selected)));
  }

  private highlighted(entity: Entity | undefined, statement: Statement | undefined, selected: string | null): string[] {
    const graph = this.view?.graph;
    if (entity) return [entity.iri];
    if (!statement) return selected && graph?.hasEdge(selected) ? [selected] : [];
    return graph?.filterEdges((_, { statements }) => statements.includes(statement)) ?? [];
  }

  private lineTitle(key: string): string {
    return this.view?.graph.extremities(key).map((end) => this.view?.graph.getNodeAttribute(end, "label") ?? "").join(" – ") ?? "";
  }

  private within({ number }: Community): number {
    return this.shown.filter((s) => s.source.community === number && s.target.community === number).length;
  }

  /** Choose the entity that comes so many after the one chosen, the most connected first. */
  private step(by: number): void {
    const ranked = this.shownEntities(), at = ranked.findIndex(({ iri }) => iri === this.store.state.selected);
    const next = ranked[at < 0 ? (by > 0 ? 0 : ranked.length - 1) : (at + by + ranked.length) % ranked.length];
    if (next) this.choose(next);
  }

  private shownEntities(): Entity[] {
    const nodes = this.view?.graph.mapNodes((_, { entity, weight }) => ({ entity, weight })) ?? [];
    return nodes.sort((a, b) => b.weight - a.weight).flatMap(({ entity }) => entity ?? []);
  }

  private chooseNode(key: string): void {
    const { entity, community } = this.view?.graph.getNodeAttributes(key) ?? {};
    if (entity) this.store.update({ selected: entity.iri });
    else if (community) this.open(community);
  }

  private open({ number, members }: Community): void {
    this.store.update({ opened: new Set(this.store.state.opened).add(number), selected: communityKey(number) });
    this.view?.goTo(members.map((m) => m.iri).filter((iri) => this.view?.graph.hasNode(iri)), 0.1);
  }

  private drawView({ view: which }: State): void {
    this.root.dataset.view = which;
    for (const name of ["graph", "table"] as const) byId(`to-${name}`).setAttribute("aria-pressed", String(name === which));
    byId("table").hidden = which !== "table";
    if (which === "table") this.table.show(this.data, this.shown);
    else this.view?.resize();
  }

  private bindButtons(): void {
    const { store } = this;
    const on = (id: string, action: () => void) => byId(id).addEventListener("click", action);
    on("to-graph", () => store.update({ view: "graph" }));
    on("to-table", () => store.update({ view: "table" }));
    on("zoom-in", () => this.view?.zoom(1.5));
    on("zoom-out", () => this.view?.zoom(1 / 1.5));
    on("fit", () => this.view?.fit());
    on("clear", () => store.clear());
    on("filters-toggle", () => byId("filters-toggle").setAttribute("aria-expanded", String(this.root.classList.toggle("with-filters"))));
    this.bindTick("grouped", (grouped) => store.update({ grouped, opened: new Set(), selected: null }));
    this.bindTick("coloured", (coloured) => store.update({ coloured }));
  }

  private bindTick(name: "grouped" | "coloured", act: (ticked: boolean) => void): void {
    const box = byId<HTMLInputElement>(name);
    box.checked = this.store.state[name];
    box.addEventListener("change", () => act(box.checked));
  }

  private covered(): { right: number; bottom: number } {
    const stage = byId("stage").getBoundingClientRect(), details = byId("panel").getBoundingClientRect();
    if (byId("panel").hidden) return { right: 0, bottom: 0 };
    return details.left > stage.left ? { right: stage.right - details.left, bottom: 0 } : { right: 0, bottom: stage.bottom - details.top };
  }

  /** The picture, where the browser can draw it; elsewhere the table says the same. */
  private makeView(): View | null {
    const { store } = this;
    try {
      return new View(byId("graph"), {
        node: (key) => this.chooseNode(key), line: (key) => store.update({ selected: key }), nothing: () => store.update({ selected: null }),
        covered: () => this.covered(), ...(this.ways.doubled ? { doubled: (key: string) => this.double(key) } : {}),
      });
    } catch (error) {
      console.warn("no picture:", error);
      byId("no-picture").hidden = false;
      return null;
    }
  }

  private double(key: string): void {
    const { graph } = this.view ?? {};
    const entity = graph?.hasNode(key) ? graph.getNodeAttribute(key, "entity") : null;
    if (entity) this.ways.doubled?.(entity);
  }
}

/** Whether data is so large that its communities come first. */
export function groupable({ entities, meta }: Data): boolean {
  return entities.length > meta.large && entities.some((e) => e.community !== null);
}

/** Lay a wide picture upright on an upright screen, and the other way round. */
export function turn({ entities }: Data, screen: DOMRect): void {
  const extent = (values: number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity) + values.reduce((a, b) => Math.max(a, -b), -Infinity);
  const wide = extent(entities.map((e) => e.x)) > extent(entities.map((e) => e.y));
  if (wide === screen.width > screen.height) return;
  for (const entity of entities) [entity.x, entity.y] = [entity.y, entity.x];
}

/** All of the picture, whatever the filters leave, so that nothing jumps. */
export function box(data: Data, groups: Map<number, Community> | null = null): Bounds {
  const circles = groups ? [...groups.values()] : data.entities.map(({ x, y }) => ({ x, y, radius: 0 }));
  const bound = (pick: (c: { x: number; y: number; radius: number }) => number) => circles.reduce((most, c) => Math.max(most, pick(c)), -Infinity);
  if (!circles.length) return { x: [0, 1], y: [0, 1] };
  return { x: [-bound((c) => c.radius - c.x), bound((c) => c.x + c.radius)], y: [-bound((c) => c.radius - c.y), bound((c) => c.y + c.radius)] };
}
