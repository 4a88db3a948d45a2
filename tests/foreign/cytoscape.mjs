// Reads Cytoscape.js JSON with cytoscape.js, without a page but with its style.
import { readFileSync } from "node:fs";
import cytoscape from "cytoscape";

const warnings = [];
console.warn = (...message) => warnings.push(message.join(" "));
const { elements, style, layout } = JSON.parse(readFileSync(0, "utf8"));
const graph = cytoscape({ headless: true, styleEnabled: true, elements, style, layout });
const NODE_LOOK = ["background-color", "shape", "width", "label"];
const EDGE_LOOK = ["line-color", "line-style", "width", "target-arrow-shape"];
const looks = (element, names) => Object.fromEntries(names.map((name) => [name, element.style(name)]));
const found = JSON.stringify({
  warnings,
  nodes: graph.nodes().map((node) => ({ data: node.data(), position: node.position(), style: looks(node, NODE_LOOK) })),
  edges: graph.edges().map((edge) => ({ data: edge.data(), style: looks(edge, EDGE_LOOK) })),
});
process.stdout.write(found, () => process.exit()); // which its timers would put off for ever
