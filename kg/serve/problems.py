"""Errors as answers: one shape (RFC 9457), with what happened, where, and what would be valid."""

from __future__ import annotations

import json

from starlette.responses import Response

from kg.errors import (
    AbsentError,
    AnswerTooLargeError,
    KgError,
    QueryRefusedError,
    QueryTimeoutError,
    QueryTooLargeError,
    StoreError,
)
from kg.serve.pool import BusyError
from kg.serve.writing import ReadOnlyError

MEDIA_TYPE = "application/problem+json"
STATUS: tuple[tuple[type[KgError], int], ...] = (
    (ReadOnlyError, 403), (BusyError, 429), (QueryTimeoutError, 503), (StoreError, 503), (AnswerTooLargeError, 413),
    (QueryTooLargeError, 413), (QueryRefusedError, 400), (AbsentError, 404),
)
RETRY_AFTER = {429: "2", 503: "5"}
TITLES = {400: "Bad request", 401: "A token is needed", 403: "Not allowed", 404: "Not found", 405: "Not this method",
          406: "Not in that format", 408: "Too slow", 409: "Conflict", 411: "No size", 413: "Too large",
          415: "Not in that format", 429: "Too many requests", 431: "Too large", 500: "A fault of ours", 503: "Not now"}


class HttpError(KgError):
    """What is wrong with a request itself, with its status code."""

    def __init__(self, status: int, what: str, *, valid: str | None = None, headers: dict[str, str] | None = None) -> None:
        super().__init__(what, valid=valid)
        self.status, self.headers = status, headers or {}


def answer(error: Exception) -> Response:
    """Give the answer to a request that failed."""
    if isinstance(error, HttpError):
        return problem(error.status, error, error.headers)
    if isinstance(error, KgError):
        return problem(status(error), error)
    return problem(500, KgError("something went wrong that was not foreseen", valid="the server's log tells more"))


def status(error: KgError) -> int:
    """The status code of an error; what is not named is the fault of who asks.

    >>> status(QueryTimeoutError("late")), status(KgError("odd"))
    (503, 400)
    """
    return next((code for kind, code in STATUS if isinstance(error, kind)), 400)


def problem(code: int, error: KgError, headers: dict[str, str] | None = None) -> Response:
    """Write an error down."""
    told = {"type": "about:blank", "title": TITLES.get(code, "Error"), "status": code, "detail": str(error),
            "what": error.what, "where": error.where, "valid": error.valid}
    body = json.dumps({name: value for name, value in told.items() if value is not None}, ensure_ascii=False) + "\n"
    retry = {"Retry-After": RETRY_AFTER[code]} if code in RETRY_AFTER else {}
    return Response(body, code, {**retry, **(headers or {})}, MEDIA_TYPE)
