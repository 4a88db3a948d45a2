// Elements out of names, attributes and children. Text is only ever text: nothing here can make markup of it.

type Child = Node | string | number | null | undefined | false;
type Attributes = Record<string, string | number | boolean | EventListener | null | undefined>;

const SVG = "http://www.w3.org/2000/svg";

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Attributes = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), attributes, children);
}

export function svg(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child): child is Node | string | number => child != null && child !== false).map(asNode));
  return element;
}

function asNode(child: Node | string | number): Node {
  return child instanceof Node ? child : document.createTextNode(String(child));
}

/** The element of an id that the page is known to have. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element as T;
}

/** Whether an address is one of the web; to others, as javascript:, nothing leads. */
export function isWeb(address: string): boolean {
  return /^https?:\/\//i.test(address);
}

/** A link to a web address; anything else stays text. */
export function link(address: string, text: string): Node {
  if (!isWeb(address)) return document.createTextNode(text);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
}

/** Fill a list with so many of its items, and give the button that adds the rest. */
export function growing<T>(items: readonly T[], step: number, render: (item: T) => Node, list: HTMLElement): HTMLButtonElement {
  const more = h("button", { type: "button", class: "more", onclick: grow });
  let shown = 0;
  function grow(): void {
    list.append(...items.slice(shown, shown + step).map(render));
    shown = Math.min(shown + step, items.length);
    const left = items.length - shown;
    more.hidden = left === 0;
    more.textContent = `Show ${Math.min(step, left).toLocaleString("en")} more of ${left.toLocaleString("en")}`;
  }
  grow();
  return more;
}
