"""A user's authority file: CSV or Turtle, read as if a stranger had written it."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from kg.errors import SourceError, UnknownTermError
from kg.identity.authority import LONGEST, MOST_NAMES, read
from kg.identity.records import Record
from kg.sources.inputs import Input

HEADER = "identifier,label,type,aliases,place,office,website\n"
TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> . @prefix old: <http://schema.org/> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kg: <https://w3id.org/newskg/ontology#> . @prefix x: <https://registry.example/> .
"""


def of_csv(text: str, type_: str | None = None) -> tuple[Record, ...]:
    return read(Input("mine.csv", io.BytesIO(text.encode())), type_)


def of_turtle(tmp_path: Path, text: str, type_: str | None = None) -> tuple[Record, ...]:
    (tmp_path / "mine.ttl").write_text(TURTLE + text, "utf-8")
    return read(Input(str(tmp_path / "mine.ttl")), type_)


def test_a_row_of_csv_is_a_record() -> None:
    (record,) = of_csv(HEADER + 'leg:17,Ann Weber,Person,Annie Weber; A. Weber,"Duluth, Minnesota",mayor,https://weber.example/\n')
    assert record == Record("leg:17", "Ann Weber", "Person", ("A. Weber", "Annie Weber"), "Duluth, Minnesota", "mayor",
                            "https://weber.example/")


def test_columns_stand_in_any_order_and_most_may_be_missing() -> None:
    (record,) = of_csv("type,identifier,label\nCounty,https://registry.example/c/1,Vale County\n")
    assert (record.iri, record.type, record.names) == ("https://registry.example/c/1", "County", ("Vale County",))


def test_a_packed_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine.csv.gz").write_bytes(gzip.compress((HEADER + "a:1,Ann Weber,Person,,,,\n").encode()))
    assert [record.label for record in read(Input(str(tmp_path / "mine.csv.gz")))] == ["Ann Weber"]


@pytest.mark.parametrize(("text", "says"), [
    ("identifier,label\na:1,Ann\n", r"the columns identifier,label \(at mine.csv\); valid: identifier,label,type, and"),
    ("identifier,label,type,mood\n", "the columns identifier,label,type,mood"),
    (HEADER + "a:1,Ann Weber\n", r"another number of columns \(at mine.csv, line 2\)"),
    (HEADER + ",Ann Weber,Person,,,,\n", "without an identifier or a label"),
    (HEADER + "a:1,Ann Weber,Person,,,,\na:1,Ben Weber,Person,,,,\n", r"'a:1' is given twice \(at mine.csv, line 3\)"),
    (HEADER + "https://a.example/> } ; DROP ALL,Ann Weber,Person,,,,\n", "no IRI: "),
    (HEADER + "javascript://a,Ann Weber,Person,,,,\n", "no IRI: 'javascript://a'"),
    (HEADER + "https://w3id.org/newskg/id/entity/person/x,Ann Weber,Person,,,,\n", "an IRI of the graph's own"),
    (HEADER + "a:1,Ann Weber,Person,,,,javascript:alert(1)\n", "no address"),
    (HEADER + "a:1,Ann\x1b[31mWeber,Person,,,,\n", "control characters"),
    (HEADER + f"a:1,{'A' * (LONGEST + 1)},Person,,,,\n", "too long"),
    (HEADER + f"a:1,Ann,Person,{';'.join(map(str, range(MOST_NAMES)))},,,\n", "too long"),
    (HEADER + 'a:1,"Ann Weber,Person,,,,\n', "no CSV"),
    (HEADER, "no record"), ("", "the columns "),
])
def test_what_is_no_authority_file_is_told_with_its_line(text: str, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        of_csv(text)


def test_a_class_that_the_ontology_lacks_is_answered_with_those_it_has() -> None:
    with pytest.raises(UnknownTermError, match="valid: one of Agency"):
        of_csv(HEADER + "a:1,Ann Weber,Persn,,,,\n")
    assert of_csv("identifier,label,type\na:1,Ann Weber,\n", "Person")[0].type == "Person"


@pytest.mark.parametrize("label", ["skos:prefLabel", "rdfs:label", "schema:name", "old:name"])
def test_a_resource_with_a_label_and_a_known_type_is_a_record(label: str, tmp_path: Path) -> None:
    labels = f'{label} "Anna Weber"@de, "Ann Weber"@en ; skos:altLabel "Annie Weber"'
    (record,) = of_turtle(tmp_path, f"x:1 a schema:Person ; {labels} .")
    assert (record.iri, record.label, record.type) == ("https://registry.example/1", "Ann Weber", "Person")
    assert record.aliases == ("Anna Weber", "Annie Weber")


def test_classes_that_the_ontology_aligns_count_as_its_own(tmp_path: Path) -> None:
    records = of_turtle(tmp_path, """x:1 a schema:GovernmentOrganization ; rdfs:label "River Bureau" .
        x:2 a old:City ; rdfs:label "Duluth" . x:3 a kg:County ; rdfs:label "Vale County" .""")
    assert [record.type for record in records] == ["Agency", "City", "County"]


def test_place_office_and_website_are_words_or_resources_that_the_file_names(tmp_path: Path) -> None:
    (weber, *_) = of_turtle(tmp_path, """x:1 a schema:Person ; rdfs:label "Ann Weber" ; schema:jobTitle "mayor" ;
        schema:areaServed x:2 ; schema:url <https://weber.example/> . x:2 a schema:City ; rdfs:label "Duluth" .""")
    assert (weber.place, weber.office, weber.website) == ("Duluth", "mayor", "https://weber.example/")


def test_concepts_without_a_class_are_of_the_one_that_is_asked_for(tmp_path: Path) -> None:
    concept = 'x:1 a skos:Concept ; skos:prefLabel "Vale County" .'
    assert of_turtle(tmp_path, concept, "County")[0].type == "County"
    with pytest.raises(SourceError, match="no record of a known type"):
        of_turtle(tmp_path, concept)


@pytest.mark.parametrize(("text", "says"), [
    ("x:1 a [", r"\(at .*mine.ttl"),
    ("x:1 x:2 " + "[ x:3 " * 40, "nested too deep"),
    ('<javascript:alert(1)> a schema:Person ; rdfs:label "Ann" .', "no IRI that may stand"),
    ('<http://w3id.org/a> a schema:Person ; rdfs:label "Ann\\u0007" .', "control characters"),
])
def test_turtle_that_is_malformed_or_hostile_is_refused(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=says):
        of_turtle(tmp_path, text)


def test_other_files_are_refused_by_their_suffix(tmp_path: Path) -> None:
    (tmp_path / "mine.xlsx").write_bytes(b"PK")
    with pytest.raises(SourceError, match=r"valid: \.csv, \.ttl, \.nt"):
        read(Input(str(tmp_path / "mine.xlsx")))
