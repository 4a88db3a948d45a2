// The frame: which page an address is of, going from page to page, and what is said when a page cannot be shown.

import { byId, h } from "../dom";
import { absent } from "./absent";
import { ontology, Problem, view } from "./api";
import { iriOf } from "./links";
import type { Page } from "./page";
import { Search } from "./search";

type Lazy = () => Promise<Page>;

const PAGES: Record<string, Lazy> = {
  "/": async () => (await import("./home")).home,
  "/graph": async () => (await import("./graph")).graph,
  "/query": async () => (await import("./query")).query,
  "/review": async () => (await import("./review")).review,
  "/search": async () => (await import("./results")).results,
  "/timeline": async () => (await import("./timeline")).timeline,
};
const THINGS: Record<string, Lazy> = {
  article: async () => (await import("./article")).article,
  entity: async () => (await import("./entity")).entity,
  statement: async () => (await import("./statement")).statement,
  claim: async () => (await import("./statement")).claim,
};
const NAV: [path: string, name: string][] = [
  ["/graph", "Graph"],
  ["/timeline", "Timeline"],
  ["/query", "Ask"],
  ["/review", "Review"],
];

const EDITOR = "/query";

const root = byId("main");
let leaving = new AbortController();

async function show(): Promise<void> {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving, url = new URL(location.href);
  root.setAttribute("aria-busy", "true");
  try {
    const known = await ontology();
    const load = PAGES[url.pathname] ?? await ofThing(url, signal);
    const page = await load();
    if (signal.aborted) return;
    root.className = "";
    document.title = await page(root, { url, ontology: known, signal, go });
    mark(url);
  } catch (error) {
    if (!signal.aborted) fail(error);
  } finally {
    if (!signal.aborted) root.removeAttribute("aria-busy");
  }
}

/** The page of what an IRI stands for. */
async function ofThing(url: URL, signal: AbortSignal): Promise<Lazy> {
  if (!url.pathname.startsWith("/id/")) throw new Problem(404, "There is no such page.");
  const told = await view<{ kind: string }>("thing", { iri: iriOf(url.pathname, await ontology()) }, signal);
  const page = THINGS[told.kind] ?? THINGS["other"];
  if (!page) throw new Problem(406, "There is no page of this; machines can read it as RDF.");
  return page;
}

function fail(error: unknown): void {
  if (error instanceof Problem && error.status === 404) {
    document.title = "Not found";
    return root.replaceChildren(...absent(location.pathname));
  }
  console.error(error);
  document.title = "Something went wrong";
  root.replaceChildren(h("div", { class: "head", role: "alert" }, h("h1", {}, document.title),
    h("p", {}, error instanceof Problem ? error.message : "The page could not be shown. The browser's console tells more.")));
}

function mark(url: URL): void {
  for (const link of byId("nav").querySelectorAll("a")) {
    if (link.getAttribute("href") === url.pathname) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/** Go to a page of ours without loading the frame anew; but the editor has a policy of its own, and so is loaded as a whole. */
function go(address: string): void {
  if ([location.pathname, new URL(address, location.href).pathname].includes(EDITOR)) return location.assign(address);
  history.pushState(null, "", address);
  window.scrollTo(0, 0);
  void show().then(() => root.focus({ preventScroll: true }));
}

function isOurs(link: HTMLAnchorElement): boolean {
  const { origin, pathname, hash } = new URL(link.href);
  return origin === location.origin && !link.target && (pathname in PAGES || pathname.startsWith("/id/"))
    && !(hash && pathname === location.pathname);
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !isOurs(link)) return;
  event.preventDefault();
  go(link.href);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
  event.preventDefault();
  byId("search").focus();
});
window.addEventListener("popstate", () => void show());
byId("nav").append(...NAV.map(([path, name]) => h("a", { href: path }, name)));
new Search(byId("search"), byId("hits"), go);
void show();
