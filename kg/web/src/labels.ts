// Labels on a canvas above the graph: the most important first, and none on another or on a larger node.

import { inside, type Shift } from "./projection";
import type { Theme } from "./theme";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Mark {
  key: string;
  x: number; // middle of the node, in pixels of the picture
  y: number;
  radius: number;
  text: string;
  inside: string; // text on the node itself
  forced: boolean;
  faded: boolean;
}

export interface LineMark {
  x: number;
  y: number;
  angle: number;
  length: number;
  text: string;
}

/** A text as it was written, for drawing it elsewhere. */
export interface Written {
  text: string;
  weight: number;
  size: number;
  x: number;
  y: number;
  angle: number;
  color: string;
  halo: string | null;
  alpha: number;
}

export interface Sheet {
  theme: Theme;
  width: number;
  height: number;
  big: number; // radius from which on a label may cover smaller nodes, if it must
}

type Font = Pick<Written, "weight" | "size">;

interface Taken {
  labels: Boxes;
  nodes: Boxes;
  big: Boxes;
}

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const SMALL = 11.5, LARGE = 14;
const PADDING = 2, DISTANCE = 4;
export const HALO = 4; // pixels around letters
const MOST = 320; // labels at a time
const TRIED = 1200; // nodes, the most important, for which a place is looked for
const AS_WRITTEN: Shift = { x: 0, y: 0, zoom: 1 };
const CELL = 64, ROW = 1 << 16;

/** Boxes already taken, found by the cells they cover. */
class Boxes {
  private readonly cells = new Map<number, Box[]>();

  isFree(box: Box): boolean {
    const { x, y, width, height } = box;
    return !covered(box, (cell) => this.cells.get(cell)?.some((other) =>
      other.x < x + width && x < other.x + other.width && other.y < y + height && y < other.y + other.height) ?? false);
  }

  take(box: Box): void {
    covered(box, (cell) => {
      const boxes = this.cells.get(cell);
      if (boxes) boxes.push(box);
      else this.cells.set(cell, [box]);
      return false;
    });
  }
}

/** Whether something is so of one of the cells that a box covers. */
function covered(box: Box, is: (cell: number) => boolean): boolean {
  for (let i = Math.floor(box.x / CELL); i <= Math.floor((box.x + box.width) / CELL); i++) {
    for (let j = Math.floor(box.y / CELL); j <= Math.floor((box.y + box.height) / CELL); j++) if (is(i * ROW + j)) return true;
  }
  return false;
}

export class Labels {
  readonly canvas = document.createElement("canvas");
  private readonly context = this.canvas.getContext("2d");
  private readonly widths = new Map<string, number>();
  private boxes: { key: string; box: Box }[] = [];
  private shifted = AS_WRITTEN;
  written: Written[] = []; // in the last picture

  constructor(container: HTMLElement) {
    this.canvas.className = "labels";
    this.canvas.setAttribute("aria-hidden", "true");
    container.append(this.canvas);
  }

  /** The node whose label lies at a point. */
  at(x: number, y: number): string | null {
    const place = { x: (x - this.shifted.x) / this.shifted.zoom, y: (y - this.shifted.y) / this.shifted.zoom };
    const hit = this.boxes.find(({ box }) => inside({ x: place.x - box.x, y: place.y - box.y }, box));
    return hit?.key ?? null;
  }

  /** Move and zoom the labels as they are. */
  shift(by: Shift): void {
    this.shifted = by;
    this.canvas.style.transform = by === AS_WRITTEN ? "" : `translate(${by.x}px, ${by.y}px) scale(${by.zoom})`;
  }

  /** What was labelled in the last picture, for tests and screen readers of tomorrow. */
  get shown(): readonly { key: string; box: Box }[] {
    return this.boxes;
  }

  /** Write anew, for nodes that come the heaviest first. */
  draw(marks: Mark[], lines: LineMark[], sheet: Sheet): void {
    const { context } = this;
    if (!context) return;
    const { width, height, theme } = sheet;
    this.shift(AS_WRITTEN);
    this.resize(width, height);
    context.clearRect(0, 0, width, height);
    const taken: Taken = { labels: new Boxes(), nodes: new Boxes(), big: new Boxes() };
    for (const { x, y, radius } of marks.filter(({ faded }) => !faded)) {
      const box = within(x, y, radius, width, height);
      taken.nodes.take(box);
      if (radius >= sheet.big) taken.big.take(box);
    }
    this.boxes = [];
    this.written = [];
    for (const mark of inOrder(marks).slice(0, TRIED)) {
      if (this.boxes.length >= MOST) break;
      if (mark.inside) this.inside(mark);
      this.node(mark, taken, sheet);
    }
    for (const line of lines) this.line(line, taken, theme);
  }

