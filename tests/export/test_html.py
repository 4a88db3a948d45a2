"""The page as a file: one, complete, the same for the same store, and nothing in it runs or is fetched but its own script."""

import io
import json
import re
from html.parser import HTMLParser

import pytest

from kg.errors import ExportError
from kg.export.destination import write_into
from kg.export.page import Bundle, bundle, digest
from kg.export.page_tables import ARTICLE
from kg.export.registry import find
from kg.export.writer import Request
from kg.network.graph import to_networkx
from kg.network.look import look
from kg.network.selection import EVERYTHING, Selection
from tests.export.stores import ODD_TEXTS


def written(store, **options):
    output = io.BytesIO()
    report = write_into(output, find("html"), Request(store, {}, **options))
    return output.getvalue().decode(), report


class Reader(HTMLParser):
    """Python's HTML parser: the elements of a page, and the text of its scripts and its style."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.texts, self.within = [], {}, ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        self.within = attributes.get("id", tag) if tag in {"script", "style", "title", "h1"} else ""

    def handle_data(self, data):
        if self.within:
            self.texts[self.within] = self.texts.get(self.within, "") + data

    def handle_endtag(self, tag):
        self.within = ""

    def table(self, name):
        """The rows of a data block."""
        block = json.loads(self.texts[f"data-{name}"])
        return [{c: v for c, v in zip(block["columns"], row, strict=False) if v is not None} for row in block["rows"]]

    def policy(self):
        (found,) = (a["content"] for t, a in self.elements if a.get("http-equiv") == "Content-Security-Policy")
        return dict(part.strip().split(" ", 1) for part in found.split(";"))


def test_the_policy_allows_the_pages_own_script_and_style_and_nothing_else(two_articles):
    page = Reader(written(two_articles)[0])
    policy = page.policy()
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == f"'{digest(page.texts['script'])}'"
    assert policy["style-src"] == f"'{digest(page.texts['style'])}'"
    assert policy["img-src"] == "data:"
    assert not {"connect-src", "frame-src", "font-src", "media-src", "object-src", "worker-src"} & set(policy)
    assert "unsafe" not in str(policy)


def test_nothing_is_fetched_and_nothing_runs_but_the_one_script(odd_store):
    page = Reader(written(odd_store, selection=EVERYTHING)[0])
    for tag, attributes in page.elements:
        assert not {a for a in attributes if a.startswith("on") or a in {"src", "action", "style", "srcdoc"}}, tag
        assert attributes.get("href", "data:,") == "data:,"
    scripts = [a.get("type") for t, a in page.elements if t == "script"]
    assert scripts == ["application/json"] * 4 + [None]
    assert not {"img", "iframe", "object", "embed", "form", "base"} & {t for t, _ in page.elements}


@pytest.mark.parametrize("store", ["two_articles", "odd_store", "empty_store"])
def test_another_parser_finds_every_node_and_edge_with_what_they_carry(store, request):
    store = request.getfixturevalue(store)
    page, expected = Reader(written(store, selection=EVERYTHING)[0]), to_networkx(store, EVERYTHING)
    nodes, edges, articles = (page.table(name) for name in ("nodes", "edges", "articles"))
    told = {n["iri"]: {k: v for k, v in n.items() if k not in {"iri", "x", "y"}} for n in nodes}
    assert told == dict(expected.nodes(data=True))
    assert len(edges) == expected.number_of_edges()
    for edge in edges:
        told = dict(expected.get_edge_data(nodes[edge["source"]]["iri"], nodes[edge["target"]]["iri"], edge["iri"]))
        article = articles[edge["article"]]
        assert {name: told.pop(key) for key, name in ARTICLE.items() if key in told} == article
        told.pop("label")  # the relation's, said once in the head
        assert {k: v for k, v in edge.items() if k not in {"iri", "source", "target", "article"}} == told


def test_the_script_can_stand_in_a_page_and_tells_whose_work_is_in_it(empty_store):
    script = Reader(written(empty_store)[0]).texts["script"]
    assert not re.search(r"<!--|</?script", script, re.IGNORECASE)
    for name in ("sigma", "graphology"):
        assert re.search(rf"^{name} [\d.]+ \(MIT\)$", script, re.MULTILINE)
    assert "Permission is hereby granted, free of charge" in script


def test_odd_texts_come_back_as_they_were(odd_store):
    text, _ = written(odd_store)
    labels = {n["label"] for n in Reader(text).table("nodes")}
    assert set(ODD_TEXTS.values()) <= labels
    data = text[text.index("data-meta"):text.rindex("<script>")]
    assert re.findall(r"<(?!/?script\b)", data) == []
    assert data.count("<script") == data.count("</script>") - 1 == 3


def test_the_heading_is_text_whatever_was_asked_for(two_articles):
    hostile = two_articles
    page, _ = written(hostile, selection=Selection(around="Tim Walz"))
    assert Reader(page).texts["h1"] == "Knowledge graph around Tim Walz"
    before, after = Bundle("<h1>{{title}}</h1>{{data}}{{script}}", "{{title}}", "").around("<script>{{script}} & \"me\"")
    assert before == b"<h1>&lt;script&gt;{{script}} &amp; &quot;me&quot;</h1>"
    assert after == b"{{title}}"


def test_every_type_relation_line_and_colour_has_its_one_look(two_articles):
    meta = json.loads(Reader(written(two_articles)[0]).texts["data-meta"])
    assert meta["types"]["Person"] == {"label": "person", "color": look("Person").color, "shape": "circle"}
    assert meta["lines"]["planned"] == "dashed"
    assert meta["relations"]["withdrawsFrom"] == {
        "label": "withdraws from", "infinitive": "withdraw from", "inverse": "left by"}
    assert set(meta["colors"]) == {"positive", "negative"}


def test_what_was_measured_is_in_the_page(two_articles):
    (ice,) = (n for n in Reader(written(two_articles, measured=True)[0]).table("nodes") if n["iri"].endswith("/ice"))
    assert {"degree", "betweenness", "pageRank", "community"} <= set(ice)


def test_the_report_counts_and_says_what_is_left_out(two_articles):
    _, report = written(two_articles)
    graph = to_networkx(two_articles)
    assert report.wrote == {"nodes": graph.number_of_nodes(), "edges": graph.number_of_edges()}
    assert "without 2 claims: neither nodes nor edges" in map(str, report.losses)


def test_a_page_that_was_not_bundled_is_said_to_be_so(tmp_path):
    with pytest.raises(ExportError, match=r"the page is not bundled .*page\.html.*hatch_build\.py"):
        bundle(tmp_path)
