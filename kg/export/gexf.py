"""GEXF 1.3: for Gephi and sigma.js."""

from __future__ import annotations

from typing import IO

from networkx.readwrite.gexf import GEXFWriter

from kg.export.characters import Cleaner
from kg.export.network import network, projected, report, serialised
from kg.export.writer import Report, Request, Writer

XSI = "http://www.w3.org/2001/XMLSchema-instance"
LOCATION = "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd"


def _write(request: Request, output: IO[bytes]) -> Report:
    cleaner = Cleaner()
    projection = projected(request)
    writer = GEXFWriter(version="1.3")
    writer.add_graph(network(projection, cleaner))
    root = writer.xml
    # networkx 3 gives a wrong xsi namespace for 1.3, and puts the day of writing into the file.
    root.set("xmlns:xsi", XSI)
    root.set("xsi:schemaLocation", LOCATION)
    meta = root.find("meta")
    del meta.attrib["lastmodifieddate"]
    meta.find("creator").text = "newskg"
    output.write(serialised(root))
    return report(request, projection, cleaner.loss())


WRITER = Writer("gexf", "entities and statements for Gephi and sigma.js", ("gexf",), ("application/gexf+xml",), _write)
