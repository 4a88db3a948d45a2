"""Content before or around its cue: "..., she said"; "The law, he said, would ..."; "as she said"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.quotations.phrases import is_finite, phrase_start

_JOINS = frozenset({"so", "and", "but", "yet", "or"})
_GOES_ON = frozenset({"but", "unless"})


def clause_around(cue: Token, source: Token, known: frozenset[str]) -> list[int]:
    """The sentence before or around a cue's own clause: "..., she said"; "The law, he said, would ..."; "as she said"."""
    doc, sentence = cue.doc, cue.sent
    left = [c for c in cue.lefts if c.dep_ == "ccomp"]
    takes_object = "obj-to" in known  # "..., she told them"
    if any(c.dep_ in ("xcomp", "ccomp", "oprd") or (c.dep_ == "dobj" and not takes_object) for c in cue.rights):
        return []
    if left and "quote" in known:
        end = left[-1].right_edge.i
        if left[-1].i < source.i <= end:  # "..., its director, Ann Lee, said"
            end = phrase_start(source) - 1
        if doc[end + 1].text == ":" or _joined(cue, source, end):  # "gave one reason: more sheriffs now tell ..."
            return []
        start = _paragraph_start(doc, sentence.start, end)
        return [*range(start, end + 1), *_rest(cue)]
    as_clause = cue.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in cue.lefts)
    if cue.dep_ == "parataxis" or as_clause:
        inside = {t.i for t in cue.subtree}
        misread = cue.head.dep_ in ("nsubj", "csubj", "dep", "ROOT")  # commas around the cue often break the main clause
        around = cue.sent if misread else cue.head.subtree
        return [t.i for t in around if t.i not in inside]
    return _headline(cue, source) if "quote" in known else []


def _joined(cue: Token, source: Token, end: int) -> bool:
    """Whether a clause goes on the one before instead of reporting it: "..., so the mayor asked for help"."""
    return any(t.lower_ in _JOINS for t in cue.doc[end + 1 : min(cue.i, max(source.i, end + 1))])


def _headline(cue: Token, source: Token) -> list[int]:
    """All that stands before a cue at the end of its sentence: "Officers to leave Minnesota, Homan says"."""
    doc, start = cue.doc, min(phrase_start(source), cue.i)
    end = max(source.i, cue.i) + 1
    last = end == len(doc) or doc[end].is_punct or doc[end].is_space or end == cue.sent.end
    if not last or start < 1 or doc[start - 1].text != ",":
        return []
    return list(range(_paragraph_start(doc, cue.sent.start, start), start - 1))


def _paragraph_start(doc: Doc, start: int, end: int) -> int:
    return max([start, *(i + 1 for i in range(start, end) if "\n" in doc[i].text)])


def _rest(cue: Token) -> list[int]:
    """What goes on after a cue's clause: "..., she told them, but he may not"."""
    for clause in cue.rights:
        if clause.dep_ in ("conj", "advcl") and is_finite(clause):
            first = clause.left_edge.i
            opener = cue.doc[first - 1] if clause.dep_ == "conj" else cue.doc[first]
            if opener.lower_ in _GOES_ON and cue.doc[opener.i - 1].text == ",":
                return list(range(opener.i, clause.right_edge.i + 1))
    return []
