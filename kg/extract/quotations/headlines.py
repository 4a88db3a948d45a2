"""Headlines and transcripts that name the speaker before a colon: "Homan: 700 officers will leave"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.document import Quotation, Reading
from kg.extract.quotations.page import Page
from kg.extract.quotations.phrases import noun_phrase, trimmed

_LABELLED = re.compile(r"^([^\n:\"“”]{2,60}):[ \t\u00a0]+(\S[^\n]*)", re.MULTILINE)
_LABEL_TOKENS = 8
_NOMINAL_LABEL = 2  # "Police: ..." at the head of an article
_SPEAKERS = frozenset({"Person", "Organization", "Agency", "NewsOrganization", "PoliticalParty", "Group"})
_NAMED = frozenset({"PERSON", "ORG", "NORP"})


def labelled(page: Page, read: Reading) -> list[Quotation]:
    """Give the claims of lines that begin with a speaker and a colon, and go on with a sentence without quotation marks."""
    found = []
    for line in _LABELLED.finditer(page.text):
        source = _speaker(page.tokens(*line.span(1)), read)
        content = trimmed(page.text, *line.span(2))
        quoted = page.text[line.start(2)] in "\"“"
        if source is not None and content is not None and not quoted and _is_sentence(page.tokens(*line.span(2))):
            found.append(Quotation([content], source=noun_phrase(source), source_head=source.i))
    return found


def _speaker(label: list[Token], read: Reading) -> Token | None:
    """The name at the end of a label that holds nothing but a name and its titles."""
    if not label or len(label) > _LABEL_TOKENS or any(t.pos_ in ("VERB", "AUX", "ADP", "PART") for t in label):
        return None
    last = label[-1]
    mention = read.mention_at(last.i)
    inside = mention is not None and mention.end == last.i + 1
    short = label[0].i == 0 and len(label) <= _NOMINAL_LABEL
    named = mention is not None and inside and (mention.kind == "name" or short) and mention.type in _SPEAKERS
    return last if named or (mention is None and last.ent_type_ in _NAMED) else None


def _is_sentence(body: list[Token]) -> bool:
    return any(t.pos_ in ("VERB", "AUX") for t in body)
