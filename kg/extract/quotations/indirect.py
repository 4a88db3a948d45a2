"""Indirect speech: the content of a cue's clause, read from the parse by the cue's frames."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.document import Quotation
from kg.extract.quotations.cues import frames, nouns
from kg.extract.quotations.phrases import noun_phrase, pieces, says_nothing, speaker_of

_CLAUSES = ("ccomp", "parataxis")
_VERBS = ("VERB", "AUX")
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "``", "''"})


def indirect(doc: Doc, taken: frozenset[int]) -> list[Quotation]:
    """Give the indirect claims of a Doc, in order; ``taken`` are the cues that direct quotations have used."""
    found: list[Quotation] = []
    for token in doc:
        if token.i in taken:
            continue
        found.extend(_read(token))
    return found


def _read(token: Token) -> Iterator[Quotation]:
    if token.lower_ in ("according", "per"):
        yield from _according(token)
    elif token.lemma_.lower() in nouns() and token.pos_ == "NOUN":
        yield from _noun(token)
    else:
        known = frames(token)
        if known:
            yield from _verb(token, known)


def _verb(cue: Token, known: frozenset[str]) -> Iterator[Quotation]:
    source = speaker_of(cue)
    if source is None or says_nothing(source) or any(c.dep_ == "neg" for c in cue.children):
        return
    content = _content(cue, known)
    if content:
        yield _quotation(cue, source, content)


def _quotation(cue: Token, source: Token, content: list[tuple[int, int]], end: Token | None = None) -> Quotation:
    last = end if end is not None else cue
    return Quotation(content=content, cue=(cue.idx, last.idx + len(last)), cue_token=cue.i, source=noun_phrase(source),
                     source_head=source.i)


def _content(cue: Token, known: frozenset[str]) -> list[tuple[int, int]]:
    doc = cue.doc
    if "that" in known:
        content = _clause(cue) or _parenthetical(cue)
        if content:
            return pieces(doc, content)
    for frame in sorted(known):
        content = _frame(cue, frame)
        if content:
            return pieces(doc, content)
    return []


def _clause(cue: Token) -> list[int]:
    """A finite clause after the cue."""
    clauses = [c for c in cue.rights if c.dep_ == "ccomp" and not _infinitive(c)]
    return _run(clauses[0].left_edge, clauses[-1].right_edge) if clauses else []


def _parenthetical(cue: Token) -> list[int]:
    """The sentence around or before a cue's own clause: "..., she said"; "The law, he said, would ..."; "as she said"."""
    doc, sentence = cue.doc, cue.sent
    left = [c for c in cue.lefts if c.dep_ == "ccomp"]
    if left:
        return _run(doc[sentence.start], left[-1].right_edge)
    as_clause = cue.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in cue.lefts)
    if cue.dep_ == "parataxis" or as_clause:
        inside = {t.i for t in cue.subtree}
        return [t.i for t in cue.head.subtree if t.i not in inside]
    return []


def _frame(cue: Token, frame: str) -> list[int]:
    if frame == "to":
        infinitives = [c for c in cue.rights if c.dep_ == "xcomp" and _infinitive(c)]
        return _run(infinitives[0].left_edge, infinitives[0].right_edge) if infinitives else []
    if frame == "ing":
        gerunds = [c for c in cue.rights if c.dep_ == "xcomp" and c.tag_ == "VBG"]
        return _run(gerunds[0].left_edge, gerunds[0].right_edge) if gerunds else []
    objects = [c for c in cue.rights if c.dep_ in ("dobj", "dative")]
    if frame == "obj":
        return _run(objects[0].left_edge, objects[0].right_edge) if objects and objects[0].pos_ != "PRON" else []
    if frame == "obj-to":
        return _object_to(cue, objects)
    if frame == "name":
        return _name(cue, objects)
    head, _, tail = frame.partition(":")
    if head == "obj":
        return _object_preposition(cue, objects, tail)
    if frame.endswith(":"):
        return _preposition(cue, head)
    if frame.endswith("-to"):
        return _preposition_to(cue, frame.removesuffix("-to"))
    return []


