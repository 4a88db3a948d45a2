"""What stands at an address: its methods, and how it fails."""

import asyncio
import logging

import httpx
import pytest
from starlette.responses import PlainTextResponse

from kg.errors import AbsentError, QueryTimeoutError
from kg.serve.endpoint import Endpoint
from kg.serve.pages import nothing
from kg.serve.problems import HttpError


def answer(endpoint, method="GET"):
    async def asked():
        async with httpx.AsyncClient(transport=httpx.ASGITransport(endpoint), base_url="http://localhost") as client:
            return await client.request(method, "/somewhere")

    return asyncio.run(asked())


def failing(error):
    async def function(_):
        raise error

    return Endpoint(function)


async def hello(request):
    return PlainTextResponse(f"hello by {request.method}")


def test_it_answers_get_and_head():
    assert answer(Endpoint(hello)).text == "hello by GET"
    assert answer(Endpoint(hello), "HEAD").status_code == 200


@pytest.mark.parametrize(("methods", "method", "allowed"), [((), "POST", "GET, HEAD"), (("POST",), "GET", "POST")])
def test_other_methods_are_told_its_own(methods, method, allowed):
    told = answer(Endpoint(hello, *methods), method)
    assert (told.status_code, told.headers["allow"], told.json()["status"]) == (405, allowed, 405)


@pytest.mark.parametrize(("error", "status"), [
    (AbsentError("no such thing"), 404), (QueryTimeoutError("late"), 503), (HttpError(415, "another type"), 415),
])
def test_an_error_is_a_problem(error, status):
    told = answer(failing(error))
    assert (told.status_code, told.headers["content-type"]) == (status, "application/problem+json")
    assert told.json()["what"] == error.what


def test_a_fault_tells_nothing_to_the_client_and_all_to_the_log(caplog):
    with caplog.at_level(logging.ERROR, "uvicorn.error"):
        told = answer(failing(ZeroDivisionError("a secret")))
    assert told.status_code == 500
    assert "secret" not in told.text
    assert "a secret" in caplog.text
    assert "GET /somewhere" in caplog.text


def test_where_nothing_is_there_is_404():
    assert answer(Endpoint(nothing)).status_code == 404
