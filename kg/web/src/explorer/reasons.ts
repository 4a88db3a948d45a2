// Why two entities may be one, or may not, in words: the names are those of the evidence that was weighed.

import type { Ontology } from "./api";

const WORDS: Record<string, string> = {
  "company": "they are named together with the same others",
  "name: acronym": "one name is the initials of the other",
  "name: part": "one name is part of the other",
  "name: reordered": "the names are of the same words",
  "name: same": "they have the same name",
  "name: same, of a kind that every town has": "they have the same name, but every town has such a one",
  "name: reordered, of a kind that every town has": "the names are of the same words, but every town has such a one",
  "office of the same name": "they hold offices of the same name",
  "other office": "they hold other offices",
  "same office": "they hold the same office",
  "same holder": "the same person holds it",
  "people of that surname": "several people have that surname",
  "person's name: fuller": "one name is a fuller form of the other",
  "person's name: initial": "one name has but an initial of the other",
  "person's name: misspelt": "the names differ by a letter",
  "person's name: nickname": "one name is a short form of the other",
  "person's name: same": "they have the same name",
  "person's name: surname": "they have the same surname",
  "told more than a year apart": "they are told of more than a year apart",
  "told within a week": "they are told of within a week",
};
const TIE = /^same (end of )?(\w+)$/, KIND = /^(\w+): (other words|same kind|same words)$/;

/** A reason in words; one that is not known stays as it is. */
export function because(reason: string, { relations, types }: Ontology): string {
  const [, end, relation = ""] = TIE.exec(reason) ?? [], [, type = "", likeness = ""] = KIND.exec(reason) ?? [];
  const tie = relations[relation], kind = types[type];
  return WORDS[reason] ?? (tie ? `the same is ${end ? tie.label : tie.inverse ?? tie.label} both` : kind ? `${kind.label}, in ${likeness.replace("same kind", "words for the same")}` : reason);
}
