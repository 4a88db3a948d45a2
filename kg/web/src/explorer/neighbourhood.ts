// The picture on an entity's page: what is one step away, the nearest first, and the way to the whole graph.

import { h } from "../dom";
import { many } from "../words";
import { gather } from "./gathering";
import { graphAddress, pageOf } from "./links";
import type { Place } from "./page";
import { scene } from "./scene";

const MOST = 60; // entities
const FEWEST = 3; // that are worth a picture

/** Draw what is around an entity. */
export async function neighbourhood(root: HTMLElement, iri: string, { ontology, signal, go }: Place): Promise<void> {
  const { data, left } = await gather({ around: iri, to: null, hops: 1, limit: MOST, expand: [], without: [] }, null, ontology, signal);
  if (data.entities.length < FEWEST) return;
  const label = `Graph of ${many(data.entities.length - 1, "entity", "entities")} around this one; the statements below say the same`;
  root.append(h("h2", {}, "Around it"));
  if (!scene(root, data, label, signal, (key) => go(key === null || key === iri ? graphAddress(iri) : pageOf(key, ontology)))) root.replaceChildren();
  root.append(h("p", {}, left ? `${many(left, "neighbour", "neighbours")} more. ` : null, h("a", { href: graphAddress(iri) }, "Open in the graph")));
}
