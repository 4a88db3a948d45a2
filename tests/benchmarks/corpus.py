"""Articles of any number about a made-up public life, with who is meant at every name: to measure identity and cost on.

The counties, states and given names are real, everybody and everything that happens is not. Who appears follows Zipf's law, as
in news. A person is named in full, with a middle initial, by a nickname or by a surname and title alone; some bear one surname,
and a few one name, in different counties.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kg import authorities
from kg.extract.coreference.words import lines
from kg.model import Article

NICKNAMED = {"Timothy": "Tim", "Robert": "Bob", "William": "Bill", "Elizabeth": "Liz", "Katherine": "Kate", "Michael": "Mike",
             "Thomas": "Tom", "Susan": "Sue", "Daniel": "Dan", "Christopher": "Chris", "Patricia": "Pat", "Edward": "Ed"}
GIVEN = (*NICKNAMED, "Andrea", "Brenda", "Carla", "Diego", "Elena", "Fatima", "Grace", "Hassan", "Ingrid", "Jamal", "Karen",
         "Luis", "Maria", "Nadia", "Oscar", "Paula", "Renee", "Sofia", "Tyrone", "Victor", "Wendy", "Yolanda", "Aaron", "Beth")
FIRST_WORDS = ("Iron", "Silver", "Safe", "Clean", "Northern", "Swift", "Steady", "Harvest", "Golden", "Rolling", "Quiet",
               "Broken", "Winter", "Summer", "River", "Prairie", "Granite", "Copper", "Falling", "Rising")
LAST_WORDS = ("Lantern", "Shield", "Harbor", "Current", "Sweep", "Anchor", "Compass", "Summit", "Thunder", "Hammer", "Bridge",
              "Torch", "Arrow", "Mirror", "Canyon", "Falcon", "Beacon", "Gate", "Star", "Wind")
OUTLETS = ("Gazette", "Courier", "Tribune", "Herald", "Sentinel")
ROLES = ("Sheriff", "County Attorney", "Mayor", "Police Chief")


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of the made-up public life."""

    id: str
    given: str
    middle: str
    surname: str
    title: str


@dataclass(frozen=True, slots=True)
class County:
    """A county with its people and bodies."""

    name: str
    state: str
    city: str
    people: tuple[Someone, ...]
    victim: Someone
    operation: str


@dataclass(slots=True)
class Told:
    """An article, and for each name in it where it stands and whose it is."""

    article: Article
    names: list[tuple[int, int, str]] = field(default_factory=list)


