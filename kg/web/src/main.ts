// The page of kg export: the data that it holds, the workbench that shows them, and the address that keeps the view.

import { articleLink } from "./cards";
import { read } from "./data";
import { byId } from "./dom";
import { legend } from "./filters";
import { Search } from "./search";
import { fromWords, initial, Store, toWords } from "./state";
import { groupable, turn, Workbench } from "./workbench";

const data = read();
turn(data, byId("graph").getBoundingClientRect());
const start = initial(groupable(data));
const words = () => new URLSearchParams(location.hash.slice(1));
const store = new Store(fromWords(words(), start), start);
const bench = new Workbench(document.body, data, store, { article: articleLink });

store.subscribe((state) => {
  const hash = toWords(state, start).toString();
  history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
});
window.addEventListener("hashchange", () => {
  const { selected, ...rest } = fromWords(words(), start);
  store.update(rest);
  store.update({ selected });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target instanceof HTMLInputElement) return;
  event.preventDefault();
  byId("search").focus();
});
new Search(byId("search"), byId("hits"), data, (entity) => bench.choose(entity));
bench.show(data, legend(data));
Object.assign(window, { kgView: bench.view }); // what tests look at
