"""What the components of ``kg.extract`` leave on a Doc, counted in tokens: the contract between them.

``doc._.kg`` is one :class:`Reading`. Each component reads what stands before it and fills its own field:

=================  ==========================  =====================================================
component          fills                       from
=================  ==========================  =====================================================
kg_entities        ``mentions`` (names)        spaCy's entities, authorities, patterns, document vote
kg_nominals        ``mentions`` (the others)   noun phrases and pronouns
kg_coreference     ``clusters``                mentions
kg_quotations      ``quotations``              quotation marks, cues, clusters
kg_frames          ``predicates``              the dependency parse
kg_relations       ``candidates``              predicates, mentions, the ontology's frames
=================  ==========================  =====================================================
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from kg.model import Article, Interval, MentionKind, Modality, Polarity, Quantity


@dataclass(slots=True, eq=False)
class DocMention:
    """Tokens ``start`` to ``end`` (exclusive) that name or refer to an entity.

    The span of a name is the name alone: no title, article or possessive. The span of a nominal runs from its first
    modifier (without the determiner) to the last token of what tells the entity apart. ``head`` is the token index of
    the syntactic head. ``number`` is ``sing`` or ``plur``; ``gender`` is ``m``, ``f`` or None. ``identifier`` is an
    authority's. ``proper`` tells of a nominal that it is a people's or a camp's name: ``the Rohingya``.
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    type: str | None
    number: str | None = None
    gender: str | None = None
    identifier: str | None = None
    cluster: int | None = None
    proper: bool = False

    def span(self, doc: Doc) -> Span:
        """Give the mention as a spaCy span."""
        return doc[self.start : self.end]


@dataclass(slots=True, eq=False)
class Cluster:
    """Mentions of one entity in one article. ``id`` is its index in ``Reading.clusters``."""

    id: int
    type: str
    name: str
    mentions: list[DocMention] = field(default_factory=list)
    identifier: str | None = None

    @property
    def named(self) -> bool:
        """Whether any mention is a name."""
        return any(m.kind == "name" for m in self.mentions)

    @property
    def proper(self) -> bool:
        """Whether any mention is a name, or a people's or a camp's."""
        return any(m.kind == "name" or m.proper for m in self.mentions)


@dataclass(slots=True, eq=False)
class Quotation:
    """One act of saying. All spans are character offsets (start, end) into ``doc.text``.

    ``source_head`` is the token index of the head of the words that name the speaker; ``speaker`` a cluster id.
    ``cue_token`` is the token index of the cue's head. ``direct`` says that the content stands in quotation marks.
    """

    content: list[tuple[int, int]]
    cue: tuple[int, int] | None = None
    cue_token: int | None = None
    source: tuple[int, int] | None = None
    source_head: int | None = None
    speaker: int | None = None
    direct: bool = False


@dataclass(slots=True, eq=False)
class Predicate:
    """A verb, noun or adjective with its arguments: role name -> indices of the argument's head tokens.

    Roles: ``agent`` (who does; passive ``by``; a noun's possessor), ``patient`` (whom; passive subject; a noun's ``of``),
    ``recipient``, ``attribute``, ``self`` (the token itself), and every preposition by its lower-case lemma (``from``,
    ``with``, ``against``); ``modal``, ``perfect`` and ``passive`` are a verb's auxiliaries. Coordinated arguments are
    listed one by one, in order.
    ``clauses`` maps ``xcomp``, ``ccomp``, ``advcl``... to the head tokens of dependent clauses, ``acl`` to a noun's;
    ``under`` to the word that governs an infinitive, ``bidden`` to the same where its subject is another's, ``main``
    to the verb beside a participle, and ``held`` to the verb whose object a noun is.
    """

    token: int
    lemma: str
    pos: str
    particle: str | None = None
    passive: bool = False
    arguments: dict[str, list[int]] = field(default_factory=dict)
    clauses: dict[str, list[int]] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Candidate:
    """A statement read from a predicate, before the document's own view of it is settled.

    ``subject`` and ``object`` are mentions. ``trigger`` is the token index that evoked ``frame``.
    ``evidence`` are character offsets. ``roles`` are those that subject and object fill, ``evoked_by`` the part of speech
    of the trigger, or ``MENTION`` for a construction of names. ``title_fact`` marks facts of titles and appositions,
    which are the article's own.
    """

    subject: DocMention
    predicate: str
    object: DocMention
    trigger: int
    frame: str
    evidence: tuple[int, int]
    roles: tuple[str, str] = ("agent", "patient")
    evoked_by: str = "VERB"
    title_fact: bool = False
    polarity: Polarity = "positive"
    modality: Modality = "actual"
    attributed_to: int | None = None
    quantity: Quantity | None = None
    valid_time: Interval | None = None
    confidence: float = 0.5


@dataclass(slots=True, eq=False)
class Reading:
    """All that the components have read so far of one article.

    ``together`` is the :class:`kg.extract.coordination.Coordination` that ``kg_frames`` leaves for ``kg_relations``; ``titled``
    are the tokens of lines in title case, once they are known.
    """

    article: Article
    mentions: list[DocMention] = field(default_factory=list)
    clusters: list[Cluster] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    predicates: list[Predicate] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    together: object = None
    titled: frozenset[int] | None = None

    def mention_at(self, token: int) -> DocMention | None:
        """Give the mention whose head is this token, else the smallest that covers it."""
        best: DocMention | None = None
        for mention in self.mentions:
            if mention.head == token:
                return mention
            covers = mention.start <= token < mention.end
            if covers and (best is None or mention.end - mention.start < best.end - best.start):
                best = mention
        return best

    def mentions_by_token(self) -> dict[int, DocMention]:
        """Give what ``mention_at`` gives, for every token that has a mention."""
        found: dict[int, DocMention] = {}
        for mention in self.mentions:
            found.setdefault(mention.head, mention)
        for mention in sorted(self.mentions, key=lambda m: m.end - m.start):
            for token in range(mention.start, mention.end):
                found.setdefault(token, mention)
        return found

    def cluster_of(self, mention: DocMention) -> Cluster | None:
        """Give the cluster a mention belongs to."""
        return None if mention.cluster is None else self.clusters[mention.cluster]


def reading(doc: Doc) -> Reading:
    """Give the Reading of a Doc, made from its text alone when the Doc came from outside this package."""
    if doc._.kg is None:
        doc._.kg = Reading(Article(id="doc", text=doc.text))
    value: Reading = doc._.kg
    return value


def characters(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Give the character offsets of tokens ``start`` to ``end`` (exclusive)."""
    last: Token = doc[end - 1]
    return doc[start].idx, last.idx + len(last)


if not Doc.has_extension("kg"):
    Doc.set_extension("kg", default=None)
