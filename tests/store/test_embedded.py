"""A store depends on the articles it holds, and on nothing else."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from msgspec.structs import replace

from kg.errors import StoreError
from kg.model import Article, Entity, Extraction, Mention, Span, Statement
from kg.rdf.assertion import quads
from kg.rdf.iris import ENTITIES, RUNS, article_iri, record_digest
from kg.rdf.runs import Settings, run_iri, run_quads
from kg.store.embedded import EmbeddedStore
from kg.store.protocol import Store
from kg.store.versions import newer, versions

SETTINGS = Settings("model")


def extraction(id: str, *names: str, **record: str) -> Extraction:
    """An article whose first entity criticizes the others."""
    text = ". ".join(names) + "."
    starts = [text.index(name) for name in names]
    entities = tuple(Entity(id=str(n), type="Person" if n else "Agency", name=name,
                            mentions=(Mention(start=start, end=start + len(name)),))
                     for n, (name, start) in enumerate(zip(names, starts, strict=True)))
    statements = tuple(Statement(subject="0", predicate="criticizes", object=entity.id, evidence=(Span(0, 3),))
                       for entity in entities[1:])
    return Extraction(article=Article(id=id, text=text, **record), entities=entities, statements=statements)


def put(store: EmbeddedStore, one: Extraction, settings: Settings = SETTINGS) -> bool:
    return store.replace(article_iri(one.article), [*quads(one, run_iri(settings)), *run_quads(settings)])


def built(*extractions: Extraction) -> bytes:
    store = EmbeddedStore()
    for one in extractions:
        put(store, one)
    return store.dump()


ARTICLES = [
    extraction("a", "ICE", "Jane Doe", "Ann Lee"),
    extraction("b", "U.S. Immigration and Customs Enforcement", "JANE DOE", "Bo Ray"),
    extraction("c", "Harbor Watch Bureau", "Jané Doe", url="https://example.org/c"),
]


def test_the_order_of_articles_does_not_matter() -> None:
    assert len({built(*order) for order in itertools.permutations(ARTICLES)}) == 1


@pytest.mark.parametrize("gone", range(len(ARTICLES)))
def test_removing_an_article_leaves_what_would_be_there_without_it(gone: int) -> None:
    store = EmbeddedStore()
    for one in ARTICLES:
        put(store, one)
    assert store.remove(article_iri(ARTICLES[gone].article))
    assert store.dump() == built(*(one for n, one in enumerate(ARTICLES) if n != gone))
    assert not store.remove(article_iri(ARTICLES[gone].article))


def test_whatever_stood_there_before_a_store_equals_a_fresh_one() -> None:
    chance, names = random.Random(1), ["ICE", "Jane Doe", "JANE DOE", "Janè Doe", "Ann Lee", "Border Patrol"]  # noqa: S311
    store, standing = EmbeddedStore(), []
    for _ in range(120):
        if standing and chance.random() < 0.4:
            store.remove(article_iri(standing.pop(chance.randrange(len(standing))).article))
        else:
            one = extraction("a", *chance.sample(names, 3), url=f"https://example.org/{chance.randrange(4)}")
            if one.article not in [other.article for other in standing]:
                standing.append(one)
            put(store, one)
        assert store.dump() == built(*standing)


def test_the_last_article_gone_leaves_an_empty_store() -> None:
    store = EmbeddedStore()
    empty = store.dump()
    put(store, ARTICLES[0])
    store.remove(article_iri(ARTICLES[0].article))
    assert store.dump() == empty


def test_an_entity_is_called_by_its_longest_name_or_by_its_authoritys() -> None:
    store = EmbeddedStore()
    for one in (extraction("a", "ICE", "Bo Ray"), extraction("b", "ICE", "Gov. Bo Ray")):
        put(store, one)
    labels = {q.object.value for q in store.quads.quads_for_pattern(None, None, None, ENTITIES)
              if q.predicate.value.endswith("#label")}
    assert labels == {"Immigration and Customs Enforcement", "Gov. Bo Ray"}


def test_a_run_is_described_as_long_as_an_article_is_its_work() -> None:
    store, other = EmbeddedStore(), Settings("model", min_confidence=0.5)
    put(store, ARTICLES[0])
    put(store, ARTICLES[1])
    put(store, ARTICLES[0], other)
    assert {q.subject for q in store.quads.quads_for_pattern(None, None, None, RUNS)} == {run_iri(SETTINGS), run_iri(other)}
    put(store, ARTICLES[1], other)
    assert {q.subject for q in store.quads.quads_for_pattern(None, None, None, RUNS)} == {run_iri(other)}


@pytest.mark.parametrize("changed", ["id", "title", "published", "publisher", "url"])
def test_an_article_with_another_record_is_not_held(changed: str) -> None:
    one, store = ARTICLES[0], EmbeddedStore()
    put(store, one)
    assert store.holds(article_iri(one.article), run_iri(SETTINGS), record_digest(one.article))
    other = replace(one.article, **{changed: "2026-02-04"})
    assert not store.holds(article_iri(other), run_iri(SETTINGS), record_digest(other))
    assert not store.holds(article_iri(one.article), run_iri(Settings("other")), record_digest(one.article))


@pytest.mark.parametrize(("old", "new", "is_version"), [
    ({"url": "https://example.org/1"}, {"url": "https://example.org/1", "id": "b"}, True),
    ({"url": "https://example.org/1"}, {"url": "https://example.org/2"}, False),
    ({"publisher": "Herald"}, {"publisher": "Herald"}, True),
    ({"publisher": "Herald"}, {"publisher": "Herald", "url": "https://example.org/1"}, True),
    ({"publisher": "Herald"}, {"publisher": "Courier"}, False),
    ({"publisher": "Herald"}, {}, False),
    ({}, {}, False),
])
def test_versions_of_an_article_are_known_by_url_or_by_id_and_publisher(old: dict[str, str], new: dict[str, str],
                                                                       is_version: bool) -> None:
    store, earlier, later = EmbeddedStore(), _one("Jane Doe", old), _one("Ann Lee", new)
    put(store, earlier)
    put(store, later)
    assert len(list(store.articles())) == 2
    ours, theirs = article_iri(earlier.article), article_iri(later.article)
    assert list(versions(store.quads, theirs)) == [ours] * is_version
    assert list(versions(store.quads, ours)) == [theirs] * is_version


@pytest.mark.parametrize(("one", "other", "last"), [
    ({"published": "2026-02-04"}, {"published": "2026-02-05"}, 1),
    ({"published": "2026-02-05"}, {"published": "2026-02-04"}, 0),
    ({"published": "2026-02-04", "modified": "2026-02-06"}, {"published": "2026-02-05"}, 0),
    ({"published": "2026-02-04T09:00:00+02:00"}, {"published": "2026-02-04T08:00:00Z"}, 1),
    ({"published": "2026-02-04"}, {"published": "2026-02-04T08:00:00Z"}, 1),
    ({"published": "2026-02-05"}, {}, 1),
    ({}, {}, 1),
])
def test_the_newer_version_is_the_later_by_its_dates_and_else_the_one_that_came_later(
        one: dict[str, str], other: dict[str, str], last: int) -> None:
    url, store = "https://example.org/1", EmbeddedStore()
    both = [extraction("a", "ICE", "Jane Doe", url=url, **one), extraction("a", "ICE", "Ann Lee", url=url, **other)]
    for version in (*both, *both):  # reading them again, in whatever order, changes nothing
        put(store, version)
    put(store, both[0])
    assert newer(store.quads, *(article_iri(version.article) for version in both)) == article_iri(both[last].article)


def test_where_dates_tell_the_order_in_which_versions_came_does_not_show() -> None:
    both = [extraction("a", "ICE", name, url="https://example.org/1", published=f"2026-02-0{day}")
            for day, name in enumerate(("Jane Doe", "Ann Lee"), 4)]
    assert built(*both) == built(*reversed(both))


def _one(name: str, record: dict[str, str]) -> Extraction:
    return extraction(record.get("id", "a"), "ICE", name, **{k: v for k, v in record.items() if k != "id"})


def test_equal_texts_without_an_outlet_are_told_apart_by_their_ids() -> None:
    store = EmbeddedStore()
    put(store, extraction("1", "ICE", "Jane Doe"))
    put(store, extraction("2", "ICE", "Jane Doe"))
    assert len(list(store.articles())) == 2


def test_the_same_article_again_changes_nothing() -> None:
    one = replace(ARTICLES[0], article=replace(ARTICLES[0].article, published="2026-02-04T10:00:00.500+00:00"))
    store = EmbeddedStore()
    assert put(store, one)
    assert not put(store, one)


def test_a_quad_outside_the_articles_graphs_is_refused_and_nothing_written() -> None:
    store = EmbeddedStore()
    before = store.dump()
    strange = ox.Quad(ENTITIES, ENTITIES, ENTITIES, ox.NamedNode("https://example.org/g"))
    with pytest.raises(StoreError, match="outside the graphs"):
        store.replace(article_iri(ARTICLES[0].article), [*quads(ARTICLES[0]), strange])
    assert store.dump() == before


def test_odd_characters_stay_what_they_are() -> None:
    odd = 'a "quote" \\ \n\t\r } ; DROP ALL # \u0000 \u200b \U0001f600 \x7f ﷐'
    one = Extraction(article=Article(id=odd, text=odd, title=odd, publisher=odd))
    store = EmbeddedStore()
    put(store, one)
    texts = [q.object.value for q in store.quads if q.predicate.value.endswith("#text")]
    assert texts == [odd]
    put(store, one)
    store.remove(article_iri(one.article))
    assert not list(store.articles())


def test_a_store_is_a_store() -> None:
    store: Store = EmbeddedStore()
    assert list(store.articles()) == []


def test_what_is_not_a_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    for path in (tmp_path, tmp_path / "letter.txt"):
        with pytest.raises(StoreError, match="not a store"):
            EmbeddedStore(path)
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_a_store_cut_off_while_it_was_made_is_finished(tmp_path: Path) -> None:
    for name in ("LOCK", "LOG", "IDENTITY"):
        (tmp_path / name).touch()
    assert EmbeddedStore(tmp_path).dump() == EmbeddedStore().dump()


def test_what_a_killed_load_has_left_goes_when_the_store_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    EmbeddedStore(path).close()
    left = path / "bulk-236970637183057183093218392207575087189.sst"
    left.write_bytes(b"half a table")
    assert EmbeddedStore(path).dump() == EmbeddedStore().dump()
    assert not left.exists()


def test_anothers_triples_are_refused(tmp_path: Path) -> None:
    ox.Store(tmp_path).add(ox.Quad(ENTITIES, ENTITIES, ENTITIES))
    with pytest.raises(StoreError, match="format"):
        EmbeddedStore(tmp_path)


def test_a_store_open_elsewhere_is_told(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from kg.store.embedded import EmbeddedStore\nEmbeddedStore(Path(sys.argv[1]))"
    mine = EmbeddedStore(tmp_path / "news.kg")
    other = subprocess.run([sys.executable, "-c", code, str(tmp_path / "news.kg")], capture_output=True, text=True, check=False)
    assert "valid: a store that no other process has open" in other.stderr
    assert mine.dump()


def test_another_namespace_is_refused(tmp_path: Path) -> None:
    EmbeddedStore(tmp_path)
    code = "import sys; from pathlib import Path; from kg.store.embedded import EmbeddedStore\nEmbeddedStore(Path(sys.argv[1]))"
    other = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False,
                           env={"NEWSKG_NAMESPACE": "https://example.org/id/"})
    assert "the store has the namespace https://w3id.org/newskg/id/" in other.stderr
    assert "NEWSKG_NAMESPACE" in other.stderr


def test_a_store_is_opened_again_with_all_it_had(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "s.kg")
    put(store, ARTICLES[0])
    before = store.dump()
    assert store.reopen()
    assert store.dump() == before
    held = store.quads
    assert not store.reopen()
    assert store.dump() == before
    assert len(held) == len(store.quads)
    assert not EmbeddedStore().reopen()
