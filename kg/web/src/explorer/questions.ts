// Named questions: their list, and fields for their parameters, which are read out of the text and written into it as literals.

import { h } from "../dom";

export interface Question { name: string; description: string; text: string; parameters: Record<string, string> }

const VALUE = /(VALUES \?(\w+) \{ )"((?:[^"\\\n]|\\.)*)"( \}\s*# parameter:)/g;

/** The question that a text is, whatever the values of its parameters. */
export function questionOf(text: string, questions: readonly Question[]): Question | undefined {
  const bare = written(text, () => "");
  return questions.find((question) => written(question.text, () => "") === bare);
}

/** All questions, to be chosen from. */
export function list(questions: readonly Question[], choose: (question: Question) => void): HTMLElement {
  return h("section", { class: "part questions" }, h("h2", {}, "Questions to begin with"), h("ul", { class: "lines" }, ...questions.map((question) =>
    h("li", {}, h("button", { type: "button", class: "plain", onclick: () => choose(question) }, question.description)))));
}

/** A field for each parameter of a question; the text is told anew when one changes. */
export function fields({ parameters }: Question, text: string, change: (text: string) => void): HTMLElement[] {
  const values = valuesIn(text);
  return Object.entries(parameters).map(([name, says]) => h("label", {}, `${says[0]?.toUpperCase()}${says.slice(1)} `,
    h("input", { type: "text", autocomplete: "off", value: values.get(name) ?? "", placeholder: "any", oninput: ((event: Event) => {
      values.set(name, (event.target as HTMLInputElement).value);
      change(written(text, (parameter) => values.get(parameter) ?? ""));
    }) as EventListener })));
}

function valuesIn(text: string): Map<string, string> {
  return new Map([...text.matchAll(VALUE)].map(([, , name = "", value = ""]) => [name, unescaped(value)]));
}

function written(text: string, value: (name: string) => string): string {
  return text.replace(VALUE, (_, before: string, name: string, __: string, after: string) => `${before}${literal(value(name))}${after}`);
}

const ESCAPES: Record<string, string> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A string as SPARQL writes it. */
function literal(value: string): string {
  return `"${value.replace(/[\\"\n\r\t]/g, (character) => ESCAPES[character] ?? character)}"`;
}

function unescaped(value: string): string {
  const characters = new Map(Object.entries(ESCAPES).map(([character, escape]) => [escape, character]));
  return value.replace(/\\./g, (escape) => characters.get(escape) ?? escape);
}
