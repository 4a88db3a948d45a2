"""The annotated set, and what the pipeline reads in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from kg.extract.assembly import assemble
from kg.extract.interchange import to_document
from kg.language import parse
from kg.model import Article
from tests.quality.scoring import Comparison

ARTICLES = Path(__file__).parent / "articles"


@dataclass(frozen=True)
class Read:
    """One annotated article, read."""

    name: str
    doc: Doc
    comparison: Comparison


def read(folder: Path = ARTICLES) -> Iterator[Read]:
    """Read every annotated article of a folder, in order of file names."""
    for file in sorted(folder.glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        given = gold["article"]
        article = Article(id=given["id"], text=given["text"], title=given.get("title"), published=given.get("published"),
                          publisher=given.get("publisher"))
        (doc,) = parse([article])
        yield Read(file.stem, doc, Comparison(gold, to_document(assemble(doc))))


def digest(folder: Path = ARTICLES) -> str:
    """A hash of the whole set, so that a figure always belongs to one set."""
    sha = hashlib.sha256()
    for file in sorted(folder.glob("*.json")):
        sha.update(file.name.encode() + b"\0" + file.read_bytes())
    return sha.hexdigest()
