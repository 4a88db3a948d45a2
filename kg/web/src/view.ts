// The picture: a sigma renderer of the network, its labels, and what the pointer and the keyboard do to it.

import Graph from "graphology";
import Sigma from "sigma";
import type { Community } from "./communities";
import type { Line } from "./data";
import { duration, glide, moves } from "./gliding";
import { bindKeys } from "./keys";
import { Labels } from "./labels";
import { type Frame, Marks } from "./marks";
import type { LineAttributes, Network, NodeAttributes } from "./network";
import { CLEAR, type LineStyle, type NodeStyle, PRIMITIVES, STYLES } from "./primitives";
import type { Scene } from "./drawing";
import { type Bounds, isFar, Projection } from "./projection";
import { onThemeChange, seen, theme, type Theme } from "./theme";

export interface Actions {
  node(key: string): void;
  doubled?(key: string): void; // a node clicked on twice
  line(key: string): void;
  nothing(): void;
  /** How much of the picture, in pixels, lies under the details: at its right, at its foot. */
  covered(): { right: number; bottom: number };
}

const DASH: Record<Line, number> = { solid: 0, dashed: 6, dotted: 1.6 }, GAP: Record<Line, number> = { solid: 0, dashed: 4, dotted: 3 };
const FADED = 0.1, FADED_LINE = 0.05, LINE = 0.85;
const ROOM = 58; // pixels for each node at which nodes have their full size
const SMALLEST_SCALE = 0.3, LARGEST_SCALE = 1.5;
const BIG = 6; // radius of nodes whose label may cover smaller nodes, if it must
const COMMUNITY = 0.62; // of a community's circle is filled
const BUNDLES = 90, BUSY = 500, FAINTEST = 0.12; // lines of communities, and others, from which on each is drawn fainter, and how faint
const SLOW_LINES = 2000; // more than so many rest while the picture moves, and do not fade when something is hovered
const REST = 120; // milliseconds without a move after which moved labels are written anew
const CLOSEST = 0.02, FARTHEST = 4; // of the picture: at the ends of zooming

export class View {
  private readonly sigma: Sigma<NodeAttributes, LineAttributes>;
  private readonly labels: Labels;
  private readonly leaving = new AbortController();
  private room = ROOM; // pixels for each node when all is seen
  private theme: Theme = theme();
  private opacity = { line: LINE, bundle: LINE };
  private hovered: string | null = null;
  private selected: ReadonlySet<string> = new Set();
  private near: ReadonlySet<string> | null = null; // nodes and lines that stand out, if any do
  private fading = false; // whether the others fade
  private bounds: Bounds = { x: [0, 1], y: [0, 1] };
  private marks: Marks;
  private written: Projection | null = null; // where the camera stood for the labels, unless something else changed since
  private arrive = () => {}; // at once, of nodes that glide to their places
  private resting = 0;

  /** Gestures on a page that scrolls are shared with it: zooming needs a key, or two fingers. */
  constructor(private readonly container: HTMLElement, private readonly actions: Actions, gestures: "graph" | "shared" = "graph") {
    this.sigma = this.renderer(gestures);
    this.labels = new Labels(container);
    this.marks = new Marks(this.graph);
    this.sigma.on("afterRender", () => this.drawLabels());
    this.sigma.on("resize", () => this.fitSizes());
    this.bindPointer();
    bindKeys(container, this.sigma.getCamera(), { zoom: (by) => this.zoom(by), fit: () => this.fit(), escape: () => this.actions.nothing() });
    onThemeChange(() => {
      this.theme = theme();
      this.redraw();
    }, this.leaving.signal);
  }

  /** Let go of the picture: a page has only so many. */
  kill(): void {
    this.leaving.abort();
    this.arrive();
    clearTimeout(this.resting);
    this.sigma.kill();
  }

  get graph(): Network {
    return this.sigma.getGraph();
  }

