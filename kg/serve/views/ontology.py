"""What pages know of the ontology: names of types and relations, and how they look."""

from __future__ import annotations

from typing import Any

from kg.network.look import line, line_color, look
from kg.ontology import load
from kg.rdf.prefixes import DATA, PREFIXES
from kg.serve.views.data import Data, Parameters
from kg.terms import MODALITIES, POLARITIES


def ontology(_: Data, __: Parameters) -> dict[str, Any]:
    """Give types with label, colour and shape, relations by their names, lines of modalities and colours of polarities."""
    known = load()
    return {
        "data": DATA, "prefixes": dict(PREFIXES),
        "types": {name: {"label": type_.label, "color": look(name).color, "shape": look(name).shape}
                  for name, type_ in sorted(known.types.items())},
        "relations": {name: {"label": relation.label, "infinitive": relation.infinitive, "inverse": relation.inverse}
                      for name, relation in sorted(known.relations.items())},
        "lines": {modality: line(modality) for modality in MODALITIES},
        "colors": {polarity: line_color(polarity) for polarity in POLARITIES},
    }
