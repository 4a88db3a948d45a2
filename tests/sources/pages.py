"""A page of news, as tests put it into files, archives and answers of servers."""

from __future__ import annotations

PARAGRAPHS = ("Federal officers will begin to leave Minnesota on Wednesday, the border czar said at a news conference.",
              "About 700 officers will go in the first week, he said, and more will follow when counties cooperate.")
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Officers to leave - Example Times</title>
<meta property="og:title" content="Officers to leave"><meta property="og:site_name" content="Example Times">
<meta property="article:published_time" content="2026-02-04T10:00:00Z">
<link rel="canonical" href="https://news.example/officers"></head>
<body><nav><a href="/">Home</a><a href="/weather">Weather</a></nav>
<article><h1>Officers to leave</h1>{}</article><footer>All rights reserved</footer></body></html>"""


def page(*paragraphs: str) -> str:
    """A whole page whose article has these paragraphs."""
    return PAGE.format("".join(f"<p>{p}</p>" for p in paragraphs))
