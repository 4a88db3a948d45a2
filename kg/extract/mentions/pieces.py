"""Runs cut into names: at offices, honorifics, parties, nationalities, and where one name ends and another begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from spacy.tokens import Doc

from kg import authorities
from kg.authorities import AuthorityRecord
from kg.extract.mentions.forms import by_form
from kg.extract.mentions.lexicon import head_type, words
from kg.extract.mentions.offices import Office
from kg.extract.mentions.runs import Run, second_syllable

PARTY = "PoliticalParty"
PLACES = ("Country", "State")


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens ``start`` to ``end`` (exclusive) of one name. ``after_title`` says that an office or honorific precedes."""

    start: int
    end: int
    after_title: bool = False

    def text(self, doc: Doc) -> str:
        """The words as written, a blank for every gap."""
        return " ".join(doc[self.start : self.end].text.split())


def pieces(doc: Doc, runs: Iterable[Run], offices: Iterable[Office]) -> list[Piece]:
    """Give the names that the runs hold, left to right."""
    at = {i: office for office in offices for i in range(office.start, office.end)}
    found: list[Piece] = []
    for run in runs:
        for piece in _cut(doc, run, at):
            trimmed = _trimmed(doc, piece)
            if trimmed is not None:
                found += _split(doc, trimmed)
    return found


def _cut(doc: Doc, run: Run, offices: dict[int, Office]) -> Iterator[Piece]:
    """Cut at offices and honorifics."""
    start = run.start
    titled = _titled(doc, run.start, offices)
    for i in range(run.start, run.end):
        if i in offices or _honorific(doc, i, run):
            if start < i:
                yield Piece(start, i, titled)
            start, titled = i + 1, True
    if start < run.end:
        yield Piece(start, run.end, titled)


def _titled(doc: Doc, start: int, offices: dict[int, Office]) -> bool:
    """Whether a title stands right before, outside the run: "attorney Jane Roe", "Dr. Jane Roe"."""
    at = start - 1
    if at > 0 and doc[at].text == ".":
        at -= 1
    if at < 0 or doc[at].is_sent_end:
        return False
    office = offices.get(at)
    return doc[at].lower_ in words("honorifics") or (office is not None and not office.plural)


def _honorific(doc: Doc, i: int, run: Run) -> bool:
    if doc[i].text == "." and i > run.start:
        return doc[i - 1].lower_ in words("honorifics")
    return doc[i].lower_ in words("honorifics") and i + 1 < run.end


def _trimmed(doc: Doc, piece: Piece) -> Piece | None:
    """Without punctuation, possessives, articles and small words at both ends."""
    start, end = piece.start, piece.end
    while start < end and (doc[start].is_punct or doc[start].is_space or doc[start].lower_ in words("outer_words")
                           or (doc[start].text.islower() and not doc[start].text[:1].isdigit())):
        start += 1
    while start < end and (_loose(doc, end - 1) or doc[end - 1].lower_ in words("outer_words")):
        end -= 1
    return replace(piece, start=start, end=end) if start < end else None


def _loose(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.text == ".":
        return len(doc[i - 1]) > 4
    joined = doc[i - 1].tag_ == "POS" or (i > 1 and second_syllable(doc, i))
    return token.is_punct or token.is_space or token.text in ("'s", "’s") or (
        token.text.islower() and not joined and token.lower_ not in words("lower_heads"))


def _split(doc: Doc, piece: Piece) -> Iterator[Piece]:
    """Cut a nationality and a place off the front, a party word off the end, and all-known halves apart."""
    first = doc[piece.start]
    if first.text in ("R", "D", "I") and piece.end - piece.start > 2 and doc[piece.start + 1].text == "-":
        yield Piece(piece.start, piece.start + 1)
        yield from _split(doc, replace(piece, start=piece.start + 2))
        return
    single = piece.end - piece.start == 1
    if _is_demonym(first.text) and (single or not _keeps_demonym(doc, piece)):
        if not single:
            yield from _split(doc, replace(piece, start=piece.start + 1))
        return
    if not single and is_party_word(doc[piece.end - 1].text) and head_type([doc[piece.end - 1].text]) is None:
        yield from _split(doc, replace(piece, end=piece.end - 1))
        yield Piece(piece.end - 1, piece.end)
        return
    party = _party_word(doc, piece)
    if party is not None:
        halves = (replace(piece, end=party), Piece(party, party + 1), replace(piece, start=party + 1))
        yield from (p for p in halves if p.start < p.end)
        return
    cut = _known_front(doc, piece)
    if cut:
        yield Piece(piece.start, cut, piece.after_title)
        yield from _split(doc, replace(piece, start=cut))
        return
    yield piece


def _keeps_demonym(doc: Doc, piece: Piece) -> bool:
    """``American Red Cross``, ``Russian Orthodox Church`` as one name; ``Togolese President`` not."""
    rest = [t.text for t in doc[piece.start + 1 : piece.end]]
    if records(piece.text(doc)):
        return True
    if rest[-1].islower() or (len(rest) > 1 and head_type(rest) not in (None, "Place")):
        return True
    return doc[piece.start].ent_type_ == "ORG" and doc[piece.start + 1].ent_iob_ == "I"


def _known_front(doc: Doc, piece: Piece) -> int | None:
    """Where a country or state before a name that needs no place ends: ``Maryland [Democrat]``, ``Kansas [SB 218]``."""
    if piece.end - piece.start < 2 or by_form([t.text for t in doc[piece.start : piece.end]]) or records(piece.text(doc)):
        return None
    for cut in range(min(piece.end - 1, piece.start + 3), piece.start, -1):
        front = records(doc[piece.start : cut].text)
        if any(r.type in PLACES for r in front) and records(doc[cut : piece.end].text):
            return cut
    return None


def _party_word(doc: Doc, piece: Piece) -> int | None:
    """The party's word before a state or a person: ``[Republican] North Carolina Rep.``, ``Texas [Republican] Ann Lee``."""
    found = next((i for i in range(piece.start, piece.end - 1) if is_party_word(doc[i].text)), None)
    if found is None:
        return None
    before, after = doc[piece.start : found].text, doc[found + 1 : piece.end]
    if not before and _is_state(after.text):
        return found
    partisan = _is_state(before) if before else is_party_word(f"{doc[found].text}s") or after[0].ent_type_ == "PERSON"
    return found if partisan and len(after) > 1 and by_form([t.text for t in after]) is None else None


def _is_state(text: str) -> bool:
    return any(r.type == "State" for r in records(text))


@lru_cache(maxsize=20_000)
def records(text: str) -> tuple[AuthorityRecord, ...]:
    """Give the authorities' records of a name that are no titles."""
    found = authorities.load().lookup(text)
    if not found and "." in text[:-1] and text[-1] != ".":
        found = authorities.load().lookup(text + ".")  # "W.Va" before the stop of its sentence
    return tuple(r for r in found if r.type not in ("Position", authorities.RANK))


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(authorities.load().demonyms())


def _is_demonym(word: str) -> bool:
    return word in _demonyms() or (word.endswith("s") and word[:-1] in _demonyms())


def is_party_word(word: str) -> bool:
    """Whether a word alone names a party or its people.

    >>> is_party_word("Republicans"), is_party_word("DFL"), is_party_word("Minnesota")
    (True, True, False)
    """
    return word.casefold() in words("party_words")
