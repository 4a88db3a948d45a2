"""The W3C's SPARQL 1.1 test suites over HTTP against ``kg serve``: ``python -m tests.w3c FOLDER [SUITE ...]``.

FOLDER has the suites as w3c/rdf-tests has them below ``sparql/sparql11``. They are not part of this repository.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.serve.serving import running, stored
from tests.w3c import evaluation
from tests.w3c.describing import describe
from tests.w3c.endpoint import Endpoint, Failed
from tests.w3c.exchanges import exchange
from tests.w3c.exclusions import KNOWN, ORDER_LEFT_OPEN, reason
from tests.w3c.manifests import Test, tests
from tests.w3c.prose import REASONS, Prose

Run = Callable[[Test, Endpoint], None]
RUN: dict[str, Run] = {
    "QueryEvaluationTest": evaluation.query, "CSVResultFormatTest": evaluation.query, "UpdateEvaluationTest": evaluation.update,
    "PositiveSyntaxTest11": evaluation.syntax, "NegativeSyntaxTest11": evaluation.syntax,
    "PositiveUpdateSyntaxTest11": evaluation.syntax, "NegativeUpdateSyntaxTest11": evaluation.syntax,
    "ProtocolTest": exchange, "GraphStoreProtocolTest": exchange, "ServiceDescriptionTest": describe,
}
PROSE = "http-rdf-update"
OUTCOMES = PASSED, FAILED, EXPECTED, LEFT_OUT = "passed", "failed", "known to fail", "not run"




@dataclass
class Tally:
    """How the tests of one suite went: by outcome, and why some were not run or are known to fail."""

    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)


def main(folder: Path, suites: list[str]) -> int:
    """Run the tests, print a table, and give how many did not do what is expected of them."""
    tallies: dict[str, Tally] = {}
    prose = Prose()
    with tempfile.TemporaryDirectory() as temporary, running(stored(Path(temporary) / "w3c.kg", None)) as server:
        endpoint = Endpoint(server)
        for test in tests(folder):
            if not suites or test.suite in suites:
                run = prose if test.suite == PROSE else RUN[test.kind]
                _run(test, run, endpoint, tallies.setdefault(test.suite, Tally()))
    _report(tallies)
    return sum(tally.outcomes[FAILED] for tally in tallies.values())


def _run(test: Test, run: Run, endpoint: Endpoint, tally: Tally) -> None:
    why, known = reason(test), KNOWN.get(test.name)
    if why or known:
        tally.reasons[why or known or ""] += 1
    if why:
        tally.outcomes[LEFT_OUT] += 1
        return
    try:
        run(test, endpoint)
    except Failed as failure:
        tally.outcomes[EXPECTED if known else FAILED] += 1
        if not known:
            print(f"FAILED {test.suite} {test.name}: {failure}\n")
    else:
        tally.outcomes[FAILED if known else PASSED] += 1
        if known:
            print(f"FAILED {test.suite} {test.name}: it passes, and is to leave the known failures\n")


def _report(tallies: dict[str, Tally]) -> None:
    print(f"{'suite':22}", *(f"{outcome:>13}" for outcome in OUTCOMES), " reasons")
    for suite, tally in [*tallies.items(), ("all", _sum(tallies.values()))]:
        why = "; ".join(f"{number}: {text}" for text, number in tally.reasons.items()) if suite != "all" else ""
        print(f"{suite:22}", *(f"{tally.outcomes[outcome]:13}" for outcome in OUTCOMES), f" {why}")
    for says, reasons in (("Put right in http-rdf-update", REASONS), ("Compared without their order", ORDER_LEFT_OPEN)):
        print(f"\n{says}:", *(f"  {name}: {why}" for name, why in reasons.items()), sep="\n")


def _sum(tallies: Iterable[Tally]) -> Tally:
    return Tally(sum((tally.outcomes for tally in tallies), Counter()))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]) > 0)
