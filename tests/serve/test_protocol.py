"""The SPARQL 1.1 Protocol: queries by GET and POST, what is refused and how, and what an answer's headers say."""

import gzip
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.serve.serving import CSV, JSON, TURTLE, WRITING

QUERY, UPDATE, FORM = "application/sparql-query", "application/sparql-update", "application/x-www-form-urlencoded"
ASK = "ASK { ?s ?p ?o }"
NUMBERS = " ".join(map(str, range(200)))
MANY = f"SELECT ?a ?b {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} }}"


def get(server, query, accept=JSON, **headers):
    return server.client.get("/sparql", params={"query": query}, headers={"Accept": accept, **headers})


def problem(answer):
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code
    return answer.json()


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_a_query_by_get(server, path):
    answer = server.client.get(path, params={"query": ASK})
    assert answer.status_code == 200
    assert answer.json() == {"head": {}, "boolean": True}


def test_a_query_by_post_as_a_form(server):
    assert server.client.post("/sparql", data={"query": ASK}).json()["boolean"]


def test_a_query_by_post_as_it_is(server):
    assert server.client.post("/sparql", content=ASK, headers={"Content-Type": QUERY}).json()["boolean"]


def test_the_parameters_of_a_direct_query_are_in_the_address(server):
    answer = server.client.post("/sparql?default-graph-uri=urn:none", content=ASK, headers={"Content-Type": QUERY})
    assert not answer.json()["boolean"]


def test_text_of_any_language_is_utf_8(server):
    assert server.select("SELECT ('Ærøskøbing 東京' AS ?x) {}") == [{"x": "Ærøskøbing 東京"}]


def test_the_default_graph_is_the_union_of_the_graphs(server):
    assert server.ask("ASK { ?s a kg:Article } ")
    assert server.ask("ASK { GRAPH ?g { ?s a kg:Article } }")


def test_the_protocol_names_the_dataset(server):
    graph = server.select("SELECT DISTINCT ?g { GRAPH ?g { ?s a kg:Article } } ORDER BY ?g")[0]["g"]
    one = server.select("SELECT DISTINCT ?s { ?s a kg:Article }", **{"default-graph-uri": graph})
    assert len(one) == 1
    assert server.ask("ASK { GRAPH ?g { ?s a kg:Article } }", **{"named-graph-uri": graph})
    assert not server.ask("ASK { ?s a kg:Article }", **{"named-graph-uri": graph})


def test_the_dataset_of_the_protocol_goes_before_the_one_of_the_query(server):
    assert not server.ask("ASK FROM <https://w3id.org/newskg/id/ontology> { ?s ?p ?o }", **{"default-graph-uri": "urn:none"})


def test_usual_prefixes_need_no_declaration(server):
    assert server.ask("ASK { ?s rdfs:label ?o . ?t a kg:Statement }")


def test_relative_iris_are_resolved_against_the_endpoint(server):
    assert server.select("SELECT (STR(<x>) AS ?iri) {}") == [{"iri": f"{server.url}/x"}]


@pytest.mark.parametrize(("request_", "status", "says"), [
    ({"params": {"query": ["ASK {}", "ASK {}"]}}, 400, "query is given 2 times"),
    ({"params": {"update": "CLEAR ALL"}}, 400, "an update by GET"),
    ({"params": {"query": ASK, "default-graph-uri": "not an iri"}}, 400, "default-graph-uri is no absolute IRI"),
    ({"params": {"query": "%zz"}}, 400, "this is no query"),
], ids=["two queries", "update by GET", "no IRI", "no SPARQL"])
def test_a_malformed_request_by_get(server, request_, status, says):
    answer = server.client.get("/sparql", **request_)
    assert answer.status_code == status
    assert says in problem(answer)["detail"]


@pytest.mark.parametrize(("content", "media_type", "status"), [
    ("ASK {}", "text/plain", 415), ("ASK {}", None, 415), ("query=ASK%20%7B%7D", None, 415),
    ("ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16", 415), (b"ASK { ?s ?p '\xe9' }", QUERY, 400),
    ("query=ASK%20%7B%7D&update=CLEAR%20ALL", FORM, 400), ("nothing=1", FORM, 400), ("query=%E9", FORM, 400),
])
def test_a_malformed_request_by_post(server, content, media_type, status):
    answer = server.client.post("/sparql", content=content, headers={"Content-Type": media_type} if media_type else {})
    assert answer.status_code == status
    assert problem(answer)["detail"]


