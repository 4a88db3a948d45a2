"""SVG and PNG, drawn by Graphviz's program ``dot`` from what :mod:`kg.export.dot` writes."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from typing import IO

from kg.errors import ExportError
from kg.export import dot
from kg.export.network import projected
from kg.export.writer import Loss, Report, Request, Writer

PROGRAM = "dot"
INSTALL = "Graphviz (apt install graphviz, brew install graphviz), or --format dot, to draw it elsewhere"
MOST_NODES = 500
FEWER = f"at most {MOST_NODES}: choose with --around, --relations, --types or --min-confidence, or take dot, gexf or html"
SECONDS = 300


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture format is to Graphviz, and which attributes can be seen in it."""

    arguments: tuple[str, ...]
    of_nodes: tuple[str, ...]
    of_edges: tuple[str, ...]
    why: str


SVG = Picture(("-Tsvg",), ("label", "sameAs", "type"),
              ("article", "evidence", "label", "modality", "outlet", "polarity", "published", "url"),
              "the picture has names, types, quoted words and links, and nothing else of them")
PNG = Picture(("-Tpng", "-Gdpi=110"), ("label", "type"), ("label", "modality", "polarity"),
              "the picture has names and types, long ones shortened, and nothing else of them")


def _write(picture: Picture, request: Request, output: IO[bytes]) -> Report:
    program = shutil.which(PROGRAM)
    if program is None:
        raise ExportError(f"pictures need the program {PROGRAM}", valid=INSTALL)
    projection = projected(request)
    nodes, edges = projection.number_of_nodes, projection.number_of_edges
    if nodes > MOST_NODES:
        raise ExportError(f"{nodes:,} entities are too many for a picture", valid=FEWER)
    drawing = BytesIO()
    report = dot.draw(request, projection, drawing)
    output.write(_drawn([program, *picture.arguments], drawing.getvalue()))
    lost = (Loss("most values of entities and statements", nodes + edges, picture.why),) if nodes else ()
    return replace(report, losses=(*report.losses, *lost),
                   attributes={"nodes": picture.of_nodes, "edges": picture.of_edges})


def _drawn(command: list[str], drawing: bytes) -> bytes:
    """Run Graphviz without a shell; what it draws goes in by standard input, and names no file."""
    try:
        done = subprocess.run(command, input=drawing, capture_output=True, check=False, timeout=SECONDS)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise ExportError(f"Graphviz was not done after {SECONDS} seconds", valid=FEWER) from None
    if done.returncode != 0 or not done.stdout:
        told = done.stderr.decode(errors="replace").strip().splitlines()
        raise ExportError(f"Graphviz failed: {told[-1] if told else done.returncode}", valid=INSTALL)
    return done.stdout


WRITERS = (
    Writer("svg", "a picture with links and quoted words, by Graphviz", ("svg",), ("image/svg+xml",), partial(_write, SVG)),
    Writer("png", "a picture, by Graphviz", ("png",), ("image/png",), partial(_write, PNG)),
)
