// The page: data, what the reader has chosen, and the parts that show it. Data flows one way: choices change the store, and
// what the store says is drawn.

import { byId } from "./dom";
import { type Community, communities } from "./communities";
import { type Data, type Entity, read, type Statement } from "./data";
import { facets } from "./facets";
import { passing } from "./filters";
import { communityKey, type Grouping, network } from "./network";
import { Panel } from "./panel";
import { Search } from "./search";
import { sliders } from "./sliders";
import { fromHash, initial, type State, Store, toHash } from "./state";
import { StatementTable } from "./table";
import { View } from "./view";
import { many } from "./words";

const PATIENCE = 60; // milliseconds to wait for the next move of a slider

const data = read();
turn(data);
const large = data.entities.length > data.meta.large;
const groups = data.entities.some((e) => e.community !== null) && large ? communities(data) : null;
const start = initial(groups !== null);
const store = new Store(fromHash(location.hash, start), start);

const links = {
  entity: (entity: Entity) => choose(entity),
  statement: (statement: Statement) => store.update({ selected: statement.iri }),
};
const panel = new Panel(byId("panel"), data, {
  ...links,
  close: () => store.update({ selected: null }),
  closeCommunity: (community) => store.update({ opened: without(store.state.opened, community.number), selected: null }),
});
const table = new StatementTable(byId("table"), data, links);
const bounds = box();
let shown = passing(data, store.state);
let view: View | null = null;

/** Lay a wide picture upright on an upright screen, and the other way round. */
function turn({ entities }: Data): void {
  const extent = (values: number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity) + values.reduce((a, b) => Math.max(a, -b), -Infinity);
  const wide = extent(entities.map((e) => e.x)) > extent(entities.map((e) => e.y));
  const screen = byId("graph").getBoundingClientRect();
  if (wide === screen.width > screen.height) return;
  for (const entity of entities) [entity.x, entity.y] = [entity.y, entity.x];
}

function choose(entity: Entity): void {
  const opened = groups && store.state.grouped && entity.community !== null ? new Set(store.state.opened).add(entity.community) : store.state.opened;
  store.update({ selected: entity.iri, opened });
  if (store.state.view === "graph") view?.goTo([entity.iri, ...(view.graph.hasNode(entity.iri) ? view.graph.neighbors(entity.iri) : [])]);
}

function chooseNode(key: string): void {
  const attributes = view?.graph.getNodeAttributes(key);
  if (attributes?.entity) store.update({ selected: attributes.entity.iri });
  else if (attributes?.community) open(attributes.community);
}

function open(community: Community): void {
  store.update({ opened: new Set(store.state.opened).add(community.number), selected: communityKey(community.number) });
  view?.goTo(community.members.map((m) => m.iri).filter((iri) => view?.graph.hasNode(iri)), 0.1);
}

function without(opened: ReadonlySet<number>, number: number): ReadonlySet<number> {
  return new Set([...opened].filter((n) => n !== number));
}

/** All of the picture, whatever the filters leave, so that nothing jumps. */
function box(): { x: [number, number]; y: [number, number] } {
  const circles = groups ? [...groups.values()] : data.entities.map(({ x, y }) => ({ x, y, radius: 0 }));
  const bound = (pick: (c: { x: number; y: number; radius: number }) => number) => circles.reduce((most, c) => Math.max(most, pick(c)), -Infinity);
  if (!circles.length) return { x: [0, 1], y: [0, 1] };
  return { x: [-bound((c) => c.radius - c.x), bound((c) => c.x + c.radius)], y: [-bound((c) => c.radius - c.y), bound((c) => c.y + c.radius)] };
}

function drawn(): ReturnType<typeof network> {
  const grouping: Grouping | null = groups && store.state.grouped ? { communities: groups, opened: store.state.opened } : null;
  return network(data, shown, grouping);
}

function drawGraph(): void {
  view?.show(drawn(), bounds);
  byId("nothing").hidden = shown.length > 0;
}

function tell(): void {
  const entities = new Set(shown.flatMap((s) => [s.source, s.target])).size;
  const of = (some: number, all: number) => (some === all ? "" : ` of ${all.toLocaleString("en")}`);
  byId("counts").textContent = `${many(entities, "entity", "entities")}${of(entities, data.entities.length)} · `
    + `${many(shown.length, "statement", "statements")}${of(shown.length, data.statements.length)}`;
  byId("clear").hidden = !store.filtered;
}

