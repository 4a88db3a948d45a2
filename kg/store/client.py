"""Requests to the server of a store: within limits of size and time, with credentials that no message ever shows.

Names and passwords come from ``KG_STORE_USER`` and ``KG_STORE_PASSWORD``, a token from ``KG_STORE_TOKEN``, or both from the
netrc file. They are sent to servers that ask for them, and in the clear to this machine alone. Redirects and proxies are not
followed: which machine is reached is what the user wrote.
"""

from __future__ import annotations

import os
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import IO, Any, NamedTuple
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
from requests.utils import get_netrc_auth

from kg import __version__
from kg.errors import ServerError, ServerSilentError

CONNECT, SILENCE = 10.0, 120.0  # seconds to be reached in, and that a server may say nothing
PAUSES = (0.5, 1.0, 2.0, 4.0)  # seconds before what may be asked again is asked again
PASSING = frozenset((HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE,
                     HTTPStatus.GATEWAY_TIMEOUT))
LARGEST = 256 * 1024 * 1024  # bytes of an answer that is held in memory
SHOWN = 200  # characters of what a server says, in a message
HERE = frozenset(("localhost", "127.0.0.1", "::1"))
CREDENTIALS = "KG_STORE_USER and KG_STORE_PASSWORD, KG_STORE_TOKEN, or a netrc file"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a server is asked: ``form`` are fields to be encoded, ``body`` bytes as they are."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | None = None
    form: Mapping[str, str] | None = None


class Answer(NamedTuple):
    """What a server said: headers are found whatever their case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """What the body is."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    @property
    def said(self) -> str:
        """The answer for a message: its status, and its first words without what would move a cursor.

        >>> Answer(400, {"Content-Type": "text/plain"}, b"error at 1:2").said
        '400 Bad Request: error at 1:2'
        """
        try:
            status = f"{self.status} {HTTPStatus(self.status).phrase}"
        except ValueError:
            status = str(self.status)
        text = "" if "html" in self.media_type else self.body[: SHOWN * 4].decode("utf-8", "replace")
        words = " ".join("".join(c if c.isprintable() else " " for c in text).split())[:SHOWN]
        return f"{status}: {words}" if words else status


class Client:
    """Speaks to one server, over connections that are kept."""

    def __init__(self) -> None:
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["User-Agent"] = f"newskg/{__version__}"
        self._session.mount("https://", _Verified())
        self._auth: AuthBase | None = None

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    def ask(self, asked: Asked, *, again: bool, seconds: float = SILENCE, limit: int = LARGEST) -> Answer:
        """Give the answer, whatever its status.

        Parameters
        ----------
        asked : Asked
        again : bool
            Whether it may be asked again when there is no answer: only what changes nothing.
        seconds : float
            That the server may say nothing.
        limit : int
            Bytes of the answer.

        Raises
        ------
        ServerError
            When there is no answer, it is too large, or credentials are missing or refused.
        """
        for pause in (*PAUSES, None) if again else (None,):
            try:
                answer = self._whole(asked, seconds, limit)
            except ServerSilentError:
                if pause is None:
                    raise
            else:
                if pause is None or answer.status not in PASSING:
                    return answer
            time.sleep(pause)
        raise AssertionError("the last time is answered or raises")

    @contextmanager
    def stream(self, asked: Asked) -> Iterator[tuple[Answer, IO[bytes]]]:
        """Give the head of an answer, and its body to read as it comes; raises as :meth:`ask` does, while it is read too."""
        with _told(asked, SILENCE), self._response(asked, SILENCE) as response:
            response.raw.decode_content = True
            yield Answer(response.status_code, response.headers, b""), response.raw

    def _whole(self, asked: Asked, seconds: float, limit: int) -> Answer:
        with _told(asked, seconds), self._response(asked, seconds) as response:
            body = response.raw.read(limit + 1, decode_content=True)
            if len(body) > limit:
                raise ServerError("the answer is too large", where=asked.url, valid=f"at most {limit:,} bytes")
            return Answer(response.status_code, response.headers, body)

    def _response(self, asked: Asked, seconds: float) -> requests.Response:
        """Send it, and again with credentials where the server asks for them."""
        response = self._sent(asked, seconds)
        if response.status_code == HTTPStatus.UNAUTHORIZED and self._auth is None:
            response.close()
            self._auth = _credentials(asked.url, response.headers.get("WWW-Authenticate", ""))
            response = self._sent(asked, seconds)
        if response.status_code == HTTPStatus.UNAUTHORIZED:
            response.close()
            raise ServerError("the server refuses the name and password, or the token: 401 Unauthorized", where=asked.url,
                              valid=CREDENTIALS)
        return response

    def _sent(self, asked: Asked, seconds: float) -> requests.Response:
        return self._session.request(asked.method, asked.url, data=asked.body or asked.form,
                                     headers=dict(asked.headers), auth=self._auth, timeout=(CONNECT, seconds),
                                     allow_redirects=False, stream=True)


@contextmanager
def _told(asked: Asked, seconds: float) -> Iterator[None]:
    """Errors of the library as ours."""
    try:
        yield
    except (requests.Timeout, urllib3.exceptions.TimeoutError) as error:
        raise ServerSilentError("no answer in time", where=asked.url, valid=f"an answer in {seconds:g} s") from error
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        raise ServerSilentError(f"no answer: {_reason(error)}", where=asked.url, valid="a SPARQL server that runs") from error


class _Verified(HTTPAdapter):
    """TLS with the authorities that this machine trusts."""

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Take the system's authorities beside those of the library."""
        super().init_poolmanager(*args, ssl_context=ssl.create_default_context(), **options)


class _Bearer(AuthBase):
    """A token in the header."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Add the header."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _credentials(url: str, challenge: str) -> AuthBase:
    """What the server is told of who asks, in the way that it asks for."""
    digest = "digest" in challenge.lower()
    if not digest and not (url.startswith("https:") or urlsplit(url).hostname in HERE):
        raise ServerError("the server asks for a password that all on the way could read", where=url, valid="an https address")
    token = os.environ.get("KG_STORE_TOKEN")
    if token and not digest:
        return _Bearer(token)
    user, password = os.environ.get("KG_STORE_USER"), os.environ.get("KG_STORE_PASSWORD")
    name = (user, password or "") if user else get_netrc_auth(url)
    if not name:
        raise ServerError("the server asks for a name and password, or a token: 401 Unauthorized", where=url, valid=CREDENTIALS)
    return HTTPDigestAuth(*name) if digest else HTTPBasicAuth(*name)


def _reason(error: Exception) -> str:
    """Why there is no answer, in the words of the deepest cause."""
    while isinstance(cause := error.__cause__ or error.__context__, Exception):
        error = cause
    return " ".join(str(error).split())[:SHOWN] or type(error).__name__
