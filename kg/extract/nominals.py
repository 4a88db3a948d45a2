"""The component ``kg_nominals``: phrases and pronouns that may refer to an entity without naming it.

A phrase whose last noun is one of the ontology's nouns denotes a member of that class; a plural of people, places or
bodies denotes a Group; a singular of people a Person. What refers to nothing that a statement needs is dropped later.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg import ontology
from kg.document import DocMention, reading
from kg.extract.camps import camps
from kg.extract.mentions import lexicon
from kg.extract.mentions.headlines import headline_tokens
from kg.extract.wordlists import rows, words

LONGEST_NOUN = 3
GROUPED = ("Person", "Group", "Position", "Agency", "Organization", "NewsOrganization", "PoliticalParty", "County", "City",
           "State", "Country")
BODIES = ("Agency", "Organization", "NewsOrganization", "PoliticalParty")
LEFT_OUT = ("DT", "PDT", "PRP$", "WP$", "WDT", "POS")
MODIFIERS = ("amod", "compound", "nummod", "nmod", "quantmod", "advmod", "npadvmod", "conj", "cc")
MODIFYING = ("amod", "compound", "nmod", "poss")
NO_PEOPLE = ("DATE", "TIME", "MONEY", "PERCENT", "ORDINAL")
OFFICES = ("job", "position", "post", "seat")  # one is an office, several are nobody
ABSTRACT = ("Organization", "Place")  # of these, a bare singular is no one: "build trust", "in place"
ANYONE = ("people", "persons", "individuals")
COUNTERS = ("dozens", "hundreds", "thousands", "scores", "others")


@Language.component("kg_nominals")
def kg_nominals(doc: Doc) -> Doc:
    """Add nominal and pronoun mentions to the Doc's Reading."""
    read = reading(doc)
    taken = {i for m in read.mentions for i in range(m.start, m.end)}
    known = camps(doc, taken)
    read.mentions += known
    taken |= {i for m in known for i in range(m.start, m.end)}
    titles = headline_tokens(doc)  # where a noun cannot be told from a name before it
    for token in doc:
        if token.i in taken:
            continue
        mention = _pronoun(token) or _numbered(token) or _nominal(token, taken, titles)
        if mention is not None:
            read.mentions.append(mention)
    read.mentions.sort(key=lambda m: (m.start, m.end))
    return doc


@cache
def pronouns() -> Mapping[str, tuple[str | None, str | None]]:
    """Pronoun -> number and gender."""
    return {word: (number.strip("-") or None, gender.strip("-") or None) for word, number, gender in rows("pronouns.tsv")}


def _pronoun(token: Token) -> DocMention | None:
    features = pronouns().get(token.lower_)
    if features is None or token.pos_ not in ("PRON", "DET"):
        return None
    return DocMention(token.i, token.i + 1, token.i, "pronoun", None, *features)


def _numbered(token: Token) -> DocMention | None:
    """A number that stands for people, told by what is done to them: "injured about 40", "charged the other 11"."""
    if token.pos_ != "NUM" or token.ent_type_ in NO_PEOPLE or token.dep_ not in ("nsubj", "nsubjpass", "dobj", "conj"):
        return None
    verb = token.head.head if token.dep_ == "conj" else token.head
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if verb.lemma_.lower() not in words("verbs_of_people.txt") or following in ("%", "percent", "-", "million", "billion"):
        return None
    if any(c.lower_ == "of" and any(o.pos_ not in ("PRON", "DET") for o in c.children) for c in token.rights):
        return None  # "11 of the protesters" are told by the noun
    start = token.left_edge.i
    while start < token.i and (token.doc[start].dep_ == "det" or token.doc[start].is_punct):
        start += 1
    return DocMention(start, token.i + 1, token.i, "nominal", "Group", "plur")


