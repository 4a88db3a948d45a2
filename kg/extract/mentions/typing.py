"""What a name names: its authority, its own words, the recogniser, and the words beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg import ontology
from kg.extract.coreference.words import table as coreference_table
from kg.extract.mentions.described import described_types
from kg.extract.mentions.forms import by_form
from kg.extract.mentions.lexicon import head_type, words
from kg.extract.mentions.pieces import Piece, is_party_word, is_state, records
from kg.extract.mentions.runs import DASHES, dateline, opens

FORM, KNOWN, TITLE, CONTEXT, RECOGNISED = 4.0, 5.0, 3.0, 2.0, 1.0
LABELS = {"PERSON": "Person", "ORG": "Organization", "GPE": "City", "LOC": "Place", "FAC": "Facility", "LAW": "Law",
          "EVENT": "Event"}
PEOPLE = ("Person", "Position")
PLACE_TYPES = ("Country", "State", "County", "City", "Place")
PARTY_LETTERS = ("R", "D", "I")
LOCATING = ("in", "near", "across", "outside", "around", "throughout", "into")
PLACE_NOUNS = ("city", "town", "village", "township", "province", "county", "state", "island", "peninsula", "region",
               "neighborhood", "suburb", "archipelago")
STATE_OFFICES = ("governor", "governors", "senator", "senators")
LOCAL_HEADS = ("school", "mayor", "council", "councilman", "councilwoman", "residents", "police", "downtown", "suburb")


@dataclass(slots=True)
class Reading:
    """A piece with the types proposed for it, each with its weight, and an authority's identifier.

    ``guesses`` are the recogniser's and the like: many of them in one article weigh no more than one sure word. ``located``
    tells that a word of place stands before it.
    """

    piece: Piece
    text: str
    votes: dict[str, float] = field(default_factory=dict)
    guesses: dict[str, float] = field(default_factory=dict)
    identifier: str | None = None
    located: bool = False

    def add(self, kind: str | None, weight: float) -> None:
        """Count a vote."""
        if kind:
            tally = self.votes if weight >= CONTEXT else self.guesses
            tally[kind] = tally.get(kind, 0.0) + weight


def read(doc: Doc, piece: Piece) -> Reading:
    """Collect what tells the type of a piece."""
    reading = Reading(piece, piece.text(doc))
    reading.located = piece.start > 0 and doc[piece.start - 1].lower_ in LOCATING
    texts = [t.text for t in doc[piece.start : piece.end]]
    label = _label(doc, piece)
    form = by_form(texts)
    known = _by_authority(doc, reading)
    if known not in PLACE_TYPES or form not in PLACE_TYPES:  # the state of Rhode Island is no island
        reading.add("City" if form == "Place" and doc[piece.end - 1].ent_type_ == "GPE" else form, FORM)
    if piece.after_title and (not form or _place_like_surname(piece, form)):
        reading.add("Person", 2 * FORM if form else TITLE)
    if form and _surname_like(doc, piece, form, label):
        reading.add("Person", 2 * FORM)
    _by_context(doc, reading)
    reading.add(label, RECOGNISED / 2 if label == "Facility" and form is None else RECOGNISED)
    if not reading.votes and not reading.guesses:
        reading.add(_guess(doc, piece), RECOGNISED / 4)
    return reading


def _acronym(doc: Doc, piece: Piece) -> bool:
    return piece.end - piece.start == 1 and doc[piece.start].text.isupper() and len(doc[piece.start]) > 2


def _surname_like(doc: Doc, piece: Piece, form: str, label: str | None) -> bool:
    """``Nora Grant``: a first name and the recogniser tell of a person, though the last word is a deal's."""
    named = piece.end - piece.start == 2 and is_given_name(doc[piece.start])
    return named and label == "Person" and form in ("Law", "Agreement", "Facility", "Place", "Event")


