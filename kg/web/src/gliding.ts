// What comes into a picture glides to its place out of what it is joined to, so that the eye sees where it belongs.

import type { Network } from "./network";
import type { Point } from "./projection";

export interface Move { key: string; from: Point; to: Point }

const MOST = 80; // nodes that glide at a time: of more the eye follows none

/** Whence the nodes come that a picture has and the one before had not; of one that has nothing in common with it, nowhere. */
export function moves(before: Network, next: Network): Move[] {
  const found = next.filterNodes((key) => !before.hasNode(key)).flatMap((key) => whence(before, next, key));
  return found.length > MOST ? [] : found;
}

/** A new node comes from the first of its neighbours that were there before. */
function whence(before: Network, next: Network, key: string): Move[] {
  const beside = next.neighbors(key).find((other) => before.hasNode(other));
  if (beside === undefined) return [];
  const [{ x, y }, to] = [next.getNodeAttributes(beside), next.getNodeAttributes(key)];
  return [{ key, from: { x, y }, to: { x: to.x, y: to.y } }];
}

/** How long the picture moves, in milliseconds; not at all for who does not want that. */
export function duration(): number {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 350;
}

/** Let nodes glide to their places; gives what puts them there at once. */
export function glide(graph: Network, moves: readonly Move[], draw: (changed: { nodes: string[]; edges: string[] }) => void): () => void {
  const long = duration();
  if (!moves.length || !long) return () => {};
  const changed = { nodes: moves.map(({ key }) => key), edges: [...new Set(moves.flatMap(({ key }) => graph.edges(key)))] };
  const put = (share: number) => {
    const between = (a: number, b: number) => a * (1 - share) + b * share;
    for (const { key, from, to } of moves) Object.assign(graph.getNodeAttributes(key), { x: between(from.x, to.x), y: between(from.y, to.y) });
  };
  let start: number | null = null, frame = requestAnimationFrame(step);
  function step(now: number): void {
    start ??= now;
    const share = Math.min(1, (now - start) / long);
    put(1 - (1 - share) ** 3);
    draw(changed);
    if (share < 1) frame = requestAnimationFrame(step);
  }
  return () => {
    cancelAnimationFrame(frame);
    put(1);
  };
}
