"""Which mentions fill an argument: the token's own, or those seen through a word that only stands for them."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.document import Cluster, DocMention, Reading
from kg.extract.coordination import Coordination
from kg.extract.lists import members, people_from
from kg.extract.neighbours import describes_too
from kg.extract.quantities import number_of
from kg.extract.wordlists import words
from kg.model import Quantity

DEEPEST = 2
LONGEST_TITLE = 6
DESCRIBING = ("Position", "PoliticalParty")  # in apposition to a person they only say who it is: "Lee, a Democrat who met them"
REGIONS = ("area", "province", "region", "state", "territory")
EDGES = ("center", "centre", "coast", "edge", "heart", "outskirt", "outskirts", "shore", "water", "waters")
PLACES = ("City", "Country", "County", "Place", "State")


class Fillers:
    """Finds the mentions that fill argument slots of one article."""

    def __init__(self, doc: Doc, read: Reading) -> None:
        self.doc, self.read = doc, read
        self.together = read.together if isinstance(read.together, Coordination) else Coordination(doc, read)
        self._events: dict[int, DocMention] = {}
        self._at = read.mentions_by_token()
        self._known: dict[frozenset[str] | None, list[DocMention]] = {}
        self._choices: dict[int, list[list[DocMention]]] = {}

    def type_of(self, mention: DocMention) -> str | None:
        """The type of the entity a mention belongs to."""
        cluster = self.read.cluster_of(mention)
        return cluster.type if cluster else None

    def at(self, token: int, depth: int = 0) -> list[DocMention]:
        """The mentions that fill a slot headed by a token: its own, or those its word stands for."""
        return self.direct(token) or self._through(token, depth)

    def direct(self, token: int) -> list[DocMention]:
        """The mention that a token heads or lies in."""
        mention = self._at.get(token)
        return [mention] if mention is not None and mention.cluster is not None else []

    def _through(self, token: int, depth: int = 0) -> list[DocMention]:
        """The mentions behind a word that only stands for them: "a number of counties", "the mayor's efforts"."""
        if depth > DEEPEST:
            return []
        word = self.doc[token]
        partitive = word.lemma_.lower() in words("transparent_nouns.txt") or word.pos_ == "NUM"
        wanted = ("prep",) if partitive else ("poss",)
        if not partitive and word.lemma_.lower() not in words("conduct_nouns.txt"):
            return []
        for child in word.children:
            if child.dep_ in wanted and (child.dep_ == "poss" or child.lower_ in ("of", "from", "with")):
                inner = [child] if child.dep_ == "poss" else [c for c in child.children if c.dep_ == "pobj"]
                found = [m for t in inner for c in self.together.conjuncts(t) for m in self.at(c.i, depth + 1)]
                if found:
                    return found
        return []

    def choices(self, token: int) -> list[list[DocMention]]:
        """The mentions that may fill a slot headed by a token, best first: its own, then those in apposition to it.

        An office or party in apposition to a person ("Mossman, the senator who leads the panel") stands for the person.
        """
        if token not in self._choices:
            self._choices[token] = self._read_choices(token)
        return self._choices[token]

    def _read_choices(self, token: int) -> list[list[DocMention]]:
        own, word = self.direct(token), self.doc[token]
        one_of = self._one_of(word)
        if one_of:
            return [[m for t in one_of for m in self.at(t.i)]]
        instead = self._standing_in(own[0], word) if own else []
        if word.lemma_.lower() in words("conduct_nouns.txt"):
            instead = instead or self._through(token)
        if instead:
            return [instead, own]
        apposed = self._apposed(word)
        if own and self.type_of(own[0]) in DESCRIBING and any(self.type_of(m) == "Person" for m in apposed):
            return [apposed, own]
        if own and own[0].kind == "name":
            return [own, apposed]  # "they are Labor's Bo Chan": he does not stand for his party
        return [own, apposed, self._through(token)]

    def _standing_in(self, mention: DocMention, word: Token) -> list[DocMention]:
        """Who is meant where the parser or the words take another."""
        return self._holder(mention) or self._nearer(mention) or self._spelt(mention) or self._sender(mention, word)

    def _holder(self, office: DocMention) -> list[DocMention]:
        """The person whose name an office stands right before, where the parser takes the office: "*Auditor* Ann Lee met"."""
        if self.type_of(office) != "Position":
            return []
        ahead = (self._at.get(i) for i in range(office.end, office.end + LONGEST_TITLE))
        person = next((m for m in ahead if m is not None and m.kind == "name" and self.type_of(m) == "Person"), None)
        gap = self.doc[office.end : person.start] if person is not None else None
        return [person] if person is not None and gap is not None and (not len(gap) or describes_too(gap)) else []

    def _apposed(self, word: Token) -> list[DocMention]:
        """The mentions in apposition to a word, and those it is equated with: "the winners were Lee and Chan"."""
        linked = [c.i for c in word.children if c.dep_ == "appos"] + ([word.head.i] if word.dep_ == "appos" else [])
        listed = self.together.expand(linked) if word.tag_ in ("NNS", "NNPS") else linked  # "the members, Ann Lee and Bo Kim,"
        found = [m for i in listed for m in self.at(i)]
        return found + self._equated(word.head) if word.dep_ == "nsubj" and word.head.lemma_ == "be" else found

    def _spelt(self, mention: DocMention) -> list[DocMention]:
        """Those whom a list spells a group out as: "three banks — [A, B and C] — signed"."""
        return [m for i in members(self.doc, self.read, mention, whole=True) for m in self.direct(i)]

    def _sender(self, mention: DocMention, word: Token) -> list[DocMention]:
        """The body that sent personnel, in whose place they act."""
        return self._body(word) if self._personnel(mention) else []

    def _nearer(self, mention: DocMention) -> list[DocMention]:
        """The place that is meant where the parser takes another: [Reno], Nevada; the [Tyrol] region; the coast of [Kent]."""
        last = mention.start - 1
        if mention.kind == "name" and self.type_of(mention) in ("State", "Country") and last > 0 and self.doc[last].text == ",":
            before = self.direct(last - 1)
            return [m for m in before if m.end == last and m.kind == "name" and self.type_of(m) in ("City", "County")]
        if mention.kind == "nominal" and last >= 0 and self.doc[mention.head].lemma_.lower() in REGIONS:
            return [m for m in self.direct(last) if m.kind == "name" and self.type_of(m) in PLACES]
        if mention.kind == "nominal" and self.doc[mention.head].lemma_.lower() in EDGES:
            whole = (o for p in self.doc[mention.head].rights if p.lower_ == "of" for o in p.children if o.dep_ == "pobj")
            return [m for o in whole for m in self.direct(o.i) if self.type_of(m) in PLACES]
        return []

    def _equated(self, verb: Token) -> list[DocMention]:
        """Whom "the winners" means in "the winners were Lee and Chan", as the parser reads it or as the words list them."""
        equated = [t for c in verb.children if c.dep_ == "attr" for t in self.together.conjuncts(c)]
        found = [m for t in equated for m in self.at(t.i)]
        return found + [m for m in people_from(self.doc, self.together.items, verb.i + 1) if m not in found]

    def _one_of(self, word: Token) -> list[Token]:
        """Whom "those" means in "Lee was among those arrested" and "Among those arrested was Lee"."""
        if word.dep_ != "pobj" or word.head.lower_ != "among" or word.head.head.lemma_ != "be" or word.pos_ == "PROPN":
            return []
        named = [c for c in word.head.head.children if c.dep_ in ("nsubj", "attr") and c.i != word.i]
        return [t for c in named for t in self.together.conjuncts(c)]

    def _personnel(self, mention: DocMention) -> bool:
        return mention.kind == "nominal" and self.doc[mention.head].lemma_.lower() in words("personnel_nouns.txt")

    def _body(self, word: Token) -> list[DocMention]:
        """The body that sent them: in "agents from the FBI" the FBI acts."""
        preps = [c for c in word.children if c.dep_ == "prep" and c.lower_ in ("from", "of", "with")]
        heads = [o for p in preps for c in p.children if c.dep_ == "pobj" for o in self.together.conjuncts(c)]
        return [m for t in heads for m in self.at(t.i) if self.type_of(m) in ("Agency", "Organization")]

    def before(self, token: int, scope: str, lemmas: frozenset[str] | None) -> list[DocMention]:
        """Names and nominals before a token, nearest first: of the article (``topic``) or the paragraph (``local``).

        Those known by one of the lemmas that stand after it, in its sentence if the scope is the paragraph, come last.
        """
        first = self._paragraph(token) if scope == "local" else 0
        last = token if not lemmas else self.doc[token].sent.end if scope == "local" else len(self.doc)
        found = [m for m in self._known_by(lemmas) if first <= m.start and m.end <= last and not m.start <= token < m.end]
        return [m for m in found if m.end <= token][::-1] + [m for m in found if m.start > token]

    def _known_by(self, lemmas: frozenset[str] | None) -> list[DocMention]:
        """Names and nominals of what is anywhere called by one of these words, in order; read once for each list of words."""
        if lemmas not in self._known:
            known = [m for m in self.read.mentions if m.kind != "pronoun" and m.cluster is not None]
            called = {m.cluster for m in known if lemmas is None or any(t.lemma_.lower() in lemmas for t in m.span(self.doc))}
            self._known[lemmas] = [m for m in known if m.cluster in called]
        return self._known[lemmas]

    def _paragraph(self, token: int) -> int:
        """The first token of a token's paragraph."""
        while token > 0 and "\n" not in self.doc[token - 1].text:
            token -= 1
        return token

    def known_as(self, mention: DocMention, lemmas: frozenset[str]) -> bool:
        """Whether the article calls an entity by one of these words, as a mention's head or a title before it."""
        if not lemmas or mention.cluster is None:
            return False
        mentions = self.read.clusters[mention.cluster].mentions
        return any(self.doc[i].lemma_.lower() in lemmas for m in mentions for i in (m.head, max(0, m.start - 1)))

    def of_cluster(self, cluster: int, near: int) -> list[DocMention]:
        """The mention of an entity that stands nearest to a token."""
        mentions = self.read.clusters[cluster].mentions
        return sorted(mentions, key=lambda m: (abs(m.head - near), m.start))[:1]

    def event(self, token: int, type: str, last: int | None = None) -> DocMention:
        """The event that a verb tells of, made once: its mention is the verb with its particle, or up to a ``last`` token."""
        standing = self._at.get(token)
        if standing is not None and standing.head == token and standing.cluster is not None:
            return standing
        if token not in self._events:
            end = last + 1 if last is not None and last > token else token + 1 + self._has_particle(token)
            mention = DocMention(token, end, token, "nominal", type, "sing", cluster=len(self.read.clusters))
            name = self.doc[token].lemma_ if type == "Position" else self.doc[token:end].text  # "who chairs the board"
            self.read.clusters.append(Cluster(len(self.read.clusters), type, name, [mention]))
            self.read.mentions.append(mention)
            self.read.mentions.sort(key=lambda m: (m.start, m.end))
            self._events[token] = mention
            self._at = self.read.mentions_by_token()
            for made in self._events.values():  # "clear *camps*": the camps are not what is told of the camps
                for inside in (i for i in range(made.start, made.end) if i != made.head and self._at[i] is made):
                    del self._at[inside]
            self._choices.clear()
            self._known.clear()
        return self._events[token]

    def number(self, token: int) -> Quantity | None:
        """The number that counts a word, or those whom it takes up: "sent 30 troopers and will have *them* back"."""
        word = self.doc[token]
        mention = self.read.mention_at(token) if word.lower_ in ("they", "them") else None
        cluster = self.read.cluster_of(mention) if mention is not None else None
        before = [m for m in cluster.mentions if word.sent.start <= m.start < token] if cluster is not None else []
        return number_of(self.doc[before[-1].head] if before else word)

    def _has_particle(self, token: int) -> bool:
        """Whether a verb goes with the word after it: "stepped down", "stay away"."""
        if token + 1 >= len(self.doc):
            return False
        after = self.doc[token + 1]
        return after.head.i == token and (after.dep_ == "prt" or after.lower_ in words("particles.txt"))