def _guess(doc: Doc, piece: Piece) -> str | None:
    """What a name of which nothing else tells is likeliest to be."""
    if opens(doc[piece.start]) and doc[piece.start].pos_ != "PROPN":
        return None
    root = doc[piece.start : piece.end].root
    of_person = root.head.lower_ == "of" and root.head.head.ent_type_ == "PERSON"
    if _acronym(doc, piece):
        return "Organization"
    if root.dep_ == "pobj" and (of_person or root.head.lower_ in ("in", "near", "from")):
        return "City"
    after = _noun_after(root)
    if after is not None:
        return after
    if any(t.pos_ not in ("PROPN", "PUNCT") for t in doc[piece.start : piece.end]):
        return None
    return None if opens(doc[piece.start]) and piece.end - piece.start == 1 else "Organization"


def _place_like_surname(piece: Piece, form: str) -> bool:
    """``Mayor [Jo Park]``: after a title, a short name that ends like another thing's is a person's."""
    return piece.end - piece.start == 2 and form in ("Agreement", "City", "Event", "Facility", "Law", "Place")


def _noun_after(root: Token) -> str | None:
    """``the [Corvane] gas pipeline``, ``[Halden] border program``: the noun a name stands before."""
    if root.dep_ != "compound" or root.head.pos_ != "NOUN" or root.head.i < root.i:
        return None
    kind = ontology.load().nouns.get(root.head.lemma_.lower())
    return kind if kind in ("Operation", "Facility", "Law", "Agreement", "PoliticalParty", "NewsOrganization") else None


def _by_authority(doc: Doc, reading: Reading) -> str | None:
    """Count what the authorities know, and give the type they tell."""
    piece = reading.piece
    found = records(reading.text)
    if not found:
        reading.add(_local_branch(doc, piece), FORM)
        return None
    kinds = sorted({r.type for r in found})
    if len(kinds) > 1 and "State" in kinds and piece.start and doc[piece.start - 1].text == ",":
        found = tuple(r for r in found if r.type == "State")
    if "State" in kinds:
        found = tuple(r for r in found if r.type != "County")  # Guam is both
    best = next((r for r in found if r.type == "NewsOrganization"), found[0])
    reading.add(best.type, KNOWN)
    if len(found) == 1:
        reading.identifier = best.identifier
    return best.type


def _local_branch(doc: Doc, piece: Piece) -> str | None:
    """``Black Lives Matter Minnesota``, ``HSI Dallas``: a body's name or acronym before a place's is the body there."""
    last = piece.end - 1
    front = doc[piece.start : last]
    if not len(front) or not any(r.type in PLACE_TYPES for r in records(doc[last].text)):
        return None
    known = [r.type for r in records(front.text) if r.type not in PLACE_TYPES]
    acronym = len(front) == 1 and front.text.isupper() and len(front.text) > 2 and front.text.isalpha()
    return known[0] if known else "Organization" if acronym else None


def _by_context(doc: Doc, reading: Reading) -> None:
    """``Pat Lee, 34,``; ``Reno, Nev.``; ``in Reno``; ``Lee said``; ``the Herald``; ``(AP) —``."""
    piece = reading.piece
    before = doc[piece.start - 1] if piece.start else None
    after = doc[piece.end] if piece.end < len(doc) else None
    second = doc[piece.end + 1] if piece.end + 1 < len(doc) else None
    if after is not None and after.text == "," and second is not None:
        if second.like_num and second.text.isdigit() and len(second) == 2 and _closed(doc, piece.end + 2):
            reading.add("Person", CONTEXT * 2)
        if second.text[:1].isupper() and _is_state(doc, piece.end + 1) and not _is_state(doc, piece.start):
            reading.add("City", CONTEXT)
    if dateline(doc, piece.start) and before is not None and before.text != "(" and not records(piece.text(doc)):
        reading.add("City", FORM)
    if after is not None and after.lower_ == "party":
        reading.add("PoliticalParty", 2 * FORM)
    if after is not None and after.text == "," and second is not None and second.lower_ == "who":
        home = piece.start > 1 and before is not None and before.lower_ in ("of", "from")
        of_person = home and doc[piece.start - 2].ent_type_ == "PERSON"  # "Ann Lee of Elko, who"
        reading.add("City" if of_person else "Person", CONTEXT)
    if piece.end - piece.start > 1 and is_given_name(doc[piece.start]):
        reading.add("Person", CONTEXT)
    if _two_syllables(doc, piece) or _somebody(doc, piece):
        reading.add("Person", CONTEXT)
    reading.add(_noun_before(doc, piece), FORM)
    for told in described_types(doc, piece):
        narrower = any(told != kind and ontology.load().is_a(told, kind) for kind in reading.votes)
        reading.add(told, 2 * FORM if narrower else CONTEXT)
    if before is not None and before.lower_ in ("mr.", "mrs.", "ms.", "mr", "mrs", "ms", "dr."):
        reading.add("Person", CONTEXT)
    _by_news_words(doc, reading)
    _by_place_words(doc, reading)
    if _subject_of_saying(doc, piece) and piece.end - piece.start < 4:
        reading.add("Person", RECOGNISED / 2)


