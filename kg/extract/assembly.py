"""A Doc that all components have read -> the article's Extraction."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.document import Candidate, Cluster, DocMention, Quotation, Reading, characters, reading
from kg.extract.quantities import number_of
from kg.model import Claim, Entity, Extraction, Mention, Quantity, Span, Statement

TOPICS = ("Agreement", "Event", "Law", "LegalCase", "Operation")
PAPERS = ("brief", "motion")
OFTEN = 3  # mentions that are no pronouns


def assemble(doc: Doc) -> Extraction:
    """Turn a Doc's Reading into records: entities that are named or needed, statements, claims."""
    read = reading(doc)
    spoken, ids = _spoken(doc), entity_ids(read)
    statements: dict[tuple[str, str, str], Statement] = {}
    for candidate in read.candidates:
        statement = _statement(candidate, ids)
        if statement and statement.subject != statement.object:
            key = (statement.subject, statement.predicate, statement.object)
            old = statements.get(key)
            if old is None or _rank(statement) < _rank(old):
                statements[key] = statement
    return Extraction(
        article=read.article,
        entities=tuple(_entity(doc, read.clusters[c], id, spoken) for c, id in ids.items()),
        statements=tuple(statements.values()),
        claims=tuple(_claim(q, ids) for q in read.quotations),
    )


def entity_ids(read: Reading) -> dict[int, str]:
    """The local id of each cluster that becomes an entity.

    That is what is named, what a statement or claim needs, and the deeds, laws and cases an article comes back to.
    """
    used = {m.cluster for c in read.candidates for m in (c.subject, c.object) if m.cluster is not None}
    used |= {q.speaker for q in read.quotations if q.speaker is not None}
    kept = (c for c in read.clusters if c.proper or c.id in used or _is_topic(c))
    return {c.id: f"e{n}" for n, c in enumerate(kept, 1)}


def _is_topic(cluster: Cluster) -> bool:
    """Whether an article speaks of a thing often; papers filed in a case are told of by what they ask for."""
    told = [m for m in cluster.mentions if m.kind != "pronoun"]
    return cluster.type in TOPICS and len(told) >= OFTEN and not cluster.name.lower().endswith(PAPERS)


def _rank(statement: Statement) -> tuple[bool, bool, int]:
    """The article's own word before a speaker's, actual before the other modalities, a number before "dozens" and none."""
    number = statement.quantity
    return (statement.attributed_to is not None, statement.modality != "actual",
            2 if number is None else int(number.approximate and number.minimum is not None))


def _spoken(doc: Doc) -> set[int]:
    """Head tokens of the mentions by which a statement or a quotation reaches its entities."""
    read = reading(doc)
    heads = {m.head for c in read.candidates for m in (c.subject, c.object)}
    sources = [q.source for q in read.quotations if q.source]
    offsets = {m.head: doc[m.head].idx for m in read.mentions} if sources else {}
    return heads | {head for head, offset in offsets.items() if any(start <= offset < end for start, end in sources)}


def _entity(doc: Doc, cluster: Cluster, id: str, spoken: set[int]) -> Entity:
    """Names and nominals that refer; of the pronouns only those that a reader needs to follow a statement or a quotation."""
    office = cluster.type == "Position"
    told = (m for m in cluster.mentions if m.kind != "pronoun" or (m.head in spoken and not _follows(doc[m.head])))
    idle = (_tells_kind, _acts_out, _is_within)
    mentions = [_mention(doc, m, office) for m in told if not any(is_idle(doc, m, cluster) for is_idle in idle)]
    return Entity(id=id, type=cluster.type, name=cluster.name, identifier=cluster.identifier, count=_count(doc, cluster),
                  mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end))))


def _follows(pronoun: Token) -> bool:
    """Whether a pronoun leans on a noun beside it, and no reader needs it: ``his office``, ``the clerk, who``."""
    return pronoun.tag_ in ("WP", "WP$", "WDT")


def _tells_kind(doc: Doc, mention: DocMention, cluster: Cluster) -> bool:
    """Whether a nominal beside a name only says what the name names, and refers to nothing by itself.

    ``the city of Lawrence``, ``the Renewal party``, ``the news agency Reuters``; ``the Port Council, a trade group``;
    ``Lee was a teacher``.
    """
    if mention.kind != "nominal":
        return False
    names = [m for m in cluster.mentions if m.kind == "name"]
    starts, ends = {m.start for m in names}, {m.end for m in names}
    of = mention.end + 1 in starts and doc[mention.end].lower_ == "of"
    first = min(doc[mention.head].left_edge.i, mention.start)
    indefinite = doc[first].lower_ in ("a", "an")
    apposed = doc[first - 1 : first].text == "," and first - 1 in ends
    article = indefinite and (apposed or doc[mention.head].dep_ == "attr")
    return of or article or mention.end in starts or mention.start in ends


def _acts_out(doc: Doc, mention: DocMention, cluster: Cluster) -> bool:
    """Whether a verb tells an event that a noun tells too: ``he died`` beside ``his death``."""
    nouns = (m for m in cluster.mentions if m.kind != "pronoun" and doc[m.head].pos_ != "VERB")
    return mention.kind == "nominal" and doc[mention.head].pos_ == "VERB" and any(nouns)


def _is_within(_doc: Doc, mention: DocMention, cluster: Cluster) -> bool:
    """Whether a nominal is part of a longer mention: ``a coalition of [nine mayors]``."""
    return mention.kind == "nominal" and any(
        m.start <= mention.start and mention.end <= m.end for m in cluster.mentions if m is not mention)


def _count(doc: Doc, cluster: Cluster) -> Quantity | None:
    """How many a Group has, as the first mention that counts them says."""
    if cluster.type != "Group":
        return None
    return next((number for m in cluster.mentions if (number := number_of(doc[m.head])) is not None), None)


def _mention(doc: Doc, mention: DocMention, office: bool) -> Mention:
    """The words of a mention; those of an office name it."""
    start, end = characters(doc, mention.start, mention.end)
    return Mention(start=start, end=end, kind="name" if office and mention.kind == "nominal" else mention.kind)


def _statement(c: Candidate, ids: dict[int, str]) -> Statement | None:
    subject, object_ = ids.get(_id(c.subject)), ids.get(_id(c.object))
    if subject is None or object_ is None:
        return None
    return Statement(subject=subject, predicate=c.predicate, object=object_, polarity=c.polarity, modality=c.modality,
                     attributed_to=None if c.attributed_to is None else ids.get(c.attributed_to),
                     quantity=c.quantity, valid_time=c.valid_time, evidence=(Span(*c.evidence),),
                     confidence=c.confidence, frame=c.frame)


def _id(mention: DocMention) -> int:
    return -1 if mention.cluster is None else mention.cluster


def _claim(q: Quotation, ids: dict[int, str]) -> Claim:
    return Claim(speaker=None if q.speaker is None else ids.get(q.speaker), cue=Span(*q.cue) if q.cue else None,
                 content=tuple(Span(*c) for c in q.content), source=Span(*q.source) if q.source else None, direct=q.direct)
