"""Who reads the articles of a build: this process, others of this machine, or those of a cluster.

``draft`` is the work itself, one article at a time; ``local`` and ``cluster`` are the hands that do it, and ``process`` is what
a process of this machine runs. All give the same drafts, so the graph does not depend on who has read it.
"""
