"""Direct quotations: quoted stretches joined to the cue beside them, told from titles and scare quotes."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract.quotations.cues import frames
from kg.extract.quotations.marks import Quoted
from kg.extract.quotations.page import Page
from kg.extract.quotations.phrases import FINITE, speaker_of

_OPEN_END = tuple(",?!…—–-")
_NEAR = 30
_SIGNATURE = 4
_DASHES = ("-", "–", "—", "--")
_NOUNS = ("PROPN", "NOUN", "PRON")
_BREAKS = ("PUNCT", "SPACE", "CCONJ", "SCONJ", "ADP", "ADV")
_INSIDE = ("compound", "poss", "pobj", "nmod")


@dataclass(slots=True)
class Link:
    """A quoted stretch's cue and speaker; ``after`` says that they follow it."""

    cue: Token | None
    source: Token
    after: bool


@dataclass(slots=True)
class Place:
    """A quoted stretch and the tokens of its paragraph before and after it that belong to no other stretch.

    ``lead`` is the line above it that ends with a colon, ``foot`` what follows where nothing of a sentence does.
    """

    quoted: Quoted
    before: list[Token] = field(default_factory=list)
    after: list[Token] = field(default_factory=list)
    lead: list[Token] = field(default_factory=list)
    foot: list[Token] = field(default_factory=list)
    link: Link | None = None


def places(page: Page) -> list[list[Place]]:
    """Give the stretches with their links, by depth of nesting: a neighbour is never inside or around another."""
    found = []
    for level in _levels(page.stretches):
        row = []
        for n, q in enumerate(level):
            place = _place(page, q, level[n - 1] if n else None, level[n + 1] if n + 1 < len(level) else None)
            place.link = _after(page, place) or _before(page, place) or _led(place) or _signed(place)
            row.append(place)
        found.append(row)
    return found


def _levels(stretches: list[Quoted]) -> list[list[Quoted]]:
    levels: list[list[Quoted]] = []
    around: list[Quoted] = []
    for q in stretches:
        around = [o for o in around if o.end > q.start]
        while len(levels) <= len(around):
            levels.append([])
        levels[len(around)].append(q)
        around.append(q)
    return levels


def _place(page: Page, q: Quoted, previous: Quoted | None, following: Quoted | None) -> Place:
    text, doc = page.text, page.doc
    newline = text.find("\n", q.end)
    left = max(text.rfind("\n", 0, q.start) + 1, previous.end if previous else 0)
    right = min(newline if newline >= 0 else len(text), following.start if following else len(text))
    first, last = page.token_at(q.start), page.token_at(q.end)
    before, after = max(page.token_at(left), first - _NEAR), min(page.token_at(right), last + _NEAR)
    place = Place(q, list(doc[before:first]), list(doc[last:after]))
    if not place.before:
        place.lead = _line_before(page, q)
    if not any(t.is_alpha for t in place.after):
        place.foot = _line_after(page, q)
    return place


def _line_before(page: Page, q: Quoted) -> list[Token]:
    """The line above a paragraph if it ends with a colon: "The sheriff issued this statement:"."""
    end = q.start
    while end and page.text[end - 1].isspace():
        end -= 1
    return page.tokens(page.text.rfind("\n", 0, end) + 1, end) if page.text[end - 1 : end] == ":" else []


def _line_after(page: Page, q: Quoted) -> list[Token]:
    """The rest of a line after a quotation, or the line below, where it signs it: "- Ann Lee, county sheriff"."""
    below = page.text[q.end : q.end + _SIGNATURE]
    start = q.end + len(below) - len(below.lstrip())
    end = page.text.find("\n", start)
    return page.tokens(start, end if end >= 0 else len(page.text))[:_NEAR]


def first_noun(tokens: list[Token]) -> Token | None:
    """The first noun that may be a speaker: a subject where there is one."""
    subjects = [t for t in tokens if t.dep_ in ("nsubj", "nsubjpass") and t.pos_ in _NOUNS]
    nouns = [t for t in tokens if t.pos_ in _NOUNS and t.dep_ not in _INSIDE]
    return next(iter(subjects or nouns), None)


