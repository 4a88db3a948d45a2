"""A user's own authority file -> records: CSV with a line of columns, or Turtle with labels of SKOS, RDFS or schema.org.

Nobody vouches for the file: its size is limited, its IRIs are checked, nothing is fetched, and an error names file and line.

CSV has the columns ``identifier``, ``label`` and ``type``, and any of ``aliases`` (divided by semicolons), ``place``,
``office`` and ``website``, in any order. In Turtle a record is what has a label and a type; a type of schema.org, FOAF or
Wikidata counts as the class that the ontology aligns with it.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

import pyoxigraph as ox

from kg.errors import SourceError
from kg.identity.records import Record
from kg.ontology import load
from kg.rdf.formats import FORMATS
from kg.rdf.iris import is_iri
from kg.rdf.prefixes import DATA, DCTERMS, KG, RDF, RDFS, SCHEMA, SKOS
from kg.rdf.reading import parsed
from kg.sources.inputs import Input, decoded

LARGEST = 256 * 1024 * 1024  # bytes after unpacking
LONGEST = 1000  # characters of a value
MOST_NAMES = 200  # of one record
NEEDED = ("identifier", "label", "type")
COLUMNS = (*NEEDED, "aliases", "place", "office", "website")
FOAF, ORG_SCHEMA = "http://xmlns.com/foaf/0.1/", "http://schema.org/"
LABELS = (SKOS + "prefLabel", RDFS + "label", SCHEMA + "name", FOAF + "name")
ALIASES = (SKOS + "altLabel", SKOS + "hiddenLabel", SCHEMA + "alternateName")
DETAILS = {
    "place": (SCHEMA + "areaServed", SCHEMA + "containedInPlace", SCHEMA + "location", DCTERMS + "spatial"),
    "office": (SCHEMA + "jobTitle",),
    "website": (SCHEMA + "url", FOAF + "homepage"),
}
LANGUAGES = ("", "en")  # of labels and names, before others
RDF_FORMATS = {extension: f for f in FORMATS for extension in f.extensions if f.name in ("turtle", "ntriples")}

Values = dict[str, list[ox.NamedNode | ox.Literal]]


def read(source: Input, type: str | None = None) -> tuple[Record, ...]:
    """Read an authority file.

    Parameters
    ----------
    source : Input
        A file ending in ``.csv``, ``.ttl`` or ``.nt``; packed ones too.
    type : str, optional
        The class of records of which the file names none that is known; without it they are passed over.

    Raises
    ------
    SourceError
        When it is malformed, too large, has no record, or gives one identifier twice.
    UnknownTermError
        When the ontology has no such class.

    Examples
    --------
    >>> import io
    >>> file = Input("mine.csv", io.BytesIO(b"identifier,label,type\\nleg:17,Ann Weber,Person"))
    >>> [(record.identifier, record.label) for record in read(file)]
    [('leg:17', 'Ann Weber')]
    """
    if type is not None:
        load().type(type)
    format_ = RDF_FORMATS.get(source.suffix.removeprefix("."))
    if format_ is None and source.is_file and source.suffix != ".csv":
        raise SourceError("no authority file is known by that suffix", where=source.name, valid=".csv, .ttl, .nt")
    read_by = _of_csv(source, type) if format_ is None else _of_triples(_facts(parsed(source, format_, LARGEST)), source, type)
    records: dict[str, Record] = {}
    for where, record in read_by:
        _check(record, where)
        if record.iri in records:
            raise SourceError(f"the identifier {record.identifier!r} is given twice", where=where, valid="one record for each")
        records[record.iri] = record
    if not records:
        raise SourceError("no record of a known type", where=source.name, valid=f"a type of {', '.join(load().types)}")
    return tuple(record for _, record in sorted(records.items()))


def _check(record: Record, where: str) -> None:
    texts = [record.identifier, *record.names, *filter(None, (record.place, record.office, record.website))]
    if not (record.identifier and record.label):
        raise SourceError("a record without an identifier or a label", where=where, valid="both")
    if any(len(text) > LONGEST for text in texts) or len(record.names) > MOST_NAMES:
        raise SourceError("a record is too long", where=where,
                          valid=f"values of at most {LONGEST:,} characters, at most {MOST_NAMES} names")
    if any(not c.isprintable() for text in texts for c in text):
        raise SourceError("a record with control characters", where=where, valid="text that can be printed")
    if "://" in record.identifier and not is_iri(record.identifier):
        raise SourceError(f"no IRI: {record.identifier[:100]!r}", where=where, valid="an http or https IRI, or an identifier")
    if record.identifier.startswith(DATA):
        raise SourceError("an IRI of the graph's own", where=where, valid=f"one outside {DATA}")
    if record.website and not is_iri(record.website):
        raise SourceError(f"no address: {record.website[:100]!r}", where=where, valid="http or https")


def _of_csv(source: Input, type_: str | None) -> Iterator[tuple[str, Record]]:
    text = decoded(source.read(LARGEST), source.name)
    rows = csv.DictReader(text.splitlines(keepends=True), strict=True)
    try:
        header = rows.fieldnames or ()
        wrong = [name for name in header if name not in COLUMNS] + [name for name in NEEDED if name not in header]
        if wrong or len(set(header)) < len(header):
            raise SourceError(f"an authority file with the columns {','.join(header)[:LONGEST]}", where=source.name,
                              valid=f"{','.join(NEEDED)}, and any of {','.join(COLUMNS[len(NEEDED):])}")
        for row in rows:
            where = f"{source.name}, line {rows.line_num}"
            if None in row or None in row.values():
                raise SourceError("a row of another number of columns", where=where, valid=f"{len(header)} columns")
            yield where, _of_row({name: value.strip() for name, value in row.items()}, type_)
    except csv.Error as error:
        raise SourceError(f"no CSV: {error}", where=f"{source.name}, line {rows.line_num}", valid="RFC 4180") from error


def _of_row(row: dict[str, str], type_: str | None) -> Record:
    kind = load().type(row["type"] or type_ or "").name
    aliases = tuple(sorted({name.strip() for name in row.get("aliases", "").split(";")} - {"", row["label"]}))
    return Record(row["identifier"], row["label"], kind, aliases, *(row.get(name) or None for name in DETAILS))


def _facts(quads: Iterable[ox.Quad]) -> dict[str, Values]:
    told: dict[str, Values] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            predicate = quad.predicate.value
            if predicate.startswith(ORG_SCHEMA):
                predicate = SCHEMA + predicate.removeprefix(ORG_SCHEMA)
            told[quad.subject.value][predicate].append(quad.object)
    return told


def _of_triples(told: dict[str, Values], source: Input, default: str | None) -> Iterator[tuple[str, Record]]:
    for iri, values in sorted(told.items()):
        label = next(iter(_texts(values, LABELS, told)), None)
        kinds = {kind for v in values.get(RDF + "type", ()) if (kind := _aligned().get(v.value))}
        kind = max(kinds, key=lambda name: (len(load().type(name).parents), name), default=default)
        if label is not None and kind is not None:
            names = {*_texts(values, LABELS, told), *_texts(values, ALIASES, told)} - {label}
            details = (next(iter(_texts(values, predicates, told)), None) for predicates in DETAILS.values())
            where = f"{source.name}, {iri}"
            if not is_iri(iri):
                raise SourceError("no IRI that may stand for a record", where=where, valid="http, https or urn")
            yield where, Record(iri, label, kind, tuple(sorted(names)), *details)


def _texts(values: Values, predicates: Iterable[str], told: dict[str, Values]) -> list[str]:
    """What some properties give in words: of an IRI the label that the file gives it, English and unmarked words first."""
    found: list[str] = []
    for predicate in predicates:
        literals = [v for v in values.get(predicate, ()) if isinstance(v, ox.Literal)]
        found += [v.value.strip() for v in sorted(literals, key=_by_language) if v.value.strip()]
        for node in sorted((v for v in values.get(predicate, ()) if isinstance(v, ox.NamedNode)), key=str):
            named = (told[node.value].get(label, ()) for label in LABELS) if node.value in told else ()
            labels = [v.value for group in named for v in group if isinstance(v, ox.Literal)]
            found.append(min(labels, default=node.value))
    return found


def _by_language(literal: ox.Literal) -> tuple[bool, str, str]:
    language = literal.language or ""
    return language.split("-")[0] not in LANGUAGES, language, literal.value


@cache
def _aligned() -> dict[str, str]:
    """Classes of other vocabularies -> the widest class of the ontology that is aligned with each."""
    types = load().types
    found: dict[str, str] = {KG + name: name for name in types}
    wide = sorted(types, key=lambda name: (len(types[name].parents), name))
    aligned: dict[str, set[str]] = defaultdict(set)
    for file in load().files:
        for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=KG):
            if quad.predicate.value in (RDFS + "subClassOf", SKOS + "closeMatch", SKOS + "exactMatch") \
                    and isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                aligned[quad.object.value].add(quad.subject.value.removeprefix(KG))
    for foreign, names in aligned.items():
        if not foreign.startswith(KG) and (ours := [name for name in wide if name in names]):
            found[foreign] = ours[0]
            found[foreign.replace(SCHEMA, ORG_SCHEMA)] = ours[0]
    return found
