// The page of the graph: a part of the store on a workbench, which grows by what the reader expands; the address keeps it all.

import type { Article, Entity, Statement } from "../data";
import { byId, h } from "../dom";
import { pngFile, save, type Scene, svgFile } from "../drawing";
import { settle } from "../placing";
import { fromWords, initial, Store, toWords } from "../state";
import { many, named, number, short } from "../words";
import { groupable, turn, Workbench } from "../workbench";
import type { Ontology } from "./api";
import { bar, button, field, filters } from "./frame";
import { fromAddress, gather, type Gathered, type Gathering, MOST_HOPS, toAddress } from "./gathering";
import { graphAddress, pageOf, PLACE } from "./links";
import type { Page, Place } from "./page";

const PATIENCE = 300; // milliseconds after a change of filters
const FILTERS = ["hidden", "confidence", "since", "until"] as const;
const MOST_STEPS = 6; // of a way between two, as the server has it
const FIRST = 150, MOST = 10_000; // entities at first, and at most, as the server has it
const STEP = 30; // entities that an expansion adds, as the server has it

export const graph: Page = async (root, place) => {
  const gathering = fromAddress(place.url.searchParams);
  const asked = fromWords(place.url.searchParams, initial(false));
  const gathered = await gather(gathering, asked, place.ontology, place.signal);
  const shown = new GraphPage(root, place, gathering, gathered);
  return shown.title;
};

class GraphPage {
  private readonly bench: Workbench;
  private readonly store: Store;
  private readonly places = new Map<string, { x: number; y: number }>(); // of all that has been drawn
  private readonly ontology: Ontology;
  private readonly signal: AbortSignal;
  private readonly go: Place["go"];
  private seeking = false; // the other end of a way
  private asking = new AbortController();
  private waiting = 0;

  constructor(private readonly root: HTMLElement, { url, ontology, signal, go }: Place, private gathering: Gathering, private gathered: Gathered) {
    [this.ontology, this.signal, this.go] = [ontology, signal, go];
    const start = initial(groupable(gathered.data));
    this.store = new Store(fromWords(url.searchParams, start), start);
    root.className = "graph";
    root.replaceChildren(bar(this.heading(), ...(gathering.around ? [gathering.to ? "" : this.hops(), this.seeker(gathering.around)] : [])), filters(this.files()), field());
    turn(gathered.data, byId("graph").getBoundingClientRect());
    this.bench = new Workbench(root, gathered.data, this.store, {
      article: (article) => this.articleLink(article), words: (statement) => this.words(statement),
      doings: (entity) => this.doings(entity), doubled: (entity) => void this.expand(entity.iri),
    }, signal);
    this.show();
    this.store.subscribe((_, changed) => {
      this.keep();
      if (FILTERS.some((key) => changed.has(key))) this.later();
    });
    document.addEventListener("take", (event) => this.take(event as CustomEvent<string>), { signal });
    signal.addEventListener("abort", () => this.leave());
    Object.assign(window, { kgView: this.bench.view }); // what tests look at
  }

  get title(): string {
    const { around, to } = this.gathering;
    return around && to ? `Between ${this.name(around)} and ${this.name(to)}` : around ? `Around ${this.name(around)}` : "Graph";
  }

  private heading(): Node {
    const { around, to } = this.gathering;
    const entity = (iri: string) => h("a", { class: "entity", href: pageOf(iri, this.ontology) }, h("bdi", {}, this.name(iri)));
    if (!around) return h("span", {}, "The most connected");
    return to ? h("span", {}, "Between ", entity(around), " and ", entity(to)) : h("span", {}, "Around ", entity(around));
  }

  /** Lets the search box take the other end of ways from the entity in the middle. */
  private seeker(from: string): HTMLElement {
    const seek = button("seek", "Find the way to …", { "aria-pressed": false }), search = byId<HTMLInputElement>("search"), { placeholder } = search;
    const turn = (seeking: boolean) => {
      this.seeking = seeking;
      seek.setAttribute("aria-pressed", String(seeking));
      search.placeholder = seeking ? `The way from ${this.name(from)} to whom or what?` : placeholder;
      if (seeking) search.focus();
    };
    seek.addEventListener("click", () => turn(!this.seeking));
    this.signal.addEventListener("abort", () => turn(false));
    return seek;
  }

  private name(iri: string): string {
    const entity = this.gathered.data.byIri.get(iri);
    return entity ? named(entity, 60) : iri;
  }

  /** The picture as it is seen, to be kept. */
  private files(): HTMLElement {
    const saver = (kind: string, make: (scene: Scene) => Blob | Promise<Blob>) => async () => {
      const scene = this.bench.view?.scene(), name = this.title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
      if (scene) save(await make(scene), `${name}.${kind}`);
    };
    const png = button("save-png", "PNG"), svg = button("save-svg", "SVG");
    png.addEventListener("click", () => void saver("png", pngFile)());
    svg.addEventListener("click", () => void saver("svg", svgFile)());
    return h("p", { class: "files", role: "group", "aria-label": "Save the picture" }, "Save as", png, svg);
  }

