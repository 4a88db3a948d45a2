// Which statements the reader's choices let through.

import type { Data, Statement } from "./data";
import type { Facet, State } from "./state";
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

/** The values of a facet with the number of statements of each; of types, of entities. */
export function counts(data: Data, facet: Facet): Map<string, number> {
  const found = new Map<string, number>();
  const add = (value: string) => found.set(value, (found.get(value) ?? 0) + 1);
  if (facet === "type") for (const entity of data.entities) add(entity.type);
  else for (const s of data.statements) for (const value of VALUES[facet](s)) add(value);
  return found;
}

/** All days on which something holds or was published, sorted. */
export function days(data: Data): string[] {
  const found = new Set<string>();
  for (const { first, last } of data.statements) {
    if (first !== null) found.add(first);
    if (last !== null) found.add(last);
  }
  return [...found].sort();
}