def _after(page: Page, place: Place) -> Link | None:
    """A cue that follows: "...," she said; "...?" asked the judge; after a comma any verb will do: "...," he laughed."""
    tokens = place.after
    inner = page.inner(place.quoted).rstrip(" ’'”\"")
    comma = bool(tokens) and tokens[0].text in (",", "—", "–")
    if not tokens or not (inner.endswith(_OPEN_END) or comma) or not page.starts_sentence(place.quoted):
        return None
    any_verb = inner.endswith(",")
    for token in tokens:
        if token.is_punct and token.text in ".;:?!":
            return None
        if token.tag_ == "VBG":
            continue
        other = any_verb and token != tokens[0] and token.dep_ != "relcl"
        if "quote" in frames(token) or (other and token.pos_ == "VERB" and token.tag_ in FINITE):
            source = _subject(token, tokens)
            return Link(token, source, after=True) if source is not None else None
    return None


def _subject(cue: Token, near: list[Token]) -> Token | None:
    """The cue's subject by the parse if it stands near, else the noun beside the cue."""
    source = speaker_of(cue)
    if source is not None and (near[0].i <= source.i <= near[-1].i or cue.dep_ in ("relcl", "conj", "advcl", "acl")):
        return source
    inside = [t for t in near if t.pos_ in _NOUNS and t.dep_ not in _INSIDE]
    left, right = [t for t in inside if t.i < cue.i], [t for t in inside if t.i > cue.i]
    named = [t for t in left if t.ent_type_ == "PERSON"]
    return (named or left)[0] if left else next(iter(right), None)


def _before(page: Page, place: Place) -> Link | None:
    """A cue that leads in: She said: "..."; which he called "..."; Lee, to reporters: "..."."""
    tokens = place.before
    if not tokens:
        return None
    last = tokens[-1]
    colon = last.text == ":"
    if not (colon or _leads_in(page, place)):
        return None
    sentence = _last_sentence(tokens)
    for token in reversed(sentence):
        known = frames(token)
        if "quote" in known or ("name" in known and token == last):
            source = speaker_of(token) or (first_noun(sentence) if colon else None)
            if source is not None:
                return Link(token, source, after=False)
        if not colon and token.pos_ == "VERB" and token.tag_ in FINITE and token.dep_ != "relcl":
            return None
    source = _labelling(sentence) if colon else None
    return Link(None, source, after=False) if source is not None else None


def _led(place: Place) -> Link | None:
    """A line above: "Sheriff Lee issued the following statement:"; a bare "What they are saying:" names nobody."""
    for token in reversed(place.lead):
        if token.pos_ == "VERB" and token.tag_ in FINITE:
            source = speaker_of(token)
            if source is not None and source.pos_ != "PRON":
                return Link(token if frames(token) else None, source, after=False)
    return None


def _signed(place: Place) -> Link | None:
    """A name after a dash: "No." - Ann Lee, county sheriff."""
    foot = place.foot or place.after
    if len(foot) < 2 or foot[0].text not in _DASHES or foot[1].ent_type_ != "PERSON":
        return None
    name = [t for t in foot[1:] if t.ent_type_ == "PERSON"]
    heads = [t for t in name if t.head not in name]
    return Link(None, heads[0], after=True) if heads else None


def _labelling(sentence: list[Token]) -> Token | None:
    """Who speaks by a colon alone: the subject, or the name right before the colon: "POLLS UP - Ann Lee: ..."."""
    subject, last = first_noun(sentence), sentence[-2] if len(sentence) > 1 else None
    named = last is not None and last.ent_type_ in ("PERSON", "ORG")
    return last if named and (subject is None or subject.ent_type_ != "PERSON") else subject


def _leads_in(page: Page, place: Place) -> bool:
    """Whether words without a colon lead in to a quotation, and the clause ends with it."""
    last = place.before[-1]
    capital = page.text[place.quoted.inner[0]].isupper()
    if last.text == ",":
        return capital or bool(len(place.before) > 1 and frames(place.before[-2]))
    if last.is_punct:
        return False
    goes_on = bool(place.after) and place.after[0].pos_ not in _BREAKS
    return (capital or bool(frames(last) & {"quote", "name"})) and not goes_on


def _last_sentence(tokens: list[Token]) -> list[Token]:
    for n in range(len(tokens) - 1, -1, -1):
        if tokens[n].text in (".", "?", "!", ";"):
            return tokens[n + 1 :]
    return tokens