def _object_to(cue: Token, objects: list[Token]) -> list[int]:
    clauses = [c for c in cue.rights if c.dep_ in ("xcomp", "ccomp", "advcl") and _infinitive(c)]
    if not clauses:
        clauses = [c for o in objects for c in o.children if c.dep_ in ("acl", "relcl") and _infinitive(c)]
    if not clauses:
        return []
    start = objects[0].left_edge if objects else clauses[0].left_edge
    return _run(start, clauses[-1].right_edge) if objects or clauses[0].dep_ == "ccomp" else []


def _name(cue: Token, objects: list[Token]) -> list[int]:
    small = [c for c in cue.rights if c.dep_ in ("oprd", "ccomp", "xcomp") and not _infinitive(c)]
    if small:
        start = objects[0] if objects and objects[0].i < small[0].i else small[0]
        return _run(start.left_edge, small[-1].right_edge)
    if objects:  # called the delay "cowardly": the parser often loses the predicate in quotation marks
        doc, end = cue.doc, cue.sent.end
        after = objects[0].right_edge.i + 1
        if after < end and doc[after].text in _QUOTES:
            close = next((i for i in range(after + 1, end) if doc[i].text in _QUOTES), None)
            if close is not None:
                return _run(objects[0].left_edge, doc[close])
    return []


def _object_preposition(cue: Token, objects: list[Token], preposition: str) -> list[int]:
    if not objects:
        return []
    phrases = [c for h in (cue, objects[0]) for c in h.rights if c.dep_ == "prep" and c.lower_ == preposition]
    return _run(objects[0].left_edge, phrases[0].right_edge) if phrases else []


def _preposition(cue: Token, preposition: str) -> list[int]:
    phrases = [c for c in cue.rights if c.dep_ == "prep" and c.lower_ == preposition]
    return _run(cue.doc[phrases[0].i + 1], phrases[0].right_edge) if phrases and phrases[0].right_edge != phrases[0] else []


def _preposition_to(cue: Token, preposition: str) -> list[int]:
    phrases = [c for c in cue.rights if c.dep_ == "prep" and c.lower_ == preposition]
    if not phrases:
        return []
    start = cue.doc[phrases[0].i + 1]
    infinitives = [c for h in (cue, *phrases[0].subtree) for c in h.rights if c.i > start.i and _infinitive(c)]
    return _run(start, infinitives[-1].right_edge) if infinitives else []


def _infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.lefts)


def _run(first: Token, last: Token) -> list[int]:
    return list(range(first.i, last.i + 1))


def _according(token: Token) -> Iterator[Quotation]:
    """The clause that "according to X" stands in."""
    doc = token.doc
    preposition = token
    if token.lower_ == "according":
        nxt = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if nxt is None or nxt.lower_ != "to":
            return
        preposition = nxt
    elif token.dep_ != "prep" or token.i == 0 or doc[token.i - 1].text != ",":
        return
    sources = [c for c in preposition.rights if c.dep_ == "pobj"]
    if not sources:
        return
    phrase = set(range(token.i, max(t.i for t in token.subtree) + 1))
    verb = token.head
    while verb.pos_ not in _VERBS and verb.head != verb:
        verb = verb.head
    sentence = token.sent
    if verb.head == verb:
        clause = range(sentence.start, sentence.end)
    else:
        clause = range(verb.left_edge.i, verb.right_edge.i + 1)
    content = [i for i in clause if i not in phrase and not (i > token.i and min(phrase) > clause[0] and False)]
    spans = pieces(doc, content)
    if spans:
        yield _quotation(token, sources[0], spans, end=preposition)


def _noun(noun: Token) -> Iterator[Quotation]:
    """The clause that completes a noun of saying whose speaker is its possessor: "his claim that ..."."""
    known = nouns()[noun.lemma_.lower()]
    owners = [c for c in noun.lefts if c.dep_ == "poss"]
    owners += [o for p in noun.rights if p.dep_ == "prep" and p.lower_ in ("by", "from") for o in p.children if o.dep_ == "pobj"]
    clauses = [c for c in noun.rights if c.dep_ in ("acl", "ccomp")]
    if not owners or not clauses or noun.i > clauses[0].i:
        return
    clause = clauses[0]
    finite = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.lefts)
    if (finite and "that" in known) or (_infinitive(clause) and "to" in known):
        yield _quotation(noun, owners[0], pieces(noun.doc, _run(clause.left_edge, clause.right_edge)))
