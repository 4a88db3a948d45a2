"""How long the page of a large graph works on each frame while it is moved, zoomed and hovered over.

    python -m tests.benchmarks.graph_page [--statements N] [--page FILE]

Aim: with 10,000 entities and 20,000 statements, our script under 8 ms a frame while the picture moves, and under 16 ms when
what is hovered changes. A frame's script is told apart by what runs it: sigma's rendering, and what we do after it. What a
graphics card would do is left out: a browser without one takes seconds for it, and it says nothing of the script.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from kg.export.destination import write_into
from kg.export.registry import find
from kg.export.writer import Request
from kg.rdf.prefixes import PREFIXES
from tests.export.browser import Opened, chromium, watched
from tests.export.stores import large

STATEMENTS, ENTITIES_PER_STATEMENT = 20_000, 0.54  # of which a few are in no statement
STEPS, STRIDE = 30, 14  # moves of the pointer, and their pixels
CLOSE = 0.25  # of the picture: zoomed in, so that some of it is out of view
HOVERED = 24

NO_DRAWING = """for (const call of
  ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced", "readPixels"]) {
  WebGL2RenderingContext.prototype[call] = () => {};
}"""

WATCH = """() => {
  const { sigma } = window.kgView, times = { sigma: [], ours: [], hover: [] }, now = () => performance.now();
  let ours = 0;
  const after = sigma.listeners("afterRender");
  sigma.removeAllListeners("afterRender");
  sigma.on("afterRender", () => { const start = now(); for (const listener of after) listener(); ours = now() - start; });
  const render = sigma.render;
  sigma.render = function () {
    const start = now();
    ours = 0;
    render.call(sigma);
    times.sigma.push(now() - start - ours);
    times.ours.push(ours);
    return sigma;
  };
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  window.measured = { times, frame, clear: () => Object.values(times).forEach((list) => list.splice(0)) };
}"""

HOVER = """async (count) => {
  const { sigma, graph } = window.kgView, { times, frame } = window.measured;
  const nodes = graph.nodes().sort((a, b) => graph.degree(b) - graph.degree(a) || (a < b ? -1 : 1));
  for (const node of nodes.filter((_, i) => i % Math.floor(nodes.length / count) === 0)) {
    for (const event of ["enterNode", "leaveNode"]) {
      const before = times.sigma.length, start = performance.now();
      sigma.emit(event, { node });
      const handled = performance.now() - start, rendered = times.sigma.length > before;
      await frame();
      const drawn = rendered ? 0 : times.sigma.slice(before).concat(times.ours.slice(before)).reduce((a, b) => a + b, 0);
      times.hover.push(handled + drawn);
    }
  }
}"""


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--statements", type=int, default=STATEMENTS)
    asked.add_argument("--page", type=Path, help="a page that kg export wrote before")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        page = options.page or _written(Path(folder) / "large.html", options.statements)
        with watched(browser, page.absolute().as_uri() + "#grouped=false", offline=True) as seen:
            seen.page.add_init_script(NO_DRAWING)
            seen.page.goto(seen.url)
            seen.page.wait_for_function("() => window.kgView?.graph.order")
            seen.page.evaluate(WATCH)
            print(seen.counts, "milliseconds: median, and of 95 in 100 frames at most", sep="; ", flush=True)
            for name, action in ACTIONS.items():
                print(_line(name, _measured(seen, action)), flush=True)


def _written(path: Path, statements: int) -> Path:
    with path.open("wb") as output:
        write_into(output, find("html"), Request(large(statements, nodes=ENTITIES_PER_STATEMENT), PREFIXES))
    return path


def _measured(seen: Opened, action: Callable[[Any], None]) -> dict[str, list[float]]:
    seen.page.wait_for_timeout(500)
    seen.page.evaluate("() => window.measured.clear()")
    action(seen.page)
    found: dict[str, list[float]] = seen.page.evaluate("() => window.measured.times")
    return found


def _line(name: str, times: dict[str, list[float]]) -> str:
    told = (f"{what} {median(values):6.1f} {quantiles(values, n=20)[-1]:6.1f}"
            for what, values in times.items() if len(values) > 1)
    return f"  {name:18} {len(times['ours']):3} frames  {'   '.join(told)}"


def _pan(page: Any) -> None:
    box = page.locator("#graph").bounding_box()
    x, y = box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.7
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, STEPS):
        page.mouse.move(x + step * STRIDE, y - step * STRIDE / 2)
        page.evaluate("() => window.measured.frame()")
    page.mouse.up()


def _pan_close(page: Any) -> None:
    page.evaluate("ratio => window.kgView.sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio })", CLOSE)
    page.evaluate("() => window.measured.frame()")
    _pan(page)


def _zoom(page: Any) -> None:
    page.evaluate("""async (steps) => {
      const camera = window.kgView.sigma.getCamera();
      for (let step = 0; step < steps; step++) {
        camera.setState({ x: 0.5, y: 0.5, ratio: 1 / (1 + step / 4) });
        await window.measured.frame();
      }
    }""", STEPS)


def _hover(page: Any) -> None:
    page.evaluate("() => window.kgView.sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1 })")
    page.wait_for_timeout(500)
    page.evaluate("() => window.measured.clear()")
    page.evaluate(HOVER, HOVERED)


ACTIONS: dict[str, Callable[[Any], None]] = {"moved": _pan, "moved, close": _pan_close, "zoomed": _zoom, "hovered": _hover}

if __name__ == "__main__":
    main()
