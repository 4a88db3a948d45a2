"""Which entities of different articles are one: a layer over the articles that can be taken off again.

``profiles`` reads what articles tell of each entity, ``blocks`` pairs those that may be one, ``evidence`` weighs a pair,
``clusters`` joins what no evidence forbids, ``ledger`` holds what people have decided, ``layer`` lays the result over a store,
and ``resolution`` is the whole flow on one screen.
"""
