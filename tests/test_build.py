"""A build: an article is written whole or not at all, and whatever happens between, the end is the same."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.build import Event, build
from kg.errors import ExtractionError
from kg.identity.resolution import resolve
from kg.model import Article, Extraction, Span, Statement
from kg.query.statistics import statistics
from kg.rdf.iris import article_iri, term
from kg.rdf.validation import validate
from kg.rdf.verification import verify
from kg.store.embedded import EmbeddedStore
from kg.workers import draft as module

TEXTS = [
    "ST. PAUL, Minn. — Gov. Tim Walz of Minnesota criticized U.S. Immigration and Customs Enforcement on Monday.",
    "Hennepin County Sheriff Ann Example signed an agreement with ICE. \"We will cooperate,\" Example said.",
    "About 700 officers will leave Minnesota, Tom Homan said. Walz praised the withdrawal.",
    "The city council sued the Department of Homeland Security. Walz, the governor, supported the lawsuit.",
    "Jane Doe was elected mayor of Minneapolis. Hennepin County officials met with ICE in Minnesota.",
    "A judge ruled against ICE on Friday. The ACLU of Minnesota praised the ruling.",
]
ARTICLES = [Article(id=str(n), text=text, published="2026-02-04", publisher="Herald") for n, text in enumerate(TEXTS)]


def built(articles: list[Article], **options: object) -> EmbeddedStore:
    store = EmbeddedStore()
    summary = build(articles, store, **options)  # type: ignore[arg-type]
    assert not summary.errors
    return store


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    return built(ARTICLES)


@pytest.fixture(scope="module")
def dump(store: EmbeddedStore) -> bytes:
    return store.dump()


def test_a_second_build_changes_nothing(store: EmbeddedStore, dump: bytes) -> None:
    summary = build(ARTICLES, store)
    assert (summary.built, summary.unchanged, summary.words) == (0, len(ARTICLES), 0)
    assert store.dump() == dump


def test_the_order_of_articles_does_not_matter(dump: bytes) -> None:
    assert built(ARTICLES[::-1]).dump() == dump


def test_what_is_built_conforms_and_is_verbatim(store: EmbeddedStore) -> None:
    assert list(verify(store.quads)) == []
    assert validate(store.quads) == []


def test_a_changed_article_withdraws_what_its_old_self_states(dump: bytes) -> None:
    old = Article(id="2", text="Bo Ray criticized ICE. The Harbor Watch sued Ohio.", published="2026-02-04", publisher="Herald")
    store = built([*ARTICLES[:2], old, *ARTICLES[3:]])
    assert statistics(store.quads)["statements by relation"].get("sues")
    told = build(ARTICLES, store).resolution
    assert told is not None
    assert told.withdrawn == 1
    counts = statistics(store.quads)
    assert counts["withdrawn statements by relation"]["sues"] == 1
    store.remove(article_iri(old))
    resolve(store)
    assert store.dump() == dump


@pytest.mark.parametrize("changed", [{"title": "Officers leave"}, {"published": "2026-02-05"}, {"publisher": "Courier"}])
def test_changed_metadata_alone_is_read(changed: dict[str, str]) -> None:
    from msgspec.structs import replace

    new = replace(ARTICLES[2], **changed)
    store = built([new])
    assert build([ARTICLES[2]], store).built == 1
    assert build([ARTICLES[2]], store).unchanged == 1


def test_a_removed_article_leaves_nothing(dump: bytes) -> None:
    extra = Article(id="x", text="Bo Ray of the Harbor Watch praised Ohio and ICE.")
    store = built([*ARTICLES, extra])
    assert store.remove(article_iri(extra))
    resolve(store)
    assert store.dump() == dump


def test_another_setting_reads_everything_again() -> None:
    store = built(ARTICLES[:2])
    assert build(ARTICLES[:2], store, min_confidence=1.0).built == 2
    assert store.dump() == built(ARTICLES[:2], min_confidence=1.0).dump()
    assert not list(store.quads.quads_for_pattern(None, term("polarity"), None, None))


def test_facts_on_a_speakers_word_are_plain_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    def attributed(article: Article, _: str) -> Extraction:
        from kg.extract.run import extractions

        found = next(extractions([article]))
        ids = [e.id for e in found.entities if e.type in ("Person", "Agency", "State")][:2]
        fact = Statement(subject=ids[0], predicate="criticizes", object=ids[1], attributed_to=ids[0], evidence=(Span(0, 9),))
        return Extraction(article=article, entities=found.entities, statements=(fact,))

    monkeypatch.setattr(module, "_extract", attributed)
    asked, plain = built(ARTICLES[:1], attributed_as_plain=True), built(ARTICLES[:1])
    facts = [len(list(s.quads.quads_for_pattern(None, term("criticizes"), None, None))) for s in (asked, plain)]
    assert facts == [1, 0]
    told = [next(s.quads.quads_for_pattern(None, term("plain"), None, None)).object.value for s in (asked, plain)]
    assert told == ["true", "false"]


@pytest.mark.parametrize("fault", [ZeroDivisionError("x"), RecursionError(), MemoryError(), AttributeError("y"),
                                   AssertionError(), ExtractionError("told")])
def test_whatever_is_wrong_with_one_article_the_others_are_built(monkeypatch: pytest.MonkeyPatch, fault: Exception,
                                                                 dump: bytes) -> None:
    right = module._extract

    def faulty(article: Article, model: str) -> Extraction:
        if article.id == "1":
            raise fault
        return right(article, model)

    store, events = EmbeddedStore(), []
    monkeypatch.setattr(module, "_extract", faulty)
    summary = build(ARTICLES, store, on_event=events.append)
    assert (summary.built, summary.failed, len(summary.errors)) == (len(ARTICLES) - 1, 1, 1)
    assert [(e.article.id, e.outcome) for e in events if e.error] == [("1", "failed")]
    monkeypatch.undo()
    assert build(ARTICLES, store).built == 1
    assert store.dump() == dump


def test_an_article_that_fails_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    store = built(ARTICLES[:2])
    before = store.dump()
    monkeypatch.setattr(module, "gated", lambda *_: 1 / 0)
    changed = Article(id="1", text="Something else.", publisher="Herald")
    assert build([changed], store).failed == 1
    assert store.dump() == before


def test_an_interrupt_is_no_articles_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> Extraction:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "_extract", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(ARTICLES, EmbeddedStore())


@pytest.mark.parametrize(("options", "message"), [({"model": "no_such_model"}, "no spaCy pipeline"),
                                                  ({"min_confidence": 1.5}, "a minimum confidence of 1.5")])
def test_a_wrong_setting_is_told_once_and_not_for_every_article(options: dict[str, object], message: str) -> None:
    with pytest.raises(ExtractionError, match=message):
        build(ARTICLES, EmbeddedStore(), **options)  # type: ignore[arg-type]


def test_events_come_in_the_order_of_the_articles(store: EmbeddedStore) -> None:
    events: list[Event] = []
    build(ARTICLES, store, on_event=events.append)
    assert [event.article.id for event in events] == [article.id for article in ARTICLES]


def test_one_county_and_one_agency_of_two_articles_are_one(store: EmbeddedStore) -> None:
    one, other = (article_iri(ARTICLES[n]) for n in (1, 4))
    name = term("nameInArticle")
    in_one, in_other = ({q.subject.value for q in store.quads.quads_for_pattern(None, name, None, a)} for a in (one, other))
    assert {iri.rpartition("/")[2] for iri in in_one & in_other} == {"fips-27053", "gov.us-ice"}


def test_a_bare_surname_stays_its_articles_own(store: EmbeddedStore) -> None:
    named = [q for q in store.quads.quads_for_pattern(None, term("nameInArticle"), None, None) if "Walz" in q.object.value]
    bare = {q.subject for q in named if q.object.value == "Walz"}
    assert bare
    assert len(bare) == len([q for q in named if q.object.value == "Walz"])
    assert not bare & {q.subject for q in named if q.object.value == "Tim Walz"}


def run(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", "kg.cli", *arguments], env={**os.environ, **environment},
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("articles") / "wire.jsonl"
    records = ({"id": a.id, "text": a.text, "published": a.published, "publisher": a.publisher} for a in ARTICLES)
    file.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return file


@pytest.mark.parametrize("seed", ["0", "1"])
def test_a_process_with_another_hash_seed_writes_the_same(lines: Path, tmp_path: Path, dump: bytes, seed: str) -> None:
    process = run("build", str(lines), "--store", str(tmp_path / "news.kg"), PYTHONHASHSEED=seed)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told
    assert EmbeddedStore(tmp_path / "news.kg").dump() == dump


TOLD = """
import sys, time
from itertools import count
from pathlib import Path
from kg.build import build
from kg.sources import read
from kg.store.embedded import EmbeddedStore
numbers = count(1)
def tell(event):
    print(event.outcome, flush=True)
    if next(numbers) == int(sys.argv[4]):
        time.sleep(60)  # the last article waits to be killed
