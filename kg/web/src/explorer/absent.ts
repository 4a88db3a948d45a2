// The page of an address under which nothing is known: what it may have meant, to be searched for.

import { h } from "../dom";

/** The words of an address, as "tom homan" of /id/entity/person/tom-homan-1. */
function words(path: string): string {
  const last = path.split("/").filter(Boolean).at(-1) ?? "";
  let read = last;
  try {
    read = decodeURIComponent(last);
  } catch {
    // an escape that is none is read as it stands
  }
  return read.replace(/-\d+$/, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim().slice(0, 80);
}

export function absent(path: string): HTMLElement[] {
  const name = words(path);
  const field = h("input", { name: "q", type: "search", autocomplete: "off", value: /\d{5}|^[0-9a-f]{8,}$/.test(name) ? "" : name });
  return [
    h("div", { class: "head", role: "alert" }, h("h1", {}, "Nothing is known under this address"),
      h("p", { class: "kind" }, "What it led to may have been renamed, merged or removed, or the address is not whole.")),
    h("form", { class: "correction", role: "search", "aria-label": "Instead", action: "/search" }, h("label", {}, "Look for it by its name or its words ", field), h("button", { class: "button" }, "Search")),
    h("p", {}, h("a", { href: "/" }, "To the first page")),
  ];
}
