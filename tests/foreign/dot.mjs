// Reads DOT with Graphviz itself, compiled to WebAssembly: its nodes and edges with their attributes as they stand in the
// file, and what is drawn of each: the text of its label and of its tooltip, its link and its id.
import { readFileSync } from "node:fs";
import { DOMParser } from "@xmldom/xmldom";
import { instance } from "@viz-js/viz";

const viz = await instance();
const text = readFileSync(0, "utf8");

function rendered(format) {
  const done = viz.render(text, { format });
  if (done.status !== "success") throw new Error(JSON.stringify(done.errors));
  return done.output;
}

const children = (element, name) => Array.from(element.getElementsByTagName(name));

function drawn(group) {
  const [link] = children(group, "a").slice(-1);
  return {
    id: group.getAttribute("id").replace(/^a_/, ""),
    kind: group.getAttribute("class"),
    text: children(group, "text").map((line) => line.textContent),
    tooltip: link?.getAttribute("xlink:title"),
    link: link?.getAttribute("xlink:href"),
  };
}

const { objects = [], edges = [] } = JSON.parse(rendered("dot_json"));
const svg = new DOMParser().parseFromString(rendered("svg"), "image/svg+xml");
const groups = children(svg, "g").filter((group) => ["node", "edge"].includes(group.getAttribute("class")));
console.log(JSON.stringify({
  nodes: objects,
  edges: edges.map((edge) => ({ ...edge, tail: objects[edge.tail].name, head: objects[edge.head].name })),
  drawn: groups.map(drawn),
  text: children(svg, "text").map((line) => line.textContent),
}));
