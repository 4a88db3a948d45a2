"""``python -m kg.cli``: the same as ``kg``."""

from __future__ import annotations

from kg.cli.main import main

main()
