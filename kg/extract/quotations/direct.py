"""Direct quotations: quoted stretches joined to the cue beside them, told from titles and scare quotes."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.document import Quotation
from kg.extract.quotations.cues import frames
from kg.extract.quotations.marks import Quoted
from kg.extract.quotations.phrases import noun_phrase, speaker_of

_OPEN_END = tuple(",?!…—–-")
_SENTENCE_END = tuple(".?!…—–")
_NEAR = 30
_MIN_WORDS = 3


@dataclass(slots=True)
class _Link:
    """A quoted stretch's cue and speaker; ``after`` says that they follow it."""

    cue: Token | None
    source: Token | None
    after: bool


@dataclass(slots=True)
class _Place:
    """A quoted stretch in its surroundings: the tokens before and after it that belong to no other stretch."""

    quoted: Quoted
    before: list[Token] = field(default_factory=list)
    after: list[Token] = field(default_factory=list)
    link: _Link | None = None


def direct(doc: Doc, stretches: list[Quoted]) -> list[Quotation]:
    """Give the direct quotations of a Doc, in order; a quotation broken by its cue is one with several spans."""
    found: list[Quotation] = []
    for level in _levels(stretches):
        places = [_place(doc, q, level) for q in level]
        for place in places:
            place.link = _after(doc, place) or _before(doc, place)
        found.extend(_group(doc, places))
    return sorted(found, key=lambda q: q.content)


def _levels(stretches: list[Quoted]) -> list[list[Quoted]]:
    """Stretches by depth of nesting, so that a stretch's neighbours are never inside it or around it."""
    levels: list[list[Quoted]] = []
    around: list[Quoted] = []
    for q in stretches:
        around = [o for o in around if o.end > q.start]
        while len(levels) <= len(around):
            levels.append([])
        levels[len(around)].append(q)
        around.append(q)
    return levels


def _place(doc: Doc, q: Quoted, level: list[Quoted]) -> _Place:
    text = doc.text
    left = max([text.rfind("\n", 0, q.start) + 1, *(o.end for o in level if o.end <= q.start)])
    newline = text.find("\n", q.end)
    right = min([newline if newline >= 0 else len(text), *(o.start for o in level if o.start >= q.end)])
    first, last = token_at(doc, q.start), token_at(doc, q.end)
    return _Place(q, [t for t in doc[token_at(doc, left) : first]][-_NEAR:], [t for t in doc[last : token_at(doc, right)]][:_NEAR])


def token_at(doc: Doc, offset: int) -> int:
    """Index of the first token that starts at or after a character offset."""
    return bisect_left(doc, offset, key=lambda t: t.idx)


def _starts_sentence(doc: Doc, q: Quoted) -> bool:
    before = doc.text[: q.start].rstrip(" ")
    return not before or before[-1] in '\n.?!:”"—–’'


def _after(doc: Doc, place: _Place) -> _Link | None:
    """A cue that follows: "...," she said; "...?" asked the judge."""
    tokens = place.after
    inner = doc.text[slice(*place.quoted.inner)].rstrip(" ’'”\"")
    comma = bool(tokens) and tokens[0].text in (",", "—", "–")
    if not tokens or not (inner.endswith(_OPEN_END) or comma) or not _starts_sentence(doc, place.quoted):
        return None
    for token in tokens:
        if token.text in ".;:?!" and token.dep_ == "punct":
            return None
        if "quote" in frames(token):
            source = _subject(token, tokens)
            return _Link(token, source, after=True) if source else None
    return None


def _subject(cue: Token, near: list[Token]) -> Token | None:
    """The cue's subject by the parse if it stands near, else the noun beside the cue."""
    source = speaker_of(cue)
    if source is not None and (near[0].i <= source.i <= near[-1].i or cue.dep_ in ("relcl", "conj", "advcl", "acl")):
        return source
    inside = [t for t in near if t.pos_ in ("PROPN", "NOUN", "PRON") and t.dep_ not in ("compound", "poss", "pobj")]
    left = [t for t in inside if t.i < cue.i]
    right = [t for t in inside if t.i > cue.i]
    return left[-1] if left else right[0] if right else None


def _before(doc: Doc, place: _Place) -> _Link | None:
    """A cue that leads in: She said: "..."; which he called "..."; Lee, to reporters: "..."."""
    tokens = place.before
    if not tokens:
        return None
    last = tokens[-1]
    colon = last.text == ":"
    sentence = _last_sentence(tokens)
    if not (colon or _leads_in(doc, place)):
        return None
    for token in reversed(sentence):
        known = frames(token)
        if "quote" in known or ("name" in known and token is last):
            source = speaker_of(token)
            if source is not None or colon:
                return _Link(token, source or _first_noun(sentence), after=False)
        if not colon and token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP") and token.dep_ != "relcl":
            return None
    return _Link(None, _first_noun(sentence), after=False) if colon and _first_noun(sentence) is not None else None


