"""A store in a folder: pyoxigraph on disk, one writer at a time.

An article's graphs are its own and are replaced in one transaction, together with what :mod:`kg.store.shared` derives from
them. So a store depends on the articles it holds and on nothing else.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from pathlib import Path
from sys import getrefcount

import pyoxigraph as ox

from kg.errors import StoreError
from kg.rdf.iris import ONTOLOGY, term
from kg.rdf.prefixes import DATA, NAMESPACE_VARIABLE, PROV
from kg.store import shared
from kg.store.packed import Packed, as_text, graphs_of, parted, unpacked
from kg.store.signature import signature
from kg.store.versions import READ_AFTER, articles, read_after, versions

FORMAT = "3"
MARK, NAMESPACE = term("storeFormat"), term("dataNamespace")
PATIENCE, PAUSE = 2.0, 0.02  # seconds: kg serve has a store open for a moment when it copies it; between two tries
OWN_REFERENCES = 2  # this object's, and that of the question how many there are
DIGEST = term("recordDigest")
BULK = 5_000  # quads from which the engine's bulk load, which writes files of its own each time, is the faster way
MARKS = frozenset(ox.Quad(ONTOLOGY, name, ox.Literal(value), ONTOLOGY) for name, value in ((MARK, FORMAT), (NAMESPACE, DATA)))
ENGINE_FILES = re.compile(r"CURRENT|IDENTITY|LOCK|LOG(\.old\.\d+)?|(MANIFEST|OPTIONS)-\d+|(bulk-)?\d+\.(log|sst|blob)|"
                          r".*\.dbtmp")
LEFT = "bulk-*.sst"  # what a load was writing when its process was killed


class EmbeddedStore:
    """A store of this process; see :class:`kg.store.protocol.Store`.

    Parameters
    ----------
    path : Path, optional
        The store's folder, made when missing; None keeps the store in memory.
    blank : bool
        Whether a new store stays without the marks of its format and namespace, which then come with what it is filled with.

    Raises
    ------
    StoreError
        When the folder holds something else, another process has it open, or it has another format or namespace.

    Examples
    --------
    >>> store = EmbeddedStore()
    >>> list(store.articles())
    []
    """

    _commits = 0

    def __init__(self, path: Path | None = None, *, blank: bool = False) -> None:
        self.path = path
        self._quads = _opened(path)
        if len(self.quads) == 0:
            if blank:
                return
            self.quads.extend(MARKS)
        check_marks(self.quads, str(path))

    @property
    def quads(self) -> ox.Store:
        """All that the store holds, named graph by named graph."""
        return self._quads

    @property
    def state(self) -> Hashable:
        """What is another whenever the store has changed."""
        quads = self.quads  # which are fetched now where the store is on a server
        return signature(self.path) if self.path else (self._commits, len(quads))

    def reopen(self) -> bool:
        """Close the folder and open it again, as the engine keeps in memory what was written since it was opened.

        Gives False, and does nothing, where the store is in memory or somebody else in this process holds it.
        """
        if self.path is None or self._is_held:
            return False
        del self._quads
        self._quads = _opened(self.path)
        return True

    @property
    def _is_held(self) -> bool:
        """Whether somebody else in this process holds the quads."""
        return getrefcount(self._quads) > OWN_REFERENCES

    def close(self) -> None:
        """Let go of the folder, so that another process may open it."""
        self._release()

    def _release(self) -> None:
        self.__dict__.pop("_quads", None)

    def fill(self, other: EmbeddedStore) -> None:
        """Become what another store is, which is of no use afterwards; this one must be new.

        Raises
        ------
        StoreError
            When this store has something in it already.
        """
        self.check_new()
        if not self._becomes(other):
            self.quads.bulk_extend(other.quads)

    def _becomes(self, other: EmbeddedStore) -> bool:
        """Put the folder of another store in the place of this one's, where both have one that can be moved."""
        if self.path is None or other.path is None or self._is_held or other._is_held:
            return False
        place = self.path.resolve()
        try:
            place.rename(other.path.with_name("replaced"))
        except OSError:  # a disk of its own is mounted there
            return False
        self._release()  # only now, so that nobody else opened it meanwhile
        other._release()
        try:
            other.path.rename(place)
        except OSError as error:
            raise StoreError(f"what is to come cannot be put there: {error.strerror}", where=str(self.path),
                             valid="a place where nobody else makes a store meanwhile") from error
        finally:
            self._quads = _opened(self.path)
        return True

    def check_new(self) -> None:
        """Raise StoreError when the store has something in it."""
        if len(self.quads) > len(MARKS):
            raise StoreError("the store has something in it", where=str(self.path), valid="a new store")

    def check_written(self) -> None:
        """Raise StoreError when there is no store yet; a folder is one as soon as it is opened."""

    def install_ontology(self, quads: Iterable[ox.Quad]) -> None:
        """Replace the ontology's graph."""
        new = {*quads, *MARKS}
        old = set(self.quads.quads_for_pattern(None, None, None, ONTOLOGY))
        self._commit(old - new, new - old)

    def holds(self, article: ox.NamedNode, run: ox.NamedNode, record: str) -> bool:
        """Whether the store has this article, of this record's digest, as this run reads it."""
        read = ox.Quad(article, ox.NamedNode(PROV + "wasGeneratedBy"), run, article)
        return read in self.quads and ox.Quad(article, DIGEST, ox.Literal(record), article) in self.quads

    def replace(self, article: ox.NamedNode, quads: Iterable[ox.Quad]) -> bool:
        """Put an article in place of what the store has of it, in one transaction; give whether anything changed.

        Another version of it (see :mod:`kg.store.versions`) stays; where no date tells which is newer, the order is kept.

        Parameters
        ----------
        article : NamedNode
        quads : iterable of Quad
            In the article's graphs, and in the shared graphs of entities and runs.

        Raises
        ------
        StoreError
            When a quad is in another graph.
        """
        own, common = map(set, parted(article, _as_stored(quads)))
        own |= read_after(self.quads, article, own)
        stale = {q for g in graphs_of(article) for q in self.quads.quads_for_pattern(None, None, None, g)}
        if not own:
            stale.update(self.quads.quads_for_pattern(None, READ_AFTER, article, None))
        change = shared.Change(stale - own, own - stale, common)
        old, new = shared.changes(self.quads, change)
        removed, added = change.removed | (old - new), change.added | (new - old)
        self._commit(removed, added)
        return bool(removed or added)

    def add(self, articles: Mapping[ox.NamedNode, Packed]) -> set[ox.NamedNode]:
        """Put in, all at once, those articles that take nothing's place; give which they are.

        Many at once are several times as fast as :meth:`replace`. An article stays out of which the store has another
        version, and one that gives an entity another label than it had.
        """
        telling = {article: frozenset(unpacked(part.telling)) for article, part in articles.items()}
        new = {article: part for article, part in articles.items() if self._is_new(article, telling[article])}
        while new:
            said = set(unpacked(b"".join(part.said for part in new.values())))
            told = set().union(*(telling[article] for article in new))
            old, described = shared.changes(self.quads, shared.Change(set(), told, said))
            renamed = {q.subject for q in old - described}
            late = {article for article in new if not renamed.isdisjoint(q.subject for q in telling[article])}
            if not late:
                self._load(described - old, list(new.values()))
                break
            new = {article: part for article, part in new.items() if article not in late}
        return set(new)

    def _is_new(self, article: ox.NamedNode, telling: Iterable[ox.Quad]) -> bool:
        if any(self.quads.quads_for_pattern(None, None, None, article)):
            return False
        return not any(versions(self.quads, article, telling))

    def _load(self, described: set[ox.Quad], articles: Collection[Packed]) -> None:
        """Add articles, and how what they share is described. Many are loaded as the text that they are."""
        if len(described) + sum(article.size for article in articles) < BULK:
            self._commit(set(), [*described, *unpacked(b"".join(article.own for article in articles))])
        else:
            self._commits += 1
            self._put_text(b"".join([as_text(described), *(article.own for article in articles)]))

    def remove(self, article: ox.NamedNode) -> bool:
        """Take an article out, in one transaction; give whether it was there."""
        return self.replace(article, ())

    def change(self, removed: set[ox.Quad], added: set[ox.Quad]) -> None:
        """Remove and add quads in one transaction: for layers over the articles, which keep what they change."""
        if removed or added:
            self._commit(removed, added)

    def articles(self) -> Iterator[ox.NamedNode]:
        """Give the articles, those too of which another version has taken the place, sorted by IRI."""
        yield from articles(self.quads)

    def dump(self) -> bytes:
        """Give all quads as sorted N-Quads: equal datasets give equal bytes."""
        return "".join(sorted(f"{quad} .\n" for quad in self.quads)).encode()

    def _commit(self, removed: set[ox.Quad], added: Collection[ox.Quad]) -> None:
        """Remove and add in one transaction; terms are serialised by the engine, so no text can escape its literal."""
        self._commits += 1
        if not removed:
            self._put(added)
            return
        parts = [(verb, quads) for verb, quads in (("DELETE DATA", removed), ("INSERT DATA", added)) if quads]
        self.quads.update(";\n".join(f"{verb} {{\n{_block(quads)}}}" for verb, quads in parts))

    def _put(self, added: Collection[ox.Quad]) -> None:
        if len(added) < BULK:
            self.quads.extend(added)
        else:
            self._put_text(as_text(added))

    def _put_text(self, text: bytes) -> None:
        """Load N-Quads, during which other threads go on, as they do not while quads are handed over one by one."""
        self.quads.bulk_load(text, format=ox.RdfFormat.N_QUADS, lenient=True)