def _nominal(token: Token, taken: set[int], titles: frozenset[int]) -> DocMention | None:
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    modifies = token.dep_ == "compound" and _end(token, taken) == token.i + 1 and not _before_office(token, taken)
    if modifies or _is_month(token) or _in_phrase(token) or _is_told_with(token) or (
            token.i > 1 and _whole(token.doc[token.i - 2]) == token.i + 1):
        return None
    plural = token.tag_ in ("NNS", "NNPS") or (token.tag_ == "NNP" and _lemma(token) != token.lower_)
    people = _people(token)
    kind = "Group" if people else noun_type(token)
    if kind is None or (plural and token.lemma_.lower() in OFFICES) or _anyone(token) or _no_thing(token, kind):
        return None
    if kind in GROUPED and plural and token.lower_ != "police":
        kind = "Group"
    elif kind == "Group" and not plural and not people and token.lower_ not in words("collective_nouns.txt"):
        kind = "Person"
    start = token.i if token.i in titles else _start(token, taken)
    if people and token.doc[start].lower_ == "one":  # "one Kurd" is of the people
        start = token.i
    pair = _pair(token)
    end = pair.i + 1 if pair is not None else _told_by_deed(token) if kind == "Law" else _whole(token)
    return DocMention(start, end or _end(token, taken), token.i, "nominal", kind, "plur" if plural else "sing", proper=people)


def _whole(token: Token) -> int | None:
    """Where a noun's phrase ends whose last word is no thing besides: ``a memorandum of understanding``."""
    doc, after = token.doc, token.i + 1
    if after + 1 >= len(doc) or doc[after].lower_ != "of" or _in_phrase(token):
        return None
    phrase = f"{_lemma(token)} {doc[after : after + 2].text.lower()}"
    return after + 2 if phrase in ontology.load().nouns else None


def _told_by_deed(token: Token) -> int | None:
    """Where a law's phrase ends that only says what is done under it: ``a policy of fining firms``."""
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    deed = next((c for c in following.children if c.dep_ == "pcomp" and c.tag_ == "VBG"), None)
    if following.lower_ != "of" or following.head != token or deed is None:
        return None
    return next((c.i + 1 for c in deed.rights if c.dep_ == "dobj"), deed.i + 1)


def _pair(token: Token) -> Token | None:
    """The second of two bare plurals that are told as one: ``towns and villages``."""
    if token.tag_ != "NNS" or token.i + 2 >= len(token.doc) or token.nbor().lower_ != "and":
        return None
    other = token.nbor(2)
    if other.dep_ != "conj" or other.head != token or any(c.dep_ == "conj" for c in other.rights):
        return None
    bare = all(t.tag_ == "NNS" and noun_type(t) in GROUPED and all(c.tag_ in LEFT_OUT for c in t.lefts) for t in (token, other))
    return other if bare else None


def _people(token: Token) -> bool:
    """Whether a word is a people's name: ``the Rohingya``, ``North Koreans``."""
    if token.dep_ in MODIFYING or not token.text[:1].isupper():
        return False
    return token.lower_ in lexicon.words("peoples") or (token.tag_ == "NNPS" and token.ent_type_ == "NORP")


def _is_told_with(token: Token) -> bool:
    """Whether a noun is one of two modifiers, ``[county] and local inspectors``, or the second of a pair."""
    modifies = token.dep_ in ("amod", "nmod") and any(c.dep_ == "conj" and c.pos_ == "ADJ" for c in token.rights)
    return modifies or (token.dep_ == "conj" and _pair(token.head) == token)


def _anyone(token: Token) -> bool:
    """Whether *people* are anyone at all: "hold people", but not "64 people", "urged people to leave"."""
    bare = token.lower_ in ANYONE and not any(c.dep_ in ("nummod", "amod", "compound", "poss", "det") for c in token.lefts)
    asked = any(c.dep_ in ("xcomp", "ccomp") for c in token.head.rights)
    return bare and not token.n_rights and token.dep_ in ("dobj", "pobj") and not asked


def _no_thing(token: Token, kind: str) -> bool:
    """Whether a noun stands bare as it does for no single thing: "build trust", "keep it in place", "north of Reno"."""
    if token.tag_ != "NN" or token.n_lefts or not token.text.islower():
        return False
    return token.lower_ in lexicon.words("directions") or (kind in ABSTRACT and token.dep_ in ("dobj", "pobj"))


