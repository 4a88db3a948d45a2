"""FollowTheMoney, validated by the package that defines it: every value fits its property, every end its range."""

from __future__ import annotations

import io
import json

import pytest
from followthemoney import model

from kg.export.destination import write_into
from kg.export.ftm_mapping import _links, _schemata
from kg.export.registry import find
from kg.export.writer import Request
from kg.network.projection import Projection
from kg.network.selection import EVERYTHING, PLAIN
from kg.ontology import load
from kg.rdf.prefixes import PREFIXES
from tests.export.stores import LONG, ODD_TEXTS, entity, statement

ID = "https://w3id.org/newskg/id/"


def written(store, selection=EVERYTHING):
    output = io.BytesIO()
    report = write_into(output, find("ftm"), Request(store, PREFIXES, selection))
    return [json.loads(line) for line in output.getvalue().splitlines()], report


def of_schema(entities, *names):
    return [e for e in entities if e["schema"] in names]


def value(entity, name):
    (found,) = entity["properties"][name]
    return found


def checked(entities):
    """Read the entities as Aleph does, and check all that their schemata ask for."""
    proxies = {e["id"]: model.get_proxy(e) for e in entities}
    assert len(proxies) == len(entities)
    for raw in entities:
        proxy = proxies[raw["id"]]
        proxy.schema.validate(raw)
        for name in proxy.schema.required:
            assert raw["properties"].get(name), (raw, name)
        for name, values in raw["properties"].items():
            prop = proxy.schema.get(name)
            assert prop is not None, (raw["schema"], name)
            assert all(0 < len(v) <= prop.type.max_length for v in values)
            for end in values if prop.range else ():
                assert proxies[end].schema.is_a(prop.range), (raw["schema"], name, proxies[end].schema.name)
    return proxies


@pytest.mark.parametrize("fixture", ["two_articles", "odd_store", "examples"])
@pytest.mark.parametrize("selection", [PLAIN, EVERYTHING, EVERYTHING.but(merge_parallel=True)], ids=["plain", "all", "merged"])
def test_every_entity_is_valid_and_every_end_in_range(fixture, selection, request):
    store = request.getfixturevalue("examples_graph").store.quads if fixture == "examples" else request.getfixturevalue(fixture)
    entities, report = written(store, selection)
    proxies = checked(entities)
    projection = Projection(store, selection)
    links = [p for p in proxies.values() if p.schema.edge]
    lost = {loss.what: loss.count for loss in report.losses if "schema" in loss.why or "of these entities" in loss.why}
    assert len(links) == projection.number_of_edges - lost.get("statements", 0) == report.wrote["links"]
    assert len(proxies) - len(links) - report.wrote["articles"] == projection.number_of_nodes - lost.get("entities", 0)


def test_the_mapping_says_of_schemata_what_the_model_says():
    for schema in _schemata().values():
        known = model.get(schema.name)
        assert not known.abstract
        assert schema.wider <= {s.name for s in known.schemata}
        assert set(schema.named) <= set(known.properties)
        assert set(known.required) <= set(schema.named)
    for _, link in _links():
        known = model.get(link.schema)
        assert (known.source_prop.name, known.target_prop.name) == (link.subject, link.object)
        assert (known.source_prop.range.name, known.target_prop.range.name) == (link.subject_range, link.object_range)
        assert not link.named or link.named in known.properties


def test_the_mapping_names_classes_and_relations_of_the_ontology():
    assert set(_schemata()) <= set(load().types)
    assert {name for name, _ in _links()} - {"*"} <= set(load().relations)
    assert _links()[-1][0] == "*"


def test_an_office_is_an_occupancy_with_its_quotation_and_source(two_articles):
    entities, _ = written(two_articles)
    (occupancy,) = of_schema(entities, "Occupancy")
    by_id = {e["id"]: e for e in entities}
    assert value(by_id[value(occupancy, "holder")], "name") == "Tom Homan"
    assert value(by_id[value(occupancy, "post")], "name") == "border czar"
    assert value(occupancy, "summary") == "Border czar Tom Homan"
    assert value(occupancy, "recordId") == ID + "s1"
    article = by_id[value(occupancy, "proof")]
    assert (value(article, "title"), value(article, "publisher"), value(article, "publishedAt")) == (
        "Officers to leave", "Gazette", "2026-02-04")
    assert value(by_id["homan"], "notes") == f"IRI: {ID}homan"


