"""What the ontology defines: classes, relations, and the frames by which words evoke relations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from kg.model import Modality, Polarity

POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
MODALITIES: tuple[Modality, ...] = get_args(Modality)

Shape = Literal["circle", "square", "triangle", "diamond", "hexagon", "pentagon"]
Line = Literal["solid", "dashed", "dotted"]
SHAPES: tuple[Shape, ...] = get_args(Shape)
LINES: tuple[Line, ...] = get_args(Line)


@dataclass(frozen=True, slots=True)
class EntityType:
    """A class of entities. ``parents`` are the local names of its wider classes, nearest first.

    ``nouns`` are lemmas of common nouns whose phrases denote a member ("killing" an Event); ``spacy_labels`` the labels
    of spaCy's entity recogniser that may become it; ``sole_nouns`` those of offices that one person at a time holds.
    ``color`` and ``shape`` are how its members look in pictures.
    """

    name: str
    label: str
    definition: str
    parents: tuple[str, ...]
    nouns: frozenset[str]
    spacy_labels: frozenset[str]
    color: str = "#777777"
    shape: Shape = "circle"
    sole_nouns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Frame:
    """Words that evoke a relation, and where its arguments stand.

    ``verbs``, ``nouns``, ``adjectives`` are lemmas (a verb may have a particle: ``pull out``); ``mention_types`` evoke the
    frame by a mention of an entity of that type. ``subject`` and ``object`` are argument roles in order of preference
    (see :class:`kg.document.Predicate`). ``requires`` maps a role to the lemmas one of which must fill it
    ("take into custody"). ``count`` is the role whose number counts. ``subject_types`` and ``object_types`` narrow the
    relation's domain and range. ``polarity`` and ``modality`` are what the words themselves bring. ``without`` are roles
    that must be empty. ``makes`` is the type of the event that the words themselves tell of, as the role ``self``.
    ``excepts`` are nouns that do not evoke it though their mention's type would.
    ``except_types`` are classes that neither subject nor object may have. ``subject_words`` are lemmas by one of which the
    subject must be known somewhere in the article ("judge", "court"); ``except_subject_words`` by none.
    ``forbids`` maps a role to lemmas none of which may fill it. A ``fallback`` counts only where the words evoke nothing else.
    ``when_negated`` is the relation that the negated words evoke instead ("is not a success" criticises).
    """

    name: str
    relation: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    mention_types: frozenset[str]
    subject: tuple[str, ...]
    object: tuple[str, ...]
    requires: Mapping[str, frozenset[str]]
    count: tuple[str, ...]
    subject_types: frozenset[str]
    object_types: frozenset[str]
    polarity: Polarity | None
    modality: Modality | None
    without: frozenset[str]
    makes: frozenset[str]
    excepts: frozenset[str]
    when_negated: str | None
    except_types: frozenset[str] = frozenset()
    subject_words: frozenset[str] = frozenset()
    except_subject_words: frozenset[str] = frozenset()
    fallback: bool = False
    forbids: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relation:
    """A property between entities, with the types it relates.

    A ``speech_act`` (praise, criticism, a call) is done by saying: said by its own subject, it is a fact of the article.
    ``contrary`` are relations that cannot hold between the same two at the same time. ``infinitive`` are the words between
    subject and object in a sentence, with the verb bare: "hold the office of". ``inverse`` reads from object to
    subject: "held by".
    """

    name: str
    label: str
    definition: str
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool
    speech_act: bool
    contrary: frozenset[str] = frozenset()
    infinitive: str | None = None
    inverse: str | None = None
