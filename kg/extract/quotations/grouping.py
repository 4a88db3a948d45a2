"""Quoted stretches -> direct quotations: broken by their cue, going on without one, over several paragraphs."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.document import Quotation, Reading
from kg.extract.quotations.cues import frames
from kg.extract.quotations.direct import Link, Place, first_noun
from kg.extract.quotations.marks import Quoted
from kg.extract.quotations.page import Page
from kg.extract.quotations.phrases import source_span, speaker_of

_SENTENCE_END = tuple(".?!…—–")
_MIN_WORDS = 3
_SPEAKERS = frozenset({"Person", "Organization", "Agency", "NewsOrganization", "PoliticalParty", "Group", "Position"})
_NAMED = frozenset({"PERSON", "ORG", "NORP"})
_PRONOUNS = frozenset({"he", "she", "they", "i", "we"})


def group(page: Page, read: Reading, places: list[Place]) -> list[Quotation]:
    """Give the quotations of neighbouring places, in order.

    A place with a cue of its own is a quotation. One without goes on the quotation before it, or, if it is a sentence,
    is said by the subject of the sentence before it. What is left over are titles and scare quotes.
    """
    found: list[Quotation] = []
    previous: tuple[Place, Quotation] | None = None
    for place in places:
        quotation: Quotation | None = None
        if place.link is not None and not (previous and _broken(page, previous[0], place)):
            quotation = _quotation(place.quoted, place.link)
            found.append(quotation)
        elif previous and (place.quoted.continued or _goes_on(page, previous[0], place)):
            quotation = previous[1]
            if _later(previous[0], place):
                quotation = replace(quotation, content=[])
                found.append(quotation)
            quotation.content.append(place.quoted.inner)
        elif _is_sentence(page, place.quoted):
            source = _sentence_before(page, read, place)
            if source is not None:
                quotation = _quotation(place.quoted, Link(None, source, after=False))
                found.append(quotation)
        previous = (place, quotation) if quotation else None
    return found


def _quotation(q: Quoted, link: Link) -> Quotation:
    cue, source = link.cue, link.source
    return Quotation(
        content=[q.inner],
        cue=(cue.idx, cue.idx + len(cue)) if cue is not None else None,
        cue_token=cue.i if cue is not None else None,
        source=source_span(source, cue),
        source_head=source.i,
        direct=True,
    )


def _broken(page: Page, before: Place, place: Place) -> bool:
    """Whether a stretch goes on a sentence broken by the cue before it: "If," he said, "they come"."""
    between = page.text[before.quoted.end : place.quoted.start].rstrip()
    return bool(before.link and before.link.after and between.endswith(",") and place.link and not place.link.after)


def _goes_on(page: Page, before: Place, place: Place) -> bool:
    """Whether a stretch without a cue of its own goes on the one before: "No," he said. "Never"."""
    between = page.text[before.quoted.end : place.quoted.start]
    stops = sum(t.text in (".", "?", "!") for t in (before.after if "\n" in between else place.before))
    if "\n" in between:
        return page.fills_paragraph(place.quoted) and stops <= 1
    led = any("quote" in frames(t) for t in place.before if before.link is None or t != before.link.cue)
    return not led and (before.link is None or (before.link.after and stops <= 1))


def _later(before: Place, place: Place) -> bool:
    """Whether a stretch is said at another time by the same speaker: "No," he said; and, later, "Never"."""
    return any(t.text == ";" for t in place.before) and before.link is not None


def _is_sentence(page: Page, q: Quoted) -> bool:
    """Whether a stretch is a sentence or more by itself, no title and no scare quote."""
    inner = page.inner(q).strip()
    full = inner[:1].isupper() and inner.endswith(_SENTENCE_END) and len(inner.split()) >= _MIN_WORDS
    return full and page.starts_sentence(q)


def _sentence_before(page: Page, read: Reading, place: Place) -> Token | None:
    """The speaker of a quotation without a cue: who spoke or acted in the sentence before it."""
    doc = page.doc
    at = page.token_at(place.quoted.start) - 1
    while at >= 0 and (doc[at].is_space or doc[at].text in '"”'):
        at -= 1
    if at < 0:
        return None
    sentence = [t for t in doc[at].sent if t.i <= at and not t.is_space]
    for token in sentence:
        if frames(token):
            source = speaker_of(token)
            if source is not None and _may_speak(read, source):
                return source
    source = first_noun(sentence)
    return source if source is not None and _may_speak(read, source) else None


def _may_speak(read: Reading, token: Token) -> bool:
    mention = read.mention_at(token.i)
    return token.lower_ in _PRONOUNS or token.ent_type_ in _NAMED or (mention is not None and mention.type in _SPEAKERS)