def check_marks(quads: ox.Store, where: str) -> None:
    """Raise StoreError when a dataset is of another format or namespace than this process writes."""
    formats, namespaces = _values(quads, ONTOLOGY, MARK), _values(quads, ONTOLOGY, NAMESPACE)
    if formats != {FORMAT}:
        raise StoreError(f"the store has the format {' '.join(sorted(formats)) or 'of something else'}", where=where,
                         valid=f"a store of format {FORMAT}; build it anew")
    if namespaces != {DATA}:
        raise StoreError(f"the store has the namespace {' '.join(sorted(namespaces))}", where=where,
                         valid=f"that namespace in {NAMESPACE_VARIABLE}, which now gives {DATA}")


def _values(store: ox.Store, subject: ox.NamedNode, predicate: ox.NamedNode) -> set[str]:
    quads = store.quads_for_pattern(subject, predicate, None, subject)
    return {q.object.value for q in quads if isinstance(q.object, ox.Literal)}


def _as_stored(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """The quads as the engine gives them back: it writes some numbers and times in another form."""
    passing = ox.Store()
    passing.extend(quads)
    return set(passing)


def _block(quads: Iterable[ox.Quad]) -> str:
    return "".join(f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}\n" for q in quads)


def _opened(path: Path | None) -> ox.Store:
    if path is None:
        return ox.Store()
    if path.exists() and not _may_be_a_store(path):
        raise StoreError("not a store", where=str(path), valid="a new folder, or one that kg build has written")
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return _swept(path)
        except OSError as error:
            locked = "lock" in str(error).lower()
            if not locked or time.monotonic() > deadline:
                valid = "a store that no other process has open" if locked else "a readable, writable folder"
                raise StoreError(f"the store cannot be opened: {error}", where=str(path), valid=valid) from error
            time.sleep(PAUSE)


def _swept(path: Path) -> ox.Store:
    """Open a store; nobody else loads into it then, and what killed loads have left in its folder goes."""
    store = ox.Store(path)
    for file in path.glob(LEFT):
        file.unlink()
    return store


def _may_be_a_store(path: Path) -> bool:
    """Whether the folder has only files of the engine; one that was killed while it made them may lack some."""
    return path.is_dir() and all(ENGINE_FILES.fullmatch(file.name) for file in path.iterdir())
