"""The ontology is whole, its terms are explained, and a relation can be added without Python."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import ontology
from kg.errors import OntologyError, UnknownTermError

TYPES = [
    "Person", "Organization", "Agency", "NewsOrganization", "PoliticalParty", "Place", "Country", "State", "County",
    "City", "Facility", "Operation", "Agreement", "Law", "LegalCase", "Event", "Position", "Group",
]
RELATIONS = [
    "holdsPosition", "positionAt", "memberOf", "partOf", "locatedIn", "takesPlaceIn", "conducts", "participatesIn",
    "deploysTo", "withdrawsFrom", "partyTo", "negotiates", "appliesTo", "cooperatesWith", "meetsWith", "directs",
    "appoints", "dismisses", "arrests", "charges", "convicts", "sues", "rulesOn", "investigates", "kills", "injures",
    "victimOf", "praises", "criticizes", "supports", "opposes", "callsFor", "announces", "enacts", "proposes", "ends",
    "funds", "relativeOf",
]
README = ontology.folder() / "README.md"


def store() -> ox.Store:
    loaded = ox.Store()
    for file in ontology.load().files:
        loaded.load(path=file, format=ox.RdfFormat.TURTLE)
    return loaded


def copy_of_the_ontology(folder: Path) -> Path:
    return Path(shutil.copytree(ontology.folder(), folder / "ontology"))


@pytest.mark.parametrize("name", TYPES)
def test_every_type_is_labelled_and_defined(name: str) -> None:
    found = ontology.load().type(name)
    assert found.label
    assert found.definition.endswith(".")
    assert "Entity" in found.parents


@pytest.mark.parametrize("name", RELATIONS)
def test_every_relation_is_labelled_and_defined_with_domain_range_and_words(name: str) -> None:
    known = ontology.load()
    relation = known.relation(name)
    assert relation.label
    assert relation.definition
    assert all("Entity" in (t, *known.type(t).parents) for t in relation.domain | relation.range)
    assert [f for f in known.frames if f.relation == name], "no frame evokes it"


def test_the_vocabulary_is_what_it_says() -> None:
    known = ontology.load()
    assert set(known.relations) == set(RELATIONS)
    assert set(known.types) == {*TYPES, "Agent", "Entity"}
    assert {r.name for r in known.relations.values() if r.symmetric} == {"cooperatesWith", "meetsWith", "relativeOf"}


def test_places_organisations_groups_and_offices_may_act() -> None:
    known = ontology.load()
    assert all(known.is_a(t, "Agent") for t in ("Person", "Agency", "Group", "State", "Facility", "Position"))
    assert not any(known.is_a(t, "Agent") for t in ("Law", "Event", "Operation", "Agreement", "LegalCase"))


def test_every_term_of_ours_has_a_label_and_a_definition() -> None:
    query = """PREFIX kg: <https://w3id.org/newskg/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT DISTINCT ?term WHERE {
            ?term a ?kind . FILTER(STRSTARTS(STR(?term), STR(kg:)) && ?kind != kg:Frame)
            FILTER(!EXISTS { ?term rdfs:label ?l } || !EXISTS { ?term skos:definition ?d }) }"""
    assert [str(row["term"]) for row in store().query(query)] == []


def test_a_noun_denotes_one_class() -> None:
    owners: dict[str, list[str]] = {}
    for kind in ontology.load().types.values():
        for noun in kind.nouns:
            owners.setdefault(noun, []).append(kind.name)
    assert {noun: kinds for noun, kinds in owners.items() if len(kinds) > 1} == {}
    assert all(noun == noun.lower().strip() for noun in owners)


@pytest.mark.parametrize(("noun", "kind"), [
    ("killing", "Event"), ("news conference", "Event"), ("officer", "Group"), ("lawsuit", "LegalCase"),
    ("contract", "Agreement"), ("ordinance", "Law"), ("drawdown", "Operation"), ("courthouse", "Facility"),
    ("city council", "Agency"), ("union", "Organization"),
])
def test_nouns_tell_classes(noun: str, kind: str) -> None:
    assert ontology.load().nouns[noun] == kind


def test_an_unknown_term_raises_and_says_what_there_is() -> None:
    with pytest.raises(UnknownTermError, match=r"no such type: 'Persn'.*Person"):
        ontology.load().type("Persn")
    with pytest.raises(UnknownTermError, match=r"no such relation: 'knows'.*arrests"):
        ontology.load().relation("knows")
    with pytest.raises(UnknownTermError):
        ontology.load().accepts("arrests", "Agency", "Suspect")


def test_broken_turtle_is_told_with_file_and_line(tmp_path: Path) -> None:
    folder = copy_of_the_ontology(tmp_path)
    (folder / "mine.ttl").write_text("@prefix kg: <https://w3id.org/newskg/ontology#> .\n\nkg:pardons a ;\n", "utf-8")
    with pytest.raises(OntologyError, match=r"line 3.*mine\.ttl"):
        ontology.load(folder)


@pytest.mark.parametrize(("turtle", "message"), [
    ("kg:pardons a owl:ObjectProperty ; kg:isRelation true .", "has no domain or no range"),
    ("kg:pardons a owl:ObjectProperty ; kg:isRelation true ; rdfs:domain kg:King ; rdfs:range kg:Person .",
     "no such type: 'King'"),
    ('kg:frame-pardon a kg:Frame ; kg:evokes kg:pardons ; kg:verb "pardon" .', "no such relation: 'pardons'"),
    ("kg:frame-kill-more a kg:Frame ; kg:evokes kg:kills .", "has no words"),
    ('kg:frame-kill-more a kg:Frame ; kg:verb "slaughter" .', "evokes 0 relations"),
    ('kg:frame-kill-more a kg:Frame ; kg:evokes kg:kills ; kg:verb "slaughter" ; kg:subjectWord kg:butcherWords .',
     "no list of words 'butcherWords'"),
])
def test_a_contradiction_is_told(tmp_path: Path, turtle: str, message: str) -> None:
    folder = copy_of_the_ontology(tmp_path)
    prefixes = "\n".join(f"@prefix {p}: <{iri}> ." for p, iri in (
        ("kg", ontology.KG), ("owl", ontology.OWL), ("rdfs", ontology.RDFS)))
    (folder / "mine.ttl").write_text(f"{prefixes}\n{turtle}\n", "utf-8")
    with pytest.raises(OntologyError, match=message):
        ontology.load(folder)


def test_a_list_of_words_stands_for_its_words_beside_those_a_frame_has_of_its_own(tmp_path: Path) -> None:
    folder = copy_of_the_ontology(tmp_path)
    (folder / "mine.ttl").write_text(f"""@prefix kg: <{ontology.KG}> .
        kg:butcherWords a kg:WordList ; kg:word "butcher", "slaughterer" .
        kg:frame-kill-more a kg:Frame ; kg:evokes kg:kills ; kg:verb "slaughter" ; kg:subjectWord kg:butcherWords, "cook" ;
            kg:exceptSubjectWord kg:butcherWords .""", "utf-8")
    frame = next(f for f in ontology.load(folder).frames if f.name == "frame-kill-more")
    assert frame.subject_words == {"butcher", "slaughterer", "cook"}
    assert frame.except_subject_words == {"butcher", "slaughterer"}


def test_every_list_of_words_is_named_by_several_frames() -> None:
    loaded = store()
    kind, lists = ox.NamedNode(ontology.RDF + "type"), ox.NamedNode(ontology.KG + "WordList")
    for quad in loaded.quads_for_pattern(None, kind, lists, None):
        named_by = {q.subject for q in loaded.quads_for_pattern(None, None, quad.subject, None)}
        assert len(named_by) > 1, quad.subject


def test_a_missing_folder_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ontology.FOLDER_VARIABLE, "no-such-folder")
    with pytest.raises(OntologyError, match="no-such-folder"):
        ontology.folder()


def test_the_relation_of_the_readme_is_extracted_without_python(tmp_path: Path) -> None:
    folder = copy_of_the_ontology(tmp_path)
    text = README.read_text("utf-8")
    turtle = re.search(r"```turtle\n(.*?)```", text, re.DOTALL)
    sentence = re.search(r'"(Gov\. Maria Lopez .*?)" now gives', text)
    assert turtle
    assert sentence
    (folder / "pardons.ttl").write_text(turtle[1], "utf-8")
    (tmp_path / "story.txt").write_text(sentence[1], "utf-8")
    run = subprocess.run([sys.executable, "-m", "kg.cli", "extract", "story.txt"], cwd=tmp_path, capture_output=True, text=True,
                         env={**os.environ, ontology.FOLDER_VARIABLE: str(folder)}, timeout=120, check=False)
    assert run.returncode == 0, run.stderr
    read = json.loads(run.stdout)
    names = {e["id"]: e["name"] for e in read["entities"]}
    told = [(names[s["subject"]], s["predicate"], names[s["object"]]) for s in read["statements"]]
    assert ("Maria Lopez", "pardons", "John Reed") in told