def test_a_mistake_is_told_with_line_and_column(server):
    answer = get(server, "SELECT * {\n  ?s ?p }")
    assert answer.status_code == 400
    assert problem(answer)["where"].startswith("line 2, column ")
    assert "the query is not SPARQL" in answer.json()["what"]


def test_only_get_and_post_are_methods(server):
    for method in ("PUT", "DELETE", "PATCH"):
        answer = server.client.request(method, "/sparql", params={"query": ASK})
        assert answer.status_code == 405
        assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_a_query_at_the_address_of_updates_is_refused(server):
    answer = server.client.post("/update", content=ASK, headers={"Content-Type": QUERY})
    assert (answer.status_code, problem(answer)["valid"]) == (400, "/sparql")


@pytest.mark.parametrize(("query", "status", "says"), [
    ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400, "SERVICE would call another server"),
    ("SELECT * { ?s ?p ?o } #" + "x" * 100_000, 413, "the query has 100,023 characters"),
    ("ASK " + "{" * 200 + "}" * 200, 400, "nested more than 100 deep"),
    ("INSERT DATA { <a:a> <a:a> <a:a> }", 400, "INSERT would change the store"),
    ("ASK {} LIMIT", 400, "the query is not SPARQL"),
])
def test_what_is_refused(server, query, status, says):
    answer = server.client.post("/sparql", content=query, headers={"Content-Type": QUERY})
    assert answer.status_code == status
    assert says in problem(answer)["detail"]


def test_a_body_is_as_long_as_questions_are_unless_it_brings_the_token(server):
    body = b"INSERT DATA { GRAPH <urn:long> { <a:a> <a:a> <a:a> } } #" + b"x" * (3 << 20)
    headers = {"Content-Type": UPDATE}
    assert server.client.post("/update", content=body, headers=headers).status_code == 413
    assert server.client.post("/update", content=body, headers=headers | WRITING).status_code == 204
    assert server.client.post("/sparql", content=iter([body]), headers={"Content-Type": QUERY}).status_code == 413


def test_a_query_that_takes_too_long_is_503_and_the_next_is_answered(strict):
    answer = get(strict, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    assert answer.status_code == 503
    assert problem(answer)["what"] == "no answer after 1 seconds"
    assert answer.headers["retry-after"] == "5"
    assert strict.ask(ASK)


def test_a_query_that_takes_too_much_memory_is_503_and_the_next_is_answered(strict):
    doubling = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    answer = get(strict, f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('xxxxxxxxxx' AS ?x0) {doubling} }}")
    assert answer.status_code == 503
    assert "more than 64 MiB of memory" in problem(answer)["what"]
    assert strict.ask(ASK)


def test_a_long_query_holds_up_no_short_one(server):
    values = " ".join(map(str, range(350)))
    long = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?a {{ {values} }} VALUES ?b {{ {values} }} VALUES ?c {{ {values} }} }}"
    with ThreadPoolExecutor(4) as threads:
        asked = threads.submit(server.select, long)
        assert all(threads.map(server.ask, [ASK] * 40))
        assert not asked.done()
        assert asked.result() == [{"n": str(350 ** 3)}]


def test_the_same_query_gives_the_same_bytes(server):
    queries = ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o")
    for query, accept in zip(queries, (TURTLE, CSV), strict=True):
        assert get(server, query, accept).content == get(server, query, accept).content


