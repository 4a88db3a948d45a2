// What the server tells, as JSON: one function to ask, and the shapes of the answers that several pages share.

import type { Line, Shape } from "../data";
import type { Relation } from "../sentences";

export interface Entity { iri: string; label: string; type: string }
export interface Article {
  iri: string; title: string; url: string | null; outlet: string | null; published: string | null; reprint: boolean; reprintedBy: string[];
}
/** A stretch of an article's text; characters are Unicode code points. */
export interface Place { start: number; end: number; exact: string }
/** The text around some words, where it begins in the article, and whether its paragraph goes on before it and after it. */
export interface Context { start: number; text: string; cutBefore: boolean; cutAfter: boolean }
export interface Statement {
  iri: string; subject: Entity; relation: string; object: Entity; polarity: string; modality: string; speaker: Entity | null;
  confidence: number; quotes: Place[]; claim: string | null; article: Article | null; reviewed: string | null; contradicted: boolean;
  context?: Context | null;
  count?: number; countMin?: number; countMax?: number; unit?: string; approximate?: boolean; validFrom?: string; validUntil?: string;
}
export interface Claim {
  iri: string; speaker: Entity | null; cue: string | null; direct: boolean; content: Place[]; cues: Place[]; sourceWords: Place[];
  article: Article | null;
}
export interface Ontology {
  data: string;
  prefixes: Record<string, string>;
  types: Record<string, { label: string; color: string; shape: Shape }>;
  relations: Record<string, Relation>;
  lines: Record<string, Line>;
  colors: Record<string, string>;
}

/** What went wrong, in the server's words. */
export class Problem extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

export async function view<T>(name: string, parameters: Record<string, string | number> = {}, signal?: AbortSignal): Promise<T> {
  const query = new URLSearchParams(Object.entries(parameters).map(([key, value]) => [key, String(value)]));
  return json<T>(`/api/${name}${query.size ? `?${query}` : ""}`, { signal: signal ?? null });
}

export async function json<T>(address: string, options: RequestInit = {}): Promise<T> {
  const answer = await fetch(address, options).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, "The server does not answer. Is kg serve still running?");
  });
  if (answer.ok) return await answer.json() as T;
  const told = await answer.json().catch(() => ({})) as { detail?: string };
  throw new Problem(answer.status, told.detail ?? `${answer.status} ${answer.statusText}`);
}

let known: Promise<Ontology> | null = null;

/** The ontology, asked for once. */
export function ontology(): Promise<Ontology> {
  known ??= view<Ontology>("ontology");
  return known;
}
