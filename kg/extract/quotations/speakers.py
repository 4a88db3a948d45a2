"""Who speaks: the cluster of the words that name a quotation's speaker, made when there is none; "I" and "we" inside."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.document import Cluster, DocMention, Quotation, Reading
from kg.extract.quotations.authors import author_of, document_before, documents, measures, several_words
from kg.extract.quotations.cues import frames
from kg.extract.quotations.phrases import AGENTS, name_after, phrase_start
from kg.ontology import load

_FIRST_PERSON = frozenset({"i", "we"})
_TIMES = ("DATE", "TIME")
_MEMORY = 3  # speakers back
_PRONOUNS = {
    "he": ("m", ("Person",), "sing"),
    "she": ("f", ("Person",), "sing"),
    "it": (None, ("Organization", "Place"), "sing"),
    "they": (None, ("Group", "Organization"), "plur"),
}
_NOMINALS = ("NOUN", "PROPN", "NUM", "ADJ")


def settle(doc: Doc, read: Reading, quotations: list[Quotation]) -> None:
    """Give every quotation the cluster of its speaker, and every "I" and "we" in it too, in the order of the text."""
    before: list[int] = []
    previous: Quotation | None = None
    for quotation in sorted((q for q in quotations if q.source_head is not None), key=lambda q: q.source_head or 0):
        head = doc[quotation.source_head or 0]
        quotation.speaker = _cluster(doc, read, head)
        if previous is not None and previous.speaker is not None and _goes_on(doc, read, quotation, previous):
            same = _same_speaker(read, head, [previous.speaker])
            quotation.speaker = quotation.speaker if same is None else same
        elif quotation.speaker is None and head.pos_ == "PRON":
            quotation.speaker = _same_speaker(read, head, before)
        if quotation.speaker is not None:
            before.append(quotation.speaker)
        previous = quotation
    for quotation in sorted(quotations, key=lambda q: (q.content[0][0], -q.content[-1][1])):
        if quotation.direct and quotation.speaker is not None:
            _first_person(doc, read, quotation, quotations)
    for quotation in quotations:
        if quotation.speaker is None and quotation.source_head is not None:
            mention = read.mention_at(quotation.source_head)  # "I told them that ..." inside another's quotation
            quotation.speaker = mention.cluster if mention is not None and mention.kind == "pronoun" else None


def may_speak(doc: Doc, read: Reading, quotation: Quotation) -> bool:
    """Whether a claim's source is somebody or a writing: "the move signals that ..." and "the results show ..." are no claims.

    Of a noun of no known kind the cue tells: whatever *says* or *accuses* is somebody; what *shows*, what stands before a
    colon and what a participle is hung on may be a thing.
    """
    if quotation.source_head is None or (quotation.direct and quotation.cue is not None):
        return True
    if quotation.cue_token is not None and _of_free_relative(doc[quotation.cue_token]):
        return False
    source, cue = doc[quotation.source_head], doc[quotation.cue_token] if quotation.cue_token is not None else None
    lemma, type_ = source.lemma_.lower(), load().nouns.get(source.lemma_.lower())
    if source.pos_ != "NOUN" or lemma in documents():
        return True
    named = quotation.speaker is not None and read.clusters[quotation.speaker].named
    known = named or (type_ is not None and _is_agent(type_)) or lemma in several_words()
    evident = cue is not None and "thing" in frames(cue)
    if lemma in measures():
        return quotation.speaker is not None or not evident
    if evident or cue is None or cue.tag_ == "VBG" or source.ent_type_ in _TIMES:
        return known
    return quotation.speaker is not None and _is_agent(read.clusters[quotation.speaker].type)


def _of_free_relative(cue: Token) -> bool:
    """Whether a cue stands in "what he says is a need": there a thing is told of, and nothing is claimed."""
    clauses = (c for c in cue.rights if c.dep_ == "ccomp")
    return any(w.lower_ == "what" and w.dep_ == "nsubj" and w.i < cue.i for c in clauses for w in c.lefts)


def _is_agent(type_: str) -> bool:
    return any(load().is_a(type_, agent) for agent in AGENTS)


def _cluster(doc: Doc, read: Reading, head: Token, depth: int = 0) -> int | None:
    writing = _is_writing(read, head)
    author = author_of(head) if writing else _author_taken_up(head)
    if author is not None and depth < _MEMORY:
        return _cluster(doc, read, author, depth + 1)
    mention = _named_beside(doc, read, head) or read.mention_at(head.i)
    if mention is None and not writing:
        mention = _within(read, head) or _mention(doc, head)
    if mention is None or (writing and mention.type is not None and not _is_agent(mention.type)):
        return None
    if mention.cluster is None and mention.kind != "pronoun":
        if mention not in read.mentions:
            read.mentions.append(mention)
            read.mentions.sort(key=lambda m: (m.start, m.end))
        _new_cluster(doc, read, mention)
    if mention.kind == "pronoun" and mention.cluster is not None and not _is_agent(read.clusters[mention.cluster].type):
        return None  # "they" are no negotiations when they speak
    return mention.cluster


def _is_writing(read: Reading, head: Token) -> bool:
    """Whether a noun stands for a writing or a number, and is no name."""
    mention = read.mention_at(head.i)
    return head.lemma_.lower() in (documents().keys() | measures()) and (mention is None or mention.kind == "nominal")


def _author_taken_up(pronoun: Token) -> Token | None:
    """Who wrote what "it" takes up."""
    writing = document_before(pronoun)
    return author_of(writing) if writing is not None else None


def _goes_on(doc: Doc, read: Reading, quotation: Quotation, previous: Quotation) -> bool:
    """Whether a pronoun after its content goes on the claim right before: "Lee said no. Kim may, she said"."""
    if doc[quotation.source_head or 0].lower_ not in ("he", "she"):
        return False
    start = quotation.content[0][0]
    ends = [previous.content[-1][1], *(span[1] for span in (previous.cue, previous.source) if span)]
    follows = max(ends) <= start < doc[quotation.source_head or 0].idx
    return follows and not any(c.isalnum() for c in read.article.text[max(ends) : start])


def _same_speaker(read: Reading, pronoun: Token, before: list[int]) -> int | None:
    """The last speaker that a pronoun without antecedent can stand for; the pronoun becomes a mention of it."""
    kind = _PRONOUNS.get(pronoun.lower_)
    if kind is None:
        return None
    gender, types, number = kind
    recent = [i for i in reversed(before) if any(load().is_a(read.clusters[i].type, t) for t in types)]
    for cluster in (read.clusters[i] for i in recent[:_MEMORY]):
        genders = {m.gender for m in cluster.mentions if m.gender}
        if gender is None or not genders or gender in genders:
            mention = read.mention_at(pronoun.i)
            if mention is None:
                mention = DocMention(pronoun.i, pronoun.i + 1, pronoun.i, "pronoun", cluster.type, number, gender)
                read.mentions.append(mention)
                read.mentions.sort(key=lambda m: (m.start, m.end))
            _join(read, mention, cluster)
            return cluster.id
    return None


def _join(read: Reading, mention: DocMention, cluster: Cluster) -> None:
    if mention.cluster is not None:
        read.clusters[mention.cluster].mentions.remove(mention)
    mention.cluster, mention.type = cluster.id, cluster.type
    cluster.mentions.append(mention)
    cluster.mentions.sort(key=lambda m: (m.start, m.end))


def _named_beside(doc: Doc, read: Reading, head: Token) -> DocMention | None:
    """The name that an apposition gives, "its president, Rick Sandoval", or that follows an office, "President Ruto"."""
    own = read.mention_at(head.i)
    if own is not None and own.type == "Position" and own.end < len(doc):
        holder = read.mention_at(own.end)
        if holder is not None and holder.start == own.end and holder.type == "Person" and holder.kind == "name":
            return holder
    if head.pos_ != "NOUN" or head.tag_ == "NNS" or (own is not None and own.kind == "name" and own.type == "Person"):
        return None
    for token in head.subtree:
        if token.dep_ == "appos" and token.pos_ == "PROPN":
            named = read.mention_at(token.i)
            if named is not None and named.kind == "name" and named.type == "Person":
                return named
    following = name_after(head)
    named = read.mention_at(following[-1].i) if following else None
    return named if named is not None and named.kind == "name" and named.type == "Person" else None


def _within(read: Reading, head: Token) -> DocMention | None:
    """The name inside a body's noun phrase that has no mention of its own: "the Renewal party", "the Post newspaper"."""
    type_ = load().nouns.get(head.lemma_.lower())
    if type_ is None or not load().is_a(type_, "Organization"):
        return None
    for child in reversed(list(head.lefts)):
        if child.dep_ in ("compound", "nmod"):
            named = read.mention_at(child.i)
            if named is not None and named.kind == "name" and named.type and load().is_a(named.type, "Organization"):
                return named
    return None


