// The page on which one asks: named questions with fields for their parameters, an editor for one's own, and the answer.

import Yasqe from "@zazuko/yasqe";
import { h } from "../dom";
import { Problem, view } from "./api";
import { answer as answerTo, type Form } from "./answer";
import type { Page } from "./page";
import { fields, list, type Question, questionOf } from "./questions";

const OWN = ""; // the choice that is no named question
const FIRST = `# Who has to do with whom: the answer can be looked at as a map.
SELECT DISTINCT ?person ?relation ?other WHERE {
  ?statement rdf:subject ?person ; rdf:predicate ?relation ; rdf:object ?other .
  ?person a kg:Person . ?other a kg:Person .
}
ORDER BY ?person ?other
LIMIT 200
`;
const LONGEST_ADDRESS = 8000; // characters of a query that the address keeps
const WHERE = /line (\d+), column (\d+)/;

export const query: Page = async (root, { url, ontology, signal, go }) => {
  const questions = await view<Question[]>("questions", {}, signal), given = url.searchParams.get("query");
  root.className = "asking";
  const parameters = h("div", { class: "parameters" }), place = h("div", { class: "editor" }), answer = h("section", { class: "answer", "aria-live": "polite" });
  const choice = h("select", { id: "question" }, h("option", { value: OWN }, "Your own, in SPARQL"), ...questions.map(({ name, description }) => h("option", { value: name }, description)));
  const sparql = h("details", { class: "sparql" }, h("summary", {}, "The question in SPARQL"), place,
    h("p", { class: "tally" }, `Ctrl+Enter asks. These prefixes need no declaration: ${Object.keys(ontology.prefixes).map((prefix) => `${prefix}:`).join(" ")}`));
  root.replaceChildren(
    h("div", { class: "head" }, h("h1", {}, "Ask the graph"), h("p", { class: "kind" }, "Choose a question, or write your own in SPARQL.")),
    h("p", { class: "choice" }, h("label", { for: "question" }, "Question "), choice, h("button", { type: "button", class: "run", onclick: () => void ask() }, "Ask")),
    parameters, sparql, answer);
  const editor = edit(place, given ?? FIRST, () => void ask());
  let asking = new AbortController(), form: Form = url.searchParams.get("view") === "map" ? "map" : "table";
  const change = (chosen: Form) => {
    form = chosen;
    keep(editor.getValue(), form);
  };

  /** Show a question with fields for its parameters, or one's own with its text. */
  function show(question: Question | undefined): void {
    choice.value = question?.name ?? OWN;
    sparql.open = !question;
    parameters.replaceChildren(...(question ? fields(question, editor.getValue(), (text) => editor.setValue(text)) : []));
  }

  function take(question: Question): void {
    editor.setValue(question.text);
    show(question);
    void ask();
  }

  async function ask(): Promise<void> {
    asking.abort();
    asking = new AbortController();
    const text = editor.getValue();
    keep(text, form);
    answer.replaceChildren(h("p", { class: "kind" }, "Asking …"));
    try {
      await answerTo(answer, text, ontology, { form, change, open: go }, asking.signal);
    } catch (error) {
      if (!asking.signal.aborted) tell(error);
    }
  }

  function tell(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    answer.replaceChildren(h("p", { class: "problem", role: "alert" }, message));
    const at = error instanceof Problem ? WHERE.exec(message) : null;
    if (!at) return;
    sparql.open = true;
    editor.setCursor({ line: Number(at[1]) - 1, ch: Number(at[2]) - 1 });
    editor.focus();
  }

  choice.addEventListener("change", () => {
    const question = questions.find(({ name }) => name === choice.value);
    if (question) take(question);
    else show(undefined);
  });
  parameters.addEventListener("change", () => void ask());
  sparql.addEventListener("toggle", () => editor.refresh());
  signal.addEventListener("abort", () => asking.abort());
  if (given === null) {
    answer.append(list(questions, take));
  } else {
    show(questionOf(given, questions));
    void ask();
  }
  return "Ask the graph";
};

/** What we use of the editor, which is CodeMirror 5: its own declarations leave out what it takes from there. */
interface Editor {
  getValue(): string;
  setValue(text: string): void;
  refresh(): void; // draw anew what was drawn out of sight
  setOption(name: "extraKeys", keys: Record<string, (() => void) | false>): void;
  setCheckSyntaxErrors(enabled: boolean): void;
  setCursor(place: { line: number; ch: number }): void;
  getInputField(): HTMLElement;
  focus(): void;
}

/** An editor that asks nobody for completions and keeps nothing. */
function edit(place: HTMLElement, text: string, ask: () => void): Editor {
  Yasqe.defaults.autocompleters = [];
  const editor = new Yasqe(place, {
    value: text, persistenceId: null, consumeShareLink: null, createShareableLink: undefined, showQueryButton: false, resizeable: false,
    collapsePrefixesOnLoad: false, editorHeight: "auto", lineWrapping: true, pluginButtons: undefined,
  } as unknown as ConstructorParameters<typeof Yasqe>[1]) as unknown as Editor;
  editor.setCheckSyntaxErrors(false); // it knows nothing of prefixes that the server has; the server tells what is wrong, and where
  editor.setOption("extraKeys", { "Ctrl-Enter": ask, "Cmd-Enter": ask, Esc: () => editor.getInputField().blur(), Tab: false, "Shift-Tab": false });
  editor.getInputField().setAttribute("aria-label", "SPARQL query; Tab leaves the field");
  return editor;
}

/** The question and the form of its answer in the address, so that both can be shared. */
function keep(text: string, form: Form): void {
  const address = new URL(location.href);
  address.search = text.length <= LONGEST_ADDRESS ? `?${new URLSearchParams({ query: text, ...(form === "map" ? { view: form } : {}) })}` : "";
  history.replaceState(null, "", address);
}
