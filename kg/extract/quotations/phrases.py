"""Small questions to the parse and the text: who is a cue's subject, how far a noun phrase and a clause reach."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from spacy.tokens import Token

from kg.extract.quotations.cues import frames
from kg.extract.quotations.page import Page
from kg.extract.subjects import surface_subject
from kg.ontology import load

AGENTS = ("Person", "Organization", "Group", "Place", "Position", "Operation")  # "the campaign said"
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "INTJ", "X"})
_DEPTH = 8
_SUBJECTS = ("nsubj", "nsubjpass")
RELATIVE = frozenset({"WDT", "WP"})
_ADVERBIAL = frozenset({"by", "in", "after", "before", "while", "without", "when"})
_MODIFIERS = frozenset({"det", "compound", "amod", "poss", "nummod", "nmod", "case", "punct", "quantmod", "predet"})
_INSIDE_NAMES = frozenset({"-", "–", "'", "’", "/", "."})
_SPEAKERS_OWN = frozenset({"he", "she", "they", "it"})
_OTHERS = frozenset({"him", "her", "them"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_LABEL_ENDS = frozenset({":", "—", "–", "--"})
_EDGE = " \n\t,;:—–-"
_DATELINE = re.compile(r"[A-Z][A-Z.’' -]{1,40}[A-Z.](?:, [A-Z][\w. ]{1,20})?(?: ?\([^()\n]{2,30}\))? ?(?:[—–]|--?) ?")
_COMPLEMENTISERS = ("that ", "That ", "that, ")
_NOBODY = frozenset({
    "there", "this", "that", "these", "those", "what", "which", "whatever",
    "nothing", "nobody", "everything", "you", "anyone", "everyone", "someone",
})
_FUNCTION_WORDS = frozenset({"that", "which", "who", "whom", "and", "but", "as", "what"})
_MARKS = {'"': '"', "“": "”", "‘": "’"}


def phrase_start(head: Token) -> int:
    """Index of the first token of a noun phrase: "a" for "judge" in "a federal judge in Texas"."""
    start = head.i
    for child in takewhile(lambda c: c.dep_ in _MODIFIERS, reversed(list(head.lefts))):
        if child.dep_ == "punct" and child.text not in _INSIDE_NAMES:
            break
        start = child.left_edge.i
    return start


def noun_phrase(head: Token) -> tuple[int, int]:
    """Characters of a noun phrase up to its head."""
    return head.doc[phrase_start(head)].idx, head.idx + len(head)


def source_span(head: Token, cue: Token | None) -> tuple[int, int]:
    """Characters of the words that name the speaker: a name or noun phrase, and the relative that takes it up at the cue."""
    start, end = noun_phrase(head)
    if head.ent_type_ == "PERSON":
        name = head.i
        while name and head.doc[name - 1].ent_type_ == "PERSON" and head.doc[name].ent_iob_ == "I":
            name -= 1
        start = head.doc[name].idx
    if cue is not None and cue.dep_ == "relcl" and cue.head == head:
        for child in cue.lefts:
            if child.dep_ in _SUBJECTS and child.tag_ in RELATIVE and child.i <= head.i + 2:
                return start, child.idx + len(child)
    return start, end


def speaker_of(cue: Token) -> Token | None:
    """The head of the words that say who speaks: the cue's subject, through relatives, control and coordination."""
    for _ in range(_DEPTH):
        outer = resumed(cue) or _means(cue) or added(cue)
        if outer is None:
            break
        cue = outer
    if reduced_passive(cue):
        return next((o for c in cue.rights if c.lower_ == "by" for o in c.rights if o.dep_ == "pobj"), None)
    own = [c for c in cue.children if c.dep_ in _SUBJECTS]
    if not own and cue.dep_ in ("ROOT", "conj"):
        apposed = _apposed(cue)
        if apposed is not None:
            return apposed
    plain = [c for c in own if c.tag_ not in RELATIVE]
    subjects = plain[-1:] if len(own) > 1 else surface_subject(cue) or _shared(cue)
    for subject in subjects:
        if subject.pos_ in NOMINAL and subject.lower_ not in _NOBODY and subject.dep_ != "expl":
            return _after_label(subject, cue)
    return None


