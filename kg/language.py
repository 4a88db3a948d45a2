"""The spaCy pipeline: loads the model, adds our components, turns an Article into a Doc whose offsets are the article's.

The stored text is parsed as it is: ``doc.text == article.text``, character for character.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.document import Reading
from kg.errors import ExtractionError
from kg.model import MODEL, Article
from kg.rules import Rules

_ABBREVIATION = 3
_DASHES = frozenset({"-", "–", "—", "--"})
_LONGEST_DATELINE = 16
_ARTICLES = frozenset({"the", "a", "an"})
_BEFORE_NAMES = frozenset({"mr.", "mrs.", "ms.", "dr.", "gov.", "sen.", "rep.", "st.", "gen.", "lt.", "sgt.", "capt.", "no.",
                           "sens.", "reps.", "govs."})
_DISTRICT = r"(?<=[A-Za-z]\.)-(?=\d)"  # "D-Calif.-46" is of California
_OF_DOING = frozenset({"practice", "policy", "habit", "tactic", "strategy", "crime", "guilty", "accuse", "accused", "accuses",
                       "accusing", "suspected", "convicted"})
COMPONENTS = ("kg_entities", "kg_nominals", "kg_coreference", "kg_quotations", "kg_frames", "kg_relations")


@cache
def pipeline(model: str = MODEL) -> Language:
    """Load a spaCy pipeline and add our components.

    What the process holds by then is set apart from the garbage collector (:func:`gc.freeze`), for the model stays to its end.

    Parameters
    ----------
    model : str
        Name of an installed English spaCy pipeline with a tagger, a parser, a lemmatiser and an entity recogniser.

    Raises
    ------
    ExtractionError
        When no such pipeline is installed.
    """
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise ExtractionError(f"no spaCy pipeline named {model!r} is installed", valid=MODEL) from error
    _mend_lemmas(nlp)
    _quicken_rules(nlp)
    tokenizer: Any = nlp.tokenizer  # compiled, without stubs
    for abbreviation in _lines("abbreviations.txt"):
        tokenizer.add_special_case(abbreviation, [{"ORTH": abbreviation}])
    infixes = tokenizer.infix_finditer.__self__.pattern
    tokenizer.infix_finditer = re.compile(f"{infixes}|{_DISTRICT}").finditer
    nlp.add_pipe("kg_paragraphs", before="parser")
    nlp.add_pipe("kg_gerunds", after="parser")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    gc.collect()
    gc.freeze()
    return nlp


def _lines(file: str) -> list[str]:
    """The entries of a data file beside this module."""
    return [line for line in files("kg").joinpath(file).read_text("utf-8").splitlines() if line and line[0] != "#"]


def _quicken_rules(nlp: Language) -> None:
    """Have the rules that set parts of speech matched by :class:`kg.rules.Rules`: the same matches, sooner."""
    if nlp.has_pipe("attribute_ruler"):
        ruler: Any = nlp.get_pipe("attribute_ruler")
        ruler.match = Rules(ruler).match


def _mend_lemmas(nlp: Language) -> None:
    """Give the lemmatiser the word forms it gets wrong ("staged" from "stag"), listed in ``lemmas.tsv``.

    The tokenizer keeps those with a hyphen whole: of "re-elected" the parser would make three words.
    """
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if nlp.has_pipe("lemmatizer") else None
    tokenizer: Any = nlp.tokenizer
    if lookups is None or not lookups.has_table("lemma_exc"):
        return
    exceptions, index = lookups.get_table("lemma_exc"), lookups.get_table("lemma_index")
    for word_class, form, lemma, wrong in (row.split("\t") for row in _lines("lemmas.tsv")[1:]):
        exceptions[word_class][form] = [lemma]
        if "-" in form:
            index[word_class].append(lemma)  # else a rule's "re-electe" goes before it
            tokenizer.add_special_case(form, [{"ORTH": form}])
        if wrong in index[word_class]:
            index[word_class].remove(wrong)


@Language.component("kg_paragraphs")
def kg_paragraphs(doc: Doc) -> Doc:
    """End a sentence at every line break and at "p.m." or "Inc." before a sentence's first word.

    Headlines, subheads and datelines are so sentences of their own; the parser misses most ends that share an
    abbreviation's stop.
    """
    paragraph = True
    for token in doc[:-1]:
        if paragraph and (dash := _dateline(doc, token.i)) is not None:
            for inside in doc[token.i + 1 : dash + 1]:
                inside.is_sent_start = False
            doc[dash + 1].is_sent_start = True
        text = token.text
        paragraph = "\n" in text
        if paragraph or (text[-1] == "." and _ends_sentence(token)):
            doc[token.i + 1].is_sent_start = doc[token.i + 1].is_sent_start is not False
    return doc


@Language.component("kg_gerunds")
def kg_gerunds(doc: Doc) -> Doc:
    """Mend "the practice of *suing* tenants", where the parser has the tenants sue."""
    for token in doc:
        if token.tag_ == "VBG" and token.dep_ == "amod":
            noun, preposition = token.head, token.head.head
            of = noun.dep_ == "pobj" and preposition.lower_ == "of" and token.i == preposition.i + 1
            if of and preposition.head.lower_ in _OF_DOING:
                token.head, token.dep_ = preposition, "pcomp"
                noun.head, noun.dep_ = token, "dobj"
    return doc


def _dateline(doc: Doc, start: int) -> int | None:
    """The dash after which a paragraph's text begins: "DOVER, Del. (AP) — The mayor"; None where it has no dateline.

    The parser would take the place for the subject of what follows.
    """
    for token in doc[start : start + _LONGEST_DATELINE]:
        before = doc[start : token.i]
        apart = len(before) > 0 and (before[-1].whitespace_ or before[-1].text == ")")
        if token.text in _DASHES and apart and token.i + 2 < len(doc):
            capitals = any(len(t) >= _ABBREVIATION and t.text.isupper() for t in before)
            return token.i if capitals or before[-1].text == ")" else None
        if not (token.text[0].isupper() or token.text[0].isdigit() or token.is_punct):
            return None
    return None


def _ends_sentence(token: Token) -> bool:
    """Whether a word with a full stop of its own comes before "The", or another function word that a headline does not set."""
    if len(token) < _ABBREVIATION or token.text[0] == ".":
        return False
    following = token.nbor()
    if not (following.is_title and following.is_stop) or token.lower_ in _BEFORE_NAMES:
        return False
    goes_on = following.i + 1 < len(token.doc) and not following.nbor().text[0].isupper()
    return goes_on or following.lower_ in _ARTICLES


def parse(articles: Iterable[Article], nlp: Language | None = None) -> Iterator[Doc]:
    """Run articles through the pipeline, in order; each Doc carries its Reading in ``doc._.kg``."""
    nlp = nlp or pipeline()
    for article in articles:
        doc = nlp.make_doc(article.text)
        doc._.kg = Reading(article)
        yield nlp(doc)
