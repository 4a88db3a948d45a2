"""The first tests of the Graph Store Protocol, written as prose: a request, and the answer, in Markdown.

They build on one another. Some contradict themselves; what is put right is named below with its reason. The W3C has since
replaced them by those of the suite ``graph-store-protocol``, which are run as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from textwrap import dedent
from urllib.parse import urlsplit

from rdflib import RDFS, Graph

from tests.w3c.endpoint import Answer, Endpoint, Failed
from tests.w3c.exchanges import compare_graphs
from tests.w3c.manifests import Test

PATH = "store"
EXAMPLE = re.compile(r"#### Request\n(?P<request>.*?)#### Response\n(?P<response>.*)", re.DOTALL)
Correction = Callable[[str], str]
CORRECTED: dict[str, tuple[str, Correction]] = {
    "post__existing_graph": ("the Turtle lacks its final dot", lambda text: text.replace('"Jane Doe"', '"Jane Doe" .')),
    "post__multipart_formdata": ("the Turtle lacks its final dots",
                                 lambda text: text.replace('"Doe"', '"Doe" .').replace('"Jane"', '"Jane" .')),
    "get_of_post__existing_graph": (
        "the name was changed by a test before, and this test lacks what was posted",
        lambda text: text.replace('a foaf:Person;', 'a foaf:Person; foaf:name "Jane Doe";').replace("John", "Jane")),
}
PREPARED = {"delete__existing_graph": "no test has put the second graph, which is put before"}
REASONS = {**{name: why for name, (why, _) in CORRECTED.items()}, **PREPARED}


class Prose:
    """Runs the tests in their order."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def __call__(self, test: Test, endpoint: Endpoint) -> None:
        """Send the request of a test and compare the answer."""
        if test.name == "put__initial_state":
            endpoint.clear()
        if test.name in PREPARED:
            endpoint.send("PUT", f"/{PATH}/person/2.ttl", b"<a:a> <a:a> <a:a> .", {"Content-Type": "text/turtle"}).good()
        text = next(str(c) for c in test.manifest.objects(test.node, RDFS.comment) if "#### Request" in str(c))
        text = CORRECTED.get(test.name, ("", str))[1](text)
        text = text.replace("http://$HOST$/$GRAPHSTORE$", f"{endpoint.root}/{PATH}").replace("$GRAPHSTORE$", f"/{PATH}")
        for name, value in self._names.items():
            text = text.replace(name, value)
        match = EXAMPLE.search(text)
        assert match, f"{test.name} shows no exchange"
        self._compare(match["response"], _sent(match["request"], endpoint))

    def _compare(self, response: str, answer: Answer) -> None:
        status, headers, body = _parts(response)
        code = status.split()[0]
        if not (str(answer.status) == code or (code == "200" and answer.status == 204)):
            raise Failed(f"{answer.status}, where {status} is expected: {answer.body[:300].decode(errors='replace')}")
        for name, value in headers.items():
            if value.startswith("$"):
                self._names[value] = urlsplit(answer.headers[name.lower()]).path
            elif value != "..." and answer.headers.get(name.lower()) != value:
                raise Failed(f"{name} is {answer.headers.get(name.lower())}, where {value} is expected")
        if body:
            compare_graphs(Graph().parse(data=body, format="turtle"), answer)


def _sent(request: str, endpoint: Endpoint) -> Answer:
    line, headers, body = _parts(request)
    method, target, _ = line.split()
    headers.pop("Host")
    if "multipart" in headers.get("Content-Type", ""):
        body = body.replace("\n", "\r\n")
    return endpoint.send(method, target, body.encode(), headers)


def _parts(message: str) -> tuple[str, dict[str, str], str]:
    """The first line of a message, its headers and its body."""
    head, _, body = dedent(message).strip().partition("\n\n")
    first, *lines = head.splitlines()
    return first, dict(line.split(": ", 1) for line in lines), body
