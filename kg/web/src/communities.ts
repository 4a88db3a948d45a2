// Communities as circles that do not overlap: where each lies, how large it is, and where its members lie once it is open.

import type { Data, Entity } from "./data";
import { named } from "./words";

export interface Community {
  number: number;
  members: Entity[]; // the most connected first
  label: string;
  x: number;
  y: number;
  radius: number;
}

const NAMED = 2, NAME = 26; // members named in a label, and characters of each
const PASSES = 300; // of moving circles apart
const FILLED = 0.42; // share of the picture that circles cover
const GAP = 1.12;
const REACH = 0.86; // of a circle's radius within which its members lie

// The largest communities are told apart by colour; the rest share the last.
const COLORS = ["#4E79A7", "#E68A2E", "#59A14F", "#D65A5C", "#8F6BB1", "#3F9C97", "#B07F27", "#D3729B", "#8C6D5A", "#6B8F3A", "#5D7FD1"];
const REST = "#8A8F98";

export function communityColor(number: number | null): string {
  return number === null ? REST : COLORS[number - 1] ?? REST;
}

export function communities(data: Data): Map<number, Community> {
  const members = new Map<number, Entity[]>();
  for (const entity of data.entities) {
    if (entity.community === null) continue;
    const list = members.get(entity.community);
    if (list) list.push(entity);
    else members.set(entity.community, [entity]);
  }
  const found = [...members].sort(([a], [b]) => a - b).map(([number, list]) => community(number, list, scale(data)));
  separate(found);
  return new Map(found.map((c) => [c.number, c]));
}

/** The radius of a community of one member, such that all circles cover a fair part of the picture. */
function scale(data: Data): number {
  const xs = data.entities.map((e) => e.x), ys = data.entities.map((e) => e.y);
  const area = (largest(xs) + largest(xs.map((x) => -x))) * (largest(ys) + largest(ys.map((y) => -y)));
  return Math.sqrt((FILLED * (area || 1)) / (Math.PI * data.entities.length));
}

function largest(values: number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}

function community(number: number, list: Entity[], unit: number): Community {
  const members = [...list].sort((a, b) => b.statements.length - a.statements.length || (a.iri < b.iri ? -1 : 1));
  return {
    number, members,
    label: members.slice(0, NAMED).map((m) => named(m, NAME)).join("\n"),
    x: mean(list.map((e) => e.x)), y: mean(list.map((e) => e.y)), radius: unit * Math.sqrt(list.length),
  };
}

function mean(values: number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** Push circles apart until none lies on another, each pair by its overlap; the larger moves less. */
function separate(circles: Community[]): void {
  for (let pass = 0; pass < PASSES; pass++) {
    let moved = false;
    for (const [i, a] of circles.entries()) {
      for (const b of circles.slice(i + 1)) moved = apart(a, b) || moved;
    }
    if (!moved) return;
  }
}

function apart(a: Community, b: Community): boolean {
  const wanted = (a.radius + b.radius) * GAP;
  let dx = b.x - a.x, dy = b.y - a.y;
  let distance = Math.hypot(dx, dy);
  if (distance >= wanted) return false;
  if (distance < 1e-9) [dx, dy, distance] = [Math.cos(b.number), Math.sin(b.number), 1]; // in one place: any way, but always the same
  const push = (wanted - Math.min(distance, wanted)) / distance || wanted;
  const share = b.radius ** 2 / (a.radius ** 2 + b.radius ** 2);
  a.x -= dx * push * share;
  a.y -= dy * push * share;
  b.x += dx * push * (1 - share);
  b.y += dy * push * (1 - share);
  return true;
}

/** Where the members of a community lie inside its circle: as they lay about their middle, the farthest drawn in. */
export function places(community: Community): Map<Entity, { x: number; y: number }> {
  const { members } = community;
  const cx = mean(members.map((m) => m.x)), cy = mean(members.map((m) => m.y));
  const byDistance = [...members].sort((a, b) => Math.hypot(a.x - cx, a.y - cy) - Math.hypot(b.x - cx, b.y - cy));
  return new Map(byDistance.map((m, rank) => {
    const angle = Math.atan2(m.y - cy, m.x - cx);
    const distance = members.length === 1 ? 0 : community.radius * REACH * Math.sqrt((rank + 0.5) / members.length);
    return [m, { x: community.x + distance * Math.cos(angle), y: community.y + distance * Math.sin(angle) }];
  }));
}
