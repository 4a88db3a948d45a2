"""A dataset that ``kg export`` wrote, taken back: read and checked to the end before any of it is in a store."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError, ValidationError
from kg.rdf.formats import Format
from kg.rdf.iris import ENTITIES, ONTOLOGY
from kg.rdf.prefixes import DATA, RDFS
from kg.rdf.reading import read
from kg.rdf.validation import validate
from kg.rdf.verification import verify
from kg.sources.inputs import Input
from kg.store.embedded import EmbeddedStore, check_marks

LABEL = ox.NamedNode(RDFS + "label")
SHOWN = 200  # characters of a quad in a message


@contextmanager
def staged(files: Iterable[tuple[Input, Format]], beside: Path | None, *, validated: bool = True) -> Iterator[EmbeddedStore]:
    """Read files into a store of their own that is there for as long as the block runs.

    Parameters
    ----------
    files : iterable of Input and Format
        All the files of one export.
    beside : Path, optional
        A folder on whose disk there is room for the dataset; None keeps it in memory.
    validated : bool
        Whether it is checked against the SHACL shapes, and its quotations against the texts.

    Raises
    ------
    SourceError
        When a file cannot be read.
    StoreError
        When the files are no export of a store of this format and namespace.
    ValidationError
        When what is in them does not conform.

    Examples
    --------
    >>> import io
    >>> from kg.rdf.formats import find
    >>> with staged([(Input("empty.nq", io.BytesIO(b"")), find("nquads"))], None) as store:
    ...     pass
    Traceback (most recent call last):
    kg.errors.StoreError: the store has the format of something else (at empty.nq); valid: a store of format 3; build it anew
    """
    with (tempfile.TemporaryDirectory(prefix=".kg-import-", dir=beside) as temporary,
          closing(EmbeddedStore(Path(temporary) / "store" if beside else None, blank=True)) as store):
        names = []
        for source, format_ in files:
            names.append(source.name)
            store.quads.bulk_extend(_of_a_store(read(source, format_)))
        check_marks(store.quads, ", ".join(names))
        _check_labels(store.quads)
        if validated:
            _check(store.quads)
        yield store


def _of_a_store(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The quads, each in a graph that a store may have, and none of blank nodes, which a second reading would double."""
    for quad in quads:
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            raise ValidationError("a blank node", where=str(quad)[:SHOWN], valid="IRIs, as all nodes of a store are")
        graph = quad.graph_name
        if graph != ONTOLOGY and not (isinstance(graph, ox.NamedNode) and graph.value.startswith(DATA)):
            raise StoreError("a quad in no graph of a store", where=str(quad)[:SHOWN], valid=f"graphs of {DATA}")
        yield quad


def _check_labels(store: ox.Store) -> None:
    """What articles share is derived from all of them; parts of different stores put together would tell it twice."""
    labels = store.quads_for_pattern(None, LABEL, None, ENTITIES)
    seen: set[object] = set()
    for quad in labels:
        if quad.subject in seen:
            raise StoreError("an entity with two labels", where=str(quad.subject), valid="the files of one export")
        seen.add(quad.subject)


def _check(store: ox.Store) -> None:
    violations = validate(store)
    if violations:
        first = violations[0]
        raise ValidationError(f"{len(violations):,} violations of the shapes, the first: {first.message}", where=first.node,
                              valid="a dataset that kg validate passes")
    mismatch = next(verify(store), None)
    if mismatch is not None:
        raise ValidationError("a quotation that is not in its article", where=mismatch.evidence,
                              valid="a dataset that kg verify passes")
