"""Measuring commands and functions in turn, so that what disturbs one disturbs the other."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parent.parent.parent


def best_of(rounds: int, *actions: Callable[[], object]) -> list[float]:
    """The least seconds that each action took, in rounds of all of them one after the other."""
    best = [float("inf")] * len(actions)
    for _ in range(rounds):
        for number, action in enumerate(actions):
            start = perf_counter()
            action()
            best[number] = min(best[number], perf_counter() - start)
    return best


def python(*arguments: str | Path) -> Callable[[], object]:
    """An action that runs this Python in a process of its own."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, *map(str, arguments)]
    return lambda: subprocess.run(command, env=environment, capture_output=True, check=True)
