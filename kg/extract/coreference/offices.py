"""The pass over offices: who holds which at which body, and which mentions are one office."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from kg import ontology
from kg.extract.coreference.chains import Chains
from kg.extract.coreference.markables import Markable
from kg.extract.coreference.words import table, words
from kg.extract.mentions.lexicon import words as mention_words
from kg.extract.mentions.offices import of_later_office

BODY_PREPOSITIONS = ("of", "for", "at", "in", "with", "to")
PASSING = frozenset(("former", "ex", "late", "outgoing", "incoming", "acting", "interim", "deputy"))
STANDING = frozenset(("acting", "interim"))
GAP = frozenset(("the", "a", "an", "its", "his", "her", "their", "former", "new", "interim", "then", "acting"))


@dataclass(slots=True, eq=False)
class Office:
    """One mention of an office: the compared title, its holders and its body, as far as the words beside it tell."""

    markable: Markable
    title: tuple[str, ...]
    holders: list[Markable]
    body: Markable | None

    @property
    def gone(self) -> bool:
        """Whether its holder is no longer, or not yet, called by it; an interim chief is "the chief"."""
        m = self.markable
        return any(t.lower_ in PASSING - STANDING for t in m.head.doc[max(0, m.start - 3) : m.end])

    @property
    def former(self) -> bool:
        """Whether the words beside it say that the office is or was held at another time."""
        m = self.markable
        return any(t.lower_ in PASSING for t in m.head.doc[max(0, m.start - 3) : m.end])


def offices(chains: Chains) -> list[Office]:
    """Give every mention of a Position with its holders and its body."""
    heads = {m.head.i: m for m in chains.markables}
    return [Office(m, title_words(m), holders_beside(m, chains), body_of(m, heads))
            for m in chains.markables if m.type == "Position"]


def title_words(markable: Markable) -> tuple[str, ...]:
    """A title in the form it is compared by: ``Gov.`` as ``governor``, ``AG`` as ``attorney general``."""
    forms = table("titles")
    tokens = [t for t in markable.head.doc[markable.start : markable.end] if not t.is_punct and not t.is_space]
    told = (forms.get(t.lower_) or forms.get(t.lemma_.lower()) or t.lemma_.lower() for t in tokens)
    return tuple(word for words_ in told for word in words_.split())


def holders_beside(office: Markable, chains: Chains) -> list[Markable]:
    """The persons the title stands beside: ``Mayor Jacob Frey``, ``Jacob Frey, the mayor``, ``Sens. A and B``."""
    doc = office.head.doc
    people = [m for m in chains.markables if m.type == "Person" and m.kind == "name"]
    ends = [inner.end for inner in _inner(office, chains)]
    if _outer(office, chains) is None:
        ends.append(office.end)
    after = [p for p in people for e in ends if 0 <= p.start - e <= 3 and _gap(doc, e, p.start) and (
        e == office.end or doc[e].text == ",")]
    if after:
        found = [after[0]]
        found += [p for p in people if p is not after[0] and p.head.dep_ == "conj" and p.head.head.i == after[0].head.i]
        return found
    before = [p for p in people if 0 <= office.start - p.end <= 6 and _apposed(doc, p.end, office)]
    if before:
        return before[-1:]
    return _predicated(office, people, chains)


def _outer(office: Markable, chains: Chains) -> Markable | None:
    """The office another is *for*: a name after ``a spokesman for the mayor,`` is the spokesman's."""
    if office.head.dep_ != "pobj" or office.head.head.lower_ not in BODY_PREPOSITIONS:
        return None
    above = chains.at(office.head.head.head.i)
    return above if above is not None and above.type in ("Position", "Person") else None


def _inner(office: Markable, chains: Chains) -> list[Markable]:
    """What an office is of or for, where that follows it: ``president of the union, Ann Roe``."""
    objects = (c for p in office.head.rights if p.lower_ in BODY_PREPOSITIONS for c in p.rights if c.dep_ == "pobj")
    found = (chains.at(o.i) for o in objects)
    return [m for m in found if m is not None and m.end > office.end]


def _gap(doc: Doc, start: int, end: int) -> bool:
    return all(t.lower_ in (",", "the", "rev.") for t in doc[start:end])


def _apposed(doc: Doc, end: int, office: Markable) -> bool:
    tokens = list(doc[end : office.start])
    if not tokens or tokens[0].text != ",":
        return False
    inside = [t for t in tokens[1:] if t.lower_ not in GAP]
    return all(t.pos_ in ("PROPN", "ADJ", "NOUN", "PART", "NUM") or t.tag_ == "POS" for t in inside) and not any(
        t.text == "," for t in tokens[1:])


def _predicated(office: Markable, people: list[Markable], chains: Chains) -> list[Markable]:
    head = office.head
    if head.dep_ == "attr" and head.head.lemma_ in ("be", "become"):
        subjects = [c.i for c in head.head.children if c.dep_ == "nsubj"]
        return [p for p in people if p.head.i in subjects]
    return []


