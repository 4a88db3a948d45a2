"""The component ``kg_relations``: predicates and mentions -> candidate statements, as the ontology's frames say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.document import Candidate, DocMention, Predicate, Reading, characters, reading
from kg.extract.asides import aside
from kg.extract.confidence import confidence
from kg.extract.constructions import construction
from kg.extract.embedding import demanders
from kg.extract.events import join_events
from kg.extract.evocation import ANY, Evocations, Evoked, evocations
from kg.extract.fillers import Fillers
from kg.extract.qualifiers import Qualified, qualifiers
from kg.extract.quotations import innermost
from kg.extract.sifting import CONTEXT, sifted
from kg.extract.times import time_of
from kg.extract.wordlists import words
from kg.model import Interval, Polarity, Quantity
from kg.ontology import Ontology, load
from kg.terms import Frame, Relation

EVENTIVE = frozenset({"Agreement", "Event", "Law", "LegalCase", "Operation"})  # what a noun tells of may not be so
COUNTED = frozenset({"Group", "Event", "LegalCase"})
BELONGING = frozenset({"memberOf", "partOf", "relativeOf"})  # told in a noun phrase, they are the article's own word
UNCOUNTED = frozenset({"announces", "directs", "enacts", "ends", "proposes"})  # of one thing, however many have a part in it
ASKING = ("under.agent", "bidden.agent")  # whose deed is the word above: "did not ask them to leave"


@Language.component("kg_relations")
def kg_relations(doc: Doc) -> Doc:
    """Fill ``candidates`` of the Doc's Reading."""
    read = reading(doc)
    reader = RelationReader(doc, read, load(), evocations())
    fallbacks = frozenset(f.name for f in load().frames if f.fallback)
    read.candidates = sifted(read, list(reader.candidates()), fallbacks)
    join_events(doc, read)
    for candidate in read.candidates:
        candidate.confidence = confidence(doc, read, candidate)
    return doc


Filled = tuple[str, list[DocMention]]  # a role, and the mentions that fill it


