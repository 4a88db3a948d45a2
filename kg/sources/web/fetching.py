"""Fetching of addresses that the user asked for: politely, and only what has changed."""

from __future__ import annotations

import time
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin

from kg.errors import SourceError
from kg.sources.inputs import Input
from kg.sources.web.address import Target, target
from kg.sources.web.client import Answer, get
from kg.sources.web.robots import Robots
from kg.sources.web.validators import Validators

MOST_REDIRECTS = 5
REDIRECTS = frozenset((HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT,
                       HTTPStatus.PERMANENT_REDIRECT))
DELAY = 1.0  # seconds between two requests to one server


class Web:
    """What may be fetched, and how; one request at a time.

    Parameters
    ----------
    follow : bool
        Whether the pages that items of feeds link to are fetched, and read instead of what the feed carries.
    allow_private : bool
        Whether servers on private networks and on this machine may be reached.
    delay : float
        Seconds between two requests to one server; a server's robots.txt may ask for more.
    remembered : Path, optional
        A file that keeps what servers said of the state of what was fetched; what has not changed since is not fetched again.
        It is written by :meth:`remember`.
    reading : str
        What names the way of reading: what was fetched to be read in another way is fetched again.

    Raises
    ------
    SourceError
        When that file is something else.
    """

    def __init__(self, *, follow: bool = False, allow_private: bool = False, delay: float = DELAY,
                 remembered: Path | None = None, reading: str = "") -> None:
        self.follow = follow
        self._allow_private, self._delay = allow_private, delay
        self._validators = Validators(remembered, f"{reading} following" if follow else reading)
        self._robots = Robots(self._redirected)
        self._next: dict[str, float] = {}

    def fetch(self, url: str) -> Input | None:
        """Fetch what stands at an address; None when it has not changed since the last time.

        Raises
        ------
        SourceError
            When it may not or cannot be fetched.
        """
        goal = target(url)
        conditions = self._validators.conditions(goal.url)
        answer = self._redirected(goal, conditions, checked=True)
        if answer.status == HTTPStatus.NOT_MODIFIED and conditions:
            self._validators.keep(goal.url)
            return None
        if answer.status != HTTPStatus.OK:
            raise _refusal(answer, url)
        self._validators.learn(goal.url, answer.headers)
        return Input(url, BytesIO(answer.body), _charset(answer))

    def forget(self) -> None:
        """Ask for everything anew, as one must when a store has nothing of what was fetched."""
        self._validators.forget()

    def remember(self) -> None:
        """Write down what was fetched, once all that came of it is in the store."""
        self._validators.save()

    def _redirected(self, goal: Target, headers: dict[str, str] | None = None, *, checked: bool = False) -> Answer:
        """The answer at the end of the redirects; each address on the way is held to the same rules."""
        asked = goal
        for _ in range(MOST_REDIRECTS + 1):
            if checked:
                self._robots.check(asked)
            answer = self._ask(asked, headers or {})
            if answer.status not in REDIRECTS or not answer.headers.get("location"):
                return answer
            asked = _elsewhere(asked, answer.headers["location"])
        raise SourceError("too many redirects", where=goal.url, valid=f"at most {MOST_REDIRECTS}")

    def _ask(self, goal: Target, headers: dict[str, str]) -> Answer:
        time.sleep(max(0.0, self._next.get(goal.host, 0.0) - time.monotonic()))
        try:
            return get(goal, headers, allow_private=self._allow_private)
        finally:
            self._next[goal.host] = time.monotonic() + max(self._delay, self._robots.delay(goal))


def _elsewhere(goal: Target, location: str) -> Target:
    try:
        return target(urljoin(goal.url, location))
    except ValueError as error:  # an address that is none
        raise SourceError("a redirect to what is no address", where=goal.url, valid="an http or https address") from error


def _charset(answer: Answer) -> str | None:
    from email.message import Message

    message = Message()
    message["Content-Type"] = answer.headers.get("content-type", "")
    return message.get_content_charset()


def _refusal(answer: Answer, url: str) -> SourceError:
    """What to say of an answer that is no page, in our words: a server's own could be anything."""
    try:
        said = f"{answer.status} {HTTPStatus(answer.status).phrase}"
    except ValueError:
        said = str(answer.status)
    wait = answer.headers.get("retry-after", "")
    later = f", and again in {wait} seconds" if wait.isascii() and wait.isdigit() else ""
    return SourceError(f"the server answers {said}{later}", where=url, valid="an address that answers 200 OK")
