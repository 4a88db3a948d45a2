"""Articles written by hand, with what is to be read in each: of them every page of the explorer has something to show."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from kg.build import ontology_quads
from kg.identity.records import Record, keep
from kg.identity.resolution import resolve
from kg.model import Article, Claim, Entity, Extraction, Interval, Mention, Quantity, SetAside, Span, Statement
from kg.rdf.assertion import quads
from kg.rdf.iris import article_iri
from kg.store.embedded import EmbeddedStore

RUN = ox.NamedNode("https://w3id.org/newskg/id/run/test")


@dataclass
class Written:
    """An article: ``entities`` by name, ``said`` as what is read in it; both are found in the text by their words."""

    title: str
    publisher: str
    published: str
    text: str
    entities: dict[str, str]
    said: list[Statement] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    aside: tuple[SetAside, ...] = ()

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def say(self, subject: str, relation: str, object_: str, words: str, **more: Any) -> Written:
        """Add a statement that these words say."""
        self.said.append(Statement(subject=subject, predicate=relation, object=object_, evidence=(self.span(words),),
                                   **{"confidence": 0.9, **more}))
        return self

    def claim(self, speaker: str, cue: str, *content: str, direct: bool = False) -> Written:
        """Add an act of saying."""
        self.claims.append(Claim(speaker=speaker, cue=self.span(cue), content=tuple(map(self.span, content)), direct=direct))
        return self

    def extraction(self) -> Extraction:
        article = Article(id=self.title, text=self.text, title=self.title, publisher=self.publisher, published=self.published,
                          url=f"https://news.example/{quote(self.title)}")
        entities = tuple(Entity(id=name, type=type_, name=name, mentions=tuple(self._mentions(name)))
                         for name, type_ in self.entities.items())
        return Extraction(article=article, entities=entities, statements=tuple(self.said), claims=tuple(self.claims),
                          set_aside=self.aside)

    def _mentions(self, name: str) -> list[Mention]:
        starts = [at for at in range(len(self.text)) if self.text.startswith(name, at)]
        return [Mention(start=at, end=at + len(name), kind="name" if name[0].isupper() else "nominal") for at in starts]


def officers(value: float) -> Quantity:
    return Quantity(value=value, unit="officers")


LEAVING = (
    Written("Officers to leave Minnesota", "The Gazette", "2026-02-04",
            "Border czar Tom Homan said on Wednesday that 700 officers will leave Minnesota.\n\n"
            "“We are not surrendering,” Homan added, “and we will be back.”\n\n"
            "Hennepin County has not signed an agreement with ICE. Gov. Tim Walz called Operation Metro Surge reckless.",
            {"Tom Homan": "Person", "Border czar": "Position", "Minnesota": "State", "ICE": "Agency",
             "Hennepin County": "County", "an agreement": "Agreement", "Tim Walz": "Person",
             "Operation Metro Surge": "Operation"},
            aside=(SetAside(reason="the range does not fit", detail="Homan sues Wednesday", span=Span(0, 11)),))
    .say("Tom Homan", "holdsPosition", "Border czar", "Border czar Tom Homan")
    .say("ICE", "withdrawsFrom", "Minnesota", "700 officers will leave Minnesota", modality="planned", quantity=officers(700),
         attributed_to="Tom Homan", valid_time=Interval(start="2026-02-04", end="2026-02-04"))
    .say("Hennepin County", "partyTo", "an agreement", "Hennepin County has not signed an agreement", polarity="negative")
    .say("Tim Walz", "criticizes", "Operation Metro Surge", "Tim Walz called Operation Metro Surge reckless")
    .claim("Tom Homan", "said", "700 officers will leave Minnesota")
    .claim("Tom Homan", "added", "We are not surrendering", "and we will be back", direct=True),
    Written("Fewer left than was said", "Star Courier", "2026-02-06",
            "Only 650 officers have left Minnesota, Tim Walz said on Friday. Operation Metro Surge goes on in Minnesota.\n\n"
            "The governor backs it.",
            {"Minnesota": "State", "Tim Walz": "Person", "Operation Metro Surge": "Operation", "650 officers": "Group"},
            )
    .say("650 officers", "withdrawsFrom", "Minnesota", "650 officers have left Minnesota", quantity=officers(650),
         attributed_to="Tim Walz")
    .say("Operation Metro Surge", "takesPlaceIn", "Minnesota", "Operation Metro Surge goes on in Minnesota")
    .say("Tim Walz", "supports", "Operation Metro Surge", "The governor backs it", confidence=0.3)
    .claim("Tim Walz", "said", "650 officers have left Minnesota"),
)
# One name in two states; one body by its name and its initials; and a name that a record of an authority file has.
DOUBTFUL = (
    Written("A sheriff in Iowa", "The Gazette", "2026-01-05", "John Smith, Sheriff of Polk County in Iowa, retires.",
            {"John Smith": "Person", "Sheriff": "Position", "Polk County": "County", "Iowa": "State"})
    .say("John Smith", "holdsPosition", "Sheriff", "John Smith, Sheriff")
    .say("Sheriff", "positionAt", "Polk County", "Sheriff of Polk County")
    .say("Polk County", "locatedIn", "Iowa", "Polk County in Iowa"),
    Written("A sheriff in Montana", "The Gazette", "2026-01-06", "John Smith, Sheriff of Lake County in Montana, won.",
            {"John Smith": "Person", "Sheriff": "Position", "Lake County": "County", "Montana": "State"})
    .say("John Smith", "holdsPosition", "Sheriff", "John Smith, Sheriff")
    .say("Sheriff", "positionAt", "Lake County", "Sheriff of Lake County")
    .say("Lake County", "locatedIn", "Montana", "Lake County in Montana"),
    Written("A suit", "Star Courier", "2026-01-07", "The Riverside Transit Agency sued Acme Mining on Tuesday.",
            {"Riverside Transit Agency": "Agency", "Acme Mining": "Organization"})
    .say("Riverside Transit Agency", "sues", "Acme Mining", "Riverside Transit Agency sued Acme Mining"),
    Written("A deal", "Star Courier", "2026-01-08", "Acme Mining and the RTA signed a pact on Friday, said Ann Marie Weber.",
            {"Acme Mining": "Organization", "RTA": "Agency", "a pact": "Agreement", "Ann Marie Weber": "Person"})
    .say("RTA", "partyTo", "a pact", "the RTA signed a pact").say("Acme Mining", "partyTo", "a pact", "Acme Mining"),
)
RECORDS = (Record("leg:17", "Ann Marie Weber", "Person", office="Mayor", place="Duluth"),
           Record("leg:18", "Ann Marie Weber", "Person", office="Judge", website="https://court.example/weber"))


def written(folder: Path, *articles: Written) -> Path:
    """Make a store of articles, resolved, with the records."""
    store = EmbeddedStore(folder)
    store.install_ontology(ontology_quads())
    for article in articles:
        extraction = article.extraction()
        store.replace(article_iri(extraction.article), quads(extraction, RUN))
    keep(store, RECORDS)
    resolve(store)
    store.quads.flush()
    return folder
