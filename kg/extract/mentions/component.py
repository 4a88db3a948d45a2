"""Names and offices of a Doc as mentions."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg import ontology
from kg.document import DocMention, reading
from kg.extract.mentions.document import Name
from kg.extract.mentions.known import known_spans
from kg.extract.mentions.lexicon import words
from kg.extract.mentions.names import names
from kg.extract.mentions.offices import POSSESSIVES, SOCIETIES, Office, closes_apposition, described, offices, past_complement

INSIDE_APPOSITION = ("DET", "ADJ", "PROPN", "NOUN", "PART", "PRON", "NUM", "ADV", "VERB")
BODIES = ("Organization", "Agency", "NewsOrganization", "PoliticalParty")


def noun_type(token: Token) -> str | None:
    """Give the class that a common noun denotes a member of."""
    return ontology.load().nouns.get(token.lemma_.lower())


def fill(doc: Doc) -> Doc:
    """Fill ``mentions`` of the Doc's Reading with names and offices."""
    whole = known_spans(doc)
    known = offices(doc, whole)
    found = names(doc, known, whole)
    titles = [m for m in _titles(doc, known, found) if m is not None]
    mentions = [_mention(doc, n) for n in found] + titles
    read = reading(doc)
    read.mentions = sorted([*read.mentions, *mentions], key=lambda m: (m.start, m.end))
    return doc


def _mention(doc: Doc, name: Name) -> DocMention:
    head = _head(doc, name)
    number = "plur" if doc[name.end - 1].lower_ == "counties" else "sing"
    return DocMention(name.start, name.end, head, "name", name.type, number, identifier=name.identifier)


def _head(doc: Doc, name: Name) -> int:
    """The name's syntactic head: no word that the parser takes for a verb, as the "do" of "Rio Grande do Sul"."""
    root = doc[name.start : name.end].root
    if root.pos_ not in ("VERB", "AUX"):
        return root.i
    outer = (t for t in doc[name.start : name.end] if t.pos_ == "PROPN" and not name.start <= t.head.i < name.end)
    return next(outer, root).i


def _titles(doc: Doc, known: list[Office], found: list[Name]) -> list[DocMention | None]:
    people = {n.start: n for n in found if n.type == "Person"}
    ends = {n.end: n for n in found if n.type == "Person"}
    bodies = {n.end for n in found if n.type not in ("Person", "PoliticalParty")}
    parties = {n.end for n in found if n.type == "PoliticalParty"}
    covered = {i for n in found for i in range(n.start, n.end)}
    free = [o for o in known if not o.rank and not any(i in covered for i in range(o.start, o.end))]
    held = {o.title for o in free if _held(doc, o, people, ends)}
    owners = {o: bodies | parties if o.title in words("party_roles") else bodies for o in free}
    societies = {n.start for n in found if n.type in SOCIETIES}
    return [_title(doc, o, _held(doc, o, people, ends), held, owners[o]) for o in free if not _joined(doc, o, societies)]


def _joined(doc: Doc, office: Office, societies: set[int]) -> bool:
    """Whether being a member is no office: ``a [member] of Black Lives Matter``, but not ``of the council``."""
    alone = doc[office.start : office.end].text.lower() in ("member", "members")
    of = doc[office.end : office.end + 1].text == "of"
    return alone and of and not societies.isdisjoint((office.end + 1, office.end + 2))


def _held(doc: Doc, office: Office, people: dict[int, Name], ends: dict[int, Name]) -> bool:
    """Whether a person's name stands right after the title, after what it is of, or before it in apposition."""
    at = office.end
    while at < min(len(doc), office.end + 3) and (doc[at].lower_ in (",", "the", ".") or doc[at].lower_ in words("honorifics")):
        at += 1
    across = people.get(past_complement(doc, office.end) or 0)
    if at in people or (across is not None and closes_apposition(doc, across.end)):
        return True
    at = office.start - 1
    steps = 0
    while at > 0 and doc[at].text != "," and steps < 7 and (doc[at].pos_ in INSIDE_APPOSITION or _joins_offices(doc, at)):
        at -= 1
        steps += 1
    return at > 0 and doc[at].text == "," and at in ends


def _joins_offices(doc: Doc, i: int) -> bool:
    """Whether "and" joins two offices of one person: ``Kim Berg, a lawyer [and] co-founder of the group,``."""
    return doc[i].lower_ == "and" and doc[i + 1].pos_ != "DET"


def _title(doc: Doc, office: Office, is_held: bool, held: set[str], bodies: set[int]) -> DocMention | None:
    root = doc[office.start : office.end].root.i
    head = office.end - 1 if doc[root + 1 : root + 2].text == "-" else root  # "co-leader"
    number = "plur" if office.plural else "sing"
    told = described(doc, office) or office.start in bodies
    capital = doc[office.start].text[:1].isupper()
    if office.role and not (is_held and (capital or _at_body(doc, office, bodies))):
        return None
    if (office.plural and not is_held) or _qualifies(doc[root]):
        return None
    name = is_held or told or office.title not in held
    return DocMention(office.start, office.end, head, "name" if name else "nominal", "Position", number)


def _qualifies(title: Token) -> bool:
    """Whether a title tells what a thing is about, and names nobody: ``sheriff elections``, ``mayor candidates``."""
    noun = title.head
    return title.dep_ in ("compound", "amod", "nmod") and title.text.islower() and noun.i == title.i + 1 and (
        noun.pos_ == "NOUN" and noun.text.islower() and noun_type(noun) in ("Event", "Group", "Person"))


def _at_body(doc: Doc, office: Office, bodies: set[int]) -> bool:
    """Whether a role is one of a body's: ``organizer with Puentes``, ``City Council member``, ``the group's lawyer``."""
    if office.start in bodies:
        return True
    if office.end + 1 < len(doc) and doc[office.end].lower_ in ("of", "with", "at", "for"):
        ahead = doc[office.end + 1 : office.end + 5]
        return any(t.i + 1 in bodies or noun_type(t) in BODIES for t in ahead)
    before = doc[office.start - 1] if office.start else None
    if before is None or before.text not in POSSESSIVES:
        return False
    return office.start - 1 in bodies or noun_type(doc[office.start - 2]) in BODIES
