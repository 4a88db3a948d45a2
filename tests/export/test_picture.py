"""SVG and PNG by Graphviz's program: well-formed, of a sensible size, and refused with advice where they cannot be."""

import os
import shutil
import struct
import subprocess
import xml.etree.ElementTree as ET

import pytest

from kg.errors import ExportError
from kg.export import picture
from kg.network.selection import EVERYTHING, PLAIN
from tests.export.stores import ODD_TEXTS, large
from tests.export.test_writers import written

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
needs_graphviz = pytest.mark.skipif(shutil.which("dot") is None and "CI" not in os.environ,
                                    reason="Graphviz is not installed; its drawings are tested through WebAssembly")


def groups(data, kind):
    return [group for group in ET.fromstring(data).iter(f"{SVG}g") if group.get("class") == kind]  # noqa: S314


def size(png):
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


@needs_graphviz
def test_an_svg_has_every_node_and_edge_with_words_and_links(two_articles):
    data, losses = written("svg", two_articles, selection=EVERYTHING)
    assert (len(groups(data, "node")), len(groups(data, "edge"))) == (12, 14)
    titles = {a.get(f"{LINK}title") for a in ET.fromstring(data).iter(f"{SVG}a")}  # noqa: S314
    assert "“700 officers will leave Minnesota” Officers to leave, Gazette, 2026-02-04" in titles
    assert "without 26 most values of entities and statements" in losses[-1]


@needs_graphviz
def test_hostile_texts_make_a_well_formed_svg_that_runs_nothing(odd_store):
    data, _ = written("svg", odd_store)
    assert len(groups(data, "edge")) == len(ODD_TEXTS) + 1
    root = ET.fromstring(data)  # noqa: S314
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "g", "title", "polygon", "polyline", "path", "text", "a", "ellipse"}
    assert all(a.get(f"{LINK}href", "https://").startswith("https://") for a in root.iter(f"{SVG}a"))
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)


@needs_graphviz
@pytest.mark.parametrize("selection", [PLAIN, EVERYTHING])
def test_a_png_is_of_a_size_that_people_can_look_at(selection, two_articles):
    width, height = size(written("png", two_articles, selection=selection)[0])
    assert 300 < width < 3000
    assert 200 < height < 3000


@needs_graphviz
def test_a_graph_laid_out_by_force_fits_a_picture(odd_store):
    width, height = size(written("png", large(150))[0])
    assert width < 8000
    assert height < 8000


@needs_graphviz
def test_an_empty_graph_is_an_empty_picture(empty_store):
    assert groups(written("svg", empty_store)[0], "node") == []
    assert min(size(written("png", empty_store)[0])) > 0


def test_too_many_nodes_are_refused_with_a_way_to_choose_fewer(monkeypatch):
    monkeypatch.setattr(picture.shutil, "which", lambda _: "/bin/false")
    with pytest.raises(ExportError, match=r"entities are too many for a picture; valid: at most 500: choose with --around"):
        written("svg", large(3000))


def test_without_graphviz_it_says_what_to_install(two_articles, monkeypatch):
    monkeypatch.setattr(picture.shutil, "which", lambda _: None)
    with pytest.raises(ExportError, match=r"pictures need the program dot; valid: Graphviz .apt install graphviz"):
        written("png", two_articles)


def test_what_graphviz_refuses_is_said(two_articles, monkeypatch):
    monkeypatch.setattr(picture.shutil, "which", lambda _: "/bin/false")
    with pytest.raises(ExportError, match="Graphviz failed: 1"):
        written("png", two_articles)


def test_graphviz_is_stopped_at_its_time(two_articles, monkeypatch):
    def late(*_, timeout, **__):
        raise subprocess.TimeoutExpired("dot", timeout)

    monkeypatch.setattr(picture.shutil, "which", lambda _: "/bin/false")
    monkeypatch.setattr(picture.subprocess, "run", late)
    with pytest.raises(ExportError, match="Graphviz was not done after 300 seconds"):
        written("png", two_articles)
