"""The system's Chromium, in which pages are opened as a reader opens them: from a file, with no network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",  # WebGL without a graphics card
)
PATIENCE = 150_000  # milliseconds: without a graphics card, beside other tests, a large picture takes its time
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
PICTURES = Path(__file__).parents[2] / "build" / "page"  # where what was seen can be looked at


@contextmanager
def chromium() -> Iterator[Any]:
    """The browser. Where there is none the test is skipped, but in continuous integration it fails."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page in a browser, and what it did that it should not."""

    page: Any
    url: str
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def counts(self) -> str:
        return self.page.text_content("#counts")

    def drawn(self, script: str, argument: Any = None) -> Any:
        """What the picture has, told by a script that finds the view as ``view`` and the argument as ``argument``."""
        return self.page.evaluate(f"(argument) => {{ const view = window.kgView; return {script}; }}", argument)

    def click(self, key: str) -> None:
        """Click on a node or on the middle of a line of the picture."""
        self.page.wait_for_timeout(400)  # or it would be a double click with the one before
        self.page.wait_for_function("() => !window.kgView.sigma.getCamera().isAnimating()")
        place = self.page.evaluate("key => window.kgView.position(key)", key)
        box = self.page.locator("#graph").bounding_box()
        self.page.mouse.move(box["x"] + place["x"], box["y"] + place["y"])
        self.page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])

    def choose(self, name: str) -> None:
        """Find an entity by its name and take the first that is offered."""
        self.page.fill("#search", name)
        self.page.press("#search", "Enter")
        self.page.wait_for_selector("#panel:not([hidden])")

    def picture(self, name: str) -> Path:
        """Keep what is seen."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.wait_for_timeout(500)  # for the camera and the panel to come to rest
        path = PICTURES / f"{name}.png"
        self.page.screenshot(path=path)
        return path


@contextmanager
def opened(browser: Any, path: Path, hash_: str = "", **options: Any) -> Iterator[Opened]:
    """Open a file in a window of its own, with no network."""
    with watched(browser, path.as_uri() + hash_, **({"offline": True} | options)) as seen:
        seen.page.goto(seen.url)
        seen.page.wait_for_function("() => document.getElementById('counts').textContent !== ''")
        yield seen


@contextmanager
def watched(browser: Any, url: str, **options: Any) -> Iterator[Opened]:
    """A window of its own for a page that is still to be opened, in which all is noted that the page does."""
    context = browser.new_context(**({"viewport": DESKTOP, "reduced_motion": "reduce"} | options))
    context.set_default_timeout(PATIENCE)
    seen = Opened(context.new_page(), url)
    watch: dict[str, Callable[[Any], None]] = {
        "console": lambda message: message.type == "error" and seen.errors.append(message.text),
        "pageerror": lambda error: seen.errors.append(str(error)),
        "dialog": lambda dialog: (seen.errors.append(f"dialog: {dialog.message}"), dialog.dismiss()),
        "request": lambda request: seen.requests.append(request.url),
    }
    for event, listener in watch.items():
        seen.page.on(event, listener)
    yield seen
    context.close()
