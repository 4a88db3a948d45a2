// The page for people who correct: what is doubtful, and what they decide; behind the token, kept in the file of kg review.

import { h } from "../dom";
import { many, percent } from "../words";
import { type Article, type Entity, type Ontology, Problem, type Statement, view } from "./api";
import { card } from "./cards";
import { entityLink, pageOf, typeLabel } from "./links";
import type { Page } from "./page";
import { because } from "./reasons";

interface Side { iri: string; label: string; type: string; articles: number; words: string; title: string; record: boolean }
interface Doubt { score?: number; reasons: string[]; sides: Side[] }
interface Told { candidates: Doubt[]; apart: Doubt[]; statements: Statement[]; aside: { reason: string; detail: string; article: string }[] }
export interface Decision {
  decision: string; entities?: string[]; entity?: string; articles?: string[]; name?: string; type?: string; statement?: string; why?: string; by?: string;
}
interface Named extends Entity { articles: Article[]; record: { identifier: string; told: string[]; linked: Entity[] } | null }

const TOKEN = "kg-token", WHO = "kg-by";

export const review: Page = async (root, { url, ontology, signal }) => {
  const desk = new Desk();
  const about = url.searchParams.get("iri");
  root.replaceChildren(h("div", { class: "head" }, h("h1", {}, about ? "Correct an entity" : "What a person should look at"), desk.element));
  if (about) {
    const entity = await view<Named>("named-in", { iri: about }, signal);
    root.append(...(entity.record ? recorded(entity, ontology) : correcting(entity, desk, ontology)));
    return `Correct ${entity.label}`;
  }
  const told = await view<Told>("doubts", {}, signal);
  root.append(
    part("Are these one and the same?", told.candidates.map((doubt) => sides(doubt, desk, ontology)), "No two entities are in doubt."),
    part("One name, taken for several people's", told.apart.map((doubt) => sides(doubt, desk, ontology)), "No name was taken apart."),
    part("Does the article say so?", [h("ul", { class: "cards" }, ...told.statements.map((statement) => judged(statement, desk, ontology)))], "No statement is in doubt."),
    part("Set aside, and why", [h("ul", { class: "lines" }, ...told.aside.map(({ reason, detail, article }) =>
      h("li", {}, detail, " ", h("span", { class: "tally" }, `${reason} · ${article}`))))], "Nothing was set aside."));
  return "Review";
};

/** Who decides, with which token, and how many decisions wait to take effect. */
class Desk {
  readonly element = h("form", { class: "desk" });
  private readonly token = field("password", TOKEN, "off"); // as long as the tab is open
  private readonly who = field("text", WHO, "username");
  private readonly status = h("span", { class: "tally", role: "status" });
  private readonly apply = h("button", { type: "button", class: "button", disabled: true }, "Let them take effect");
  private made = 0;

  constructor() {
    this.element.append(h("label", {}, "Token ", this.token), h("label", {}, "Your name ", this.who), this.apply, this.status);
    this.element.addEventListener("submit", (event) => event.preventDefault());
    this.apply.addEventListener("click", () => void this.replay());
    this.tell("Decisions are written to a file that every build replays. They need the token that kg serve was started with.");
  }

  /** Write a decision down; gives whether it was. */
  async decide(decision: Decision): Promise<boolean> {
    try {
      await this.post("/decisions", { ...decision, ...(this.who.value ? { by: this.who.value } : {}) });
    } catch (error) {
      this.fail(error);
      return false;
    }
    this.made += 1;
    this.apply.disabled = false;
    this.tell(`${many(this.made, "decision", "decisions")} written`);
    return true;
  }

  private async replay(): Promise<void> {
    this.apply.disabled = true;
    this.tell("Taking effect …");
    try {
      const answer = await this.post("/decisions/replay");
      const { stale } = await answer.json() as { stale: Decision[] };
      this.made = 0;
      this.tell(stale.length ? `In effect; ${many(stale.length, "decision", "decisions")} no longer apply` : "In effect");
    } catch (error) {
      this.apply.disabled = false;
      this.fail(error);
    }
  }

  private async post(address: string, body?: object): Promise<Response> {
    const answer = await fetch(address, {
      method: "POST", body: body ? JSON.stringify(body) : null,
      headers: { Authorization: `Bearer ${this.token.value}`, ...(body ? { "Content-Type": "application/json" } : {}) },
    });
    if (answer.ok) return answer;
    const told = await answer.json().catch(() => ({})) as { detail?: string };
    throw new Problem(answer.status, told.detail ?? answer.statusText);
  }

  private tell(text: string): void {
    this.status.className = "tally";
    this.status.textContent = text;
  }

  private fail(error: unknown): void {
    this.status.className = "problem";
    this.status.textContent = error instanceof Error ? error.message : String(error);
    if (error instanceof Problem && error.status === 401) this.token.focus();
  }
}

function field(type: string, key: string, autocomplete: string): HTMLInputElement {
  const input = h("input", { type, autocomplete });
  input.value = sessionStorage.getItem(key) ?? "";
  input.addEventListener("change", () => sessionStorage.setItem(key, input.value));
  return input;
}

