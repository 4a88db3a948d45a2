"""The SPARQL 1.1 Graph Store Protocol: whole graphs are read, made, replaced, added to and removed."""

import pyoxigraph as ox
import pytest

from tests.serve.serving import TURTLE, WRITING

ONE, TWO = b"<a:s> <a:p> 1 .", b"<a:s> <a:p> 2 ."
N_TRIPLES = "application/n-triples"


@pytest.fixture
def graph(request):
    """A graph of this test alone, as parameters."""
    return {"graph": f"http://example.org/{request.node.name.partition('[')[0]}"}


def put(server, body, params, media_type=TURTLE, method="PUT"):
    return server.client.request(method, "/store", params=params, content=body, headers=WRITING | {"Content-Type": media_type})


def post(server, body, params, media_type=TURTLE):
    return put(server, body, params, media_type, "POST")


def triples(server, params, accept=N_TRIPLES):
    answer = server.client.get("/store", params=params, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    return sorted(answer.text.splitlines())


def line(number):
    return f'<a:s> <a:p> "{number}"^^<http://www.w3.org/2001/XMLSchema#integer> .'


def test_put_makes_a_graph_and_then_replaces_it(server, graph):
    assert put(server, ONE, graph).status_code == 201
    assert put(server, TWO, graph).status_code == 204
    assert triples(server, graph) == [line(2)]


def test_post_makes_a_graph_and_then_adds_to_it(server, graph):
    assert post(server, ONE, graph).status_code == 201
    assert post(server, TWO, graph).status_code == 204
    assert triples(server, graph) == [line(1), line(2)]


def test_delete_removes_a_graph(server, graph):
    put(server, ONE, graph)
    assert server.client.delete("/store", params=graph, headers=WRITING).status_code == 204
    for method in ("GET", "HEAD", "DELETE"):
        assert server.client.request(method, "/store", params=graph, headers=WRITING).status_code == 404


def test_a_graph_may_be_empty(server, graph):
    assert put(server, b"", graph).status_code == 201
    assert triples(server, graph) == []
    assert put(server, b"", graph).status_code == 204


def test_head_gives_the_headers_of_get(server, graph):
    put(server, ONE, graph)
    head, get = (server.client.request(m, "/store", params=graph, headers={"Accept": TURTLE}) for m in ("HEAD", "GET"))
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", get.headers["etag"])
    assert head.headers["content-type"] == "text/turtle; charset=utf-8"


def test_the_default_graph_is_the_one_without_a_name(own):
    assert triples(own, {"default": ""}) == []
    assert put(own, ONE, {"default": ""}).status_code == 201
    assert triples(own, {"default": ""}) == [line(1)]
    assert put(own, TWO, {"default": ""}).status_code == 204
    assert own.client.delete("/store?default", headers=WRITING).status_code == 204
    assert triples(own, {"default": ""}) == []


def test_a_graph_may_be_its_own_address(server):
    url = f"{server.url}/store/people/1"
    assert server.client.put(url, content=b"<> <a:p> <x> .", headers=WRITING | {"Content-Type": TURTLE}).status_code == 201
    assert triples(server, {"graph": url}) == [f"<{url}> <a:p> <{server.url}/store/people/x> ."]
    assert server.client.get(url).status_code == 200


def test_post_to_the_store_makes_a_graph_with_a_name_of_its_own(server):
    answer = server.client.post("/store", content=b"[] <a:made> 1 .", headers=WRITING | {"Content-Type": TURTLE})
    assert answer.status_code == 201
    assert answer.headers["location"].startswith(f"{server.url}/store/")
    assert "<a:made>" in server.client.get(answer.headers["location"], headers={"Accept": N_TRIPLES}).text


def test_relative_iris_are_resolved_against_the_graph(server, graph):
    put(server, b"<> <#p> <../x> .", graph)
    assert triples(server, graph) == [f"<{graph['graph']}> <{graph['graph']}#p> <http://example.org/x> ."]


@pytest.mark.parametrize(("media_type", "body"), [
    (TURTLE, b"<a:s> <a:p> 1 ."), (N_TRIPLES, line(1).encode()),
    ("application/ld+json", b'{"@id": "a:s", "a:p": 1}'),
    ("application/rdf+xml", b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="a:"><r:Description '
     b'r:about="a:s"><a:p r:datatype="http://www.w3.org/2001/XMLSchema#integer">1</a:p></r:Description></r:RDF>'),
])
def test_graphs_are_sent_in_every_format(server, graph, media_type, body):
    assert put(server, body, graph, media_type).status_code in (201, 204)
    assert triples(server, graph) == [line(1)]


def test_files_are_sent_as_a_form(server, graph):
    files = [("a", ("a.ttl", ONE, TURTLE)), ("b", ("b.ttl", b"@prefix a: <a:> . a:s a:p 2 .", TURTLE))]
    assert server.client.post("/store", params=graph, files=files, headers=WRITING).status_code == 201
    assert triples(server, graph) == [line(1), line(2)]


@pytest.mark.parametrize(("files", "status"), [
    ([("a", ("a.ttl", ONE, TURTLE)), ("b", ("b.nt", ONE, N_TRIPLES))], 415),
    ([("a", ("a.jsonld", b"{}", "application/ld+json")), ("b", ("b.jsonld", b"{}", "application/ld+json"))], 415),
    ([("a", ("a.png", b"", "image/png"))], 415), ([("a", ("a.ttl", b"<a:s> <a:p> ", TURTLE))], 400),
])
def test_files_that_cannot_be_read_together_are_refused(server, graph, files, status):
    assert server.client.post("/store", params=graph, files=files, headers=WRITING).status_code == status
    assert server.client.get("/store", params=graph).status_code == 404


def test_blank_nodes_of_two_requests_are_not_one(server, graph):
    for _ in range(2):
        post(server, b"_:x <a:p> 1 .", graph)
    assert len(triples(server, graph)) == 2


def test_blank_nodes_of_one_request_are_one(server, graph):
    put(server, b"_:x <a:p> 1 ; <a:q> 2 .", graph)
    subjects = {quad.subject for quad in ox.parse("\n".join(triples(server, graph)), format=ox.RdfFormat.N_TRIPLES)}
    assert len(subjects) == 1


@pytest.mark.parametrize("address", ["/store", "/store?graph=a:b&default", "/store?graph=", "/store?graph=no%20iri",
                                     "/store?graph=a:b&graph=a:c", "/store/x?y=1"])
def test_which_graph_must_be_plain(server, address):
    assert server.client.get(address).status_code == 400
    assert server.client.put(address, content=ONE, headers=WRITING | {"Content-Type": TURTLE}).status_code == 400


@pytest.mark.parametrize("refused", [
    (b"<a:s> <a:p> ", TURTLE, 400, "Unexpected end (at line 2, column 1)"),
    (b"x", "image/png", 415, "a body of the type image/png"),
    (b"x", "", 415, "that is not given"), (ONE, f"{TURTLE}; charset=latin-1", 415, "text in latin-1"),
    (b'<!DOCTYPE r [<!ENTITY a "b">]><r/>', "application/rdf+xml", 400, "a document type or entity"),
    (b'{"@context": "http://127.0.0.1:1/c", "@id": "a:s"}', "application/ld+json", 400, "nothing is fetched"),
    (b"<a:s> <a:p> " + b"(" * 20_000, TURTLE, 400, "deep"),
    (b"[" * 20_000, "application/ld+json", 400, "deep"),
    (b'{"@id": "a:g", "@graph": [{"@id": "a:s", "a:p": 1}]}', "application/ld+json", 400, "a graph of its own"),
])
def test_what_cannot_be_read_leaves_the_graph_as_it_was(server, graph, refused):
    body, media_type, status, says = refused
    put(server, ONE, graph)
    answer = put(server, body, graph, media_type)
    assert answer.status_code == status
    assert says in answer.json()["detail"]
    assert triples(server, graph) == [line(1)]
    assert not list(server.copies.glob("upload-*"))


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_graphs_are_changed_with_the_token_alone(server, strict, graph, method):
    headers = {"Content-Type": TURTLE}
    answer = server.client.request(method, "/store", params=graph, content=ONE, headers=headers)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="kg"')
    wrong = headers | {"Authorization": "Bearer wrong"}
    assert server.client.request(method, "/store", params=graph, content=ONE, headers=wrong).status_code == 401
    assert strict.client.request(method, "/store", params=graph, content=ONE, headers=headers | WRITING).status_code == 403


def test_a_format_that_there_is_not_is_406(server, graph):
    put(server, ONE, graph)
    assert server.client.get("/store", params=graph, headers={"Accept": "text/html"}).status_code == 406


def test_other_methods_are_405(server, graph):
    assert server.client.patch("/store", params=graph, headers=WRITING).status_code == 405


def test_the_marks_of_the_store_stay_whatever_happens_to_their_graph(own):
    ontology = {"graph": "https://w3id.org/newskg/ontology"}
    assert put(own, ONE, ontology).status_code == 204
    assert own.client.delete("/store", params=ontology, headers=WRITING).status_code == 204
    assert "storeFormat" in own.client.get("/store", params=ontology).text
