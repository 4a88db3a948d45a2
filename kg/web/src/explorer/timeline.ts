// What happened when, by months, the newest first; and how many there were, by whose word: figures of one thing side by side.

import { growing, h, svg } from "../dom";
import { isPlural, predicate } from "../sentences";
import { date, many, quantity, short, span } from "../words";
import { type Entity, type Ontology, type Statement, view } from "./api";
import { meaning, source } from "./cards";
import { type Disagreement, disagreements } from "./disagreements";
import { entityLink, inverseLabel, placeAddress } from "./links";
import type { Page } from "./page";

interface Happening {
  entity: Entity; first: string; last: string; named: boolean; places: Entity[]; total: number; statements: Statement[];
}
type Figure = Statement & { day: string };
interface Topic { unit: string; relation: string; object: Entity; differ: boolean; figures: Figure[] }
interface Told { about: Entity | null; ready: boolean; happenings: Happening[]; disagreements: Disagreement[]; topics: Topic[]; more: number }

const MONTHS = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" });
const TOPICS = 6, MANY = 24, UNFOLDED = 12; // topics, and months or happenings of one, that are shown at first; happenings that are unfolded
const SCALE = 240; // width of the longest bar

export const timeline: Page = async (root, { url, ontology, signal }) => {
  const iri = url.searchParams.get("iri");
  const told = await view<Told>("timeline", iri ? { iri } : {}, signal);
  const title = told.about ? `What happened around ${told.about.label}` : "What happened, and how many";
  root.replaceChildren(
    h("div", { class: "head" }, h("h1", {}, title),
      told.about ? h("p", { class: "kind" }, entityLink(told.about, ontology), " · ", h("a", { href: "/timeline" }, "of everything")) : null),
    disagreements(told.disagreements, ontology) ?? "",
    section("Figures, and by whose word", grown(told.topics, TOPICS, (topic) => figures(topic, ontology), h("div")),
      "No statement gives a number."),
    section("Day by day", months(told.happenings, ontology), told.ready ? "No event of a known day." : "The index is being made; come back in a moment."));
  return title;
};

function section(name: string, parts: HTMLElement[], none: string): HTMLElement {
  return h("section", { class: "part" }, h("h2", {}, name), ...(parts.length ? parts : [h("p", { class: "kind" }, none)]));
}

/** A list that begins with so many of its items. */
function grown<T>(items: readonly T[], step: number, render: (item: T) => Node, list: HTMLElement): HTMLElement[] {
  const more = growing(items, step, render, list);
  return items.length ? [list, more] : [];
}

/** The newest first, each month to be unfolded; of the newest so many are, as long as there is little in them. */
function months(happenings: Happening[], ontology: Ontology): HTMLElement[] {
  const found = new Map<string, Happening[]>();
  for (const happening of [...happenings].reverse()) {
    const month = happening.first.slice(0, 7);
    found.set(month, [...(found.get(month) ?? []), happening]);
  }
  let before = 0;
  return grown([...found], MANY, ([month, of]) => {
    const open = before < UNFOLDED;
    before += of.length;
    return h("details", { class: "month", open }, h("summary", {}, h("h3", {}, MONTHS.format(new Date(`${month}-01`))), " ", h("span", { class: "tally" }, many(of.length, "happening", "happenings"))),
      ...grown(of, MANY, (happening) => row(happening, ontology), h("div")));
  }, h("div"));
}

function row({ entity, first, last, named, places, total, statements }: Happening, ontology: Ontology): HTMLElement {
  const days = span(first, last);
  const [surest] = statements;
  return h("div", { class: "happening" }, h("time", { datetime: first }, days),
    h("div", {}, entityLink(entity, ontology), ...places.slice(0, 3).flatMap((place) => [", ", entityLink(place, ontology)]),
      named ? null : h("span", { class: "tally" }, " (when it was reported)")),
    surest ? h("p", { class: "source" }, quote(surest, ontology), ` · ${many(total, "statement", "statements")}`) : null);
}

function quote(statement: Statement, ontology: Ontology): HTMLElement {
  const [place] = statement.quotes, words = `“${short(statement.quotes.map(({ exact }) => exact).join(" … "), 160)}”`;
  return statement.article ? h("a", { href: placeAddress(statement.article, place, ontology) }, words) : h("span", {}, words);
}

/** Figures of one thing side by side, each with who says so: what is planned, denied or otherwise unsure has an empty bar. */
function figures(topic: Topic, ontology: Ontology): HTMLElement {
  const most = Math.max(...topic.figures.map(({ count, countMax }) => countMax ?? count ?? 0), 1);
  return h("div", { class: "topic" },
    h("h3", {}, ...counted(topic, ontology), topic.differ ? h("span", { class: "differ" }, "figures differ") : null),
    ...grown(topic.figures, TOPICS, (figure) => line(figure, most, ontology), h("ul", { class: "figures" })));
}

/** What is counted: "How many officers withdraw from Minnesota", or where a group is, "64 people, arrested by". */
function counted({ unit, relation, object }: Topic, ontology: Ontology): (Node | string)[] {
  if (isPlural(object)) return [entityLink(object, ontology), ", ", h("span", { class: "relation" }, inverseLabel(relation, ontology))];
  const doing = predicate(ontology.relations[relation], relation, { polarity: "positive", modality: "actual" }, true);
  return ["How many ", h("bdi", {}, unit), " ", h("span", { class: "relation" }, doing), " ", entityLink(object, ontology)];
}

function line(figure: Figure, most: number, ontology: Ontology): HTMLElement {
  const plain = figure.polarity === "positive" && figure.modality === "actual";
  const width = Math.max(2, SCALE * (figure.count ?? figure.countMax ?? figure.countMin ?? 0) / most);
  return h("li", { class: "figure" },
    h("p", { class: "amount" }, h("b", {}, quantity({ ...figure }) ?? ""), h("time", { datetime: figure.day }, figure.day ? date(figure.day) : "no date")),
    svg("svg", { viewBox: `0 0 ${SCALE} 22`, preserveAspectRatio: "xMinYMid", "aria-hidden": "true" },
      svg("rect", { x: 1, y: 4, width, height: 14, rx: 2, class: plain ? null : "unsure" })),
    h("div", { class: "word" },
      h("p", {}, entityLink(figure.subject, ontology), " · ", figure.speaker ? h("span", {}, "said by ", entityLink(figure.speaker, ontology)) : "by the article itself"),
      meaning(figure), h("blockquote", { dir: "auto" }, quote(figure, ontology)), source(figure, ontology, false)));
}
