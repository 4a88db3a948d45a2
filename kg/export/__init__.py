"""Writers, one format a file: a store in the formats of other tools, each saying what it cannot carry.

To add one, write a module with a :class:`~kg.export.writer.Writer` and name it in ``kg/export/registry.py``.
"""
