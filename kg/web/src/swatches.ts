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
const DASHES: Record<Line, string> = { solid: "", dashed: "6 4", dotted: "2 3" };

/** A small picture of a shape in a colour; decoration, since words stand beside it. */
export function swatch(shape: Shape, color: string): SVGElement {
  const fill = seen(color);
  const inside = shape === "circle" ? svg("circle", { cx: 8, cy: 8, r: 6.2, fill })
    : svg("polygon", { points: polygon(...CORNERS[shape]), fill });
  return svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, class: "swatch", "aria-hidden": "true" }, inside);
}

export function lineSwatch(line: Line, color: string): SVGElement {
  return svg("svg", { viewBox: "0 0 28 16", width: 28, height: 16, class: "swatch", "aria-hidden": "true" },
    svg("line", { x1: 1, y1: 8, x2: 27, y2: 8, stroke: seen(color), "stroke-width": 2.4, "stroke-dasharray": DASHES[line] || null }));
}

function polygon(count: number, first: number, radius: number): string {
  const middle = 8 + (count === 3 ? 1.2 : 0);
  return Array.from({ length: count }, (_, i) => {
    const angle = ((first + (i * 360) / count) * Math.PI) / 180;
    return `${(8 + radius * Math.cos(angle)).toFixed(2)},${(middle - radius * Math.sin(angle)).toFixed(2)}`;
  }).join(" ");
}
