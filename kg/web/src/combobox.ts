// A search box that offers what it finds as one types: ARIA's combobox with a list. Enter takes what is chosen; where nothing
// is, it sends the form that the box is in, or without one takes the first.

import { h } from "./dom";

export interface Offer<T> { value: T; parts: (Node | null)[] }

export class Combobox<T> {
  private offers: readonly Offer<T>[] = [];
  private active = -1;

  /** ``find`` offers what is found for the text, or closes the list; ``leave`` is told when the list is closed. */
  constructor(private readonly input: HTMLInputElement, private readonly list: HTMLElement, find: () => void,
    private readonly choose: (value: T) => void, private readonly leave: () => void = () => {}) {
    input.addEventListener("input", find);
    input.addEventListener("focus", find);
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => this.key(event));
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // or the list would close before it is clicked
  }

  /** Show what was found, or that nothing was. */
  offer(offers: readonly Offer<T>[], nothing: string): void {
    this.offers = offers;
    this.active = -1;
    this.list.replaceChildren(...offers.map(({ parts }, i) =>
      h("li", { id: `hit-${i}`, role: "option", "aria-selected": "false", onclick: () => this.take(i) }, ...parts)));
    if (!offers.length) this.list.append(h("li", { class: "none", role: "option", "aria-disabled": "true" }, nothing));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark();
  }

  close(): void {
    this.leave();
    this.offers = [];
    this.active = -1;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  private key(event: KeyboardEvent): void {
    const last = this.offers.length - 1;
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && (this.active >= 0 || !this.input.form)) this.take(Math.max(0, this.active));
    else if (event.key === "Enter") return this.close();
    else if (event.key === "ArrowDown" && last >= 0) this.choice(this.active >= last ? 0 : this.active + 1);
    else if (event.key === "ArrowUp" && last >= 0) this.choice(this.active <= 0 ? last : this.active - 1);
    else return;
    event.preventDefault();
  }

  private choice(active: number): void {
    this.active = active;
    this.mark();
  }

  private mark(): void {
    for (const [i, option] of [...this.list.querySelectorAll("[id^=hit-]")].entries()) {
      option.setAttribute("aria-selected", String(i === this.active));
      if (i === this.active) option.scrollIntoView({ block: "nearest" });
    }
    if (this.active < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `hit-${this.active}`);
  }

  private take(i: number): void {
    const offer = this.offers[i];
    if (!offer) return;
    this.input.value = "";
    this.close();
    this.choose(offer.value);
  }
}
