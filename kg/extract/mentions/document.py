"""One reading for the whole article: a name keeps one type; its parts and acronyms are found wherever they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.extract.mentions.lexicon import head_type, words
from kg.extract.mentions.pieces import Piece, is_state, records
from kg.extract.mentions.typing import FORM, Reading

SMALL = ("of", "the", "and", "for", "on", "&", "de", "-")
BODIES = ("Organization", "Agency", "NewsOrganization", "PoliticalParty")
SUFFIXES = ("jr", "jr.", "sr", "sr.", "ii", "iii", "iv")
WHOLE = 2.0
GUESSES = 3.0
LONGEST_PERSON = 4
COMMON = 2  # words of a beginning that tell nothing when the first is "Great" or "National"


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its settled type."""

    start: int
    end: int
    type: str
    identifier: str | None = None


def settle(readings: Iterable[Reading]) -> list[Name]:
    """Give each piece the type that all its occurrences, and the longer names it is part of, favour."""
    readings = list(readings)
    votes = _tally(readings)
    identifiers: dict[str, str] = {}
    for r in readings:
        if r.identifier:
            identifiers[_key(r.text)] = r.identifier
    _spread(readings, votes)
    _spread_honorifics(readings, votes)
    names = []
    for r in readings:
        key = _key(r.text)
        kind = _best(votes[key])
        if kind is not None:
            names.append(Name(r.piece.start, r.piece.end, kind, identifiers.get(key) or _identifier(r.text, kind)))
    return names


def _identifier(text: str, kind: str) -> str | None:
    """The authority's identifier of a name of several meanings, once its type is settled."""
    known = [r.identifier for r in records(text) if r.type == kind]
    return known[0] if len(known) == 1 else None


def _tally(readings: list[Reading]) -> dict[str, dict[str, float]]:
    """Add up what is told of each name; all guesses together weigh no more than ``GUESSES``."""
    votes: dict[str, dict[str, float]] = {}
    guesses: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for r in readings:
        key = _key(r.text)
        votes.setdefault(key, defaultdict(float))  # a name of which nothing is told may be a short form of another
        for proposed, weight in r.votes.items():
            votes[key][proposed] += weight
        for proposed, weight in r.guesses.items():
            guesses[key][proposed] += weight
    for key, tally in guesses.items():
        scale = min(1.0, GUESSES / (sum(tally.values()) or GUESSES))
        for proposed, weight in tally.items():
            votes[key][proposed] += weight * scale
    return votes


def _key(text: str) -> str:
    """Names in capitals throughout are the same as in small letters, acronyms not."""
    folded = text.replace("’", "'")
    return folded.title().casefold() if len(folded) > 6 and folded.isupper() else folded.casefold()


def _best(votes: Mapping[str, float]) -> str | None:
    return max(sorted(votes), key=lambda t: votes[t]) if votes else None


def _spread(readings: list[Reading], votes: dict[str, dict[str, float]]) -> None:
    """Short forms take the type of the whole: surnames, acronyms, first words; the whole first, once each."""
    own = {key: dict(v) for key, v in votes.items()}
    located = {_key(r.text) for r in readings if r.located}
    for text in sorted({r.text for r in readings}):
        kind = _best(own[_key(text)])
        if kind is None or " " not in text:
            continue
        for form in short_forms(text, kind):
            key = _key(form)
            if key not in votes or key == _key(text):
                continue
            if kind == "Person" and form == _surname(text) and key not in located:
                votes[key][kind] += WHOLE * FORM + max(own[key].values(), default=0.0)  # "Hill" of Warren Hill, no newspaper
            elif not _told(own[key], kind):
                votes[key][kind] += WHOLE * FORM


def _spread_honorifics(readings: list[Reading], votes: dict[str, dict[str, float]]) -> None:
    """Whoever is "Mr Lamamra" later is a person where named in full, if only guesses say otherwise."""
    titled = {_key(r.text) for r in readings if " " not in r.text and r.votes.get("Person", 0.0) >= GUESSES}
    for r in readings:
        last, key = _surname(r.text), _key(r.text)
        if last and _key(last) in titled and not r.votes and len(r.text.split()) <= LONGEST_PERSON:
            votes[key]["Person"] = votes[key].get("Person", 0.0) + FORM


def _surname(text: str) -> str:
    kept = [t for t in text.split() if t.casefold() not in SUFFIXES]
    return kept[-1] if len(kept) > 1 else ""


def _told(votes: Mapping[str, float], kind: str) -> bool:
    """Whether a short form's own occurrences tell for certain that it is something else."""
    places = sum(votes.get(p, 0.0) for p in ("City", "County", "State", "Country"))
    if places >= GUESSES and kind in BODIES:
        return True
    return any(weight >= 2 * FORM and told != kind for told, weight in votes.items())


def short_forms(text: str, kind: str) -> Iterator[str]:
    """Give the forms by which a name of this type may be taken up.

    >>> sorted(short_forms("Norland Energy", "Organization")), list(short_forms("Ann van Dyke", "Person"))
    (['NE', 'Norland'], ['Dyke', 'van Dyke', 'Ann'])
    """
    tokens = text.split()
    if kind == "Person":
        yield from _person_forms(tokens)
        return
    capitals = [t for t in tokens if t[:1].isupper()]
    acronym = "".join(t[0] for t in capitals)
    if len(acronym) > 1 and kind not in ("City", "State", "Country", "County"):
        yield acronym
    if len(acronym) > 2 and kind == "Agency":
        yield acronym[1:]  # without the place: DPS of the Texas Department of Public Safety
    if kind == "Operation" and tokens[0] == "Operation":
        yield " ".join(tokens[1:])
    if kind == "County" and len(tokens) > 1 and not is_state(" ".join(tokens[:-1])):  # Utah County is not "Utah"
        yield " ".join(tokens[:-1])
    if kind == "Event" and tokens[0].casefold() in words("storms"):
        yield " ".join(tokens[1:])
    if kind in ("Organization", "PoliticalParty") and head_type(tokens) and not any(t in SMALL for t in tokens):
        yield from _beginnings(tokens)
    if kind == "Agency" and tokens[0].casefold() in ("u.s.", "us", "united") and len(tokens) > 2:
        yield " ".join(tokens[1:])


def _person_forms(tokens: list[str]) -> Iterator[str]:
    kept = [t for t in tokens if t.casefold() not in SUFFIXES]
    if len(kept) > 1:
        yield kept[-1]
        if kept[-2].casefold() in words("particles"):
            yield " ".join(kept[-2:])
        yield kept[0]


def _beginnings(tokens: list[str]) -> Iterator[str]:
    """The words before those that name the kind: Northgate of Northgate Salt Company."""
    for length in range(1, len(tokens)):
        common = length <= COMMON and tokens[0].casefold() in words("common_beginnings")
        if head_type(tokens[:length]) is None and not common:
            yield " ".join(tokens[:length])


def taken(names: Iterable[Name | Piece]) -> set[int]:
    """Give the tokens that names cover."""
    return {i for n in names for i in range(n.start, n.end)}