  private hops(): HTMLElement {
    const steps = Array.from({ length: MOST_HOPS }, (_, i) => h("option", { value: i + 1 }, many(i + 1, "step", "steps")));
    const select = h("select", { id: "hops" }, ...steps);
    select.value = String(this.gathering.hops);
    select.addEventListener("change", () => void this.gatherAnew({ hops: Number(select.value) }));
    return h("label", {}, "Within ", select);
  }

  /** What can be done with an entity: more of it, less of it, its page. */
  private doings(entity: Entity): HTMLElement {
    const { iri } = entity, { expand, around, to } = this.gathering;
    const total = this.gathered.totals.get(iri) ?? entity.statements.length;
    const act = (text: string, action: () => void) => h("button", { type: "button", onclick: action }, text);
    return h("p", { class: "doings" },
      total > entity.statements.length ? act(`Expand (${number(entity.statements.length)} of ${many(total, "statement", "statements")} drawn)`, () => void this.expand(iri)) : null,
      expand.includes(iri) ? act("Collapse", () => void this.collapse(iri)) : null,
      iri === around ? null : act("Remove", () => void this.remove(iri)),
      iri === around ? null : h("a", { href: graphAddress(iri) }, "Put in the middle"),
      around && iri !== around && iri !== to ? h("a", { href: graphAddress(around, iri) }, `The way from ${short(this.name(around), 30)}`) : null,
      h("a", { href: pageOf(iri, this.ontology) }, "To its page"));
  }

  private async expand(iri: string): Promise<void> {
    const before = new Set(this.gathered.data.entities.map((e) => e.iri));
    if (!await this.gatherAnew({ expand: [...this.gathering.expand, iri], without: this.gathering.without.filter((other) => other !== iri) })) return;
    const fresh = this.gathered.data.entities.filter((e) => !before.has(e.iri)).map((e) => e.iri);
    this.store.update({ selected: iri });
    if (fresh.length) this.bench.view?.goTo([iri, ...fresh]);
  }

  private async collapse(iri: string): Promise<void> {
    const at = this.gathering.expand.lastIndexOf(iri);
    await this.gatherAnew({ expand: this.gathering.expand.filter((_, i) => i !== at) });
  }

  private async remove(iri: string): Promise<void> {
    this.store.update({ selected: null });
    await this.gatherAnew({ without: [...this.gathering.without, iri], expand: this.gathering.expand.filter((other) => other !== iri) });
  }

  private later(): void {
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => void this.gatherAnew({}), PATIENCE);
  }

  /** Ask for what is wanted now, and draw it where it stood; whether it came. */
  private async gatherAnew(change: Partial<Gathering>): Promise<boolean> {
    clearTimeout(this.waiting);
    this.asking.abort();
    this.asking = new AbortController();
    const { signal } = this.asking, wanted = { ...this.gathering, ...change };
    this.root.setAttribute("aria-busy", "true");
    try {
      const gathered = await gather(wanted, this.store.state, this.ontology, signal);
      [this.gathering, this.gathered] = [wanted, gathered];
      settle(gathered.data, this.places);
      this.show();
      this.keep();
      return true;
    } catch (error) {
      if (!signal.aborted) this.tell(error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      if (!signal.aborted) this.root.removeAttribute("aria-busy");
    }
  }

  private show(): void {
    const { data, legend, left } = this.gathered, { around, to } = this.gathering;
    for (const { iri, x, y } of data.entities) this.places.set(iri, { x, y });
    this.bench.show(data, legend);
    if (to) {
      this.tell(data.statements.length ? "" : `No way of ${MOST_STEPS} steps or fewer leads from one to the other.`);
    } else if (left && around) {
      byId("left").replaceChildren(`${many(left, "neighbour", "neighbours")} more `,
        h("button", { type: "button", class: "more", onclick: () => void this.expand(around) }, `Draw ${Math.min(STEP, left)}`));
    } else if (left) {
      const limit = this.gathering.limit ?? FIRST;
      byId("left").replaceChildren(`${many(left, "entity", "entities")} more `,
        limit < MOST ? h("button", { type: "button", class: "more", onclick: () => void this.gatherAnew({ limit: Math.min(MOST, 2 * limit) }) }, "Draw more") : "");
    } else this.tell("");
  }

  private tell(words: string): void {
    byId("left").replaceChildren(words);
  }

  /** The search box takes an entity: it is selected, and drawn before if it is not. */
  private take(event: CustomEvent<string>): void {
    event.preventDefault();
    const { around } = this.gathering;
    if (this.seeking && around) return this.go(graphAddress(around, event.detail));
    const entity = this.gathered.data.byIri.get(event.detail);
    if (entity) this.bench.choose(entity);
    else void this.expand(event.detail);
  }

  private articleLink(article: Article): Node {
    return h("a", { href: pageOf(article.iri, this.ontology) }, h("bdi", {}, short(article.title, 100)));
  }

  private words({ article, facts }: Statement): string | null {
    const [words = ""] = String(facts.evidenceIri ?? "").split(" ");
    return article && PLACE.test(words) ? pageOf(words, this.ontology) : null;
  }

  private keep(): void {
    const words = new URLSearchParams([...toAddress(this.gathering), ...toWords(this.store.state, this.store.start)]);
    history.replaceState(null, "", words.size ? `/graph?${words}` : "/graph");
  }

  private leave(): void {
    clearTimeout(this.waiting);
    this.asking.abort();
    delete this.root.dataset.view;
  }
}
