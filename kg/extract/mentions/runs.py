"""Runs of words written as names: capitals, what joins them, and nothing of the sentence around them."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg import authorities, ontology
from kg.extract.mentions.lexicon import first_type, head_type, singular, table, words

LABELS = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "LAW", "EVENT", "NORP", "PRODUCT", "WORK_OF_ART"))
WHOLE = ("ORG", "FAC", "LAW", "EVENT", "WORK_OF_ART")  # names that the recogniser is trusted to join over "of"
CLOSED = frozenset(("DET", "ADP", "PRON", "CCONJ", "SCONJ", "ADV", "VERB", "AUX", "INTJ", "NUM", "PART", "ADJ"))
BODIES = frozenset(("Agency", "Organization", "Facility", "Law", "Operation", "Agreement", "NewsOrganization", "Event"))
FIELDS = ("of", "for", "on", "in", "to", "against")
LONGEST_SYLLABLE = 5
LONGEST_NICKNAME = 3
QUOTES = ('"', "“", "”", "‘", "’", "'")
PREFIXES = ("pro", "anti", "pan", "non")
DASHES = ("—", "–", "-", "--")
OPENERS = ("\"", "“", "‘", "'", "—", "–", "-", ":", "•", "(", "[")


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens ``start`` to ``end`` (exclusive), all of one name as far as the capitals tell."""

    start: int
    end: int


def runs(doc: Doc, known: dict[int, int]) -> list[Run]:
    """Give the runs of a Doc, left to right; ``known`` are start and end of the names known beforehand."""
    tokens = list(doc)
    lower = {t.text for t in tokens if t.text.islower()}
    marked = [written_as_name(t) and not (opens(t) and _common(t, lower)) for t in tokens]
    found: list[Run] = []
    i = 0
    while i < len(doc):
        if not marked[i] and i not in known:
            i += 1
            continue
        end = known.get(i, i + 1)
        while end < len(doc):
            step = known[end] - end if end in known and marked[end] and not doc[end].is_sent_start else _step(
                doc, marked, i, end)
            if not step:
                break
            end += step
        found.append(Run(i - _numbered(doc, i, end), end))
        i = end
    return found


def _numbered(doc: Doc, start: int, end: int) -> int:
    """How many words before a run number what it names: ``the 9th Circuit``, ``the 2nd U.S. Circuit Court of Appeals``."""
    before = doc[start - 1].lower_ if start else ""
    ordinal = before[:1].isdigit() and before.lstrip("0123456789") in ("st", "nd", "rd", "th")
    return int(ordinal and any(t.lower_ in words("counted_bodies") for t in doc[start:end]))


def written_as_name(token: Token) -> bool:
    """Whether a word is written as (part of) a name: with a capital, and no word of the calendar."""
    text = token.text
    if not text[:1].isupper() or token.tag_ == "PRP" or text == "I" or token.lower_ in words("calendar_words"):
        return False
    if _prefixed(token):
        return False
    return token.tag_ not in ("VBZ", "VBD", "VBP", "MD") or bool(token.ent_type_ and token.ent_type_ != "WORK_OF_ART")


def _prefixed(token: Token) -> bool:
    """Whether a word is part of an adjective with a prefix: ``pro-[Lisbon]``, ``[Anti]-war``."""
    if token.lower_ in PREFIXES and not token.whitespace_ and token.doc[token.i + 1 : token.i + 2].text == "-":
        return True
    if token.i < 2 or token.doc[token.i - 1].text != "-":
        return False
    hyphen, prefix = token.doc[token.i - 1], token.doc[token.i - 2]
    return prefix.lower_ in PREFIXES and not hyphen.whitespace_ and not prefix.whitespace_


def opens(token: Token) -> bool:
    """Whether a word would have its capital anyway: first of a sentence, a quotation, a line or after a colon."""
    if token.is_sent_start or token.i == 0:
        return True
    before = token.doc[token.i - 1]
    if before.text == "-" and not before.whitespace_ and not token.doc[max(0, token.i - 2)].whitespace_:
        return False
    return before.text in OPENERS or "\n" in before.text


def _common(token: Token, lower: set[str]) -> bool:
    """Whether the first word of a sentence is no name."""
    if token.ent_type_ in LABELS and token.ent_iob_ == "B" and token.pos_ in ("PROPN", "ADJ", "NOUN"):
        return (token.lower_ in lower or _plural_noun(token)) and not _before_capital(token)
    if dateline(token.doc, token.i) or _known_acronym(token):
        return False
    if token.pos_ in CLOSED:
        return True
    if _before_capital(token):
        return False
    return token.pos_ == "NOUN" or token.lower_ in lower


def _plural_noun(token: Token) -> bool:
    """``Schools will close``: things of a kind that the ontology knows, and no authority by that name."""
    one = singular(token.lower_)
    told = one != token.lower_ and one in ontology.load().nouns and token.lower_ not in table("lone_words")
    return told and not authorities.load().lookup(token.text)


