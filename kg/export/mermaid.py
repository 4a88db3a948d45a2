"""Mermaid: a flowchart for documents that draw it, as those of GitHub and Obsidian, in the look that every picture has.

Only as many entities are drawn as can be read, those with the most statements. Text stands in quotation marks: letters,
digits, blanks and a few marks as they are, every other character of ASCII as ``#N;`` by its number, so that nothing is
markup, a directive, a formula or the end of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import IO

from kg.export import captions
from kg.export.characters import Cleaner
from kg.export.network import projected, report
from kg.export.writer import Loss, Report, Request, Writer
from kg.network.look import line, line_color, look
from kg.network.projection import Edge, Node, Projection
from kg.ontology import load
from kg.terms import Line, Shape

MOST_NODES, MOST_EDGES = 60, 120
# A mark that begins a list in Markdown, and all of ASCII but letters, digits, blanks and the marks ' ( ) , - .
SPECIAL = re.compile(r"^-|(?<=\d)\.|[^\w '(),.\-\u0080-\U0010ffff]|_")
# Shapes in which names fit.
SHAPES: Mapping[Shape, tuple[str, str]] = {
    "circle": ("([", "])"), "square": ("[", "]"), "triangle": ("[/", "\\]"),
    "diamond": ("[/", "/]"), "hexagon": ("{{", "}}"), "pentagon": (">", "]"),
}
ARROWS: Mapping[Line, str] = {"solid": "-->", "dashed": "-.->", "dotted": "-.->"}
UNSAID = {"actual", "positive"}
INK = "#222222"
TOO_MANY = f"more than {MOST_NODES} entities or {MOST_EDGES} statements cannot be read"
OF_NODES, OF_EDGES = ("label", "type"), ("label", "modality", "polarity")


def _write(request: Request, output: IO[bytes]) -> Report:
    projection = projected(request)
    drawn = _drawn(projection)
    names = {iri: f"n{number}" for number, iri in enumerate(sorted({end for pair in drawn.values() for end in pair}))}
    cleaner = Cleaner()
    nodes = (node for node in projection.nodes() if node.iri in names)
    edges = (edge for number, edge in enumerate(projection.edges()) if number in drawn)
    for text in ("flowchart LR", *_nodes(nodes, names, cleaner), *_edges(edges, names)):
        output.write(f"{text}\n".encode())
    return _told(report(request, projection, cleaner.loss()), len(names), len(drawn))


def _drawn(projection: Projection) -> dict[int, tuple[str, str]]:
    """The ends of the edges to draw, by their place: first those between the entities with the most statements."""
    weight = {node.iri: int(node.attributes["statements"]) for node in projection.nodes()}
    pairs = sorted(enumerate(projection.pairs()), key=lambda pair: (-weight[pair[1][0]] - weight[pair[1][1]], pair[0]))
    drawn: dict[int, tuple[str, str]] = {}
    held: set[str] = set()
    for number, ends in pairs:
        if len(drawn) < MOST_EDGES and len(held | set(ends)) <= MOST_NODES:
            drawn[number] = ends
            held.update(ends)
    return drawn


def _nodes(nodes: Iterable[Node], names: Mapping[str, str], cleaner: Cleaner) -> Iterator[str]:
    classes = set()
    for node in nodes:
        type_ = str(node.attributes["type"])
        class_ = type_ if type_ in load().types else "Entity"
        classes.add(class_)
        before, after = SHAPES[look(class_).shape]
        label = captions.shortened(cleaner.clean(str(node.attributes["label"])))
        yield f'  {names[node.iri]}{before}"{escaped(label)}"{after}:::{class_}'
    for class_ in sorted(classes):
        yield f"  classDef {class_} fill:{look(class_).tint},stroke:{look(class_).color},color:{INK}"


def _edges(edges: Iterable[Edge], names: Mapping[str, str]) -> Iterator[str]:
    colors: dict[str, list[str]] = {}
    for number, edge in enumerate(edges):
        modality, polarity = str(edge.attributes["modality"]), str(edge.attributes["polarity"])
        said = ", ".join(word for word in (modality, polarity) if word not in UNSAID)
        words = f"{edge.attributes['label']} ({said})" if said else str(edge.attributes["label"])
        yield f'  {names[edge.source]} {ARROWS[line(modality)]}|"{escaped(words)}"| {names[edge.target]}'
        colors.setdefault(line_color(polarity), []).append(str(number))
    for color, numbers in sorted(colors.items()):
        yield f"  linkStyle {','.join(numbers)} stroke:{color}"


def _told(told: Report, nodes: int, edges: int) -> Report:
    values = "a flowchart has names, classes, relations, modality and polarity, and nothing else of them"
    losses = (Loss("entities", told.wrote["nodes"] - nodes, TOO_MANY),
              Loss("statements", told.wrote["edges"] - edges, TOO_MANY),
              Loss("most values of entities and statements", nodes + edges, values))
    return replace(told, wrote={"nodes": nodes, "edges": edges}, attributes={"nodes": OF_NODES, "edges": OF_EDGES},
                   losses=(*told.losses, *(loss for loss in losses if loss.count)))


def escaped(text: str) -> str:
    """Give a text that stands between quotation marks and means nothing but itself.

    >>> escaped('Say "end" %%{init}%%'), escaped("1. U.S. (north)")
    ('Say #34;end#34; #37;#37;#123;init#125;#37;#37;', '1#46; U.S. (north)')
    """
    return SPECIAL.sub(lambda found: f"#{ord(found[0])};", text)


WRITER = Writer("mermaid", "a flowchart for Markdown documents", ("mmd", "mermaid"), ("text/vnd.mermaid",), _write)
