"""Feeds for tests, as text."""

from __future__ import annotations

from xml.sax.saxutils import escape

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Example &amp; Times</title>
<link>https://news.example/</link>{}</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Wire</title><link href="https://wire.example/"/>{}</feed>"""


def rss(*items: str) -> str:
    """An RSS feed of items."""
    return RSS.format("".join(f"<item>{item}</item>" for item in items))


def item(number: int, link: str, text: str = "") -> str:
    """An item of an RSS feed, with a text if one is given."""
    content = f"<content:encoded>{escape(text)}</content:encoded>" if text else ""
    date = "<pubDate>Wed, 04 Feb 2026 10:00:00 -0600</pubDate>"
    return f"<title>Story {number}</title><link>{escape(link)}</link>{date}{content}"
