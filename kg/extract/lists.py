"""Lists of names as the words write them: "Ann Lee of the Greens, Labor's Bo Chan and Cy Dean".

The parser is unreliable in long lists. An item is a name with the body it is of, before or after it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Doc, Span, Token

from kg.document import DocMention, Reading
from kg.extract.wordlists import words

SHORTEST = 3
WIDEST_GAP = 5
JOINERS = (",", "and", "or")
WHOLE = frozenset({"—", "–", "--", ":", "namely"})  # after these a list names all of the group
PLACING = ("at", "by", "from", "in", "of", "within")  # "agents — some of them from the FBI"
WIDEST_ASIDE = 8
MODIFYING = ("JJ", "NN", "HYPH")  # "the independent Lutz"
OF = ("of", "from")
BODIES = ("Agency", "Organization", "NewsOrganization", "PoliticalParty")
OWNERS = (*BODIES, "City", "Country", "County", "State")
CALLING = ("JJ", "NN", "NNS", "NNP", "NNPS", "VBN")  # what people are called: "Republican state senators"
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
            if after is not None and after.type in OWNERS and _is_of(doc[mention.end : after.start]):
                end = skipped = after.end
            elif (closing := _aside_end(doc, end)) > end:
                end = skipped = closing
        found.append(Item(mention, start, end))
    return found


def lists(doc: Doc, known: list[Item]) -> Iterator[list[DocMention]]:
    """Give the runs of three or more names of one type: "the FBI, the DEA and the ATF"."""
    run: list[Item] = []
    whole = 0  # how many names its last "and" closes
    for item in [*known, None]:
        gap = doc[run[-1].end : item.start] if run and item is not None and item.start >= run[-1].end else None
        if item is not None and gap is not None and item.mention.type == run[-1].mention.type and _joins(gap):
            run.append(item)
            whole = len(run) if any(t.lower_ in ("and", "or") for t in gap) else whole
            continue
        if whole >= SHORTEST:
            yield [i.mention for i in run[:whole]]
        run, whole = ([item] if item is not None else []), 0


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


def members(doc: Doc, read: Reading, group: DocMention, *, whole: bool = False) -> list[int]:
    """The heads of the names in a list after a group: "three banks — A, B and C", "states including Ohio".

    With ``whole`` only of a list that spells the group out.
    """
    if group.type != "Group" or group.kind != "nominal":
        return []
    found: list[int] = []
    end = group.end
    following = bisect_left(read.mentions, end, key=lambda m: m.start)  # they stand in order of their places
    for other in islice(read.mentions, following, None):
        if other.start < end or (other.kind != "name" and not found):
            continue
        if other.kind != "name" or other.start > end + 2 * WIDEST_GAP:
            break
        gap = [t.lower_ for t in doc[end : other.start]]
        first = gap[1:] if gap[:1] == [","] else gap
        openers = WHOLE if whole else words("list_openers.txt")
        opens = not found and len(gap) <= WIDEST_GAP and bool(first) and first[0] in openers and first[-1] not in PLACING
        goes_on = bool(found) and bool(gap) and all(w in (",", "and", "the", "or", "as", "well") for w in gap)
        if not (opens or goes_on):
            break
        found.append(other.head)
        end = other.end
    return found


def bearers(doc: Doc, mention: DocMention, known: list[Item]) -> list[int]:
    """Give the heads of the people listed under a party or camp.

    "Republican Sens. Ann Lee and Bo Chan", "the pro-labor candidates elected were Ann Lee and Bo Chan".
    """
    if not (mention.proper or (mention.type == "PoliticalParty" and mention.kind == "name")):
        return []
    end = mention.end
    people = {item.start for item in known if item.mention.type == "Person"}
    while end < min(len(doc), mention.end + WIDEST_GAP) and doc[end].tag_ in CALLING and end not in people:
        end += 1
    if end == mention.end:
        return []
    phrase = doc[mention.end : end]
    verb = next((t for t in doc[end : end + 2 * WIDEST_GAP] if t.lemma_ == "be"), None)
    if verb is not None and all(phrase.root.is_ancestor(t) for t in doc[end : verb.i]):
        end = verb.i + 1
    elif phrase[-1].tag_ not in ("NNS", "NNPS") and not phrase[-1].text.endswith("s."):
        return []
    return [m.head for m in people_from(doc, known, end)]


def _owns(gap: Span) -> bool:
    return len(gap) == 1 and gap[0].tag_ == "POS"


def _is_of(gap: Span) -> bool:
    return len(gap) > 0 and gap[0].lower_ in OF and all(t.dep_ == "det" for t in gap[1:])


def _joins(gap: Span) -> bool:
    return len(gap) > 0 and gap[0].lower_ in JOINERS and all(
        t.lower_ in JOINERS or t.dep_ == "det" or t.tag_ in MODIFYING for t in gap)


def _aside_end(doc: Doc, end: int) -> int:
    """Where the aside closes that opens at a token, "(R-Texas)"; the token itself where none does."""
    if doc[end : end + 1].text != "(":
        return end
    return next((t.i + 1 for t in doc[end : end + WIDEST_ASIDE] if t.text == ")"), end)


def _describes(token: Token) -> bool:
    return (token.pos_ in DESCRIBING or token.tag_ == "POS") and not token.is_sent_start
