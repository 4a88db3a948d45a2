// Which statements the reader's choices let through.

import type { Data, Statement } from "./data";
import { type Facet, FACETS, type State } from "./state";
import { voice } from "./words";

const VALUES: Record<Facet, (statement: Statement) => string[]> = {
  type: (s) => [s.source.type, s.target.type],
  relation: (s) => [s.relation],
  modality: (s) => [s.modality],
  polarity: (s) => [s.polarity],
  voice: (s) => [voice(s)],
};

export function passes(statement: Statement, state: State): boolean {
  for (const facet of Object.keys(VALUES) as Facet[]) {
    const hidden = state.hidden[facet];
    if (hidden.size && VALUES[facet](statement).some((value) => hidden.has(value))) return false;
  }
  if (state.confidence > 0 && (statement.confidence ?? 1) < state.confidence) return false;
  return within(statement, state.since, state.until);
}

function within(statement: Statement, since: string | null, until: string | null): boolean {
  if (since === null && until === null) return true;
  if (statement.first === null || statement.last === null) return false; // one without a date is of no period
  return (since === null || statement.last >= since) && (until === null || statement.first <= until);
}

export function passing(data: Data, state: State): Statement[] {
  return data.statements.filter((s) => passes(s, state));
}

/** What there is to choose from: values with their numbers, of types in entities, and days with what ends on each. */
export interface Legend {
  counts: Record<Facet, Record<string, number>>;
  days: Record<string, number>;
  varied: boolean; // whether statements differ in confidence
}

export function legend(data: Data): Legend {
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, counted(data, facet)])) as Legend["counts"];
  const days = tally(data.statements.flatMap(({ last }) => (last === null ? [] : [last])));
  for (const { first } of data.statements) if (first !== null) days[first] ??= 0;
  return { counts, days, varied: new Set(data.statements.map((s) => s.confidence).filter((c) => c !== null)).size > 1 };
}

function counted(data: Data, facet: Facet): Record<string, number> {
  return tally(facet === "type" ? data.entities.map((entity) => entity.type) : data.statements.flatMap(VALUES[facet]));
}

function tally(values: string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const value of values) found[value] = (found[value] ?? 0) + 1;
  return found;
}
