"""The graph on the web: a SPARQL endpoint, and pages for people, over read-only snapshots of a store.

``settings`` what may be asked; ``workers`` and ``pool`` the processes that answer; ``snapshots`` what they read; ``reader`` and
``writer`` what runs in them; ``requests`` and ``problems`` what is read off a request and told of a fault; then one file for
each thing that is served, and ``app``, which puts them together.
"""
