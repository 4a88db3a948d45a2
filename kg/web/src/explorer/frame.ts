// The elements of the page of the graph, by the ids that the workbench knows.

import { h } from "../dom";

const TELLS = "Graph. Arrow keys move it, plus and minus zoom, 0 fits it; N and P go from name to name, E draws the neighbours of one. The statements view says the same as a table.";
const HINTS = [
  "Click on a name or a line for the words that say so, twice on a name for its neighbours.",
  "By keyboard, in the picture: arrows, + and − move it, N and P go from name to name, E draws the neighbours.",
];

export function bar(title: Node, ...tools: (Node | string)[]): HTMLElement {
  return h("div", { class: "bar" }, h("h1", {}, title), ...tools,
    h("div", { class: "views", role: "group", "aria-label": "View" }, button("to-graph", "Graph", { "aria-pressed": true }), button("to-table", "Statements", { "aria-pressed": false })),
    button("filters-toggle", "Filters", { "aria-expanded": "false", "aria-controls": "filters" }));
}

export function filters(files: Node): HTMLElement {
  return h("aside", { id: "filters", "aria-label": "Legend and filters", tabindex: -1 },
    h("p", { id: "counts", role: "status" }), h("p", { id: "left" }), files,
    h("p", {}, button("clear", "Show everything", { hidden: true })),
    tick("coloured", "colouring", "Colour by community"), tick("grouped", "grouping", "Group into communities"),
    h("details", { class: "hint" }, h("summary", {}, "How to use it"), ...HINTS.map((hint) => h("p", {}, hint))),
    h("div", { id: "sliders" }), h("div", { id: "facets" }));
}

export function field(): HTMLElement {
  return h("div", { class: "field" },
    h("div", { id: "stage" },
      h("div", { id: "graph", tabindex: 0, role: "application", "aria-label": TELLS }),
      h("p", { id: "nothing", class: "notice", hidden: true }, "No statement passes the filters."),
      h("div", { class: "zoom", role: "group", "aria-label": "Zoom" }, button("zoom-in", "+", { "aria-label": "Zoom in" }),
        button("zoom-out", "−", { "aria-label": "Zoom out" }), button("fit", "⤢", { "aria-label": "Fit the graph" }))),
    h("p", { id: "no-picture", class: "notice", hidden: true }, "This browser draws no graph, for it lacks WebGL 2. The statements are all here."),
    h("div", { id: "table", hidden: true, tabindex: 0, role: "region", "aria-label": "Statements" }),
    h("aside", { id: "panel", "aria-label": "Details", "aria-live": "polite", tabindex: 0, hidden: true }));
}

export function button(id: string, text: string, attributes: Record<string, string | boolean> = {}): HTMLButtonElement {
  const told = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, name.startsWith("aria-") ? String(value) : value]));
  return h("button", { id, type: "button", ...told }, text);
}

function tick(id: string, around: string, text: string): HTMLElement {
  return h("p", { id: around, hidden: true }, h("label", {}, h("input", { id, type: "checkbox" }), ` ${text}`));
}