def reduced_passive(cue: Token) -> bool:
    """Whether a participle tells what was said to or of its subject: "a website called X", "Asked by Lee whether ..."."""
    if any(c.dep_ in ("aux", "mark", *_SUBJECTS) for c in cue.lefts):
        return False
    return (cue.dep_ == "acl" and cue.tag_ == "VBN") or (cue.dep_ == "advcl" and cue.tag_ in ("VBN", "VBD"))


def _apposed(cue: Token) -> Token | None:
    """The speaker between a content and the cue that the parser hung on the content: "..., its director, Ann Lee, said"."""
    doc, last = cue.doc, cue.i - 1
    if last > 0 and doc[last].text == ",":
        last -= 1
    top = doc[last]
    while top.dep_ in ("appos", "compound", "flat") and top.head.i < cue.i and doc[top.left_edge.i - 1].text == ",":
        if top.head.dep_ != "appos":
            break
        top = top.head
    if top.dep_ != "appos" or doc[top.left_edge.i - 1].text != "," or doc[last].ent_type_ != "PERSON":
        return None
    return top if top.head.i < top.i else None


def _shared(cue: Token) -> list[Token]:
    """The subject of the clause before: "He criticized her record, said she would lose"."""
    verbs = (cue, cue.head) if cue.dep_ == "conj" else (cue,)
    return [s for verb in verbs for c in verb.lefts if c.dep_ == "ccomp" for s in c.lefts if s.dep_ in _SUBJECTS]


def _means(cue: Token) -> Token | None:
    """The verb whose subject speaks by a participle: "explained it by saying", "wrote to supporters, saying"."""
    governor = cue.head
    if cue.dep_ == "pcomp" and governor.lower_ in _ADVERBIAL and governor.head.pos_ == "VERB":
        return governor.head
    if cue.dep_ == "acl" and cue.tag_ == "VBG" and governor.dep_ in ("dobj", "pobj", "dative"):
        if governor.ent_type_ != "PERSON" and cue.doc[cue.i - 1].text != ",":
            return None
        while governor.pos_ not in ("VERB", "AUX") and governor.head != governor:
            governor = governor.head
        return governor if governor.pos_ == "VERB" else None
    return None


def added(cue: Token) -> Token | None:
    """The cue that a participle goes on, where the parser hung it on the content: "said the talks failed, adding that"."""
    inner = cue.head
    if cue.dep_ != "advcl" or cue.tag_ != "VBG" or inner.dep_ != "ccomp" or inner.head.i > inner.i or not frames(inner.head):
        return None
    same = any(c.dep_ in _SUBJECTS and c.lower_ in _SPEAKERS_OWN for c in inner.lefts)
    return inner.head if cue.lemma_ == "add" or (_tells(cue) and (same or _speechless(inner))) else None


def resumed(verb: Token) -> Token | None:
    """The cue whose sentence a verb goes on, where the parser joined it to the content: "said A was calm and accuses B".

    The tense tells: it is the cue's and not the content's. After "she said she was calm and warned B" both readings
    have one speaker, and a cue is taken to start a claim of its own.
    """
    inner = verb.head
    if verb.dep_ != "conj" or inner.dep_ != "ccomp" or any(c.dep_ in _SUBJECTS for c in verb.children):
        return None
    outer, tag = inner.head, finite_tag(verb)
    if inner.i < outer.i or tag not in FINITE or tag != finite_tag(outer):
        return None
    if frames(verb) and any(c.dep_ == "mark" and c.lower_ == "whether" for c in inner.lefts):
        return outer  # "considers whether ..., and concludes that"
    alike = _tells(verb) and any(c.dep_ in _SUBJECTS and c.pos_ == "PRON" for c in inner.lefts)
    other = alike or _of_another(verb)
    return outer if finite_tag(inner) != tag or other or (frames(verb) and _speechless(inner)) else None


def _of_another(verb: Token) -> bool:
    """Whether a verb's object is who the clause is about: "said Lee was wrong and criticized him"."""
    told_before = any(t.lower_ in _OTHERS for t in verb.head.subtree if t.i < verb.i)
    return _tells(verb) and not told_before and any(c.dep_ == "dobj" and c.lower_ in _OTHERS for c in verb.rights)


def _tells(verb: Token) -> bool:
    """Whether a verb is one of telling or judging, and not of wanting or thinking."""
    return any(frame in ("quote", "name") or frame.startswith("obj:") for frame in frames(verb))


