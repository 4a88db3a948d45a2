"""What must be so of a page whatever the graph says: no script has run, and what was said is text."""

from __future__ import annotations

from tests.export.browser import Opened

MARKUP = ", ".join(f"main {odd}" for odd in ("script", "iframe", "form[action]", "style", "base", "meta", "img", "math",
                                            "[onerror]", "[onload]", "[onmouseover]", "[onfocus]", "[srcdoc]"))
UNSAFE = "a[href^='javascript:' i], a[href^='data:' i], a[href^='vbscript:' i], a[href^='file:' i], [src^='javascript:' i]"
TOUCH = """() => document.querySelectorAll('main *').forEach(element => ['pointerover', 'mouseover', 'mouseenter', 'focusin']
    .forEach(name => element.dispatchEvent(new MouseEvent(name, { bubbles: true }))))"""


def assert_harmless(seen: Opened) -> None:
    """No script has run, none was stopped by the policy alone, and no markup came of a text."""
    seen.page.evaluate(TOUCH)
    seen.page.wait_for_timeout(100)
    assert seen.page.evaluate("window.ran") is None
    assert seen.page.locator(MARKUP).count() == 0
    assert seen.page.locator(UNSAFE).count() == 0
    assert seen.errors == []
