"""A vault of Markdown notes for Obsidian: a note an entity, a note an article, linked by their statements.

Every note opens in any other Markdown editor too. An entity's statements are grouped by relation, each with the words that
say so as a quotation below it. Notes gather what is said of an entity, so that all edges are held until they are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from sys import intern

from kg.export.markdown import escaped, front_matter, link, quotation, wikilink
from kg.export.network import projected, report
from kg.export.writer import Folder, FolderWriter, Report, Request
from kg.files import FileNames, readable_name
from kg.network.attributes import Value
from kg.network.projection import Edge, Node, Projection
from kg.network.reader import ALIASES

LISTED = 50  # entities of a class, and articles, in the index
PROPERTIES = ("iri", "identifier", "sameAs", "statements", "articles", "outlets", "firstSeen", "lastSeen", "count", "degree",
              "betweenness", "pageRank", "community")

Attributes = dict[str, Value]


class _Vault:
    """The notes of a projection, by IRI, and what is said in each."""

    def __init__(self, projection: Projection) -> None:
        self.projection = projection
        self.notes: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        self.out: dict[str, list[Edge]] = {}
        self.back: dict[str, list[Edge]] = {}
        self.articles: dict[str, list[Edge]] = {}
        names = FileNames(readable_name)
        for node in projection.nodes():
            self.labels[node.iri] = _label(node)
            self.notes[node.iri] = f"entities/{names.give(self.labels[node.iri])}"
        names = FileNames(readable_name)
        for edge in projection.edges():
            self._keep(edge, names)

    def _keep(self, edge: Edge, names: FileNames) -> None:
        kept = Edge(edge.iri, intern(edge.source), intern(edge.target),
                    {name: intern(value) if isinstance(value, str) else value for name, value in edge.attributes.items()})
        self.out.setdefault(kept.source, []).append(kept)
        if kept.source != kept.target:
            self.back.setdefault(kept.target, []).append(kept)
        article = kept.attributes.get("articleIri")
        if isinstance(article, str):
            self.articles.setdefault(article, []).append(kept)
            if article not in self.notes:
                self.notes[article] = f"articles/{names.give(str(kept.attributes['article']))}"

    def link(self, iri: str) -> str:
        """The link to an entity's note."""
        return wikilink(self.notes[iri], self.labels[iri])


def _write(request: Request, folder: Folder) -> Report:
    projection = projected(request)
    vault = _Vault(projection)
    for node in projection.nodes():
        _put(folder, vault.notes[node.iri], _entity(vault, node))
    for iri in sorted(vault.articles):
        _put(folder, vault.notes[iri], _article(vault, iri))
    _put(folder, "index", _index(vault))
    told = report(request, projection, advice=("open the folder as a vault in Obsidian, and begin with the note index",))
    return Report({**told.wrote, "notes": len(vault.notes) + 1}, told.losses, told.advice, told.attributes)


def _put(folder: Folder, note: str, parts: Iterable[str]) -> None:
    with folder.file(f"{note}.md") as file:
        file.write("\n".join(parts).rstrip("\n").encode("utf-8", "replace") + b"\n")


def _entity(vault: _Vault, node: Node) -> Iterator[str]:
    a, label = node.attributes, vault.labels[node.iri]
    aliases = [label, *filter(None, str(a.get("aliases", "")).split(ALIASES))]
    yield front_matter({"type": a["type"], "aliases": aliases, "tags": [f"kg/{a['type']}"],
                        **{name: {**a, "iri": node.iri}.get(name) for name in PROPERTIES}})
    yield f"# {escaped(label)}\n"
    yield f"{escaped(str(a['type']))}, {a['statements']} statements in {a['articles']} articles\n"
    yield from _grouped(vault, vault.out.get(node.iri, ()), "{}", out=True)
    yield from _grouped(vault, vault.back.get(node.iri, ()), "← {}", out=False)


def _grouped(vault: _Vault, edges: Iterable[Edge], heading: str, *, out: bool) -> Iterator[str]:
    """The statements of an entity by relation, each with the entity at its other end."""
    def relation(edge: Edge) -> str:
        return str(edge.attributes["label"])

    for name, group in groupby(sorted(edges, key=lambda e: (relation(e), e.iri)), key=relation):
        yield f"## {heading.format(escaped(name))}\n"
        for edge in group:
            yield from _statement(vault, edge, vault.link(edge.target if out else edge.source), source=True)


