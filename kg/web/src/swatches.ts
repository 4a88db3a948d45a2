// The six shapes and the three lines as small pictures, for legends and lists.

import type { Line, Shape } from "./data";
import { svg } from "./dom";
import { seen } from "./theme";

const CORNERS: Record<Exclude<Shape, "circle">, [count: number, first: number, radius: number]> = {
  square: [4, 45, 8.6],
  triangle: [3, 90, 8.2],
  diamond: [4, 90, 7.6],
  hexagon: [6, 90, 7],
  pentagon: [5, 90, 7.2],
};
export const DASHES: Record<Line, string> = { solid: "", dashed: "6 4", dotted: "2 3" };

/** A small picture of a shape in a colour; decoration, since words stand beside it. */
export function swatch(shape: Shape, color: string): SVGElement {
  const fill = seen(color);
  const middle = 8 + (shape === "triangle" ? 1.2 : 0), radius = shape === "circle" ? 6.2 : CORNERS[shape][2];
  return svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, class: "swatch", "aria-hidden": "true" },
    outline(shape, { x: 8, y: middle, radius }, { fill }));
}

/** A shape around a point; of corners those of a node as the graph's shader draws it. */
export function outline(shape: Shape, { x, y, radius }: { x: number; y: number; radius: number }, attributes: Record<string, string | number>): SVGElement {
  if (shape === "circle") return svg("circle", { cx: x.toFixed(2), cy: y.toFixed(2), r: radius.toFixed(2), ...attributes });
  const [count, first] = CORNERS[shape];
  return svg("polygon", { points: polygon(count, first, { x, y, radius }), ...attributes });
}

export function lineSwatch(line: Line, color: string): SVGElement {
  return svg("svg", { viewBox: "0 0 28 16", width: 28, height: 16, class: "swatch", "aria-hidden": "true" },
    svg("line", { x1: 1, y1: 8, x2: 27, y2: 8, stroke: seen(color), "stroke-width": 2.4, "stroke-dasharray": DASHES[line] || null }));
}

function polygon(count: number, first: number, { x, y, radius }: { x: number; y: number; radius: number }): string {
  return Array.from({ length: count }, (_, i) => {
    const angle = ((first + (i * 360) / count) * Math.PI) / 180;
    return `${(x + radius * Math.cos(angle)).toFixed(2)},${(y - radius * Math.sin(angle)).toFixed(2)}`;
  }).join(" ");
}
