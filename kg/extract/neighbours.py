"""What the neighbours of a mention are to it, read from the words between them.

The parser is unreliable inside long noun phrases. The roles are ``title`` (the office before a name), ``before title`` (the
name before that), ``modifier`` (the name before it in the same phrase), ``poss`` (the owner before ``'s``), ``people`` (the
people or camp before it: "one Kurd, Ann Lee,"), ``comma`` (the name after a comma), ``letter`` (a party's, after a
name), ``appos`` (the other name of an apposition, either way), ``of law`` (the law an article is of), a preposition right
after a person's name, and ``holder of`` (what a title's holder is of).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from kg.document import DocMention, Reading
from kg.extract.coordination import Coordination
from kg.extract.lists import Item
from kg.extract.mentions import lexicon
from kg.extract.mentions.offices import LONGEST_COMPLEMENT, POSSESSIVES, closes_apposition, past_complement

WIDEST_GAP = 5
BODIES = ("Agency", "NewsOrganization", "Organization")
OWNERS = ("Agency", "City", "Country", "County", "NewsOrganization", "Organization", "State")
OF = ("of", "from", "with")


def neighbours(doc: Doc, read: Reading, mention: DocMention, together: Coordination) -> Iterator[tuple[str, DocMention]]:
    """Give the roles of a mention and who fills them; ``together`` knows the article's lists."""
    left = _nearest(read, mention, -1)
    if left is not None and left.end <= mention.start and _together(doc, left.end, mention.start):
        yield from _left(doc, read, left, mention)
    if mention.type == "Person" and mention.kind == "name":
        yield from _shared_title(doc, read, mention, together)
    yield from (("appos", office) for office in _office_across(doc, read, mention))
    right = _nearest(read, mention, 1)
    if right is not None and _together(doc, mention.end, right.start):
        yield from _right(doc, read, mention, right)
        if mention.type == "Position" and right.type == "Person" and right.start == mention.end:
            alone = mention.number != "plur"  # not so "Presidents Rossi of Italy and Sousa of Brazil"
            told = [*_bodies(doc, read, right), *_bodies_elsewhere(doc, read, mention, right)]
            yield from (("holder of", m) for m in told[:1] if alone)


def owns(doc: Doc, read: Reading, token: int) -> bool:
    """Whether a name is written as an owner: "Ann Lee, [Labor]'s Bo Chan"."""
    mention = read.mention_at(token)
    return mention is not None and doc[mention.end : mention.end + 1].text in POSSESSIVES


def titles_next(read: Reading, mention: DocMention) -> bool:
    """Whether an office is that of the name after it, and not of one before: "Mayor Ann Lee, *City Manager* Bo Kim and"."""
    after = read.mention_at(mention.end) if mention.type == "Position" else None
    return after is not None and after.start == mention.end and after.type == "Person" and after.kind == "name"


def _bodies(doc: Doc, read: Reading, person: DocMention) -> Iterator[DocMention]:
    """What a title's holder is of: "Judge Ann Lee of the Court of Appeals"."""
    for preposition in (c for c in doc[person.head].rights if c.dep_ == "prep" and c.lower_ in ("of", "with")):
        found = (read.mention_at(c.i) for c in preposition.children if c.dep_ == "pobj")
        yield from (m for m in found if m is not None and m.type in OWNERS)


def _bodies_elsewhere(doc: Doc, read: Reading, title: DocMention, person: DocMention) -> Iterator[DocMention]:
    """What the holder is of where only the title is told: "*Ohio*'s governor", "the mayor of *Reno*"; later "Mayor Lee"."""
    holder, told = read.cluster_of(person), read.cluster_of(title)
    if told is not None and " of " in told.name:  # "senator of Texas", whoever's
        return
    last = doc[title.end - 1].lower_
    office = lexicon.table("office_forms").get(last, last).split()[-1]
    for mention in holder.mentions if holder is not None else ():
        if mention.kind == "nominal" and doc[mention.head].lemma_.lower() == office:
            head = doc[mention.head]
            owners = [c.i for c in head.lefts if c.dep_ in ("poss", "compound", "nmod")]
            owners += [c.i for p in head.rights if p.lower_ == "of" for c in p.rights if c.dep_ == "pobj"]
            found = (read.mention_at(i) for i in owners)
            yield from (m for m in found if m is not None and m.kind == "name" and m.type in OWNERS)


