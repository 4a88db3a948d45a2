// The picture on an entity's page: what is one step away, the nearest first, and the way to the whole graph.

import { h } from "../dom";
import { network } from "../network";
import { View } from "../view";
import { many } from "../words";
import { box, turn } from "../workbench";
import { gather, type Gathered } from "./gathering";
import { graphAddress, pageOf } from "./links";
import type { Place } from "./page";

const MOST = 60; // entities
const FEWEST = 3; // that are worth a picture

/** Draw what is around an entity. */
export async function neighbourhood(root: HTMLElement, iri: string, { ontology, signal, go }: Place): Promise<void> {
  const gathered = await gather({ around: iri, hops: 1, limit: MOST, expand: [], without: [] }, null, ontology, signal);
  if (gathered.data.entities.length < FEWEST) return;
  const picture = h("div", { role: "img", "aria-label": `Graph of ${many(gathered.data.entities.length - 1, "entity", "entities")} around this one; the statements below say the same` });
  root.append(h("h2", {}, "Around it"), h("div", { class: "scene" }, picture), told(gathered, iri));
  try {
    const view = draw(picture, gathered, (key) => go(key === null || key === iri ? graphAddress(iri) : pageOf(key, ontology)));
    signal.addEventListener("abort", () => view.kill());
    Object.assign(window, { kgView: view }); // what tests look at
  } catch (error) {
    console.warn("no picture:", error);
    root.replaceChildren(h("p", {}, h("a", { href: graphAddress(iri) }, "Open in the graph")));
  }
}

/** A node opens what it stands for, a line the graph. */
function draw(picture: HTMLElement, { data }: Gathered, open: (iri: string | null) => void): View {
  const view = new View(picture, { node: open, line: () => open(null), nothing: () => undefined, covered: () => ({ right: 0, bottom: 0 }) }, "shared");
  turn(data, picture.getBoundingClientRect());
  view.show(network(data, data.statements, { grouping: null, coloured: false }), box(data));
  return view;
}

function told({ left }: Gathered, iri: string): HTMLElement {
  return h("p", {}, left ? `${many(left, "neighbour", "neighbours")} more. ` : null, h("a", { href: graphAddress(iri) }, "Open in the graph"));
}
