// Where the places of a graph lie in the picture, computed once for all of them: the camera moves and zooms, but never turns.

import type Sigma from "sigma";
import type { Box } from "./labels";

export interface Point { x: number; y: number }
const DRIFT = 0.25, ZOOM = 1.6; // share of the picture, and zoom, that are not far

export interface Shift extends Point { zoom: number }
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

  /** How what another has drawn comes to lie where this draws it: zoomed first, and then moved. */
  since(other: Projection): Shift {
    const zoom = this.scale.x / other.scale.x;
    return { x: this.origin.x - zoom * other.origin.x, y: this.origin.y - zoom * other.origin.y, zoom };
  }
}

/** Whether what was drawn comes to lie far from where it was: the middle of the picture elsewhere, or much larger or smaller. */
export function isFar({ x, y, zoom }: Shift, { width, height }: Pick<Box, "width" | "height">): boolean {
  const [dx, dy] = [x + (zoom - 1) * width / 2, y + (zoom - 1) * height / 2];
  return Math.abs(dx) > width * DRIFT || Math.abs(dy) > height * DRIFT || zoom > ZOOM || zoom < 1 / ZOOM;
}

export function inside({ x, y }: Point, { width, height }: Pick<Box, "width" | "height">, margin = 0): boolean {
  return x >= -margin && y >= -margin && x <= width + margin && y <= height + margin;
}
