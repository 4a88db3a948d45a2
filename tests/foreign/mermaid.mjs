// Reads a flowchart with Mermaid: its nodes with the texts, shapes and classes that they are drawn with, and its edges.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ startOnLoad: false });

// Mermaid holds its own entity codes in place of those of the text until it draws; HTML has them then.
const html = (text) => text.replace(/ﬂ°°/g, "&#").replace(/ﬂ°/g, "&").replace(/¶ß/g, ";");
const element = window.document.createElement("textarea");
const shown = (text) => { element.innerHTML = html(text); return element.value; };

const text = readFileSync(0, "utf8");
const { diagramType } = await mermaid.parse(text);
const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
const classes = db.getClasses();
console.log(JSON.stringify({
  type: diagramType,
  nodes: [...db.getVertices().values()].map((v) => ({ id: v.id, text: shown(v.text), shape: v.type, classes: v.classes,
    styles: v.classes.flatMap((name) => classes.get(name).styles) })),
  edges: db.getEdges().map((e) => ({ source: e.start, target: e.end, text: shown(e.text), stroke: e.stroke, style: e.style })),
  length: text.length,
}));
