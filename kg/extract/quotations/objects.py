"""Content that is no finite clause: "vowed to clear", "urged X to leave", "accused X of lying", "called it a disgrace"."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from kg.extract.quotations.phrases import is_infinitive

_OBJECTS = ("dobj", "dative")
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "``", "''"})
_SPELLED_OUT = 6
_BARE = frozenset({"the", "that", "this", "it", "these", "those", "its", "his", "her", "their"})


def by_object(cue: Token, known: frozenset[str]) -> list[int]:
    """Give the token indices of a cue's content by the first of its frames that fits, the most specific first."""
    for frame in sorted(known - {"if", "thing", "marked"}, key=lambda f: (f == "obj", not f.startswith("obj:"), f)):
        content = _frame(cue, frame)
        if content:
            return content
    return []


def _frame(cue: Token, frame: str) -> list[int]:
    objects = [c for c in cue.rights if c.dep_ in _OBJECTS]
    head, colon, tail = frame.partition(":")
    if colon:
        return _object_preposition(cue, objects, tail) if tail else _preposition(cue, head)
    if frame in _READERS:
        return _READERS[frame](cue, objects)
    return _preposition_to(cue, frame.removesuffix("-to")) if frame.endswith("-to") else []


def _infinitive(cue: Token, _: list[Token]) -> list[int]:
    return _verbal(cue, gerund=False)


def _gerund(cue: Token, _: list[Token]) -> list[int]:
    return _verbal(cue, gerund=True)


def _verbal(cue: Token, *, gerund: bool) -> list[int]:
    for clause in cue.rights:
        if clause.dep_ == "xcomp" and (clause.tag_ == "VBG" if gerund else is_infinitive(clause)):
            return _run(clause.left_edge, clause.right_edge)
        if not gerund and clause.dep_ == "prep" and clause.lower_ == "to" and clause.i == cue.i + 1:
            return _run(clause, clause.right_edge)  # headlines: "Mayor vows to clear camps", the verb taken for an adjective
    if not gerund:  # "pledged in a speech to restore": hung on the noun between
        for phrase in (c for c in cue.rights if c.dep_ in ("prep", "npadvmod")):
            for token in phrase.subtree:
                if token.dep_ in ("acl", "relcl", "xcomp") and is_infinitive(token):
                    return _run(token.left_edge, token.right_edge)
    return []


def _object(_: Token, objects: list[Token]) -> list[int]:
    """A noun phrase that says what is claimed: no pronoun, and nothing the reader knows already ("denied the motion")."""
    if not objects or objects[0].pos_ == "PRON" or objects[0].left_edge.lower_ in _BARE:
        return []
    return _run(objects[0].left_edge, objects[0].right_edge)


def _object_to(cue: Token, objects: list[Token]) -> list[int]:
    clauses = [c for c in cue.rights if c.dep_ in ("xcomp", "ccomp", "advcl") and is_infinitive(c)]
    if not clauses:
        phrases = [c for c in cue.rights if c in objects or c.dep_ == "prep"]  # "urges anyone with news to call"
        clauses = [t for c in phrases for t in c.subtree if is_infinitive(t) and (
            t.dep_ in ("acl", "relcl") or (t.dep_ == "xcomp" and t.head.dep_ == "relcl"))]
    if not clauses or not (objects or clauses[0].dep_ == "ccomp"):
        return []
    return _run(objects[0].left_edge if objects else clauses[0].left_edge, clauses[-1].right_edge)


def _name(cue: Token, objects: list[Token]) -> list[int]:
    doc, end = cue.doc, min(cue.sent.end + 1, len(cue.doc))  # a closing mark may be taken for the next sentence's
    if objects:  # the parser often loses the predicate in quotation marks: called the delay "cowardly"
        after = objects[0].right_edge.i + 1
        inside = next((i for i in range(objects[0].i, min(after + 1, end)) if doc[i].text in _QUOTES), None)
        close = next((i for i in range(inside + 1, end) if doc[i].text in _QUOTES), None) if inside is not None else None
        if close is not None:
            return _run(objects[0].left_edge, doc[_and_quoted(cue, close, end)])
    predicates = [c for c in cue.rights if c.dep_ in ("oprd", "ccomp", "xcomp") and not is_infinitive(c)]
    if not predicates or predicates[0].pos_ == "PROPN":
        return []
    start = objects[0] if objects and objects[0].i < predicates[0].i else predicates[0]
    return _run(start.left_edge, predicates[-1].right_edge)


def _and_quoted(cue: Token, close: int, end: int) -> int:
    """The closing mark of the last of several quoted predicates: called the delay "cowardly" and "cruel"."""
    doc = cue.doc
    while close + 2 < end and doc[close + 1].lower_ in ("and", "or", "but", ",") and doc[close + 2].text in _QUOTES:
        following = next((i for i in range(close + 3, end) if doc[i].text in _QUOTES), None)
        if following is None:
            break
        close = following
    return close


def _object_preposition(cue: Token, objects: list[Token], preposition: str) -> list[int]:
    if not objects:
        return []
    phrases = [c for h in (cue, objects[0]) for c in h.rights if c.dep_ == "prep" and c.lower_ == preposition]
    return _run(objects[0].left_edge, phrases[0].right_edge) if phrases else []


def _preposition(cue: Token, preposition: str) -> list[int]:
    """What is called for, if it is spelled out: a clause or a long phrase, not a name or two words."""
    for clause in cue.rights:  # "called for his rivals to leave"
        if preposition == "for" and clause.dep_ in ("advcl", "xcomp", "ccomp") and clause.left_edge.lower_ == "for":
            return _run(cue.doc[clause.left_edge.i + 1], clause.right_edge) if is_infinitive(clause) else []
    for phrase in cue.rights:
        if phrase.dep_ == "prep" and phrase.lower_ == preposition and phrase.right_edge != phrase:
            inside = _run(cue.doc[phrase.i + 1], phrase.right_edge)
            verbal = any(cue.doc[i].pos_ == "VERB" and cue.doc[i].dep_ in ("relcl", "acl", "pcomp", "xcomp") for i in inside)
            return inside if verbal or len(inside) > _SPELLED_OUT else []
    return []


def _preposition_to(cue: Token, preposition: str) -> list[int]:
    for phrase in cue.rights:
        if phrase.dep_ == "prep" and phrase.lower_ == preposition and phrase.right_edge != phrase:
            start = cue.doc[phrase.i + 1]
            verbs = [c for h in (cue, *phrase.subtree) for c in h.rights if c.i > start.i and is_infinitive(c)]
            return _run(start, verbs[-1].right_edge) if verbs else []
    return []


def _run(first: Token, last: Token) -> list[int]:
    return list(range(first.i, last.i + 1))


_READERS: dict[str, Callable[[Token, list[Token]], list[int]]] = {
    "to": _infinitive, "ing": _gerund, "obj": _object, "obj-to": _object_to, "name": _name,
}
