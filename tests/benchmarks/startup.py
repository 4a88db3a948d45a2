"""How long ``kg --help`` takes, against Python that does nothing. Aim: under 0.25 s."""

from __future__ import annotations

from tests.benchmarks.timing import best_of, python


def main(rounds: int = 10) -> None:
    bare, help_ = best_of(rounds, python("-c", "pass"), python("-m", "kg.cli", "--help"))
    print(f"kg --help: {help_:.3f} s; Python alone: {bare:.3f} s")


if __name__ == "__main__":
    main()
