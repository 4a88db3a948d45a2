"""Runs cut into names: at offices, honorifics, parties, nationalities, and where one name ends and another begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from spacy.tokens import Doc

from kg import authorities, ontology
from kg.authorities import AuthorityRecord
from kg.extract.mentions.forms import by_form
from kg.extract.mentions.lexicon import head_type, words
from kg.extract.mentions.offices import Office
from kg.extract.mentions.runs import Run, opens, second_syllable

ASSEMBLED = ("Congressional", "State")  # what people of a party are at, and no name
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
    """Cut a piece that is no one name, and its parts again, until nothing is to be cut."""
    for cutter in CUTTERS:
        parts = cutter(doc, piece)
        if parts is not None:
            for part in parts:
                yield from _split(doc, part)
            return
    yield piece


def _at_letter(doc: Doc, piece: Piece) -> list[Piece] | None:
    """After a party's letter: ``[R]-[Kalispell]``."""
    if piece.end - piece.start < 3 or doc[piece.start].text not in ("R", "D", "I") or doc[piece.start + 1].text != "-":
        return None
    return [Piece(piece.start, piece.start + 1), replace(piece, start=piece.start + 2)]


def _off_demonym(doc: Doc, piece: Piece) -> list[Piece] | None:
    """Without a nationality: ``Togolese [Party]``, but ``American Red Cross``."""
    if not is_demonym(doc[piece.start].text):
        return _off_last_demonym(doc, piece)
    if piece.end - piece.start == 1:
        return []
    return None if _keeps_demonym(doc, piece) else [replace(piece, start=piece.start + 1)]


def _keeps_demonym(doc: Doc, piece: Piece) -> bool:
    """``American Red Cross``, ``Russian Orthodox Church`` as one name; ``Togolese President`` not."""
    rest = [t.text for t in doc[piece.start + 1 : piece.end]]
    if records(piece.text(doc)):
        return True
    if rest[-1].islower() or (len(rest) > 1 and head_type(rest) not in (None, "Place")):
        return True
    return doc[piece.start].ent_type_ == "ORG" and doc[piece.start + 1].ent_iob_ == "I"


def _off_last_demonym(doc: Doc, piece: Piece) -> list[Piece] | None:
    """Without the nationality of what comes next: in ``[Moscow] Israeli officials`` met."""
    last = piece.end - 1
    known = last > piece.start and is_demonym(doc[last].text) and records(doc[piece.start : last].text)
    return [replace(piece, end=last)] if known else None


def _before_party(doc: Doc, piece: Piece) -> list[Piece] | None:
    """Before a party's word at the end: ``[Maryland] [Democrat]``, ``Congressional [Democrats]``."""
    last = piece.end - 1
    if last == piece.start + 1 and is_party_word(doc[last].text) and doc[piece.start].text in ASSEMBLED:
        return [Piece(last, piece.end)]
    if last == piece.start or not is_party_word(doc[last].text) or head_type([doc[last].text]) is not None:
        return None
    return [replace(piece, end=last), Piece(last, piece.end)]


def _around_party(doc: Doc, piece: Piece) -> list[Piece] | None:
    """Around a party's word: ``[Republican] [Utah] Rep.``, ``[Texas] [Republican] [Ann Lee]``, ``[Republican] [Senate]``."""
    found = next((i for i in range(piece.start, piece.end - 1) if is_party_word(doc[i].text)), None)
    if found is None:
        return None
    before, after = doc[piece.start : found].text, doc[found + 1 : piece.end]
    form = by_form([t.text for t in after])
    partisan = is_state(before) if before else is_party_word(f"{doc[found].text}s") or after[0].ent_type_ == "PERSON"
    person = partisan and (form == "Person" or (form is None and len(after) > 1))
    if not person and (before or not any(r.type in ("Agency", "State") for r in records(after.text))):
        return None
    parts = (replace(piece, end=found), Piece(found, found + 1), replace(piece, start=found + 1))
    return [p for p in parts if p.start < p.end]


def _off_description(doc: Doc, piece: Piece) -> list[Piece] | None:
    """Without the word that begins the sentence and says what somebody is: ``Author [Ann Lee]``."""
    first = doc[piece.start]
    if piece.end - piece.start < 3 or not opens(first) or first.lower_ in words("given_names"):
        return None
    told = ontology.load().nouns.get(first.lower_) in ("Person", "Group")
    named = "PERSON" in (first.ent_type_, doc[piece.start + 1].ent_type_)
    return [replace(piece, start=piece.start + 1, after_title=True)] if told and named else None


def _after_place(doc: Doc, piece: Piece) -> list[Piece] | None:
    """After a country or state before a name that needs no place: ``[Kansas] [SB 218]``."""
    if piece.end - piece.start < 2 or by_form([t.text for t in doc[piece.start : piece.end]]) or records(piece.text(doc)):
        return None
    for cut in range(min(piece.end - 1, piece.start + 3), piece.start, -1):
        front = records(doc[piece.start : cut].text)
        if any(r.type in PLACES for r in front) and records(doc[cut : piece.end].text):
            return [replace(piece, end=cut), replace(piece, start=cut)]
    return None


def _after_person(doc: Doc, piece: Piece) -> list[Piece] | None:
    """After the name of who leads it, before an agency's: ``[Clinton] [State Department]``."""
    rest = replace(piece, start=piece.start + 1)
    named = doc[piece.start].ent_type_ in ("PERSON", "ORG") and rest.end - rest.start > 1 and not records(piece.text(doc))
    known = named and any(r.type == "Agency" and r.name == rest.text(doc) for r in records(rest.text(doc)))
    place = any(r.type in (*PLACES, "County") for r in records(doc[piece.start].text))
    person = by_form([doc[piece.start].text]) in (None, "Person")
    return [replace(piece, end=rest.start), rest] if known and person and not place else None


Cutter = Callable[[Doc, Piece], list[Piece] | None]
CUTTERS: tuple[Cutter, ...] = (_at_letter, _off_demonym, _before_party, _around_party, _off_description, _after_place,
                               _after_person)


def is_state(text: str) -> bool:
    """Whether the authorities know a state of this name."""
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


def is_demonym(word: str) -> bool:
    """Whether a word is a nationality or its plural: "Togolese", "Kenyans"."""
    return word in _demonyms() or (word.endswith("s") and word[:-1] in _demonyms())


def is_party_word(word: str) -> bool:
    """Whether a word alone names a party or its people.

    >>> is_party_word("Republicans"), is_party_word("DFL"), is_party_word("Minnesota")
    (True, True, False)
    """
    return word.casefold() in words("party_words")