def test_who_has_an_answer_already_is_told_so(server):
    first = get(server, ASK)
    again = get(server, ASK, **{"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert get(server, ASK, **{"If-None-Match": f'"other", W/{first.headers["etag"]}'}).status_code == 304
    assert get(server, ASK, **{"If-None-Match": '"other"'}).status_code == 200


def test_a_compressed_answer_is_another_one_and_its_tag_another(server):
    query = "SELECT * { ?s ?p ?o } LIMIT 50"
    tags = {accepted: get(server, query, **{"Accept-Encoding": accepted}).headers["etag"]
            for accepted in ("gzip", "identity", "gzip;q=0", "br")}
    assert tags["gzip"] != tags["identity"] == tags["gzip;q=0"] == tags["br"]
    for accepted, tag in tags.items():
        told = {t: get(server, query, **{"Accept-Encoding": accepted, "If-None-Match": t}) for t in tags.values()}
        assert {t: answer.status_code for t, answer in told.items()} == {t: 304 if t == tag else 200 for t in tags.values()}


def test_a_small_answer_is_not_compressed(server):
    answer = get(server, ASK, **{"Accept-Encoding": "gzip"})
    assert "content-encoding" not in answer.headers
    assert answer.headers["etag"] == get(server, ASK, **{"Accept-Encoding": "identity"}).headers["etag"]


def test_an_answer_varies_with_what_is_accepted_and_is_asked_for_again(server):
    answer = get(server, ASK)
    assert "Accept" in answer.headers["vary"]
    assert answer.headers["cache-control"] == "no-cache"


def test_head_gives_the_headers_of_get(server):
    answer = server.client.head("/sparql", params={"query": ASK}, headers={"Accept": JSON})
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["etag"] == get(server, ASK).headers["etag"]


def test_answers_are_compressed_when_that_is_accepted(server):
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    with server.client.stream("GET", "/sparql", params={"query": query}, headers={"Accept-Encoding": "gzip"}) as answer:
        packed = b"".join(answer.iter_raw())
        assert answer.headers["content-encoding"] == "gzip"
    plain = get(server, query, "*/*", **{"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(packed) == plain.content


def test_a_large_answer_is_streamed_from_a_file_that_is_gone_afterwards(server):
    answer = get(server, MANY, CSV, **{"Accept-Encoding": "identity"})
    assert answer.status_code == 200
    assert len(answer.content) == int(answer.headers["content-length"]) > 256 * 1024
    assert len(answer.text.splitlines()) == 1 + 200 * 200
    assert not list(server.copies.glob("answer-*"))


def test_a_large_answer_may_be_compressed_too(server):
    assert len(get(server, MANY, CSV).text.splitlines()) == 1 + 200 * 200


def test_a_large_answer_that_nobody_reads_to_its_end_leaves_no_file(server):
    with server.client.stream("GET", "/sparql", params={"query": MANY}, headers={"Accept": CSV}) as answer:
        next(answer.iter_bytes(1))
    assert not list(server.copies.glob("answer-*"))
    assert server.ask(ASK)


def test_what_was_not_foreseen_is_no_address(server):
    for path in ("/nowhere", "/sparql/x", "/../etc/passwd", "/assets/..%2f..%2fpyproject.toml", "/api/nothing"):
        answer = server.client.get(path)
        assert answer.status_code == 404, path
        assert problem(answer)["detail"]


def test_the_server_answers_only_to_its_own_name(server):
    for host in ("evil.example", "127.0.0.1.evil.example", "evil.example:80", ""):
        answer = server.client.get("/healthz", headers={"Host": host})
        assert answer.status_code == 421, host
    assert server.client.get("/healthz", headers={"Host": "LOCALHOST:9999"}).text == "ok\n"


def test_answers_are_data_and_nothing_else(server):
    for answer in (get(server, ASK), get(server, "no"), server.client.get("/healthz")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_no_page_elsewhere_reads_answers_unless_it_is_named(server, strict):
    named, other = {"Origin": "https://news.example"}, {"Origin": "https://evil.example"}
    assert "access-control-allow-origin" not in get(server, ASK, **named).headers
    assert "access-control-allow-origin" not in get(strict, ASK, **other).headers
    assert get(strict, ASK, **named).headers["access-control-allow-origin"] == "https://news.example"


def test_a_page_that_is_named_may_ask_what_it_may_ask(server, strict):
    asking = {"Origin": "https://news.example", "Access-Control-Request-Method": "POST"}
    assert strict.client.options("/sparql", headers=asking).status_code == 200
    assert server.client.options("/sparql", headers=asking).status_code == 405


def test_metrics_count_what_was_answered(server):
    get(server, ASK)
    text = server.client.get("/metrics").text
    assert 'kg_requests_total{method="GET",place="sparql",status="200"}' in text
    assert "kg_query_processes_busy" in text
