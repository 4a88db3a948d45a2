"""The Cypher script: read by the grammar of Neo4j's own editors, and run in an engine."""

import json

import pytest

from kg.export.cypher import literal
from kg.export.property_graph import labels, relationship
from kg.network.graph import to_networkx
from kg.network.selection import EVERYTHING, PLAIN
from kg.ontology import load
from tests.export.cypher_engine import Engine
from tests.export.stores import ID, ODD_TEXTS, large
from tests.export.test_writers import written
from tests.foreign.readers import read


def statements(store, selection=PLAIN, *arguments):
    found = read("cypher.mjs", written("cypher", store, selection=selection)[0], *arguments)
    assert found["errors"] == []
    return found["statements"]


def loaded(engine):
    """The nodes by IRI and the relationships by IRI, as the engine has them."""
    nodes = [row["n"] for row in engine.ask("MATCH (n:Entity) RETURN n")]
    edges = engine.ask("MATCH (s)-[r]->(t) RETURN s.iri AS source, r, t.iri AS target")
    return ({(p := json.loads(n["properties"])).pop("iri"): (set(json.loads(n["labels"])), p) for n in nodes},
            {(p := json.loads(e["r"]["properties"])).pop("iri"): (e["source"], e["r"]["type"], e["target"], p) for e in edges})


@pytest.mark.parametrize("selection", [PLAIN, EVERYTHING, EVERYTHING.but(merge_parallel=True)])
def test_an_engine_has_every_node_and_edge_with_their_values(selection, two_articles):
    engine, expected = Engine(), to_networkx(two_articles, selection)
    engine.run(statements(two_articles, selection))
    nodes, edges = loaded(engine)
    assert nodes == {iri: (set(labels(data["type"])), data) for iri, data in expected.nodes(data=True)}
    assert edges == {key: (source, relationship(data["relation"]), target, data)
                     for source, target, key, data in expected.edges(keys=True, data=True)}


def test_running_it_again_changes_nothing(two_articles):
    engine, script = Engine(), statements(two_articles, EVERYTHING, "check")
    engine.run(script)
    before = loaded(engine)
    engine.run(script)
    assert loaded(engine) == before
    assert len(before[1]) == 14


def test_every_odd_text_comes_back(odd_store):
    engine = Engine()
    engine.run(statements(odd_store, PLAIN, "check"))
    nodes, edges = loaded(engine)
    assert {name: nodes[ID + name][1]["label"] for name in ODD_TEXTS} == ODD_TEXTS
    assert {name: edges[f"{ID}s-{name}"][3]["evidence"] for name in ODD_TEXTS} == ODD_TEXTS
    assert edges[ID + "s-self"][:3] == (ID + "self", "SUPPORTS", ID + "self")
    assert (len(nodes), len(edges)) == (len(ODD_TEXTS) + 2, len(ODD_TEXTS) + 1)


def test_an_empty_graph_is_a_constraint(empty_store):
    (only,) = statements(empty_store)
    assert only.endswith("CREATE CONSTRAINT entity_iri IF NOT EXISTS FOR (n:Entity) REQUIRE n.iri IS UNIQUE;")


def test_rows_come_in_batches():
    store = large(1500)
    sizes = [text.count("\n  {iri:") for text in written("cypher", store)[0].decode().split("\nUNWIND [")[1:]]
    assert max(sizes) == 200
    assert sum(sizes) == len(to_networkx(store)) + 1500


HOSTILE = ("' OR 1=1", "\\' }) DETACH DELETE n //", "\\", "\\\\'", "\\u0027", "\\\\u0027 }] AS row", "`", "'''", "*/ //",
           "a\n;\nMATCH (n) DETACH DELETE n;")


def test_no_text_ends_its_quotes():
    found = read("cypher.mjs", "".join(f"RETURN {literal(text)} AS text;\n" for text in HOSTILE), "check")
    assert (len(found["statements"]), found["errors"]) == (len(HOSTILE), [])
    assert [Engine().ask(f"RETURN {literal(text)} AS text") for text in HOSTILE] == [[{"text": text}] for text in HOSTILE]


def test_what_is_no_cypher_is_an_error():
    assert read("cypher.mjs", "RETURN 'it's' AS text;", "check")["errors"] != []


def test_neo4j_reads_escapes_before_quotes_so_that_no_quote_is_one():
    assert literal("\\u0027 ' \u202e") == "'\\\\u0027 \\' \\u202E'"


def test_the_names_of_all_classes_and_relations_need_no_quoting():
    sets = "".join(f"SET n:{name} " for type_ in sorted(load().types) for name in labels(type_))
    kinds = "|".join(relationship(name) for name in sorted(load().relations))
    assert read("cypher.mjs", f"MATCH (n)-[r:{kinds}]->() {sets}", "check")["errors"] == []
    assert len({relationship(name) for name in load().relations}) == len(load().relations)


def test_names_of_a_users_own_classes_end_nothing():
    assert labels("x`) DETACH DELETE n //") == ("x___DETACH_DELETE_n___", "Entity")
    assert labels("2nd;Class")[0] == "_2nd_Class"