function part(name: string, items: HTMLElement[], none: string): HTMLElement {
  const empty = items.every((item) => item.matches("ul") && !item.childElementCount);
  return h("section", { class: "part" }, h("h2", {}, name), ...(empty ? [h("p", { class: "kind" }, none)] : items));
}

function sides({ score, reasons, sides }: Doubt, desk: Desk, ontology: Ontology): HTMLElement {
  const entities = sides.map(({ iri }) => iri), told = reasons.map((reason) => because(reason, ontology)).join("; ");
  return h("div", { class: "pair" }, ...sides.map((one) => side(one, ontology)),
    h("p", { class: "source" }, score === undefined ? `Told apart by ${told}` : `${percent(score)} likely one, for ${told}`),
    choices(desk, [["One and the same", { decision: "merge", entities }], ["Different", { decision: "apart", entities }]]));
}

function side(one: Side, ontology: Ontology): HTMLElement {
  const name = one.record ? h("a", { href: `/review?${new URLSearchParams({ iri: one.iri })}` }, h("bdi", {}, one.label)) : entityLink(one, ontology);
  return h("div", {}, name,
    h("p", { class: "kind" }, `${typeLabel(one.type, ontology)} · ${one.record ? `${one.title} of the authority file` : many(one.articles, "article", "articles")}`),
    one.words ? h("blockquote", { dir: "auto" }, one.record ? one.words : `… ${one.words} …`) : null, one.record ? null : h("p", { class: "source" }, one.title));
}

/** What an authority file tells of a record: it is corrected in the file. */
function recorded({ label, type, record }: Named, ontology: Ontology): HTMLElement[] {
  const { identifier, told, linked } = record ?? { identifier: "", told: [], linked: [] };
  return [
    h("p", {}, h("b", {}, h("bdi", {}, label)), ` · ${typeLabel(type, ontology)} · record ${identifier} of the authority file`),
    told.length ? h("p", {}, told.join("; ")) : h("p", {}, "The file tells nothing more of it."),
    part("Linked to it", [h("ul", { class: "lines" }, ...linked.map((entity) => h("li", {}, entityLink(entity, ontology))))], "No entity is linked to it."),
  ];
}

function judged(statement: Statement, desk: Desk, ontology: Ontology): HTMLElement {
  const item = card(statement, ontology);
  item.append(verdict(statement.iri, desk));
  return item;
}

function verdict(statement: string, desk: Desk): HTMLElement {
  return choices(desk, [["Yes, it says so", { decision: "confirm", statement }], ["No", { decision: "reject", statement }]]);
}

/** Buttons, of which the one that is pressed is what was decided. */
function choices(desk: Desk, of: [name: string, decision: Decision][]): HTMLElement {
  const buttons = of.map(([name, decision]) => {
    const button = h("button", { type: "button", class: "button", "aria-pressed": "false" }, name);
    button.addEventListener("click", () => void desk.decide(decision).then((done) => {
      if (done) for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
    }));
    return button;
  });
  return h("p", { class: "choices" }, ...buttons);
}

/** What can be corrected of one entity. */
function correcting(entity: Named, desk: Desk, ontology: Ontology): HTMLElement[] {
  const name = h("input", { type: "text", value: entity.label }), other = h("input", { type: "url", placeholder: "address of its page, or its IRI" });
  const second = h("input", { type: "text", value: entity.label });
  const type = h("select", {}, ...Object.entries(ontology.types).map(([key, { label }]) => h("option", { value: key, selected: key === entity.type }, label)));
  const boxes = entity.articles.map((article) => ({ article, box: h("input", { type: "checkbox" }) }));
  const chosen = () => boxes.filter(({ box }) => box.checked).map(({ article }) => article.iri);
  const iri = entity.iri;
  return [
    h("p", {}, entityLink(entity, ontology)),
    form("Another name", "Rename", desk, () => ({ decision: "rename", entity: iri, name: name.value }), name),
    form("Another type", "Retype", desk, () => ({ decision: "retype", entity: iri, type: type.value }), type),
    form("It is the same as", "Merge", desk, () => ({ decision: "merge", entities: [iri, asIri(other.value, ontology)] }), other),
    form("In some articles it is another, called", "Split", desk, () => ({ decision: "split", entity: iri, name: second.value, articles: chosen() }), second,
      h("ul", { class: "lines" }, ...boxes.map(({ article, box }) => h("li", {}, h("label", {}, box, " ", article.title, article.outlet ? ` · ${article.outlet}` : "", " "),
        h("a", { href: pageOf(article.iri, ontology) }, "read"))))),
  ];
}

function form(label: string, action: string, desk: Desk, decision: () => Decision, input: HTMLElement, ...more: HTMLElement[]): HTMLElement {
  const done = h("span", { class: "tally", role: "status" });
  const element = h("form", { class: "correction" }, h("label", {}, `${label} `, input), ...more, h("button", { class: "button" }, action), " ", done);
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    void desk.decide(decision()).then((written) => { done.textContent = written ? "written" : ""; });
  });
  return element;
}

/** The IRI of what an address of this server shows. */
function asIri(text: string, { data }: Ontology): string {
  const page = new URL(text.trim(), location.href);
  return page.origin === location.origin && page.pathname.startsWith("/id/") ? data + page.pathname.slice("/id/".length) : text.trim();
}
