"""The graph for people who count and draw: entities as nodes, statements as edges, one projection for every format.

``selection`` says which statements become edges, ``projection`` streams nodes and edges out of a store, ``attributes``
lists what they carry, ``measures`` says which matter and which belong together, ``graph`` makes a networkx graph of them,
``look`` is how they look everywhere.
"""
