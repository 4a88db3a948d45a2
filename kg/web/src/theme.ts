// Colours of the page's light or dark side, for what is drawn and not styled; the style sheet says them once.

const LIFTED = 0.3; // how far a dark colour of the look is lightened on a dark ground
const DARK = 0.2; // luminance below which it is

export interface Theme {
  dark: boolean;
  ground: string;
  text: string;
  muted: string;
  accent: string;
  community: string;
}

const preferred = window.matchMedia("(prefers-color-scheme: dark)");

export function theme(): Theme {
  const styles = getComputedStyle(document.documentElement);
  const color = (name: string) => styles.getPropertyValue(`--${name}`).trim();
  return { dark: preferred.matches, ground: color("ground"), text: color("text"), muted: color("muted"), accent: color("accent"),
    community: color("community") };
}

export function onThemeChange(listener: () => void, signal?: AbortSignal): void {
  preferred.addEventListener("change", listener, signal ? { signal } : undefined);
}

/** A colour of the look as it can be seen on the ground. */
export function seen(color: string, dark = preferred.matches): string {
  const rgb = [1, 3, 5].map((i) => parseInt(color.slice(i, i + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = rgb;
  if (!dark || 0.2126 * r ** 2.2 + 0.7152 * g ** 2.2 + 0.0722 * b ** 2.2 > DARK) return color;
  return `#${rgb.map((c) => Math.round(255 * (c + (1 - c) * LIFTED)).toString(16).padStart(2, "0")).join("")}`;
}