def _nearest(read: Reading, mention: DocMention, step: int) -> DocMention | None:
    """The closest mention on one side that does not overlap this one; of pronouns only a possessive right before it."""
    index = bisect_left(read.mentions, mention.start, key=lambda m: m.start)  # they stand in order of their places
    while read.mentions[index] is not mention:
        index += 1
    index += step
    while 0 <= index < len(read.mentions):
        other = read.mentions[index]
        if (other.kind != "pronoun" or step < 0) and (other.end <= mention.start or other.start >= mention.end):
            return other
        index += step
    return None


def _together(doc: Doc, start: int, end: int) -> bool:
    """Whether what stands on both sides of tokens ``start`` to ``end`` is near and in one sentence."""
    if not 0 <= end - start <= WIDEST_GAP:
        return False
    return not any(doc[i].is_sent_start for i in range(max(1, start), min(end + 1, len(doc))))


def _left(doc: Doc, read: Reading, left: DocMention, mention: DocMention) -> Iterator[tuple[str, DocMention]]:
    gap = doc[left.end : mention.start]
    if gap[:1].text == ")" and doc[left.start - 1].text == "(":  # "the Department of Labor (DOL) Secretary"
        gap = gap[1:]
    if left.kind == "pronoun":
        if doc[left.head].tag_ in ("PRP$", "WP$") and all(_modifies(t) for t in gap):
            yield "poss", left
        return
    if left.type == "Position" and mention.type == "Person" and (all(_honours(t) for t in gap) or describes_too(gap)):
        yield "title", left
        yield from _before_title(doc, read, left)
    elif left.type == mention.type == "Person" and _coordinates(gap):
        yield from _shared_owner(doc, read, left, gap)
    elif len(gap) and gap[0].tag_ == "POS" and all(_modifies(t) for t in gap[1:]):
        if not _is_modifier(doc, mention):  # what Dallas has in "Dallas' NBC affiliate" is the affiliate
            yield "poss", left
    elif all(_modifies(t) for t in gap) and (left.kind == "name" or (mention.type == "Position" and not len(gap))):
        yield "modifier", left
        yield from (("modifier", m) for m in _coordinated_modifiers(doc, read, left, mention))
    if _apposes(left, mention, gap) and not titles_next(read, mention):
        yield "appos", left
    owner = _nearest(read, left, -1) if left.type == "PoliticalParty" else None
    if owner is not None and owner.proper and owner.end == left.start:  # "pro-labor Unity Party's Ann Lee"
        yield "people", owner
    if left.proper and all(_modifies(t) or t.tag_ == "POS" for t in (gap[1:] if gap[:1].text == "," else gap)):
        yield "people", left


def _is_modifier(doc: Doc, mention: DocMention) -> bool:
    """Whether a body's name only tells which one a noun after it is."""
    head = doc[mention.head]
    return mention.type in BODIES and head.dep_ in ("compound", "nmod") and head.head.i >= mention.end and (
        head.head.pos_ == "NOUN")


def _coordinated_modifiers(doc: Doc, read: Reading, last: DocMention, mention: DocMention) -> Iterator[DocMention]:
    """``[FBI] and Secret Service agents``: names that the parser too makes part of the phrase."""
    before = _nearest(read, last, -1)
    while before is not None and before.kind == "name" and _coordinates(doc[before.end : last.start]):
        if not doc[mention.head].is_ancestor(doc[before.head]):
            return
        yield before
        last, before = before, _nearest(read, before, -1)


def _before_title(doc: Doc, read: Reading, title: DocMention) -> Iterator[tuple[str, DocMention]]:
    """What stands before a title is said of its holder: "Republican Senator Ann Lee"."""
    before = _nearest(read, title, -1)
    if before is None or before.kind != "name" or not _together(doc, before.end, title.start):
        return
    if all(_modifies(t) for t in doc[before.end : title.start]):
        yield "before title", before


