"""All names of a Doc: runs, cut into pieces, typed by a vote of the article, and found again where they were missed."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.mentions.document import Name, settle, short_forms, taken
from kg.extract.mentions.forms import by_form
from kg.extract.mentions.headlines import headline_tokens
from kg.extract.mentions.lexicon import table, words
from kg.extract.mentions.offices import POSSESSIVES, Office
from kg.extract.mentions.pieces import Piece, is_demonym, is_party_word, pieces, records
from kg.extract.mentions.runs import dateline, runs
from kg.extract.mentions.typing import CONTEXT, FORM, Reading, is_given_name, read

OPENING = ("\"", "“", "‘")
UNNAMED = ("religions", "peoples", "generic_bodies", "honorifics", "directions")
LONGEST_LIST = 20
NAME_AND_SURNAME = 2
PARTIES = 3
CLOSING = ("\"", "”", "’")


def names(doc: Doc, offices: list[Office], whole: dict[int, int]) -> list[Name]:
    """Give the names of a Doc, left to right, none inside another; ``whole`` are those known beforehand."""
    titles = headline_tokens(doc)
    found = [p for p in pieces(doc, runs(doc, whole), offices)
             if not _generic(doc, p) and not _is_work(doc, p) and (p.start not in titles or _sure(doc, p))]
    readings = [read(doc, p) for p in found]
    for r in readings:
        r.add(_listed_before(doc, r.piece.end), 3 * CONTEXT)
    _states_among_states(doc, readings)
    _states_told_apart(readings)
    _parties_among_parties(doc, readings)
    _like_their_neighbours(doc, readings)
    first = settle(readings)
    missed = [read(doc, p) for p in _missed(doc, first, offices)]
    settled = settle([*readings, *missed])
    return sorted(settled, key=lambda n: (n.start, n.end))


def _sure(doc: Doc, piece: Piece) -> bool:
    """Whether more than its capitals tells that a piece is a name: an authority, or a given name and the recogniser.

    What else a headline names, the article names again.
    """
    words_of = doc[piece.start : piece.end]
    person = len(words_of) == NAME_AND_SURNAME and all(t.ent_type_ == "PERSON" for t in words_of) and is_given_name(words_of[0])
    return bool(records(piece.text(doc))) or person


def _generic(doc: Doc, piece: Piece) -> bool:
    """A body spoken of by its kind ("the Board"), people of a party ("Republicans"), a lone capital, a day."""
    token = doc[piece.start]
    if piece.end - piece.start > 1:
        hyphened = doc[piece.end - 2].text == "-" and is_demonym(doc[piece.end - 1].text)  # "African-Americans"
        peoples = hyphened or all(_of_a_people(t) for t in doc[piece.start : piece.end])
        return peoples or doc[piece.end - 1].text in ("Day", "Eve")
    if _listed_before(doc, piece.end):
        return False
    adjective = token.dep_ == "amod" and token.pos_ == "ADJ" and not is_party_word(token.text) and not records(token.text)
    if adjective or _of_a_people(token) or any(token.lower_ in words(kind) for kind in UNNAMED) or _joins_two(token.text):
        return True
    if is_party_word(token.text) and token.text.endswith("s"):
        return True
    letter = len(token.text.removesuffix(".")) == 1  # "E. 35th Street"
    if not any(c.isalpha() for c in token.text) or (letter and not _party_letter(doc, piece)):
        return True
    return token.text.isupper() and len(token.text) > 5 and _all_capitals(doc, token.i)


def _joins_two(text: str) -> bool:
    """Whether a word is two names with a hyphen between them: the ``U.S.-Mexico`` border is neither."""
    return "-" in text and not records(text) and all(map(records, text.split("-")))


def _of_a_people(token: Token) -> bool:
    """Whether the recogniser takes a word, no acronym and no party's, for a people's: ``Islamists``, ``Ottoman``."""
    plural = token.tag_ == "NNPS" or token.pos_ == "ADJ" or token.dep_ in ("amod", "compound")
    known = token.text.isupper() or is_party_word(token.text) or records(token.text)
    return token.ent_type_ == "NORP" and plural and not known


def _party_letter(doc: Doc, piece: Piece) -> bool:
    """``Lorna Hatch, R-Kalispell``."""
    after = doc[piece.end : piece.end + 1].text
    return doc[piece.start].text in ("R", "D") and after == "-" and piece.start > 0 and doc[piece.start - 1].text in (",", "(")


def _all_capitals(doc: Doc, i: int) -> bool:
    """Whether the word stands in a stretch of capitals that is no dateline."""
    around = [t for t in doc[max(0, i - 2) : i + 3] if t.is_alpha and t.i != i and "\n" not in t.text]
    shouted = sum(t.text.isupper() and len(t.text) > 2 for t in around)
    return shouted > 0 and shouted * 2 >= len(around) and not records(doc[i].text) and not dateline(doc, i)


def _is_work(doc: Doc, piece: Piece) -> bool:
    """Whether the words are a book's or a song's title: ``Art of the Deal``, or alone between quotation marks."""
    texts = [t.text for t in doc[piece.start : piece.end]]
    told = len(texts) > 1 and all(t.ent_type_ == "WORK_OF_ART" for t in doc[piece.start : piece.end])
    if told and by_form(texts) is None and not records(piece.text(doc)):
        return True
    start, end = piece.start, piece.end
    while start > 0 and piece.start - start < 5 and _titular(doc[start - 1]):
        start -= 1
    while end < len(doc) and end - piece.end < 5 and _titular(doc[end]):
        end += 1
    if start == 0 or end >= len(doc) or records(piece.text(doc)):
        return False
    closing = doc[end].text in CLOSING or (doc[end].text in (",", ".") and doc[end : end + 2].text[-1:] in CLOSING)
    return doc[start - 1].text in OPENING and closing


def _titular(token: Token) -> bool:
    """Whether a word may go on a title: a capital or a small word."""
    return token.text[:1].isupper() or token.lower_ in ("of", "the", "and", "a", "in", "to", "for")


def _listed_before(doc: Doc, end: int) -> str | None:
    """What the plural that closes a list after a name says: ``[Wake], Onslow and Pender counties``."""
    if doc[end : end + 1].text not in (",", "and", "or"):
        return None
    for token in doc[end : end + LONGEST_LIST]:
        if token.lower_ in table("plural_heads"):
            return table("plural_heads")[token.lower_]
        if token.lower_ not in (",", "and", "or") and not token.text[:1].isupper():
            return None
    return None


def _states_among_states(doc: Doc, readings: list[Reading]) -> None:
    """``Georgia`` is the state where an article speaks of other states or counties of its country."""
    kinds = [{r.type for r in records(reading.text)} for reading in readings]
    if {"State"} not in kinds and not any("County" in reading.votes for reading in readings):
        return
    for reading, kind in zip(readings, kinds, strict=True):
        if kind == {"State", "Country"}:
            reading.add("State", 2 * FORM)


def _states_told_apart(readings: list[Reading]) -> None:
    """``Washington`` is the state in an article that writes ``Washington State`` or ``Wash.``."""
    known = {text: [x for x in records(text) if x.type == "State"] for text in {r.text for r in readings}}
    states = {text: found[0].identifier for text, found in known.items() if found}
    for reading in readings:
        state = states.get(reading.text)
        plain = state is not None and len(records(reading.text)) > 1
        if plain and any(other != reading.text and found == state for other, found in states.items()):
            reading.add("State", 3 * FORM)


def _parties_among_parties(doc: Doc, readings: list[Reading]) -> None:
    """``Ann Lee of [Forward]``, ``[Forward]'s Ann Lee``: in an article on several parties, what people are of is a party."""
    if len({reading.text for reading in readings if "PoliticalParty" in reading.votes}) < PARTIES:
        return
    people = {r.piece.start for r in readings if "Person" in (*r.votes, *r.guesses)}
    ends = {r.piece.end for r in readings if "Person" in (*r.votes, *r.guesses)}
    for reading in readings:
        start, end = reading.piece.start, reading.piece.end
        of_person = start > 0 and doc[start - 1].lower_ == "of" and start - 1 in ends
        owner = doc[end : end + 1].text in POSSESSIVES and end + 1 in people
        if (of_person or owner) and not reading.votes:
            reading.add("PoliticalParty", CONTEXT)
            reading.guesses.clear()


