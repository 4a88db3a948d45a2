"""What the ontology's classes and relations are in FollowTheMoney; ``ftm_types.tsv`` and ``ftm_links.tsv`` say it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.ontology import load

THING = "Thing"
FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema of entities: its name, the wider schemata that it is too, the properties that take its name."""

    name: str
    wider: frozenset[str]
    named: tuple[str, ...]

    def fits(self, range_: str) -> bool:
        """Whether an entity of this schema may stand where that schema is asked for."""
        return range_ in (THING, self.name) or range_ in self.wider


@dataclass(frozen=True, slots=True)
class Link:
    """A schema of links: the properties of both ends with what they take, and the property that names the relation."""

    schema: str
    subject: str
    subject_range: str
    object: str
    object_range: str
    named: str


def schema_of(type_: str) -> Schema | None:
    """Give the schema of a class by its local name, or None where FollowTheMoney has none.

    >>> schema_of("County").name, schema_of("Law")
    ('Address', None)
    """
    known = load().types.get(type_)
    schemata = _schemata()
    return next((schemata[name] for name in (type_, *(known.parents if known else ())) if name in schemata), None)


def link_of(relation: str, subject: Schema, object_: Schema, *, plain: bool) -> Link:
    """Give the link for a relation between two schemata.

    Parameters
    ----------
    relation : str
        Its local name.
    subject, object_ : Schema
    plain : bool
        Whether it is positive and actual. Links of FollowTheMoney say what is so, so that anything else is an unknown link.

    Examples
    --------
    >>> person, agency = schema_of("Person"), schema_of("Agency")
    >>> link_of("memberOf", person, agency, plain=True).schema, link_of("memberOf", person, agency, plain=False).schema
    ('Membership', 'UnknownLink')
    """
    *known, (_, unknown) = _links()
    fitting = (link for name, link in known if name == relation and subject.fits(link.subject_range)
               and object_.fits(link.object_range))
    return next(fitting, unknown) if plain else unknown


@cache
def _schemata() -> dict[str, Schema]:
    return {row["class"]: Schema(row["schema"], frozenset(row["wider"].split()), tuple(row["named"].split()))
            for row in _rows("ftm_types.tsv")}


@cache
def _links() -> list[tuple[str, Link]]:
    return [(row["relation"], Link(row["schema"], row["subject"], row["subject range"], row["object"], row["object range"],
                                   row["named"])) for row in _rows("ftm_links.tsv")]


def _rows(name: str) -> Iterator[dict[str, str]]:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
