"""What a reader hides of a graph, by the same names as in the page's address; and what there is to hide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.network.choice import Choice
from kg.network.reader import Brief, Reader
from kg.network.selection import INCLUDABLE, Selection
from kg.network.times import span
from kg.serve.views.data import Parameters
from kg.serve.views.parameters import number, words

SHOWN = Selection(include=frozenset(INCLUDABLE) - {"reprints"})  # what an article prints again counts for the original
VALUE: Mapping[str, Callable[[Brief], str]] = {
    "relation": lambda brief: brief.relation, "modality": lambda brief: brief.modality,
    "polarity": lambda brief: brief.polarity, "voice": lambda brief: "speaker" if brief.speaker else "article",
}
FACETS = ("type", *VALUE)  # a statement has the types of both its ends, and of the others one value each


@dataclass(frozen=True, slots=True)
class Facets:
    """Values hidden by facet, and the selection of confidence and time.

    A statement is hidden when any of its values is: of either end the type, its relation, its modality, its polarity, and
    its voice, which is ``article`` or ``speaker``.
    """

    selection: Selection
    hidden: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, parameters: Parameters) -> Facets:
        """Read ``no-type`` and so on for each of :data:`FACETS`, ``confidence``, ``since`` and ``until``.

        Raises
        ------
        KgError
            When a number or a date is none.

        Examples
        --------
        >>> sorted(Facets.of({"no-type": "City Place"}).hidden["type"])
        ['City', 'Place']
        """
        selection = SHOWN.but(min_confidence=number(parameters, "confidence", 0.0), since=parameters.get("since") or None,
                              until=parameters.get("until") or None)
        return cls(selection, {facet: frozenset(words(parameters, f"no-{facet}")) for facet in FACETS})

    def passing(self, reader: Reader) -> Callable[[Brief], bool]:
        """Give what tells whether a statement is shown."""
        choice, types = Choice(self.selection, reader), self.hidden["type"]
        hidden = [(VALUE[facet], values) for facet, values in self.hidden.items() if facet in VALUE and values]

        def passes(brief: Brief) -> bool:
            return (choice.reason_against(brief) is None and not any(value(brief) in values for value, values in hidden)
                    and not (types and (reader.type(brief.subject) in types or reader.type(brief.object) in types)))

        return passes


def legend(statements: Iterable[Brief], reader: Reader) -> dict[str, Any]:
    """Count the values of each facet, of types in entities and of the others in statements; and the last days of statements."""
    read = [brief for brief in statements if not (brief.source and brief.source.reprint)]
    ends = {end for brief in read for end in (brief.subject, brief.object)}
    counts = {"type": Counter(map(reader.type, ends))} | {facet: Counter(map(value, read)) for facet, value in VALUE.items()}
    days: Counter[str] = Counter()
    for found in filter(None, map(span, read)):
        days[found[0]] += 0
        days[found[1]] += 1
    return {"counts": {facet: dict(sorted(found.items())) for facet, found in counts.items()},
            "days": dict(sorted(days.items())), "varied": len({brief.confidence for brief in read}) > 1}

