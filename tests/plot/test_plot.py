"""Pictures: of the right size, readable, the same bytes for the same store, whatever articles say."""

import io
import os
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET

import pyoxigraph as ox
import pytest

from kg.cli.main import run
from kg.errors import ExportError, SelectionError
from kg.graph import Graph
from kg.network.graph import to_networkx
from kg.network.selection import EVERYTHING, PLAIN, Selection
from kg.plot.registry import PICTURES, draw
from kg.plot.sheet import DPI, POINTS
from kg.plot.text import clean, width, wrapped
from tests.export import stores

TEXT = "{http://www.w3.org/2000/svg}text"
NAMES = [picture.name for picture in PICTURES]
SELECTIONS = {"neighbourhood": PLAIN.but(around="Operation Metro Surge")}
PROGRAM = """
import hashlib, io
from tests.export import stores
from kg.plot.registry import draw
from kg.network.selection import EVERYTHING
for name in ("neighbourhood", "stance", "communities"):
    for format_ in ("png", "svg"):
        file = io.BytesIO()
        draw(stores.large(300), name, EVERYTHING.but(around=stores.ID + "n1", hops=2)).write(file, format_)
        print(name, format_, hashlib.sha256(file.getvalue()).hexdigest())
"""


def svg(store, name, selection=PLAIN, **options):
    file = io.BytesIO()
    draw(store, name, selection, **options).write(file, "svg")
    return ET.fromstring(file.getvalue())  # noqa: S314


def texts(*args, **options):
    return [element.text or "" for element in svg(*args, **options).iter(TEXT)]


@pytest.fixture(scope="module")
def examples(examples_graph):
    return examples_graph.store.quads


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_has_the_size_of_its_sheet_in_points(name, examples):
    sheet = draw(examples, name, SELECTIONS.get(name, PLAIN))
    file = io.BytesIO()
    sheet.write(file, "png")
    data = file.getvalue()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    pixels = struct.unpack(">II", data[16:24])
    assert pixels == tuple(pytest.approx(side * DPI / POINTS, abs=1) for side in sheet.size)
    root = svg(examples, name, SELECTIONS.get(name, PLAIN))
    assert [float(root.get(side).removesuffix("pt")) for side in ("width", "height")] == pytest.approx(sheet.size, abs=0.01)


def test_a_neighbourhood_names_neighbours_and_relations_and_says_on_what_it_rests(examples):
    around = Selection(around="Operation Metro Surge")
    said, drawn = texts(examples, "neighbourhood", around), to_networkx(examples, around)
    assert {"Operation Metro Surge", "Jacob Frey", "criticizes", "operation", "person"} <= set(said)
    assert {data["label"] for _, data in drawn.nodes(data=True)} <= set(said)
    assert {data["label"] for *_, data in drawn.edges(data=True)} <= set(said)
    assert said[-1].startswith(f"{drawn.number_of_edges()} statements, 2 articles, 2 outlets. Chosen: around: Operation Metro")


def test_counts_tell_numbers_that_disagree_their_day_their_manner_and_their_source(examples):
    said = texts(examples, "counts", Selection(around="Minnesota"), unit="officers")
    assert "officers · withdraws from Minnesota" in said
    assert {"700", "≈ 450", "≈ 2,000"} <= set(said)
    joined = " ".join(said)
    assert "planned · 4 Feb 2026 · Tom Homan" in joined
    assert "4 to 9 Feb 2026 · Northside Watch, Lakes Public" in joined


def test_without_a_choice_counts_show_what_several_figures_are_known_of(examples):
    assert not any("USD" in text for text in texts(examples, "counts"))
    assert any("USD" in text for text in texts(examples, "counts", unit="usd"))


def test_stances_have_their_colours_and_their_names(examples):
    said = texts(examples, "stance")
    assert {"Jacob Frey", "Operation Metro Surge", "praises", "supports", "criticizes", "opposes"} <= set(said)
    only = texts(examples, "stance", Selection(relations={"praises"}))
    assert "praises" in only
    assert "opposes" not in only


def test_communities_come_largest_first_with_their_leading_members(examples):
    said = texts(examples, "communities", most=2)
    sizes = [int(text.split()[0]) for text in said if text.endswith(" entities")]
    assert len(sizes) == 2
    assert sizes == sorted(sizes, reverse=True)
    assert said.count("5") == 4  # a digit on a member and beside its name, in both


