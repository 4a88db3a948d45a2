"""Lists of names as the words write them: "Ann Lee of the Greens, Labor's Bo Chan and Cy Dean", whatever the parser makes of them.

An item is a name with the body it is of, before or after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from kg.document import DocMention, Reading

SHORTEST = 3
JOINERS = (",", "and", "or")
OF = ("of", "from")
BODIES = ("Agency", "Organization", "NewsOrganization", "PoliticalParty")
DESCRIBING = ("ADJ", "NOUN", "PROPN", "DET", "NUM")


@dataclass(frozen=True, slots=True)
class Item:
    """A name in a list; tokens ``start`` to ``end`` (exclusive) take in the body it is of."""

    mention: DocMention
    start: int
    end: int


def items(doc: Doc, read: Reading) -> list[Item]:
    """Give the names of an article as items of lists, in order."""
    found: list[Item] = []
    names = [m for m in read.mentions if m.kind == "name"]
    skipped = -1
    for before, mention, after in zip([None, *names], names, [*names[1:], None], strict=False):
        if mention.start < skipped or (before is not None and mention.start < before.end):
            continue
        start, end = mention.start, mention.end
        if mention.type == "Person":
            if before is not None and before.type in BODIES and _owns(doc[before.end : mention.start]):
                start = before.start
                if found and found[-1].mention is before:
                    found.pop()
            if after is not None and after.type in BODIES and _is_of(doc[mention.end : after.start]):
                end = skipped = after.end
        found.append(Item(mention, start, end))
    return found


def lists(doc: Doc, known: list[Item]) -> Iterator[list[DocMention]]:
    """Give the runs of three or more names of one type: "the FBI, the DEA and the ATF"."""
    run: list[Item] = []
    closed = False
    for item in [*known, None]:
        gap = doc[run[-1].end : item.start] if run and item is not None and item.start >= run[-1].end else None
        if item is not None and gap is not None and not closed and item.mention.type == run[-1].mention.type and _joins(gap):
            run.append(item)
            closed = any(t.lower_ in ("and", "or") for t in gap)
            continue
        if closed and len(run) >= SHORTEST:
            yield [i.mention for i in run]
        run, closed = ([item] if item is not None else []), False


def people_from(doc: Doc, known: list[Item], start: int) -> list[DocMention]:
    """Give the people whom a list that begins at a token names: "the winners were [Ann Lee of the Greens and Bo Chan]"."""
    found: list[DocMention] = []
    end = start
    for item in known:
        if item.start < end:
            continue
        if not all(_describes(t) or (found and t.lower_ in JOINERS) for t in doc[end : item.start]):
            break
        if item.mention.type == "Person":
            found.append(item.mention)
        end = item.end
    return found


def _owns(gap: Span) -> bool:
    return len(gap) == 1 and gap[0].tag_ == "POS"


def _is_of(gap: Span) -> bool:
    return len(gap) > 0 and gap[0].lower_ in OF and all(t.dep_ == "det" for t in gap[1:])


def _joins(gap: Span) -> bool:
    return len(gap) > 0 and gap[0].lower_ in JOINERS and all(t.lower_ in JOINERS or t.dep_ == "det" for t in gap)


def _describes(token: Token) -> bool:
    return (token.pos_ in DESCRIBING or token.tag_ == "POS") and not token.is_sent_start