build(read([sys.argv[1]]), EmbeddedStore(Path(sys.argv[2])), jobs=int(sys.argv[3]), on_event=tell)
"""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_build_killed_at_any_moment_is_finished_by_the_next(lines: Path, tmp_path: Path, dump: bytes, jobs: str) -> None:
    """Killed while it makes the store, before the first article, and within the others; then run to its end.

    ``tests/benchmarks/kills.py`` does it twenty times, with more articles.
    """
    folder, chance = tmp_path / "news.kg", random.Random(2)  # noqa: S311
    for moment in (folder.exists, (folder / "CURRENT").exists):
        process = run("build", str(lines), "--store", str(folder), "--jobs", jobs)
        while not moment() and process.poll() is None:
            time.sleep(0.001)
        killed(process)
    for articles in (1, 2, 4):
        process = subprocess.Popen([sys.executable, "-c", TOLD, str(lines), str(folder), jobs, str(len(ARTICLES))],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert all(process.stdout.readline() for _ in range(articles))
        time.sleep(chance.uniform(0, 0.1))
        killed(process)
    last = run("build", str(lines), "--store", str(folder), "--jobs", jobs)
    _, told = last.communicate(timeout=120)
    assert last.returncode == 0, told
    assert EmbeddedStore(folder).dump() == dump


def killed(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def test_a_store_that_another_process_builds_is_told(lines: Path, tmp_path: Path) -> None:
    mine = EmbeddedStore(tmp_path / "news.kg")
    process = run("build", str(lines), "--store", str(tmp_path / "news.kg"))
    _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "valid: a store that no other process has open" in " ".join(told.split())
    assert mine.dump()
