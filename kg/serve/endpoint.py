"""What stands at an address: a function from a request to an answer, which fails in one way."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kg.errors import KgError
from kg.serve.problems import TITLES, HttpError, answer

LOG = logging.getLogger("uvicorn.error")

Function = Callable[[Request], Awaitable[Response]]


class Endpoint:
    """A function as an application: other methods than its own and whatever it raises become problems.

    Parameters
    ----------
    function : callable
        Gives the answer; one to GET answers HEAD too.
    methods : str
        GET by default.
    """

    def __init__(self, function: Function, *methods: str) -> None:
        self._function, self._methods = function, frozenset(methods or ("GET",))
        if "GET" in self._methods:
            self._methods |= {"HEAD"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        request = Request(scope, receive, send)
        try:
            response = await self._answer(request)
        except KgError as error:
            response = answer(error)
        except Exception as error:
            LOG.error("%s %s", scope["method"], scope["path"], exc_info=error)
            response = answer(error)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method not in self._methods:
            raise HttpError(405, TITLES[405], headers={"Allow": ", ".join(sorted(self._methods))})
        return await self._function(request)
