// A picture of a graph within a page that scrolls: a node opens what it stands for.

import type { Data } from "../data";
import { h } from "../dom";
import { network } from "../network";
import { View } from "../view";
import { box, turn } from "../workbench";

/** Draw into an element; the key of a node that is clicked on is told, null for a line. False where the browser draws none. */
export function scene(root: HTMLElement, data: Data, label: string, signal: AbortSignal, open: (key: string | null) => void): boolean {
  const picture = h("div", { role: "img", "aria-label": label });
  root.append(h("div", { class: "scene" }, picture));
  try {
    const view = new View(picture, { node: open, line: () => open(null), nothing: () => undefined, covered: () => ({ right: 0, bottom: 0 }) }, "shared");
    turn(data, picture.getBoundingClientRect());
    view.show(network(data, data.statements, { grouping: null, coloured: false }), box(data));
    signal.addEventListener("abort", () => view.kill());
    Object.assign(window, { kgView: view }); // what tests look at
    return true;
  } catch (error) {
    console.warn("no picture:", error);
    return false;
  }
}