def _like_their_neighbours(doc: Doc, readings: list[Reading]) -> None:
    """``Acme Corp. and [Brandt]``: a name of which nothing sure is told is what the names beside it in a list are."""
    by_root = {doc[r.piece.start : r.piece.end].root.i: r for r in readings}
    for root, reading in sorted(by_root.items()):
        beside = [by_root[t.i] for t in doc[root].conjuncts if t.i in by_root]
        kinds = {kind for other in beside for kind in other.votes}
        surname = "Person" in reading.guesses and reading.piece.end - reading.piece.start > 1
        if not reading.votes and not surname and len(kinds) == 1:
            reading.add(min(kinds), CONTEXT)


def _missed(doc: Doc, found: list[Name], offices: list[Office]) -> Iterator[Piece]:
    """Free words that are a name of the article, or a short form of one."""
    forms: set[str] = set()
    for name in found:
        text = " ".join(doc[name.start : name.end].text.split())
        forms.add(text)
        forms.update(f for f in short_forms(text, name.type) if len(f) > 2 and not f.islower())
    used = taken(found) | {i for o in offices for i in range(o.start, o.end)}
    longest = max((len(f.split()) for f in forms), default=0)
    firsts = {f.split()[0] for f in forms if f[:1].isupper()}
    openings = {first[:n] for first in firsts for n in range(1, len(first) + 1)}
    for i, token in enumerate(doc):
        if i in used or token.text not in openings:
            continue
        for length in range(min(longest + 1, len(doc) - i), 0, -1):
            span = doc[i : i + length]
            if span.text in forms and not any(t.i in used for t in span) and not _generic(doc, Piece(i, i + length)):
                yield Piece(i, i + length)
                used.update(range(i, i + length))
                break