def test_the_same_store_gives_the_same_bytes_in_every_process():
    said = {subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True,
                           env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": "."}).stdout for seed in ("1", "2")}
    assert len(said) == 1
    assert said.pop().count(b"\n") == 6


@pytest.mark.parametrize("name", ["neighbourhood", "stance", "communities"])
@pytest.mark.parametrize("format_", ["png", "svg"])
def test_no_text_of_an_article_breaks_a_picture(name, format_):
    file = io.BytesIO()
    sheet = draw(stores.odd(), name, PLAIN.but(around=stores.ODD_IRI), title="$a_b^c$ \x00 \u202e" + "long " * 3000)
    sheet.write(file, format_)
    if format_ == "svg":
        said = " ".join(element.text or "" for element in ET.fromstring(file.getvalue()).iter(TEXT))  # noqa: S314
        assert "$a_b^c$ \ufffd long" in said
        if name != "communities":
            assert {"${shell}", "شرطة", "明尼阿波利斯警察局", "onerror=alert(1)>", "null-like\ufffd"} <= set(said.split())
    assert max(sheet.size) < 2000


@pytest.mark.parametrize("name", NAMES)
def test_where_nothing_is_chosen_that_is_said(name):
    with pytest.raises(SelectionError, match=r"nothing to draw: .*; valid: "):
        draw(ox.Store(), name)
    with pytest.raises(SelectionError, match=r"nothing to draw: .*; valid: "):
        draw(stores.odd(), name, Selection(around=stores.SELF, relations={"kills"}))


def test_an_entity_that_acts_on_itself_alone_can_be_drawn():
    assert "themselves" in texts(stores.odd(), "neighbourhood", Selection(around="themselves"))
    assert "themselves" in texts(stores.odd(), "communities", Selection(around="themselves"))


def test_many_statements_make_no_endless_picture():
    store = stores.large(3000)
    for name in ("neighbourhood", "stance", "communities"):
        assert max(draw(store, name, EVERYTHING.but(around=stores.ID + "n0", hops=2)).size) < 2500


def test_the_users_own_settings_of_matplotlib_are_neither_used_nor_changed(examples):
    import matplotlib as mpl

    plain = ET.tostring(svg(examples, "stance"))
    with mpl.rc_context({"lines.linewidth": 9, "text.parse_math": True, "font.size": 30, "svg.hashsalt": "mine"}):
        assert ET.tostring(svg(examples, "stance")) == plain
        assert mpl.rcParams["svg.hashsalt"] == "mine"


def test_text_is_measured_cut_and_made_harmless():
    assert clean("a\u202eb\ud800\u0000") == "ab\ufffd\ufffd"
    for text in ("Immigration and Customs Enforcement of the United States", "x" * 500, "word " * 99):
        rows = wrapped(text, 120, 9)
        assert len(rows) == 2
        assert rows[1].endswith("…")
        assert all(width(row, 9) <= 120 for row in rows)


def test_an_unknown_picture_or_format_is_answered_with_the_known(examples):
    with pytest.raises(ExportError, match="no picture 'pie'; valid: neighbourhood, counts, stance, communities"):
        draw(examples, "pie")
    with pytest.raises(ExportError, match="no format of pictures 'gif'; valid: png, svg"):
        draw(examples, "stance").write(io.BytesIO(), "gif")


def test_the_command_line_names_what_there_is():
    from kg.cli import plot
    from kg.plot import sheet

    assert list(plot.KINDS) == NAMES
    assert plot.FORMATS == sheet.FORMATS


def test_without_matplotlib_it_says_what_to_install(examples, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(ExportError, match=r"pictures need matplotlib; valid: pip install 'newskg\[plot\]'"):
        draw(examples, "stance").write(io.BytesIO(), "png")


def test_the_graph_and_the_command_line_draw_the_same(two_articles, tmp_path, capsys):
    with Graph(tmp_path / "s.kg") as graph:
        graph.store.quads.extend(two_articles)
        graph.plot(tmp_path / "a.svg", "stance", title="Sides")
    store = str(tmp_path / "s.kg")
    assert run(["plot", "stance", "--store", store, "--title", "Sides", "-o", str(tmp_path / "b.svg")]) == 0
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    for arguments, says in ((["neighbourhood"], "a neighbourhood needs --around"),
                            (["stance", "--unit", "men"], "--unit is for counts"),
                            (["stance", "-o", "x.gif"], "no format of pictures 'gif'")):
        assert run(["plot", *arguments, "--store", store]) == 2
        assert says in capsys.readouterr().err
    assert run(["plot", "counts", "--store", store, "--unit", "ships", "-o", str(tmp_path / "c.png")]) == 1
    assert "nothing to draw: no statement of a date counts ships" in capsys.readouterr().err
    assert not (tmp_path / "c.png").exists()