def _leads_in(doc: Doc, place: _Place) -> bool:
    """Whether words without a colon lead in to a quotation, and the clause ends with it."""
    last = place.before[-1]
    capital = doc.text[place.quoted.inner[0]].isupper()
    if last.text == ",":
        return capital or bool(len(place.before) > 1 and frames(place.before[-2]))
    if last.is_punct:
        return False
    goes_on = bool(place.after) and not (place.after[0].is_punct or place.after[0].is_space or place.after[0].dep_ == "cc")
    return (capital or bool(frames(last) & {"quote", "name"})) and not goes_on


def _last_sentence(tokens: list[Token]) -> list[Token]:
    for n in range(len(tokens) - 1, -1, -1):
        if tokens[n].text in (".", "?", "!", ";"):
            return tokens[n + 1 :]
    return tokens


def _first_noun(tokens: list[Token]) -> Token | None:
    """The first noun that may be a speaker: a subject where there is one."""
    subjects = [t for t in tokens if t.dep_ in ("nsubj", "nsubjpass") and t.pos_ in ("PROPN", "NOUN", "PRON")]
    nouns = [t for t in tokens if t.pos_ in ("PROPN", "NOUN", "PRON") and t.dep_ not in ("compound", "pobj", "poss")]
    return (subjects or nouns or [None])[0]


def _group(doc: Doc, places: list[_Place]) -> list[Quotation]:
    """Quotations out of places: those without a cue continue the one before or stand after their speaker's sentence."""
    found: list[Quotation] = []
    previous: tuple[_Place, Quotation] | None = None
    for place in places:
        quotation: Quotation | None = None
        if place.link is not None and not (previous and _broken(doc, previous[0], place)):
            quotation = _quotation(place.quoted, place.link)
            found.append(quotation)
        elif previous and (place.quoted.continued or _follows(doc, previous[0], place)):
            quotation = previous[1]
            quotation.content.append(place.quoted.inner)
        elif _is_sentence(doc, place.quoted):
            quotation = _alone(doc, place, found)
            if quotation:
                found.append(quotation)
        previous = (place, quotation) if quotation else None
    return found


def _quotation(q: Quoted, link: _Link) -> Quotation:
    cue, source = link.cue, link.source
    return Quotation(
        content=[q.inner],
        cue=(cue.idx, cue.idx + len(cue)) if cue is not None else None,
        cue_token=cue.i if cue is not None else None,
        source=noun_phrase(source) if source is not None else None,
        source_head=source.i if source is not None else None,
        direct=True,
    )


def _broken(doc: Doc, before: _Place, place: _Place) -> bool:
    """Whether a stretch goes on a sentence broken by the cue before it: "If," he said, "they come"."""
    between = doc.text[before.quoted.end : place.quoted.start].rstrip()
    return bool(before.link and before.link.after and between.endswith(",") and place.link and not place.link.after)


def _follows(doc: Doc, before: _Place, place: _Place) -> bool:
    """Whether a stretch without a cue of its own goes on after the clause of the one before: "No," he said. "Never"."""
    between = doc.text[before.quoted.end : place.quoted.start]
    if "\n" in between:
        return False
    if before.link is None:
        return True
    stops = sum(t.text in (".", "?", "!") for t in place.before)
    return before.link.after and stops <= 1


def _is_sentence(doc: Doc, q: Quoted) -> bool:
    """Whether a stretch is a sentence or more by itself, no title and no scare quote."""
    inner = doc.text[slice(*q.inner)].strip()
    words = inner.split()
    return inner[:1].isupper() and inner.endswith(_SENTENCE_END) and len(words) >= _MIN_WORDS and _starts_sentence(doc, q)


def _alone(doc: Doc, place: _Place, found: list[Quotation]) -> Quotation | None:
    """A quotation without a cue: its speaker is the subject of the sentence before it."""
    at = token_at(doc, place.quoted.start) - 1
    while at >= 0 and (doc[at].is_space or doc[at].text in '"”'):
        at -= 1
    if at < 0:
        return None
    sentence = list(doc[at].sent)
    source = _first_noun([t for t in sentence if t.i <= at])
    for earlier in reversed(found):
        if earlier.cue_token is not None and doc[earlier.cue_token].sent == doc[at].sent and earlier.source_head is not None:
            source = doc[earlier.source_head]
            break
    return _quotation(place.quoted, _Link(None, source, after=False)) if source is not None else None
