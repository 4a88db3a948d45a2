// Where the places of a graph lie in the picture, computed once for all of them: the camera moves and zooms, but never turns.

import type Sigma from "sigma";
import type { Box } from "./labels";

export interface Point { x: number; y: number }
export interface Bounds { x: [number, number]; y: [number, number] }

export class Projection {
  private constructor(private readonly scale: Point, private readonly origin: Point) {}

  /** As the camera stands. Two corners far apart tell it, for sigma computes with few digits. */
  static of(sigma: Pick<Sigma, "graphToViewport">, { x: [left, right], y: [low, high] }: Bounds): Projection {
    const [width, height] = [right - left || 1, high - low || 1];
    const a = sigma.graphToViewport({ x: left, y: low }), b = sigma.graphToViewport({ x: left + width, y: low + height });
    const scale = { x: (b.x - a.x) / width, y: (b.y - a.y) / height };
    return new Projection(scale, { x: a.x - left * scale.x, y: a.y - low * scale.y });
  }

  at({ x, y }: Point): Point {
    return { x: this.origin.x + x * this.scale.x, y: this.origin.y + y * this.scale.y };
  }

  /** Whether another draws the same picture at another place, and how far away. */
  moved(other: Projection): Point | null {
    const alike = (a: number, b: number) => Math.abs(a - b) <= 1e-4 * Math.abs(b);
    if (!alike(this.scale.x, other.scale.x) || !alike(this.scale.y, other.scale.y)) return null;
    return { x: this.origin.x - other.origin.x, y: this.origin.y - other.origin.y };
  }
}

export function inside({ x, y }: Point, { width, height }: Pick<Box, "width" | "height">, margin = 0): boolean {
  return x >= -margin && y >= -margin && x <= width + margin && y <= height + margin;
}
