// What of a network gets words in the picture: its nodes, the most important first, and its lines where few are in view.

import type { LineMark, Mark } from "./labels";
import type { LineAttributes, Network, NodeAttributes } from "./network";
import { inside, type Point, type Projection } from "./projection";
import { number } from "./words";

const FEW_LINES = 400; // up to so many in view get their words

export interface Frame {
  projection: Projection;
  width: number;
  height: number;
  near: ReadonlySet<string> | null; // what stands out, if anything does
  radius(node: NodeAttributes): number; // in pixels
  forced(key: string): boolean;
  curvature(line: string): number;
}

interface Ends { line: LineAttributes; a: NodeAttributes; b: NodeAttributes }

/** A network as each picture of it needs it: in order, and without asking it again. */
export class Marks {
  private readonly ranked: { key: string; node: NodeAttributes }[];
  private readonly ends: ReadonlyMap<string, Ends>;

  constructor(graph: Network) {
    this.ranked = graph.mapNodes((key, node) => ({ key, node })).sort((a, b) => b.node.weight - a.node.weight || (a.key < b.key ? -1 : 1));
    this.ends = new Map(graph.mapEdges((key, line, _source, _target, a, b) => [key, { line, a, b }]));
  }

  /** The nodes in view, the heaviest first. */
  nodes({ projection, width, height, near, radius: radiusOf, forced }: Frame): Mark[] {
    const marks: Mark[] = [];
    for (const { key, node } of this.ranked) {
      const { x, y } = projection.at(node), radius = radiusOf(node);
      if (!inside({ x, y }, { width, height }, radius)) continue;
      marks.push({ key, x, y, radius, text: node.label, inside: node.community ? number(node.community.members.length) : "",
        forced: forced(key), faded: near !== null && !near.has(key) });
    }
    return marks;
  }

  /** The lines whose middle is in view, of those that stand out or of all; none where they are many. */
  lines(frame: Frame): LineMark[] {
    const marks: LineMark[] = [];
    for (const key of frame.near ?? this.ends.keys()) {
      const ends = this.ends.get(key);
      if (!ends || !mayBeSeen(ends, frame)) continue;
      const mark = middle(ends, frame.projection, frame.curvature(key));
      if (inside(mark, frame)) marks.push(mark);
      if (marks.length > FEW_LINES) return [];
    }
    return marks;
  }

  line(key: string, projection: Projection, curvature: number): LineMark | null {
    const ends = this.ends.get(key);
    return ends ? middle(ends, projection, curvature) : null;
  }
}

/** Whether a line can have its middle in view, however it is bent: most are told apart without asking how. */
function mayBeSeen({ a, b }: Ends, { projection, width, height }: Frame): boolean {
  const [p, q] = [projection.at(a), projection.at(b)];
  return inside(between(p, q), { width, height }, (Math.abs(p.x - q.x) + Math.abs(p.y - q.y)) / 2);
}

function middle({ line, a, b }: Ends, projection: Projection, curvature: number): LineMark {
  const [p, q] = [projection.at(a), projection.at(b)];
  const dx = q.x - p.x, dy = q.y - p.y, { x, y } = between(p, q);
  // The middle of the curve; the picture's y goes down, so its left is the curve's right.
  return { x: x + (dy * curvature) / 2, y: y - (dx * curvature) / 2, angle: Math.atan2(dy, dx), length: Math.hypot(dx, dy), text: line.label };
}

function between(p: Point, q: Point): Point {
  return { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 };
}
