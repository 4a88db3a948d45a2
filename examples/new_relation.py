"""A relation of your own: a few lines of Turtle in a copy of the ontology, and no Python."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import kg
from kg import ontology as kg_ontology

REPLACES = """
@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

kg:replaces a owl:ObjectProperty ;
    rdfs:label "replaces"@en ;
    skos:definition "The subject takes the office that the object had."@en ;
    kg:isRelation true ;
    rdfs:domain kg:Person ;
    rdfs:range kg:Person .

kg:frame-replace a kg:Frame ;
    kg:evokes kg:replaces ;
    kg:verb "replace", "succeed" ;
    kg:nominal "successor" ;
    kg:subjectRole "agent" ;
    kg:objectRole "patient" .
"""
ARTICLE = Path(__file__).parent / "articles" / "senate-hearing.txt"
QUERY = """
SELECT ?newcomer ?predecessor ?quote WHERE {
  ?statement rdf:predicate kg:replaces ; rdf:subject/rdfs:label ?newcomer ; rdf:object/rdfs:label ?predecessor .
  ?statement kg:evidence/kg:exact ?quote .
}
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ontology = Path(folder) / "ontology"
        shutil.copytree(kg_ontology.folder(), ontology)
        (ontology / "replaces.ttl").write_text(REPLACES, "utf-8")
        os.environ["NEWSKG_ONTOLOGY"] = str(ontology)  # read when the first article is
        with kg.open(Path(folder) / "news.kg") as graph:
            graph.build([ARTICLE])
            for newcomer, predecessor, quote in graph.query(QUERY).rows():
                print(f"{newcomer.value} replaces {predecessor.value}: “{quote.value}”")


if __name__ == "__main__":
    main()
