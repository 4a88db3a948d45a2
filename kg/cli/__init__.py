"""The command ``kg``: the only place that prints or exits.

Data goes to standard output, everything else to standard error. Exit codes: 0 fine, 1 failure or data that does not
conform, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

from kg.cli.main import kg, main, run

__all__ = ["kg", "main", "run"]