def corpus(articles: int, seed: int = 1) -> Iterator[Told]:
    """Give so many articles, the same for the same seed.

    >>> [told.article.id for told in corpus(2)]
    ['made-1-0', 'made-1-1']
    """
    rng = random.Random(seed)  # noqa: S311  chance, not secrecy
    counties = _counties(max(8, articles // 25), rng)
    weights = [1 / (rank + 3) for rank in range(len(counties))]
    for number in range(articles):
        yield _Writer(rng, rng.choices(counties, weights)[0], f"made-{seed}-{number}").told()


def _counties(number: int, rng: random.Random) -> list[County]:
    records = sorted((r for r in authorities.load().records if r.type == "County" and r.name.endswith(" County")),
                     key=lambda r: r.identifier)
    states = {r.identifier: r.name for r in authorities.load().records if r.type == "State"}
    chosen = rng.sample([r for r in records if r.place in states], min(number, len(records)))
    operations = [f"Operation {first} {last}" for first in FIRST_WORDS for last in LAST_WORDS]
    rng.shuffle(operations)
    return [_county(r.name, states[str(r.place)], n, operations[n % len(operations)], rng) for n, r in enumerate(chosen)]


def _county(name: str, state: str, number: int, operation: str, rng: random.Random) -> County:
    people = tuple(_someone(f"{number}-{role}", role, rng) for role in ROLES)
    city = name.removesuffix(" County") + rng.choice((" Falls", " Grove", " Springs", "ville"))
    return County(name, state, city, people, _someone(f"{number}-victim", "", rng), operation)


def _someone(id: str, title: str, rng: random.Random) -> Someone:
    return Someone(id, rng.choice(_given()), rng.choice("ABCDEFGHJKLMNPRSTW"), rng.choice(_surnames()), title)


@cache
def _given() -> tuple[str, ...]:
    """The frequent ones several times, beside some hundreds of others."""
    census = [line[0].capitalize() for line in lines("first_names") if len(line[0]) > 3]
    return (*GIVEN * 3, *census[::10])


@cache
def _surnames() -> tuple[str, ...]:
    text = (Path(__file__).parent / "surnames.txt").read_text("utf-8")
    return tuple(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


class _Writer:
    """Writes one article and notes where its names stand."""

    def __init__(self, rng: random.Random, county: County, id: str) -> None:
        self.rng, self.county, self.id = rng, county, id
        self.text, self.names = "", []
        self.known: set[str] = set()

    def told(self) -> Told:
        first, second = self.rng.sample(self.county.people, 2)
        stories = (self._raid, self._killing, self._agreement)
        self.rng.choice(stories)(first, second)
        day = f"2026-{self.rng.randrange(1, 13):02}-{self.rng.randrange(1, 29):02}"
        outlet = f"{self.county.state} {self.rng.choice(OUTLETS)}"
        return Told(Article(id=self.id, text=self.text, published=day, publisher=outlet), self.names)

    def _raid(self, first: Someone, second: Someone) -> None:
        c = self.county
        self._say(c.operation, f"{c.operation} began in ", (f"{c.name}, {c.state}", c.name), " on Monday.\n\n")
        self._say(first, " said deputies arrested 12 people in ", (c.city, c.city), ".\n\n")
        self._say(second, " criticized ", (c.operation, c.operation), ".\n\n")
        self._say(first, " and ", second, " met in ", (c.city, c.city), " on Tuesday.\n")

    def _killing(self, first: Someone, second: Someone) -> None:
        c = self.county
        self._say(c.victim, " was shot and killed in ", (f"{c.city}, {c.state}", c.city), " on Friday.\n\n")
        self._say("The ", (f"{c.name} Sheriff's Office", f"{c.name} Sheriff's Office"), " is investigating the killing of ",
                  c.victim, ".\n\n")
        self._say(first, " called for an investigation. ", second, " praised ", first, ".\n")

    def _agreement(self, first: Someone, second: Someone) -> None:
        c = self.county
        self._say((f"{c.name}, {c.state}", c.name), " signed an agreement with ICE on Wednesday.\n\n")
        self._say(first, " opposes the agreement. ", second, " supports it.\n\n")
        self._say("ICE will open an office in ", (c.city, c.city), ", ", first, " said.\n")

    def _say(self, *parts: object) -> None:
        for part in parts:
            if isinstance(part, Someone):
                self._name(self._form(part), part.id)
            elif isinstance(part, tuple):
                surface, name = part
                start = len(self.text)
                self.text += surface
                self.names.append((start, start + len(name), f"{self.county.name}, {self.county.state}: {name}"))
            elif part is not self.county.operation:
                self.text += str(part)

    def _name(self, surface: tuple[str, str], id: str) -> None:
        title, name = surface
        self.text += title
        self.names.append((len(self.text), len(self.text) + len(name), id))
        self.text += name

    def _form(self, someone: Someone) -> tuple[str, str]:
        """Title and name, as an article writes them at first and later."""
        if someone.id in self.known:
            return "", someone.surname
        self.known.add(someone.id)
        title = f"{self._titled(someone.title)} " if someone.title else ""
        chance = self.rng.random()
        if chance < 0.08 and someone.title:
            return title, someone.surname
        if chance < 0.14:
            return title, f"{someone.given} {someone.middle}. {someone.surname}"
        if chance < 0.22:
            return title, f"{NICKNAMED.get(someone.given, someone.given)} {someone.surname}"
        return title, f"{someone.given} {someone.surname}"

    def _titled(self, title: str) -> str:
        c = self.county
        place = {"Sheriff": c.name, "County Attorney": c.name.removesuffix(" County"), "Mayor": c.city, "Police Chief": c.city}
        return f"{place[title]} {title}"
