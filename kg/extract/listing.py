"""Names that a list gives after a group: "three banks — A, B and C", "states including Ohio"."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.document import DocMention, Reading
from kg.extract.wordlists import words

WIDEST_GAP = 5
WHOLE = frozenset({"—", "–", "--", ":", "namely"})  # after these a list names all of the group


def listed(doc: Doc, read: Reading, mention: DocMention, *, whole: bool = False) -> list[DocMention]:
    """The names in the list after a group; with ``whole`` only those of a list that spells the group out."""
    if mention.type != "Group" or mention.kind != "nominal":
        return []
    found: list[DocMention] = []
    end = mention.end
    for other in read.mentions:
        if other.start < end or (other.kind != "name" and not found):
            continue
        if other.kind != "name" or other.start > end + 2 * WIDEST_GAP:
            break
        gap = [t.lower_ for t in doc[end : other.start]]
        first = gap[1:] if gap[:1] == [","] else gap
        openers = WHOLE if whole else words("list_openers.txt")
        opens = not found and len(gap) <= WIDEST_GAP and bool(first) and first[0] in openers
        goes_on = bool(found) and bool(gap) and all(w in (",", "and", "the", "or", "as", "well") for w in gap)
        if not (opens or goes_on):
            break
        found.append(other)
        end = other.end
    return found