def _is_month(token: Token) -> bool:
    """``since March``: no march."""
    return token.text.istitle() and token.lower_ in lexicon.words("calendar_words") and not token.is_sent_start


def _in_phrase(token: Token) -> bool:
    """Whether a noun stands in a phrase that denotes nothing of its kind: ``a state of emergency``."""
    if token.i + 1 == len(token.doc) or token.nbor().lower_ != "of":
        return False
    return token.doc[token.i : token.i + 3].text.lower() in words("idle_phrases.txt")


def _end(token: Token, taken: set[int]) -> int:
    """After the noun, or after an adjective that goes with it: ``attorneys general``."""
    after = token.i + 1
    follows = after < len(token.doc) and token.doc[after].lower_ == "general" and after not in taken
    return after + 1 if follows and token.tag_ == "NNS" else after


def _before_office(token: Token, taken: set[int]) -> bool:
    """``union president``, ``Board Chairman``: the body an office is at, though it stands as a modifier."""
    return token.i + 1 in taken and token.i + 1 == token.head.i and noun_type(token) in BODIES


def noun_type(token: Token) -> str | None:
    """The class that a common noun denotes a member of, by its longest phrase: "news conference", "conference"."""
    if token.lower_ in COUNTERS:
        return None if _counted(token) else "Group"
    nouns = ontology.load().nouns
    for length in range(LONGEST_NOUN, 0, -1):
        first = token.i - length + 1
        if first >= 0:
            phrase = " ".join([*(t.lower_ for t in token.doc[first : token.i]), _lemma(token)]).replace(" - ", "-")
            if phrase in nouns:
                return nouns[phrase]
    return None


def _lemma(token: Token) -> str:
    """The lemma in small letters; of a plural that begins a sentence and is taken for a name, its singular: "Gunmen fled"."""
    word = token.lemma_.lower()
    if token.tag_ != "NNP" or not token.is_sent_start or word in ontology.load().nouns:
        return word
    singular = word[:-3] + "man" if word.endswith("men") else word.removesuffix("s")
    return singular if singular in ontology.load().nouns else word


def _start(token: Token, taken: set[int]) -> int:
    """The first modifier of a noun, without its article or owner, and after any name before it."""
    start = token.i
    while not token.doc[start].is_sent_start:
        before = token.doc[start - 1]
        if before.text == "-" and _prefixed(token.doc, start):
            start -= 2
            continue
        inside = start - 1 <= before.head.i <= token.i or _coordinated(before, token)
        if before.i in taken or not inside or before.tag_ in LEFT_OUT or before.is_punct or before.is_space:
            break
        if before.dep_ not in MODIFIERS:
            break
        start -= 1
    start = _counter(token, start)
    while start < token.i and (token.doc[start].pos_ in ("CCONJ", "ADV") or token.doc[start].dep_ == "cc"):
        start += 1
    return start


def _coordinated(before: Token, token: Token) -> bool:
    """Whether a word stands among modifiers that are told together: ``federal and local inspectors``."""
    first = before.head
    return before.dep_ in ("conj", "cc") and first.dep_ in MODIFIERS and first.head == token and first.pos_ in ("ADJ", "NOUN")


def _counted(token: Token) -> bool:
    """Whether a counting noun counts what has a mention of its own: "dozens of protesters"."""
    objects = (o for p in token.rights if p.lower_ == "of" and p.i == token.i + 1 for o in p.rights if o.dep_ == "pobj")
    return any(noun_type(o) is not None for o in objects)


def _counter(token: Token, start: int) -> int:
    """Where the counting noun of a phrase stands, "dozens of protesters", else the start it has."""
    preposition, noun = token.head, token.head.head
    counts = token.dep_ == "pobj" and preposition.lower_ == "of" and preposition.i < start and noun.lower_ in COUNTERS
    return noun.i if counts and preposition.i == noun.i + 1 else start


def _prefixed(doc: Doc, start: int) -> bool:
    """Whether a hyphen ties the word to what stands before it: ``anti-war camp``."""
    hyphen = doc[start - 1]
    return start > 1 and not hyphen.whitespace_ and not doc[start - 2].whitespace_ and doc[start - 2].text.isalpha()
