// What a page is: it fills the middle of the frame, and may be left before it has.

import type { Ontology } from "./api";

export interface Place {
  url: URL;
  ontology: Ontology;
  /** Ends when the reader goes to another page. */
  signal: AbortSignal;
  /** To another page of ours. */
  go(address: string): void;
}

/** Fill the element; give the title. */
export type Page = (root: HTMLElement, place: Place) => Promise<string>;
