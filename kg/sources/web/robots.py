"""What servers say about robots (RFC 9309), asked once a server."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from urllib.robotparser import RobotFileParser

from kg.errors import SourceError
from kg.sources.web.address import Target
from kg.sources.web.client import AGENT, Answer

LARGEST = 512 * 1024  # bytes
LONGEST_DELAY = 60.0  # seconds that a server may ask for between requests


class Robots:
    """The rules of the servers met so far.

    Parameters
    ----------
    ask : callable
        Fetches ``/robots.txt`` of a server, redirects followed; raises SourceError when there is no answer.
    """

    def __init__(self, ask: Callable[[Target], Answer]) -> None:
        self._ask = ask
        self._rules: dict[tuple[str, str], RobotFileParser] = {}

    def check(self, goal: Target) -> None:
        """Raise SourceError when the server does not want this address to be read by robots."""
        if not self._of(goal).can_fetch(AGENT, goal.url):
            raise SourceError("the server asks robots not to read this", where=goal.url,
                              valid=f"an address that its robots.txt allows for {AGENT}")

    def delay(self, goal: Target) -> float:
        """Seconds that the server wants between requests, as far as it has been asked."""
        rules = self._rules.get((goal.scheme, goal.origin))
        return min(float(rules.crawl_delay(AGENT) or 0), LONGEST_DELAY) if rules else 0.0

    def _of(self, goal: Target) -> RobotFileParser:
        key = goal.scheme, goal.origin
        if key not in self._rules:
            self._rules[key] = _rules(self._ask(goal._replace(path="/robots.txt")))
        return self._rules[key]


def _rules(answer: Answer) -> RobotFileParser:
    """The rules in an answer: all is allowed where there is no such file, and nothing where the server cannot tell."""
    rules = RobotFileParser()
    if answer.status == HTTPStatus.OK:
        lines = answer.body[:LARGEST].decode("utf-8", "replace").lstrip("\ufeff").splitlines()
    else:
        lines = ["User-agent: *", "Disallow: /"] if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR else []
    rules.parse(lines)
    rules.modified()
    return rules
