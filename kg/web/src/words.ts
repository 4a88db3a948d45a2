// Plain words for how a statement is meant, and for dates and numbers.

import type { Data, Entity, Statement } from "./data";
import { isPlural, predicate } from "./sentences";

export const MODALITY: Record<string, string> = {
  actual: "said to be so",
  planned: "planned",
  possible: "possible",
  conditional: "on a condition",
  demanded: "demanded",
};
export const POLARITY: Record<string, string> = { positive: "affirmed", negative: "denied" };
export const VOICE: Record<string, string> = { article: "the article's own word", speaker: "said by somebody" };

const SPEAKER = 80; // characters of a name
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export type Voice = "article" | "speaker";

export function voice(statement: Statement): Voice {
  return statement.speaker === null ? "article" : "speaker";
}

/** How a statement is meant, where it is not plainly so: "planned", "denied", "said by Tim Walz". */
export function provisos(statement: Statement): { kind: string; text: string }[] {
  const found = [];
  if (statement.polarity === "negative") found.push({ kind: "negative", text: "denied" });
  if (statement.modality !== "actual") found.push({ kind: statement.modality, text: MODALITY[statement.modality] ?? statement.modality });
  if (statement.speaker !== null) found.push({ kind: "speaker", text: saidBy(statement.speaker) });
  return found;
}

/** On whose word something is told. */
export function saidBy(name: string): string {
  return `said by ${short(name, SPEAKER)}`;
}

/** "4 Feb 2026", "Feb 2026", "2026". */
export function date(value: string): string {
  const [year, month, day] = value.slice(0, 10).split("-");
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
  return [day === undefined ? "" : String(Number(day)), name ?? "", year ?? ""].filter(Boolean).join(" ");
}

export function number(value: number): string {
  return value.toLocaleString("en");
}

/** "1 entity", "2 entities". */
export function many(count: number, one: string, several: string): string {
  return `${number(count)} ${count === 1 ? one : several}`;
}

export function percent(confidence: number): string {
  return `${Math.round(confidence * 100)} %`;
}

/** "700 officers", "about 48", "at least 100". */
export function quantity(facts: Record<string, unknown>): string | null {
  const { count, countMin, countMax, approximate, unit } = facts;
  const amount = count !== undefined ? `${approximate ? "about " : ""}${number(Number(count))}`
    : countMin !== undefined && countMax !== undefined ? `${number(Number(countMin))} to ${number(Number(countMax))}`
    : countMin !== undefined ? `at least ${number(Number(countMin))}`
    : countMax !== undefined ? `at most ${number(Number(countMax))}` : null;
  return amount === null ? null : unit === undefined ? amount : `${amount} ${String(unit)}`;
}

/** "from 4 Feb 2026 to 9 Feb 2026". */
export function period(facts: Record<string, unknown>): string | null {
  const { validFrom: from, validUntil: until } = facts;
  if (from === undefined && until === undefined) return null;
  if (from === until) return date(String(from));
  return [from !== undefined && `from ${date(String(from))}`, until !== undefined && `until ${date(String(until))}`]
    .filter(Boolean).join(" ");
}

/** "4 Feb 2026", "Feb 2026" for all of a month, "2026" for all of a year, or from day to day: "4 – 11 Feb 2026". */
export function span(first: string, last: string): string {
  if (first === last) return date(first);
  if (first.endsWith("-01-01") && last === `${first.slice(0, 4)}-12-31`) return first.slice(0, 4);
  const [year = 0, month = 0] = first.split("-").map(Number), length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (first.endsWith("-01") && last === `${first.slice(0, 8)}${length}`) return date(first.slice(0, 7));
  const [from, until] = [date(first).split(" "), date(last).split(" ")];
  const shared = from.findIndex((_, i) => from.slice(i).join() === until.slice(i).join());
  return `${from.slice(0, shared < 0 ? undefined : shared).join(" ")} – ${until.join(" ")}`;
}

/** One line, at most so many characters. */
export function short(text: string, length: number): string {
  const flat = text.slice(0, length * 4).replace(/[\s\p{Cc}]+/gu, " ").trim();
  const characters = Array.from(flat);
  return characters.length <= length ? flat : `${characters.slice(0, length - 1).join("").trimEnd()}…`;
}

/** The usual name of an entity in one line; of one without, its IRI. */
export function named(entity: Entity, length: number): string {
  return short(entity.label, length) || short(entity.iri, length);
}

export function relationLabel(data: Data, relation: string): string {
  return data.meta.relations[relation]?.label ?? relation;
}

/** What a statement says between its two ends. */
export function says(data: Data, { relation, source, ...meant }: Statement): string {
  return predicate(data.meta.relations[relation], relation, meant, isPlural(source));
}

/** How a relation is called from its object's side. */
export function inverseLabel(data: Data, relation: string): string {
  return data.meta.relations[relation]?.inverse ?? `← ${relationLabel(data, relation)}`;
}

export function typeLabel(data: Data, type: string): string {
  return data.meta.types[type]?.label ?? type;
}
