// How sigma draws nodes and lines: shapes with a ring, lines solid, dashed or dotted, straight or bent, with arrows.

import { extremityArrow, layerDashed, layerFill, layerPlain, pathCurved, pathLine, pathLoop } from "sigma/rendering";
import { GRAPH_SHAPES } from "./shapes";

export const ARROW = { length: 4, width: 3.2, margin: 1.5 }; // for each pixel of a line's thickness
const SEGMENTS = 12; // of lines between the same two nodes

// A thin ring of the ground's colour parts nodes that overlap; a thick one of the accent marks the selected.
const RING = {
  name: "ring",
  uniforms: [],
  attributes: [
    { name: "ringColor", size: 4 as const, type: WebGL2RenderingContext.UNSIGNED_BYTE, normalized: true, source: "ringColor" },
    { name: "ringWidth", size: 1 as const, type: WebGL2RenderingContext.FLOAT, source: "ringWidth" },
  ],
  glsl: `
vec4 layer_ring(vec4 v_ringColor, float v_ringWidth) {
  float inner = -v_ringWidth * context.pixelToUV;
  return vec4(v_ringColor.rgb, v_ringColor.a * smoothstep(inner - context.aaWidth, inner + context.aaWidth, context.sdf));
}`,
};

export const CLEAR = "rgba(0, 0, 0, 0)";
const pixels = (attribute: string) => ({ attribute, default: 0, mode: "pixels" as const });

export const PRIMITIVES = {
  nodes: {
    shapes: GRAPH_SHAPES,
    layers: [layerFill(), RING],
    variables: { ringColor: { type: "color", default: "#ffffff" }, ringWidth: { type: "number", default: 1 } },
  },
  edges: {
    paths: [pathLine(), pathCurved({ segments: SEGMENTS }), pathLoop()],
    extremities: [extremityArrow({ lengthRatio: ARROW.length, widthRatio: ARROW.width, margin: ARROW.margin })],
    // A solid line is of the plain layer, a dashed one of the other; each is clear where the other draws.
    layers: [layerPlain({ color: { attribute: "solidColor" } }), layerDashed({ dashSize: pixels("dash"), gapSize: pixels("gap") })],
    variables: {
      dash: { type: "number", default: 0 }, gap: { type: "number", default: 0 }, solidColor: { type: "color", default: CLEAR },
    },
  },
} as const;

const BEND = 0.16; // of lines between the same two nodes

/** How a node or a line is drawn at the moment, among its attributes. */
export interface NodeStyle { paint: string; opacity: number; ringColor: string; ringWidth: number; radius: number; zIndex: number }
export interface LineStyle {
  paint: string; solidColor: string; dash: number; gap: number; opacity: number; head: "none" | "arrow"; width: number; visibility: "hidden" | "visible";
}

const of = (attribute: string) => ({ attribute });

/** Each is named, for what is not keeps the value that it had first. */
export const STYLES = {
  nodes: { x: of("x"), y: of("y"), size: of("radius"), shape: of("shape"), color: of("paint"), opacity: of("opacity"), zIndex: of("zIndex"),
    ringColor: of("ringColor"), ringWidth: of("ringWidth"), label: "", cursor: "pointer" },
  edges: { size: of("width"), color: of("paint"), opacity: of("opacity"), head: of("head"), visibility: of("visibility"),
    solidColor: of("solidColor"), dash: of("dash"), gap: of("gap"), cursor: "pointer", selfLoopPath: "loop", path: "straight",
    parallelPath: "curved", parallelSpread: BEND, label: "" },
} as const;
