// Where the keyboard is: with the details once something is chosen, and when they are closed back where it came from. In the
// picture it stays, and steps from name to name.

export class Attention {
  private came: HTMLElement | null = null;

  constructor(private readonly details: HTMLElement, private readonly picture: HTMLElement, private readonly list: HTMLElement, close: () => void) {
    details.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
    });
  }

  /** Go to the details of what was chosen, or back from them. */
  follow(): void {
    const at = document.activeElement;
    if (this.details.hidden) return this.back(at);
    if (at === this.picture) return;
    if (at instanceof HTMLElement && at !== document.body && !this.details.contains(at)) this.came = at;
    this.details.focus({ preventScroll: true });
  }

  /** Only when the keyboard was with the details, which are gone; and to no field, for a phone would show its keys. */
  private back(at: Element | null): void {
    const { came } = this;
    this.came = null;
    if (at !== document.body && at !== null && !this.details.contains(at)) return;
    const target = came?.isConnected && !(came instanceof HTMLInputElement) ? came : this.list.hidden ? this.picture : this.list;
    target.focus({ preventScroll: true });
  }
}

/** N and P go to the next and the previous node, E is for more of it. */
export function bindSteps(picture: HTMLElement, step: (by: number) => void, more: () => void): void {
  const keys: Record<string, () => void> = { n: () => step(1), p: () => step(-1), e: more };
  picture.addEventListener("keydown", (event) => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
