"""Names that are known beforehand: agencies, places, offices, news organisations, parties, with their identifiers.

The lists are the CSV files of ``ontology/authorities``, read once, on first use.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec

from kg import ontology
from kg.errors import OntologyError

COLUMNS = ("identifier", "type", "name", "acronym", "aliases", "parent", "place", "same_as")
RANK = "Rank"

_ABBREVIATION = re.compile(r"[A-Z][\w. ]*\.")


class AuthorityRecord(msgspec.Struct, frozen=True):
    """One known thing.

    ``identifier`` is a CURIE such as ``fips:27053``. ``type`` is a class of the ontology, or ``Rank`` for military and
    police ranks, which are no offices. ``parent`` and ``place`` are identifiers of the body it belongs to and of the place
    it lies in or governs. ``same_as`` is a Wikidata IRI. ``demonyms`` are the words for its people (countries, states).
    """

    identifier: str
    type: str
    name: str
    acronym: str | None = None
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    place: str | None = None
    same_as: str | None = None
    demonyms: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, acronym and aliases, in that order."""
        return (self.name, *((self.acronym,) if self.acronym else ()), *self.aliases)


class Authorities:
    """All records, by name and by identifier; immutable.

    Examples
    --------
    >>> [r.identifier for r in load().lookup("Immigration and Customs Enforcement")]
    ['gov.us:ice']
    >>> load().lookup("ICE") == load().lookup("U.S. Immigration and Customs Enforcement"), load().lookup("ice")
    (True, ())
    """

    def __init__(self, records: Iterable[AuthorityRecord]) -> None:
        self.records = tuple(records)
        self._by_identifier = {r.identifier: r for r in self.records}
        exact: dict[str, list[AuthorityRecord]] = {}
        folded: dict[str, list[AuthorityRecord]] = {}
        for record in self.records:
            for name in record.names:
                key = _exact_key(name)
                bucket = exact.setdefault(key, []) if key else folded.setdefault(_folded_key(name), [])
                if record not in bucket:
                    bucket.append(record)
        self._exact = {key: tuple(found) for key, found in exact.items()}
        self._folded = {key: tuple(found) for key, found in folded.items()}
        self._demonyms = MappingProxyType({d: r for r in self.records for d in r.demonyms})

    def lookup(self, name: str) -> tuple[AuthorityRecord, ...]:
        """Give the records that a name may denote: several where it is ambiguous, none where it is unknown.

        Names match without regard to case, a leading "the", periods and the form of apostrophes. Acronyms and
        abbreviations match only as they are written. Words in lower case match only names in lower case, such as offices.

        >>> [r.identifier for r in load().lookup("Hennepin County")], load().lookup("us")
        (['fips:27053'], ())
        >>> [r.name for r in load().lookup("Wash.")], load().lookup("wash")
        (['Washington'], ())
        """
        bare = name[4:] if name[:4] in ("the ", "The ") else name
        found = self._exact.get(_exact_key(bare) or "", ()) or self._folded.get(_folded_key(bare), ())
        if bare == bare.lower():
            return tuple(r for r in found if any(_folded_key(n) == _folded_key(bare) for n in r.names if n == n.lower()))
        return found

    def by_identifier(self, identifier: str) -> AuthorityRecord | None:
        """Give the record with this identifier, or None.

        >>> load().by_identifier("fips:27").name
        'Minnesota'
        """
        return self._by_identifier.get(identifier)

    def of_type(self, type: str) -> tuple[AuthorityRecord, ...]:
        """Give the records of a type (not of its narrower types), in the order of their files."""
        return tuple(r for r in self.records if r.type == type)

    def names(self, type: str) -> tuple[str, ...]:
        """Give all names, acronyms and aliases of a type's records, sorted, each once.

        >>> "Minn." in load().names("State")
        True
        """
        return tuple(sorted({name for r in self.of_type(type) for name in r.names}))

    def demonyms(self) -> Mapping[str, AuthorityRecord]:
        """Give the words for the people of countries and states, with their places.

        >>> load().demonyms()["Minnesotan"].identifier
        'fips:27'
        """
        return self._demonyms


def _exact_key(name: str) -> str | None:
    """The key of an acronym ("U.S." as US) or of an abbreviation ("Minn."); None for other names."""
    if name.isupper() and len(name) < 9 and " " not in name:
        return name.replace(".", "")
    return name if name[-1:] == "." and _ABBREVIATION.fullmatch(name) else None


def _folded_key(name: str) -> str:
    key = name.casefold().replace("\u2019", "'").replace(".", "")
    return " ".join(key.removeprefix("the ").split()).replace("saint ", "st ")


@cache
def load(path: Path | None = None) -> Authorities:
    """Load the authority files of a folder, by default those of the package.

    Parameters
    ----------
    path : Path, optional
        A folder of CSV files with the columns of ``COLUMNS``; lines that begin with ``#`` are comments.

    Raises
    ------
    OntologyError
        When a file is missing, has other columns, or gives one identifier twice; names file and line.
    """
    root = path or ontology.folder() / "authorities"
    files = sorted(root.glob("*.csv"))
    if not files:
        raise OntologyError("no authority files", where=str(root), valid="a folder of CSV files")
    seen: dict[str, str] = {}
    return Authorities([record for file in files for record in _read(file, seen)])


def _read(file: Path, seen: dict[str, str]) -> list[AuthorityRecord]:
    lines = file.read_text("utf-8").splitlines()
    start = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    rows = csv.reader(lines[start:])
    header = tuple(next(rows, ()))
    if header not in (COLUMNS, (*COLUMNS, "demonyms")):
        raise OntologyError(f"authority file has the columns {','.join(header)}", where=f"{file}:{start + 1}",
                            valid=",".join(COLUMNS))
    records = []
    for row in rows:
        where = f"{file}:{start + rows.line_num}"
        if len(row) != len(header):
            raise OntologyError(f"row has {len(row)} columns", where=where, valid=f"{len(header)} columns")
        if row[0] in seen:
            raise OntologyError(f"identifier {row[0]!r} is given twice", where=where, valid=f"unlike {seen[row[0]]}")
        seen[row[0]] = where
        records.append(_record(row))
    return records


def _record(row: list[str]) -> AuthorityRecord:
    identifier, kind, name, acronym, aliases, parent, place, same_as = row[:8]
    return AuthorityRecord(identifier, kind, name, acronym or None, _split(aliases), parent or None, place or None,
                           same_as or None, _split(row[8]) if len(row) > 8 else ())


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()