def _known_acronym(token: Token) -> bool:
    """``ICE agents``: an acronym of the authorities, and no word of a line in capitals."""
    after = token.doc[token.i + 1 : token.i + 2].text
    short = token.text.isupper() and len(token) > 1 and not (after.isupper() and after.isalpha())
    return short and bool(authorities.load().lookup(token.text))


def _before_capital(token: Token) -> bool:
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    numbered = after is not None and after.text[:1].isdigit() and token.lower_ in words("numbered")
    if after is None or numbered:
        return numbered
    return after.lower_ == "police" or (written_as_name(after) and after.pos_ in ("PROPN", "NOUN", "ADJ"))


def dateline(doc: Doc, i: int) -> bool:
    """Whether a word in capitals begins a paragraph that a dash soon follows: ``CORDOVA SPRINGS, Texas —``."""
    if not doc[i].text.isupper() or len(doc[i]) < 3:
        return False
    start = i
    while start > 0 and i - start < 6 and "\n" not in doc[start - 1].text:
        start -= 1
    opened = start == 0 or "\n" in doc[start - 1].text
    return opened and all(t.text.isupper() or t.is_punct for t in doc[start:i]) and any(
        t.text in DASHES for t in doc[i + 1 : i + 9])


def _step(doc: Doc, marked: list[bool], start: int, i: int) -> int:
    """How many tokens from ``i`` on go on with the run that began at ``start``."""
    token = doc[i]
    if "\n" in doc[i - 1].text or token.is_space:
        return 0
    if marked[i]:
        return 0 if token.is_sent_start and doc[i - 1].text in (".", "?", "!", ":") else 1
    if i + 1 >= len(doc):
        return 0
    if token.text == "." and len(doc[i - 1]) <= 4 and marked[i + 1] and not doc[i + 1].is_sent_start:
        return 1
    return _small_head(token) or _number(doc, start, i) or _joined(doc, marked, start, i)


def _small_head(token: Token) -> int:
    """How many small words end a name: ``Toledo police``, but not ``police officer``; ``Reno clerk's office``."""
    doc, i = token.doc, token.i
    if token.lower_ in words("owners") and doc[i + 1].tag_ == "POS" and doc[i + 2 : i + 3].text == "office":
        return 3
    if token.tag_ == "POS" and doc[i - 1].lower_ in words("owners") and doc[i + 1].text == "office":
        return 2  # "Utah County Sheriff's office"
    if token.lower_ not in words("lower_heads") or opens(token):
        return 0
    if token.lower_ == "government":
        return int(doc[i - 1].ent_type_ == "PERSON")
    if token.lower_ in ("counties", "parishes") and any(r.type == "State" for r in authorities.load().lookup(doc[i - 1].text)):
        return 0  # "Ohio counties" are counties of Ohio
    return int(token.dep_ != "compound" or token.head.i < i or doc[i + 1].pos_ != "NOUN")


def _number(doc: Doc, start: int, i: int) -> int:
    """``Senate Bill 212``, ``KCSV 8``, ``Route 22``, ``Laborers Local 1187``, ``Article I, section 9``."""
    if doc[i].text == "," and doc[i + 1].lower_ == "section" and first_type([doc[start].text]) == "Law":
        return 3 if i + 2 < len(doc) and doc[i + 2].text[:1].isdigit() else 0
    if not (doc[i].text[:1].isdigit() or doc[i].text == "I") or doc[i].ent_type_ in ("MONEY", "PERCENT"):
        return 0
    texts = [t.text for t in doc[start:i]]
    told = first_type(texts) in ("Law", "Place", "NewsOrganization", "Event") or texts[-1].lower() in words("numbered")
    station = texts[-1].isupper() and len(texts[-1]) in (2, 3, 4) and len(doc[i]) <= 2
    return 1 if told or station else 0


def _joined(doc: Doc, marked: list[bool], start: int, i: int) -> int:
    """How many tokens join the capital before ``i`` to one after."""
    token = doc[i]
    if token.text == "," and doc[i + 1].lower_ in words("legal_suffixes"):
        return 2  # "Tarn Valley Foods, Inc."
    if token.lower_ in words("particles"):
        last = next((k for k in (i + 1, i + 2) if k < len(doc) and doc[k].lower_ not in words("particles")), i + 1)
        return last + 1 - i if marked[last] else 0
    if token.lower_ in FIELDS:
        return _field(doc, marked, start, i)
    if _given_name_goes_on(doc, start, i):
        return 2
    if token.text in QUOTES and doc[i - 1].ent_type_ == "PERSON":
        return _nickname(doc, i)
    return 2 if marked[i + 1] and _links(doc, start, i) else 0


