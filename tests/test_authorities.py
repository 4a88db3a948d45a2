"""The authority files are whole and consistent, and names find their records."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import authorities, ontology
from kg.errors import OntologyError

HEADER = ",".join(authorities.COLUMNS)


def found(name: str) -> list[str]:
    return [r.identifier for r in authorities.load().lookup(name)]


@pytest.mark.parametrize(("name", "identifier"), [
    ("Immigration and Customs Enforcement", "gov.us:ice"), ("U.S. Immigration and Customs Enforcement", "gov.us:ice"),
    ("ICE", "gov.us:ice"), ("the FBI", "gov.us:fbi"), ("the White House", "gov.us:whitehouse"), ("Pentagon", "gov.us:dod"),
    ("Hennepin County", "fips:27053"), ("Orleans Parish", "fips:22071"), ("Brooklyn", "fips:36047"),
    ("Minnesota", "fips:27"), ("MINNESOTA", "fips:27"), ("Minn.", "fips:27"), ("MN", "fips:27"), ("D.C.", "fips:11"),
    ("US", "iso3166:US"), ("U.S.", "iso3166:US"), ("the Netherlands", "iso3166:NL"), ("Saint Paul", "geonames:5045360"),
    ("governor", "office:governor"), ("Gov.", "office:governor"), ("Border Czar", "office:border-czar"),
    ("Maj. Gen.", "rank:major-general"), ("the federal government", "gov.us:us"),
    ("AP", "news:associated-press"), ("DFL", "party.us:democratic-farmer-labor-party"), ("GOP", "party.us:republican-party"),
    ("ACLU of Minnesota", "org:aclu-of-minnesota"), ("EMILY\u2019s List", "org:emily-s-list"),
])
def test_a_name_finds_its_record(name: str, identifier: str) -> None:
    assert identifier in found(name)


@pytest.mark.parametrize("word", ["ice", "us", "who", "it", "wash", "miss", "in", "mobile", "turkey", "target", "", " "])
def test_a_common_word_finds_nothing(word: str) -> None:
    assert found(word) == []


def test_an_ambiguous_name_finds_all_its_records() -> None:
    assert {"iso3166:GE", "fips:13"} <= set(found("Georgia"))
    assert len(found("Washington County")) > 20


def test_counties_are_all_there() -> None:
    counties = [r for r in authorities.load().records if r.identifier.startswith("fips:") and len(r.identifier) == 10]
    assert len(counties) == 3234
    per_state = {state: sum(r.place == state for r in counties) for state in ("fips:27", "fips:48", "fips:22")}
    assert per_state == {"fips:27": 87, "fips:48": 254, "fips:22": 64}


def test_every_record_is_consistent() -> None:
    known = authorities.load()
    types = set(ontology.load().types) | {authorities.RANK}
    for record in known.records:
        assert record.type in types, record
        assert all(name and name == name.strip() for name in record.names), record
        assert len(set(record.names)) == len(record.names), record
        for link in (record.parent, record.place):
            assert link is None or known.by_identifier(link) is not None, record
        assert record.same_as is None or record.same_as.startswith("http://www.wikidata.org/entity/Q"), record


def test_every_record_is_found_by_each_of_its_names() -> None:
    known = authorities.load()
    lost = [(r.identifier, name) for r in known.records for name in r.names if r not in known.lookup(name)]
    assert lost == []


def test_one_wikidata_item_is_one_thing_except_washington() -> None:
    seen: dict[str, list[str]] = {}
    for record in authorities.load().records:
        if record.same_as:
            seen.setdefault(record.same_as, []).append(record.identifier)
    assert {iri: ids for iri, ids in seen.items() if len(ids) > 1} == {}


def test_every_file_names_source_and_licence() -> None:
    readme = (ontology.folder() / "authorities" / "README.md").read_text("utf-8")
    files = sorted((ontology.folder() / "authorities").glob("*.csv"))
    assert len(files) == 11
    for file in files:
        assert file.read_text("utf-8").startswith("# "), file
        assert f"`{file.name}`" in readme


def test_names_of_a_type_are_sorted_and_distinct() -> None:
    names = authorities.load().names("PoliticalParty")
    assert list(names) == sorted(set(names))
    assert {"DFL", "Republican Party"} <= set(names)


def test_demonyms_lead_to_places() -> None:
    assert authorities.load().demonyms()["Somali"].name == "Somalia"


@pytest.mark.parametrize(("text", "message"), [
    ("name,type\nX,Agency\n", r"columns name,type.*a\.csv:1"),
    (f"# a list\n{HEADER}\nx:1,Agency,X\n", r"3 columns.*a\.csv:3"),
    (f"{HEADER}\nx:1,Agency,X,,,,,\nx:1,Agency,Y,,,,,\n", r"'x:1' is given twice.*a\.csv:3"),
])
def test_a_faulty_file_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.csv").write_text(text, "utf-8")
    with pytest.raises(OntologyError, match=message):
        authorities.load(tmp_path)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="no authority files"):
        authorities.load(tmp_path)