class RelationReader:
    """Matches one article's predicates against the frames."""

    def __init__(self, doc: Doc, read: Reading, ontology: Ontology, evoked: Evocations) -> None:
        self.doc, self.read, self.ontology, self.evoked = doc, read, ontology, evoked
        self.fillers = Fillers(doc, read)
        self.by_token = {p.token: p for p in read.predicates}
        self._qualified: dict[int, Qualified] = {}
        self._times: dict[int, Interval | None] = {}

    def candidates(self) -> Iterator[Candidate]:
        """All candidate statements, in the order of the words that evoke them."""
        by_token = self.by_token
        for predicate in self.read.predicates:
            for frame in self._given(predicate, self.evoked.by_words(predicate)):
                yield from self._match(predicate, frame)
        for mention in list(self.read.mentions):
            frames = self.evoked.by_mention(self.fillers.type_of(mention))
            if frames and mention.kind != "pronoun":
                predicate = construction(self.doc, self.read, mention, by_token.get(mention.head), self.fillers.together)
                for frame in self._given(predicate, frames):
                    yield from self._match(predicate, frame)

    @staticmethod
    def _given(predicate: Predicate, evoked: Iterable[Evoked]) -> list[Frame]:
        """The frames for whose subject and object the predicate may have words; most have none and are passed over."""
        roles = predicate.arguments.keys() | predicate.clauses.keys()
        return [frame for frame, needs in evoked if not any(map(roles.isdisjoint, needs))]

    def _match(self, predicate: Predicate, frame: Frame) -> Iterator[Candidate]:
        if not self._allows(predicate, frame):
            return
        relation = self.ontology.relation(frame.relation)
        (subject_role, subjects), (object_role, objects) = self._both(predicate, frame, relation)
        mutual = relation.symmetric and subject_role == object_role
        for subject in subjects:
            for object_ in objects:
                if mutual and subject.start > object_.start:  # said once of both: "Lee and Park met"
                    continue
                if subject.cluster != object_.cluster and self._accepts(frame, subject, object_):
                    candidate = self._candidate(predicate, frame, (subject, object_), (subject_role, object_role))
                    if self._is_own_word(candidate, subjects):
                        candidate.attributed_to = None
                    yield candidate

    def _both(self, predicate: Predicate, frame: Frame, relation: Relation) -> tuple[Filled, Filled]:
        """Subject and object with their roles; the event that a verb tells of only when the other end is known."""
        ends = [(frame.subject, frame.subject_types or relation.domain), (frame.object, frame.object_types or relation.range)]
        own_first = bool(frame.makes) and "self" in frame.subject
        if own_first:
            ends.reverse()
        first = self._filled(predicate, frame, *ends[0])
        second = self._filled(predicate, frame, *ends[1]) if first[1] else ("", [])
        return (second, first) if own_first else (first, second)

    def _allows(self, predicate: Predicate, frame: Frame) -> bool:
        if predicate.lemma in frame.excepts:
            return False
        for role, lemmas in frame.requires.items():
            if role in CONTEXT:
                continue
            heads = self._heads(predicate, role)
            anything = ANY in lemmas and bool(heads)
            if not anything and not any(lemma in lemmas for i in heads for lemma in self._lemmas(i)):
                return False
        for role, lemmas in frame.forbids.items():
            if any(lemma in lemmas for i in self._heads(predicate, role) for lemma in self._lemmas(i)):
                return False
        return not any(predicate.arguments.get(role) for role in frame.without)

    def _lemmas(self, token: int) -> list[str]:
        """A word's lemma, the sign before a sum of money, and what a number counts: "45 of the 90 seats"."""
        word = self.doc[token]
        lemma = word.lemma_.lower()
        counts = word.pos_ == "NUM" or lemma in words("transparent_nouns.txt")
        counted = [o.lemma_.lower() for p in word.rights if counts and p.lower_ == "of" for o in p.children]
        return [lemma, *counted, *(c.text for c in word.lefts if c.tag_ == "$")]

    def _accepts(self, frame: Frame, subject: DocMention, object_: DocMention) -> bool:
        types = [t for t in (self.fillers.type_of(subject), self.fillers.type_of(object_)) if t is not None]
        if len(types) < 2 or not self.ontology.accepts(frame.relation, types[0], types[1]):
            return False
        if frame.fallback and any(self.doc[m.head].lower_ in words("conversation.txt") for m in (subject, object_)):
            return False
        if frame.subject_words and not self.fillers.known_as(subject, frame.subject_words):
            return False
        excepted = bool(frame.except_types) and any(self.ontology.fits(name, frame.except_types) for name in types)
        return not (excepted or self.fillers.known_as(subject, frame.except_subject_words))

    def _filled(self, predicate: Predicate, frame: Frame, roles: Iterable[str], types: Collection[str]) -> Filled:
        """The first role that has any mention of the right type, and its mentions."""
        for role in roles:
            found = [m for choices in self._role(predicate, frame, role) for m in self._fitting(choices, types)]
            if found:
                return role, found
        return "", []

    def _fitting(self, choices: Iterable[list[DocMention]], types: Collection[str]) -> list[DocMention]:
        """The first choice with any mention of the right type."""
        for choice in choices:
            found = [m for m in choice if self._fits(m, types)]
            if found:
                return found
        return []

    def _fits(self, mention: DocMention, types: Collection[str]) -> bool:
        name = self.fillers.type_of(mention)
        return name is not None and self.ontology.fits(name, types)

    def _role(self, predicate: Predicate, frame: Frame, role: str) -> Iterator[list[list[DocMention]]]:
        """For each argument in a role, the mentions that may fill it. A path ``xcomp.patient`` goes through a clause."""
        if role == "speaker":
            speaker = self._speaker(predicate.token)
            if speaker is not None:
                yield [self.fillers.of_cluster(speaker, predicate.token)]
        elif role in CONTEXT:
            yield [[m] for m in self.fillers.before(predicate.token, role, frame.requires.get(role))]
        elif role == "self" and predicate.pos == "VERB":
            yield [[self._event(predicate, frame, t)] for t in sorted(frame.makes)]
        elif role.endswith(".self") and frame.makes:
            for index in self._heads(predicate, role.removesuffix(".self")):
                yield [[self.fillers.event(index, t)] for t in sorted(frame.makes)]
        elif role == "self" and predicate.pos == "MENTION":
            yield [self.fillers.direct(predicate.token)]
        else:
            for index in self._heads(predicate, role):
                yield self.fillers.choices(index)

    def _event(self, predicate: Predicate, frame: Frame, type_: str) -> DocMention:
        """The event a verb tells of; where the verb alone would not say what was done, with its object: "opened fire"."""
        partial = ANY not in frame.requires.get("patient", {ANY}) or predicate.lemma in words("general_verbs.txt")
        heads = predicate.arguments.get("patient", []) if partial else []
        last = self._end_of(heads[0]) if heads else None
        return self.fillers.event(predicate.token, type_, last if last and self._holds(predicate.token, heads[0]) else None)

    def _end_of(self, noun: int) -> int:
        """The last word of a noun's phrase without clauses or asides: "hundreds of bags of rice"."""
        last = noun
        for child in self.doc[noun].rights:
            if child.dep_ != "prep" or child.i != last + 1:
                break
            last = child.right_edge.i
        return last

    def _holds(self, verb: int, object_: int) -> bool:
        """Whether nothing but the words of its object stands between a verb and its object."""
        return verb < object_ and all(self.doc[object_].is_ancestor(t) for t in self.doc[verb + 1 : object_])

    def _heads(self, predicate: Predicate, role: str) -> list[int]:
        first, _, rest = role.partition(".")
        if first == "elsewhere":
            return [i for p in self._told_elsewhere(predicate) for i in self._heads(p, rest)]
        heads = predicate.arguments.get(first) or predicate.clauses.get(first, [])
        if not rest:
            return heads
        inner = [self.by_token[i] for i in heads if i in self.by_token]
        return [i for p in inner for i in self._heads(p, rest)]

    def _told_elsewhere(self, predicate: Predicate) -> list[Predicate]:
        """The words of the other mentions of what a noun refers to: the suit that is "the suit against them" elsewhere."""
        mention = self.read.mention_at(predicate.token)
        cluster = self.read.cluster_of(mention) if mention is not None else None
        heads = [m.head for m in cluster.mentions if m is not mention] if cluster is not None else []
        return [self.by_token[i] for i in heads if i in self.by_token]

    def _speaker(self, token: int) -> int | None:
        quotation = innermost(self.read, self.doc[token].idx)
        return None if quotation is None else quotation.speaker

    def _candidate(self, predicate: Predicate, frame: Frame, arguments: tuple[DocMention, DocMention],
                   roles: tuple[str, str]) -> Candidate:
        subject, object_ = arguments
        equated = roles[1].startswith("equals")  # "they will be agents of ICE" is told by its verb
        structural = predicate.pos == "MENTION" and not equated
        told = not structural or frame.mention_types <= EVENTIVE
        own = predicate.pos != "VERB" and frame.relation in BELONGING and not equated
        speaker = self._speaker(predicate.token) if told and not own and not aside(self.doc[predicate.token]) else None
        asking = predicate.clauses.get(roles[0].removesuffix(".agent")) if roles[0] in ASKING else None
        teller = self.doc[predicate.token].head.i if equated else asking[0] if asking else predicate.token
        qualified = self._qualifiers(teller) if told else Qualified()
        modal = frame.modality or qualified.modality
        if speaker is None and told and modal == "demanded":
            speaker = self._demander(teller)
        counted = [m for m, role in zip(arguments, roles, strict=True) if not (structural or role.endswith(".poss"))]
        polar: Polarity = frame.polarity or qualified.polarity
        evoked = frame.relation
        if polar == "negative" and frame.when_negated:
            evoked, polar = frame.when_negated, "positive"
        return Candidate(
            subject, evoked, object_, predicate.token, frame.name,
            self._evidence(predicate.token, subject, object_), roles=roles, evoked_by=predicate.pos, title_fact=structural,
            polarity=polar,
            modality=modal,
            attributed_to=speaker, quantity=self._count(predicate, frame, counted),
            valid_time=None if structural else self._time(teller))

    def _is_own_word(self, candidate: Candidate, subjects: Iterable[DocMention]) -> bool:
        """Whether praise, a call and the like stands in the words of those who give it, as they give it."""
        if candidate.attributed_to is None or not self.ontology.relation(candidate.predicate).speech_act:
            return False
        verb = self.doc[candidate.trigger]  # "I thanked her" and "I did not seek it" tell of the past
        told = candidate.roles[0] != "speaker" and "VBD" in (verb.tag_, *(c.tag_ for c in verb.lefts if c.dep_ == "aux"))
        return not told and candidate.attributed_to in {m.cluster for m in subjects}

    def _demander(self, token: int) -> int | None:
        """Who asks for what is demanded, as far as it is somebody who can ask."""
        found = (m for t in demanders(self.doc[token]) for choice in self.fillers.choices(t.i)[:1] for m in choice)
        return next((m.cluster for m in found if self._fits(m, ("Agent",))), None)

    def _qualifiers(self, token: int) -> Qualified:
        """How the words qualify what a token tells of; read once, whatever frames it evokes."""
        if token not in self._qualified:
            self._qualified[token] = qualifiers(self.doc[token])
        return self._qualified[token]

    def _time(self, token: int) -> Interval | None:
        """When what a token tells of holds; read once, whatever frames it evokes."""
        if token not in self._times:
            self._times[token] = time_of(self.doc[token], self.read.article.published, self._qualifiers(token).modality)
        return self._times[token]

    def _count(self, predicate: Predicate, frame: Frame, groups: Iterable[DocMention]) -> Quantity | None:
        """The number of the frame's counted role, else of a Group that takes part."""
        heads = [i for role in frame.count for i in predicate.arguments.get(role, [])]
        places = [self.doc[m.head] for m in groups]
        own = {t.i: 0 for t in places}
        for t in places:  # "300 Guard soldiers", "$4 to one and $5 to the other"
            own.setdefault(t.head.i, 1)
            own.setdefault(t.head.head.i, 1)
        last = max((t.i for t in places), default=0)
        heads.sort(key=lambda i: (own.get(i, 2), last - i if frame.relation == "funds" and i < last else 0))
        if frame.relation not in UNCOUNTED:
            heads += [m.head for m in groups if m.kind == "nominal" and self.fillers.type_of(m) in COUNTED]
        return next((q for i in heads if (q := self.fillers.number(i))), None)

    def _evidence(self, trigger: int, subject: DocMention, object_: DocMention) -> tuple[int, int]:
        """The words from the first to the last of trigger, subject and object, within the trigger's sentence."""
        sentence = self.doc[trigger].sent
        tokens = [trigger]
        for mention in (subject, object_):
            if sentence.start <= mention.start and mention.end <= sentence.end:
                tokens += [mention.start, mention.end - 1]
        return characters(self.doc, min(tokens), max(tokens) + 1)
