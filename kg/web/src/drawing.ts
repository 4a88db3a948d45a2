// The picture as SVG, whose text stays text, and as PNG made of it.

import type { Line, Shape } from "./data";
import { svg } from "./dom";
import { FONT, HALO, type Written } from "./labels";
import { ARROW } from "./primitives";
import { DASHES, outline } from "./swatches";

interface Point { x: number; y: number }

export interface Scene {
  width: number;
  height: number;
  ground: string;
  nodes: (Point & { radius: number; shape: Shape; color: string; opacity: number; ring: string; ringWidth: number })[];
  /** Lines with the middle of each; the radius is that of the node at its end. */
  lines: (Point & { a: Point; b: Point; radius: number; color: string; opacity: number; width: number; line: Line; arrow: boolean; loop: boolean })[];
  texts: readonly Written[];
}

const SCALE = 2; // pixels of the PNG for each of the picture
const LOOP = 18; // radius of a line from a node to itself

export function asSvg({ width, height, ground, nodes, lines, texts }: Scene): SVGElement {
  return svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height },
    svg("rect", { width, height, fill: ground }),
    svg("g", { fill: "none" }, ...lines.filter(({ opacity }) => opacity > 0).flatMap(line)),
    svg("g", {}, ...nodes.map(({ x, y, radius, shape, color, opacity, ring, ringWidth }) =>
      outline(shape, { x, y, radius: shape === "square" ? radius * Math.SQRT2 : radius }, { fill: color, "fill-opacity": opacity, stroke: ring, "stroke-width": ringWidth }))),
    svg("g", { "font-family": FONT, "text-anchor": "middle", "dominant-baseline": "central" }, ...texts.map(text)));
}

export function svgFile(scene: Scene): Blob {
  return new Blob([new XMLSerializer().serializeToString(asSvg(scene))], { type: "image/svg+xml" });
}

export async function pngFile(scene: Scene): Promise<Blob> {
  const address = URL.createObjectURL(svgFile(scene));
  try {
    const image = new Image(scene.width * SCALE, scene.height * SCALE);
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the browser made no PNG"))), "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Hand a file to the reader. */
export function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file), link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.target = "_self"; // no page of ours
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A line bent through its middle, and its arrow. */
function line({ x, y, a, b, radius, color, opacity, width, line: kind, arrow, loop }: Scene["lines"][number]): SVGElement[] {
  const stroke = { stroke: color, "stroke-opacity": opacity.toFixed(3), "stroke-width": width.toFixed(2), "stroke-dasharray": DASHES[kind] || null };
  if (loop) return [svg("circle", { cx: a.x.toFixed(2), cy: (a.y - radius - LOOP / 2).toFixed(2), r: LOOP / 2, ...stroke })];
  const bend = { x: 2 * x - (a.x + b.x) / 2, y: 2 * y - (a.y + b.y) / 2 }; // of the curve whose middle this is
  const away = Math.hypot(b.x - bend.x, b.y - bend.y) || 1;
  const way = { x: (b.x - bend.x) / away, y: (b.y - bend.y) / away };
  const back = (distance: number) => ({ x: b.x - way.x * distance, y: b.y - way.y * distance });
  const tip = back(radius + ARROW.margin), foot = arrow ? back(radius + ARROW.margin + ARROW.length * width) : b;
  const half = (ARROW.width * width) / 2;
  const path = svg("path", { d: `M${at(a)}Q${at(bend)} ${at(foot)}`, ...stroke });
  if (!arrow) return [path];
  const corners = [tip, { x: foot.x - way.y * half, y: foot.y + way.x * half }, { x: foot.x + way.y * half, y: foot.y - way.x * half }];
  return [path, svg("polygon", { points: corners.map(at).join(" "), fill: color, "fill-opacity": opacity.toFixed(3) })];
}

function text({ text: words, weight, size, x, y, angle, color, halo, alpha }: Written): SVGElement {
  const turned = angle ? `rotate(${((angle * 180) / Math.PI).toFixed(2)} ${at({ x, y })})` : null;
  return svg("text", { x: x.toFixed(2), y: y.toFixed(2), transform: turned, fill: color, opacity: alpha, "font-size": size.toFixed(1), "font-weight": weight,
    ...(halo ? { stroke: halo, "stroke-width": HALO, "stroke-linejoin": "round", "paint-order": "stroke" } : {}) }, words);
}

function at({ x, y }: Point): string {
  return `${x.toFixed(2)},${y.toFixed(2)}`;
}
