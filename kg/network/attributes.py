"""What nodes and edges carry, by name and kind: the columns, keys and declarations of every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.network.selection import Selection

Value = str | float | int | bool
Kind = Literal["string", "double", "integer", "boolean"]


@dataclass(frozen=True, slots=True)
class Attribute:
    """One thing that nodes or edges may carry; what has no value is absent."""

    name: str
    kind: Kind
    definition: str


def _attributes(kind: Kind, **definitions: str) -> tuple[Attribute, ...]:
    return tuple(Attribute(name, kind, definition) for name, definition in definitions.items())


NODE = (
    *_attributes("string", label="the usual name", type="the class, by its local name",
                 aliases="other names in the articles, divided by ' | '", identifier="the key in the list of authorities",
                 sameAs="IRI of the same thing elsewhere", firstSeen="day of the first article of an edge drawn",
                 lastSeen="day of the last article of an edge drawn"),
    *_attributes("integer", statements="statements drawn that have it as subject or object", articles="articles of these",
                 outlets="publishers of these"),
    *_attributes("double", count="how many a group is"),
)
EDGE = (
    *_attributes("string", relation="the relation, by its local name", label="the relation in words",
                 polarity="positive or negative", modality="actual, planned, possible, conditional or demanded"),
    *_attributes("double", confidence="0 to 1; of merged statements the highest"),
    *_attributes("integer", weight="how many statements the edge is"),
    *_attributes("string", evidence="the quoted words, of merged statements the most certain one's",
                 evidenceIri="where they stand: IRIs of characters of the article", article="title of the article, or its IRI",
                 articleIri="IRI of the article", url="address of the article", outlet="its publisher",
                 published="its day of publication", attributedTo="on whose word", attributedToIri="IRI of that speaker"),
    *_attributes("double", count="how many", countMin="at least", countMax="at most"),
    *_attributes("boolean", approximate="whether the number is about so"),
    *_attributes("string", unit="of what the number counts", validFrom="from when it holds", validUntil="until when it holds"),
)
MERGED = (
    *_attributes("integer", articles="articles that say so", outlets="publishers that say so"),
    *_attributes("string", firstSeen="day of the first article that says so", lastSeen="day of the last",
                 statementIris="IRIs of the statements, divided by blanks"),
)
MEASURED = (
    *_attributes("integer", degree="edges at the node"),
    *_attributes("double", betweenness="share of shortest paths through the node", pageRank="PageRank"),
    *_attributes("integer", community="number of the community, the largest first"),
)


def node_attributes(*, measured: bool = False) -> tuple[Attribute, ...]:
    """Give what nodes may carry.

    >>> [a.name for a in node_attributes()][:2]
    ['label', 'type']
    """
    return (*NODE, *MEASURED) if measured else NODE


def edge_attributes(selection: Selection) -> tuple[Attribute, ...]:
    """Give what the edges of a selection may carry.

    >>> "articles" in [a.name for a in edge_attributes(Selection(merge_parallel=True))]
    True
    """
    return (*EDGE, *MERGED) if selection.merge_parallel else EDGE