def test_what_is_not_simply_so_is_an_unknown_link_that_says_so(two_articles):
    entities, _ = written(two_articles)
    by_record = {value(e, "recordId").removeprefix(ID): e for e in entities if "recordId" in e["properties"]}
    assert {by_record[s]["schema"] for s in ("s3", "s4", "s9", "s14")} == {"UnknownLink"}
    assert value(by_record["s3"], "role") == "planned: withdraws from"
    assert value(by_record["s3"], "description") == "planned; on the word of Tom Homan; 700 officers; confidence 0.7"
    assert value(by_record["s4"], "role") == "said not to be so: party to"
    assert (value(by_record["s3"], "startDate"), value(by_record["s6"], "startDate")) == ("2026-02-04", "2026-02")


def test_what_has_no_schema_is_counted_with_the_statements_about_it(odd_store):
    odd_store.extend(entity(ID + "act", "Law", "Riley Act"))
    odd_store.extend(statement("s-act", (ID + "cjk", "supports", ID + "act"), "backs the act", "a"))
    entities, report = written(odd_store)
    assert "Riley Act" not in json.dumps(entities)
    losses = {str(loss) for loss in report.losses}
    assert "without 1 entities: no schema is for what they are: Law, or no class of the ontology" in losses
    assert "without 1 statements: of these entities" in losses


def test_money_is_a_payment_with_its_amount(odd_store):
    import pyoxigraph as ox

    from kg.ontology import KG

    odd_store.extend(entity(ID + "agency", "Agency", "Fund"))
    odd_store.extend(statement("s-pay", (ID + "agency", "funds", ID + "cjk"), "paid $2.5 million", "a"))
    for name, literal in (("count", ox.Literal("2500000.50", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))),
                          ("unit", ox.Literal("USD"))):
        odd_store.add(ox.Quad(ox.NamedNode(ID + "s-pay"), ox.NamedNode(KG + name), literal, ox.NamedNode(ID + "a")))
    entities, _ = written(odd_store)
    (payment,) = of_schema(entities, "Payment")
    assert (value(payment, "amount"), value(payment, "currency")) == ("2500000.5", "USD")
    checked(entities)


def test_odd_texts_keep_their_words_on_one_line(odd_store):
    entities, report = written(odd_store)
    names = {e["id"]: value(e, "name") for e in of_schema(entities, "Person")}
    assert names["accents"] == ODD_TEXTS["accents"]
    assert names["rtl"] == ODD_TEXTS["rtl"]
    assert names["script"] == ODD_TEXTS["script"]
    assert names["lines"] == "first line second third tab separator next"
    assert names["blank"] == ID + "blank"
    assert len(names["long"]) == 384 < len(LONG)
    assert any(loss.what == "ends of texts" for loss in report.losses)
    loops = [e for e in of_schema(entities, "UnknownLink") if e["properties"]["subject"] == e["properties"]["object"]]
    assert [value(e, "summary") for e in loops] == ["They support themselves"]


def test_an_address_that_is_none_of_the_web_is_left_out_and_counted(odd_store):
    import pyoxigraph as ox

    url = ox.NamedNode("https://schema.org/url")
    for quad in list(odd_store.quads_for_pattern(None, url, None, None)):
        odd_store.remove(quad)
        odd_store.add(ox.Quad(quad.subject, url, ox.Literal("javascript:alert(1)"), quad.graph_name))
    entities, report = written(odd_store)
    assert "javascript:alert(1)" not in {v for e in entities for v in e["properties"].get("sourceUrl", ())}
    assert any(loss.what == "addresses" for loss in report.losses)


def test_an_empty_store_is_an_empty_file(empty_store):
    entities, report = written(empty_store)
    assert entities == []
    assert report.wrote == {"entities": 0, "links": 0, "articles": 0}