  private resize(width: number, height: number): void {
    const ratio = window.devicePixelRatio || 1;
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== w || this.canvas.height !== h) [this.canvas.width, this.canvas.height] = [w, h];
    this.context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  private node(mark: Mark, taken: Taken, { theme, width, height, big }: Sheet): void {
    if (!mark.text) return;
    const size = Math.min(LARGE, SMALL + mark.radius / 7), line = size * 1.22;
    const font: Font = { weight: mark.radius > 11 || mark.forced ? 600 : 450, size };
    const rows = mark.text.split("\n");
    const places = candidates(mark, Math.max(...rows.map((row) => this.measure(row, font))), line * rows.length);
    const inView = (box: Box) => box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
    const free = (nodes: Boxes) => places.find((box) => inView(box) && taken.labels.isFree(box) && nodes.isFree(box));
    const box = free(taken.nodes) ?? (mark.radius >= big ? free(taken.big) : undefined)
      ?? (mark.forced ? places.find(inView) ?? places[0] : undefined);
    if (!box) return;
    taken.labels.take(box);
    this.boxes.push({ key: mark.key, box });
    for (const [i, row] of rows.entries()) {
      this.write({ ...font, text: row, x: box.x + box.width / 2, y: box.y + (i + 0.5) * line, angle: 0, halo: theme.ground,
        color: mark.faded ? theme.muted : theme.text, alpha: mark.faded ? 0.35 : 1 });
    }
  }

  private inside(mark: Mark): void {
    const { x, y, radius, inside: text } = mark;
    if (radius > 9) this.write({ text, weight: 600, size: Math.min(16, radius * 0.62), x, y, angle: 0, color: "#ffffff", halo: null, alpha: mark.faded ? 0.5 : 1 });
  }

  private line(mark: LineMark, taken: Taken, theme: Theme): void {
    const font: Font = { weight: 450, size: 10.5 }, w = this.measure(mark.text, font);
    if (!mark.text || w + 24 > mark.length) return;
    const cos = Math.abs(Math.cos(mark.angle)), sin = Math.abs(Math.sin(mark.angle));
    const [bw, bh] = [w * cos + 13 * sin, w * sin + 13 * cos];
    const box = { x: mark.x - bw / 2, y: mark.y - bh / 2, width: bw, height: bh };
    if (!taken.labels.isFree(box) || !taken.nodes.isFree(box)) return;
    taken.labels.take(box);
    const angle = Math.abs(mark.angle) > Math.PI / 2 ? mark.angle + Math.PI : mark.angle;
    this.write({ ...font, text: mark.text, x: mark.x, y: mark.y, angle, color: theme.muted, halo: theme.ground, alpha: 1 });
  }

  private write(written: Written): void {
    const { context } = this;
    if (!context) return;
    this.written.push(written);
    const { text, x, y, angle, color, halo, alpha } = written;
    context.save();
    context.translate(x, y);
    context.rotate(angle);
    context.globalAlpha = alpha;
    context.font = css(written);
    context.textAlign = "center";
    context.textBaseline = "middle";
    if (halo) {
      context.lineWidth = HALO;
      context.lineJoin = "round";
      context.strokeStyle = halo;
      context.strokeText(text, 0, 0);
    }
    context.fillStyle = color;
    context.fillText(text, 0, 0);
    context.restore();
  }

  private measure(text: string, font: Font): number {
    const key = `${css(font)}\n${text}`;
    const known = this.widths.get(key);
    if (known !== undefined || !this.context) return known ?? 0;
    this.context.font = css(font);
    const width = this.context.measureText(text).width;
    this.widths.set(key, width);
    return width;
  }
}

function css({ weight, size }: Font): string {
  return `${weight} ${size.toFixed(1)}px ${FONT}`;
}

/** The part of a node's box that lies in the picture. */
function within(x: number, y: number, radius: number, width: number, height: number): Box {
  const left = Math.max(0, x - radius), top = Math.max(0, y - radius);
  return { x: left, y: top, width: Math.min(width, x + radius) - left, height: Math.min(height, y + radius) - top };
}

/** The forced before the others, and the faded last. */
function inOrder(marks: Mark[]): Mark[] {
  return [true, false].flatMap((forced) => [false, true].flatMap((faded) => marks.filter((mark) => mark.forced === forced && mark.faded === faded)));
}

/** Where a label may stand: below its node, above, right, left. */
function candidates({ x, y, radius }: Mark, w: number, height: number): Box[] {
  const width = w + 2 * PADDING;
  return [
    { x: x - width / 2, y: y + radius + DISTANCE - 2, width, height },
    { x: x - width / 2, y: y - radius - DISTANCE + 2 - height, width, height },
    { x: x + radius + DISTANCE, y: y - height / 2, width, height },
    { x: x - radius - DISTANCE - width, y: y - height / 2, width, height },
  ];
}
