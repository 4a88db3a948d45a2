// The statements as a table: the same as the picture, for reading, for keyboards and for screen readers.

import { entityButton, type Links, tags } from "./cards";
import type { Data, Statement } from "./data";
import { growing, h } from "./dom";
import { date, percent, says, short } from "./words";

type Key = (statement: Statement) => string | number;

interface Column {
  name: string;
  key: Key;
  cell(statement: Statement): (Node | string | null)[];
}

const STEP = 100, QUOTATION = 400;

export class StatementTable {
  private statements: Statement[] = [];
  private sorted: { column: string; descending: boolean } = { column: "Date", descending: true };
  private columns: Column[] = [];

  constructor(private readonly root: HTMLElement, private readonly links: Links) {}

  private columnsOf(data: Data): Column[] {
    const { links } = this;
    const label = (s: Statement) => says(data, s);
    return [
      { name: "Who", key: (s) => s.source.label, cell: (s) => [entityButton(data, s.source, links)] },
      { name: "Does", key: label, cell: (s) => [label(s), tags(s)] },
      { name: "To what", key: (s) => s.target.label, cell: (s) => [entityButton(data, s.target, links)] },
      { name: "Words", key: (s) => s.evidence, cell: (s) => [this.words(s)] },
      { name: "Sure", key: (s) => s.confidence ?? 1, cell: (s) => [s.confidence === null ? "" : percent(s.confidence)] },
      { name: "Date", key: (s) => s.article?.published ?? s.last ?? "", cell: (s) => [date(s.article?.published ?? s.last ?? "")] },
      { name: "Article", key: (s) => s.article?.outlet ?? "", cell: (s) => [s.article?.outlet ? h("bdi", {}, s.article.outlet, ": ") : null,
        s.article && links.article(s.article)] },
    ];
  }

  show(data: Data, statements: Statement[]): void {
    this.columns = this.columnsOf(data);
    this.statements = statements;
    this.draw();
  }

  /** The quotation, or a word in its stead, as the button that shows all of the statement. */
  private words(statement: Statement): HTMLElement {
    const text = short(statement.evidence, QUOTATION) || "show";
    return h("button", { type: "button", class: "words", dir: "auto", onclick: () => this.links.statement(statement) }, text);
  }

  private draw(): void {
    const body = h("tbody");
    const table = h("table", {}, h("caption", { class: "unseen" }, "Statements that the filters let through"),
      h("thead", {}, h("tr", {}, ...this.columns.map((column) => this.header(column)))), body);
    this.root.replaceChildren(table, growing(this.inOrder(), STEP, (s) => this.row(s), body));
  }

  private header({ name }: Column): HTMLElement {
    const { column, descending } = this.sorted;
    const order = column !== name ? "none" : descending ? "descending" : "ascending";
    return h("th", { scope: "col", "aria-sort": order },
      h("button", { type: "button", onclick: () => this.sort(name) }, name, h("span", { "aria-hidden": "true" }, { none: "", ascending: " ↑", descending: " ↓" }[order])));
  }

  private row(statement: Statement): HTMLElement {
    return h("tr", { "data-statement": statement.iri }, ...this.columns.map(({ name, cell }) => h("td", { "data-name": name }, ...cell(statement))));
  }

  private sort(name: string): void {
    const { column, descending } = this.sorted;
    this.sorted = { column: name, descending: column === name && !descending };
    this.draw();
    this.root.querySelector<HTMLElement>("th:not([aria-sort=none]) button")?.focus();
  }

  private inOrder(): Statement[] {
    const key = this.columns.find(({ name }) => name === this.sorted.column)?.key ?? ((s: Statement) => s.index);
    const way = this.sorted.descending ? -1 : 1;
    return this.statements.map((s) => [key(s), s] as const)
      .sort(([a, s], [b, t]) => way * (a < b ? -1 : a > b ? 1 : 0) || s.index - t.index).map(([, s]) => s);
  }
}