def _right(doc: Doc, read: Reading, mention: DocMention, right: DocMention) -> Iterator[tuple[str, DocMention]]:
    gap = doc[mention.end : right.start]
    if gap[:1].text == "," and all(t.lower_ == "in" or _is_regional(t) for t in gap[1:]):  # "Kisumu, in western Kenya"
        yield "comma", right
    letter = right.end - right.start == 1 and len(doc[right.start]) == 1 and doc[right.end : right.end + 1].text == "-"
    if len(gap) == 1 and gap[0].text in (",", "(") and letter:  # "Lee, R-Ohio"
        yield "letter", right
    named = mention.type == "Person" and right.kind == "name"
    if (named or mention.type == "Position") and gap[:1].text in OF and all(t.dep_ == "det" for t in gap[1:]):
        yield gap[0].lower_, right
    if mention.type == right.type == "Law" and gap[:1].text in ("of", "to") and all(t.dep_ == "det" for t in gap[1:]):
        yield "of law", right
    if _apposes(mention, right, gap) and not titles_next(read, right):
        yield "appos", right


def _office_across(doc: Doc, read: Reading, person: DocMention) -> Iterator[DocMention]:
    """The office before what it is of: "the head of the Grain Board in Bonn, Peter Lund,"."""
    if person.type != "Person" or person.kind != "name" or not closes_apposition(doc, person.end):
        return
    before = _nearest(read, person, -1)
    while before is not None and before.type not in ("Person", "Position") and person.start - before.start < LONGEST_COMPLEMENT:
        before = _nearest(read, before, -1)
    if before is None or before.type != "Position" or past_complement(doc, before.end) != person.start:
        return
    if doc[max(0, before.start - 1)].text != ",":  # "Bo Kim, head of the Board, Peter Lund" and others: it is Kim's
        yield before


def _shared_title(doc: Doc, read: Reading, person: DocMention, together: Coordination) -> Iterator[tuple[str, DocMention]]:
    """A plural title belongs to all the names after it: "Senators Ann Lott of Ohio and Bo Barfield"."""
    known, first = together.items, together.places.get(person.head)
    if not first:
        return
    while first > 0 and _listed_with(doc, known[first - 1], known[first]):
        first -= 1
    holder = known[first].mention
    title = _nearest(read, holder, -1) if holder is not person else None
    if title is None or title.type != "Position" or title.number != "plur":
        return
    if title.end == holder.start or doc[title.end : holder.start].text == ",":  # "the members, Ann Lee and Bo Kim, left"
        yield "title", title


def _listed_with(doc: Doc, before: Item, after: Item) -> bool:
    return before.mention.type == "Person" and _coordinates(doc[before.end : after.start])


def _shared_owner(doc: Doc, read: Reading, person: DocMention, gap: Span) -> Iterator[tuple[str, DocMention]]:
    """"Labor's Bo Chan and Cy Dean" are both of Labor."""
    owner = _nearest(read, person, -1)
    adjacent = owner is not None and owner.end + 1 == person.start
    if owner is not None and adjacent and gap.text == "and" and owns(doc, read, owner.head):
        yield "poss", owner


def _coordinates(gap: Iterable[Token]) -> bool:
    words = [t.lower_ for t in gap]
    return bool(words) and all(w in (",", "and") for w in words)


def _apposes(left: DocMention, right: DocMention, gap: Iterable[Token]) -> bool:
    tokens = list(gap)
    if {left.type, right.type} != {"Person", "Position"} or not tokens or tokens[0].text != ",":
        return False
    return all(_modifies(t) or t.dep_ == "det" or t.tag_ == "POS" for t in tokens[1:])


def _is_regional(token: Token) -> bool:
    """``northern``, ``southwestern``, ``central``."""
    return token.lower_ == "central" or (token.lower_.endswith("ern") and token.lower_[:-3] in lexicon.words("directions"))


def _honours(token: Token) -> bool:
    """Whether a word may stand between an office and its holder: "Secretary Dr. Ann Lee"."""
    return token.lower_ in lexicon.words("honorifics") or token.text == "."


def describes_too(gap: Span) -> bool:
    """Whether words go on to say who an office's holder is: "Mayor *and former sheriff* Ann Lee"."""
    return gap[:1].text == "and" and len(gap) > 1 and all(t.text.islower() and t.pos_ in ("ADJ", "NOUN") for t in gap[1:])


def _modifies(token: Token) -> bool:
    """Whether a token may stand between a modifier and what it modifies."""
    if token.dep_ in ("prep", "acl", "advcl"):
        return False  # "the counties following the storm"
    return token.pos_ in ("ADJ", "NOUN", "PROPN") or token.tag_ in ("VBG", "VBN", "HYPH", "CD") or token.lower_ == "then"
