// The six shapes as signed distances, for the graph's shader.

import { sdfCircle, sdfDiamond, sdfSquare, sdfTriangle } from "sigma/rendering";

/** Signed distance to a regular polygon with a corner above: the nearest side's, found by folding the angle. */
function regular(name: string, corners: number) {
  const inradius = Math.cos(Math.PI / corners);
  return {
    name,
    inradiusFactor: inradius,
    glsl: `
float sdf_${name}(vec2 uv, float size) {
  const float sector = ${(2 * Math.PI / corners).toFixed(9)};
  float angle = atan(uv.x, uv.y);
  float folded = mod(angle, sector) - 0.5 * sector;
  return length(uv) * cos(folded) - size * ${inradius.toFixed(9)};
}`,
  };
}

export const GRAPH_SHAPES = [
  sdfCircle(), sdfSquare({ cornerRadius: 0.08 }), sdfTriangle(), sdfDiamond(), regular("hexagon", 6), regular("pentagon", 5),
];
