"""Pages of a running server in a browser, and the server: ``kg serve`` on a free port, as people start it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pyoxigraph as ox

from kg.store.embedded import EmbeddedStore
from tests.export.browser import Opened, watched
from tests.foreign.readers import HOME

START_SECONDS = 60
SERIOUS = {"serious", "critical"}
READY = "() => document.title && !document.getElementById('main').hasAttribute('aria-busy')"


def stored(quads: ox.Store, folder: Path) -> Path:
    """Write a store into a folder."""
    store = EmbeddedStore(folder)
    store.quads.bulk_extend(quads)
    store.quads.flush()
    return folder


@contextmanager
def served(store: Path, token: str | None = None) -> Iterator[str]:
    """Serve a store for as long as the block runs; give the address. It begins when the search index is made."""
    environment = {name: value for name, value in os.environ.items() if name != "KG_TOKEN"}
    if token:
        environment["KG_TOKEN"] = token
    log = store.parent / f"{store.name}.log"
    with log.open("wb") as output:
        command = [sys.executable, "-m", "kg.cli", "serve", "--store", str(store), "--port", "0", "--no-browser"]
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        yield _listening(process, log)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(START_SECONDS)


@contextmanager
def visited(browser: Any, address: str, path: str, parameters: dict[str, str] | None = None,
            **options: Any) -> Iterator[Opened]:
    """Open a page in a window of its own, and wait until it shows what it is of; see that nothing else is asked."""
    url = f"{address}{path}" + (f"?{urlencode(parameters)}" if parameters else "")
    with watched(browser, url, **options) as seen:
        seen.page.goto(url)
        seen.page.wait_for_function(READY)
        yield seen
        assert [request for request in seen.requests if not request.startswith((address, "blob:"))] == []


def barriers(seen: Opened) -> list[tuple[str, str]]:
    """What axe finds that keeps people out: rules of serious and critical impact, each with the first that breaks it."""
    # The page lets nothing be evaluated; the test does, from outside.
    seen.page.evaluate((HOME / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"))
    found = seen.page.evaluate("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations")
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in SERIOUS]


def _listening(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        found = re.search(r"pages (http://\S+)/\s", log.read_text("utf-8"))
        if found and _indexed(found[1]):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(f"kg serve does not listen: {log.read_text('utf-8')}")


def _indexed(address: str) -> bool:
    try:
        with urlopen(f"{address}/api/home") as answer:  # noqa: S310
            return b'"ready":true' in answer.read()
    except OSError:
        return False
