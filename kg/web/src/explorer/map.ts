// The map of the links that an answer tells: who and what is linked with whom, drawn as on an entity's page.

import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import { assembled, type Data } from "../data";
import { h } from "../dom";
import { many } from "../words";
import type { Entity, Ontology } from "./api";
import { metaOf } from "./gathering";
import type { Link } from "./linking";
import { pageOf } from "./links";
import { scene } from "./scene";

interface Within { ontology: Ontology; signal: AbortSignal; open(address: string): void }

const MOST = 300; // entities
const STEPS = 400, GRAVITY = 1; // of the layout: so strong that links stay long where there are many parts

export function draw(root: HTMLElement, links: readonly Link[], { ontology, signal, open }: Within): void {
  const { entities, drawn } = chosen(links), all = new Set(links.flatMap(({ source, target }) => [source.iri, target.iri])).size;
  const label = `Map of ${many(drawn.length, "link", "links")} between ${many(entities.length, "entity", "entities")}; the table says the same`;
  const shown = scene(root, dataOf(entities, drawn, ontology), label, signal, (iri) => { if (iri !== null) open(pageOf(iri, ontology)); });
  if (!shown) root.replaceChildren(h("p", {}, "This browser draws no map, for it lacks WebGL 2. The table has it all."));
  else root.append(h("p", {}, all > entities.length ? `${many(entities.length, "entity", "entities")} of ${all}, those of most links. ` : null, "Click on a name for its page."));
}

/** The entities of most links, and the links between them. */
function chosen(links: readonly Link[]): { entities: Entity[]; drawn: Link[] } {
  const found = new Map<string, { entity: Entity; links: number }>();
  for (const entity of links.flatMap(({ source, target }) => [source, target])) {
    const known = found.get(entity.iri) ?? { entity, links: 0 };
    known.links += 1;
    found.set(entity.iri, known);
  }
  const kept = [...found.values()].sort((a, b) => b.links - a.links || (a.entity.iri < b.entity.iri ? -1 : 1)).slice(0, MOST).map(({ entity }) => entity);
  const iris = new Set(kept.map(({ iri }) => iri));
  return { entities: kept, drawn: links.filter(({ source, target }) => iris.has(source.iri) && iris.has(target.iri)) };
}

/** The same links give the same places: nothing of the layout is drawn by lot. */
function dataOf(entities: Entity[], links: Link[], ontology: Ontology): Data {
  const graph = new Graph({ type: "undirected" }), number = new Map(entities.map(({ iri }, i) => [iri, i]));
  entities.forEach(({ iri }, i) => graph.addNode(iri, { x: Math.cos(2 * Math.PI * i / entities.length), y: Math.sin(2 * Math.PI * i / entities.length) }));
  for (const { source, target } of links) if (source.iri !== target.iri) graph.mergeEdge(source.iri, target.iri);
  const places = forceAtlas2(graph, { iterations: STEPS, settings: { ...forceAtlas2.inferSettings(graph), gravity: GRAVITY } });
  return assembled(metaOf(ontology, Infinity), {
    articles: { columns: [], rows: [] },
    nodes: { columns: ["iri", "label", "type", "x", "y"], rows: entities.map(({ iri, label, type }) => [iri, label, type, places[iri]?.x, places[iri]?.y]) },
    edges: { columns: ["iri", "source", "target", "relation", "polarity", "modality"],
      rows: links.map(({ source, target, relation }, i) => [`link:${i}`, number.get(source.iri), number.get(target.iri), relation, "positive", "actual"]) },
  });
}