def _statement(vault: _Vault, edge: Edge, words: str, *, source: bool) -> Iterator[str]:
    """A list item: who, in what way, from where; and the quotation."""
    a = edge.attributes
    parts = [words, *_manner(a)]
    article = a.get("articleIri")
    if source and isinstance(article, str):
        parts.append(wikilink(vault.notes[article], str(a["article"])))
        parts += [escaped(str(a[name])) for name in ("outlet", "published") if name in a]
    yield f"- {' · '.join(parts)}\n"
    if a.get("evidence"):
        yield quotation(str(a["evidence"]), "  ") + "\n"


def _manner(a: Attributes) -> Iterator[str]:
    """What of a statement its relation does not say."""
    if a["polarity"] == "negative":
        yield "**said not to be so**"
    if a["modality"] != "actual":
        yield f"**{escaped(str(a['modality']))}**"
    if "attributedTo" in a:
        yield f"on the word of {escaped(str(a['attributedTo']))}"
    if "count" in a:
        yield escaped(f"{'about ' if a.get('approximate') else ''}{a['count']:,g} {a.get('unit', '')}")
    dates = sorted({str(a[name]) for name in ("validFrom", "validUntil") if name in a})
    if dates:
        yield escaped(" to ".join(dates))
    if a["weight"] != 1:
        yield f"{a['weight']} statements"
    if "confidence" in a:
        yield f"confidence {a['confidence']:.2g}"


def _article(vault: _Vault, iri: str) -> Iterator[str]:
    edges = vault.articles[iri]
    a = edges[0].attributes
    yield front_matter({"type": "Article", "tags": ["kg/Article"], "title": a["article"], "url": a.get("url"),
                        "publisher": a.get("outlet"), "published": a.get("published"), "iri": iri})
    yield f"# {escaped(str(a['article']))}\n"
    told = [escaped(str(a[name])) for name in ("outlet", "published") if name in a]
    address = link("read it", str(a.get("url", "")))
    yield " · ".join([*told, *([address] if address else [])]) + "\n"
    for edge in edges:
        words = f"{vault.link(edge.source)} {escaped(str(edge.attributes['label']))} {vault.link(edge.target)}"
        yield from _statement(vault, edge, words, source=False)


def _index(vault: _Vault) -> Iterator[str]:
    by_type: dict[str, list[tuple[int, str]]] = {}
    for node in vault.projection.nodes():
        by_type.setdefault(str(node.attributes["type"]), []).append((-int(node.attributes["statements"]), node.iri))
    yield "# Index\n"
    counts = vault.projection.number_of_nodes, vault.projection.number_of_edges, len(vault.articles)
    yield "{:,} entities, {:,} edges, {:,} articles\n".format(*counts)
    for type_ in sorted(by_type):
        yield f"## {escaped(type_)}\n"
        yield from (f"- {vault.link(iri)} ({-count})" for count, iri in sorted(by_type[type_])[:LISTED])
        yield _more(len(by_type[type_]))
    if vault.articles:
        yield "## Articles\n"
        newest = sorted(vault.articles, reverse=True, key=lambda iri: (str(_of(vault, iri, "published")), iri))[:LISTED]
        for iri in newest:
            title, day = str(_of(vault, iri, "article")), str(_of(vault, iri, "published"))
            yield f"- {wikilink(vault.notes[iri], title)} {escaped(day)}"
        yield _more(len(vault.articles))


def _of(vault: _Vault, article: str, name: str) -> Value:
    return vault.articles[article][0].attributes.get(name, "")


def _more(count: int) -> str:
    return f"\nand {count - LISTED:,} more\n" if count > LISTED else ""


def _label(node: Node) -> str:
    label = str(node.attributes["label"])
    return label if label.strip() else node.iri


WRITER = FolderWriter("obsidian", "a vault of linked Markdown notes for Obsidian", ("vault",), (), _write)