def body_of(office: Markable, heads: dict[int, Markable]) -> Markable | None:
    """The place or body of an office: ``Minneapolis Mayor``, ``the board's chairwoman``, ``mayor of Reno``."""
    for child in (*office.head.children, *office.head.doc[office.end : office.end + 1]):
        before = child.i < office.end and child.dep_ in ("compound", "poss", "nmod", "amod")
        if before and _may_have(office, heads.get(child.i)):
            return heads[child.i]
        if child.dep_ == "prep" and child.lower_ in BODY_PREPOSITIONS and not _after_second(office, child.i, heads):
            for inner in child.children:
                if inner.dep_ == "pobj" and _may_have(office, heads.get(inner.i)):
                    return heads[inner.i]
    return _adjacent_body(office, heads) or _scene(office, heads)


def _after_second(office: Markable, preposition: int, heads: dict[int, Markable]) -> bool:
    """Whether what a preposition brings in is said of the later of two offices: ``a lawyer and head [of] the group``."""
    nearest = heads.get(preposition - 1)
    start = nearest.start if nearest is not None and nearest.type == "Position" else None
    return of_later_office(office.head.doc, office.start, office.end, start)


def _scene(office: Markable, heads: dict[int, Markable]) -> Markable | None:
    """Where the sentence begins: ``In Ohio, the governor signed a law``."""
    if office.role != "subject":
        return None
    opening = (p for p in office.head.head.lefts if p.dep_ == "prep" and p.lower_ == "in" and p.is_sent_start)
    places = (heads.get(c.i) for p in opening for c in p.rights if c.dep_ == "pobj")
    return next((m for m in places if m is not None and m.type in ("City", "Country", "County", "State")), None)


def _adjacent_body(office: Markable, heads: dict[int, Markable]) -> Markable | None:
    doc = office.head.doc
    at = office.start - 1
    while at >= 0 and (doc[at].tag_ == "POS" or doc[at].lower_ in ("former", "new", "interim", "acting", ")")):
        at -= 1
    for m in heads.values():
        if m.end - 1 == at and m.kind == "name" and _may_have(office, m):
            return m
    return None


def _may_have(office: Markable, body: Markable | None) -> bool:
    """Whether a place or body may have the office; a party has leaders, but "Republican Gov." tells whose it is not."""
    if body is None or body.type is None:
        return False
    if body.type == "PoliticalParty" and office.lemma not in mention_words("party_roles"):
        return False
    return ontology.load().fits(body.type, ("Organization", "Place"))


def join_offices(chains: Chains, known: list[Office]) -> None:
    """Join mentions of one office: equal titles at one body, of one holder, or with neither told twice."""
    by_title: dict[tuple[str, ...], list[list[Office]]] = {}
    for office in known:
        if office.markable.type != "Position":
            continue
        groups = by_title.setdefault(office.title, [])
        fitting = [g for g in reversed(groups) if not any(_apart(office, other, chains) for other in g)]
        surest = sorted(fitting, key=lambda g: not any(_together(office, other, chains) for other in g))
        if surest and (any(_together(office, o, chains) for o in surest[0]) or _told_alone(office)):
            surest[0].append(office)
            chains.join(surest[0][0].markable, office.markable)
        else:
            groups.append([office])


def join_shorter_titles(chains: Chains, known: list[Office]) -> None:
    """Join the longer and the shorter title of one holder: ``County Attorney Freeman``, ``Attorney Mike Freeman``."""
    held = [office for office in known if office.markable.type == "Position" and office.holders]
    for i, a in enumerate(held):
        for b in held[:i]:
            longer, shorter = (a.title, b.title) if len(a.title) > len(b.title) else (b.title, a.title)
            one = longer != shorter and ends_in(longer, shorter) and _together(a, b, chains)
            if one and not _apart(a, b, chains):
                chains.join(b.markable, a.markable)


def ends_in(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether a title may be shortened to another: ``county attorney`` to ``attorney``, but no deputy mayor to a mayor."""
    before, rest = longer[: -len(shorter)], longer[-len(shorter) :]
    return rest == shorter and not words("subordinate_words").intersection(before)


def _together(a: Office, b: Office, chains: Chains) -> bool:
    """Whether two mentions of one title share a holder or a body."""
    if a.body and b.body and chains.of(a.body) is chains.of(b.body):
        return True
    return bool(_holder_ids(a, chains) & _holder_ids(b, chains))


def _apart(a: Office, b: Office, chains: Chains) -> bool:
    """Whether they are at two bodies, or have two holders though the office has one at a time."""
    if a.body and b.body:
        return chains.of(a.body) is not chains.of(b.body)
    one, other = _holder_ids(a, chains), _holder_ids(b, chains)
    many = a.title[-1] in words("shared_titles")
    if (a.body or b.body) and not one & other and (many or (one and other)):
        return True  # "Sen. Ann Lee" is no senator from Ohio because another is
    return bool(one and other and not one & other and not (many or a.former or b.former))


def _told_alone(office: Office) -> bool:
    """Whether the title by itself tells the office: no title of many bodies, and none that belongs to an ``its``."""
    owned = office.body is None and office.markable.determiner in ("its", "their", "his", "her", "whose", "'s")
    return office.title[-1] not in words("common_titles") and not owned


def _holder_ids(office: Office, chains: Chains) -> set[int]:
    return {id(chains.of(h)) for h in office.holders}
