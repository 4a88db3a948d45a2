// A statement as a sentence: the verb of its relation as it is meant. "is to deploy to", "does not hold the office of".

export interface Relation { label: string; infinitive: string | null; inverse: string | null }
interface Meant { polarity: string; modality: string }

const AUXILIARIES: Record<string, string> = { possible: "may", conditional: "would", demanded: "should" };
const IRREGULAR: Record<string, string> = { be: "is", have: "has" };

/** The words between subject and object; a relation without an infinitive is called by its name. */
export function predicate(relation: Relation | undefined, name: string, meant: Meant, plural: boolean): string {
  if (!relation?.infinitive) return relation?.label ?? name;
  const [verb = "", ...rest] = relation.infinitive.split(" ");
  return [conjugated(verb, meant, plural), ...rest].join(" ");
}

function conjugated(verb: string, { polarity, modality }: Meant, plural: boolean): string {
  const not = polarity === "negative" ? " not" : "", be = plural ? "are" : "is", auxiliary = AUXILIARIES[modality];
  if (auxiliary) return `${auxiliary}${not} ${verb}`;
  if (modality === "planned") return `${be}${not} to ${verb}`;
  if (verb === "be") return be + not;
  if (not) return `${plural ? "do" : "does"} not ${verb}`;
  return plural ? verb : third(verb);
}

/** The third person of a verb. */
function third(verb: string): string {
  if (IRREGULAR[verb]) return IRREGULAR[verb];
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`;
}

/** Whether a name stands for several: of groups it does. */
export function isPlural({ type }: { type: string }): boolean {
  return type === "Group";
}