def _by_news_words(doc: Doc, reading: Reading) -> None:
    """``LAS VEGAS ([AP]) —``, ``May 3, 2021 ([RENO]) —``, ``[Courier] Staff Writer``."""
    piece = reading.piece
    around = [doc[i].text for i in (piece.start - 1, piece.end, piece.end + 1) if 0 <= i < len(doc)]
    if len(around) == 3 and around[:2] == ["(", ")"] and around[2] in DASHES:
        dated = piece.start > 1 and doc[piece.start - 2].text.isdigit()
        reading.add("City" if dated else "NewsOrganization", 2 * FORM)
    if piece.end + 1 < len(doc) and doc[piece.end].lower_ in ("staff", "reporter"):
        reading.add("NewsOrganization", CONTEXT)


def _by_place_words(doc: Doc, reading: Reading) -> None:
    """``Port Marlow Mayor``, ``the capital, Lomé``, ``in Kinston``: words that only places stand beside."""
    piece = reading.piece
    label = doc[piece.end - 1].ent_type_
    after = doc[piece.end] if piece.end < len(doc) else None
    before = doc[piece.start - 1] if piece.start else None
    if by_form([t.text for t in doc[piece.start : piece.end]]):
        return
    if after is not None and after.lower_ in ("province", "state") and not opens(after):
        reading.add("State", 8 * FORM if is_state(reading.text) else FORM)
    if before is not None and before.lower_ == "of" and piece.start > 1 and doc[piece.start - 2].lower_ == "province":
        reading.add("State", FORM)
    among_states = doc[piece.end : piece.end + 4].text.lower().split()
    if among_states[:1] == ["and"] and among_states[2:] == ["other", "states"] and any(
            r.type == "State" for r in records(reading.text)):
        reading.add("State", 2 * FORM)
    of_office = before is not None and before.lower_ in ("of", "from") and piece.start > 1 and (
        doc[piece.start - 2].lower_ in STATE_OFFICES)
    if of_office or any(doc[piece.end : piece.end + n].text in words("state_bodies") for n in (1, 2, 3)):
        reading.add("State", 4 * FORM if is_state(reading.text) else 0)
    owned = doc[piece.end + 1].lower_ if piece.end + 1 < len(doc) and after is not None and after.tag_ == "POS" else ""
    if label == "GPE" and owned in words("national_nouns"):
        reading.add("Country", FORM)
    if before is not None and before.text == "," and piece.start > 1 and dateline(doc, piece.start - 2) and label == "GPE":
        reading.add("Country", CONTEXT)
    if after is not None and after.lower_ in LOCAL_HEADS and not after.is_sent_start:
        reading.add("City", CONTEXT)
    if before is not None and before.lower_ == "in" and not piece.text(doc).isupper() and label not in ("LOC", "FAC"):
        reading.add("City", 1.5 * RECOGNISED)
    if before is not None and before.text == "-" and piece.start > 1 and doc[piece.start - 2].text in PARTY_LETTERS:
        reading.add("City", CONTEXT)
    if doc[piece.start].text in PARTY_LETTERS and after is not None and after.text == "-":
        reading.add("PoliticalParty", FORM)
    apposed = before is not None and before.text == "," and piece.start > 1
    if apposed and doc[piece.start - 2].text in ("capital", "city", "town"):
        reading.add("City", CONTEXT * 2)