def _mention(doc: Doc, head: Token) -> DocMention | None:
    """A nominal mention for a speaker that no component before has found; none for what cannot speak."""
    several = head.lower_ in several_words()
    if head.pos_ not in _NOMINALS and not several:
        return None
    type_ = load().nouns.get(head.lemma_.lower())
    if type_ is not None and not _is_agent(type_):
        return None
    plural = several or "Plur" in head.morph.get("Number", [])
    if plural or type_ in (None, "Group", "Position"):
        type_ = "Group" if plural else "Person"
    start = phrase_start(head)
    start += doc[start].pos_ == "DET" and start < head.i
    return DocMention(start, head.i + 1, head.i, "nominal", type_, "plur" if plural else "sing")


def _new_cluster(doc: Doc, read: Reading, mention: DocMention) -> None:
    cluster = Cluster(len(read.clusters), mention.type or "Person", mention.span(doc).text, [mention], mention.identifier)
    mention.cluster = cluster.id
    read.clusters.append(cluster)


def _first_person(doc: Doc, read: Reading, quotation: Quotation, quotations: list[Quotation]) -> None:
    for start, end in quotation.content:
        span = doc.char_span(start, end, alignment_mode="contract")
        for token in span if span is not None else ():
            if token.lower_ not in _FIRST_PERSON or _innermost_direct(quotations, token.idx) is not quotation:
                continue
            mention = read.mention_at(token.i)
            if mention is None or mention.end - mention.start > 1:
                mention = DocMention(token.i, token.i + 1, token.i, "pronoun", None, "sing" if token.lower_ == "i" else "plur")
                read.mentions.append(mention)
            if mention.cluster is None and quotation.speaker is not None:
                _join(read, mention, read.clusters[quotation.speaker])
    read.mentions.sort(key=lambda m: (m.start, m.end))


def _innermost_direct(quotations: list[Quotation], offset: int) -> Quotation | None:
    covering = [q for q in quotations if q.direct and any(a <= offset < b for a, b in q.content)]
    return min(covering, key=lambda q: sum(b - a for a, b in q.content), default=None)
