"""Nominals and pronouns as marked-up sentences: ``[Type words]`` is a nominal, ``{words}`` a pronoun."""

import re

import pytest
from spacy.language import Language

from tests.conftest import ReadUntil

MARK = re.compile(r"\[([A-Z][A-Za-z]+) ([^\]]+)\]|\{([^}]+)\}")

SENTENCES = [
    "The [Agency agency] withdrew [Group 700 federal officers].",
    "An [Person official] said {it} would end.",
    "The [Person gunman] fled.",
    "The [Operation operation] ended after a [Event shooting].",
    "[Agency Police] closed the [Place street].",
    "The [LegalCase lawsuit] names the [County county].",
    "A [Organization coalition] of [Group 14 attorneys general] sued.",
    "The [Group pro-Lisbon camp] lost to the [Group anti-establishment camp].",
    "The [Group family] fled; [Group Rohingya refugees] and [Group Kurds] followed.",
    "[Group Hundreds of protesters] left, and [Group dozens] stayed.",
    "{He} met {them} in March in a state of [Law emergency], and won more seats.",
    "An [Agreement agreement] with [Group county and local inspectors] ended.",
    "The [Group towns and villages] agreed.",
    "[Group Cities] and [Group large counties] agreed.",
    "{They} hold people and urged [Group people] to leave.",
    "The [Group officers] kept the [Law rules] in place to build trust north of [City town], in the [Place north].",
    "Ohio [Agency Board] Ends Federal Jail [Operation Program] for Second Time\n",
    "{They} signed a [Agreement potential legal agreement].",
    "{They} signed a [Agreement memorandum of agreement] with Elko.",
]


def words(read_until: ReadUntil, text: str) -> list[tuple[str | None, str]]:
    doc = read_until(text, "kg_nominals")
    return [(m.type, m.span(doc).text) for m in doc._.kg.mentions if m.kind != "name"]


@pytest.mark.parametrize("marked", SENTENCES)
def test_nominals(read_until: ReadUntil, marked: str) -> None:
    expected = [(kind or None, nominal or pronoun) for kind, nominal, pronoun in MARK.findall(marked)]
    text = MARK.sub(lambda m: m.group(2) or m.group(3), marked)
    assert words(read_until, text) == expected


def test_number_and_gender_of_pronouns(read_until: ReadUntil) -> None:
    doc = read_until("He told her that they left.", "kg_nominals")
    features = [(m.number, m.gender) for m in doc._.kg.mentions]
    assert features == [("sing", "m"), ("sing", "f"), ("plur", None)]


def test_the_body_before_an_office(read_until: ReadUntil) -> None:
    assert ("Organization", "union") in words(read_until, "The union president spoke.")


def test_no_mention_twice(nlp: Language) -> None:
    doc = nlp("The governor told the board that the governor of Ohio had sued the board's chairwoman, Ann Lee.")
    spans = [(m.start, m.end) for m in doc._.kg.mentions]
    assert spans == sorted(set(spans))