def _closed(doc: Doc, i: int) -> bool:
    return i < len(doc) and doc[i].text in (",", ".", ";", ")", "?")


def _is_state(doc: Doc, i: int) -> bool:
    for length in (3, 2, 1):
        if i + length <= len(doc) and any(r.type in ("State", "Country") for r in records(doc[i : i + length].text)):
            return True
    return False


def _subject_of_saying(doc: Doc, piece: Piece) -> bool:
    root = doc[piece.end - 1]
    return root.dep_ == "nsubj" and root.head.lemma_ in words("saying_verbs")


def _label(doc: Doc, piece: Piece) -> str | None:
    """The recogniser's label of the piece's words, when most of them have one."""
    if piece.end - piece.start == 1 and is_party_word(doc[piece.start].text):
        return "PoliticalParty"
    labels = [t.ent_type_ for t in doc[piece.start : piece.end] if t.ent_type_ in LABELS]
    if 2 * len(labels) < piece.end - piece.start:
        return None
    if _acronym(doc, piece) and labels[-1] in ("GPE", "PERSON") and not dateline(doc, piece.start):
        return "Organization"
    return LABELS[labels[-1]]


def is_given_name(token: Token) -> bool:
    """Whether a word is a given name that the lists know."""
    return token.lower_ in coreference_table("first_names") or token.lower_ in words("given_names")


def _two_syllables(doc: Doc, piece: Piece) -> bool:
    """``Han [Soo-jin]``: a surname and a given name of two syllables, the second written small."""
    tokens = doc[piece.start : piece.end]
    return 3 < len(tokens) < 6 and tokens[-2].text == "-" and tokens[-1].text.isalpha() and tokens[-1].text.islower() and (
        not tokens[-2].whitespace_ and tokens[-3].text.istitle())


def _somebody(doc: Doc, piece: Piece) -> bool:
    """Whether a name and surname stand after what somebody is, or before whose somebody is.

    ``the developer [Harlan Roe]``, ``[Mujtaba Raman] of the Eurasia Group``.
    """
    before, of, after = (doc[i] if 0 <= i < len(doc) else None for i in (piece.start - 1, piece.end, piece.end + 1))
    if piece.end - piece.start not in (2, 3) or not doc[piece.start : piece.end].text.istitle():
        return False
    if before is not None and before.tag_ == "NN" and before.text.islower():
        return ontology.load().nouns.get(before.lemma_) in PEOPLE
    if of is None or of.text != "of" or after is None:
        return False
    body = after.i + 1 if after.text == "the" else after.i
    end = body
    while end < len(doc) and doc[end].text[:1].isupper():
        end += 1
    return end > body + 1 and head_type([t.text for t in doc[body:end]]) in ("Organization", "NewsOrganization")


def _noun_before(doc: Doc, piece: Piece) -> str | None:
    """``the public broadcaster [KRV]``, ``the city of [Lawrence]``, ``the nonprofit [Puentes]``."""
    at = piece.start - 1
    if at > 0 and doc[at].lower_ == "of" and doc[at - 1].lower_ in PLACE_NOUNS:
        return ontology.load().nouns.get(doc[at - 1].lower_)
    if at < 0 or doc[at].pos_ != "NOUN" or doc[at].tag_ == "NNS" or not doc[at].text.islower():
        return None
    kind = ontology.load().nouns.get(doc[at].lemma_)
    return kind if kind in ("Organization", "NewsOrganization", "City", "Country", "State") else None
