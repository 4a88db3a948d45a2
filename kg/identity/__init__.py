"""Layers over the articles, each of which can be taken off again: which entities are one, what contradicts each other.

``profiles`` reads what articles tell of each entity, ``blocks`` pairs those that may be one, ``evidence`` weighs a pair,
``clusters`` joins what no evidence forbids, ``homonyms`` takes people of one name apart, ``linking`` finds entities in a
user's authority file, ``versions`` and ``reprints`` tell which articles count, ``ledger`` and ``replay`` hold what people have
decided, ``layer`` lays the result over a store, and ``resolution`` is the whole flow on one screen.
"""
