"""What formats of labelled property graphs share: labels of nodes, types of relationships, and Neo4j's unique key."""

from __future__ import annotations

import re

from kg.ontology import load

ANY = "Entity"
CONSTRAINT = f"CREATE CONSTRAINT entity_iri IF NOT EXISTS FOR (n:{ANY}) REQUIRE n.iri IS UNIQUE;"
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
NO_NAME = re.compile(r"\W")


def labels(type_: str) -> tuple[str, ...]:
    """Give the labels of a node: its class and all wider ones, the narrowest first.

    >>> labels("Agency"), labels("Of Mine")
    (('Agency', 'Organization', 'Agent', 'Entity'), ('Of_Mine', 'Entity'))
    """
    known = load().types.get(type_)
    names = (type_, *known.parents) if known else (type_, ANY)
    return tuple(dict.fromkeys(map(_name, names)))


def relationship(relation: str) -> str:
    """Give the type of a relationship, in the capitals that users of Neo4j expect.

    >>> relationship("withdrawsFrom"), relationship("sues")
    ('WITHDRAWS_FROM', 'SUES')
    """
    return _name(HUMP.sub("_", relation)).upper()


def _name(text: str) -> str:
    """A name that needs no quoting and ends nothing: letters, digits and underscores."""
    name = NO_NAME.sub("_", text)
    return name if name and not name[0].isdigit() else f"_{name}"
