"""The ontology, loaded once: what can be said, and which words say it.

Everything comes from the Turtle files of ``ontology/``; a term that is not defined there raises.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import OntologyError, UnknownTermError
from kg.terms import LINES, MODALITIES, POLARITIES, SHAPES, EntityType, Frame, Line, Relation

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
KG = "https://w3id.org/newskg/ontology#"

FOLDER_VARIABLE = "NEWSKG_ONTOLOGY"
GREY = "#777777"
COLOR = re.compile(r"#[0-9A-F]{6}")

T = TypeVar("T")

@dataclass(frozen=True)
class Ontology:
    """Types, relations and frames by local name; immutable.

    ``colors`` and ``lines`` are how statements of a polarity or relation, and of a modality, look in pictures.
    """

    types: Mapping[str, EntityType]
    relations: Mapping[str, Relation]
    frames: tuple[Frame, ...]
    colors: Mapping[str, str]
    lines: Mapping[str, Line]
    prefixes: Mapping[str, str]
    files: tuple[Path, ...] = field(repr=False)

    def type(self, name: str) -> EntityType:
        """Give a class; raises UnknownTermError when the ontology does not define it.

        >>> load().type("County").parents
        ('Place', 'Agent', 'Entity')
        """
        return _term(self.types, name, "type")

    def relation(self, name: str) -> Relation:
        """Give a relation; raises UnknownTermError when the ontology does not define it."""
        return _term(self.relations, name, "relation")

    def is_a(self, narrow: str, wide: str) -> bool:
        """Whether every ``narrow`` is a ``wide``.

        >>> load().is_a("Agency", "Organization"), load().is_a("Place", "City")
        (True, False)
        """
        return narrow == wide or wide in self.type(narrow).parents

    def fits(self, name: str, allowed: Collection[str]) -> bool:
        """Whether a type is one of ``allowed`` or narrower than one of them."""
        return name in allowed or any(wide in allowed for wide in self.type(name).parents)

    def accepts(self, relation: str, subject_type: str, object_type: str) -> bool:
        """Whether the relation may hold between entities of these types.

        >>> load().accepts("holdsPosition", "Person", "Position"), load().accepts("kills", "Law", "Person")
        (True, False)
        """
        r = self.relation(relation)
        return self.fits(subject_type, r.domain) and self.fits(object_type, r.range)

    @cached_property
    def nouns(self) -> Mapping[str, str]:
        """Lemma of a common noun -> the type its phrases denote."""
        return MappingProxyType({noun: t.name for t in self.types.values() for noun in sorted(t.nouns)})


def _term(terms: Mapping[str, T], name: str, kind: str) -> T:
    try:
        return terms[name]
    except KeyError:
        raise UnknownTermError(f"no such {kind}: {name!r}", valid="one of " + ", ".join(sorted(terms))) from None


def folder() -> Path:
    """Where the ontology's files lie: inside the installed package, or beside it in a checkout.

    The environment variable ``NEWSKG_ONTOLOGY`` names another folder: a copy with relations of one's own.
    """
    own = os.environ.get(FOLDER_VARIABLE)
    if own:
        if not Path(own).is_dir():
            raise OntologyError(f"no folder {own!r}", where=FOLDER_VARIABLE, valid="a copy of the ontology's folder")
        return Path(own)
    here = Path(__file__).parent
    for candidate in (here / "_ontology", here.parent / "ontology"):
        if candidate.is_dir():
            return candidate
    raise OntologyError("the ontology's files are missing", where=str(here))


@cache
def load(path: Path | None = None) -> Ontology:
    """Load the ontology from a folder of Turtle files, by default the package's own.

    Parameters
    ----------
    path : Path, optional
        A folder; every ``*.ttl`` below it but ``shapes.ttl`` is read.

    Raises
    ------
    OntologyError
        When a file cannot be parsed, or terms contradict each other; names file and line.
    """
    root = path or folder()
    files = tuple(sorted(p for p in root.rglob("*.ttl") if p.name != "shapes.ttl"))
    return _Reader(files).ontology()


class _Reader:
    """Reads Turtle files into an :class:`Ontology`."""

    def __init__(self, files: tuple[Path, ...]) -> None:
        self.files = files
        self.store = ox.Store()
        self.prefixes: dict[str, str] = {}
        for file in files:
            try:
                parser = ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=KG)
                self.store.extend(parser)
                self.prefixes.update(parser.prefixes)
            except (SyntaxError, OSError) as error:
                raise OntologyError(f"cannot read the ontology: {error}", where=str(file)) from error

    def ontology(self) -> Ontology:
        classes = (self._type(name) for name in self._instances(OWL + "Class"))
        types = {t.name: t for t in classes if "Entity" in (t.name, *t.parents)}
        properties = self._instances(OWL + "ObjectProperty")
        relations = {name: self._relation(name) for name in properties if self._one(name, KG + "isRelation")}
        frames = tuple(self._frame(n) for n in self._instances(KG + "Frame"))
        colors: dict[str, str] = {name: self._color(name) or GREY for name in POLARITIES}
        colors |= {name: color for name in relations if (color := self._color(name))}
        lines: dict[str, Line] = {name: self._value(name, "line", LINES) or LINES[0] for name in MODALITIES}
        ontology = Ontology(MappingProxyType(types), MappingProxyType(relations), frames, MappingProxyType(colors),
                            MappingProxyType(lines), MappingProxyType(dict(sorted(self.prefixes.items()))), self.files)
        _check(ontology)
        return ontology

    def _instances(self, kind: str) -> list[str]:
        quads = self.store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(kind), None)
        names = (q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode))
        return sorted(name.removeprefix(KG) for name in names if name.startswith(KG))

    def _values(self, name: str, predicate: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        subject = ox.NamedNode(KG + name)
        objects = [q.object for q in self.store.quads_for_pattern(subject, ox.NamedNode(predicate), None, None)]
        return sorted((o for o in objects if not isinstance(o, ox.Triple)), key=lambda o: o.value)

    def _one(self, name: str, predicate: str) -> str | None:
        values = self._values(name, predicate)
        return values[0].value if values else None

    def _words(self, name: str, predicate: str) -> frozenset[str]:
        """The words a term has, those of lists that it names among them."""
        return frozenset(word for v in self._values(name, predicate) for word in self._spelt_out(v))

    def _spelt_out(self, words: ox.NamedNode | ox.BlankNode | ox.Literal) -> frozenset[str]:
        """The words of a ``kg:WordList``; a word itself."""
        if isinstance(words, ox.Literal):
            return frozenset((words.value,))
        name = words.value.removeprefix(KG)
        found = frozenset(v.value for v in self._values(name, KG + "word") if isinstance(v, ox.Literal))
        if not found:
            raise OntologyError(f"no list of words {name!r}", valid="a word, or a kg:WordList with kg:word")
        return found

    def _value(self, name: str, predicate: str, allowed: tuple[T, ...]) -> T | None:
        value = self._one(name, KG + predicate)
        for one in allowed:
            if one == value:
                return one
        if value is not None:
            raise OntologyError(f"{name!r} has kg:{predicate} {value!r}", valid="one of " + ", ".join(map(str, allowed)))
        return None

    def _names(self, name: str, predicate: str) -> frozenset[str]:
        return frozenset(n for v in self._values(name, predicate) for n in self._members(v))

    def _members(self, node: ox.NamedNode | ox.BlankNode | ox.Literal) -> Iterator[str]:
        """The class itself, or the classes of an anonymous union."""
        if isinstance(node, ox.NamedNode):
            yield node.value.removeprefix(KG)
        elif isinstance(node, ox.BlankNode):
            for quad in self.store.quads_for_pattern(node, ox.NamedNode(OWL + "unionOf"), None, None):
                yield from self._list(quad.object)

    def _list(self, node: object) -> Iterator[str]:
        while isinstance(node, ox.BlankNode):
            first = next(self.store.quads_for_pattern(node, ox.NamedNode(RDF + "first"), None, None)).object
            if isinstance(first, ox.NamedNode):
                yield first.value.removeprefix(KG)
            node = next(self.store.quads_for_pattern(node, ox.NamedNode(RDF + "rest"), None, None)).object

    def _type(self, name: str) -> EntityType:
        ancestors = self._ancestors(name)
        colors = (color for one in (name, *ancestors) if (color := self._color(one)))
        shapes = (shape for one in (name, *ancestors) if (shape := self._value(one, "shape", SHAPES)))
        return EntityType(name, self._one(name, RDFS + "label") or name, self._one(name, SKOS + "definition") or "",
                          ancestors, self._words(name, KG + "noun"), self._words(name, KG + "spacyLabel"),
                          next(colors, GREY), next(shapes, SHAPES[0]), self._words(name, KG + "soleNoun"))

    def _color(self, name: str) -> str | None:
        color = self._one(name, KG + "color")
        if color is not None and not COLOR.fullmatch(color):
            raise OntologyError(f"{name!r} has kg:color {color!r}", valid="# and six hexadecimal digits")
        return color

    def _ancestors(self, name: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        queue = [name]
        while queue:
            for parent in sorted(self._names(queue.pop(0), RDFS + "subClassOf")):
                if parent not in found and "://" not in parent:
                    found[parent] = None
                    queue.append(parent)
        return tuple(found)

    def _relation(self, name: str) -> Relation:
        kinds = {v.value for v in self._values(name, RDF + "type")}
        return Relation(name, self._one(name, RDFS + "label") or name, self._one(name, SKOS + "definition") or "",
                        self._names(name, RDFS + "domain"), self._names(name, RDFS + "range"),
                        OWL + "SymmetricProperty" in kinds, self._one(name, KG + "isSpeechAct") == "true",
                        self._names(name, KG + "contraryTo"), self._one(name, KG + "infinitive"),
                        self._one(name, KG + "inverseLabel"))

    def _frame(self, name: str) -> Frame:
        relations = sorted(self._names(name, KG + "evokes"))
        if len(relations) != 1:
            raise OntologyError(f"frame {name!r} evokes {len(relations)} relations", valid="exactly one kg:evokes")
        return Frame(
            name, relations[0],
            self._words(name, KG + "verb"), self._words(name, KG + "nominal"), self._words(name, KG + "adjective"),
            self._names(name, KG + "mentionType"),
            self._roles(name, "subjectRole", "agent"), self._roles(name, "objectRole", "patient"),
            self._requirements(name, "requires"), self._roles(name, "countRole", ""),
            self._names(name, KG + "subjectType"), self._names(name, KG + "objectType"),
            self._value(name, "bringsPolarity", POLARITIES), self._value(name, "bringsModality", MODALITIES),
            self._words(name, KG + "withoutRole"), self._names(name, KG + "makes"),
            self._words(name, KG + "exceptNominal") | self._words(name, KG + "exceptVerb"),
            next(iter(sorted(self._names(name, KG + "whenNegated"))), None), self._names(name, KG + "exceptType"),
            self._words(name, KG + "subjectWord"), self._words(name, KG + "exceptSubjectWord"),
            self._one(name, KG + "isFallback") == "true", self._requirements(name, "forbids"))

    def _roles(self, name: str, predicate: str, default: str) -> tuple[str, ...]:
        """Roles apart by blanks; a preposition of two words is written with an underscore."""
        return tuple(role.replace("_", " ") for role in (self._one(name, KG + predicate) or default).split())

    def _requirements(self, name: str, term: str) -> Mapping[str, frozenset[str]]:
        required: dict[str, frozenset[str]] = {}
        for text in self._words(name, KG + term):
            role, separator, words = text.partition("=")
            if not separator:
                raise OntologyError(f"frame {name!r} {term} {text!r}", valid="role=lemma,lemma")
            required[role.strip()] = frozenset(w.strip() for w in words.split(","))
        return MappingProxyType(dict(sorted(required.items())))


def _check(ontology: Ontology) -> None:
    """Every name that one part of the ontology uses is defined in another."""
    for relation in ontology.relations.values():
        if not (relation.domain and relation.range):
            raise OntologyError(f"relation {relation.name!r} has no domain or no range")
        for name in relation.domain | relation.range:
            ontology.type(name)
        for name in relation.contrary:
            ontology.relation(name)
    for frame in ontology.frames:
        for name in {frame.relation, frame.when_negated or frame.relation}:
            ontology.relation(name)
        for name in frame.mention_types | frame.subject_types | frame.object_types | frame.makes | frame.except_types:
            ontology.type(name)
        if not (frame.verbs or frame.nouns or frame.adjectives or frame.mention_types):
            raise OntologyError(f"frame {frame.name!r} has no words",
                                valid="kg:verb, kg:nominal, kg:adjective or kg:mentionType")
