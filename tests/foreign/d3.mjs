// Reads nodes and links with d3-force, which joins links to nodes by id and places both.
import { readFileSync } from "node:fs";
import { forceLink, forceManyBody, forceSimulation } from "d3-force";

const { nodes, links } = JSON.parse(readFileSync(0, "utf8"));
forceSimulation(nodes).force("charge", forceManyBody()).force("link", forceLink(links).id((node) => node.id)).stop().tick(20);
console.log(JSON.stringify({
  nodes,
  links: links.map((link) => ({ ...link, source: link.source.id, target: link.target.id })),
}));
