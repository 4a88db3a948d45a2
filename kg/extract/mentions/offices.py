"""Words for offices: "Border Czar", "Gov.", "U.S. District Judge", "special agent in charge", "spokesperson".

An office is an authority's or an ontology noun; words before it that make it another one belong to it ("deputy").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from kg import authorities, ontology
from kg.authorities import RANK
from kg.extract.mentions.lexicon import head_type, singular, table, words
from kg.extract.mentions.runs import written_as_name

SHORTEST = 3
LONGEST = 6
TITLE_TAGS = ("NOUN", "PROPN", "ADJ", "X")
COMPLEMENTS = ("of", "for", "at", "with", "in", "to")
POSSESSIVES = ("'s", "’s", "'", "’")
COUNTRY = ("u.s.", "us")
SOCIETIES = ("Organization", "PoliticalParty")  # of which one is a member without holding an office
PLURALS = ("sens.", "reps.", "govs.", "attorneys general")  # which no last letter tells
LONGEST_COMPLEMENT = 14
COMPLEMENT_TAGS = ("NOUN", "PROPN", "ADJ", "DET", "ADP", "PART", "CCONJ", "NUM", "PRON")


@dataclass(frozen=True, slots=True)
class Office:
    """Tokens ``start`` to ``end`` (exclusive) of a title.

    ``title`` is its last word in full ("governor" of ``Gov.``). ``rank`` says that it is no office. ``plural`` that it
    speaks of several. ``role`` that it is an office only of a named body, ``inside`` that it is part of another name.
    """

    start: int
    end: int
    title: str
    rank: bool = False
    plural: bool = False
    role: bool = False
    inside: bool = False


def offices(doc: Doc, whole: dict[int, int]) -> list[Office]:
    """Give the titles of a Doc, left to right, the longest at each place; none inside a name that is known whole."""
    inside = {i for start, end in whole.items() for i in range(start, end)}
    ends = {t.i for t in doc if t.pos_ in TITLE_TAGS and _may_end(t.lower_)} - inside
    found: list[Office] = []
    i = len(doc) - 1
    while i >= 0:
        office = _ending_at(doc, i, inside) if i in ends else None
        if office is not None:
            while found and found[-1].start < office.end:  # "adviser to the [president]"
                found.pop()
            if not office.inside:
                found.append(office)
            i = office.start
        i -= 1
    return found[::-1]


@cache
def _titles() -> Mapping[str, str]:
    """Phrase -> ``office``, ``rank`` or ``role``."""
    records = authorities.load().records
    nouns = {n for n, kind in ontology.load().nouns.items() if kind == "Position"} - words("not_offices")
    known = {n.casefold(): "office" for r in records if r.type == "Position" for n in r.names}
    ranks = {n.casefold(): "rank" for r in records if r.type == RANK for n in r.names}
    forms = dict.fromkeys(table("office_forms"), "office")
    all_titles = {**ranks, **dict.fromkeys(nouns | words("office_words"), "office"), **known, **forms,
                  **dict.fromkeys(words("role_words"), "role")}
    return {title: kind for title, kind in all_titles.items() if title not in words("not_offices")}


@cache
def _last_words() -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in _titles())


@lru_cache(maxsize=20_000)
def _may_end(word: str) -> bool:
    return word in _last_words() or singular(word) in _last_words()


def _ending_at(doc: Doc, i: int, inside: set[int]) -> Office | None:
    token = doc[i]
    if _surname(doc, i) or _short_of_state(doc, i):
        return None
    forms = {token.lower_, singular(token.lower_)} & _last_words()
    tokens = doc[max(0, i - LONGEST + 1) : i]
    before = [t.lower_ + (" " if t.whitespace_ else "") for t in tokens]
    line = max((n for n, t in enumerate(tokens, 1) if "\n" in t.text or t.i in inside), default=0)
    for n in range(line, len(before) + 1):
        for form in sorted(forms):
            kind = _titles().get("".join(before[n:]) + form)
            acronym = len(form) <= SHORTEST and form.isalpha()
            ordered = doc[i - len(before) + n].tag_ == "VB"  # "to fire Chief Lee"
            lower = acronym and token.text.islower()  # "da" is no D.A.
            if kind and token.text != "justice" and not lower and not ordered:
                return _office(doc, i - len(before) + n, i + 1, form, kind)
    return None


def _short_of_state(doc: Doc, i: int) -> bool:
    """Whether a title's short form is a state's: "Pa., Md. and [Del.]", with no name after it."""
    state = any(record.type == "State" for record in authorities.load().lookup(doc[i].text))
    return state and not any(written_as_name(t) for t in doc[i + 1 : i + 2])


def _surname(doc: Doc, i: int) -> bool:
    """Whether a title's word is a person's surname: ``Dr. [King]``, ``Don [King]``."""
    if not i or doc[i].lower_ not in words("titles_as_surnames") or not doc[i].text.istitle():
        return False
    before, after = doc[i - 1], doc[i + 1 : i + 2]
    named = before.ent_type_ == doc[i].ent_type_ == "PERSON" and before.text.istitle()
    goes_on = any(t.ent_type_ == "PERSON" and t.text.istitle() for t in after)
    return (named or before.lower_ in words("honorifics")) and not goes_on


def _office(doc: Doc, start: int, end: int, form: str, kind: str) -> Office:
    token = doc[end - 1]
    title = table("office_forms").get(form, form).split()[-1]
    plural = form != token.lower_ or doc[start:end].text.lower() in PLURALS
    if _part_of_name(doc, start, end):
        return Office(start, end, title, inside=True)
    begin = start if kind == "rank" else _with_country(doc, _widened(doc, _without_body(doc, start, end), title), title)
    stop = end + 1 if end < len(doc) and doc[end].text == "." and not token.text.endswith(".") and _short(token) else end
    if begin > 1 and doc[begin - 2 : begin].text.lower() == "co-":  # "co-founder"
        begin -= 2
    superior = _with_superior(doc, stop)
    stop = superior or _with_portfolio(doc, stop) or stop
    return Office(begin, stop, title, kind == "rank", plural, kind == "role" and superior is None)


def _with_portfolio(doc: Doc, end: int) -> int | None:
    """Where ``Minister of Education``, ``Undersecretary for Foreign Affairs`` end."""
    if doc[end - 1].lower_ not in words("portfolio_offices") or doc[end : end + 1].text not in ("of", "for"):
        return None
    at = end + 1
    while at < len(doc) and (doc[at].lower_ in words("portfolios") or (doc[at].text in ("and", ",") and at > end + 1)):
        at += 1
    while doc[at - 1].text in ("and", ","):
        at -= 1
    return at if at > end + 1 else None


def _with_superior(doc: Doc, end: int) -> int | None:
    """Where ``adviser to the president``, ``deputy to the chancellor`` end."""
    if end + 2 >= len(doc) or doc[end].lower_ != "to" or doc[end + 1].lower_ != "the":
        return None
    ends = (n for n in range(min(end + 2 + LONGEST, len(doc)), end + 2, -1) if doc[end + 2 : n].text.lower() in _titles())
    return next(ends, None)


def _short(token: Token) -> bool:
    return token.lower_ in table("office_forms") and not token.doc[min(token.i + 1, len(token.doc) - 1)].is_sent_end


def _part_of_name(doc: Doc, start: int, end: int) -> bool:
    """Whether the words are part of another name: "Attorney General's Office", "State-run"."""
    after = doc[end] if end < len(doc) else None
    if after is None:
        return False
    if after.text in POSSESSIVES and end + 1 < len(doc):
        following = doc[end + 1]
        return following.lower_ in words("owned")
    if after.text == "-" and not after.whitespace_:
        return True
    goes_on = written_as_name(after) and not after.is_sent_start
    begins = goes_on and head_type([after.text]) in ("Agency", "Organization", "Facility")
    begins = begins or (doc[end - 1].lower_ == "executive" and head_type([after.text]) == "Law")  # "Executive Orders"
    return doc[end - 1].text[:1].isupper() and (begins or _ends_name(doc, start, goes_on and after.pos_ == "PROPN"))


def _ends_name(doc: Doc, start: int, named: bool) -> bool:
    """Whether a title ends a body's name, ``Office of the Ohio Attorney General``; not its holder's, if a name follows."""
    if start > 1 and doc[start - 1].text in ("of", "and") and doc[start - 2].text[:1].isupper():
        return head_type([doc[start - 2].text]) == "Agency"
    at = start - 1
    while at > 1 and (doc[at].lower_ == "the" or (doc[at].pos_ == "PROPN" and doc[at].text[:1].isupper())):
        at -= 1
    return not named and at > 0 and doc[at].lower_ == "of" and doc[at - 1].text == "Office"


def _without_body(doc: Doc, start: int, end: int) -> int:
    """Leave out the body that a title begins with: ``Senate [President]``, ``City Council [member]``, ``FBI [Director]``."""
    for first in range(end - 1, start, -1):
        if doc[first - 1].lower_ in words("office_bodies") or _closes_name(doc, first - 1):
            return first
        if any(record.type == "Agency" for record in authorities.load().lookup(doc[start:first].text)):
            return first
    return start


def _widened(doc: Doc, start: int, title: str) -> int:
    """Take in the words before a title that make it another; not those of a place or body before it."""
    fields = words("portfolios") if title in words("portfolio_offices") else frozenset[str]()
    while start > 0 and _qualifies(doc, start - 1, fields):
        start -= 1
    return start


def _with_country(doc: Doc, start: int, title: str) -> int:
    """``U.S. Attorney`` is an office; of ``U.S. President`` the country is no part."""
    if doc[start].lower_ in COUNTRY:
        return start if title in words("us_offices") else start + 1
    before = start > 0 and doc[start - 1].lower_ in COUNTRY and doc[start].text[:1].isupper()
    return start - 1 if before and title in words("us_offices") else start


def _qualifies(doc: Doc, i: int, fields: frozenset[str]) -> bool:
    token = doc[i]
    if token.is_space or token.is_punct or token.is_sent_end:
        return False
    if token.lower_ in words("office_qualifiers") or token.lower_ in fields:
        same_case = token.text[:1].isupper() == doc[i + 1].text[:1].isupper() or token.text.isupper() or "." in token.text
        return same_case and not _closes_name(doc, i)
    if token.text.islower() and token.dep_ in ("compound", "amod") and token.pos_ in ("NOUN", "ADJ"):
        return token.pos_ == "NOUN" and _makes_office(token)
    return False


def _makes_office(token: Token) -> bool:
    """Whether a noun before a title tells which office it is, and not whose: "purchasing clerk", "union president"."""
    kind = ontology.load().nouns.get(token.lower_)
    return kind is None or not ontology.load().fits(kind, ("Organization", "Place", "Operation"))


def _closes_name(doc: Doc, i: int) -> bool:
    """Whether "County" or "City" is the last word of a name: "Dane [County] Attorney"."""
    token = doc[i]
    if token.lower_ not in ("county", "city", "state", "district", "circuit", "village", "town", "border"):
        return False
    if i == 0 or not token.text[:1].isupper():
        return False
    before = doc[i - 1]
    if token.lower_ == "city" and _alone(doc, before):
        return False
    plain = before.lower_ in COUNTRY or any(before.lower_ in words(w) for w in ("office_qualifiers", "party_words"))
    return written_as_name(before) and not plain and not before.is_sent_end


def _alone(doc: Doc, name: Token) -> bool:
    """Whether the article names a place without "City", and no state: ``Oakland [City Councilmember]``."""
    state = any(record.type == "State" for record in authorities.load().lookup(name.text))
    return not state and any(t.text == name.text and t.nbor().lower_ != "city" for t in doc[:-1])


def described(doc: Doc, office: Office) -> bool:
    """Whether the office is told apart on the spot, by what it is of or by its owner."""
    head = doc[office.end - 1]
    if office.end < len(doc) and doc[office.end].lower_ in COMPLEMENTS:
        last = next((t for t in doc[office.end + 1 : office.end + 5] if t.pos_ in ("NOUN", "PROPN")), None)
        return last is not None
    if office.start == 0:
        return False
    before = doc[office.start - 1]
    if before.text in POSSESSIVES or before.lower_ in ("its", "whose") or _office_word(head):
        return True
    if before.lower_ in ("his", "her", "their"):
        return office.title.startswith("spokes")
    return before.pos_ == "PROPN" and before.text[:1].isupper() and head.i > before.i and not before.is_sent_end


def of_later_office(doc: Doc, start: int, end: int, nearest: int | None) -> bool:
    """Whether what follows two offices is said of the later alone: "Kim Berg, *a lawyer* and head of the group".

    ``start`` and ``end`` are the earlier one's, ``nearest`` is where the office before the preposition starts.
    """
    return nearest is not None and nearest > end and doc[start - 1].lower_ in ("a", "an")


def past_complement(doc: Doc, end: int) -> int | None:
    """Where a holder in apposition begins after what a title is of: "the head of the Grain Board, [Peter Lund],"."""
    if end >= len(doc) or doc[end].lower_ not in ("of", "for", "at"):
        return None
    for i in range(end + 1, min(end + LONGEST_COMPLEMENT, len(doc))):
        if doc[i].text == ",":
            return i + 1
        if doc[i].is_sent_start or not (doc[i].pos_ in COMPLEMENT_TAGS or doc[i].text in ("-", "&", "(", ")")):
            return None
    return None


def closes_apposition(doc: Doc, end: int) -> bool:
    """Whether what stands at a place ends an apposition before it."""
    return end >= len(doc) or doc[end].text in (",", ".", ";", "(", ")", "-", "—", "–")


def _office_word(head: Token) -> bool:
    """Whether the title is spoken of as an office: ``as mayor``, ``became governor``."""
    if head.dep_ == "pobj" and head.head.lower_ == "as":
        return True
    return head.dep_ in ("attr", "oprd") and head.head.lemma_ in ("be", "become", "name", "elect", "appoint")
