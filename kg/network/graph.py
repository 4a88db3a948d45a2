"""A projection as a networkx graph."""

from __future__ import annotations

import networkx as nx
import pyoxigraph as ox

from kg.network.projection import Projection
from kg.network.selection import PLAIN, Selection


def to_networkx(store: ox.Store, selection: Selection = PLAIN, *, measured: bool = False) -> nx.MultiDiGraph[str]:
    """Turn a store into a directed graph with parallel edges.

    Parameters
    ----------
    store : pyoxigraph.Store
        What ``kg build`` wrote.
    selection : Selection
        Which statements become edges.
    measured : bool
        Whether nodes carry degree, betweenness, PageRank and community.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are entity IRIs, edges are keyed by statement IRI; :mod:`kg.network.attributes` lists what both carry.

    Examples
    --------
    >>> to_networkx(ox.Store()).number_of_nodes()
    0
    """
    projection = Projection(store, selection, measured=measured)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in projection.nodes():
        graph.add_node(node.iri, **node.attributes)
    for edge in projection.edges():
        graph.add_edge(edge.source, edge.target, key=edge.iri, **edge.attributes)
    return graph