/** Show what is selected: an entity, a statement, a line or a community, named by what the address can keep. */
function drawPanel(state: State): void {
  const { selected } = state;
  const entity = selected === null ? undefined : data.byIri.get(selected);
  const statement = selected === null ? undefined : data.statementByIri.get(selected);
  const community = [...(groups?.values() ?? [])].find((c) => communityKey(c.number) === selected);
  const line = selected !== null && view?.graph.hasEdge(selected) ? view.graph.getEdgeAttributes(selected) : undefined;
  if (entity) panel.entity(entity, entity.statements.filter((s) => included.has(s)));
  else if (statement) panel.statements(`${statement.source.label} – ${statement.target.label}`, [statement]);
  else if (line && selected && view) panel.statements(lineTitle(selected), line.statements);
  else if (community) panel.community(community, within(community));
  else panel.clear();
  document.body.classList.toggle("with-panel", !byId("panel").hidden);
  view?.select(new Set(highlighted(entity, statement, selected)));
}

function highlighted(entity: Entity | undefined, statement: Statement | undefined, selected: string | null): string[] {
  if (entity) return [entity.iri];
  if (!statement) return selected && view?.graph.hasEdge(selected) ? [selected] : [];
  return view?.graph.filterEdges((_, { statements }) => statements.includes(statement)) ?? [];
}

function lineTitle(key: string): string {
  return view?.graph.extremities(key).map((end) => view?.graph.getNodeAttribute(end, "label") ?? "").join(" – ") ?? "";
}

function within(community: Community): number {
  return shown.filter((s) => s.source.community === community.number && s.target.community === community.number).length;
}

let included = new Set(shown);

function filter(state: State): void {
  shown = passing(data, state);
  included = new Set(shown);
  drawGraph();
  tell();
  if (state.view === "table") table.show(shown);
  drawPanel(state);
}

let waiting = 0;
store.subscribe((state, changed) => {
  if (["hidden", "confidence", "since", "until"].some((key) => changed.has(key as keyof State))) {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => filter(store.state), PATIENCE);
  }
  if (changed.has("opened") || changed.has("grouped")) drawGraph();
  if (changed.has("view")) drawView(state);
  if (["selected", "opened", "grouped"].some((key) => changed.has(key as keyof State))) drawPanel(state);
  const hash = toHash(state, start);
  history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
});

function drawView({ view: which }: State): void {
  document.body.dataset.view = which;
  for (const name of ["graph", "table"] as const) byId(`to-${name}`).setAttribute("aria-pressed", String(name === which));
  byId("table").hidden = which !== "table";
  if (which === "table") table.show(shown);
  else view?.resize();
}

function buttons(): void {
  const on = (id: string, action: () => void) => byId(id).addEventListener("click", action);
  on("to-graph", () => store.update({ view: "graph" }));
  on("to-table", () => store.update({ view: "table" }));
  on("zoom-in", () => view?.zoom(1.5));
  on("zoom-out", () => view?.zoom(1 / 1.5));
  on("fit", () => view?.fit());
  on("clear", () => store.clear());
  on("filters-toggle", () => {
    const open = document.body.classList.toggle("with-filters");
    byId("filters-toggle").setAttribute("aria-expanded", String(open));
  });
  const grouped = byId<HTMLInputElement>("grouped");
  byId("grouping").hidden = groups === null;
  grouped.checked = store.state.grouped;
  grouped.addEventListener("change", () => store.update({ grouped: grouped.checked, opened: new Set(), selected: null }));
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !(event.target instanceof HTMLInputElement)) {
      event.preventDefault();
      byId("search").focus();
    }
  });
}

function covered(): { right: number; bottom: number } {
  const stage = byId("stage").getBoundingClientRect(), details = byId("panel").getBoundingClientRect();
  if (byId("panel").hidden) return { right: 0, bottom: 0 };
  return details.left > stage.left ? { right: stage.right - details.left, bottom: 0 } : { right: 0, bottom: stage.bottom - details.top };
}

/** The picture, where the browser can draw it; elsewhere the table says the same. */
function makeView(): View | null {
  try {
    return new View(byId("graph"), {
      node: chooseNode, line: (key) => store.update({ selected: key }), nothing: () => store.update({ selected: null }), covered,
    });
  } catch (error) {
    console.warn("no picture:", error);
    byId("no-picture").hidden = false;
    return null;
  }
}

buttons();
facets(byId("facets"), data, store);
sliders(byId("sliders"), data, store);
new Search(byId("search"), byId("hits"), data, choose);
view = makeView();
drawGraph();
tell();
if (!view) store.update({ view: "table" });
drawView(store.state);
drawPanel(store.state);
window.addEventListener("hashchange", () => {
  const { opened, selected, ...rest } = fromHash(location.hash, start);
  store.update({ ...rest, opened });
  store.update({ selected });
});
Object.assign(window, { kgView: view }); // what tests look at
