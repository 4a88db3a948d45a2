"""The vault, read by a YAML parser and by markdown-it: front matter parses, every link finds its note, no HTML gets in."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from pathlib import PurePosixPath

import pytest
import yaml
from markdown_it import MarkdownIt

from kg.export.destination import write_into, write_to
from kg.export.markdown import escaped, front_matter, link, wikilink
from kg.export.registry import find
from kg.export.writer import Request
from kg.files import FileNames, readable_name
from kg.network.projection import Projection
from kg.network.selection import EVERYTHING
from kg.rdf.prefixes import PREFIXES
from tests.export.stores import LONG, ODD_TEXTS, entity, statement

ID = "https://w3id.org/newskg/id/"
WIKILINK = re.compile(r"\[\[([^\[\]|]+)\|([^\[\]|]+)\]\]")
MARKDOWN = MarkdownIt("commonmark").enable("table")
FORBIDDEN = re.compile(r'[<>:"/\\|?*\[\]#^\x00-\x1f]')
HOSTILE = ["../../etc/passwd", "..", ".", "", " ", "a/b\\c", "[[x]]", "a|b", "#tag", "a\nb", "CON", "nul.txt", "lpt1",
           "x" * 10_000, "👩🏽‍🚒" * 100, "Ж" * 500, "e\u0301", "\u202eevil", "trailing. ", "^block", "%%c%%", "a:b*c?d"]
MARKS = ["- item", "+ item", "1. item", "2) item", "# heading", "> quote", "***", "---", "===", "```", "~~~", "| a | b |",
         "&lt;", "<!-- x -->", "![x](y)", "*a* _b_ ~~c~~"]
ADDRESSES = ["javascript:alert(1)", "file:///etc/passwd", "//x", "", "http:", "https://[", "data:text/html,x"]


def vault(store, selection=EVERYTHING):
    """The notes by name, each as its front matter and its text, and the report."""
    output = io.BytesIO()
    report = write_into(output, find("obsidian"), Request(store, PREFIXES, selection))
    with zipfile.ZipFile(output) as archive:
        return {name.removesuffix(".md"): split(archive.read(name).decode()) for name in archive.namelist()}, report


def split(text):
    if not text.startswith("---\n"):
        return {}, text
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    return yaml.safe_load(head), body


def tokens(body):
    for token in MARKDOWN.parse(body):
        yield token
        yield from token.children or ()


def by_iri(notes):
    return {head["iri"]: (name, head, body) for name, (head, body) in notes.items() if head}


@pytest.fixture(params=["two_articles", "odd_store", "examples"])
def store(request):
    name = request.param
    return request.getfixturevalue("examples_graph").store.quads if name == "examples" else request.getfixturevalue(name)


def test_every_entity_and_article_has_a_note_and_every_link_leads_to_one(store):
    notes, report = vault(store)
    projection = Projection(store, EVERYTHING)
    heads = by_iri(notes)
    assert {n.iri for n in projection.nodes()} == {iri for iri, (name, _, _) in heads.items() if name.startswith("entities/")}
    assert len(notes) == report.wrote["notes"] == len(heads) + 1
    linked = {target for _, body in notes.values() for target, _ in WIKILINK.findall(body)}
    assert linked <= set(notes)
    assert {name for name in notes if name.startswith("articles/")} <= linked
    for edge in projection.edges():
        assert f"[[{heads[edge.target][0]}|" in heads[edge.source][2]
        assert f"[[{heads[edge.source][0]}|" in heads[edge.target][2]


def test_quotations_are_block_quotations_of_the_same_words(store):
    notes, _ = vault(store)
    heads = by_iri(notes)
    for edge in Projection(store, EVERYTHING).edges():
        said = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", str(edge.attributes["evidence"])).split())
        assert said in quoted(heads[edge.source][2])


def quoted(body):
    """The texts of all block quotations, as a Markdown reader has them."""
    found, depth = [], 0
    for token in MARKDOWN.parse(body):
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "blockquote_open":
            found.append("")
        if depth and token.type == "inline":
            text = "".join("\n" if c.type == "softbreak" else c.content for c in token.children)
            found[-1] = " ".join(f"{found[-1]} {text}".split())
    return found


def test_nothing_in_a_text_is_markup(store):
    notes, _ = vault(store)
    for name, (_, body) in notes.items():
        kinds = {token.type for token in tokens(body)}
        assert not kinds & {"html_block", "html_inline", "image", "code_inline", "code_block", "fence", "em_open", "hr",
                            "table_open", "ordered_list_open"}, (name, kinds)
        hrefs = {t.attrs["href"] for t in tokens(body) if t.type == "link_open"}
        assert all(str(h).startswith(("https://", "http://")) for h in hrefs), (name, hrefs)
        assert not re.search(r"\[\[|%%|==|~~|\$|#\w", WIKILINK.sub("", re.sub(r"\\.", "", body))), name


def test_front_matter_tells_the_type_the_names_and_the_identifier(two_articles):
    heads = by_iri(vault(two_articles)[0])
    name, head, body = heads[ID + "ice"]
    assert (name, head["type"], head["aliases"], head["identifier"]) == ("entities/ICE", "Agency", ["ICE"], "ice")
    assert (head["statements"], head["firstSeen"], head["lastSeen"]) == (4, "2026-02-04", "2026-02-06")
    assert "## withdraws from" in body
    assert "## ← sues" in body
    assert "**planned** · on the word of Tom Homan · 700 officers" in body
    _, article, _ = heads[ID + "a1"]
    assert (article["type"], article["title"], article["publisher"]) == ("Article", "Officers to leave", "Gazette")


def test_odd_names_are_whole_in_the_front_matter(odd_store):
    heads = by_iri(vault(odd_store)[0])
    for name, text in ODD_TEXTS.items():
        assert heads[ID + name][1]["aliases"] == [text if text.strip() else ID + name]
    assert heads[ID + "long"][1]["aliases"] == [LONG]
    assert heads[ID + "self"][2].count("[[entities/themselves|themselves]]") == 1


def test_an_article_links_to_where_it_can_be_read(odd_store):
    _, _, body = by_iri(vault(odd_store)[0])[ID + "a"]
    assert {t.attrs["href"] for t in tokens(body) if t.type == "link_open"} == {"https://news.example/a?a=1&b=2"}


def test_names_that_collide_are_told_apart_and_files_are_safe(odd_store, tmp_path):
    for number, label in enumerate(["Ann Lee", "ANN LEE", "ann lee", "A\u0301nn", "\u00c1nn", *HOSTILE]):
        odd_store.extend(entity(f"{ID}h{number}", "Person", label))
        odd_store.extend(statement(f"s-h{number}", (f"{ID}h{number}", "praises", ID + "self"), "words", "a"))
    write_to(tmp_path / "vault", find("obsidian"), Request(odd_store, PREFIXES, EVERYTHING))
    files = [p.relative_to(tmp_path / "vault").as_posix() for p in (tmp_path / "vault").rglob("*.md")]
    assert len({unicodedata.normalize("NFC", f.casefold()) for f in files}) == len(files) == len(vault(odd_store)[0])
    for file in files:
        name = PurePosixPath(file).name
        assert not FORBIDDEN.search(name)
        assert len(name.encode()) <= 200


@pytest.mark.parametrize("text", HOSTILE)
def test_a_readable_name_is_safe_everywhere(text):
    name = readable_name(text)
    assert 0 < len(name) <= 81
    assert len(name.encode()) <= 161
    assert not FORBIDDEN.search(name)
    assert name.strip(" .") == name
    assert name.partition(".")[0].upper() not in {"CON", "NUL", "LPT1"}
    names = FileNames(readable_name)
    assert names.give(text) != names.give(text)


@pytest.mark.parametrize("text", [*ODD_TEXTS.values(), *HOSTILE, *MARKS])
def test_escaped_text_is_read_as_that_text(text):
    inner = [child for token in MARKDOWN.parse(escaped(text)) for child in token.children or ()]
    assert all(child.type == "text" for child in inner)
    printed = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text)
    assert "".join(child.content for child in inner) == " ".join(printed.split())
    assert front_matter({"a": text}) == "---\n---\n" or yaml.safe_load(front_matter({"a": text}).strip("-\n")) == {"a": text}
    assert WIKILINK.fullmatch(wikilink("entities/x", text))


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_an_address_of_the_web_is_a_link(address):
    assert link("x", address) is None


def test_an_empty_store_is_an_index_alone(empty_store):
    notes, report = vault(empty_store)
    assert set(notes) == {"index"}
    assert report.wrote == {"nodes": 0, "edges": 0, "notes": 1}
