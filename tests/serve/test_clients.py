"""Clients that people use give the same answers as ``kg query``."""

import json
import shutil
import subprocess
import sys

import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

from kg.query.snapshot import snapshot
from kg.store.embedded import EmbeddedStore
from tests.foreign.readers import read
from tests.serve.serving import TOKEN, WRITING

PREFIXES = """PREFIX kg: <https://w3id.org/newskg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
SELECT = PREFIXES + "SELECT ?who ?name { ?who a kg:Person ; rdfs:label ?name } ORDER BY ?who"
ASK = PREFIXES + "ASK { ?s a kg:Claim }"
CONSTRUCT = PREFIXES + "CONSTRUCT { ?who rdfs:label ?name } WHERE { ?who a kg:Person ; rdfs:label ?name }"


def asked(store, query, format_):
    """What ``kg query`` prints."""
    command = [sys.executable, "-m", "kg.cli", "query", "-", "--store", str(store), "--format", format_]
    return subprocess.run(command, input=query.encode(), capture_output=True, check=True).stdout.decode()


@pytest.fixture(scope="module")
def copy(strict, tmp_path_factory):
    """A copy of the store, so that kg query and the server need not share it."""
    folder = tmp_path_factory.mktemp("copy") / "news.kg"
    with snapshot(EmbeddedStore(strict.store).quads, strict.store) as files:
        shutil.copytree(files, folder)
    return folder


@pytest.fixture(scope="module")
def rows(copy):
    """The solutions of SELECT, as kg query has them."""
    found = [{name: term["value"] for name, term in row.items()}
             for row in json.loads(asked(copy, SELECT, "json"))["results"]["bindings"]]
    assert len(found) == 3
    return found


@pytest.fixture(scope="module")
def graph(copy):
    """The triples of CONSTRUCT, as kg query has them."""
    return {tuple(map(str, triple)) for triple in Graph().parse(data=asked(copy, CONSTRUCT, "ttl"), format="turtle")}


class TestSPARQLWrapper:
    @pytest.mark.parametrize("method", ["GET", POST])
    def test_select(self, strict, rows, method):
        client = SPARQLWrapper(f"{strict.url}/sparql", returnFormat=JSON)
        client.setQuery(SELECT)
        client.setMethod(method)
        found = client.queryAndConvert()["results"]["bindings"]
        assert [{name: term["value"] for name, term in row.items()} for row in found] == rows

    def test_select_as_xml_and_csv(self, strict, copy, rows):
        client = SPARQLWrapper(f"{strict.url}/sparql", returnFormat=XML)
        client.setQuery(SELECT)
        assert len(client.queryAndConvert().getElementsByTagName("result")) == len(rows)
        client.setReturnFormat(CSV)
        assert client.queryAndConvert().decode() == asked(copy, SELECT, "csv")

    def test_ask(self, strict):
        client = SPARQLWrapper(f"{strict.url}/sparql", returnFormat=JSON)
        client.setQuery(ASK)
        assert client.queryAndConvert()["boolean"] is True

    def test_construct(self, strict, graph):
        client = SPARQLWrapper(f"{strict.url}/sparql", returnFormat=TURTLE)
        client.setQuery(CONSTRUCT)
        found = Graph().parse(data=client.queryAndConvert(), format="turtle")
        assert {tuple(map(str, triple)) for triple in found} == graph

    def test_update(self, server):
        client = SPARQLWrapper(f"{server.url}/sparql", updateEndpoint=f"{server.url}/update")
        client.addCustomHttpHeader("Authorization", f"Bearer {TOKEN}")
        client.setMethod(POST)
        client.setQuery("INSERT DATA { GRAPH <urn:wrapper> { <a:s> <a:p> 'wrapper' } }")
        client.query()
        assert server.ask("ASK { GRAPH <urn:wrapper> { ?s ?p 'wrapper' } }")


class TestRdflib:
    @pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
    def test_select_and_ask(self, strict, rows, method):
        remote = Graph(SPARQLStore(f"{strict.url}/sparql", method=method))
        assert [{name: str(value) for name, value in row.asdict().items()} for row in remote.query(SELECT)] == rows
        assert remote.query(ASK).askAnswer

    def test_construct(self, strict, graph):
        remote = Graph(SPARQLStore(f"{strict.url}/sparql"))
        assert {tuple(map(str, triple)) for triple in remote.query(CONSTRUCT)} == graph

    def test_a_remote_graph_is_read_as_one_at_hand(self, strict, rows):
        remote = Graph(SPARQLStore(f"{strict.url}/sparql"))
        label = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
        for row in rows[:3]:
            assert row["name"] in {str(name) for name in remote.objects(URIRef(row["who"]), label)}

    def test_a_remote_graph_is_changed_as_one_at_hand(self, server):
        store = SPARQLUpdateStore(f"{server.url}/sparql", f"{server.url}/update", headers=WRITING)
        remote = Dataset(store).graph(URIRef("urn:rdflib"))
        triple = (URIRef("a:s"), URIRef("a:p"), Literal("é \"quoted\" \\ and\nbroken"))
        remote.add(triple)
        assert list(remote) == [triple]
        remote.remove(triple)
        assert list(remote) == []

    def test_a_graph_is_fetched_by_its_address(self, server):
        url = f"{server.url}/store/rdflib"
        server.client.put(url, content=b"<> <a:p> 'here' .", headers=WRITING | {"Content-Type": "text/turtle"})
        assert set(Graph().parse(url)) == {(URIRef(url), URIRef("a:p"), Literal("here"))}


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
class TestCurl:
    def curl(self, *arguments):
        command = ["curl", "--silent", "--show-error", "--fail-with-body", *arguments]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()

    def test_a_query_by_get_and_by_post(self, strict, copy):
        expected = asked(copy, SELECT, "csv")
        for more in (["--get"], []):
            found = self.curl(*more, "-H", "Accept: text/csv", f"{strict.url}/sparql", "--data-urlencode", f"query={SELECT}")
            assert found == expected

    def test_a_compressed_graph(self, strict, graph):
        found = self.curl("--compressed", f"{strict.url}/sparql", "--data-urlencode", f"query={CONSTRUCT}")
        assert {tuple(map(str, triple)) for triple in Graph().parse(data=found, format="turtle")} == graph

    def test_a_file_is_put(self, server, tmp_path):
        file = tmp_path / "graph.ttl"
        file.write_text("<a:s> <a:p> 'curl' .", "utf-8")
        self.curl("-T", str(file), "-H", "Content-Type: text/turtle", "-H", f"Authorization: Bearer {TOKEN}",
                  f"{server.url}/store?graph=urn:curl")
        assert server.ask("ASK { GRAPH <urn:curl> { ?s ?p 'curl' } }")


class TestComunica:
    def test_select(self, strict, rows):
        assert read("sparql.mjs", SELECT, f"{strict.url}/sparql") == rows

    def test_ask(self, strict):
        assert read("sparql.mjs", ASK, f"{strict.url}/sparql") is True

    def test_construct(self, strict, graph):
        assert {tuple(triple) for triple in read("sparql.mjs", CONSTRUCT, f"{strict.url}/sparql")} == graph