def _nickname(doc: Doc, i: int) -> int:
    """How many tokens a nickname between a given name and a surname takes: ``William ["Bill"] Hutton``, ``Ann [(Nan)] Lee``."""
    end = next((k for k in range(i + 2, min(i + 2 + LONGEST_NICKNAME, len(doc) - 1)) if doc[k].text in QUOTES), None)
    if end is None or not all(written_as_name(t) for t in doc[i + 1 : end]) or doc[end - 1].text == ",":
        return 0
    surname = doc[end + 1]
    return end + 1 - i if written_as_name(surname) and surname.text.istitle() and not surname.is_sent_start else 0


def _given_name_goes_on(doc: Doc, start: int, i: int) -> bool:
    """``Han Soo-jin``: a given name of two syllables, the second written small after the hyphen."""
    return i - 1 > start and second_syllable(doc, i + 1)


def second_syllable(doc: Doc, i: int) -> bool:
    """Whether a word in small letters ends a given name: ``Han Soo-[jin]``, but not ``Bonn-[area] schools``."""
    hyphen, first, token = doc[i - 1], doc[i - 2], doc[i]
    tight = hyphen.text == "-" and not hyphen.whitespace_ and not first.whitespace_
    if not tight or not token.text.islower() or not first.text.istitle():
        return False
    noun = token.tag_ == "NN" and len(token) <= LONGEST_SYLLABLE and token.dep_ not in ("compound", "amod", "nmod")
    return token.tag_ == "NNP" or (noun and first.ent_type_ in ("PERSON", "ORG", ""))


def _links(doc: Doc, start: int, i: int) -> bool:
    """Whether a mark or a small word links the capitals on both its sides: ``-``, ``&``, ``'s``, ``v.``, ``and``."""
    token, before, after = doc[i], doc[i - 1], doc[i + 1]
    within = token.ent_iob_ == "I" and after.ent_iob_ == "I"
    tight = not token.whitespace_ and not before.whitespace_
    if token.text in ("&", "v.", "vs.", "vs", "v") or (token.text == "-" and within):
        return True
    if token.text in ("-", "'", "’") and tight:
        return not _between_places(doc, start, i)
    if token.text in ("'s", "’s", "'", "’") and before.lower_ in words("owners"):
        return head_type([after.text]) is not None or after.lower_ in words("owners")
    if token.text in ("'", "’") and before.tag_ in ("NNS", "NNPS"):
        return head_type([after.text]) == "Organization"  # "the Ohio Sheriffs' Association"
    return token.lower_ == "and" and _one_name(doc, start, i)


def _between_places(doc: Doc, start: int, i: int) -> bool:
    """Whether a hyphen stands between two places, as in ``the U.S.-Mexico border``, and not in the name of one."""
    sides = (doc[start:i].text, doc[i + 1].text)
    return all(any(r.type in ("Country", "State") for r in authorities.load().lookup(side)) for side in sides)


def _field(doc: Doc, marked: list[bool], start: int, i: int) -> int:
    """``Department of Commerce``, ``Secretary of State's Office``, ``ACLU of Minnesota``, ``University of the South``."""
    at = i + 1
    if doc[at].lower_ == "the" and at + 1 < len(doc):
        at += 1
    if not marked[at]:
        return 0
    texts = [t.text for t in doc[start:i]]
    kind = head_type(texts)
    acronym = doc[i].lower_ == "of" and len(texts) == 1 and texts[0].isupper() and len(texts[0]) > 2
    within = doc[i].ent_iob_ == "I" and doc[at].ent_iob_ == "I" and doc[at].ent_type_ in WHOLE
    begun = first_type([*texts, doc[i].text]) is not None and not texts[-1][:1].isdigit()
    joins = acronym or within or begun or (kind in BODIES and doc[i].lower_ in ("of", "for", "on"))
    if at > i + 1 and doc[i].lower_ != "for" and texts != ["Office"] and _body_after(doc, marked, at):
        return 0
    return at + 1 - i if joins else 0


def _body_after(doc: Doc, marked: list[bool], at: int) -> bool:
    """Whether a whole body's name follows: ``the Antitrust Unit of the [Wisconsin Department of Justice]``."""
    end = at
    while end < len(doc) and (marked[end] or (doc[end].text in ("'s", "’s") and end + 1 < len(doc) and marked[end + 1])):
        end += 1
    return end - at > 1 and head_type([t.text for t in doc[at:end]]) == "Agency"


def _one_name(doc: Doc, start: int, i: int) -> bool:
    """Whether ``and`` stands inside a name: the recogniser says so, or it joins the fields of a body."""
    before = doc[start:i]
    if doc[i].ent_iob_ == "I" and doc[i + 1].ent_iob_ == "I" and doc[i].ent_type_ in ("ORG", "LAW", "FAC"):
        return True
    if any(t.lower_ in ("of", "on", "for") for t in before):
        of = next(k for k in range(start, i) if doc[k].lower_ in ("of", "on", "for"))
        body = head_type([t.text for t in doc[start:of]]) in ("Agency", "Organization")
        return body and doc[i + 1].ent_type_ not in ("GPE", "PERSON") and head_type([doc[i - 1].text]) is None
    return False
