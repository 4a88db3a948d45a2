// What is drawn: entities, statements and articles, made of the tables that a page holds or asks for.

import type { Relation } from "./sentences";

export type Shape = "circle" | "square" | "triangle" | "diamond" | "hexagon" | "pentagon";
export type Line = "solid" | "dashed" | "dotted";

export interface Meta {
  title: string;
  selection: Record<string, unknown>;
  types: Record<string, { label: string; color: string; shape: Shape }>;
  relations: Record<string, Relation>;
  lines: Record<string, Line>;
  colors: Record<string, string>;
  large: number;
}

export interface Article {
  iri: string;
  title: string;
  url: string | null;
  outlet: string | null;
  published: string | null;
}

export interface Entity {
  index: number;
  iri: string;
  label: string;
  type: string;
  aliases: string[];
  x: number;
  y: number;
  community: number | null;
  facts: Record<string, unknown>; // identifier, sameAs, count, articles, outlets, measures, ...
  statements: Statement[];
}

export interface Statement {
  index: number;
  iri: string;
  source: Entity;
  target: Entity;
  relation: string;
  polarity: string;
  modality: string;
  confidence: number | null;
  evidence: string;
  speaker: string | null;
  speakerIri: string | null;
  article: Article | null;
  first: string | null; // the days between which it holds, or on which it was published
  last: string | null;
  facts: Record<string, unknown>; // count, unit, validFrom, evidenceIri, merged articles, ...
}

export interface Data {
  meta: Meta;
  entities: Entity[];
  statements: Statement[];
  byIri: Map<string, Entity>;
  statementByIri: Map<string, Statement>;
}

export interface Table {
  columns: string[];
  rows: unknown[][];
}

/** What is drawn, as the export and the server give it: ends and articles of edges are numbers of rows. */
export interface Tables {
  nodes: Table;
  edges: Table;
  articles: Table;
}

export const SEPARATOR = " | "; // between aliases, as the export has them

/** What the page holds, out of its data blocks. */
export function read(): Data {
  return assembled(block<Meta>("data-meta"), { articles: block("data-articles"), nodes: block("data-nodes"), edges: block("data-edges") });
}

export function assembled(meta: Meta, tables: Tables): Data {
  const articles = records(tables.articles).map(article);
  const entities = records(tables.nodes).map(entity);
  const statements = records(tables.edges).map((row, index) => statement(row, index, entities, articles));
  for (const s of statements) {
    s.source.statements.push(s);
    if (s.target !== s.source) s.target.statements.push(s);
  }
  return {
    meta, entities, statements,
    byIri: new Map(entities.map((e) => [e.iri, e])),
    statementByIri: new Map(statements.map((s) => [s.iri, s])),
  };
}

function block<T>(id: string): T {
  const element = document.getElementById(id);
  if (!element?.textContent) throw new Error(`the page has no data #${id}`);
  const value = JSON.parse(element.textContent) as T;
  element.remove(); // held once, not twice
  return value;
}

function* pairs(columns: string[], row: unknown[]): Generator<[string, unknown]> {
  for (const [i, value] of row.entries()) {
    const column = columns[i];
    if (value !== null && column !== undefined) yield [column, value];
  }
}

function records(table: Table): Record<string, unknown>[] {
  return table.rows.map((row) => Object.fromEntries(pairs(table.columns, row)));
}

function article(row: Record<string, unknown>): Article {
  const title = text(row.title);
  return { iri: text(row.iri), title: title === row.iri ? "Untitled article" : title, url: optional(row.url), outlet: optional(row.outlet),
    published: optional(row.published) };
}

function entity(row: Record<string, unknown>, index: number): Entity {
  const { iri, label, type, aliases, x, y, community, ...facts } = row;
  return {
    index, iri: text(iri), label: text(label), type: text(type), facts, statements: [],
    aliases: text(aliases).split(SEPARATOR).filter(Boolean),
    x: Number(x), y: Number(y), community: community === undefined ? null : Number(community),
  };
}

function statement(row: Record<string, unknown>, index: number, entities: Entity[], articles: Article[]): Statement {
  const { iri, source, target, relation, polarity, modality, confidence, evidence, attributedTo, attributedToIri, article: from,
    ...facts } = row;
  const ends = [entities[Number(source)], entities[Number(target)]];
  if (!ends[0] || !ends[1]) throw new Error(`a statement lacks an end: ${text(iri)}`);
  const told = from === undefined ? null : articles[Number(from)] ?? null;
  const published = told?.published ?? null;
  return {
    index, iri: text(iri), source: ends[0], target: ends[1], relation: text(relation), polarity: text(polarity),
    modality: text(modality), confidence: confidence === undefined ? null : Number(confidence), evidence: text(evidence),
    speaker: optional(attributedTo), speakerIri: optional(attributedToIri), article: told, facts,
    first: day(optional(facts.validFrom) ?? optional(facts.validUntil) ?? published, "-01-01"),
    last: day(optional(facts.validUntil) ?? optional(facts.validFrom) ?? published, "-12-31"),
  };
}

function text(value: unknown): string {
  return value === undefined || value === null ? "" : String(value);
}

function optional(value: unknown): string | null {
  return value === undefined || value === null ? null : String(value);
}

/** The first or last day of a year, month or day. */
function day(date: string | null, rest: string): string | null {
  if (date === null) return null;
  const known = date.slice(0, 10);
  return known + rest.slice(known.length - 4);
}
