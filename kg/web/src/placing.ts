// Places for what comes into a picture later: what is there stays, the new settles near what it is joined to. The same data
// give the same places.

import type { Data, Entity } from "./data";

interface Point { x: number; y: number }

const LENGTH = 64; // of a line, in the units of the layout
const STEPS = 80;
const REACH = 2.2 * LENGTH; // within which nodes push each other
const TURN = Math.PI * (3 - Math.sqrt(5)); // between one and the next around a middle
const PULL = 0.12, PUSH = 0.5;

/** Give each entity the place it had, or one near its neighbours. */
export function settle(data: Data, known: ReadonlyMap<string, Point>): void {
  const placed = new Set<Entity>();
  for (const entity of data.entities) {
    const place = known.get(entity.iri);
    if (place) placed.add(Object.assign(entity, { x: place.x, y: place.y }));
  }
  if (!placed.size) return;
  const fresh = data.entities.filter((entity) => !placed.has(entity));
  begin(fresh, placed);
  relax(fresh, data.entities);
}

/** Put each of the new beside a neighbour that has a place, those next to the known first. */
function begin(fresh: Entity[], placed: Set<Entity>): void {
  const about = new Map<Entity, number>(); // how many stand around one already
  let waiting = fresh;
  while (waiting.length) {
    const next = waiting.filter((entity) => neighbours(entity).some((other) => placed.has(other)));
    for (const entity of next.length ? next : waiting) {
      const beside = neighbours(entity).filter((other) => placed.has(other));
      const middle = mean(beside.length ? beside : [...placed]);
      const anchor = beside[0] ?? entity, count = (about.get(anchor) ?? 0) + 1;
      about.set(anchor, count);
      Object.assign(entity, around(middle, count));
    }
    for (const entity of next.length ? next : waiting) placed.add(entity);
    waiting = next.length ? waiting.filter((entity) => !placed.has(entity)) : [];
  }
}

function around({ x, y }: Point, count: number): Point {
  const distance = LENGTH * Math.sqrt(0.5 + count / 4);
  return { x: x + distance * Math.cos(count * TURN), y: y + distance * Math.sin(count * TURN) };
}

/** Lines pull the new ones to a length, nodes near them push them away; the old ones do not move. */
function relax(fresh: Entity[], all: Entity[]): void {
  for (let step = 0; step < STEPS; step++) {
    const eased = 1 - step / STEPS;
    for (const entity of fresh) {
      let dx = 0, dy = 0;
      for (const other of neighbours(entity)) {
        const distance = apart(entity, other), pull = PULL * (distance - LENGTH) / distance;
        dx += (other.x - entity.x) * pull;
        dy += (other.y - entity.y) * pull;
      }
      for (const other of all) {
        if (other === entity || Math.abs(other.x - entity.x) > REACH || Math.abs(other.y - entity.y) > REACH) continue;
        const distance = apart(entity, other), push = distance < REACH ? PUSH * (1 - distance / REACH) * LENGTH / distance : 0;
        dx -= (other.x - entity.x) * push;
        dy -= (other.y - entity.y) * push;
      }
      const length = Math.hypot(dx, dy), most = LENGTH * eased;
      const share = length > most ? most / length : 1;
      entity.x += dx * share;
      entity.y += dy * share;
    }
  }
}

function neighbours(entity: Entity): Entity[] {
  return [...new Set(entity.statements.map(({ source, target }) => (source === entity ? target : source)))].filter((other) => other !== entity);
}

function mean(points: Point[]): Point {
  return { x: points.reduce((sum, { x }) => sum + x, 0) / points.length, y: points.reduce((sum, { y }) => sum + y, 0) / points.length };
}

function apart(a: Point, b: Point): number {
  return Math.max(1e-3, Math.hypot(a.x - b.x, a.y - b.y));
}