def _speechless(clause: Token) -> bool:
    """Whether a clause's subject is a thing: "acknowledged that mistakes had been made but insisted ..."."""
    subjects = [c for c in clause.lefts if c.dep_ in _SUBJECTS]
    if not subjects or subjects[-1].pos_ != "NOUN":
        return False
    type_ = load().nouns.get(subjects[-1].lemma_.lower())
    return type_ is None or not any(load().is_a(type_, agent) for agent in AGENTS)


def finite_tag(verb: Token) -> str:
    """The tag of the word that carries a verb phrase's tense: "MD" for "would say", "VBD" for "did not say"."""
    return next((c.tag_ for c in verb.lefts if c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE), verb.tag_)


def _after_label(subject: Token, cue: Token) -> Token:
    """The subject behind a dateline or label that the parser took for it: "ST. PAUL — [Walz] said", "THE VOTE: [Lee] said"."""
    if subject.lower_ in _REFLEXIVE:  # "the rules themselves say"
        return subject.head if subject.head.pos_ in ("NOUN", "PROPN") else subject.nbor(-1)
    if subject.i > cue.i:
        return subject
    doc = cue.doc
    ends = [i for i in range(subject.i + 1, cue.i) if doc[i].text in _LABEL_ENDS]
    if len(ends) != 1:
        return subject
    heads = [t for t in doc[ends[0] + 1 : cue.i] if t.pos_ in ("PROPN", "NOUN", "PRON")
             and t.dep_ not in ("compound", "pobj", "npadvmod", "poss", "dobj", "relcl")]
    return heads[0] if heads else subject


def name_after(phrase: Token) -> list[Token]:
    """A comma and the person's name after a noun phrase, wherever the parser hung it: "its spokeswoman, Ann Lee"."""
    doc, start = phrase.doc, phrase.right_edge.i + 1
    end = start + 1
    while end < len(doc) and doc[end].ent_type_ == "PERSON":
        end += 1
    named = end > start + 1 and doc[start].text == "," and (end == len(doc) or doc[end].is_punct)
    return list(doc[start:end]) if named else []


def is_finite(verb: Token) -> bool:
    """Whether a verb is finite, by itself or by an auxiliary."""
    return finite_tag(verb) in FINITE


def is_infinitive(verb: Token) -> bool:
    """Whether a verb stands with "to"."""
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.lefts)


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Characters ``start`` to ``end`` without dateline, complementiser, edging punctuation; None if no word is left."""
    dateline = _DATELINE.match(text, start, end) if start == 0 or text[start - 1] == "\n" else None
    start = dateline.end() if dateline else start
    while True:
        before = (start, end)
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and (text[end - 1] in _EDGE or (text[end - 1] == "." and not _abbreviation(text, start, end))):
            end -= 1
        if text.startswith(_COMPLEMENTISERS, start, end):
            start = text.index(" ", start)
        if (start, end) == before:
            break
    if not any(c.isalnum() for c in text[start:end]) or text[start:end].lower() in _FUNCTION_WORDS:
        return None
    return _balanced(text, start, end)


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """A span with the mark that closes a quotation begun in it, and without a mark that has no partner."""
    inner = text[start:end]
    for opening, closing in _MARKS.items():
        odd = inner.count('"') % 2 == 1 if opening == closing else inner.count(opening) > inner.count(closing)
        if odd and opening != "‘":
            at = text.find(closing, end, end + 3)
            if at >= 0 and not text[end:at].strip(".,!?"):
                return start, at + 1
            if inner.startswith(opening):
                return start + 1, end
            if inner.endswith(closing):
                return start, end - 1
    return start, end


def _abbreviation(text: str, start: int, end: int) -> bool:
    """Whether the last full stop belongs to its word ("U.S.", "Corp."): the sentence's own stop is then the same mark."""
    word = text[start : end - 1].rsplit(None, 1)[-1:]
    return bool(word) and ("." in word[0] or word[0] in ("Corp", "Inc", "Jr", "Sr", "Co", "Ltd"))


def pieces(page: Page, tokens: Iterable[int]) -> list[tuple[int, int]]:
    """Trimmed character spans of the contiguous runs of some tokens."""
    doc = page.doc
    runs: list[list[int]] = []
    for i in sorted(tokens):
        if runs and i == runs[-1][1] + 1:
            runs[-1][1] = i
        else:
            runs.append([i, i])
    spans = (trimmed(page.text, doc[a].idx, doc[b].idx + len(doc[b])) for a, b in runs)
    return [s for s in spans if s]
