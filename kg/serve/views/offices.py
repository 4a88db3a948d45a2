"""Offices over time: which somebody holds, or who holds one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.serve.views.days import together
from kg.serve.views.entries import Entry

HOLDS = "holdsPosition"
LAST = "9999"  # after every day


def offices(statements: Iterable[Entry], about: str) -> list[Entry]:
    """Give the offices of a person, or the holders of an office, in the order of time.

    Each has the ``entity`` at the other end, how it is meant (``polarity``, ``modality``), the ``first`` and ``last`` day or
    None, whether the statements themselves have ``named`` them, and in how many ``articles`` it stands.
    """
    found: defaultdict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for statement in statements:
        found[_other(statement, about)["iri"], statement["polarity"], statement["modality"]].append(statement)
    told = [_office(of, about) for _, of in sorted(found.items())]
    return sorted(told, key=lambda o: (o["first"] or LAST, o["last"] or LAST, o["entity"]["iri"]))


def _office(statements: list[Entry], about: str) -> Entry:
    days = together(statements)
    (first, last), named = days or ((None, None), False)
    return {"entity": _other(statements[0], about), "polarity": statements[0]["polarity"],
            "modality": statements[0]["modality"], "first": first, "last": last, "named": named,
            "articles": len({s["article"]["iri"] for s in statements if s["article"]})}


def _other(statement: Entry, about: str) -> Entry:
    other: Entry = statement["object"] if statement["subject"]["iri"] == about else statement["subject"]
    return other
