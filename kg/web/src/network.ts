// The graph that is drawn: entities or communities as nodes, and one line for all statements of a kind between two of them.

import Graph from "graphology";
import { type Community, communityColor, places } from "./communities";
import type { Data, Entity, Line, Shape, Statement } from "./data";
import { named, relationLabel } from "./words";

export interface NodeAttributes {
  x: number;
  y: number;
  size: number; // radius: of an entity in pixels where there is room, of a community in the units of x and y
  shape: Shape;
  color: string; // of the type; a community has none
  label: string;
  weight: number; // the heavier, the sooner it gets its label
  entity: Entity | null;
  community: Community | null; // that it stands for
  within: Community | null; // whose member it is, once that is open
}

export interface LineAttributes {
  size: number;
  color: string; // of the polarity
  line: Line;
  label: string;
  statements: Statement[];
  bundle: boolean; // of statements of and to a community, whichever way
  quiet: boolean; // of an entity and a community: seen when the entity stands out
}

export type Network = Graph<NodeAttributes, LineAttributes>;

export interface Grouping {
  communities: ReadonlyMap<number, Community>;
  opened: ReadonlySet<number>;
}

export interface Looks {
  grouping: Grouping | null;
  coloured: boolean; // by community
}

const SMALLEST = 2.4, GROWTH = 2, LARGEST = 20; // radii
const THINNEST = 1.5, THICKEST = 6;
const RELATIONS = 2; // named on a line
const NAME = 34; // characters of a label
const FIRST = 1e6; // communities get their labels before entities
// A square of the same half width as a circle looks larger, a triangle smaller.
const OPTICAL: Record<Shape, number> = { circle: 1, square: 0.86, triangle: 1.18, diamond: 1.12, hexagon: 1, pentagon: 1.04 };

/** Draw statements; entities without any in the data are drawn alone. */
export function network(data: Data, statements: Statement[], { grouping, coloured }: Looks): Network {
  const graph: Network = new Graph({ type: "directed", multi: true });
  const keys = new Map<Entity, string>();
  const where = grouping ? membersOf(grouping) : null;
  const used = degrees(statements);
  for (const entity of data.entities) if (!entity.statements.length) used.set(entity, 0);
  for (const [entity, degree] of used) {
    const closed = grouping ? closedCommunity(entity, grouping) : null;
    if (closed) keys.set(entity, addCommunity(graph, closed, coloured));
    else keys.set(entity, graph.addNode(entity.iri, entityNode(data, entity, { degree, coloured }, where?.get(entity) ?? { x: entity.x, y: entity.y, within: null })));
  }
  for (const [key, lines] of lined(statements, keys)) addLines(data, graph, key, lines);
  return graph;
}

function degrees(statements: Statement[]): Map<Entity, number> {
  const found = new Map<Entity, number>();
  for (const s of statements) for (const e of s.source === s.target ? [s.source] : [s.source, s.target]) {
    found.set(e, (found.get(e) ?? 0) + 1);
  }
  return found;
}

function closedCommunity(entity: Entity, grouping: Grouping): Community | null {
  if (entity.community === null || grouping.opened.has(entity.community)) return null;
  return grouping.communities.get(entity.community) ?? null;
}

interface Place {
  x: number;
  y: number;
  within: Community | null;
}

/** Where the members of open communities lie. */
function membersOf(grouping: Grouping): Map<Entity, Place> {
  const found = new Map<Entity, Place>();
  for (const number of grouping.opened) {
    const within = grouping.communities.get(number);
    if (within) for (const [entity, place] of places(within)) found.set(entity, { ...place, within });
  }
  return found;
}

export function communityKey(number: number): string {
  return `community:${number}`;
}

function addCommunity(graph: Network, community: Community, coloured: boolean): string {
  const key = communityKey(community.number);
  if (graph.hasNode(key)) return key;
  return graph.addNode(key, {
    x: community.x, y: community.y, size: community.radius, shape: "circle", color: coloured ? communityColor(community.number) : "",
    label: community.label, weight: FIRST + community.members.length, entity: null, community, within: null,
  });
}

function entityNode(data: Data, entity: Entity, { degree, coloured }: { degree: number; coloured: boolean }, at: Place): NodeAttributes {
  const { x, y, within } = at;
  const look = data.meta.types[entity.type] ?? data.meta.types.Entity;
  const shape = look?.shape ?? "circle";
  const size = Math.min(LARGEST, SMALLEST + GROWTH * Math.sqrt(degree));
  return { x, y, size: size * OPTICAL[shape], shape, color: coloured ? communityColor(entity.community) : look?.color ?? "#777777",
    label: named(entity, NAME), weight: degree, entity, community: null, within };
}

const PLAIN = { modality: "actual", polarity: "positive" };

interface Between {
  source: string;
  target: string;
  modality: string;
  polarity: string;
  statements: Statement[];
  bundle: boolean;
}

/** Statements by the pair of nodes they join, whichever way, and then by direction, line and colour. */
function lined(statements: Statement[], keys: Map<Entity, string>): Map<string, Map<string, Between>> {
  const pairs = new Map<string, Map<string, Between>>();
  for (const s of statements) {
    const source = keys.get(s.source), target = keys.get(s.target);
    if (source === undefined || target === undefined || (source === target && source.startsWith("community:"))) continue;
    const pair = source < target ? `${source}\n${target}` : `${target}\n${source}`;
    const bundle = source.startsWith("community:") || target.startsWith("community:");
    const { modality, polarity } = bundle ? PLAIN : s;
    const lines = pairs.get(pair) ?? new Map<string, Between>();
    pairs.set(pair, lines);
    const kind = `${bundle || source < target ? "" : "back"} ${polarity} ${modality}`;
    const found = lines.get(kind);
    if (found) found.statements.push(s);
    else lines.set(kind, { source, target, modality, polarity, statements: [s], bundle });
  }
  return pairs;
}

function addLines(data: Data, graph: Network, pair: string, lines: Map<string, Between>): void {
  for (const [kind, { source, target, modality, polarity, statements, bundle }] of lines) {
    graph.addDirectedEdgeWithKey(`${pair}\n${kind}`, source, target, {
      size: Math.min(THICKEST, THINNEST + 0.7 * Math.log2(statements.length)),
      color: data.meta.colors[polarity] ?? data.meta.colors.positive ?? "#8A8F98",
      line: data.meta.lines[modality] ?? "solid",
      label: bundle ? "" : told(data, statements),
      statements,
      bundle,
      quiet: bundle && Boolean(graph.getNodeAttribute(source, "entity") ?? graph.getNodeAttribute(target, "entity")),
    });
  }
}

/** The relations of a line in words. */
function told(data: Data, statements: Statement[]): string {
  const relations = [...new Set(statements.map((s) => s.relation))];
  const more = relations.length - RELATIONS;
  return relations.slice(0, RELATIONS).map((r) => relationLabel(data, r)).join(", ") + (more > 0 ? ` +${more}` : "");
}
