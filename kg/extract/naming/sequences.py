"""Runs of capitalised words, and what their own words say they name.

``Department of Public Health and Human Services``, ``Ramsey County Attorney's Office``, ``Operation Metro Surge``,
``Senate Bill 212``, ``Arizona v. United States``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.naming.candidates import NameCandidate
from kg.extract.naming.lexicon import head_type, table, words

WEIGHT = 2.0
LONGEST = 14
LINKS = ("of", "for", "on", "to", "de", "del", "du", "la", "von", "van", "al", "&", "the")
CALL_SIGN = re.compile(r"(?:[KW][A-Z]{2,3}|FOX|NBC|ABC|CBS|PBS|CNN|BBC)")
BILL = re.compile(r"(?:SB|HB|HF|SF|AB|HR|S\.B\.|H\.B\.|H\.R\.|S\.|HJR|SJR|LB)")
NUMBERED_LAWS = ("Senate Bill", "House Bill", "House File", "Senate File", "Assembly Bill", "Executive Order", "Proposition",
                 "Amendment", "Measure", "Referendum", "Article", "Section", "Title", "Resolution", "Public Law", "Directive",
                 "Directive No.", "House Resolution", "Senate Resolution")


def sequences(doc: Doc) -> Iterator[NameCandidate]:
    """Propose every run of capitalised words whose form tells its type."""
    taken = 0
    for token in doc:
        if token.i < taken or not starts_name(token):
            continue
        end = _end(doc, token.i)
        found = _typed(doc, token.i, end)
        if found is not None:
            yield found
            taken = found.end


def capitalised(token: Token) -> bool:
    """Whether a token is written as part of a name."""
    return token.text[:1].isupper() and token.lower_ not in words("months_and_days.txt")


def starts_name(token: Token) -> bool:
    """Whether a name may begin here."""
    return capitalised(token) and token.lower_ not in words("function_words.txt") and token.pos_ != "PRON"


def _end(doc: Doc, start: int) -> int:
    """The end of the longest run from ``start``: capitals, numbers after names, links between capitals."""
    end = start + 1
    while end < min(len(doc), start + LONGEST):
        token = doc[end]
        if token.is_sent_start and "\n" in doc[end - 1].text:
            break
        if (capitalised(token) and token.lower_ not in words("function_words.txt")) or (token.like_num and token.shape_[0] == "d"):
            end += 1
        elif _links(doc, end):
            end += 2 if doc[end + 1].text[:1].isupper() else 3
        else:
            break
    return end


def _links(doc: Doc, i: int) -> bool:
    """Whether a small word joins what stands before it to a capital after it."""
    if i + 1 >= len(doc):
        return False
    token, after = doc[i], doc[i + 1]
    if token.text in ("'s", "’s"):
        return head_type([after.text]) == "Agency" and after.text[:1].isupper()
    if token.lower_ in ("v.", "vs.", "v"):
        return capitalised(after)
    if token.lower_ in ("and", "&", ","):
        return token.text == "&" and capitalised(after)
    if token.lower_ not in LINKS or head_type([doc[i - 1].text]) is None:
        return False
    return capitalised(after) or (after.lower_ == "the" and i + 2 < len(doc) and capitalised(doc[i + 2]))


def _typed(doc: Doc, start: int, end: int) -> NameCandidate | None:
    texts = [t.text for t in doc[start:end]]
    fixed = _by_form(texts)
    if fixed:
        return NameCandidate(start, end, fixed, WEIGHT)
    numbered = _numbered(doc, start, end)
    if numbered:
        return numbered
    while end > start and doc[end - 1].like_num:
        end -= 1
    return _by_head(doc, start, end)


def _by_form(texts: list[str]) -> str | None:
    if any(t.lower() in ("v.", "vs.", "v") for t in texts[1:-1]):
        return "LegalCase"
    if texts[0] == "Operation" and len(texts) > 1:
        return "Operation"
    kind = table("name_beginnings.tsv").get(texts[0].casefold())
    return kind if kind and len(texts) > 1 else None


def _numbered(doc: Doc, start: int, end: int) -> NameCandidate | None:
    """Bills, orders, propositions and stations, which end in a number."""
    if not doc[end - 1].like_num or end - start < 2:
        return None
    before = doc[start : end - 1].text
    for form in NUMBERED_LAWS:
        if before.endswith(form):
            return NameCandidate(end - 1 - len(form.split()), end, "Law", WEIGHT)
    last = doc[end - 2].text
    if BILL.fullmatch(last):
        return NameCandidate(end - 2, end, "Law", WEIGHT)
    if CALL_SIGN.fullmatch(last):
        return NameCandidate(end - 2, end, "NewsOrganization", WEIGHT)
    if last in ("Highway", "Route", "Interstate", "Road"):
        return NameCandidate(start, end, "Place", WEIGHT)
    if last == "Local":
        return NameCandidate(start, end, "Organization", WEIGHT)
    return None


def _by_head(doc: Doc, start: int, end: int) -> NameCandidate | None:
    """The type of a name's last word, or of the word before its first ``of`` or ``for``."""
    texts = [t.text for t in doc[start:end]]
    link = next((i for i, t in enumerate(texts) if t in ("of", "for", "on", "to") and i), len(texts))
    kind = head_type(texts[:link])
    if kind is None and link < len(texts):
        return None
    if kind is None or (len(texts) == 1 and not _stands_alone(doc[start])):
        return None
    return NameCandidate(start, end, kind, WEIGHT)


def _stands_alone(token: Token) -> bool:
    """Whether a common noun with a capital is a name here: "the Legislature", not the first word of a sentence."""
    return not token.is_sent_start and token.lower_ in words("single_names.txt")
