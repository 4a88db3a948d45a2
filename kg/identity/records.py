"""Records of an authority file that a user brings: what each is, and how the store keeps them.

The records stand in a graph of their own, in terms of their own: none is an entity of the graph, but an entity may be linked
to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

import pyoxigraph as ox

from kg.identity.terms import ENTITY_TYPE, SAME_AS
from kg.rdf.iris import AUTHORITY, is_iri, term
from kg.rdf.prefixes import DCTERMS, KG
from kg.store.protocol import Store

IDENTIFIER, NAME, ALIAS, TYPE = (term(f"record{name}") for name in ("Identifier", "Name", "Alias", "Type"))
DETAILS = {name: term(f"record{name.capitalize()}") for name in ("place", "office", "website")}


@dataclass(frozen=True, slots=True)
class Record:
    """One known thing.

    ``identifier`` is an IRI, or the file's own, such as ``fips:27053``. ``type`` is a class of the ontology. ``place`` and
    ``office`` tell bearers of one name apart; ``website`` is kept to be read.

    Examples
    --------
    >>> Record("leg:17", "Ann Weber", "Person").iri.removeprefix(AUTHORITY.value)
    '/leg%3A17'
    """

    identifier: str
    label: str
    type: str
    aliases: tuple[str, ...] = ()
    place: str | None = None
    office: str | None = None
    website: str | None = None

    @property
    def is_elsewhere(self) -> bool:
        """Whether its identifier is an IRI, which others use too."""
        return is_iri(self.identifier)

    @property
    def iri(self) -> str:
        """The IRI by which it is known: its identifier where that is one."""
        return self.identifier if self.is_elsewhere else f"{AUTHORITY.value}/{quote(self.identifier, safe='')}"

    @property
    def names(self) -> tuple[str, ...]:
        """Its label and aliases, in that order."""
        return (self.label, *self.aliases)

    def quads(self) -> Iterable[ox.Quad]:
        """Write it as the store keeps it."""
        node = ox.NamedNode(self.iri)
        yield ox.Quad(node, ENTITY_TYPE, term("AuthorityRecord"), AUTHORITY)
        yield ox.Quad(node, IDENTIFIER, ox.Literal(self.identifier), AUTHORITY)
        yield ox.Quad(node, NAME, ox.Literal(self.label), AUTHORITY)
        yield ox.Quad(node, TYPE, term(self.type), AUTHORITY)
        for alias in self.aliases:
            yield ox.Quad(node, ALIAS, ox.Literal(alias), AUTHORITY)
        for name, predicate in DETAILS.items():
            if value := getattr(self, name):
                yield ox.Quad(node, predicate, ox.Literal(value), AUTHORITY)


@dataclass(frozen=True, slots=True)
class Match:
    """An entity and a record that it may be: the score, 0 to 1; reasons, the strongest first; who decided, if a person did."""

    entity: str
    record: Record
    score: float
    reasons: tuple[str, ...]
    by: str | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """Their IRIs, sorted."""
        one, other = sorted((self.entity, self.record.iri))
        return one, other

    def link(self) -> tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]:
        """Say of the entity what it is: ``owl:sameAs`` an IRI, or an identifier."""
        node, record = ox.NamedNode(self.entity), self.record
        if record.is_elsewhere:
            return node, SAME_AS, ox.NamedNode(record.iri)
        return node, ox.NamedNode(DCTERMS + "identifier"), ox.Literal(record.identifier)


def keep(store: Store, records: Iterable[Record]) -> None:
    """Put records in place of those that a store keeps; links follow when it is resolved again."""
    wanted = {quad for record in records for quad in record.quads()}
    standing = set(store.quads.quads_for_pattern(None, None, None, AUTHORITY))
    store.change(standing - wanted, wanted - standing)


def stored(store: ox.Store) -> tuple[Record, ...]:
    """Give the records that a store keeps, sorted by IRI.

    >>> stored(ox.Store())
    ()
    """
    told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in store.quads_for_pattern(None, None, None, AUTHORITY):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            told[quad.subject.value][quad.predicate.value].append(quad.object.value)
    return tuple(_record(values) for _, values in sorted(told.items()))


def _record(values: dict[str, list[str]]) -> Record:
    place, office, website = (next(iter(values[predicate.value]), None) for predicate in DETAILS.values())
    return Record(values[IDENTIFIER.value][0], values[NAME.value][0], values[TYPE.value][0].removeprefix(KG),
                  tuple(sorted(values[ALIAS.value])), place, office, website)
