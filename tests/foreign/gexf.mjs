// Reads GEXF with graphology-gexf, the reader of sigma.js.
import { readFileSync } from "node:fs";
import { MultiGraph } from "graphology";
import { parse } from "graphology-gexf";

const graph = parse(MultiGraph, readFileSync(0, "utf8"), { allowUndeclaredAttributes: false });
console.log(JSON.stringify({
  nodes: graph.mapNodes((key, attributes) => ({ key, ...attributes })),
  edges: graph.mapEdges((key, attributes, source, target) => ({ key, source, target, ...attributes })),
}));
