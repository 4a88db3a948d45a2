"""The named questions: one commented SPARQL file each, with parameters that are set as literals and never as code.

A file of ``questions/`` begins with a comment that says what it answers. A line ``VALUES ?name { "" }  # parameter: ...``
declares a parameter and its default, so the file is a whole query that runs anywhere. Columns are for reading: names, words,
dates. What a column ``name`` tells of is in ``nameIri``: an entity, an article, or the place of the words in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kg.errors import QueryError

PARAMETER = re.compile(r"""^(?P<head>\s*VALUES \?(?P<name>\w+) \{ )"[^"\\]*"(?P<tail> \}\s*# parameter: (?P<says>.+))$""",
                       re.MULTILINE)
IRI = "Iri"
ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\b": r"\b", "\f": r"\f"})


@dataclass(frozen=True, slots=True)
class Question:
    """A query that ships with the package; ``parameters`` maps the name of each to what it is."""

    name: str
    description: str
    parameters: Mapping[str, str]
    text: str

    def with_values(self, values: Mapping[str, str]) -> str:
        """Give the query with parameters set.

        Raises
        ------
        QueryError
            When the question has no such parameter.

        Examples
        --------
        >>> print(question("set-aside").with_values({"reason": 'a "quoted" word'}).splitlines()[2])
          VALUES ?reason { "a \\"quoted\\" word" }  # parameter: part of the reason
        """
        for name in values:
            if name not in self.parameters:
                raise QueryError(f"the question {self.name!r} has no parameter {name!r}",
                                 valid=", ".join(self.parameters) or "no parameters")
        return PARAMETER.sub(lambda match: _set(match, values), self.text)


def _set(match: re.Match[str], values: Mapping[str, str]) -> str:
    value = values.get(match["name"])
    return match.group() if value is None else f"{match['head']}{literal(value)}{match['tail']}"


def literal(value: str) -> str:
    r"""Write a string as a SPARQL literal.

    >>> literal('a "b" \\ c')
    '"a \\"b\\" \\\\ c"'
    """
    return f'"{value.translate(ESCAPES)}"'


def for_reading(variables: Collection[str]) -> list[str]:
    """Give the columns of an answer but those that hold the IRI of what another tells of.

    >>> for_reading(["person", "office", "personIri", "otherIri"])
    ['person', 'office', 'otherIri']
    """
    return [name for name in variables if not (name.endswith(IRI) and name.removesuffix(IRI) in variables)]


@cache
def questions() -> Mapping[str, Question]:
    """Give all named questions by name, sorted."""
    found = (f for f in files("kg.query").joinpath("questions").iterdir() if f.name.endswith(".rq"))
    read = (_question(f.name.removesuffix(".rq"), f.read_text("utf-8")) for f in sorted(found, key=lambda f: f.name))
    return MappingProxyType({q.name: q for q in read})


def question(name: str) -> Question:
    """Give one named question; raises QueryError when there is none of that name."""
    if name not in questions():
        raise QueryError(f"no question named {name!r}", valid=", ".join(questions()))
    return questions()[name]


def _question(name: str, text: str) -> Question:
    description = text.partition("\n")[0].removeprefix("#").strip()
    parameters = {match["name"]: match["says"].strip() for match in PARAMETER.finditer(text)}
    return Question(name, description, MappingProxyType(parameters), text)