  /** Draw another network where the camera stands. */
  show(graph: Network, bounds: Bounds): void {
    this.arrive();
    this.sigma.setCustomBBox(bounds);
    this.sigma.setSetting("hideEdgesOnMove", graph.size > SLOW_LINES);
    const come = graph.size > SLOW_LINES ? [] : moves(this.graph, graph);
    [this.hovered, this.bounds, this.marks, this.written] = [null, bounds, new Marks(graph), null];
    this.sigma.setGraph(graph);
    this.fitSizes();
    this.arrive = glide(graph, come, (changed) => this.redraw(changed, false));
  }

  select(keys: ReadonlySet<string>): void {
    this.selected = keys;
    this.focus();
    this.redraw();
  }

  zoom(factor: number): void {
    const camera = this.sigma.getCamera();
    void camera.animate({ ratio: camera.ratio / factor }, { duration: duration() });
  }

  /** See all of it, also what came later and lies outside the first picture. */
  fit(): void {
    const outside = ({ x, y }: { x: number; y: number }) => x < 0 || y < 0 || x > 1 || y > 1;
    const placed = this.graph.nodes().map((key) => this.sigma.getNodeDisplayData(key)).filter((d) => d !== undefined);
    if (placed.some(outside)) return this.goTo(this.graph.nodes(), 1, FARTHEST);
    void this.sigma.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, { duration: duration() });
  }

  /** Move so that some nodes fill the picture, as far as it makes sense. */
  goTo(keys: string[], closest = 0.35, farthest = 1): void {
    const found = keys.map((key) => this.sigma.getNodeDisplayData(key)).filter((d) => d !== undefined);
    if (!found.length) return;
    const xs = found.map((d) => d.x), ys = found.map((d) => d.y);
    const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const ratio = Math.min(farthest, Math.max(closest, 1.25 * Math.max(right - left, high - low)));
    const target = { x: (left + right) / 2, y: (low + high) / 2, ratio, angle: 0 };
    const { width, height } = this.sigma.getDimensions(), covered = this.actions.covered();
    const middle = { x: (width + covered.right) / 2, y: (height + covered.bottom) / 2 }; // which comes to the middle of what is seen
    const { x, y } = this.sigma.viewportToFramedGraph(middle, { cameraState: target });
    void this.sigma.getCamera().animate({ ...target, x, y }, { duration: duration() });
  }

  resize(): void {
    this.sigma.resize();
    this.fitSizes();
  }

  /** Where a node or the middle of a line is on the page, in pixels of the container; for tests. */
  position(key: string): { x: number; y: number } | null {
    const projection = this.projection();
    if (this.graph.hasNode(key)) return projection.at(this.graph.getNodeAttributes(key));
    return this.marks.line(key, projection, this.curvature(key));
  }

  labelled(): readonly { key: string; box: { x: number; y: number; width: number; height: number } }[] {
    this.settle();
    return this.labels.shown;
  }

  /** All that is seen, in pixels of the container. */
  scene(): Scene {
    this.settle();
    const { width, height } = this.sigma.getDimensions(), projection = this.projection();
    const nodes = this.graph.mapNodes((key, node) => {
      const style = this.nodeStyle(key, node);
      return { ...projection.at(node), radius: this.sigma.scaleSize(style.radius), shape: node.shape, color: style.paint, opacity: style.opacity,
        ring: style.ringColor, ringWidth: style.ringWidth, weight: node.weight };
    });
    const lines = this.graph.mapEdges((key, line, a, b) => {
      const style = this.lineStyle(key, line), [source, target] = [a, b].map((end) => this.graph.getNodeAttributes(end));
      return { ...this.marks.line(key, projection, this.curvature(key))!, a: projection.at(source!), b: projection.at(target!), radius: this.sigma.scaleSize(this.radius(target!)),
        color: style.paint, opacity: style.visibility === "hidden" ? 0 : style.opacity, width: this.sigma.scaleSize(style.width), line: line.line,
        arrow: style.head === "arrow", loop: a === b };
    });
    return { width, height, ground: this.theme.ground, nodes: nodes.sort((a, b) => a.weight - b.weight), lines, texts: this.labels.written };
  }

  private renderer(gestureTarget: "graph" | "shared"): Sigma<NodeAttributes, LineAttributes> {
    return new Sigma(new Graph<NodeAttributes, LineAttributes>({ type: "directed", multi: true }), this.container, {
      settings: {
        gestureTarget, renderLabels: false, renderEdgeLabels: false, enableEdgeEvents: true, stagePadding: 44,
        zoomToSizeRatioFunction: (ratio) => this.scale(1) / this.scale(ratio),
        minCameraRatio: CLOSEST, maxCameraRatio: FARTHEST, enableCameraRotation: false, minEdgeThickness: 1, edgePickingPadding: 5,
        nodePickingPadding: 3, itemSizesReference: "screen",
      },
      primitives: PRIMITIVES, styles: STYLES,
    } as ConstructorParameters<typeof Sigma<NodeAttributes, LineAttributes>>[2]);
  }

  private nodeStyle(key: string, node: NodeAttributes): NodeStyle {
    const selected = this.selected.has(key);
    return { paint: node.color ? seen(node.color, this.theme.dark) : this.theme.community, opacity: this.fades(key) ? FADED : 1,
      ringColor: selected ? this.theme.accent : this.ringed(key) ? this.theme.text : this.theme.ground, ringWidth: selected ? 3 : 1.2, radius: this.radius(node), zIndex: node.weight };
  }

  private lineStyle(key: string, line: LineAttributes): LineStyle {
    const paint = seen(line.color, this.theme.dark);
    return {
      paint, solidColor: line.line === "solid" ? paint : CLEAR, dash: DASH[line.line], gap: GAP[line.line],
      opacity: this.near?.has(key) ? 1 : this.fades(key) ? FADED_LINE : line.bundle ? this.opacity.bundle : this.opacity.line, head: line.bundle ? "none" : "arrow",
      width: this.selected.has(key) ? line.size + 2 : line.size, visibility: line.quiet && !this.near?.has(key) ? "hidden" : "visible",
    };
  }

  private readonly fades = (key: string) => this.fading && !this.near?.has(key);
  private readonly ringed = (key: string) => !this.fading && this.near?.has(key); // stands out where the others do not fade

  /** See how much room there is for nodes and lines. */
  private fitSizes(): void {
    const { width, height } = this.sigma.getDimensions();
    const open = new Map<Community, number>();
    this.graph.forEachNode((_, { within }) => within && open.set(within, (open.get(within) ?? 0) + 1));
    const unit = this.sigma.getGraphToViewportRatio();
    const rooms = [...open].map(([{ radius }, members]) => Math.PI * (radius * unit) ** 2 / members);
    this.room = Math.sqrt(Math.min(...rooms, (width * height) / Math.max(1, this.graph.order)));
    const bundles = this.graph.reduceEdges((count, _, { bundle }) => count + Number(bundle), 0);
    const faint = (lines: number, few: number) => Math.max(FAINTEST, LINE * Math.min(1, Math.sqrt(few / Math.max(1, lines))));
    this.opacity = { line: faint(this.graph.size - bundles, BUSY), bundle: faint(bundles, BUNDLES) };
    this.focus();
    this.redraw();
  }

  /** The scale of nodes where the camera stands: the more there are on the less room, the smaller. */
  private scale(ratio: number): number {
    return Math.min(LARGEST_SCALE, Math.max(SMALLEST_SCALE, this.room / ratio / ROOM));
  }

  private radius(node: NodeAttributes): number {
    return node.size * (node.community ? COMMUNITY * this.sigma.getGraphToViewportRatio() : this.scale(1));
  }

  private bindPointer(): void {
    this.sigma.on("clickNode", ({ node }) => this.actions.node(node));
    this.sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      if (!this.actions.doubled) return;
      preventSigmaDefault();
      this.actions.doubled(node);
    });
    this.sigma.on("clickEdge", ({ edge }) => this.actions.line(edge));
    this.sigma.on("clickStage", ({ event }) => {
      const labelled = this.labels.at(event.x, event.y);
      if (labelled) this.actions.node(labelled);
      else this.actions.nothing();
    });
    this.sigma.on("enterNode", ({ node }) => this.hover(node));
    this.sigma.on("leaveNode", () => this.hover(null));
    this.sigma.on("enterEdge", ({ edge }) => this.hover(edge));
    this.sigma.on("leaveEdge", () => this.hover(null));
  }

  /** In a large picture only what is hovered changes, and what was: to draw all of it anew takes too long. */
  private hover(key: string | null): void {
    const { near, fading } = this;
    this.hovered = key;
    this.focus();
    if (fading !== this.fading) return this.redraw();
    const keys = [...new Set([...near ?? [], ...this.near ?? []])], { graph } = this;
    this.redraw({ nodes: keys.filter((k) => graph.hasNode(k)), edges: keys.filter((k) => graph.hasEdge(k)) });
  }

  /** Let what is hovered, or else selected, stand out with its neighbourhood. */
  private focus(): void {
    const keys = this.hovered ? [this.hovered] : [...this.selected];
    const near = new Set(keys.flatMap((key) => this.neighbourhood(key)));
    this.near = near.size ? near : null;
    this.fading = near.size > 0 && (this.graph.size <= SLOW_LINES || this.selected.size > 0);
  }

  /** Styles lie on the graph: sigma would ask a function for those of everything whenever a gesture begins or ends. */
  private redraw(partialGraph?: { nodes: string[]; edges: string[] }, skipIndexation = true): void {
    const { graph } = this, { nodes, edges } = partialGraph ?? { nodes: graph.nodes(), edges: graph.edges() };
    for (const [key, node] of nodes.map((key) => [key, graph.getNodeAttributes(key)] as const)) Object.assign(node, this.nodeStyle(key, node));
    for (const [key, line] of edges.map((key) => [key, graph.getEdgeAttributes(key)] as const)) Object.assign(line, this.lineStyle(key, line));
    this.written = null;
    this.sigma.refresh({ skipIndexation, ...(partialGraph ? { partialGraph } : {}) });
  }

  private neighbourhood(key: string): string[] {
    const { graph } = this;
    if (graph.hasNode(key)) return [key, ...graph.neighbors(key), ...graph.edges(key)];
    return graph.hasEdge(key) ? [key, ...graph.extremities(key)] : [];
  }

  /** Write the labels; while a large picture only moves and zooms, those that it has go along. */
  private drawLabels(): void {
    const { width, height } = this.sigma.getDimensions(), projection = this.projection();
    const shift = this.graph.size > SLOW_LINES && this.written ? projection.since(this.written) : null;
    if (!shift || isFar(shift, { width, height })) return this.write(projection);
    this.labels.shift(shift);
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => this.settle(), REST);
  }

  private settle(): void {
    if (this.resting) this.write(this.projection());
  }

  private write(projection: Projection): void {
    clearTimeout(this.resting);
    [this.written, this.resting] = [projection, 0];
    const { width, height } = this.sigma.getDimensions(), { theme } = this;
    const pixels = this.sigma.scaleSize(1);
    const frame: Frame = { projection, width, height, near: this.near, radius: (node) => this.radius(node) * pixels,
      forced: (key) => key === this.hovered || this.selected.has(key), curvature: (key) => this.curvature(key) };
    this.labels.draw(this.marks.nodes(frame), this.marks.lines(frame), { theme, width, height, big: BIG * this.scale(this.sigma.getCamera().ratio) });
  }

  private projection(): Projection {
    return Projection.of(this.sigma, this.bounds);
  }

  /** How far sigma bends a line, so that parallel ones lie apart. */
  private curvature(key: string): number {
    return (this.sigma.getEdgeDisplayData(key) as { curvature?: number } | undefined)?.curvature ?? 0;
  }
}
